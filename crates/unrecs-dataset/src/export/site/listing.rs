//! Paragraphs of several documents on one page, by meeting, session or year, each with its words and the way to its place.

use super::Site;
use super::document::place;
use super::frame::Page;
use super::html::address;
use super::summary::{Entry, Summary};
use super::tongues::{self, Tongue, in_language};

/// Paragraphs shown with their words; of the others a page tells only how many there are.
const SHOWN: usize = 200;

/// Where paragraphs stand: the document and its paragraph.
pub(super) type Places = Vec<(usize, usize)>;

/// What lists are made from.
#[derive(Clone, Copy)]
pub(super) struct Listing<'l> {
    pub(super) site: &'l Site<'l>,
    pub(super) summaries: &'l [Summary],
}

impl<'l> Listing<'l> {
    /// The choice of languages, once a page.
    pub(super) fn switch(self, page: &mut Page<'_>) {
        let languages: Vec<&str> = self.site.languages.iter().map(String::as_str).collect();
        tongues::switch(page, &languages);
    }

    /// The paragraphs at these places. `filter` is the state of the search that finds them all, where one does.
    pub(super) fn write(self, page: &mut Page<'_>, places: &[(usize, usize)], filter: Option<&str>) {
        let mut open = None;
        for &(document, at) in places.iter().take(SHOWN) {
            let summary = &self.summaries[document];
            let entry = &summary.entries[at];
            if open != Some((document, entry.group)) {
                page.html.markup(if open.is_some() { "</ol>\n" } else { "" });
                self.heading(page, summary, entry);
                open = Some((document, entry.group));
            }
            self.item(page, summary, entry);
        }
        page.html.markup(if open.is_some() { "</ol>\n" } else { "" });
        if places.len() > SHOWN {
            page.html.markup("<p>");
            page.key("more.here").html.markup(": ").value(places.len() - SHOWN).markup(". ");
            if let Some(filter) = filter {
                let href = page.to(&format!("index.html#{filter}"));
                page.keyed("a", &[("href", &href)], "open.search");
            }
            page.html.markup("</p>\n");
        }
    }

    /// The ways to the paragraphs at these places, without their words.
    pub(super) fn links(self, page: &mut Page<'_>, places: &[(usize, usize)]) {
        page.html.markup("<ul>\n");
        for places in places.chunk_by(|(one, _), (other, _)| one == other) {
            let summary = &self.summaries[places[0].0];
            page.html.markup("<li>").words(summary.name()).markup(":");
            for entry in places.iter().map(|(_, at)| &summary.entries[*at]) {
                let href = page.to(&place(&summary.id, &entry.id));
                page.html.markup(" ").element("a", &[("href", &href)], entry.label.as_deref().unwrap_or("¶"));
            }
            page.html.markup("</li>\n");
        }
        page.html.markup("</ul>\n");
    }

    /// The document, where there are several, and the meeting or session where it is of one.
    fn heading(self, page: &mut Page<'_>, summary: &Summary, entry: &Entry) {
        let alone = self.summaries.len() == 1;
        page.html.markup("<h3>");
        let group = entry.group.map(|group| &summary.groups[group].label);
        if !alone || group.is_none() {
            page.html.words(summary.name());
        }
        if let Some(group) = group {
            page.html.markup(if alone { "" } else { " · " });
            page.in_both("span", &[], group);
        }
        page.html.markup("</h3>\n<ol class=\"list\">\n");
    }

    fn item(self, page: &mut Page<'_>, summary: &Summary, entry: &Entry) {
        page.html.markup("<li>");
        let href = page.to(&place(&summary.id, &entry.id));
        page.html.element("a", &[("href", &href)], entry.label.as_deref().unwrap_or("¶"));
        // A document that lacks a language shows what it has, whatever is ticked.
        let lacks = summary.versions.len() < self.site.languages.len();
        for (at, ((language, _), words)) in summary.versions.iter().zip(&entry.words).enumerate() {
            let Some(words) = words else { continue };
            let place = self.site.languages.iter().position(|one| one == language).unwrap_or_default();
            if (lacks || self.site.languages.len() == 1) && at == 0 {
                page.html.open("p", &in_language(language));
            } else {
                Tongue { at: place, language }.open(page, "p");
            }
            page.html.words(words).close("p");
        }
        page.html.markup("</li>\n");
    }
}

/// The state of the search that shows what has a value in a facet.
pub(super) fn state(facet: &str, value: &str) -> String {
    format!("{facet}={}", address(value))
}
