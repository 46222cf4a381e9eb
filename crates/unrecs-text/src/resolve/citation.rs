//! A reference as people cite it: `Smuggling of Migrants Protocol, art. 6 (3)`, 《偷运移民议定书》第6条第3款, `A/RES/55/25, annex I`.

use super::{Kind, Provision, Reference, Status};
use crate::language::references::{CitationWords, ReferenceWords};
use crate::language::{Unit, by_tag};
use crate::registry::{Instrument, TitleForm};

impl Reference<'_> {
    /// What is cited, in the words of a language; none where the target is not known, where it is a recommendation, and in a language
    /// without a table.
    pub fn citation(&self, language: &str) -> Option<String> {
        if self.status != Status::Resolved || self.kind == Kind::Recommendation {
            return None;
        }
        let words = &by_tag(language)?.references;
        let mut cited = match (self.instrument, &self.target_symbol) {
            (Some(instrument), _) => name(instrument, language, words),
            (None, Some(symbol)) => symbol.to_string(),
            (None, None) => return None,
        };
        if let Some(provision) = &self.provision {
            cited.push_str(words.citation.between);
            cited.push_str(&words.citation.provision(provision));
        }
        Some(cited)
    }
}

/// The shortest kind of title in a language, between its title marks; in another language where it has none in this one.
fn name(instrument: &Instrument, language: &str, words: &ReferenceWords) -> String {
    let better = |title: &&crate::registry::Title| (title.language != language, title.form != TitleForm::Short);
    match instrument.titles.iter().min_by_key(better) {
        Some(title) if title.language == language => {
            let (open, close) = words.title_marks.unwrap_or_default();
            format!("{open}{}{close}", title.title)
        }
        Some(title) => title.title.clone(),
        None => instrument.instrument_id.clone(),
    }
}

impl CitationWords {
    fn provision(&self, provision: &Provision) -> String {
        let mut parts: Vec<([&str; 2], &str)> = Vec::new();
        if let Some(annex) = provision.annex() {
            // An annex without a number is called by the word alone.
            let number = if annex == Unit::Annex.code() { "" } else { annex };
            parts.push((self.unit(Unit::Annex), number));
        }
        let annexes = parts.len();
        parts.push((self.unit(provision.unit()), provision.number()));
        parts.extend(provision.paragraph().map(|number| (self.within[0], number)));
        parts.extend(provision.point().map(|letter| (self.within[1], letter)));
        let last = parts.len() - 1;
        let mut cited = provision.section().map_or(String::new(), |section| format!("{section}{}", self.between));
        for (index, ([before, behind], number)) in parts.into_iter().enumerate() {
            if index > 0 && index == annexes {
                cited.push_str(self.between);
            }
            cited.push_str(before);
            cited.push_str(number);
            let range = provision.range().filter(|_| index == last);
            match (range, provision.range_end()) {
                (Some(_), Some(end)) => cited.extend([self.range, end, behind]),
                (Some(_), None) => cited.extend([behind, self.open]),
                (None, _) => cited.push_str(behind),
            }
        }
        cited.trim_end().to_owned()
    }

    fn unit(&self, unit: Unit) -> [&'static str; 2] {
        self.units.iter().find(|(known, _)| *known == unit).map_or(["", ""], |(_, words)| *words)
    }
}
