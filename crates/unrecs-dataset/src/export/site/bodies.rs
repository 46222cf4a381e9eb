//! The pages of bodies: what each adopted, what it is asked to do, where it is named.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::frame::{Heading, Page};
use super::listing::{Listing, Places, state};
use super::targets::{body_page, document_page};
use super::words::said;
use crate::export::{Put, SmallFile};

/// Documents listed on the page of a body; the search has them all.
const LISTED: usize = 500;

/// What there is of a body.
#[derive(Default)]
struct Presence {
    documents: Vec<usize>,
    asked: Places,
    named: Places,
}

/// Every page.
///
/// # Errors
/// Those of the writer.
pub(super) fn write(listing: Listing<'_>, put: &Put<'_>) -> io::Result<()> {
    let mut bodies: BTreeMap<(usize, &str), Presence> = BTreeMap::new();
    let names = &listing.site.names;
    for (document, summary) in listing.summaries.iter().enumerate() {
        if let Some(body) = &summary.body {
            bodies.entry((names.place(body), body)).or_default().documents.push(document);
        }
        for (at, entry) in summary.entries.iter().enumerate() {
            for body in &entry.asked {
                bodies.entry((names.place(body), body)).or_default().asked.push((document, at));
            }
            for body in entry.named.iter().collect::<BTreeSet<_>>() {
                bodies.entry((names.place(body), body)).or_default().named.push((document, at));
            }
        }
    }
    put(contents(listing, &bodies))?;
    bodies.iter().try_for_each(|((_, id), presence)| put(page(listing, id, presence)))
}

fn contents(listing: Listing<'_>, bodies: &BTreeMap<(usize, &str), Presence>) -> SmallFile {
    let title = said("bodies");
    let mut page = Page::begin(listing.site, &Heading { path: "bodies.html", title: title.as_deref(), scripts: &[] });
    page.keyed("h1", &[], "bodies").html.markup("\n<div class=\"wide\"><table class=\"bars\"><thead><tr>");
    for key in ["body", "documents", "asked", "named"] {
        page.keyed("th", &[("scope", "col")], key);
    }
    page.html.markup("</tr></thead>\n<tbody>\n");
    let most = |of: fn(&Presence) -> usize| bodies.values().map(of).max().unwrap_or_default();
    let counts: [fn(&Presence) -> usize; 3] =
        [|body| body.documents.len(), |body| body.asked.len(), |body| body.named.len()];
    for ((_, id), presence) in bodies {
        page.html.markup("<tr>");
        let href = page.to(&body_page(id));
        super::bars::row_label(&mut page, &listing.site.names.body(id), Some(&href));
        for count in counts {
            super::bars::cell(&mut page, count(presence), most(count));
        }
        page.html.markup("</tr>\n");
    }
    page.html.markup("</tbody></table></div>\n");
    page.end()
}

fn page(listing: Listing<'_>, id: &str, presence: &Presence) -> SmallFile {
    let (path, title) = (format!("bodies/{id}.html"), listing.site.names.body(id));
    let mut page = Page::begin(listing.site, &Heading { path: &path, title: title.as_deref(), scripts: &[] });
    page.in_both("h1", &[], &title).html.markup("\n");
    if !presence.documents.is_empty() {
        page.section("documents", "issued.by").html.markup("\n<ul>\n");
        for &document in presence.documents.iter().take(LISTED) {
            let summary = &listing.summaries[document];
            let href = page.to(&document_page(&summary.id));
            page.html.markup("<li>").element("a", &[("href", &href)], summary.name()).markup("</li>\n");
        }
        page.html.markup("</ul>\n");
        if presence.documents.len() > LISTED {
            let href = page.to(&format!("index.html#{}", state("body", id)));
            page.html.markup("<p>");
            page.keyed("a", &[("href", &href)], "open.search").html.markup("</p>\n");
        }
    }
    if !presence.asked.is_empty() || !presence.named.is_empty() {
        listing.switch(&mut page);
    }
    if !presence.asked.is_empty() {
        page.section("asked", "asked").html.markup("\n");
        listing.write(&mut page, &presence.asked, None);
    }
    if !presence.named.is_empty() {
        page.section("named", "named").html.markup("\n");
        listing.links(&mut page, &presence.named);
    }
    page.end()
}
