//! What the pages that look across documents keep of each of them, once its own page is written.

use super::names::Names;
use super::words::Both;
use super::work::{Paragraph, Wording, Work};

/// A document.
pub(super) struct Summary {
    pub(super) id: String,
    pub(super) symbol: Option<String>,
    pub(super) body: Option<String>,
    /// By version: the language and the title.
    pub(super) versions: Vec<(String, Option<String>)>,
    /// In ISO 8601.
    pub(super) day: Option<String>,
    pub(super) subjects: Vec<String>,
    /// Its meetings, or its session, or its year.
    pub(super) groups: Vec<Group>,
    pub(super) entries: Vec<Entry>,
}

/// A meeting, a session or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The same in all documents.
    pub(super) key: String,
    pub(super) label: Both<String>,
    /// In ISO 8601.
    pub(super) day: Option<String>,
}

/// A paragraph.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) kind: String,
    /// Which of the document's groups it is in.
    pub(super) group: Option<usize>,
    pub(super) act: Option<String>,
    pub(super) force: Option<String>,
    /// Codes of those who are to act.
    pub(super) to: Vec<String>,
    /// Instruments and provisions, each once.
    pub(super) cites: Vec<String>,
    /// Bodies that are to act.
    pub(super) asked: Vec<String>,
    /// Bodies that it names.
    pub(super) named: Vec<String>,
    /// By version of the document.
    pub(super) words: Vec<Option<String>>,
}

impl Entry {
    /// Whether it may be asked of somebody: what only leads to it, or stands beside it, is none of these.
    pub(super) fn is_normative(&self) -> bool {
        matches!(self.kind.as_str(), "recommendation" | "operative" | "item")
    }
}

impl Summary {
    pub(super) fn of(work: &Work<'_>, names: &Names) -> Self {
        let day = Some(work.day()).filter(|day| !day.is_null()).map(|day| day.to_string());
        let mut groups = Groups::of(work, day.as_deref());
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let entries = work.paragraphs.iter().map(|paragraph| entry(paragraph, names, groups.place(work, paragraph)));
        let entries = entries.collect();
        let mut subjects: Vec<String> = work.subjects.iter().map(|[_, _, label]| (*label).to_owned()).collect();
        subjects.retain(|label| !label.is_empty());
        Self {
            id: work.id.to_owned(),
            symbol: owned(work.fact("symbol").text()),
            body: owned(work.fact("body_id").text()),
            versions: work.versions.iter().map(|one| (one.language.to_owned(), owned(one.title))).collect(),
            day,
            subjects,
            groups: groups.found,
            entries,
        }
    }

    /// What it is called: its symbol, else its first title, else its identifier.
    pub(super) fn name(&self) -> &str {
        let title = || self.versions.iter().find_map(|(_, title)| title.as_deref());
        self.symbol.as_deref().or_else(title).unwrap_or(&self.id)
    }
}

fn entry(paragraph: &Paragraph<'_>, names: &Names, group: Option<usize>) -> Entry {
    let all = |of: &dyn Fn(&Wording<'_>) -> Vec<String>| {
        let mut all: Vec<String> = Vec::new();
        for value in paragraph.wordings().flat_map(of) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all
    };
    let cites = all(&|wording| {
        let cites = wording.references.iter().flat_map(|reference| {
            let instrument = reference.instrument.or_else(|| names.instrument_of(reference.provision?));
            instrument.into_iter().chain(reference.provision)
        });
        cites.map(str::to_owned).collect()
    });
    let asked =
        |wording: &Wording<'_>| wording.addressees.iter().filter_map(|one| one.body.map(str::to_owned)).collect();
    Entry {
        id: paragraph.id.to_owned(),
        label: paragraph.label.map(str::to_owned),
        kind: paragraph.kind.to_owned(),
        group,
        act: paragraph.act().map(str::to_owned),
        force: paragraph.modality().map(str::to_owned),
        to: paragraph.addressees().into_iter().map(str::to_owned).collect(),
        cites,
        asked: all(&asked),
        named: all(&|wording| wording.mentions.iter().map(|body| (*body).to_owned()).collect()),
        words: paragraph.words.iter().map(|words| words.as_ref().map(|words| words.text.to_owned())).collect(),
    }
}

/// The groups of a document in the making.
struct Groups {
    found: Vec<Group>,
    /// The group of each division.
    divisions: Vec<Option<usize>>,
}

impl Groups {
    /// Those of its meetings; where it has none, its session, else its year.
    fn of(work: &Work<'_>, day: Option<&str>) -> Self {
        let mut groups = Self { found: Vec::new(), divisions: Vec::new() };
        for division in &work.divisions {
            let parent = work.divisions.iter().position(|one| Some(one.id) == division.parent);
            let above = parent.and_then(|parent| groups.divisions.get(parent).copied().flatten());
            let own = division.ordinal.map(|ordinal| {
                let day = Some(division.starts_on).filter(|day| !day.is_null()).map(|day| day.to_string());
                let year = day.as_deref().and_then(year);
                groups.found.push(Group { key: division.id.to_owned(), label: meeting(ordinal, year), day });
                groups.found.len() - 1
            });
            groups.divisions.push(own.or(above));
        }
        if groups.found.is_empty() {
            groups.found.extend(whole(work, day));
            groups.divisions.fill((!groups.found.is_empty()).then_some(0));
        }
        groups
    }

    fn place(&mut self, work: &Work<'_>, paragraph: &Paragraph<'_>) -> Option<usize> {
        let division = work.divisions.iter().position(|division| division.id == paragraph.division)?;
        self.divisions[division]
    }
}

fn meeting(ordinal: i64, year: Option<&str>) -> Both<String> {
    match year {
        Some(year) => {
            Both { en: format!("Meeting {ordinal} ({year})"), zh: format!("第{ordinal}次会议（{year}年）") }
        }
        None => Both { en: format!("Meeting {ordinal}"), zh: format!("第{ordinal}次会议") },
    }
}

/// The one group of a document without meetings.
fn whole(work: &Work<'_>, day: Option<&str>) -> Option<Group> {
    if let Some(session) = work.fact("session").int() {
        let body = work.fact("body_id").text().unwrap_or_default();
        let label = Both { en: format!("Session {session}"), zh: format!("第{session}届会议") };
        return Some(Group { key: format!("{body}-s{session}"), label, day: None });
    }
    let year = day.and_then(year)?;
    Some(Group { key: year.to_owned(), label: Both { en: year.to_owned(), zh: format!("{year}年") }, day: None })
}

/// The year of a day in ISO 8601.
pub(super) fn year(day: &str) -> Option<&str> {
    day.split('-').next()
}
