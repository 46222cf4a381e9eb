//! The pages of what is cited: every instrument with its articles, every article with the paragraphs that cite it.

use std::collections::BTreeMap;
use std::io;

use super::bars::{self, Bar};
use super::frame::{Heading, Page};
use super::listing::{Listing, Places, state};
use super::targets::{instrument_page, provision_page};
use super::words::{Both, said};
use crate::export::{Put, SmallFile};

/// Everything that is cited, with the places that cite it, in the order of the registry.
pub(super) struct Cited<'l> {
    listing: Listing<'l>,
    /// By place in the registry and identifier.
    targets: BTreeMap<(usize, &'l str), Places>,
}

impl<'l> Cited<'l> {
    pub(super) fn of(listing: Listing<'l>) -> Self {
        let mut targets: BTreeMap<(usize, &'l str), Places> = BTreeMap::new();
        for (document, summary) in listing.summaries.iter().enumerate() {
            for (at, entry) in summary.entries.iter().enumerate() {
                for id in &entry.cites {
                    let key = (listing.site.names.place(id), id.as_str());
                    targets.entry(key).or_default().push((document, at));
                }
            }
        }
        Self { listing, targets }
    }

    /// Instruments with how many paragraphs cite them.
    pub(super) fn instruments(&self) -> impl Iterator<Item = (&'l str, &Places)> {
        self.all().filter(|(id, _)| self.listing.site.names.instrument_of(id).is_none())
    }

    /// Articles and other parts, those of one instrument or all.
    pub(super) fn provisions(&self, instrument: Option<&str>) -> impl Iterator<Item = (&'l str, &Places)> {
        self.all().filter(move |(id, _)| {
            let own = self.listing.site.names.instrument_of(id);
            own.is_some() && (instrument.is_none() || own == instrument)
        })
    }

    fn all(&self) -> impl Iterator<Item = (&'l str, &Places)> {
        self.targets.iter().map(|((_, id), places)| (*id, places))
    }

    /// Every page.
    ///
    /// # Errors
    /// Those of the writer.
    pub(super) fn write(&self, put: &Put<'_>) -> io::Result<()> {
        put(self.contents())?;
        for (id, places) in self.instruments() {
            put(self.instrument(id, places))?;
        }
        for (id, places) in self.provisions(None) {
            put(self.provision(id, places))?;
        }
        Ok(())
    }

    fn contents(&self) -> SmallFile {
        let title = said("cited");
        let heading = Heading { path: "cited.html", title: title.as_deref(), scripts: &[] };
        let mut page = Page::begin(self.listing.site, &heading);
        page.keyed("h1", &[], "cited").html.markup("\n");
        let names = &self.listing.site.names;
        let bar = |(id, places): (&str, &Places)| Bar {
            label: names.instrument(id),
            href: Some(page.to(&instrument_page(id))),
            count: places.len(),
        };
        let mut rows: Vec<Bar> = self.instruments().map(bar).collect();
        rows.sort_by_key(|bar| std::cmp::Reverse(bar.count));
        if rows.is_empty() {
            page.keyed("p", &[], "picture.none");
        } else {
            bars::write(&mut page, "cited", &rows);
        }
        page.end()
    }

    fn instrument(&self, id: &str, places: &Places) -> SmallFile {
        let (site, title) = (self.listing.site, self.listing.site.names.instrument(id));
        let path = format!("instruments/{id}.html");
        let mut page = Page::begin(site, &Heading { path: &path, title: title.as_deref(), scripts: &[] });
        page.in_both("h1", &[], &title).html.markup("\n");
        let short = site.names.instrument_in_short(id);
        if short != title {
            page.in_both("p", &[("class", "subtitle")], &short).html.markup("\n");
        }
        let bar = |(id, places): (&str, &Places)| {
            let number = site.names.number(id);
            let label = match site.names.heading(id) {
                Some(heading) => {
                    Both { en: format!("{} {}", number.en, heading.en), zh: format!("{} {}", number.zh, heading.zh) }
                }
                None => number,
            };
            Bar { label, href: Some(page.to(&provision_page(id))), count: places.len() }
        };
        let articles: Vec<Bar> = self.provisions(Some(id)).map(bar).collect();
        if !articles.is_empty() {
            page.section("articles", "articles").html.markup("\n");
            bars::write(&mut page, "article", &articles);
        }
        // Those that cite an article stand on its page.
        let whole: Places = places.iter().copied().filter(|place| self.is_whole(id, place)).collect();
        if articles.is_empty() {
            self.citing(&mut page, id, &whole);
        } else {
            self.by_group(&mut page, places);
            if !whole.is_empty() {
                page.section("whole", "whole").html.markup("\n");
                self.listing.links(&mut page, &whole);
                let href = page.to(&format!("index.html#{}", state("cites", id)));
                page.html.markup("<p>");
                page.keyed("a", &[("href", &href)], "open.search").html.markup("</p>\n");
            }
        }
        page.end()
    }

    /// Whether a paragraph cites an instrument and none of its articles.
    fn is_whole(&self, instrument: &str, (document, at): &(usize, usize)) -> bool {
        let cites = &self.listing.summaries[*document].entries[*at].cites;
        cites.iter().all(|id| self.listing.site.names.instrument_of(id) != Some(instrument))
    }

    fn provision(&self, id: &str, places: &Places) -> SmallFile {
        let names = &self.listing.site.names;
        let title = names.provision(id);
        let path = format!("provisions/{id}.html");
        let mut page = Page::begin(self.listing.site, &Heading { path: &path, title: title.as_deref(), scripts: &[] });
        if let Some(instrument) = names.instrument_of(id) {
            let href = page.to(&instrument_page(instrument));
            page.html.markup("<p class=\"symbol\">");
            page.in_both("a", &[("href", &href)], &names.instrument(instrument)).html.markup("</p>\n");
        }
        page.in_both("h1", &[], &title).html.markup("\n");
        if let Some(heading) = names.heading(id) {
            page.in_both("p", &[("class", "subtitle")], &heading).html.markup("\n");
        }
        self.citing(&mut page, id, places);
        page.end()
    }

    fn citing(&self, page: &mut Page<'_>, id: &str, places: &Places) {
        page.section("citing", "citing").html.markup("\n");
        self.by_group(page, places);
        self.listing.switch(page);
        self.listing.write(page, places, Some(&state("cites", id)));
    }

    /// How many of the paragraphs are of each meeting, session or year, where there are several.
    fn by_group(&self, page: &mut Page<'_>, places: &Places) {
        let mut groups: Vec<(&str, Bar)> = Vec::new();
        for &(document, at) in places {
            let summary = &self.listing.summaries[document];
            let Some(group) = summary.entries[at].group.map(|group| &summary.groups[group]) else { continue };
            match groups.iter_mut().find(|(key, _)| *key == group.key) {
                Some((_, bar)) => bar.count += 1,
                None => groups.push((&group.key, Bar { label: group.label.clone(), href: None, count: 1 })),
            }
        }
        if groups.len() > 1 {
            let rows: Vec<Bar> = groups.into_iter().map(|(_, bar)| bar).collect();
            bars::write(page, "facet.meeting", &rows);
        }
    }
}
