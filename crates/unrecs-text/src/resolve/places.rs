//! Provisions as printed: numbers with their unit, lists and ranges of them, and what stands below an article.
//!
//! One grammar for both orders: a *group* is one or more numbers with one unit (`第32和37条`, `articles 32 and 37`); groups follow
//! each other downwards (`第6条` `第1款`), along a list, or upwards (`paragraph 1` of `article 6`).

use std::ops::Range;

use super::cursor::{Cursor, Label};
use crate::language::Unit;

/// One provision as printed, from the largest unit to the smallest.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The printed words.
    pub span: Range<usize>,
    /// Units with their numbers, in the order of printing, larger ones that stand behind put in front.
    pub levels: Vec<(Unit, Label)>,
    /// The last number of a range that begins with the last level.
    pub range_end: Option<Label>,
    /// Whether its larger units or its instrument come from the provision in front of it in the list.
    pub carried: Carried,
}

/// Where a provision stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    /// First, or in one group with the first.
    No,
    /// Behind another group.
    Along,
}

struct Group {
    unit: Unit,
    items: Vec<Item>,
    span: Range<usize>,
}

struct Item {
    label: Label,
    inner: Vec<Label>,
    range_end: Option<Label>,
}

/// The provisions that begin here, and where they end.
pub(super) fn read(start: Cursor<'_>) -> Result<(Vec<Place>, usize), usize> {
    let mut cursor = start;
    let Some(first) = group(&mut cursor) else { return Err(cursor.at.max(start.at)) };
    let mut places = expand(&first, &[], Carried::No);
    // The first of the places that a larger unit named behind them holds.
    let mut open = 0;
    loop {
        let end = cursor.at;
        if below(&mut cursor, &mut places) || above(&mut cursor, &mut places[open..]) {
            continue;
        }
        let before = places.len();
        if range(&mut cursor, &mut places) {
            continue;
        }
        if along(&mut cursor, &mut places) {
            open = before;
            continue;
        }
        return Ok((places, end));
    }
}

/// A smaller unit of the last place, directly behind it; it replaces the place.
fn below(cursor: &mut Cursor<'_>, places: &mut Vec<Place>) -> bool {
    let mut ahead = *cursor;
    ahead.eat(cursor.words.parts);
    let Some(last) = places.last() else { return false };
    let Some(group) = group(&mut ahead).filter(|group| goes_below(&last.levels, group.unit)) else { return false };
    if last.range_end.is_some() {
        return false;
    }
    let (levels, start, carried) = (last.levels.clone(), last.span.start, last.carried);
    places.pop();
    let first = places.len();
    places.extend(expand(&group, &levels, Carried::Along));
    if let Some(place) = places.get_mut(first) {
        (place.span.start, place.carried) = (start, carried);
    }
    // Numbers that share their unit share their surface too: 第6条第1和第3款.
    for place in &mut places[first..] {
        (place.span.start, place.carried) = (start, carried);
    }
    cursor.at = ahead.at;
    true
}

fn goes_below(levels: &[(Unit, Label)], unit: Unit) -> bool {
    let Some(&(last, _)) = levels.last() else { return false };
    // In the Charter and the Statute of the Court 项 stands above 款.
    let swapped =
        last == Unit::Point && unit == Unit::Paragraph && levels.iter().all(|(unit, _)| *unit != Unit::Paragraph);
    unit > last || swapped
}

/// A larger unit named behind the places: `paragraph 1 of article 6`.
fn above(cursor: &mut Cursor<'_>, places: &mut [Place]) -> bool {
    let mut ahead = *cursor;
    if cursor.words.nested.is_empty() || ahead.eat(cursor.words.nested).is_none() {
        return false;
    }
    let Some(group) = group(&mut ahead).filter(|group| group.items.len() == 1) else { return false };
    let smaller = |place: &Place| place.levels.first().is_some_and(|(unit, _)| *unit > group.unit);
    if !places.iter().all(smaller) {
        return false;
    }
    let [larger] = expand(&group, &[], Carried::No).try_into().unwrap_or_else(|_| unreachable!("one item"));
    let larger: Place = larger;
    for place in places {
        place.levels.splice(0..0, larger.levels.iter().cloned());
        place.span.end = place.span.end.max(group.span.end);
    }
    cursor.at = ahead.at;
    true
}

