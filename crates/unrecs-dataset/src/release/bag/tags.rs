//! The tag files of a bag: what BagIt is, what the bag is, and the digests of all files (RFC 8493, section 2).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Payload;
use unrecs_text::value::Digest;

/// No line is longer where words allow it (section 2.2.2).
const WIDTH: usize = 79;

/// Every tag file by its name.
pub(super) fn of(payload: &Payload) -> [(&'static str, Vec<u8>); 4] {
    let lines = payload.files.iter().map(|file| line(&file.sha256, &payload_path(&file.path)));
    let listed = [
        ("bag-info.txt", info(payload).into_bytes()),
        ("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec()),
        ("manifest-sha256.txt", lines.collect::<String>().into_bytes()),
    ];
    let tags = listed.iter().map(|(name, bytes)| line(&Digest::of(bytes).to_string(), name));
    let tags = tags.collect::<String>().into_bytes();
    let [info, bagit, manifest] = listed;
    [info, bagit, manifest, ("tagmanifest-sha256.txt", tags)]
}

/// Where a file of the release is in its bag.
pub(super) fn payload_path(path: &str) -> String {
    format!("data/{path}")
}

/// A line of a manifest. What would end the line is written in another way (section 2.1.3).
fn line(sha256: &str, path: &str) -> String {
    let path = path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!("{sha256}  {path}\n")
}

/// `bag-info.txt`, from what the manifest says; the text is English.
fn info(payload: &Payload) -> String {
    let manifest = &payload.manifest;
    let (dataset, version) = (&manifest.dataset, &manifest.version);
    let english = |texts: &BTreeMap<String, String>| texts.get("en").cloned();
    let contact = dataset.contact.as_ref();
    let (files, bytes) = payload.size();
    let elements = [
        ("Source-Organization", Some(dataset.publisher.name.clone())),
        ("Contact-Name", contact.map(|contact| contact.name.clone())),
        ("Contact-Email", contact.and_then(|contact| contact.email.clone())),
        ("External-Description", english(&dataset.title)),
        ("External-Description", english(&dataset.description)),
        ("External-Identifier", Some(payload.name())),
        ("External-Identifier", dataset.base_url.as_ref().map(|base| format!("{base}/v{version}/"))),
        ("External-Identifier", dataset.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"))),
        ("Internal-Sender-Description", Some(manifest.reason.clone())),
        ("Bag-Group-Identifier", Some(dataset.id.clone())),
        ("Bagging-Date", Some(manifest.released_at.strftime("%Y-%m-%d").to_string())),
        ("Bag-Software-Agent", Some(concat!("unrecs ", env!("CARGO_PKG_VERSION")).to_owned())),
        ("Payload-Oxum", Some(format!("{bytes}.{files}"))),
    ];
    elements.iter().filter_map(|(label, value)| Some(folded(label, value.as_ref()?))).collect()
}

/// An element on as many lines as it takes: those behind the first are indented. Line breaks within the value are spaces then.
fn folded(label: &str, value: &str) -> String {
    let mut text = format!("{label}:");
    let mut width = text.len();
    for word in value.split_whitespace() {
        let long = word.chars().count();
        if width + 1 + long > WIDTH && width > label.len() + 1 {
            text.push_str("\n ");
            width = 1;
        }
        write!(text, " {word}").expect("a String takes every write");
        width += 1 + long;
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_does_not_end_its_line() {
        assert_eq!(line("0f", "data/a%b\r\nc d"), "0f  data/a%25b%0D%0Ac d\n");
    }

    #[test]
    fn a_long_value_goes_on_in_indented_lines_and_a_short_one_does_not() {
        assert_eq!(folded("Payload-Oxum", "1.2"), "Payload-Oxum: 1.2\n");
        let words = ["recommendations"; 12].join("\n");
        let text = folded("External-Description", &words);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(lines[1..].iter().all(|line| line.starts_with("  r")) && lines.iter().all(|line| line.len() <= WIDTH));
        assert_eq!(text.split_whitespace().skip(1).collect::<Vec<_>>().join("\n"), words);
        let address = format!("https://example.org/{}", "x".repeat(100));
        assert_eq!(folded("External-Identifier", &address), format!("External-Identifier: {address}\n"));
    }
}
