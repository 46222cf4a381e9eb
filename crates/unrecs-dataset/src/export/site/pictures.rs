//! Pictures that answer a question each: bars in tables, whose labels lead to the rows behind them.

use std::collections::BTreeMap;

use super::bars::{self, Bar};
use super::cited::Cited;
use super::frame::{Heading, Page};
use super::listing::{Listing, state};
use super::summary::{Entry, Group};
use super::targets::provision_page;
use super::words::{Both, find, said};
use crate::export::SmallFile;
use crate::tables::schema::Table;

/// Rows of a picture of what is cited most.
const MOST_CITED: usize = 25;

/// Columns of a picture by meeting or session: the last ones.
const COLUMNS: usize = 8;

/// The page with all of them.
pub(super) fn page(listing: Listing<'_>, cited: &Cited<'_>) -> SmallFile {
    let title = said("pictures");
    let heading = Heading { path: "pictures.html", title: title.as_deref(), scripts: &[] };
    let mut page = Page::begin(listing.site, &heading);
    page.keyed("h1", &[], "pictures").html.markup("\n");
    figure(&mut page, "force");
    by_group(&mut page, listing);
    for facet in ["to", "act"] {
        figure(&mut page, facet);
        coded(&mut page, listing, facet);
    }
    figure(&mut page, "cites");
    let names = &listing.site.names;
    let bar = |(id, places): (&str, &super::listing::Places)| Bar {
        label: names.provision(id),
        href: Some(page.to(&provision_page(id))),
        count: places.len(),
    };
    let mut rows: Vec<Bar> = cited.provisions(None).map(bar).collect();
    rows.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    rows.truncate(MOST_CITED);
    shown(&mut page, "article", &rows);
    page.end()
}

fn figure(page: &mut Page<'_>, facet: &str) {
    page.section(&format!("by-{facet}"), &format!("picture.{facet}")).html.markup("\n");
    page.keyed("p", &[], &format!("picture.{facet}.text")).html.markup("\n");
}

fn shown(page: &mut Page<'_>, heading: &str, rows: &[Bar]) {
    if rows.is_empty() {
        page.keyed("p", &[], "picture.none").html.markup("\n");
    } else {
        bars::write(page, heading, rows);
    }
}

/// Paragraphs by a code, the most frequent first.
fn coded(page: &mut Page<'_>, listing: Listing<'_>, facet: &str) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in listing.summaries.iter().flat_map(|summary| &summary.entries) {
        let act = entry.act.iter().filter(|_| facet == "act");
        let to = entry.to.iter().filter(|_| facet == "to");
        act.chain(to).for_each(|code| *counts.entry(code).or_default() += 1);
    }
    let mut rows: Vec<Bar> = counts.into_iter().map(|(code, count)| bar(page, facet, code, count)).collect();
    rows.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    shown(page, &format!("facet.{facet}"), &rows);
}

fn bar(page: &Page<'_>, facet: &str, code: &str, count: usize) -> Bar {
    let label = find(&format!("{facet}.{code}"));
    let label = label.unwrap_or_else(|| Both { en: code.to_owned(), zh: code.to_owned() });
    Bar { label, href: Some(page.to(&format!("index.html#{}", state(facet, code)))), count }
}

/// Normative paragraphs by the verb that applies and by meeting or session.
fn by_group(page: &mut Page<'_>, listing: Listing<'_>) {
    let mut groups: Vec<&Group> = Vec::new();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for summary in listing.summaries {
        let normative = summary.entries.iter().filter(|entry| entry.is_normative());
        for (entry, group) in normative.filter_map(|entry| Some((entry, &summary.groups[entry.group?]))) {
            let Entry { force: Some(force), .. } = entry else { continue };
            if groups.iter().all(|one| one.key != group.key) {
                groups.push(group);
            }
            *counts.entry((force, &group.key)).or_default() += 1;
        }
    }
    if groups.is_empty() {
        page.keyed("p", &[], "picture.none").html.markup("\n");
        return;
    }
    groups.sort_by_key(|group| group.day.clone());
    let groups = &groups[groups.len().saturating_sub(COLUMNS)..];
    let most = counts.values().copied().max().unwrap_or_default();
    page.html.markup("<div class=\"wide\"><table class=\"bars\"><thead><tr>");
    page.keyed("th", &[("scope", "col")], "facet.force");
    for group in groups {
        page.in_both("th", &[("scope", "col")], &group.label);
    }
    page.html.markup("</tr></thead>\n<tbody>\n");
    for force in codes("effective_modality").filter(|force| counts.keys().any(|(one, _)| one == force)) {
        let row = bar(page, "force", force, 0);
        page.html.markup("<tr>");
        bars::row_label(page, &row.label, row.href.as_deref());
        for group in groups {
            let count = counts.get(&(force, group.key.as_str())).copied().unwrap_or_default();
            page.html.markup("<td>");
            if count > 0 {
                let filter = format!("{}&{}", state("force", force), state("meeting", &group.key));
                page.html.open("a", &[("href", &page.to(&format!("index.html#{filter}")))]);
                bars::number(page, count, most);
                page.html.markup("</a>");
            }
            page.html.markup("</td>");
        }
        page.html.markup("</tr>\n");
    }
    page.html.markup("</tbody></table></div>\n");
}

/// The codes of a column of paragraphs, in the order of the schema.
fn codes(column: &str) -> impl Iterator<Item = &'static str> {
    let table = Table::of("paragraphs");
    let codes = table.and_then(|table| Some(table.columns[table.index_of(column)?].codes));
    codes.unwrap_or_default().iter().map(|code| code.code)
}
