//! Profiles: which instruments the documents of a body mean by a bare noun such as 《公约》.

use serde::Deserialize;
use toml::Spanned;

use super::fields::{ByLanguage, ByTag, by_language, in_language, index_of};
use super::{Body, Instrument};
use crate::diagnostics_toml::{ConfigError, TomlFile};

/// What the documents of one body mean by bare nouns.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Key of the body.
    pub body_id: String,
    /// Per language each noun (公约, 各项议定书, `Protocol`) with indices into the registry's instruments.
    pub heads: ByLanguage<Vec<(String, Vec<usize>)>>,
}

impl Profile {
    /// The nouns of a language with what they mean.
    pub fn heads_in(&self, language: &str) -> &[(String, Vec<usize>)] {
        in_language(&self.heads, language).map_or(&[], Vec::as_slice)
    }

    /// What a noun means.
    pub fn meaning(&self, language: &str, head: &str) -> Option<&[usize]> {
        let found = self.heads_in(language).iter().find(|(noun, _)| noun == head);
        found.map(|(_, instruments)| instruments.as_slice())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawFile {
    profiles: Vec<RawProfile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawProfile {
    body: Spanned<String>,
    heads: ByTag<ByTag<Vec<Spanned<String>>>>,
}

/// The profiles of a file, for the bodies and instruments that there are.
pub(super) fn profiles(
    file: &TomlFile,
    bodies: &[Body],
    instruments: &[Instrument],
) -> Result<Vec<Profile>, ConfigError> {
    let mut profiles: Vec<Profile> = Vec::new();
    for raw in file.read::<RawFile>()?.profiles {
        index_of(file, "body", &raw.body, bodies.iter().map(|body| &body.body_id))?;
        let (span, body_id) = (raw.body.span(), raw.body.into_inner());
        if profiles.iter().any(|profile| profile.body_id == body_id) {
            return Err(file.error(span, format!("there are two profiles for the body `{body_id}`; expected one")));
        }
        let target = |id: Spanned<String>| {
            index_of(file, "instrument", &id, instruments.iter().map(|instrument| &instrument.instrument_id))
        };
        let noun = |(noun, ids): (Spanned<String>, Vec<Spanned<String>>)| {
            if ids.is_empty() || noun.get_ref().trim().is_empty() {
                return Err(file.error(noun.span(), "this entry is empty; expected a noun and the ids of instruments"));
            }
            Ok((noun.into_inner(), ids.into_iter().map(target).collect::<Result<Vec<_>, _>>()?))
        };
        let heads = by_language(file, raw.heads, |nouns| nouns.into_iter().map(noun).collect())?;
        profiles.push(Profile { body_id, heads });
    }
    Ok(profiles)
}
