//! What the search reads: an index of all paragraphs, and their texts in shards by language, as scripts, since a page on a disk may load
//! nothing else.

use std::collections::{BTreeMap, HashMap};
use std::io;

use serde_json::{Value, json};

use super::Site;
use super::frame::DATASET;
use super::lean;
use super::summary::{Entry, Summary};
use super::words::{self, Both};
use crate::export::{Put, SmallFile};
use crate::layout;

/// Bytes of text of one shard, unless one paragraph has more.
const SHARD: usize = 128 * 1024;

/// Writes the index, the shards and the words of the interface.
///
/// # Errors
/// Those of the writer.
pub(super) fn write(site: &Site<'_>, summaries: &[Summary], put: &Put<'_>) -> io::Result<()> {
    let mut shards = Vec::new();
    for (at, language) in site.languages.iter().enumerate() {
        shards.push(write_shards(summaries, &Language { at, tag: language }, put)?);
    }
    put(script("data/index.js", "unrecsIndex=", &index(site, summaries, shards)))?;
    let dataset = (DATASET.to_owned(), site.title());
    let used = words::all().into_iter().filter(|(key, _)| is_used(key, summaries)).chain([dataset]);
    let said: BTreeMap<String, [String; 2]> = used.map(|(key, Both { en, zh })| (key, [en, zh])).collect();
    // What every page says and does is one file, so that a page loads one less.
    let mut every_page = script("site.js", "const unrecsWords=", &json!(said));
    every_page.bytes.extend_from_slice(lean(include_str!("assets/site.js")).as_bytes());
    put(every_page)
}

/// Whether a page has a use for words: not for those of codes that no paragraph has, and rules are in titles alone.
fn is_used(key: &str, summaries: &[Summary]) -> bool {
    let mut entries = summaries.iter().flat_map(|summary| &summary.entries);
    match key.split_once('.') {
        Some(("rule", _)) => false,
        Some(("act", code)) => entries.any(|entry| entry.act.as_deref() == Some(code)),
        Some(("force", code)) => entries.any(|entry| entry.force.as_deref() == Some(code)),
        Some(("to", code)) => entries.any(|entry| entry.to.iter().any(|to| to == code)),
        _ => true,
    }
}

/// A script that says one value. `<` and what looks like a line's end to some are escaped, so that the words are words anywhere.
fn script(path: &str, begin: &str, value: &Value) -> SmallFile {
    let json = value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let end = if begin.ends_with('(') { ")" } else { "" };
    SmallFile::new(layout::page(path), "text/javascript", format!("{begin}{json}{end};\n"))
}

/// A language of the dataset.
struct Language<'l> {
    at: usize,
    tag: &'l str,
}

/// Writes the texts of a language; gives the first paragraph of every shard.
fn write_shards(summaries: &[Summary], language: &Language<'_>, put: &Put<'_>) -> io::Result<Vec<usize>> {
    let (mut starts, mut texts, mut bytes, mut first) = (Vec::new(), Vec::new(), 0, 0);
    let mut finish = |first: usize, texts: &mut Vec<Value>| {
        let number = starts.len();
        starts.push(first);
        let value = json!([language.at, number, std::mem::take(texts)]);
        put(script(&format!("data/{}-{number}.js", language.tag), "unrecsShard(", &value))
    };
    let mut at = 0;
    for summary in summaries {
        let version = summary.versions.iter().position(|(tag, _)| tag == language.tag);
        for entry in &summary.entries {
            let text = version.and_then(|version| entry.words[version].as_deref());
            if bytes > 0 && bytes + text.map_or(0, str::len) > SHARD {
                finish(first, &mut texts)?;
                (bytes, first) = (0, at);
            }
            bytes += text.map_or(0, str::len);
            texts.push(text.map_or(Value::from(0), Value::from));
            at += 1;
        }
    }
    finish(first, &mut texts)?;
    Ok(starts)
}

/// Values of a facet, numbered in the order in which they are met.
#[derive(Default)]
struct Numbered<'v> {
    numbers: HashMap<&'v str, usize>,
    values: Vec<&'v str>,
}

impl<'v> Numbered<'v> {
    fn of(&mut self, value: &'v str) -> usize {
        *self.numbers.entry(value).or_insert_with(|| {
            self.values.push(value);
            self.values.len() - 1
        })
    }

    fn of_all(&mut self, values: &'v [String]) -> Value {
        let numbers: Vec<usize> = values.iter().map(|value| self.of(value)).collect();
        match numbers[..] {
            [] => Value::from(-1),
            [one] => Value::from(one),
            _ => json!(numbers),
        }
    }

