//! The formats that are read, and how a file shows which of them it has.

use super::encoding;
use super::error::ExtractError;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Text in UTF-8.
    Text,
    /// Text in UTF-8 with the marks of Markdown. It is read as text: the marks are part of it.
    Markdown,
    /// Akoma Ntoso, the XML of parliaments and of the United Nations.
    AkomaNtoso,
    /// The Portable Document Format, by the words that poppler finds on its pages.
    Pdf,
}

impl MediaType {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::AkomaNtoso, Self::Pdf];

    /// The registered name (IANA).
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::AkomaNtoso => "application/akn+xml",
            Self::Pdf => "application/pdf",
        }
    }

    /// The name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::AkomaNtoso => "Akoma Ntoso XML",
            Self::Pdf => "PDF",
        }
    }

    /// What the ending of a file's name says, where it says anything.
    fn of_name(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "xml" | "akn" => Some(Self::AkomaNtoso),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// Formats of files that are known by their first bytes.
const KNOWN: [(&[u8], &str); 5] = [
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word document (DOC), which is not read yet"),
    (b"{\\rtf", "an RTF document, which is not read yet"),
    (b"\x1F\x8B", "a gzip archive, which is not read"),
    (b"\x89PNG", "a PNG image, which is not read"),
    (b"\xFF\xD8\xFF", "a JPEG image, which is not read"),
];

/// First bytes of a ZIP archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// Decides the format of a file from what is said of it, from its name and from its content.
///
/// # Errors
/// Where the content is of a known format that is not read, or contradicts what is said.
pub(super) fn decide(path: &str, bytes: &[u8], given: Option<MediaType>) -> Result<MediaType, ExtractError> {
    if let Some(format) = other_format(bytes) {
        return Err(ExtractError::NotReadYet { format });
    }
    let is_pdf = is_pdf(bytes);
    let is_xml = looks_like_xml(bytes);
    let (said, by) = match (given, MediaType::of_name(path)) {
        (Some(given), _) => (given, "media type"),
        (None, Some(named)) => (named, "name"),
        (None, None) if is_pdf => return Ok(MediaType::Pdf),
        (None, None) if is_xml => return Ok(MediaType::AkomaNtoso),
        (None, None) => return Ok(MediaType::Text),
    };
    match (said, is_xml) {
        (MediaType::Pdf, _) if is_pdf => Ok(said),
        (_, _) if is_pdf => Err(ExtractError::TwoTypes { by, said, content: MediaType::Pdf }),
        (MediaType::Pdf, is_xml) => {
            let content = if is_xml { MediaType::AkomaNtoso } else { MediaType::Text };
            Err(ExtractError::TwoTypes { by, said, content })
        }
        // Another root element is named where the XML is read.
        (MediaType::AkomaNtoso, false) if !without_mark(bytes).starts_with(b"<") => {
            Err(ExtractError::TwoTypes { by, said, content: MediaType::Text })
        }
        (MediaType::Text | MediaType::Markdown, true) => {
            Err(ExtractError::TwoTypes { by, said, content: MediaType::AkomaNtoso })
        }
        _ => Ok(said),
    }
}

fn other_format(bytes: &[u8]) -> Option<&'static str> {
    if let Some(utf16) = encoding::utf16_without_mark(bytes) {
        return Some(utf16);
    }
    if bytes.starts_with(ZIP) {
        // The name of a member stands in plain bytes before its content.
        let head = &bytes[..bytes.len().min(4096)];
        let word = memchr::memmem::find(head, b"word/").is_some()
            || memchr::memmem::find(bytes, b"word/document.xml").is_some();
        return Some(if word {
            "a Word document (DOCX), which is not read yet"
        } else {
            "a ZIP archive, which is not read yet"
        });
    }
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, format)| *format)
}

/// Whether the content is a PDF: it begins as one, behind at most so many bytes as readers of PDF look at.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 1024;
    let head = without_mark(&bytes[..bytes.len().min(LOOKED_AT)]);
    head.starts_with(b"%PDF-")
}

/// Whether the content is XML: it begins with a declaration of XML, or has a root element `akomaNtoso` in its first bytes. Text that
/// begins with another tag is text.
fn looks_like_xml(bytes: &[u8]) -> bool {
    let bytes = without_mark(bytes);
    let declared = bytes.strip_prefix(b"<?xml").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_whitespace));
    declared || bytes.starts_with(b"<!DOCTYPE akomaNtoso") || (bytes.starts_with(b"<") && root_is_akoma_ntoso(bytes))
}

/// The content without a byte order mark and white space in front.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// Whether the first element, behind comments and instructions, is `akomaNtoso`.
fn root_is_akoma_ntoso(mut bytes: &[u8]) -> bool {
    loop {
        bytes = bytes.trim_ascii_start();
        let end: &[u8] = match bytes {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => break,
        };
        let Some(at) = memchr::memmem::find(bytes, end) else { return false };
        bytes = &bytes[at + end.len()..];
    }
    let Some(tag) = bytes.strip_prefix(b"<") else { return false };
    let name =
        &tag[..tag.iter().position(|b| matches!(b, b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n')).unwrap_or(tag.len())];
    name == b"akomaNtoso" || name.ends_with(b":akomaNtoso")
}