/// The end of a range with its own unit: 第24条至第26条.
fn range(cursor: &mut Cursor<'_>, places: &mut [Place]) -> bool {
    let mut ahead = *cursor;
    if ahead.eat(cursor.words.ranges).is_none() {
        return false;
    }
    let (Some(group), Some(last)) = (group(&mut ahead), places.last_mut()) else { return false };
    let same = last.levels.last().is_some_and(|(unit, _)| *unit == group.unit);
    let [item] = group.items.as_slice() else { return false };
    if !same || last.range_end.is_some() {
        return false;
    }
    last.range_end = Some(item.label.clone());
    last.span.end = group.span.end;
    cursor.at = ahead.at;
    true
}

/// The next of a list: it keeps the units above its own.
fn along(cursor: &mut Cursor<'_>, places: &mut Vec<Place>) -> bool {
    let mut ahead = *cursor;
    if ahead.eat(cursor.words.joiners).is_none() {
        return false;
    }
    let (Some(group), Some(last)) = (group(&mut ahead), places.last()) else { return false };
    if last.levels.last().is_none_or(|(unit, _)| group.unit > *unit) {
        return false;
    }
    let kept = last.levels.iter().take_while(|(unit, _)| *unit < group.unit).cloned().collect::<Vec<_>>();
    places.extend(expand(&group, &kept, Carried::Along));
    cursor.at = ahead.at;
    true
}

fn expand(group: &Group, above: &[(Unit, Label)], carried: Carried) -> Vec<Place> {
    let place = |item: &Item| {
        let mut levels = above.to_vec();
        match item.label {
            // `article 16.5` is paragraph 5 of article 16, and a paragraph has its number as a whole.
            Label::Decimal(value, part) if matches!(group.unit, Unit::Article | Unit::Rule) => {
                levels.push((group.unit, Label::Number(value, "")));
                levels.push((Unit::Paragraph, Label::Number(part, "")));
            }
            _ => levels.push((group.unit, item.label.clone())),
        }
        for label in &item.inner {
            let unit = unit_inside(levels.last().map_or(group.unit, |(unit, _)| *unit), label);
            levels.push((unit, label.clone()));
        }
        Place { span: group.span.clone(), levels, range_end: item.range_end.clone(), carried }
    };
    group.items.iter().map(place).collect()
}

/// What a bracket behind a number is: `16 (5)` has a paragraph, `2 (b)` a point.
fn unit_inside(unit: Unit, label: &Label) -> Unit {
    match (unit, label) {
        (Unit::Article | Unit::Rule, Label::Number(..)) => Unit::Paragraph,
        (Unit::Point | Unit::Subpoint, _) => Unit::Subpoint,
        _ => Unit::Point,
    }
}

/// Numbers with one unit, passed. Where there are none the cursor stands behind what was read in vain.
fn group(cursor: &mut Cursor<'_>) -> Option<Group> {
    let start = cursor.at;
    if let Some((unit, many)) = leading_unit(cursor) {
        let items = leading_items(cursor, if many { Length::Many } else { Length::One })?;
        return Some(Group { unit, items, span: start..cursor.at });
    }
    if cursor.words.ordinal.is_empty() {
        return None;
    }
    let (unit, items) = trailing_items(cursor)?;
    Some(Group { unit, items, span: start..cursor.at })
}

enum Length {
    One,
    Many,
}

/// The word of a unit that stands in front of its number.
fn leading_unit(cursor: &mut Cursor<'_>) -> Option<(Unit, bool)> {
    let rest = cursor.rest();
    let stands = |form: &str| {
        let begins = rest.get(..form.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(form));
        begins && !(cursor.words.spaced && rest[form.len()..].starts_with(char::is_alphanumeric))
    };
    let leading = cursor.words.units.iter().filter(|word| word.leads && stands(word.form));
    let word = leading.max_by_key(|word| word.form.len())?;
    cursor.at += word.form.len();
    cursor.eat_space();
    Some((word.unit, word.many))
}

