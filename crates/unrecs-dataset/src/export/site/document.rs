//! The page of a document: as it reads, with its tree beside it, every paragraph at the anchor of its identifier, its languages to
//! switch or to set side by side.

use std::collections::HashMap;

use super::Site;
use super::facts;
use super::frame::{Heading, Page};
use super::html::address;
use super::passage;
use super::targets::{Targets, body_page, document_page};
use super::tongues::{self, Tongue};
use super::words::{Both, find};
use super::work::{Division, Paragraph, Work};
use crate::export::SmallFile;

/// The page.
pub(super) fn page(site: &Site<'_>, work: &Work<'_>) -> SmallFile {
    let path = format!("documents/{}.html", work.id);
    let name = name(work);
    let heading = Heading { path: &path, title: Both { en: &name, zh: &name }, scripts: &[] };
    let mut page = Page::begin(site, &heading);
    let languages: Vec<&str> = work.versions.iter().map(|version| version.language).collect();
    page.html.markup("<article class=\"document\">\n<header>\n");
    let reading = Reading { work, targets: Targets::of(site, work) };
    reading.titles(&mut page);
    page.html.markup("</header>\n");
    tongues::switch(&mut page, &languages);
    page.html.markup("<div class=\"side\">\n");
    reading.tree(&mut page);
    facts::write(&mut page, site, work);
    page.html.markup("</div>\n");
    let mut attributes = vec![("class", "body")];
    if let [alone] = languages[..] {
        attributes.extend(tongues::in_language(alone));
    }
    page.html.open("div", &attributes).markup("\n");
    reading.body(&mut page);
    page.html.markup("</div>\n</article>");
    page.end()
}

/// What a document is called: its symbol, else its first title, else its identifier.
pub(super) fn name(work: &Work<'_>) -> String {
    let title = || work.versions.iter().find_map(|version| version.title);
    work.fact("symbol").text().or_else(title).unwrap_or(work.id).to_owned()
}

/// A document and where its references lead.
struct Reading<'r, 'p> {
    work: &'r Work<'p>,
    targets: Targets<'r, 'p>,
}

