//! The page about the release itself, among the pages for people: version, quality, citation, terms, files, how to load them.

use super::readme::examples;
use super::{Content, File, Release, Standard, citation};
use crate::export::SmallFile;
use crate::export::site::frame::{Heading, Page};
use crate::export::site::in_both;
use crate::export::site::words::{Both, Interface, find, said};
use crate::layout::{CHANGELOG, CHANGES, CHECKSUMS, FINDINGS, MANIFEST, README, RELEASE_PAGE, SITE};

/// One page, where there are pages.
pub(super) const STANDARD: Standard = Standard { name: "page", write: files };

/// Files of documents that the page lists; of more it lists none.
const FEW: usize = 300;

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    if release.formats.iter().all(|format| format.name != "site") {
        return Vec::new();
    }
    let interface = Interface::of(release.documents.iter().filter_map(|document| document.language));
    let dataset = in_both(&release.dataset.title);
    let dataset = dataset.unwrap_or_else(|| Both { en: release.dataset.id.clone(), zh: release.dataset.id.clone() });
    let title = said("release");
    let path = RELEASE_PAGE.strip_prefix(SITE).unwrap_or(RELEASE_PAGE);
    let mut page = Page::framed(interface, &dataset, &Heading { path, title: title.as_deref(), scripts: &[] });
    page.in_both("h1", &[], &dataset).html.markup("\n<dl class=\"facts\">\n");
    facts(&mut page, release);
    page.html.markup("</dl>\n");
    page.section("changed", "changed").html.markup("\n<p>").words(release.reason).markup("</p>\n<ul>\n");
    let has = |path: &&str| *path == CHANGELOG || release.files.iter().any(|file| file.path == *path);
    for path in [CHANGELOG, CHANGES].iter().filter(|path| has(path)) {
        link(&mut page, path);
    }
    page.html.markup("</ul>\n");
    quality(&mut page, release);
    cite(&mut page, release);
    load(&mut page, release);
    list(&mut page, release);
    vec![page.end()]
}

fn link(page: &mut Page<'_>, path: &str) {
    let href = page.to_release(path);
    page.html.markup("<li>").element("a", &[("href", &href)], path).markup("</li>\n");
}

fn facts(page: &mut Page<'_>, release: &Release<'_>) {
    let dataset = release.dataset;
    let (version, day) = (release.version.to_string(), release.day());
    let rows = [
        ("version", version.as_str(), None),
        ("released", day.as_str(), None),
        ("publisher", dataset.publisher.name.as_str(), dataset.publisher.url.as_deref()),
        ("licence", dataset.license.name.as_str(), Some(dataset.license.url.as_str())),
    ];
    for (key, words, url) in rows {
        page.keyed("dt", &[], key).html.markup("<dd>");
        // An address of another kind than the web's may run something.
        match url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
            Some(url) => {
                page.html.element("a", &[("href", url), ("rel", "noopener noreferrer")], words);
            }
            None => {
                page.html.words(words);
            }
        }
        page.html.markup("</dd>\n");
    }
}

fn quality(page: &mut Page<'_>, release: &Release<'_>) {
    page.section("quality", "quality").html.markup("\n");
    counts(page, "open.references", "status", &release.limits.references);
    counts(page, "findings", "severity", &release.limits.findings);
    let none = release.limits.findings.iter().all(|(_, count)| *count == 0);
    if none {
        page.keyed("p", &[], "not.found").html.markup("\n");
    }
    if release.files.iter().any(|file| file.path == FINDINGS) {
        let href = page.to_release(FINDINGS);
        page.html.markup("<p>");
        page.keyed("a", &[("href", &href)], "findings.file").html.markup("</p>\n");
    }
}

fn counts(page: &mut Page<'_>, heading: &str, prefix: &str, counts: &[(&'static str, usize)]) {
    page.keyed("h3", &[], heading).html.markup("\n<table>\n<tbody>\n");
    for (code, count) in counts {
        page.html.markup("<tr>");
        let key = format!("{prefix}.{code}");
        match find(&key) {
            Some(_) => {
                page.keyed("th", &[("scope", "row")], &key);
            }
            None => {
                page.html.element("th", &[("scope", "row")], code);
            }
        }
        page.html.markup("<td class=\"num-cell\">").value(count).markup("</td></tr>\n");
    }
    page.html.markup("</tbody></table>\n");
}

fn cite(page: &mut Page<'_>, release: &Release<'_>) {
    page.section("how-to-cite", "how.cite").html.markup("\n");
    snippet(page, "cite", &citation::line(release));
    page.html.markup("<ul>\n");
    link(page, "CITATION.cff");
    page.html.markup("</ul>\n");
}

/// Text to copy, and the button that does.
fn snippet(page: &mut Page<'_>, id: &str, text: &str) {
    page.html.markup("<div class=\"snippet\">");
    page.html.open("pre", &[("id", id), ("tabindex", "0")]).words(text).close("pre");
    page.keyed("button", &[("type", "button"), ("data-copy", id), ("hidden", "")], "copy");
    page.html.markup("</div>\n");
}

fn load(page: &mut Page<'_>, release: &Release<'_>) {
    page.section("load", "load").html.markup("\n");
    page.keyed("p", &[], "load.text").html.markup("\n");
    for (at, (tool, _, lines)) in examples(release).iter().enumerate() {
        page.html.element("h3", &[("lang", "en")], tool).markup("\n");
        snippet(page, &format!("load-{at}"), lines);
    }
    page.html.markup("<ul>\n");
    link(page, README);
    page.html.markup("</ul>\n");
}

fn list(page: &mut Page<'_>, release: &Release<'_>) {
    let is_of_document = |file: &&File<'_>| matches!(file.content, Content::Document { .. } | Content::Text(_));
    let few = release.files.iter().filter(is_of_document).count() <= FEW;
    page.section("files", "files").html.markup("\n<div class=\"wide\"><table class=\"files\">\n<thead><tr>");
    for key in ["file", "size", "digest"] {
        page.keyed("th", &[("scope", "col")], key);
    }
    page.html.markup("</tr></thead>\n<tbody>\n");
    let shown = release.files.iter().filter(|file| !file.path.starts_with(SITE) && (few || !is_of_document(file)));
    for file in shown {
        let href = page.to_release(file.path);
        // HTML needs no ends of cells and rows, and there may be many.
        page.html.markup("<tr><td>").element("a", &[("href", &href)], file.path);
        page.html.markup("<td>").value(file.bytes).markup("<td>").words(file.sha256).markup("\n");
    }
    page.html.markup("</tbody></table></div>\n<ul>\n");
    link(page, CHECKSUMS);
    link(page, MANIFEST);
    page.html.markup("</ul>");
}
