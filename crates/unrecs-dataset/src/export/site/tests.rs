//! Pages of small documents: every link leads somewhere, every word is a word, and what the search reads is what the rows say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde_json::Value;

use crate::export::{FORMATS, Files, Format, Pages, SmallFile, samples};
use crate::layout;
use crate::tables::{Tables, tabulate};
use unrecs_text::validate::{Policy, validate};

const CHINESE: &str = "\
## 一. 第一次会议，维也纳，2012年5月30日至6月1日

1. 缔约国应当执行《偷运移民议定书》第6条和第8条。
2. 缔约国应考虑：
   (a) 同国际刑警组织合作；
   (b) 交流信息。

## 二. 第二次会议，维也纳，2013年11月11日至13日

1. 缔约国似宜执行《有组织犯罪公约》第18条以及A/RES/55/25。
";

const ENGLISH: &str = "\
## I. First meeting, Vienna, 30 May to 1 June 2012

1. States parties should implement articles 6 and 8 of the Smuggling of Migrants Protocol.
2. States parties should consider:
   (a) Cooperating with INTERPOL;
   (b) Exchanging <script>alert(\"x\")</script> & \"information\".
";

/// The pages of some documents, by path.
fn pages(documents: &[(&str, &str)]) -> BTreeMap<String, String> {
    let documents = documents.iter().map(|(id, text)| samples::document(id, text)).collect();
    let validated = validate(documents, &Policy::default());
    written(&tabulate(&validated, samples::registry()))
}

fn written(tables: &Tables<'_>) -> BTreeMap<String, String> {
    let Files::Site { write } = Format::named("site").unwrap().files else { unreachable!("pages are a site") };
    let formats: Vec<_> = FORMATS.iter().collect();
    let files = Mutex::new(BTreeMap::new());
    let put = |file: SmallFile| {
        let before = files.lock().unwrap().insert(file.path.clone(), String::from_utf8(file.bytes).unwrap());
        assert_eq!(before, None, "{} is written once", file.path);
        Ok(())
    };
    write(&Pages { dataset: &samples::dataset(), rows: tables, formats: &formats }, &put).unwrap();
    files.into_inner().unwrap()
}

/// What an attribute holds wherever it stands in a page.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<String> {
    let begin = format!(" {name}=\"");
    let values = page.split(&*begin).skip(1).filter_map(|rest: &'p str| rest.split('"').next());
    values.map(|value| value.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")).collect()
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
        bytes.push(if byte == b'%' { (digit() * 16 + digit()) as u8 } else { byte });
    }
    String::from_utf8(bytes).unwrap()
}

/// The path that a link leads to, from the page that has it.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/').filter(|part| *part != ".") {
        if part == ".." {
            parts.pop().unwrap();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// The links of all pages that lead nowhere. Of the state of the search any is right.
fn broken(pages: &BTreeMap<String, String>, others: &BTreeSet<String>) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, page)| (path.as_str(), attributes(page, "id").into_iter().collect())).collect();
    let mut broken = Vec::new();
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in attributes(page, "href").into_iter().chain(attributes(page, "src")) {
            if link.starts_with("https://") || link.starts_with("data:") {
                continue;
            }
            let (to, place) = link.split_once('#').unwrap_or((&link, ""));
            let to = if to.is_empty() { path.clone() } else { decoded(&resolved(path, to)) };
            let there = match ids.get(to.as_str()) {
                Some(ids) => place.is_empty() || to == "site/index.html" || ids.contains(&decoded(place)),
                None => others.contains(&to),
            };
            if !there {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    broken
}

/// The other files of a release that pages of these documents lead to.
fn others(documents: &[(&str, &str)]) -> BTreeSet<String> {
    let of = |(id, language): &(&str, &str)| {
        let language = Some(*language);
        [layout::text(id, language), layout::document("akn", id, language, "akn.xml"), layout::work("json", id, "json")]
    };
    documents.iter().flat_map(of).chain([layout::RELEASE_PAGE.to_owned()]).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages(&[("a b", CHINESE), ("c", ENGLISH), ("d", "")]);
    let others = others(&[("a b", "zh"), ("c", "en"), ("d", "und")]);
    assert_eq!(broken(&pages, &others), Vec::<String>::new());
    let paths: Vec<&str> = pages.keys().map(String::as_str).collect();
    for path in [
        "site/index.html",
        "site/documents/a b.html",
        "site/instruments/som_protocol.html",
        "site/provisions/som_protocol/art_6.html",
        "site/provisions/untoc/art_18.html",
        "site/bodies/ctoc-cop-wg7.html",
        "site/pictures.html",
        "site/data/zh-0.js",
        "site/data/en-0.js",
        "site/style.css",
    ] {
        assert!(paths.contains(&path), "{path} is not in {paths:?}");
    }
    // Without what stands beside them: three files of each document, and the page about the release.
    assert_eq!(broken(&pages, &BTreeSet::new()).len(), 10);
}

#[test]
fn words_of_documents_are_never_markup() {
    let pages = pages(&[("c", ENGLISH)]);
    for (path, page) in &pages {
        let scripts = page.matches("<script").count();
        let own = page.matches("<script src=\"").count();
        assert!(!path.ends_with(".html") || scripts == own, "{path} has a script of a document");
        assert!(!page.contains("<script>alert"), "{path}");
    }
    assert!(pages["site/documents/c.html"].contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp;"));
    let hostile = written(&samples::tables());
    let page = &hostile["site/documents/d1.html"];
    assert!(page.contains("]]&gt; &amp; &lt;b&gt; &amp;amp;") && !page.contains("<b>&"));
}

#[test]
fn languages_of_a_document_stand_side_by_side() {
    let pages = pages(&[("a", CHINESE), ("a", ENGLISH)]);
    let page = &pages["site/documents/a.html"];
    let ids = attributes(page, "id");
    assert_eq!(ids.iter().filter(|id| *id == "ctoc-cop-wg7-m1-r2-a").count(), 1);
    assert!(page.contains("<p class=\"w1\" lang=\"zh\">") && page.contains("<p class=\"w2\" lang=\"en\">"));
    assert!(ids.contains(&"s1".to_owned()) && ids.contains(&"s2".to_owned()));
    assert!(pages["site/style.css"].contains("body:has(#s2:not(:checked)) .w2 { display: none; }"));
    // The second meeting is in Chinese alone.
    assert_eq!(page.matches("<div class=\"p").count(), 5);
}

#[test]
fn references_are_links_with_the_rule_that_decided() {
    let pages = pages(&[("a", CHINESE)]);
    let page = &pages["site/documents/a.html"];
    let link = "<a href=\"../provisions/som_protocol/art_6.html\" title=\"《偷运移民议定书》第6条 — ";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("<a href=\"https://docs.un.org/A/RES/55/25\""));
    assert!(page.contains("<i data-t=to.states_parties>缔约国</i>"));
    let article = &pages["site/provisions/som_protocol/art_6.html"];
    assert!(article.contains("../../documents/a.html#ctoc-cop-wg7-m1-r1"));
}

/// The value that a script says.
fn value(pages: &BTreeMap<String, String>, path: &str) -> Value {
    let script = &pages[path];
    let start = script.find(['{', '[']).unwrap();
    let end = script.rfind(['}', ']']).unwrap();
    serde_json::from_str(&script[start..=end]).unwrap()
}

#[test]
fn the_search_reads_what_the_rows_say() {
    let documents = [("a", CHINESE), ("a", ENGLISH), ("z", CHINESE)];
    let pages = pages(&documents[..2]);
    let index = value(&pages, "site/data/index.js");
    let mut before = String::new();
    let ids: Vec<String> = index["ids"]
        .as_str()
        .unwrap()
        .lines()
        .map(|line| {
            let (same, rest) = line.split_once(' ').unwrap();
            before = before.chars().take(same.parse().unwrap()).chain(rest.chars()).collect();
            before.clone()
        })
        .collect();
    let expected = ["m1-r1", "m1-r2", "m1-r2-a", "m1-r2-b", "m2-r1"].map(|end| format!("ctoc-cop-wg7-{end}"));
    assert_eq!(ids, expected);
    let at = |language: &str| index["languages"].as_array().unwrap().iter().position(|one| one == language).unwrap();
    let texts = |language: &str| value(&pages, &format!("site/data/{language}-0.js"))[2].clone();
    assert_eq!(texts("zh")[2], "同国际刑警组织合作；");
    assert_eq!(texts("en")[3], "Exchanging <script>alert(\"x\")</script> & \"information\".");
    assert_eq!(texts("en")[4], 0);
    assert_eq!(index["columns"]["langs"], serde_json::json!([3, 3, 3, 3, 1 << at("zh")]));
    assert_eq!(index["groups"][0][2], "第一次会议（2012年）".replace('一', "1"));
    let cites: Vec<&str> = index["cites"].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap()).collect();
    assert_eq!(cites, ["som_protocol", "som_protocol/art_6", "som_protocol/art_8", "untoc", "untoc/art_18"]);
    assert_eq!(index["columns"]["cites"][0], serde_json::json!([0, 1, 2]));
    assert_eq!(index["columns"]["cites"][1], -1);
}