    fn of_one(&mut self, value: Option<&'v String>) -> Value {
        value.map_or(Value::from(-1), |value| Value::from(self.of(value)))
    }
}

fn index(site: &Site<'_>, summaries: &[Summary], shards: Vec<Vec<usize>>) -> Value {
    let (mut groups, mut bodies, mut subjects) = (Numbered::default(), Numbered::default(), Numbered::default());
    let (mut kinds, mut acts, mut forces) = (Numbered::default(), Numbered::default(), Numbered::default());
    let (mut to, mut cites) = (Numbered::default(), Numbered::default());
    let mut group_labels = Vec::new();
    let mut columns: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let (mut documents, mut ids, mut before) = (Vec::new(), Vec::new(), "");
    for summary in summaries {
        let own: Vec<usize> = summary
            .groups
            .iter()
            .map(|group| {
                let number = groups.of(&group.key);
                if number == group_labels.len() {
                    group_labels.push(json!([group.key, group.label.en, group.label.zh, group.day]));
                }
                number
            })
            .collect();
        let title = |language: &String| {
            summary.versions.iter().find(|(tag, _)| tag == language).and_then(|(_, title)| title.as_deref())
        };
        let titles: Vec<Option<&str>> = site.languages.iter().map(title).collect();
        let body = bodies.of_one(summary.body.as_ref());
        let subjects = subjects.of_all(&summary.subjects);
        documents.push(json!([summary.id, summary.symbol, titles, body, summary.day, subjects, summary.entries.len()]));
        for entry in &summary.entries {
            let mut add = |column, value| columns.entry(column).or_default().push(value);
            add("group", entry.group.map_or(Value::from(-1), |group| Value::from(own[group])));
            add("kind", Value::from(kinds.of(&entry.kind)));
            add("act", acts.of_one(entry.act.as_ref()));
            add("force", forces.of_one(entry.force.as_ref()));
            add("to", to.of_all(&entry.to));
            add("cites", cites.of_all(&entry.cites));
            add("label", entry.label.as_deref().map_or(Value::from(0), Value::from));
            add("langs", Value::from(languages(site, summary, entry)));
            ids.push(front_coded(before, &entry.id));
            before = &entry.id;
        }
    }
    let named = |id: &&str, label: Both<String>| json!([id, label.en, label.zh]);
    let names = &site.names;
    let bodies: Vec<Value> = bodies.values.iter().map(|id| named(id, names.body(id))).collect();
    let cited = |id: &&str| match names.instrument_of(id) {
        Some(_) => named(id, names.provision(id)),
        None => named(id, names.instrument_in_short(id)),
    };
    let cites: Vec<Value> = cites.values.iter().map(cited).collect();
    json!({
        "languages": site.languages,
        "shards": shards,
        "documents": documents,
        "groups": group_labels,
        "bodies": bodies,
        "subjects": subjects.values,
        "kinds": kinds.values,
        "acts": acts.values,
        "forces": forces.values,
        "to": to.values,
        "cites": cites,
        "ids": ids.join("\n"),
        "columns": columns,
    })
}

/// The languages that have a paragraph, one bit each.
fn languages(site: &Site<'_>, summary: &Summary, entry: &Entry) -> u64 {
    let has = |language: &String| {
        let version = summary.versions.iter().position(|(tag, _)| tag == language);
        version.is_some_and(|version| entry.words[version].is_some())
    };
    site.languages.iter().enumerate().filter(|(_, language)| has(language)).fold(0, |bits, (at, _)| bits | 1 << at)
}

/// An identifier behind another: how many bytes they share, and the rest.
fn front_coded(before: &str, id: &str) -> String {
    let same = before.char_indices().zip(id.chars()).take_while(|((_, one), other)| one == other);
    let shared = same.map(|((at, one), _)| at + one.len_utf8()).last().unwrap_or_default();
    let characters = id[..shared].encode_utf16().count();
    format!("{characters} {}", &id[shared..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_script_end_nothing() {
        let file = script("data/x.js", "f(", &json!(["</script><!--", "\u{2028}\"'\\"]));
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(text, "f([\"\\u003c/script>\\u003c!--\",\"\\u2028\\\"'\\\\\"]);\n");
    }

    #[test]
    fn identifiers_share_their_beginnings() {
        assert_eq!(front_coded("", "a-p1"), "0 a-p1");
        assert_eq!(front_coded("a-p1", "a-p10"), "4 0");
        assert_eq!(front_coded("会-p1", "会议"), "1 议");
    }
}
