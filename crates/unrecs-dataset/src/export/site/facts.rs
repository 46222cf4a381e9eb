//! What is known of a document as a whole: its facts, how Member States voted, its subjects, its files.

use super::Site;
use super::frame::Page;
use super::html::Attribute;
use super::targets::body_page;
use super::tongues::Tongue;
use super::work::Work;
use crate::export::Files;
use crate::layout;

/// Facts that no language changes: the key of the label and the column.
const FACTS: [(&str, &str); 6] = [
    ("symbol", "symbol"),
    ("adopted", "adopted_on"),
    ("issued", "issued_on"),
    ("session", "session"),
    ("record", "record"),
    ("proposal", "proposal"),
];

/// Facts in words, said in each language.
const IN_WORDS: [(&str, &str); 4] =
    [("agenda", "agenda_title"), ("committee", "committee"), ("conference", "conference"), ("place", "session_place")];

/// Writes all of it.
pub(super) fn write(page: &mut Page<'_>, site: &Site<'_>, work: &Work<'_>) {
    page.html.markup("<aside class=\"facts\" aria-labelledby=\"facts\">");
    page.keyed("h2", &[("id", "facts")], "facts").html.markup("\n<dl>\n");
    if let Some(body) = work.fact("body_id").text() {
        page.keyed("dt", &[], "body").html.markup("<dd>");
        let href = page.to(&body_page(body));
        page.in_both("a", &[("href", &href)], &site.names.body(body)).html.markup("</dd>\n");
    }
    for (key, prefix) in [("class", "class"), ("adoption", "adoption")] {
        if let Some(code) = work.fact(key).text() {
            page.keyed("dt", &[], key).html.markup("<dd>");
            page.key(&format!("{prefix}.{code}")).html.markup("</dd>\n");
        }
    }
    for (key, column) in FACTS {
        let cell = work.fact(column);
        if !cell.is_null() {
            page.keyed("dt", &[], key).html.markup("<dd>").value(cell).markup("</dd>\n");
        }
    }
    for (key, column) in IN_WORDS {
        if work.versions.iter().any(|version| !version.fact(column).is_null()) {
            page.keyed("dt", &[], key).html.markup("<dd>");
            for (at, version) in work.versions.iter().enumerate() {
                if let Some(words) = version.fact(column).text() {
                    Tongue { at, language: version.language }.element(page, words);
                }
            }
            page.html.markup("</dd>\n");
        }
    }
    page.html.markup("</dl>\n");
    votes(page, work);
    subjects(page, work);
    downloads(page, site, work);
    page.html.markup("</aside>\n");
}

/// How the votes fell, as a bar of three parts and in numbers, and the votes of all by name.
fn votes(page: &mut Page<'_>, work: &Work<'_>) {
    let counted = ["votes_for", "votes_against", "abstentions"].map(|column| work.fact(column).int());
    let [Some(yes), Some(no), Some(abstained)] = counted else { return };
    let all = (yes + no + abstained).max(1);
    page.keyed("h3", &[], "votes").html.markup("\n");
    page.html.markup("<svg class=\"votes\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut start = 0;
    for (class, count) in [("yes", yes), ("no", no), ("abstain", abstained)] {
        let (x, width) = (thousandths(start, all), thousandths(count, all));
        page.html.open("rect", &[("class", class), ("x", &x), ("width", &width), ("height", "6")]).markup("</rect>");
        start += count;
    }
    page.html.markup("</svg>\n<ul class=\"tally\">\n");
    for (vote, count) in [("yes", yes), ("no", no), ("abstain", abstained)] {
        page.html.open("li", &[("class", vote)]);
        page.key(&format!("ballot.{vote}")).html.markup(" <b>").value(count).markup("</b>");
        let names: Vec<&str> = work.ballots.iter().filter(|ballot| ballot[0] == vote).map(|ballot| ballot[1]).collect();
        if !names.is_empty() {
            page.html.markup("<details><summary>");
            page.key("all.names").html.markup("</summary>").words(&names.join(", ")).markup("</details>");
        }
        page.html.markup("</li>\n");
    }
    page.html.markup("</ul>\n");
}

/// A share of a hundred, to a thousandth.
fn thousandths(count: i64, all: i64) -> String {
    let share = count * 100_000 / all;
    format!("{}.{:03}", share / 1000, share % 1000)
}

fn subjects(page: &mut Page<'_>, work: &Work<'_>) {
    if work.subjects.is_empty() {
        return;
    }
    page.html.markup("<details class=\"subjects\"><summary>");
    page.key("subjects").html.markup("</summary>\n<ul>\n");
    let mut seen = Vec::new();
    for [scheme, code, label] in &work.subjects {
        let words = if label.is_empty() { code } else { label };
        if seen.contains(&(scheme, words)) {
            continue;
        }
        seen.push((scheme, words));
        page.html.markup("<li>").words(words).markup(" <small>").words(scheme).markup("</small></li>\n");
    }
    page.html.markup("</ul></details>\n");
}

/// The files of the document in the release.
fn downloads(page: &mut Page<'_>, site: &Site<'_>, work: &Work<'_>) {
    page.keyed("h3", &[], "downloads").html.markup("\n<ul class=\"files\">\n");
    for version in &work.versions {
        let language = Some(version.language);
        page.html.markup("<li>");
        let attributes: [Attribute<'_>; 1] = [("href", &page.to_release(&layout::text(work.id, language)))];
        page.keyed("a", &attributes, "text").html.markup(" <small>").words(version.language).markup("</small>");
        for format in site.formats {
            if let Files::PerDocument { extension, .. } = format.files {
                let path = layout::document(format.name, work.id, language, extension);
                let href = page.to_release(&path);
                page.html.markup(" · ").element("a", &[("href", &href)], file_name(format.name));
            }
        }
        page.html.markup("</li>\n");
    }
    for format in site.formats {
        if let Files::PerWork { extension, .. } = format.files {
            let path = layout::work(format.name, work.id, extension);
            let href = page.to_release(&path);
            page.html.markup("<li>").element("a", &[("href", &href)], file_name(format.name));
            page.html.markup("</li>\n");
        }
    }
    page.html.markup("</ul>\n");
}

/// What people call the files of a format.
fn file_name(format: &str) -> &str {
    match format {
        "akn" => "Akoma Ntoso",
        "json" => "JSON",
        other => other,
    }
}
