//! Documents and their trees: `trees/NAME.txt` is read, and `trees/NAME.tree` says what comes out, a line for each division, paragraph
//! and finding. `UPDATE=1` in the environment rewrites the trees; read the difference before you accept it.

use std::fmt::Write as _;
use std::path::Path;

use unrecs_text::normalize::{Identity, Normalized};
use unrecs_text::parse::Given;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Grammar;
use unrecs_text::{extract, normalize, parse, resolve, validate};

const BODIES: &str = "[[bodies]]\nid = \"body\"\nkind = \"organ\"\nname.en = \"Body\"\n";

/// Rules about the words of paragraphs, which these documents do not try.
const OTHERS: [&str; 3] = ["no-addressee", "no-normative-verb", "title-missing"];

/// Documents with a line left out, doubled, cut or moved, or cut off at any place: nothing panics, and the segments tile the text.
#[test]
fn damaged_documents_are_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees");
    let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
    let grammar = Grammar::new(&registry);
    let mut tried = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut damaged = Vec::new();
        for at in 0..lines.len() {
            let (above, line, below) = (lines[..at].concat(), lines[at], lines[at + 1..].concat());
            let half = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(half, _)| half);
            damaged.push(format!("{above}{below}"));
            damaged.push(format!("{above}{line}{line}{below}"));
            damaged.push(format!("{above}{}\n{}{below}", &line[..half], &line[half..]));
            damaged.push(format!("{above}{}", &line[..half]));
            damaged.push(format!("{line}{above}{below}"));
            damaged.push(format!("{above}{}{below}", line.trim_end()));
        }
        for text in damaged {
            tried += 1;
            let source = extract::extract("damaged.txt", text.clone().into_bytes(), None).unwrap();
            let identity = Identity::named("doc", "body");
            let document = normalize::normalize(parse::parse(source, Given::default()), identity);
            let document = resolve::resolve(document, &grammar);
            let validated = validate::validate(vec![document], &validate::Policy::default());
            let document = validated.documents()[0].normalized();
            let mut end = 0;
            for segment in document.segments() {
                assert_eq!(segment.span().start, end, "{text}");
                end = segment.span().end;
            }
            assert_eq!(end, text.len(), "{text}");
            for (index, paragraph) in document.paragraphs().iter().enumerate() {
                assert!(paragraph.parent.is_none_or(|parent| parent < index), "{text}");
                let own: String = own_words(document, index);
                let letters = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                assert_eq!(letters(document.text(paragraph)), letters(&own), "{text}");
            }
        }
    }
    assert!(tried > 1_000, "{tried} documents were damaged");
}

/// The words of the segments of a paragraph.
fn own_words(document: &Normalized, paragraph: usize) -> String {
    let words = document
        .segments()
        .iter()
        .filter(|segment| segment.paragraph() == Some(paragraph) && segment.kind == parse::SegmentKind::Words);
    words.map(|segment| &document.source().text()[segment.span().range()]).collect()
}

#[test]
fn each_document_has_its_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees");
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
    let grammar = Grammar::new(&registry);
    let mut differences = Vec::new();
    let mut documents = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        documents += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = extract::extract(&name, std::fs::read(&path).unwrap(), None).unwrap();
        let identity = Identity::named("doc", "body");
        let document = normalize::normalize(parse::parse(source, Given::default()), identity);
        let validated = validate::validate(vec![resolve::resolve(document, &grammar)], &validate::Policy::default());
        let document = validated.documents()[0].normalized();
        let mut tree = tree(document);
        for finding in validated.findings().iter().filter(|finding| !OTHERS.contains(&finding.code)) {
            let line = document.source().line(finding.span.start);
            writeln!(tree, "{}[{}] line {line}: {}", finding.severity, finding.code, finding.message).unwrap();
        }
        let expected = path.with_extension("tree");
        if update {
            std::fs::write(&expected, &tree).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != tree {
            differences.push(format!("{name}:\n{tree}"));
        }
    }
    assert!(documents > 20, "the folder has its documents");
    assert!(differences.is_empty(), "UPDATE=1 accepts these differences:\n\n{}", differences.join("\n"));
}

/// Class and language, title and dates, then every division with its paragraphs below it.
fn tree(document: &Normalized) -> String {
    let metadata = document.metadata();
    let mut tree = String::new();
    writeln!(tree, "{} in {}", metadata.class.code(), metadata.language.unwrap_or("no known language")).unwrap();
    let printed = [
        ("symbol", metadata.symbol.as_ref().map(|(symbol, _)| symbol.to_string())),
        ("title", metadata.title.clone()),
        ("issued on", metadata.issued_on.as_ref().and_then(|date| date.value()).map(ToString::to_string)),
        ("adopted on", metadata.adopted_on.as_ref().and_then(|date| date.value()).map(ToString::to_string)),
        ("session", metadata.session.map(|session| session.to_string())),
        ("agenda items", metadata.agenda_items.clone()),
        ("agenda title", metadata.agenda_title.clone()),
        ("committee", metadata.committee.clone()),
        ("proposal", metadata.proposal.clone()),
    ];
    for (field, value) in printed {
        value.into_iter().for_each(|value| writeln!(tree, "{field}: {value}").unwrap());
    }
    for (index, division) in document.divisions().iter().enumerate() {
        let mut line = format!("{} {}", division.kind.code(), division.division_id);
        if let Some(meeting) = &division.meeting {
            write!(line, " ({}, {})", meeting.ordinal, meeting.place.as_deref().unwrap_or("no place")).unwrap();
        }
        for printed in [&division.number, &division.heading].into_iter().flatten() {
            write!(line, " | {printed}").unwrap();
        }
        writeln!(tree, "{}{line}", "  ".repeat(division.level as usize - 1)).unwrap();
        for paragraph in document.paragraphs().iter().filter(|paragraph| paragraph.division == index) {
            let indent = "  ".repeat((division.level + paragraph.level - 1) as usize);
            let (kind, id) = (paragraph.kind.code(), document.paragraph_id(paragraph));
            writeln!(tree, "{indent}{kind} {id}: {}", document.text(paragraph)).unwrap();
        }
    }
    tree
}
