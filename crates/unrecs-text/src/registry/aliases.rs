//! Titles as aliases: each belongs to one instrument, or a profile decides between those that claim it.

use std::collections::BTreeMap;

use super::Profile;
use super::instruments::Placed;
use crate::diagnostics_toml::{ConfigError, TomlFile};

/// Checks the titles of all instruments against each other.
///
/// # Errors
/// An instrument has a title twice, or two instruments have one and no profile decides between them.
pub(super) fn check(file: &TomlFile, placed: &[Placed], profiles: &[Profile]) -> Result<(), ConfigError> {
    let mut owners: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for (index, one) in placed.iter().enumerate() {
        for (title, place) in one.instrument.titles.iter().zip(&one.titles) {
            let alias = (title.language, key(&title.title));
            let Some(&(first, start)) = owners.get(&alias) else {
                owners.insert(alias, (index, place.start));
                continue;
            };
            let line = file.line(start);
            if first == index {
                let message = format!("the title `{}` stands twice, the first time on line {line}", title.title);
                return Err(file.error(place.clone(), message));
            }
            let decided = profiles.iter().any(|profile| {
                let meaning = profile.meaning(title.language, &title.title).unwrap_or_default();
                meaning.contains(&first) || meaning.contains(&index)
            });
            if !decided {
                let other = &placed[first].instrument.instrument_id;
                let owner = format!("also belongs to `{other}` on line {line}");
                let message =
                    format!("the title `{}` {owner}, and no profile says which of them is meant", title.title);
                return Err(file.error(place.clone(), message));
            }
        }
    }
    Ok(())
}

/// A title in the spelling in which titles are compared: small ASCII letters, no white space, ASCII for full-width forms.
pub fn key(title: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    title.chars().filter(|c| !c.is_whitespace()).map(|c| narrow(c).to_ascii_lowercase()).collect()
}
