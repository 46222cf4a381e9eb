//! Every form of a reference, as one line each: the text, and what is found in it.

mod adopted;
mod arabic;
mod english;
mod french;
mod russian;
mod spanish;
mod chinese;
mod document;
mod laws;
mod memory;
mod metamorphic;

use super::text::Reading;
use super::{Grammar, Kind, Reference, References};
use crate::registry::Registry;

const BODIES: &str = r#"
[[bodies]]
id = "wg"
kind = "organ"
name.en = "Working Group on the Smuggling of Migrants"
name.zh = "偷运移民问题工作组"

[[bodies]]
id = "unodc"
kind = "programme"
name.en = "United Nations Office on Drugs and Crime"
name.zh = "联合国毒品和犯罪问题办公室"
names.fr = ["ONUDC"]
names.es = ["UNODC"]
names.ru = ["УНП ООН"]
names.zh = ["毒品和犯罪问题办公室"]
names.en = ["UNODC"]
mention = true

[[bodies]]
id = "interpol"
kind = "organization"
name.en = "International Criminal Police Organization"
name.zh = "国际刑事警察组织"
names.zh = ["刑警组织", "国际刑警组织"]
names.en = ["INTERPOL"]
mention = true

[[bodies]]
id = "bali-process"
kind = "network"
name.en = "Bali Process on People Smuggling, Trafficking in Persons and Related Transnational Crime"
name.zh = "关于偷运人口、贩运人口和有关跨国犯罪的巴厘进程"
mention = true

[[bodies]]
id = "ccpcj"
kind = "organ"
name.en = "Commission on Crime Prevention and Criminal Justice"
name.zh = "预防犯罪和刑事司法委员会"

[[bodies]]
id = "fund"
kind = "programme"
name.en = "United Nations Trust Fund for Migrants"
names.en = ["Trust Fund for Migrants", "trust fund for migrants"]
mention = true
"#;

const INSTRUMENTS: &str = include_str!("tests/instruments.toml");

const PROFILES: &str = r#"
[[profiles]]
body = "wg"
heads.zh = { "公约" = ["untoc"], "议定书" = ["som_protocol"], "各项议定书" = ["tip_protocol", "som_protocol"], "海员协定" = ["seafarers_2003"] }
heads.en = { "Convention" = ["untoc"], "Protocol" = ["som_protocol"] }
heads.fr = { "Convention" = ["untoc"], "Protocole" = ["som_protocol"] }
heads.es = { "Convención" = ["untoc"], "Protocolo" = ["som_protocol"] }
heads.ru = { "Конвенция" = ["untoc"], "Протокол" = ["som_protocol"] }
heads.ar = { "الاتفاقية" = ["untoc"], "البروتوكول" = ["som_protocol"] }
"#;

/// An article a line, with the number of its paragraphs.
fn articles(count: u32, paragraphs: &[(u32, u32)]) -> String {
    let one = |number: u32| {
        let known = paragraphs.iter().find(|(article, _)| *article == number);
        let paragraphs = known.map(|(_, count)| format!(", paragraphs = {count}")).unwrap_or_default();
        format!("    {{ number = \"{number}\", basis = \"text\"{paragraphs} }},\n")
    };
    format!("articles = [\n{}]\n", (1..=count).map(one).collect::<String>())
}

