//! Places of references in their text.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;

use super::*;
use unrecs_text::extract::Rendition;
use unrecs_text::normalize::{Identity, normalize};
use unrecs_text::parse::{Given, parse};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::{Grammar, resolve};

const BODIES: &str = "bodies = []";

const INSTRUMENTS: &str = r#"
    [[instruments]]
    id = "convention"
    kind = "convention"
    adopted_on = 2000-11-15
    treaty_number = "XVIII-12"
    actor = "un-ga"
    head.zh = "公约"
    basis = "text"
    titles = [{ language = "zh", form = "short", title = "有组织犯罪公约" }]
"#;

const PROVISIONS: &str =
    r#"articles = [{ number = "6", paragraphs = 4, basis = "text" }, { number = "7", basis = "text" }]"#;

/// The words stand behind a character of four bytes, Markdown and a line break.
const TEXT: &str = "一. 第一次会议\n\n1. 𠀀缔约国应当**适用**\n《有组织犯罪公约》第6条第3款和\n第９条。\n";

#[test]
fn places_are_code_points_of_the_text() {
    let files =
        [("bodies.toml", BODIES), ("instruments.toml", INSTRUMENTS), ("provisions/convention.toml", PROVISIONS)];
    let registry = Registry::from_texts(&files).unwrap();
    let source = Rendition::from_bytes("a.txt", TEXT.as_bytes().to_vec()).unwrap();
    let identity = Identity::named("a", "b");
    let document = resolve(normalize(parse(source, Given::default()), identity), &Grammar::new(&registry));
    let text: Vec<char> = document.normalized().text(&document.normalized().paragraphs()[0]).chars().collect();
    let mut made = Rows::to_fill(&TABLE);
    rows(&document, &mut made);
    let batches = made.into_batches();
    let [batch] = &batches[..] else { panic!("{} batches", batches.len()) };
    let texts = |name| batch.column_by_name(name).unwrap().as_string::<i32>().iter().collect::<Vec<_>>();
    let int32s = |name| batch.column_by_name(name).unwrap().as_primitive::<Int32Type>().values().to_vec();
    let surfaces: Vec<_> = texts("surface").into_iter().flatten().collect();
    assert_eq!(surfaces, ["《有组织犯罪公约》", "第6条第3款", "第９条"]);
    for (row, surface) in surfaces.iter().enumerate() {
        let place = int32s("text_start")[row] as usize..int32s("text_end")[row] as usize;
        assert_eq!(text[place].iter().collect::<String>(), **surface);
    }
    assert_eq!(texts("reference_id"), [1, 2, 3].map(|n| format!("b-m1-r1-ref{n}")).each_ref().map(|id| Some(&**id)));
    assert_eq!(texts("provision_id"), [None, Some("convention/art_6"), None]);
    assert_eq!(texts("status"), [Some("resolved"), Some("resolved"), Some("out_of_range")]);
    assert_eq!(texts("group_id"), [None, Some("b-m1-r1-group1"), Some("b-m1-r1-group1")]);
    let iri = "/akn/un/act/provision/un-ga/2000-11-15/XVIII-12";
    let article = format!("{iri}/!main#art_6__para_3");
    assert_eq!(texts("iri"), [Some(iri), Some(&*article), None]);
    assert_eq!(batch.column_by_name("candidates").unwrap().null_count(), 3);
}
