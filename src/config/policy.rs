//! How strict a run is: severities of rules, and the counts that the publisher expects.

use std::collections::BTreeMap;

use toml::Spanned;

use super::raw::{RawAssertions, RawRange, Text};
use unrecs_text::diagnostics_toml::{ConfigError, TomlFile, one_of, one_of_many};
use unrecs_text::finding::Severity;
use unrecs_text::registry::Registry;
use unrecs_text::validate::{Assertion, COUNTED, Policy, RULES, Strictness};

/// The word that switches a rule off.
const OFF: &str = "off";

/// Checks the tables `[severity]` and `[assertions]`.
///
/// # Errors
/// The first rule, severity, table or meeting that does not exist, or empty range.
pub(super) fn read(
    file: &TomlFile,
    severities: BTreeMap<Text, Text>,
    assertions: RawAssertions,
    registry: &Registry,
) -> Result<Policy, ConfigError> {
    let severities = severities.into_iter().map(|(rule, word)| severity(file, rule, word)).collect::<Result<_, _>>()?;
    let mut list = Vec::new();
    for (table, range) in assertions.tables {
        if !COUNTED.contains(&table.get_ref().as_str()) {
            let expected = one_of(COUNTED);
            let message = format!("`{}` is not a table with rows from the documents; {expected}", table.get_ref());
            return Err(file.error(table.span(), message));
        }
        list.push(assertion(file, table.get_ref(), None, range)?);
    }
    for (meeting, counts) in assertions.meetings {
        let body = meeting.get_ref().rsplit_once("-m").filter(|(_, ordinal)| ordinal.parse::<u32>().is_ok());
        if body.is_none_or(|(body, _)| registry.body(body).is_none()) {
            let given = body.map_or(meeting.get_ref().as_str(), |(body, _)| body);
            let expected = one_of_many(given, registry.bodies().iter().map(|body| body.body_id.as_str()));
            let message =
                format!("`{}` is not a meeting id `<body>-m<ordinal>`; for the body, {expected}", meeting.get_ref());
            return Err(file.error(meeting.span(), message));
        }
        for (counted, range) in [("recommendations", counts.recommendations), ("items", counts.items)] {
            if let Some(range) = range {
                list.push(assertion(file, counted, Some(meeting.get_ref()), range)?);
            }
        }
    }
    Ok(Policy { severities, assertions: list })
}

fn severity(file: &TomlFile, rule: Text, word: Text) -> Result<(String, Option<Severity>), ConfigError> {
    let adjustable = || RULES.iter().filter(|rule| rule.strictness == Strictness::Adjustable).map(|rule| rule.code);
    if !adjustable().any(|code| code == rule.get_ref()) {
        let fixed = RULES.iter().any(|known| known.code == rule.get_ref());
        let code = rule.get_ref();
        let problem =
            if fixed { format!("the severity of rule `{code}` is fixed") } else { format!("unknown rule `{code}`") };
        return Err(file.error(rule.span(), format!("{problem}; {}", one_of(adjustable()))));
    }
    let severity = word.get_ref().parse::<Severity>().ok();
    if severity.is_none() && word.get_ref() != OFF {
        let expected = one_of(Severity::ALL.into_iter().map(Severity::word).chain([OFF]));
        return Err(file.error(word.span(), format!("unknown severity `{}`; {expected}", word.get_ref())));
    }
    Ok((rule.into_inner(), severity))
}

fn assertion(
    file: &TomlFile,
    counted: &str,
    meeting: Option<&str>,
    range: Spanned<RawRange>,
) -> Result<Assertion, ConfigError> {
    let RawRange { min, max } = *range.get_ref();
    match (min, max) {
        (None, None) => Err(file.error(range.span(), "this assertion is empty; expected `min`, `max` or both")),
        (Some(min), Some(max)) if min > max => {
            Err(file
                .error(range.span(), format!("`min` is {min} but `max` is {max}; expected `min` to be at most `max`")))
        }
        _ => Ok(Assertion { table: counted.to_owned(), meeting: meeting.map(str::to_owned), min, max }),
    }
}
