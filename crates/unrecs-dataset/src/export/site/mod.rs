//! Pages for people: static files below `site/` that are read from a disk or from any server, without a network.
//!
//! A page a document, an article, an instrument and a body; a search over all paragraphs; pictures. They are made from the rows alone, and
//! every word of a document stands in them as words. The page about the release itself is a description: [`crate::describe`].

mod bars;
mod bodies;
mod cited;
mod document;
mod facts;
pub(crate) mod frame;
pub(crate) mod html;
mod index;
mod listing;
mod names;
mod passage;
mod pictures;
mod rows;
mod start;
mod summary;
mod targets;
mod tongues;
pub(crate) mod words;
mod work;

use std::collections::{BTreeMap, HashMap};
use std::io;

use rayon::prelude::*;

use super::{Files, Format, Pages, Put, SmallFile};
use crate::dataset::Dataset;
use crate::layout;
use cited::Cited;
use listing::Listing;
use names::Names;
use summary::Summary;
use words::{Both, Interface};
use work::Work;

/// Pages for people.
pub(super) const FORMAT: Format = Format { name: "site", media_type: "text/html", files: Files::Site { write } };

/// What every page needs to know.
struct Site<'a> {
    dataset: &'a Dataset,
    formats: &'a [&'static Format],
    names: Names,
    interface: Interface,
    /// BCP 47 tags of the documents, those of most documents first.
    languages: Vec<String>,
    /// The document of every symbol.
    symbols: HashMap<String, String>,
}

/// Writes every page. The pages of documents are written while their rows are at hand; the others from what is kept of them.
fn write(pages: &Pages<'_>, put: &Put<'_>) -> io::Result<()> {
    let (site, most) = site(pages)?;
    let summaries = (0..pages.rows.documents()).into_par_iter().map(|index| {
        let part = pages.rows.document(index);
        let Some(work) = Work::of(&part) else { return Ok(None) };
        put(document::page(&site, &work))?;
        Ok(Some(Summary::of(&work, &site.names)))
    });
    let summaries: Vec<Summary> = summaries.collect::<io::Result<Vec<_>>>()?.into_iter().flatten().collect();
    let listing = Listing { site: &site, summaries: &summaries };
    let cited = Cited::of(listing);
    cited.write(put)?;
    bodies::write(listing, put)?;
    put(pictures::page(listing, &cited))?;
    put(start::all_documents(&site, &summaries))?;
    put(start::page(listing, &cited))?;
    index::write(&site, &summaries, put)?;
    let style = lean(include_str!("assets/style.css")).replace(" { ", "{").replace("; ", ";").replace(": ", ":")
        + &tongues::rules(most.max(site.languages.len()));
    put(SmallFile::new(layout::page("style.css"), "text/css", style))?;
    let scripts = [("find.js", include_str!("assets/find.js")), ("search.js", include_str!("assets/search.js"))];
    scripts
        .into_iter()
        .try_for_each(|(path, script)| put(SmallFile::new(layout::page(path), "text/javascript", lean(script))))
}

/// A script or a style without what only its readers need: the room before its lines, lines with nothing but a comment.
fn lean(text: &str) -> String {
    let lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// What every page needs, and how many languages a document has at most.
fn site<'a>(pages: &Pages<'a>) -> io::Result<(Site<'a>, usize)> {
    let (mut symbols, mut languages) = (HashMap::new(), BTreeMap::<String, usize>::new());
    let (mut last, mut versions, mut most) = (String::new(), 0, 0);
    pages.rows.each_batch("documents", &mut |batch| {
        for [id, language, symbol] in rows::of_batch(batch, ["document_id", "language", "symbol"]) {
            let id = rows::text(id);
            versions = if id == last { versions + 1 } else { 1 };
            most = most.max(versions);
            id.clone_into(&mut last);
            *languages.entry(rows::language(language).to_owned()).or_default() += 1;
            if let Some(symbol) = symbol.text() {
                symbols.entry(symbol.to_owned()).or_insert_with(|| id.to_owned());
            }
        }
        Ok(())
    })?;
    let mut languages: Vec<(String, usize)> = languages.into_iter().collect();
    languages.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
    let languages: Vec<String> = languages.into_iter().map(|(language, _)| language).collect();
    let site = Site {
        dataset: pages.dataset,
        formats: pages.formats,
        names: Names::of(&pages.rows.registry()),
        interface: Interface::of(languages.iter().map(String::as_str)),
        languages,
        symbols,
    };
    Ok((site, most))
}

impl Site<'_> {
    /// What the dataset is called.
    fn title(&self) -> Both<String> {
        in_both(&self.dataset.title).unwrap_or_else(|| passage::same(&self.dataset.id))
    }

    fn description(&self) -> Option<Both<String>> {
        in_both(&self.dataset.description)
    }
}

/// Words by language in the languages of the interface; where one is missing, in another.
pub(crate) fn in_both(words: &BTreeMap<String, String>) -> Option<Both<String>> {
    let any = words.get("en").or_else(|| words.values().next())?;
    let of = |language: &str| words.get(language).unwrap_or(any).clone();
    Some(Both { en: of("en"), zh: of("zh") })
}

#[cfg(test)]
mod tests;
