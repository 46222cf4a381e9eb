//! What a workbook has beside the rows of the tables: its cover, its dictionary, its looks, and how the sheets are put together.

use std::ops::Range;

use super::loaded_release::LoadedRelease;
use super::manifest::NestedClaim;
use super::report_log::{Check, Log, Place};
use super::twin;
use crate::export::excel::twin::Extent;
use crate::promises::shown;
use crate::readback::BesideSheets;

/// The most rows for which a workbook is made to compare with, each of which takes a moment.
const ROWS: u64 = 100_000_000;

/// Compares every part of it that holds no rows with what this program writes.
pub(super) fn check(release: &LoadedRelease<'_>, claim: &NestedClaim<'_>, log: &mut Log) {
    let Ok(file) = release.disk.open(claim.path) else { return };
    // What cannot be opened is said by who reads the rows.
    let Ok(mut workbook) = BesideSheets::of(file, claim.path) else { return };
    let extent = Extent { long_texts: workbook.long_texts, has_days: workbook.has_days };
    let rows = release.claims.tables.iter().fold(0, |rows: u64, table| rows.saturating_add(table.rows));
    let twin = match rows {
        0..=ROWS => twin::workbook(release, extent),
        _ => Err("it has too many rows".to_owned()),
    };
    let twin = twin.and_then(|file| BesideSheets::of(file, claim.path).map_err(|error| error.to_string()));
    let mut twin = match twin {
        Ok(twin) => twin,
        Err(why) => {
            return log
                .missed(Check::Rows, format!("the cover, the dictionary and the looks of {}: {why}", claim.path));
        }
    };
    let (found, expected) = match (workbook.parts(), twin.parts()) {
        (Ok(found), Ok(expected)) => (found, expected),
        (Err(error), _) | (_, Err(error)) => return log.unreadable(Check::Rows, error),
    };
    log.looked(Check::Rows, "parts of the workbook", found.len() as u64);
    let names: Vec<&String> = found.iter().map(|(name, _)| name).collect();
    if !names.iter().copied().eq(expected.iter().map(|(name, _)| name)) {
        let problem = "found the sheets in another order than they are published".to_owned();
        return log.differ(Check::Rows, Place::file(claim.path), problem);
    }
    let (looks, other_looks) = (Looks::of(&found), Looks::of(&expected));
    for ((name, part), (_, other)) in found.iter().zip(&expected) {
        let (part, other) = (looks.in_order(name, part), other_looks.in_order(name, other));
        if part != other {
            let at = part.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
            let words = |part: &str| shown(&String::from_utf8_lossy(part.as_bytes().get(at..).unwrap_or_default()));
            let problem =
                format!("in its part {name}, byte {}: found {}; expected {}", at + 1, words(&part), words(&other));
            log.differ(Check::Rows, Place::file(claim.path), problem);
        }
    }
}

/// The looks of the cells of a workbook. They are numbered as they first come up in the rows, and compared in the order of what they say.
struct Looks {
    sorted: Vec<String>,
    /// For each look by its number the place among the sorted ones.
    places: Vec<usize>,
}

impl Looks {
    fn of(parts: &[(String, Vec<u8>)]) -> Self {
        let styles = parts.iter().find(|(name, _)| name == STYLES).map(|(_, part)| String::from_utf8_lossy(part));
        let list = styles.as_deref().and_then(|text| Some(&text[list_of(text)?]));
        let looks: Vec<String> =
            list.into_iter().flat_map(|list| list.split_inclusive("</xf>")).map(str::to_owned).collect();
        let mut sorted = looks.clone();
        sorted.sort_unstable();
        let place = |look: &String| sorted.partition_point(|other| other < look);
        Self { places: looks.iter().map(place).collect(), sorted }
    }

    fn in_order(&self, name: &str, part: &[u8]) -> String {
        let text = String::from_utf8_lossy(part).into_owned();
        if name == STYLES {
            let Some(list) = list_of(&text) else { return text };
            return format!("{}{}{}", &text[..list.start], self.sorted.concat(), &text[list.end..]);
        }
        if !name.starts_with("xl/worksheets/") {
            return text;
        }
        let mut pieces = text.split(LOOK);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            out.push_str(LOOK);
            let number = piece.split_once('"').and_then(|(number, rest)| Some((number.parse::<usize>().ok()?, rest)));
            match number.and_then(|(number, rest)| Some((self.places.get(number)?, rest))) {
                Some((place, rest)) => out.push_str(&format!("{place}\"{rest}")),
                None => out.push_str(piece),
            }
        }
        out
    }
}

/// The part with the looks, and how the cells name theirs.
const STYLES: &str = "xl/styles.xml";
const LOOK: &str = " s=\"";

/// Where the looks of cells stand among the styles.
fn list_of(styles: &str) -> Option<Range<usize>> {
    let start = styles.find("<cellXfs ")?;
    let start = start + styles[start..].find('>')? + 1;
    let end = start + styles[start..].find("</cellXfs>")?;
    Some(start..end)
}