/// A registry for tests.
pub(super) fn registry() -> Registry {
    let (untoc, som) = (articles(41, &[(13, 9)]), articles(25, &[(6, 4), (16, 5)]));
    let uncac = articles(71, &[(46, 30)]);
    // The organs are those of the project, of which the bodies here are none.
    let organs = include_str!("../../../../input/registry/organs.toml");
    let organs: String =
        organs.lines().filter(|line| !line.starts_with("body")).map(|line| format!("{line}\n")).collect();
    let files = [
        ("bodies.toml", BODIES),
        ("organs.toml", organs.as_str()),
        ("instruments.toml", INSTRUMENTS),
        ("profiles.toml", PROFILES),
        ("provisions/untoc.toml", untoc.as_str()),
        ("provisions/som_protocol.toml", som.as_str()),
        ("provisions/uncac.toml", uncac.as_str()),
    ];
    Registry::from_texts(&files).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads paragraphs as one section, and shows what the last one holds.
fn shown(paragraphs: &[&str], language: &str, body: Option<&str>) -> String {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let mut reading = Reading::new(&grammar, language, body).expect("there is a table for this language");
    let mut found = References::default();
    for paragraph in paragraphs {
        found = reading.paragraph(paragraph);
    }
    show(paragraphs.last().copied().unwrap_or_default(), &found)
}

/// `surface|target|status|method` for each reference, then mentions and exclusions, in the order of the text.
fn show(text: &str, found: &References<'_>) -> String {
    let mut all: Vec<(usize, String)> = Vec::new();
    let mut group = 0;
    for reference in &found.references {
        let shared = if reference.group.is_some() && reference.group == Some(group) { "+" } else { "" };
        group = reference.group.unwrap_or(0);
        let method = reference.method.map_or("-", |method| method.code());
        let implicit = if reference.implicit { "~" } else { "" };
        let surface = &text[reference.span()];
        let status = &reference.status.code()[..3];
        all.push((
            reference.span().start,
            format!("{shared}{surface}|{}|{status}|{method}{implicit}", target(reference)),
        ));
    }
    for mention in &found.mentions {
        all.push((mention.span().start, format!("@{}|{}", &text[mention.span()], mention.body.body_id)));
    }
    for exclusion in &found.exclusions {
        all.push((exclusion.span().start, format!("!{}|{}", &text[exclusion.span()], exclusion.reason.code())));
    }
    all.sort_by_key(|(start, _)| *start);
    all.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join(" ; ")
}

fn target(reference: &Reference<'_>) -> String {
    let candidates = || {
        let ids: Vec<_> = reference.candidates.iter().map(|one| one.instrument_id.as_str()).collect();
        format!("?{}", ids.join("?"))
    };
    let instrument = || reference.instrument_id().map_or_else(candidates, str::to_owned);
    match reference.kind {
        Kind::Instrument => instrument(),
        Kind::Document | Kind::Resolution | Kind::Decision => {
            let candidates = || format!("?{}", reference.candidate_symbols.join("?"));
            let symbol = reference.target_symbol.as_deref().map_or_else(candidates, str::to_owned);
            let Some(place) = &reference.provision else { return symbol };
            let inside = [place.annex(), place.section()].into_iter().flatten().map(|one| format!("/{one}"));
            let mut shown = format!("{symbol}{}/{}{}", inside.collect::<String>(), place.unit().code(), place.number());
            for (part, mark) in [(place.paragraph(), "#"), (place.point(), "@"), (place.range(), "..")] {
                shown.extend(part.iter().map(|part| format!("{mark}{part}")));
            }
            shown
        }
        Kind::Recommendation => {
            let target = reference.recommendation.as_ref().expect("a recommendation has its number");
            format!("r{}{}", target.number, target.letter.clone().unwrap_or_default())
        }
        Kind::Provision => {
            let instrument = instrument();
            let Some(provision) = &reference.provision else { return instrument };
            let mut shown = format!("{instrument}/{}", provision.unit().code());
            if let Some(annex) = provision.annex() {
                shown = format!("{instrument}/annex{annex}/{}", provision.unit().code());
            }
            shown.push_str(provision.number());
            let parts = [(provision.paragraph(), "#"), (provision.point(), "@"), (provision.range(), "..")];
            for (part, mark) in parts {
                shown.extend(part.iter().map(|part| format!("{mark}{part}")));
            }
            shown.extend(reference.candidate_symbols.iter().map(|candidate| format!("?{candidate}")));
            shown
        }
    }
}

/// Cases that are read in one language, with or without the profile of a body.
struct Set {
    language: &'static str,
    body: Option<&'static str>,
    cases: &'static [Case],
}

/// A text of one section, its paragraphs parted by ¶, with what is found in the last of them.
struct Case {
    text: &'static str,
    expected: &'static str,
    /// Laws that do not hold for it, each with the reason.
    exempt: &'static [(Law, &'static str)],
}

/// A change of a text that leaves the targets as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Law {
    /// Spaces put next to Chinese, or taken away there.
    Spaces,
    /// Full-width digits.
    Width,
    /// 十六 for 16, and 16 for 十六.
    Numerals,
    /// Line ends, LF or CRLF, where white space may stand.
    LineEnds,
    /// Another treaty in a unit before.
    OtherTreaty,
    /// Other units around it, in any order.
    Order,
}

/// Of cases that define a name.
const DEFINES: &[(Law, &str)] = &[(Law::Order, "what it defines holds for the rest of the document")];

/// Of cases that name the organ that speaks, or a resolution with its organ.
const SPEAKS: &[(Law, &str)] =
    &[(Law::Order, "the organ that speaks and what was cited hold for the rest of the document")];

const fn case(text: &'static str, expected: &'static str) -> Case {
    Case { text, expected, exempt: &[] }
}

impl Case {
    /// The case without some laws.
    const fn except(self, exempt: &'static [(Law, &'static str)]) -> Self {
        Self { exempt, ..self }
    }

    fn obeys(&self, law: Law) -> bool {
        self.exempt.iter().all(|(exempt, _)| *exempt != law)
    }
}

/// Compares texts with what is expected of them and shows all differences at once.
fn check(set: &Set) {
    let wrong: Vec<_> = set
        .cases
        .iter()
        .filter_map(|Case { text, expected, .. }| {
            let paragraphs: Vec<_> = text.split('¶').collect();
            let found = shown(&paragraphs, set.language, set.body);
            (found != *expected).then(|| format!("{text}\n  expected {expected}\n  found    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
