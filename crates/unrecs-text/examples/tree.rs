//! Shows the tree of text documents: `cargo run -p unrecs-text --example tree -- FILE …`. Lines with a code in words are findings.

use std::error::Error;

use unrecs_text::normalize::{Identity, Normalized};
use unrecs_text::parse::Given;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Grammar;
use unrecs_text::{extract, normalize, parse, resolve, validate};

fn main() -> Result<(), Box<dyn Error>> {
    let registry =
        Registry::from_texts(&[("bodies.toml", "[[bodies]]\nid = \"body\"\nkind = \"organ\"\nname.en = \"Body\"\n")])?;
    let grammar = Grammar::new(&registry);
    for path in std::env::args().skip(1) {
        let source = match extract::extract(&path, std::fs::read(&path)?, None) {
            Ok(source) => source,
            Err(error) => {
                println!("{path}: {error}");
                continue;
            }
        };
        let identity = Identity::named("document", "body");
        let document = normalize::normalize(parse::parse(source, Given::default()), identity);
        let validated = validate::validate(vec![resolve::resolve(document, &grammar)], &validate::Policy::default());
        let document = validated.documents()[0].normalized();
        println!("{path}: {}, {:?}", document.metadata().class.code(), document.metadata().language);
        show(document);
        for finding in validated.findings() {
            let line = document.source().line(finding.span.start);
            println!("  {}[{}] line {line}: {}", finding.severity, finding.code, finding.message);
        }
    }
    Ok(())
}

fn show(document: &Normalized) {
    const MOST: usize = 90;
    let mut division = None;
    for paragraph in document.paragraphs() {
        if division.replace(paragraph.division) != Some(paragraph.division) {
            let one = &document.divisions()[paragraph.division];
            let heading: String = document.words(one.span).chars().take(MOST).collect();
            println!("{} {} {heading}", one.kind.code(), one.division_id);
        }
        let words: String = document.text(paragraph).chars().take(MOST).collect();
        let indent = "  ".repeat(usize::try_from(paragraph.level).unwrap_or(1));
        println!("{indent}{} {} {words}", paragraph.kind.code(), document.paragraph_id(paragraph));
    }
}
