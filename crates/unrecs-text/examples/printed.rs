//! Compares PDFs with the Akoma Ntoso of the same documents: `cargo run --release -p unrecs-text --example printed -- XML_DIR LAYOUT_DIR`.
//! The second folder has what `pdftotext -bbox-layout` writes of each PDF, by the names of the XML files with the ending `.xhtml`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use unrecs_text::extract::{Layout, Rendition};
use unrecs_text::normalize::{Identity, Normalized};
use unrecs_text::parse::Given;
use unrecs_text::{extract, normalize, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, layouts, rest @ ..] = &arguments[..] else { return Err("expected two folders".into()) };
    let shown = !rest.is_empty();
    let (mut same, mut all, mut more, mut spent, mut bytes) = (0, 0, 0, Duration::ZERO, 0);
    let mut files: Vec<_> = std::fs::read_dir(layouts)?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        let Some(name) = file.path().file_stem().map(|name| name.to_string_lossy().into_owned()) else { continue };
        let xml = Path::new(documents).join(format!("{name}.xml"));
        let expected = units(&read(extract::extract("a.xml", std::fs::read(&xml)?, None)?));
        let layout = std::fs::read_to_string(file.path())?;
        bytes += layout.len();
        let start = Instant::now();
        let source = extract::pdf(&name, b"%PDF-", &Layout { xhtml: &layout, reader: "poppler", complaint: None })?;
        spent += start.elapsed();
        if rest.first().is_some_and(|one| one == "text") {
            println!("{}", source.text());
        }
        let found = units(&read(source));
        let mut left: BTreeMap<&Unit, usize> = BTreeMap::new();
        found.iter().for_each(|unit| *left.entry(unit).or_insert(0) += 1);
        all += expected.len();
        for unit in &expected {
            match left.get_mut(unit).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    same += 1;
                }
                None if shown => println!("{name}\n  - {unit:?}"),
                None => {}
            }
        }
        for (unit, count) in left.into_iter().filter(|(_, count)| *count > 0) {
            more += count;
            if shown {
                println!("{name}\n  + {unit:?}");
            }
        }
    }
    println!("{layouts}: {same} of {all} paragraphs the same, {more} others; {bytes} bytes in {spent:?}");
    Ok(())
}

/// Kind, number and words.
type Unit = (&'static str, String, String);

fn read(source: Rendition) -> Normalized {
    normalize::normalize(parse::parse(source, Given::default()), Identity::named("document", "body"))
}

fn units(document: &Normalized) -> Vec<Unit> {
    let unit = |paragraph: &unrecs_text::normalize::Paragraph| {
        let label = squeezed(&document.words(paragraph.label_span));
        // A font may draw the hyphen that does not break as any other.
        (paragraph.kind.code(), label, squeezed(document.text(paragraph)).replace('\u{2011}', "-"))
    };
    document.paragraphs().iter().map(unit).filter(|(_, _, words)| !words.starts_with('|')).collect()
}

/// One space between words, and none beside Chinese characters: markup has some there around the marks of footnotes.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::new();
    for word in text.split_whitespace() {
        let chinese = |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
        let beside = squeezed.ends_with(chinese) || word.starts_with(chinese);
        if !squeezed.is_empty() && !beside {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}
