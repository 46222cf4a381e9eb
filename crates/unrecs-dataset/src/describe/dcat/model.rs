//! The release as a graph: a catalogue with one dataset, which is a version in a series, and one distribution a file of data.

use crate::layout::{CHANGELOG, DICTIONARY};
use std::collections::BTreeMap;

use super::distributions::{self, Distribution};
use super::node::Node;
use super::vocabulary as v;
use super::{beside, contact, identifier, within};
use crate::describe::Release;

/// What things of other people are, so that a file can be checked alone: every one that is referred to, by its address.
#[derive(Default)]
struct Foreign(BTreeMap<String, Node>);

impl Foreign {
    /// Remembers what a thing is and gives its address back.
    fn add(&mut self, node: Node) -> String {
        let address = node.id.clone();
        self.0.entry(address.clone()).or_insert(node);
        address
    }

    fn document(&mut self, address: &str) -> String {
        self.add(Node::new(address, &["foaf:Document"]))
    }

    fn languages<'a>(&mut self, tags: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let codes = tags.into_iter().filter_map(v::language_code);
        codes.map(|code| self.add(Node::new(v::authority("language", code), &["dct:LinguisticSystem"]))).collect()
    }
}

/// Every thing that the description tells of: what is in it first, then whom and what it refers to.
pub(super) fn nodes(release: &Release<'_>) -> Vec<Node> {
    let mut foreign = Foreign::default();
    let distributions = distributions::of(release);
    let mut nodes = vec![catalogue(release, &mut foreign), series(release, &mut foreign)];
    nodes.push(dataset(release, &distributions, &mut foreign));
    for distribution in &distributions {
        nodes.push(described(release, distribution, &mut foreign));
        nodes.push(checksum(release, distribution, &mut foreign));
    }
    nodes.push(publisher(release, &mut foreign));
    nodes.push(point_of_contact(release));
    nodes.extend(period(release));
    nodes.push(provenance(release));
    nodes.push(license(release));
    nodes.extend(foreign.0.into_values());
    nodes
}

fn catalogue(release: &Release<'_>, foreign: &mut Foreign) -> Node {
    let about = release.dataset;
    Node::new(beside(release, ""), &["dcat:Catalog"])
        .in_languages(v::TITLE, &titles(release, |title| [format!("Catalogue of {title}"), format!("{title}目录")]))
        .in_languages(v::DESCRIPTION, &about.description)
        .with(v::PUBLISHER, beside(release, "#publisher"))
        .with(v::LICENSE, &about.license.url)
        .with_all(v::LANGUAGE, foreign.languages(about.title.keys().map(String::as_str)))
        .with(v::MODIFIED, release.instant())
        .with_all(v::HOMEPAGE, about.homepage.as_ref().map(|page| foreign.document(page)))
        .with(v::DATASET, within(release, ""))
}

fn series(release: &Release<'_>, foreign: &mut Foreign) -> Node {
    let about = release.dataset;
    Node::new(beside(release, "#series"), &["dcat:DatasetSeries"])
        .in_languages(
            v::TITLE,
            &titles(release, |title| [format!("{title} (all versions)"), format!("{title}（所有版本）")]),
        )
        .in_languages(v::DESCRIPTION, &about.description)
        .with(v::IDENTIFIER, &about.id)
        .with_all(v::IDENTIFIER, release.doi())
        .with(v::PUBLISHER, beside(release, "#publisher"))
        .with(v::CONTACT_POINT, beside(release, "#contact"))
        .with_all(v::ACCRUAL_PERIODICITY, frequency(release, foreign))
}

/// The titles of the dataset, in English and Chinese with words of ours.
fn titles(release: &Release<'_>, ours: impl Fn(&str) -> [String; 2]) -> BTreeMap<String, String> {
    let titles = release.dataset.title.iter().map(|(language, title)| {
        let [english, chinese] = ours(title);
        let title = match language.as_str() {
            "en" => english,
            "zh" => chinese,
            _ => title.clone(),
        };
        (language.clone(), title)
    });
    titles.collect()
}

fn dataset(release: &Release<'_>, distributions: &[Distribution<'_>], foreign: &mut Foreign) -> Node {
    let about = release.dataset;
    let previous = release.previous.map(|version| beside(release, &format!("v{version}/")));
    let documentation = release.files.iter().filter(|file| matches!(file.path, CHANGELOG | DICTIONARY));
    let pages: Vec<String> = documentation.map(|file| foreign.document(&release.address_of(file.path))).collect();
    Node::new(within(release, ""), &["dcat:Dataset"])
        .in_languages(v::TITLE, &about.title)
        .in_languages(v::DESCRIPTION, &about.description)
        .with(v::IDENTIFIER, identifier(release))
        .with(v::VERSION, release.version.to_string())
        .with_words(v::VERSION_NOTES, Release::LANGUAGE, release.reason)
        .with(v::ISSUED, release.instant())
        .with(v::MODIFIED, release.instant())
        .with(v::IN_SERIES, beside(release, "#series"))
        .with_all(v::PREV, &previous)
        .with_all(v::PREVIOUS_VERSION, &previous)
        .with(v::PUBLISHER, beside(release, "#publisher"))
        .with(v::CONTACT_POINT, beside(release, "#contact"))
        .with_all(v::KEYWORD, &about.keywords)
        .with_all(v::THEME, about.themes.iter().map(|theme| foreign.add(concept(theme))).collect::<Vec<_>>())
        .with_all(v::LANGUAGE, foreign.languages(release.languages()))
        .with_all(v::TEMPORAL, release.period.map(|_| within(release, "#period")))
        .with_all(v::ACCRUAL_PERIODICITY, frequency(release, foreign))
        .with_all(v::LANDING_PAGE, about.homepage.as_ref().map(|page| foreign.document(page)))
        .with_all(v::PAGE, pages)
        .with(v::PROVENANCE, within(release, "#provenance"))
        .with_all(v::DISTRIBUTION, distributions.iter().map(|one| distribution_id(release, one)))
}

