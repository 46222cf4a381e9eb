//! Member States: their codes, and the names by which lists of votes print them.

use hashbrown::HashMap;
use serde::Deserialize;
use toml::Spanned;

use super::fields::filled;
use crate::diagnostics_toml::{ConfigError, TomlFile};

/// A Member State of the United Nations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberState {
    /// Its ISO 3166-1 alpha-3 code.
    pub code: String,
    /// What lists of votes call it, today's name first.
    pub names: Vec<String>,
}

/// All of them, which are looked up by name.
#[derive(Debug, Default)]
pub(super) struct MemberStates {
    states: Vec<MemberState>,
    /// Indices by name as [`spelled_alike`] gives it.
    by_name: HashMap<String, usize>,
}

impl MemberStates {
    /// In the order of the file.
    pub fn all(&self) -> &[MemberState] {
        &self.states
    }

    /// The State that has a name.
    pub fn named(&self, name: &str) -> Option<&MemberState> {
        self.by_name.get(&spelled_alike(name)).map(|&state| &self.states[state])
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawFile {
    member_states: Vec<RawState>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawState {
    code: Spanned<String>,
    names: Spanned<Vec<Spanned<String>>>,
}

/// The Member States of a file.
pub(super) fn member_states(file: &TomlFile) -> Result<MemberStates, ConfigError> {
    let mut all = MemberStates::default();
    for raw in file.read::<RawFile>()?.member_states {
        let span = raw.code.span();
        let code = code(file, raw.code)?;
        if all.states.iter().any(|state| state.code == code) {
            return Err(file.error(span, format!("two Member States have the code `{code}`; expected one")));
        }
        let span = raw.names.span();
        let mut names = Vec::new();
        for name in raw.names.into_inner() {
            let span = name.span();
            let name = filled(file, name)?;
            if let Some(state) = all.by_name.insert(spelled_alike(&name), all.states.len()) {
                let other = all.states.get(state).map_or(code.as_str(), |state| state.code.as_str());
                let message = format!("the name `{name}` also belongs to `{other}`; expected each name once");
                return Err(file.error(span, message));
            }
            names.push(name);
        }
        if names.is_empty() {
            return Err(file.error(span, "this list is empty; expected the name of the Member State"));
        }
        all.states.push(MemberState { code, names });
    }
    Ok(all)
}

/// Three capital letters.
fn code(file: &TomlFile, code: Spanned<String>) -> Result<String, ConfigError> {
    let (span, code) = (code.span(), code.into_inner());
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(code);
    }
    let message = format!("`{code}` is no code of a country; expected three capital letters, as in ISO 3166-1 alpha-3");
    Err(file.error(span, message))
}

/// A name in small letters, with single spaces and one kind of apostrophe.
fn spelled_alike(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace('’', "'")
}
