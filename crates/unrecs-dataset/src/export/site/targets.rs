//! Where a reference leads: to a page of the release, to a paragraph of the same document, or to the document of a symbol.

use std::collections::HashMap;

use super::Site;
use super::html::address;
use super::names::Names;
use super::words::{Both, find, said};
use super::work::{Reference, Work};

/// Where references of a document lead.
pub(super) struct Targets<'t, 'p> {
    site: &'t Site<'t>,
    /// The label of each paragraph of the document.
    paragraphs: HashMap<&'p str, Option<&'p str>>,
}

/// What is referred to.
pub(super) struct Target {
    /// As seen from the directory of the pages; none where it has no address.
    pub(super) href: Option<String>,
    /// Whether the address is one of the web.
    pub(super) scope: Scope,
    pub(super) label: Both<String>,
}

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// To a page of the release.
    Site,
    /// To a place of the same page.
    Page,
    /// To the web.
    Web,
}

/// Where the United Nations serve documents by their symbols.
const SYMBOLS: &str = "https://docs.un.org/";

impl<'t, 'p> Targets<'t, 'p> {
    pub(super) fn of(site: &'t Site<'t>, work: &Work<'p>) -> Self {
        let paragraphs = work.paragraphs.iter().map(|paragraph| (paragraph.id, paragraph.label)).collect();
        Self { site, paragraphs }
    }

    /// What things are called.
    pub(super) fn names(&self) -> &'t Names {
        &self.site.names
    }

    pub(super) fn of_reference(&self, reference: &Reference<'p>) -> Target {
        let names = &self.site.names;
        let on_site = |href: String, label| Target { href: Some(href), scope: Scope::Site, label };
        if let Some(id) = reference.provision {
            let label = below(names.provision(id), &reference.below);
            return on_site(provision_page(id), label);
        }
        if let Some(id) = reference.instrument {
            return on_site(instrument_page(id), names.instrument_in_short(id));
        }
        if let Some(id) = reference.paragraph {
            let label = self.paragraphs.get(id).copied().flatten().unwrap_or(id);
            let label = Both { en: format!("paragraph {label}"), zh: format!("第{label}段") };
            let href = self.paragraphs.contains_key(id).then(|| format!("#{}", address(id)));
            return Target { href, scope: Scope::Page, label };
        }
        if let Some(symbol) = reference.symbol {
            let label = Both { en: symbol.to_owned(), zh: symbol.to_owned() };
            return match self.site.symbols.get(symbol) {
                Some(id) => on_site(document_page(id), label),
                None => {
                    let href = Some(format!("{SYMBOLS}{}", address(symbol)));
                    Target { href, scope: Scope::Web, label }
                }
            };
        }
        let label = find(&format!("status.{}", reference.status)).unwrap_or_else(|| said("status.unresolved"));
        Target { href: None, scope: Scope::Page, label }
    }
}

/// The paragraph and the point behind the number of an article.
fn below(label: Both<String>, [paragraph, point]: &[Option<&str>; 2]) -> Both<String> {
    let Both { mut en, mut zh } = label;
    if let Some(paragraph) = paragraph {
        en.push_str(&format!(" ({paragraph})"));
        zh.push_str(&format!("第{paragraph}款"));
    }
    if let Some(point) = point {
        en.push_str(&format!(" ({point})"));
        zh.push_str(&format!("({point})项"));
    }
    Both { en, zh }
}

/// The page of a document, below the directory of the pages.
pub(super) fn document_page(id: &str) -> String {
    format!("documents/{}.html", address(id))
}

/// The page of an instrument.
pub(super) fn instrument_page(id: &str) -> String {
    format!("instruments/{}.html", address(id))
}

/// The page of an article or another part.
pub(super) fn provision_page(id: &str) -> String {
    format!("provisions/{}.html", address(id))
}

/// The page of a body.
pub(super) fn body_page(id: &str) -> String {
    format!("bodies/{}.html", address(id))
}
