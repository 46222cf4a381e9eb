//! The real document with the real registry.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::diagnostics_toml::TomlFile;
use crate::extract::Rendition;
use crate::normalize::{Identity, normalize};
use crate::parse::{Given, parse};
use crate::registry::{Registry, RegistryFiles};
use crate::resolve::{Grammar, Kind, Mention, Method, Reference, Resolved, Status, resolve};

/// The input of the repository.
const INPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../input");

pub(super) static REGISTRY: LazyLock<Registry> =
    LazyLock::new(|| real_registry().unwrap_or_else(|error| panic!("{error}")));

fn real_registry() -> Result<Registry, crate::diagnostics_toml::ConfigError> {
    let mut files = BTreeMap::new();
    for folder in ["", "provisions/"] {
        for entry in fs::read_dir(format!("{INPUT}/registry/{folder}")).expect("the repository has it") {
            let entry = entry.expect("the folder can be listed");
            if entry.path().is_file() {
                let name = format!("{folder}{}", entry.file_name().to_string_lossy());
                files.insert(name, TomlFile::new(Path::new(&entry.path()), fs::read(entry.path()))?);
            }
        }
    }
    Registry::of(&RegistryFiles::new(files)?)
}

pub(super) fn real(edit: impl Fn(String) -> String) -> Resolved<'static> {
    let read = fs::read_to_string(format!("{INPUT}/documents/000_5c5650b05a3a6a13.txt"));
    let text = edit(read.expect("the document is part of the repository"));
    let source = Rendition::from_bytes("real.txt", text.into_bytes()).expect("the document is UTF-8");
    let identity = Identity::named("real", "ctoc-cop-wg7");
    resolve(normalize(parse(source, Given::default()), identity), &Grammar::new(&REGISTRY))
}

fn all<'d>(resolved: &'d Resolved<'static>) -> Vec<(String, &'d Reference<'static>)> {
    let normalized = resolved.normalized();
    let mut all = Vec::new();
    for (unit, found) in resolved.paragraphs() {
        all.extend(found.references.iter().map(|one| (normalized.paragraph_id(unit).to_owned(), one)));
    }
    all
}

#[test]
fn everything_in_it_is_accounted_for() {
    let resolved = real(|text| text);
    let coverage = resolved.coverage();
    assert_eq!(coverage.unaccounted, []);
    let open: Vec<_> = all(&resolved).into_iter().filter(|(_, one)| one.status != Status::Resolved).collect();
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(coverage.count(Status::Resolved), all(&resolved).len());
}

#[test]
fn surfaces_slice_in_the_text_and_in_the_source() {
    let resolved = real(|text| text);
    let normalized = resolved.normalized();
    for (unit, found) in resolved.paragraphs() {
        let (text, source) = (normalized.text(unit), normalized.source().text());
        let spans = found.references.iter().map(Reference::span).chain(found.mentions.iter().map(Mention::span));
        for span in spans {
            let in_source = &source[normalized.source_span(unit, span.clone()).range()];
            assert_eq!(in_source, &text[span]);
        }
    }
}

#[test]
fn the_hard_places_are_right() {
    let resolved = real(|text| text);
    let all = all(&resolved);
    let of = |id: &str, kind: Kind| {
        let mine = all.iter().filter(|(unit, one)| unit == &format!("ctoc-cop-wg7-{id}") && one.kind == kind);
        mine.map(|(_, one)| *one).collect::<Vec<_>>()
    };
    let [above] = of("m4-r12", Kind::Recommendation)[..] else { panic!("one recommendation is referred to") };
    let target = above.recommendation.as_ref().and_then(|target| target.recommendation_id.as_deref());
    assert_eq!(target, Some("ctoc-cop-wg7-m4-r11"));
    let [bare] = of("m4-r15", Kind::Provision)[..] else { panic!("one provision is referred to") };
    assert_eq!(bare.provision_id().as_deref(), Some("som_protocol/art_18"));
    assert!(bare.implicit && bare.method == Some(Method::Antecedent));
    let instruments: Vec<_> = of("m1-r22", Kind::Instrument).iter().map(|one| one.instrument_id()).collect();
    assert_eq!(instruments, ["vccr", "som_protocol", "vccr"].map(Some));
    let articles: Vec<_> = of("m5-r4-c", Kind::Provision).iter().map(|one| one.iri()).collect();
    let iri = |part: &str| Some(format!("/akn/un/act/provision/un-ga/2000-11-15/XVIII-12-b/!main#{part}"));
    assert_eq!(articles, [iri("art_5"), iri("art_6__para_4")]);
}

#[test]
fn line_ends_and_other_treaties_elsewhere_change_nothing() {
    let targets = |resolved: &Resolved<'static>| {
        let one =
            |(id, one): (String, &Reference<'static>)| (id, one.instrument_id(), one.provision.clone(), one.method);
        all(resolved).into_iter().map(one).collect::<Vec<_>>()
    };
    let expected = targets(&real(|text| text));
    assert_eq!(targets(&real(|text| text.replace('\n', "\r\n"))), expected);
    // Another treaty in the unit in front of one that says 《公约》.
    let named = real(|text| text.replacen("必须将这种行为列为洗钱的上游犯罪", "《联合国反腐败公约》", 1));
    let others = |all: Vec<(String, Option<&'static str>, _, _)>| {
        all.into_iter().filter(|(id, ..)| id != "ctoc-cop-wg7-m3-r2").collect::<Vec<_>>()
    };
    assert_eq!(others(targets(&named)), others(expected));
}