impl Reading<'_, '_> {
    /// What a part of the document says in each language, where it says something.
    fn tongues<'w, T>(&'w self, said: &'w [T]) -> impl Iterator<Item = (Tongue<'w>, &'w T)> {
        self.work
            .versions
            .iter()
            .enumerate()
            .zip(said)
            .map(|((at, version), said)| (Tongue { at, language: version.language }, said))
    }

    fn titles(&self, page: &mut Page<'_>) {
        let work = self.work;
        if let Some(symbol) = work.fact("symbol").text() {
            page.html.element("p", &[("class", "symbol")], symbol);
        }
        let titles: Vec<Option<&str>> = work.versions.iter().map(|version| version.title).collect();
        let subtitles: Vec<Option<&str>> =
            work.versions.iter().map(|version| version.fact("subtitle").text()).collect();
        page.html.markup("<h1>");
        self.in_each(page, &titles);
        if titles.iter().all(Option::is_none) {
            page.html.words(work.id);
        }
        page.html.markup("</h1>\n");
        if subtitles.iter().any(Option::is_some) {
            page.html.markup("<p class=\"subtitle\">");
            self.in_each(page, &subtitles);
            page.html.markup("</p>\n");
        }
    }

    fn in_each(&self, page: &mut Page<'_>, words: &[Option<&str>]) {
        for (tongue, words) in self.tongues(words) {
            if let Some(words) = words {
                tongue.element(page, words);
            }
        }
    }

    /// The divisions as a list of links.
    fn tree(&self, page: &mut Page<'_>) {
        let shown: Vec<&Division<'_>> = self.work.divisions.iter().filter(|division| has_heading(division)).collect();
        if shown.len() < 2 {
            return;
        }
        page.html.markup("<nav class=\"tree\" aria-labelledby=\"contents\">");
        page.keyed("h2", &[("id", "contents")], "contents").html.markup("\n<ul>\n");
        for division in shown {
            page.html.open("li", &[("class", level(division.level))]);
            page.html.open("a", &[("href", &format!("#{}", address(division.id)))]);
            self.title(page, division);
            page.html.markup("</a></li>\n");
        }
        page.html.markup("</ul></nav>\n");
    }

    /// What a division is called.
    fn title(&self, page: &mut Page<'_>, division: &Division<'_>) {
        if let Some(number) = division.number {
            page.html.markup("<span class=\"num\">").words(number).markup("</span> ");
        }
        if division.headings.iter().all(Option::is_none) {
            let key = format!("division.{}", division.kind);
            page.key(if find(&key).is_some() { &key } else { "division.section" });
        }
        self.in_each(page, &division.headings);
    }

    /// Headings and paragraphs in their order: a division is opened where its first paragraph stands.
    fn body(&self, page: &mut Page<'_>) {
        let work = self.work;
        let places: HashMap<&str, usize> = work.divisions.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let mut opened = 0;
        for paragraph in &work.paragraphs {
            let until = places.get(paragraph.division).map_or(opened, |at| (at + 1).max(opened));
            work.divisions[opened..until].iter().for_each(|division| self.heading(page, division));
            opened = until;
            self.paragraph(page, paragraph);
        }
        work.divisions[opened..].iter().for_each(|division| self.heading(page, division));
    }

    fn heading(&self, page: &mut Page<'_>, division: &Division<'_>) {
        if !has_heading(division) {
            page.html.open("div", &[("class", "here"), ("id", division.id)]).markup("</div>\n");
            return;
        }
        let element = if division.level < 2 { "h2" } else { "h3" };
        page.html.open(element, &[("id", division.id)]);
        self.title(page, division);
        page.html.close(element).markup("\n");
    }

    /// A paragraph in its languages, with its number, and what was found in it.
    fn paragraph(&self, page: &mut Page<'_>, paragraph: &Paragraph<'_>) {
        let mut class = "p".to_owned();
        if paragraph.level > 1 {
            class = format!("{class} {}", level(paragraph.level));
        }
        if paragraph.kind == "footnote" {
            class += " footnote";
        }
        page.html.open("div", &[("class", &class), ("id", paragraph.id)]);
        let anchor = format!("#{}", address(paragraph.id));
        page.html.element("a", &[("href", &anchor)], paragraph.label.unwrap_or("¶"));
        // Only what has several languages needs room for them side by side.
        let alone = self.work.versions.len() == 1;
        page.html.markup(if alone { "" } else { "<div class=\"x\">" });
        for (tongue, wording) in self.tongues(&paragraph.words) {
            let Some(wording) = wording else { continue };
            if alone {
                page.html.markup("<p>");
            } else {
                tongue.open(page, "p");
            }
            passage::write(page, wording, &self.targets);
            page.html.close("p");
        }
        page.html.markup(if alone { "" } else { "</div>" });
        self.found(page, paragraph);
        page.html.markup("</div>\n");
    }

    /// Codes as labels, which scripts turn into ways to the search.
    fn found(&self, page: &mut Page<'_>, paragraph: &Paragraph<'_>) {
        let codes = paragraph.addressees().into_iter().map(|code| format!("to.{code}"));
        let codes = codes.chain(paragraph.act().map(|act| format!("act.{act}")));
        let codes: Vec<String> = codes.chain(paragraph.modality().map(|force| format!("force.{force}"))).collect();
        let bodies =
            paragraph.union(|wording| wording.addressees.iter().filter_map(|addressee| addressee.body).collect());
        if codes.is_empty() && bodies.is_empty() {
            return;
        }
        page.html.markup("<div class=\"f\">");
        for key in codes {
            page.keyed("i", &[], &key);
        }
        for body in bodies {
            let (href, name) = (page.to(&body_page(body)), self.targets.names().body_in_short(body));
            page.in_both("a", &[("href", &href)], &name);
        }
        page.html.markup("</div>");
    }
}

/// Whether a division is told by a heading: a body and a preface without words are not.
fn has_heading(division: &Division<'_>) -> bool {
    division.headings.iter().any(Option::is_some)
        || division.number.is_some()
        || matches!(division.kind, "preamble" | "annex" | "appendix" | "meeting")
}

/// The class by which a level is indented.
fn level(level: i64) -> &'static str {
    match level {
        ..=1 => "v1",
        2 => "v2",
        3 => "v3",
        _ => "v4",
    }
}

/// The address of a paragraph on the page of its document, below the directory of the pages.
pub(super) fn place(document: &str, paragraph: &str) -> String {
    format!("{}#{}", document_page(document), address(paragraph))
}
