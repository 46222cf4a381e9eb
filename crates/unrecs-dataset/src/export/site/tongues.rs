//! The languages of what a page shows, each of which can be shown or not, without a script: by boxes to tick and rules of style.

use std::fmt::Write as _;

use super::frame::Page;
use super::html::{Attribute, direction};
use super::words::autonym;

/// The boxes, where there is a choice. The first language is shown at first.
pub(super) fn switch(page: &mut Page<'_>, languages: &[&str]) {
    if languages.len() < 2 {
        return;
    }
    page.html.markup("<fieldset class=\"tongues\"><legend>");
    page.key("languages").html.markup("</legend>\n");
    for (at, language) in languages.iter().enumerate() {
        let id = format!("s{}", at + 1);
        let checked: &[Attribute<'_>] = if at == 0 { &[("checked", "")] } else { &[] };
        let attributes: Vec<Attribute<'_>> = [("type", "checkbox"), ("id", id.as_str()), ("data-l", language)]
            .into_iter()
            .chain(checked.iter().copied())
            .collect();
        page.html.markup("<label>").open("input", &attributes).markup(" ");
        page.html.element("span", &[("lang", language)], autonym(language)).markup("</label>\n");
    }
    page.html.markup("</fieldset>\n");
}

/// A language version, by its place among those of its document.
pub(super) struct Tongue<'l> {
    pub(super) at: usize,
    pub(super) language: &'l str,
}

impl Tongue<'_> {
    /// Words in the language.
    pub(super) fn element(&self, page: &mut Page<'_>, words: &str) {
        self.open(page, "span");
        page.html.words(words).close("span");
    }

    /// The start of an element in the language.
    pub(super) fn open(&self, page: &mut Page<'_>, element: &'static str) {
        let class = format!("w{}", self.at + 1);
        let mut attributes: Vec<Attribute<'_>> = vec![("class", &class)];
        attributes.extend(in_language(self.language));
        page.html.open(element, &attributes);
    }
}

/// The attributes of an element whose words are in a language.
pub(super) fn in_language(language: &str) -> Vec<Attribute<'_>> {
    let mut attributes = vec![("lang", language)];
    if direction(language) == "rtl" {
        attributes.push(("dir", "rtl"));
    }
    attributes
}

/// The rules of style that hide what is not ticked, for as many languages as a document has at most.
pub(super) fn rules(most: usize) -> String {
    let mut rules = String::new();
    for at in 1..=most {
        writeln!(rules, "body:has(#s{at}:not(:checked)) .w{at} {{ display: none; }}")
            .expect("a String takes every write");
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_run_in_the_direction_of_their_language() {
        assert_eq!(in_language("ar"), [("lang", "ar"), ("dir", "rtl")]);
        assert_eq!(in_language("zh-Hant"), [("lang", "zh-Hant")]);
    }

    #[test]
    fn a_language_that_is_not_ticked_is_hidden() {
        assert_eq!(rules(1), "body:has(#s1:not(:checked)) .w1 { display: none; }\n");
        assert_eq!(rules(6).lines().count(), 6);
    }
}
