//! The first page, on which one searches, and the list of all documents.

use super::Site;
use super::bars::{self, Bar};
use super::cited::Cited;
use super::frame::{Heading, Page};
use super::listing::Listing;
use super::summary::Summary;
use super::targets::{document_page, instrument_page};
use super::tongues::Tongue;
use super::words::{Both, said};
use crate::export::SmallFile;

/// Documents and instruments on the first page; their own pages have all.
const FIRST: usize = 12;

/// Where one searches. What needs a script is hidden until there is one.
pub(super) fn page(listing: Listing<'_>, cited: &Cited<'_>) -> SmallFile {
    let (site, title) = (listing.site, listing.site.title());
    let heading =
        Heading { path: "index.html", title: title.as_deref(), scripts: &["data/index.js", "find.js", "search.js"] };
    let mut page = Page::begin(site, &heading);
    page.html.markup("<div class=\"hero\">\n");
    page.in_both("h1", &[], &title);
    if let Some(description) = site.description() {
        page.in_both("p", &[("class", "lead")], &description);
    }
    search_form(&mut page);
    page.html
        .markup("</div>\n<div id=\"found\" hidden>\n<div id=\"facets\"></div>\n<section aria-labelledby=\"results\">");
    page.html.markup("<div class=\"bar-top\">");
    page.keyed("h2", &[("id", "results")], "results");
    page.html.markup("<p id=\"count\" role=\"status\"></p>");
    page.html.markup("<label class=\"sort\">");
    page.key("sort").html.markup(" <select id=\"sort\">");
    for sort in ["relevance", "new", "old", "number"] {
        page.keyed("option", &[("value", sort)], &format!("sort.{sort}"));
    }
    page.html.markup("</select></label></div>\n<ul id=\"chosen\"></ul>\n<ol id=\"hits\"></ol>\n");
    page.keyed("button", &[("type", "button"), ("id", "more"), ("hidden", "")], "more");
    page.html.markup("</section>\n</div>\n<div id=\"start\">");
    page.section("documents", "documents").html.markup("\n");
    documents(&mut page, listing.summaries.iter().take(FIRST));
    if listing.summaries.len() > FIRST {
        all(&mut page, "documents.html", listing.summaries.len());
    }
    let names = &site.names;
    let bar = |(id, places): (&str, &super::listing::Places)| Bar {
        label: names.instrument(id),
        href: Some(instrument_page(id)),
        count: places.len(),
    };
    let mut instruments: Vec<Bar> = cited.instruments().map(bar).collect();
    if !instruments.is_empty() {
        instruments.sort_by_key(|bar| std::cmp::Reverse(bar.count));
        let count = instruments.len();
        instruments.truncate(FIRST);
        page.section("cited", "cited").html.markup("\n");
        bars::write(&mut page, "cited", &instruments);
        if count > FIRST {
            all(&mut page, "cited.html", count);
        }
    }
    page.html.markup("</div>");
    page.end()
}

fn search_form(page: &mut Page<'_>) {
    page.html.markup("\n<form id=\"ask\" role=\"search\" hidden>");
    page.keyed("label", &[("for", "q"), ("class", "off")], "search");
    let hint = said("hint");
    let hint = page.interface.choose(&hint.as_deref()).to_owned();
    page.html.open(
        "input",
        &[
            ("type", "search"),
            ("id", "q"),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
            ("placeholder", hint.as_str()),
            ("data-tp", "hint"),
            ("dir", "auto"),
        ],
    );
    page.keyed("button", &[("type", "submit")], "search").html.markup("</form>\n<noscript>");
    page.keyed("p", &[], "noscript").html.markup("</noscript>\n");
}

fn all(page: &mut Page<'_>, href: &str, count: usize) {
    let words = said("all");
    let count = count.to_string();
    let words = Both { en: words.en.replace("{n}", &count), zh: words.zh.replace("{n}", &count) };
    page.html.markup("<p>");
    page.in_both("a", &[("href", href)], &words).html.markup("</p>\n");
}

/// The list of all documents.
pub(super) fn all_documents(site: &Site<'_>, summaries: &[Summary]) -> SmallFile {
    let title = said("documents");
    let mut page = Page::begin(site, &Heading { path: "documents.html", title: title.as_deref(), scripts: &[] });
    page.keyed("h1", &[], "documents").html.markup("\n");
    documents(&mut page, summaries.iter());
    page.end()
}

fn documents<'s>(page: &mut Page<'_>, summaries: impl Iterator<Item = &'s Summary>) {
    page.html.markup("<ul class=\"documents\">\n");
    for summary in summaries {
        page.html.markup("<li>").open("a", &[("href", &document_page(&summary.id))]);
        page.html.markup("<strong>").words(summary.symbol.as_deref().unwrap_or(summary.name())).markup("</strong></a>");
        for (at, (language, title)) in summary.versions.iter().enumerate() {
            let Some(title) = title.as_deref().filter(|title| *title != summary.name()) else { continue };
            page.html.markup(" ");
            Tongue { at, language }.element(page, title);
        }
        if let Some(day) = &summary.day {
            page.html.markup(" <small>").words(day).markup("</small>");
        }
        page.html.markup("</li>\n");
    }
    page.html.markup("</ul>\n");
}
