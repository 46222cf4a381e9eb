//! Pinpoints, the provisions as printed: numbers with their unit, lists and ranges of them, and what stands below an article.
//!
//! One grammar for both orders: a *group* is one or more numbers with one unit (`第32和37条`, `articles 32 and 37`); groups follow
//! each other downwards (`第6条` `第1款`), along a list, or upwards (`paragraph 1` of `article 6`).

use std::ops::Range;

use super::cursor::{Cursor, Label};
use crate::language::references::{ReferenceWords, UnitWord};
use crate::language::{Unit, behind_word, starts_with_one};
use crate::registry::{AdoptedNumber, Numbering};
use crate::value::Letter;

/// The part of a text that is cited, as lawyers say: one provision as printed, from the largest unit to the smallest.
#[derive(Debug, Clone)]
pub(super) struct Pinpoint {
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
pub(super) fn read(start: Cursor<'_>) -> Result<(Vec<Pinpoint>, usize), usize> {
    let mut cursor = start;
    let Some(first) = group(&mut cursor) else { return Err(cursor.at.max(start.at)) };
    let mut pinpoints = expand(&first, &[], Carried::No);
    // The first of the pinpoints that a larger unit named behind them holds.
    let mut open = 0;
    loop {
        let end = cursor.at;
        if below(&mut cursor, &mut pinpoints).or_else(|| above(&mut cursor, &mut pinpoints[open..])).is_some() {
            continue;
        }
        let before = pinpoints.len();
        if range(&mut cursor, &mut pinpoints).is_some() {
            continue;
        }
        if along(&mut cursor, &mut pinpoints).is_none() {
            return Ok((pinpoints, end));
        }
        open = before;
    }
}

/// A smaller unit of the last pinpoint, directly behind it; it replaces the pinpoint.
fn below(cursor: &mut Cursor<'_>, pinpoints: &mut Vec<Pinpoint>) -> Option<()> {
    let mut ahead = *cursor;
    ahead.eat(cursor.words.parts);
    let last = pinpoints.last().filter(|last| last.range_end.is_none())?;
    // An article may have paragraphs that are called as those of a document: 第11条第4段.
    if matches!(last.levels.last(), Some((Unit::Article, _))) {
        ahead.places = cursor.words.places;
    }
    let group = group(&mut ahead).filter(|group| goes_below(&last.levels, group.unit, cursor.words))?;
    let Pinpoint { levels, span, carried, .. } = pinpoints.pop()?;
    // Numbers that share their unit share their surface too: 第6条第1和第3款.
    let smaller = expand(&group, &levels, carried).into_iter();
    pinpoints.extend(smaller.map(|pinpoint| Pinpoint { span: span.start..pinpoint.span.end, ..pinpoint }));
    cursor.at = ahead.at;
    Some(())
}

fn goes_below(levels: &[(Unit, Label)], unit: Unit, words: &ReferenceWords) -> bool {
    let has = |unit| levels.iter().any(|(one, _)| *one == unit);
    levels.last().is_some_and(|&(last, _)| {
        // In the Charter and the Statute of the Court 项 stands above 款.
        let swapped = !words.unit_first && last == Unit::Point && unit == Unit::Paragraph && !has(Unit::Paragraph);
        // Conferences part their sections: 第一节B部分.
        let part = last == Unit::Section && unit == Unit::Part && !has(Unit::Part);
        unit > last || swapped || part
    })
}

/// A larger unit named behind the pinpoints: `paragraph 1 of article 6`.
fn above(cursor: &mut Cursor<'_>, pinpoints: &mut [Pinpoint]) -> Option<()> {
    let mut ahead = *cursor;
    ahead.eat(cursor.words.nested)?;
    let group = group(&mut ahead)?;
    let smaller = |pinpoint: &Pinpoint| pinpoint.levels.first().is_some_and(|(unit, _)| *unit > group.unit);
    let [larger] = <[Pinpoint; 1]>::try_from(expand(&group, &[], Carried::No)).ok()?;
    if !pinpoints.iter().all(smaller) {
        return None;
    }
    for pinpoint in pinpoints {
        pinpoint.levels.splice(0..0, larger.levels.iter().cloned());
        pinpoint.span.end = pinpoint.span.end.max(group.span.end);
    }
    cursor.at = ahead.at;
    Some(())
}

/// The end of a range with its own unit: 第24条至第26条.
fn range(cursor: &mut Cursor<'_>, pinpoints: &mut [Pinpoint]) -> Option<()> {
    let mut ahead = *cursor;
    ahead.eat(cursor.words.ranges)?;
    let group = group(&mut ahead)?;
    let last = pinpoints.last_mut().filter(|last| last.range_end.is_none())?;
    let [item] = group.items.as_slice() else { return None };
    last.levels.last().filter(|(unit, _)| *unit == group.unit)?;
    last.range_end = Some(item.label.clone());
    last.span.end = group.span.end;
    cursor.at = ahead.at;
    Some(())
}

/// The next of a list: it keeps the units above its own.
fn along(cursor: &mut Cursor<'_>, pinpoints: &mut Vec<Pinpoint>) -> Option<()> {
    let mut ahead = *cursor;
    ahead.eat(cursor.words.joiners)?;
    let group = group(&mut ahead)?;
    let levels = &pinpoints.last()?.levels;
    levels.last().filter(|(unit, _)| group.unit <= *unit)?;
    let larger: Vec<_> = levels.iter().take_while(|(unit, _)| *unit < group.unit).cloned().collect();
    pinpoints.extend(expand(&group, &larger, Carried::Along));
    cursor.at = ahead.at;
    Some(())
}

fn expand(group: &Group, above: &[(Unit, Label)], carried: Carried) -> Vec<Pinpoint> {
    let pinpoint = |item: &Item| {
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
        Pinpoint { span: group.span.clone(), levels, range_end: item.range_end.clone(), carried }
    };
    group.items.iter().map(pinpoint).collect()
}

/// What a bracket or a letter behind a number is: `16 (5)` has a paragraph, `2 (b)` a point, `I.A` a section.
fn unit_inside(unit: Unit, label: &Label) -> Unit {
    match (unit, label) {
        (Unit::Section, Label::Letter(letter)) if letter.starts_with(|c: char| c.is_ascii_uppercase()) => Unit::Section,
        (Unit::Article | Unit::Rule, Label::Number(..)) => Unit::Paragraph,
        (Unit::Point | Unit::Subpoint, _) => Unit::Subpoint,
        _ => Unit::Point,
    }
}

/// Numbers with one unit, passed. Where there are none the cursor stands behind what was read in vain.
fn group(cursor: &mut Cursor<'_>) -> Option<Group> {
    let start = cursor.at;
    let (unit, mut items) = match leading_unit(cursor) {
        Some(word) => (word.unit, leading_items(cursor, word).or_else(|| unnumbered(cursor, word))?),
        None if cursor.places.is_empty() && cursor.words.ordinal.is_empty() => return None,
        None => trailing_items(cursor)?,
    };
    let last = items.last_mut().filter(|last| last.range_end.is_none() && last.label != Label::Unnumbered);
    if let Some(last) = last
        && follows(cursor)
    {
        last.range_end = Some(Label::Open);
    }
    Some(Group { unit, items, span: start..cursor.at })
}

/// A word that means what follows too, passed: `ff.`.
fn follows(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let found = ahead.eat(cursor.words.following).is_some();
    let goes_on = cursor.words.unit_first && ahead.rest().starts_with(char::is_alphanumeric);
    if found && !goes_on {
        *cursor = ahead;
    }
    found && !goes_on
}

/// A letter without brackets between a number and what it is of, passed: `Article 73 e of the Charter`.
fn bare_letter(cursor: &mut Cursor<'_>) -> Option<Label> {
    let inside = cursor.rest().strip_prefix(' ')?;
    let letter = inside.get(..1).filter(|letter| letter.parse::<Letter>().is_ok())?;
    let tied = cursor.words.unit_first && starts_with_one(&inside[1..], cursor.words.nested);
    cursor.at += if tied { 2 } else { 0 };
    tied.then(|| Label::Letter(letter.to_owned()))
}

/// The letter of a point without brackets behind its unit, passed: `alinéa b du paragraphe 2`, `alinéas b et e de l'Article 73`.
fn point_letter(cursor: &mut Cursor<'_>, unit: Unit) -> Option<Label> {
    let words = cursor.words;
    let (letter, behind) = cursor.rest().split_at_checked(1)?;
    letter.parse::<Letter>().ok().filter(|_| unit == Unit::Point)?;
    let another = words.joiners.iter().filter_map(|joiner| behind.strip_prefix(joiner)).any(|next| {
        let mut letters = next.chars();
        letters.next().is_some_and(|c| c.is_ascii_lowercase()) && letters.next().is_some_and(|c| !c.is_alphanumeric())
    });
    let tied = words.unit_first && (another || starts_with_one(behind, words.nested));
    cursor.at += usize::from(tied);
    tied.then(|| Label::Letter(letter.to_owned()))
}

/// Letters in brackets that follow each other without a joiner, passed: `(e) (f)`.
fn letters_behind(cursor: &mut Cursor<'_>, items: &mut Vec<Item>) {
    let next = |letter: &str| Letter::at(letter.parse::<Letter>().ok()?.place() + 1);
    while let Some(Item { label: Label::Letter(letter), inner, range_end: None }) = items.last() {
        let mut ahead = *cursor;
        let behind = ahead.bracketed();
        let follows = next(letter).is_some_and(|next| behind == Some(Label::Letter(next.to_string())));
        let (true, Some(label)) = (follows && inner.is_empty(), behind) else { return };
        items.push(Item { label, inner: Vec::new(), range_end: None });
        *cursor = ahead;
    }
}

/// An annex of a document without a number.
fn unnumbered(cursor: &mut Cursor<'_>, word: &UnitWord) -> Option<Vec<Item>> {
    let annex = word.unit == Unit::Annex && !cursor.places.is_empty();
    if cursor.text[..cursor.at].ends_with(' ') {
        cursor.at -= 1;
    }
    annex.then(|| vec![Item { label: Label::Unnumbered, inner: Vec::new(), range_end: None }])
}

/// The word of a unit that stands in front of its number.
fn leading_unit(cursor: &mut Cursor<'_>) -> Option<&'static UnitWord> {
    let rest = cursor.rest();
    let goes_on = |behind: &str| cursor.words.unit_first && behind.starts_with(char::is_alphabetic);
    let stands = |form: &str| behind_word(rest, form).is_some_and(|behind| !goes_on(behind));
    let leading = cursor.units().filter(|word| word.leads && stands(word.form));
    let word = leading.max_by_key(|word| word.form.len())?;
    cursor.at += word.form.len();
    cursor.eat_space();
    Some(word)
}

fn leading_items(cursor: &mut Cursor<'_>, word: &UnitWord) -> Option<Vec<Item>> {
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
                if range {
                    last.range_end = Some(label);
                } else {
                    let mut item = Item { label: last.label.clone(), inner: last.inner.clone(), range_end: None };
                    *item.inner.last_mut()? = label;
                    items.push(item);
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
            if !word.many {
                return Some(items);
            }
        }
        // A number of a resolution goes on in its own way: `paragraphs 15 to 17, and 2253 (2015)`.
        let adopted = AdoptedNumber::at_start(ahead.rest(), &ahead.words.numbers)
            .filter(|(number, _)| number.numbering() != Numbering::Roman);
        if adopted.is_some() {
            return Some(items).filter(|items| !items.is_empty());
        }
        let letter = ahead.section_letter().map(Ok);
        let lettered = items.iter().all(|item| matches!(item.label, Label::Letter(_)));
        let label = match letter.or_else(|| ahead.number()) {
            Some(number) => number.ok(),
            None if lettered => ahead.bracketed().or_else(|| point_letter(&mut ahead, word.unit)),
            None => None,
        };
        let counted = starts_with_one(ahead.rest(), ahead.words.counts);
        let Some(label) = label.filter(|_| !counted) else { return Some(items).filter(|items| !items.is_empty()) };
        items.push(Item { label, inner: Vec::new(), range_end: None });
        letters_behind(&mut ahead, &mut items);
        if let Some(last) = items.last_mut() {
            last.inner.extend(section_inside(&mut ahead).filter(|_| word.unit == Unit::Section));
            last.inner.extend(std::iter::from_fn(|| ahead.bracketed()));
            let bare = if last.inner.is_empty() { bare_letter(&mut ahead) } else { None };
            last.inner.extend(bare);
        }
        *cursor = ahead;
    }
}

/// The letter of a section inside a section, passed: `A` in `sect. I.A`, 第一.A节.
fn section_inside(cursor: &mut Cursor<'_>) -> Option<Label> {
    let mut ahead = Cursor { at: cursor.at + 1, ..*cursor };
    let letter = cursor.rest().starts_with('.').then(|| ahead.section_letter())??;
    cursor.at = ahead.at;
    Some(letter)
}

fn trailing_items(cursor: &mut Cursor<'_>) -> Option<(Unit, Vec<Item>)> {
    let mut items: Vec<Item> = Vec::new();
    let mut to = false;
    let mut ordinal = false;
    loop {
        ordinal |= cursor.eat(&[cursor.words.ordinal]).is_some();
        cursor.eat_space();
        let label = match cursor.section_letter() {
            Some(letter) => letter,
            None => match cursor.number() {
                Some(label) if ordinal || matches!(label, Ok(Label::Bracketed(_))) => label.ok()?,
                Some(_) => return None,
                None => cursor.bracketed()?,
            },
        };
        let mut inner: Vec<_> = section_inside(cursor).into_iter().collect();
        inner.extend(std::iter::from_fn(|| cursor.bracketed()));
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
    let here = cursor.units().filter(|word| !word.leads && rest.starts_with(word.form));
    let word = here.max_by_key(|word| word.form.len())?;
    cursor.at += word.form.len();
    Some(word.unit)
}

/// What may follow the word of the unit: 之二, and points in brackets without a word of their own.
fn behind_unit(cursor: &mut Cursor<'_>, unit: Unit, items: &mut [Item]) {
    let Some(last) = items.last_mut() else { return };
    let behind = cursor.suffix();
    if let Label::Number(_, suffix @ "") = &mut last.label {
        *suffix = behind;
    }
    let mut ahead = *cursor;
    while let Some(label) = ahead.bracketed().filter(|_| unit >= Unit::Article) {
        let (mut behind, words) = (ahead, cursor.words);
        // (a)项, and (a)和(b)项, are groups of their own.
        let grouped =
            trailing_unit(&mut behind).is_some() || behind.eat(words.joiners).or(behind.eat(words.ranges)).is_some();
        if grouped {
            return;
        }
        last.inner.push(label);
        *cursor = ahead;
    }
}
