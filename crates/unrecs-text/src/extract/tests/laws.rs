//! Laws that hold for every file.

use super::{SAMPLE, document, read};
use crate::extract::{ExtractError, MarkKind, Rendition, extract};

/// Origins are in order and in bounds, and say where each character of the words comes from.
fn check(rendition: &Rendition) {
    let (text, file, mut end) = (rendition.text(), rendition.file(), 0);
    for origin in rendition.origins() {
        let (range, source) = (origin.text(), origin.source());
        assert!(end <= range.start && !range.is_empty());
        assert!(is_layout(&text[end..range.start]), "{:?}", &text[end..range.start]);
        let (words, raw) = (&text[range.clone()], &file[source.clone()]);
        if origin.is_identity() {
            assert_eq!(words, raw);
        } else {
            assert!(words.chars().count() == 1 && raw.starts_with('&') && raw.ends_with(';'), "{words:?} {raw:?}");
        }
        assert_eq!(rendition.source_offset(range.start), source.start);
        end = range.end;
    }
    assert!(is_layout(&text[end..]));
    assert!(rendition.marks().is_sorted_by_key(|mark| mark.text().start));
    for mark in rendition.marks() {
        let place = matches!(mark.kind(), MarkKind::FootnoteMark { .. });
        assert_eq!(mark.text().is_empty(), place, "{mark:?}");
        assert!(text.get(mark.text()).is_some() && file.get(mark.source().range()).is_some());
    }
}

/// What the layout may add.
fn is_layout(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\n' | '|' | '_'))
}

#[test]
fn every_character_comes_from_its_place() {
    check(&read(SAMPLE));
    let sample = read(SAMPLE);
    let at = sample.text().find("Urges").unwrap();
    let expected = SAMPLE.find("Urges").unwrap();
    assert_eq!(sample.source_offset(at), expected);
    let line = SAMPLE[..expected].matches('\n').count() + 1;
    assert_eq!(sample.position(at).line, line);
    // The line break behind a line counts as the end of its words.
    let end = sample.text().find("And to stop.").unwrap() + "And to stop.".len();
    assert_eq!(&SAMPLE[..sample.source_offset(end)][SAMPLE.find("And to stop.").unwrap()..], "And to stop.");
}

#[test]
fn no_word_is_lost() {
    // Everything between tags outside of `meta`, without white space, marks of footnotes and what stands around them.
    let content = SAMPLE.split("<meta>").map(|part| part.split("</meta>").last().unwrap()).collect::<String>();
    let mut words: Vec<char> = Vec::new();
    let mut rest = content.as_str();
    while let Some(open) = rest.find('<') {
        words.extend(rest[..open].chars());
        let end = if rest[open..].starts_with("<!--") { "-->" } else { ">" };
        rest = &rest[open + rest[open..].find(end).unwrap() + end.len()..];
    }
    let words: String = words.into_iter().filter(|c| !c.is_whitespace()).collect();
    let words = words.replace("&amp;", "&").replace("&#160;", "");
    let mut expected: Vec<char> = words.chars().collect();
    let mut found: Vec<char> =
        read(SAMPLE).text().chars().filter(|c| !c.is_whitespace() && !matches!(c, '|' | '_')).collect();
    // The repeated mark `1` and the mark `a` of the cell stand in the file alone. The marks of the two footnotes stand in the text; the
    // file has that of the second one in its words too.
    expected.extend(['1']);
    found.extend(['1', 'a']);
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn damage_is_refused_with_its_place_or_read() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    let pieces: [&[u8]; 12] = [
        b"<p>",
        b"</p>",
        b"<sup>",
        b"(",
        b")",
        b"&amp;",
        b"<tr>",
        b"<td>",
        b"\n",
        b"<authorialNote marker='1'>",
        b"\xFF",
        b"<",
    ];
    let (mut refused, mut readable) = (0, 0);
    for _ in 0..3000 {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for _ in 0..=random(3) {
            let (at, length) = (random(bytes.len()), random(60));
            let end = bytes.len().min(at + length);
            match random(3) {
                0 => drop(bytes.drain(at..end)),
                1 => bytes.splice(at..at, pieces[random(pieces.len())].iter().copied()).for_each(drop),
                _ => bytes.extend_from_within(at..end),
            }
        }
        match extract("a.xml", bytes, None) {
            Ok(rendition) => {
                check(&rendition);
                readable += 1;
            }
            Err(ExtractError::Xml(error)) => {
                assert!(error.at.line >= 1 && error.at.column >= 1);
                refused += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 100 && readable > 100, "{refused} refused, {readable} read");
}

/// Any nesting of the elements that the layout knows obeys the laws.
#[test]
fn any_nesting_is_read() {
    let names = [
        "p",
        "num",
        "td",
        "tr",
        "table",
        "sup",
        "i",
        "authorialNote marker='7'",
        "heading",
        "eol",
        "docTitle",
        "a href='x'",
        "coverPage",
        "attachment",
        "conclusions",
        "noteRef marker='7'",
    ];
    let words = ["a", " ", "(", ")", "7", "b", "\n ", "&amp;", "大", "()"];
    let mut seed = 88_172_645_463_325_252_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    for _ in 0..5000 {
        let (mut body, mut open) = (String::new(), Vec::new());
        for _ in 0..40 {
            match random(5) {
                0 | 1 => {
                    let name = names[random(names.len())];
                    body.push_str(&format!("<{name}>"));
                    open.push(name.split(' ').next().unwrap());
                }
                2 => body.extend(open.pop().map(|name| format!("</{name}>"))),
                _ => body.push_str(words[random(words.len())]),
            }
        }
        while let Some(name) = open.pop() {
            body.push_str(&format!("</{name}>"));
        }
        check(&read(&document(&body)));
    }
}