fn leading_items(cursor: &mut Cursor<'_>, length: Length) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    loop {
        let mut ahead = *cursor;
        if !items.is_empty() {
            let range = ahead.eat(cursor.words.ranges).is_some();
            if !range && ahead.eat(cursor.words.joiners).is_none() {
                return Some(items);
            }
            let last = items.last_mut()?;
            // `paragraph 1 (a) and (b)` names one number with two points.
            let inner = if last.inner.is_empty() { None } else { ahead.bracketed() };
            if let Some(label) = inner {
                let mut item = Item { label: last.label.clone(), inner: last.inner.clone(), range_end: None };
                item.inner.pop();
                match (range, last.inner.len()) {
                    (true, _) => last.range_end = Some(label),
                    (false, _) => {
                        item.inner.push(label);
                        items.push(item);
                    }
                }
                *cursor = ahead;
                continue;
            }
            if range {
                let number = ahead.number().and_then(Result::ok);
                let (Some(number), None) = (number, &last.range_end) else { return Some(items) };
                last.range_end = Some(number);
                *cursor = ahead;
                continue;
            }
            if matches!(length, Length::One) {
                return Some(items);
            }
        }
        let label = match ahead.number() {
            Some(Ok(label)) => Some(label),
            Some(Err(())) => None,
            None if items.is_empty() => ahead.bracketed(),
            None => None,
        };
        let counted = ahead.words.counts.iter().any(|word| ahead.rest().starts_with(word));
        let Some(label) = label.filter(|_| !counted) else { return if items.is_empty() { None } else { Some(items) } };
        let inner = std::iter::from_fn(|| ahead.bracketed()).collect();
        items.push(Item { label, inner, range_end: None });
        *cursor = ahead;
    }
}

fn trailing_items(cursor: &mut Cursor<'_>) -> Option<(Unit, Vec<Item>)> {
    let mut items: Vec<Item> = Vec::new();
    let mut to = false;
    let mut ordinal = false;
    loop {
        ordinal |= cursor.eat(&[cursor.words.ordinal]).is_some();
        cursor.eat_space();
        let label = match cursor.number() {
            Some(label) if ordinal || matches!(label, Ok(Label::Bracketed(_))) => label.ok()?,
            Some(_) => return None,
            None => cursor.bracketed()?,
        };
        let inner = std::iter::from_fn(|| cursor.bracketed()).collect();
        match items.last_mut() {
            Some(last) if to => last.range_end = Some(label),
            _ => items.push(Item { label, inner, range_end: None }),
        }
        if let Some(unit) = trailing_unit(cursor) {
            behind_unit(cursor, unit, &mut items);
            return Some((unit, items));
        }
        to = cursor.eat(cursor.words.ranges).is_some();
        if !to {
            cursor.eat(cursor.words.joiners)?;
        }
    }
}

/// The word of a unit that stands behind its number, passed.
fn trailing_unit(cursor: &mut Cursor<'_>) -> Option<Unit> {
    let rest = cursor.rest();
    let here = cursor.words.units.iter().filter(|word| !word.leads && rest.starts_with(word.form));
    let word = here.max_by_key(|word| word.form.len())?;
    cursor.at += word.form.len();
    Some(word.unit)
}

/// What may follow the word of the unit: 之二, and points in brackets without a word of their own.
fn behind_unit(cursor: &mut Cursor<'_>, unit: Unit, items: &mut [Item]) {
    let Some(last) = items.last_mut() else { return };
    let suffix = cursor.suffix();
    match &mut last.label {
        Label::Number(_, number_suffix) if number_suffix.is_empty() => *number_suffix = suffix,
        _ => {}
    }
    if unit < Unit::Article {
        return;
    }
    loop {
        let mut ahead = *cursor;
        let Some(label) = ahead.bracketed() else { return };
        let mut behind = ahead;
        // (a)项, and (a)和(b)项, are groups of their own.
        if trailing_unit(&mut behind).is_some()
            || behind.eat(cursor.words.joiners).is_some()
            || behind.eat(cursor.words.ranges).is_some()
        {
            return;
        }
        last.inner.push(label);
        *cursor = ahead;
    }
}