fn concept(theme: &str) -> Node {
    Node::new(theme, &["skos:Concept"]).with_words(v::PREF_LABEL, "en", v::concept_label(theme))
}

fn frequency(release: &Release<'_>, foreign: &mut Foreign) -> Option<String> {
    let code = release.dataset.frequency.as_ref()?;
    Some(foreign.add(Node::new(v::authority("frequency", code), &["dct:Frequency"])))
}

/// Where a distribution is told of; the file itself has the address that it can be had from.
fn distribution_id(release: &Release<'_>, distribution: &Distribution<'_>) -> String {
    within(release, &format!("#{}", distribution.file.path))
}

fn described(release: &Release<'_>, distribution: &Distribution<'_>, foreign: &mut Foreign) -> Node {
    let file = distribution.file;
    let address = release.address_of(file.path);
    let registered = v::is_registered(file.media_type)
        .then(|| foreign.add(Node::new(v::media_type(file.media_type), &["dct:MediaType"])));
    let standard = distribution.standard.as_ref().map(|(address, name)| {
        foreign.add(Node::new(address, &["dct:Standard"]).with_words(v::TITLE, "en", name.as_str()))
    });
    Node::new(distribution_id(release, distribution), &["dcat:Distribution"])
        .in_languages(v::TITLE, &distribution.title)
        .in_languages(v::DESCRIPTION, &distribution.description)
        .with(v::ACCESS_URL, &address)
        .with(v::DOWNLOAD_URL, &address)
        .with(v::FORMAT, format(release, distribution, foreign))
        .with_all(v::MEDIA_TYPE, registered)
        .with(v::BYTE_SIZE, file.bytes.to_string())
        .with(v::CHECKSUM, format!("{}/sha256", distribution_id(release, distribution)))
        .with(v::LICENSE, &release.dataset.license.url)
        .with_all(v::CONFORMS_TO, standard)
        .with_all(v::LANGUAGE, foreign.languages(distribution.languages.iter().copied()))
        .with(v::ISSUED, release.instant())
}

/// By the authority table of file types, else a thing of our own with the name by which people call the format.
fn format(release: &Release<'_>, distribution: &Distribution<'_>, foreign: &mut Foreign) -> String {
    let class = &["dct:MediaTypeOrExtent"];
    foreign.add(match v::file_type_code(distribution.file.media_type) {
        Some(code) => Node::new(v::authority("file-type", code), class),
        None => {
            let own = within(release, &format!("#format/{}", distribution.format));
            Node::new(own, class).with_words(v::LABEL, "en", distribution.format)
        }
    })
}

fn checksum(release: &Release<'_>, distribution: &Distribution<'_>, foreign: &mut Foreign) -> Node {
    let algorithm = Node::new(v::expanded("spdx:checksumAlgorithm_sha256"), &["spdx:ChecksumAlgorithm"]);
    Node::new(format!("{}/sha256", distribution_id(release, distribution)), &["spdx:Checksum"])
        .with(v::ALGORITHM, foreign.add(algorithm))
        .with(v::CHECKSUM_VALUE, distribution.file.sha256)
}

fn publisher(release: &Release<'_>, foreign: &mut Foreign) -> Node {
    let publisher = &release.dataset.publisher;
    Node::new(beside(release, "#publisher"), &["foaf:Agent"])
        .with(v::NAME, &publisher.name)
        .with_all(v::HOMEPAGE, publisher.url.as_ref().map(|page| foreign.document(page)))
}

fn point_of_contact(release: &Release<'_>) -> Node {
    let contact = contact(release);
    Node::new(beside(release, "#contact"), &["vcard:Kind"])
        .with(v::FN, &contact.name)
        .with_all(v::HAS_EMAIL, contact.email.map(|email| format!("mailto:{email}")))
        .with_all(v::HAS_URL, contact.url)
}

fn period(release: &Release<'_>) -> Option<Node> {
    let (first, last) = release.period?;
    let node = Node::new(within(release, "#period"), &["dct:PeriodOfTime"]);
    Some(node.with(v::START_DATE, first.to_string()).with(v::END_DATE, last.to_string()))
}

fn provenance(release: &Release<'_>) -> Node {
    let ((name, version), count) = (release.generator, release.documents.len());
    let en = format!(
        "Made by {name} {version} from the sources that provenance/inputs.json names with their digests ({count}); \
         provenance/ also holds what was found in them."
    );
    let zh = format!(
        "由{name} {version}制作；原始文件共{count}份，名称和摘要见provenance/inputs.json，检查结果也在provenance/中。"
    );
    let node = Node::new(within(release, "#provenance"), &["dct:ProvenanceStatement"]);
    node.with_words(v::LABEL, "en", en).with_words(v::LABEL, "zh", zh)
}

fn license(release: &Release<'_>) -> Node {
    let license = &release.dataset.license;
    // The name is shown as it is: an SPDX identifier or words, and the configuration does not say in which language.
    Node::new(&license.url, &["dct:LicenseDocument"]).with(v::LABEL, &license.name)
}
