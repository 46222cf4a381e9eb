//! What every page has: its head with the policy of its contents, the way to the other pages, the choice of the interface's language.

use super::Site;
use super::html::{Attribute, Html};
use super::words::{Both, Interface, said};
use crate::export::SmallFile;
use crate::layout;

/// Scripts and styles come from the pages' own directory, `file:` for pages on a disk, and nothing comes from anywhere else.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; \
                      base-uri 'none'; form-action 'none'";

/// A page in the making.
pub(crate) struct Page<'s> {
    pub(crate) html: Html,
    pub(crate) interface: Interface,
    path: String,
    root: &'s str,
}

/// Which page it is.
pub(crate) struct Heading<'h> {
    /// Below the directory of the pages, not yet encoded.
    pub(crate) path: &'h str,
    pub(crate) title: Both<&'h str>,
    /// Scripts besides those of every page, below the directory of the pages.
    pub(crate) scripts: &'h [&'h str],
}

/// The first page.
const START: &str = "index.html";

/// The key under which scripts know what the dataset is called.
pub(super) const DATASET: &str = "dataset";

/// The pages that every page leads to; scripts have the same list.
const PLACES: [(&str, &str); 6] = [
    (START, "search"),
    ("documents.html", "documents"),
    ("cited.html", "cited"),
    ("bodies.html", "bodies"),
    ("pictures.html", "pictures"),
    ("release.html", "release"),
];

/// The way from a page to the directory of the pages.
pub(crate) fn root_of(path: &str) -> &'static str {
    ["", "../", "../../", "../../../"][path.matches('/').count().min(3)]
}

impl<'s> Page<'s> {
    /// The page with everything that stands before its contents.
    pub(super) fn begin(site: &Site<'_>, heading: &Heading<'_>) -> Self {
        let name = site.title();
        Self::framed(site.interface, &name, heading)
    }

    /// The same of a dataset of this name.
    pub(crate) fn framed(interface: Interface, dataset: &Both<String>, heading: &Heading<'_>) -> Self {
        let root = root_of(heading.path);
        let mut page = Self { html: Html::default(), interface, path: layout::page(heading.path), root };
        page.html.markup("<!doctype html>\n").open("html", &[("lang", interface.tag())]);
        page.html.markup("\n<head>\n<meta charset=\"utf-8\">\n");
        page.html.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        page.html.markup("\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        let title = Both { en: heading.title.en.to_owned(), zh: heading.title.zh.to_owned() };
        page.in_both("title", &[], &title);
        let style = page.to("style.css");
        page.html.markup("\n").open("link", &[("rel", "stylesheet"), ("href", &style)]);
        page.html.markup("\n");
        for script in ["site.js"].iter().chain(heading.scripts) {
            let script = page.to(script);
            page.html.open("script", &[("src", &script), ("defer", "")]).markup("</script>\n");
        }
        page.html.markup("</head>\n<body>\n");
        page.keyed("a", &[("class", "skip"), ("href", "#main")], "skip");
        page.html.markup("\n<header class=\"top\">\n");
        let start = page.to(START);
        let attributes = [("class", "brand"), ("href", start.as_str()), ("data-t", DATASET)];
        page.html.element("a", &attributes, interface.choose(&dataset.as_deref()));
        if heading.path == START {
            page.places();
        }
        page.html.markup("</header>\n<main id=\"main\">\n");
        page
    }

    /// The address of a file of the pages as seen from this one.
    pub(crate) fn to(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The address of a file of the release as seen from this page.
    pub(crate) fn to_release(&self, path: &str) -> String {
        format!("{}../{}", self.root, super::html::address(path))
    }

    /// An element that says what a key says.
    pub(crate) fn keyed(&mut self, element: &'static str, attributes: &[Attribute<'_>], key: &str) -> &mut Self {
        let attributes: Vec<Attribute<'_>> = attributes.iter().copied().chain([("data-t", key)]).collect();
        self.html.element(element, &attributes, self.interface.choose(&said(key).as_deref()));
        self
    }

    /// What a key says, among other words.
    pub(crate) fn key(&mut self, key: &str) -> &mut Self {
        self.keyed("span", &[], key)
    }

    /// An element with words in both languages of the interface, those of the other in an attribute, from which a script takes them.
    pub(crate) fn in_both(
        &mut self,
        element: &'static str,
        attributes: &[Attribute<'_>],
        words: &Both<String>,
    ) -> &mut Self {
        let mut all = attributes.to_vec();
        let (own, other) = match self.interface {
            Interface::English => (&words.en, &words.zh),
            Interface::Chinese => (&words.zh, &words.en),
        };
        if own != other {
            all.push(("data-o", other));
        }
        self.html.element(element, &all, own);
        self
    }

    /// A heading with an anchor.
    pub(crate) fn section(&mut self, id: &str, key: &str) -> &mut Self {
        self.html.markup("\n");
        self.keyed("h2", &[("id", id)], key)
    }

    /// The whole page.
    pub(crate) fn end(mut self) -> SmallFile {
        self.html.markup("\n</main>\n</body>\n</html>\n");
        SmallFile::new(self.path, "text/html", self.html.into_bytes())
    }

    /// The way to the other pages. On the first page alone it needs no script: the others lead there.
    fn places(&mut self) {
        let label = self.interface.choose(&said("menu").as_deref()).to_owned();
        self.html.markup("\n").open("nav", &[("aria-label", &label), ("data-tl", "menu")]).markup("<ul>\n");
        for (path, key) in PLACES {
            let here: &[Attribute<'_>] = if path == START { &[("aria-current", "page")] } else { &[] };
            let attributes: Vec<Attribute<'_>> = [("href", path)].into_iter().chain(here.iter().copied()).collect();
            self.html.markup("<li>");
            self.keyed("a", &attributes, key).html.markup("</li>\n");
        }
        self.html.markup("</ul></nav>\n");
    }
}
