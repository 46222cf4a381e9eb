//! What instruments, their provisions and bodies are called, from the rows of the registry.

use std::collections::HashMap;

use super::rows::{self, text};
use super::words::{Both, Interface};
use crate::tables::Part;

/// The names of the registry.
#[derive(Default)]
pub(super) struct Names {
    instruments: HashMap<String, Titles>,
    bodies: HashMap<String, Titles>,
    provisions: HashMap<String, Provision>,
    /// The place of every instrument, provision and body in the registry.
    order: HashMap<String, usize>,
}

/// The names of one thing by language: the first of each form.
#[derive(Default)]
struct Titles {
    full: HashMap<String, String>,
    short: HashMap<String, String>,
}

/// An article or another part of an instrument.
struct Provision {
    instrument: String,
    unit: String,
    number: String,
    /// By language.
    names: HashMap<String, String>,
}

impl Names {
    pub(super) fn of(registry: &Part) -> Self {
        let mut names = Self::default();
        names.instruments = names.titles(registry, ["instruments", "instrument_names"], "instrument_id");
        names.bodies = names.titles(registry, ["bodies", "body_names"], "body_id");
        for row in rows::of_part(registry, "provisions", ["provision_id", "instrument_id", "unit", "number"]) {
            let [id, instrument, unit, number] = row.map(|cell| text(cell).to_owned());
            names.order.insert(id.clone(), names.order.len());
            names.provisions.insert(id, Provision { instrument, unit, number, names: HashMap::new() });
        }
        for row in rows::of_part(registry, "provision_names", ["provision_id", "language", "name"]) {
            let [id, language, name] = row.map(text);
            if let Some(provision) = names.provisions.get_mut(id) {
                provision.names.entry(language.to_owned()).or_insert_with(|| name.to_owned());
            }
        }
        names
    }

    fn titles(&mut self, registry: &Part, tables: [&str; 2], key: &'static str) -> HashMap<String, Titles> {
        let mut all: HashMap<String, Titles> = HashMap::new();
        for [id] in rows::of_part(registry, tables[0], [key]) {
            self.order.insert(text(id).to_owned(), self.order.len());
        }
        for [id, language, name, form] in rows::of_part(registry, tables[1], [key, "language", "name", "form"]) {
            let titles = all.entry(text(id).to_owned()).or_default();
            let of_form = if form.text() == Some("short") { &mut titles.short } else { &mut titles.full };
            of_form.entry(text(language).to_owned()).or_insert_with(|| text(name).to_owned());
        }
        all
    }

    /// Where a thing stands in the registry.
    pub(super) fn place(&self, id: &str) -> usize {
        self.order.get(id).copied().unwrap_or(usize::MAX)
    }

    /// The whole title of an instrument.
    pub(super) fn instrument(&self, id: &str) -> Both<String> {
        titled(self.instruments.get(id), id, &Titles::full)
    }

    /// The title of an instrument in use.
    pub(super) fn instrument_in_short(&self, id: &str) -> Both<String> {
        titled(self.instruments.get(id), id, &Titles::short)
    }

    /// The whole name of a body.
    pub(super) fn body(&self, id: &str) -> Both<String> {
        titled(self.bodies.get(id), id, &Titles::full)
    }

    /// The name of a body in use.
    pub(super) fn body_in_short(&self, id: &str) -> Both<String> {
        titled(self.bodies.get(id), id, &Titles::short)
    }

    /// The instrument that a provision is part of; none where the registry does not have it.
    pub(super) fn instrument_of(&self, provision: &str) -> Option<&str> {
        self.provisions.get(provision).map(|provision| provision.instrument.as_str())
    }

    /// The number of a provision with its unit: art. 6, 第6条.
    pub(super) fn number(&self, id: &str) -> Both<String> {
        let Some(Provision { unit, number, .. }) = self.provisions.get(id) else {
            return Both { en: id.to_owned(), zh: id.to_owned() };
        };
        let (en, zh) = match unit.as_str() {
            "article" => (format!("art. {number}"), format!("第{number}条")),
            "rule" => (format!("rule {number}"), format!("规则{number}")),
            "chapter" => (format!("ch. {number}"), format!("第{number}章")),
            "annex" => (format!("annex {number}"), format!("附件{number}")),
            _ => (format!("{unit} {number}"), format!("{unit} {number}")),
        };
        Both { en: en.trim_end().to_owned(), zh }
    }

    /// What a provision is called, such as *Criminalization*; none where the registry has no name.
    pub(super) fn heading(&self, id: &str) -> Option<Both<String>> {
        let names = &self.provisions.get(id)?.names;
        (!names.is_empty()).then(|| both(|language| names.get(language), || first(names)))
    }

    /// A provision with its instrument: *Smuggling of Migrants Protocol, art. 6*; 《偷运移民议定书》第6条.
    pub(super) fn provision(&self, id: &str) -> Both<String> {
        let number = self.number(id);
        let Some(instrument) = self.instrument_of(id) else { return number };
        let title = self.instrument_in_short(instrument);
        Both { en: format!("{}, {}", title.en, number.en), zh: format!("《{}》{}", title.zh, number.zh) }
    }
}

impl Titles {
    fn full(&self, language: &str) -> Option<&String> {
        self.full.get(language).or_else(|| self.short.get(language))
    }

    fn short(&self, language: &str) -> Option<&String> {
        self.short.get(language).or_else(|| self.full.get(language))
    }
}

type Title = dyn for<'t> Fn(&'t Titles, &str) -> Option<&'t String>;

fn titled(titles: Option<&Titles>, id: &str, title: &Title) -> Both<String> {
    let Some(titles) = titles else { return Both { en: id.to_owned(), zh: id.to_owned() } };
    let any = || {
        let mut languages: Vec<&String> = titles.full.keys().chain(titles.short.keys()).collect();
        languages.sort_unstable();
        languages.first().and_then(|language| title(titles, language)).cloned().unwrap_or_else(|| id.to_owned())
    };
    both(|language| title(titles, language), any)
}

/// In both languages; where one is missing, in the other, and where both are, in any.
fn both<'t>(of: impl Fn(&str) -> Option<&'t String>, any: impl Fn() -> String) -> Both<String> {
    let [en, zh] = [Interface::English, Interface::Chinese].map(|interface| of(interface.tag()).cloned());
    let other = |one: &Option<String>| one.clone().unwrap_or_else(&any);
    Both { en: en.clone().unwrap_or_else(|| other(&zh)), zh: zh.unwrap_or_else(|| other(&en)) }
}

fn first(names: &HashMap<String, String>) -> String {
    names.iter().min().map(|(_, name)| name.clone()).unwrap_or_default()
}
