//! A language that nobody speaks, as the text of five files: it is read like any other, without a line of code.

use unrecs_text::language::{self, Files};
use unrecs_text::normalize::Identity;
use unrecs_text::parse::Given;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::{Grammar, Kind};
use unrecs_text::{extract, normalize, parse, resolve};

const LANGUAGE: &str = r#"
tag = "tlh"
names = ["Zorish"]
spaced = true
[masthead]
annex = ["Zubo"]
[headings.ordinal]
parts = [["zan", 1], ["zdu", 2]]
nouns = ["zoret"]
[dates]
months = [["Zanmo"], ["Zdumo"]]
between = [" zo "]
[structure]
adopted = ["zadoptu"]
formula = ["Zol "]
function_words = ["zol", "zo", "zik", "zal"]
"#;
const NORMS: &str = r#"
verbs = [{ forms = ["zaskas"], modality = "requested", actor = "object" }]
actors = [{ forms = ["zol ztatoj"], codes = ["states"], reach = "class" }]
"#;
const ACTS: &str = r#"
verbs = [
    { acts = ["requests"], finite = ["zaskas"], participle = ["zaskante"] },
    { acts = ["recalls"], finite = ["zmemoras"], participle = ["zmemorante"] },
]
"#;
const MANDATES: &str = r#"
verbs = [{ forms = ["zik"], alone = ["report"] }]
[deadlines]
recurrences = [["zjare", 12]]
"#;
const REFERENCES: &str = r#"
unit_first = true
capitalized = true
units = [{ form = "zarto", unit = "article", leads = true }]
linked_before = [" zo zol "]
articles = ["zol"]
treaties = ["Zonvento"]
[resolutions]
nouns = [["zrezolo", "resolution"]]
"#;

const REGISTRY: [(&str, &str); 3] = [
    ("bodies.toml", "[[bodies]]\nid = \"un-ga\"\nkind = \"organ\"\nname.en = \"General Assembly\"\n"),
    (
        "organs.toml",
        "[[organs]]\nbody = \"un-ga\"\nnames.en = [\"General Assembly\"]\nresolutions = [{ symbol = \"A/RES/{number}\", numbers = \"session\" }]\n",
    ),
    (
        "instruments.toml",
        "[[instruments]]\nid = \"sea\"\nkind = \"convention\"\nbasis = \"memory\"\ntitles = [{ language = \"en\", form = \"full\", title = \"Convention on Ships\" }]\n",
    ),
];

const DOCUMENT: &str = "A/RES/90/1

Zol Zenerala Zamero,

Zmemorante zol zrezolo 89/2 zo 4 zo Zdumo 2034 zik zal zo zol zipoj,

1. Zaskas zol ztatoj zik zol zipoj zal zo zarto 6;

2. Zaskas zol ztatoj zo zik zal:

(a) Zol zipoj;

(b) Zol zaroj.
";

#[test]
fn a_language_is_five_files_and_no_code() {
    let files: Files<'_> = [LANGUAGE, NORMS, ACTS, REFERENCES, MANDATES];
    language::add(&[files]).unwrap();
    assert!(language::add(&[files]).is_err(), "a document may have been read");
    let registry = Registry::from_texts(&REGISTRY).unwrap();
    let grammar = Grammar::new(&registry);
    let source = extract::extract("zor.txt", DOCUMENT.as_bytes().to_vec(), None).unwrap();
    let identity = Identity::named("zor", "un-ga");
    let document = normalize::normalize(parse::parse(source, Given::default()), identity);
    let document = resolve::resolve(document, &grammar);
    let normalized = document.normalized();
    assert_eq!(normalized.metadata().language, Some("tlh"));
    let told: Vec<_> = normalized
        .paragraphs()
        .iter()
        .map(|one| {
            (normalized.paragraph_id(one), one.act.map_or("-", |act| act.code()), normalized.addressees(one).len())
        })
        .collect();
    let expected = [
        ("zor-pp1", "recalls", 0),
        ("zor-p1", "requests", 1),
        ("zor-p2", "requests", 1),
        ("zor-p2-a", "-", 1),
        ("zor-p2-b", "-", 1),
    ];
    assert_eq!(told, expected);
    let asked: Vec<_> =
        document.mandates().iter().map(|(index, one)| (index, one.task.map(|task| task.code()))).collect();
    assert_eq!(asked, [(1, Some("report"))]);
    let cited: Vec<_> = document.references().iter().map(|one| (one.kind, one.target_symbol.as_deref())).collect();
    assert_eq!(cited, [(Kind::Resolution, Some("A/RES/89/2")), (Kind::Provision, None)]);
}
