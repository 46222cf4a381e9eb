//! The text of a file as it is printed, with the place of each character in the file.

use super::akn;
use super::declared::Declared;
use super::error::{ExtractError, NotUtf8};
use super::mark::Mark;
use super::media_type::MediaType;
use super::origin::Origin;
use super::pdf::{self, Layout, Pages, PopplerProblem};
use super::{LARGEST, plain};
use crate::finding::Position;
use crate::value::Digest;

/// The text of a file as it is printed. For a plain text it is the whole file, a byte order mark included, so that offsets into the text
/// are offsets into the file.
#[derive(Debug, Clone)]
pub struct Rendition {
    path: String,
    media_type: MediaType,
    text: String,
    lines: Lines,
    /// The file, where the text is not the file itself.
    file: Option<(String, Lines)>,
    digest: Digest,
    bytes: u64,
    origins: Vec<Origin>,
    marks: Vec<Mark>,
    declared: Declared,
    /// What is known of the pages of a PDF.
    pages: Option<Box<Pages>>,
}

impl Rendition {
    /// A plain text from bytes already at hand.
    ///
    /// # Errors
    /// [`NotUtf8`] with the first byte that is not UTF-8.
    ///
    /// # Panics
    /// Above [`LARGEST`] bytes.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        assert!(bytes.len() as u64 <= LARGEST, "a source has at most {LARGEST} bytes");
        Self::plain(path, bytes, MediaType::Text)
    }

    pub(super) fn plain(path: &str, bytes: Vec<u8>, media_type: MediaType) -> Result<Self, NotUtf8> {
        let text = plain::read(bytes)?;
        let whole = (!text.is_empty()).then(|| Origin::new(0..text.len(), 0..text.len()));
        Ok(Self {
            path: path.to_owned(),
            media_type,
            file: None,
            digest: Digest::of(text.as_bytes()),
            bytes: text.len() as u64,
            lines: Lines::of(&text),
            origins: whole.into_iter().collect(),
            marks: Vec::new(),
            declared: Declared::default(),
            pages: None,
            text,
        })
    }

    pub(super) fn akoma_ntoso(path: &str, bytes: Vec<u8>) -> Result<Self, ExtractError> {
        let file = plain::read(bytes)?;
        let document = akn::read(&file)?;
        if document.text.len() as u64 > LARGEST {
            return Err(ExtractError::TooLarge { bytes: document.text.len() as u64, of: "text" });
        }
        let file_lines = Lines::of(&file);
        Ok(Self {
            path: path.to_owned(),
            media_type: MediaType::AkomaNtoso,
            digest: Digest::of(file.as_bytes()),
            bytes: file.len() as u64,
            lines: Lines::of(&document.text),
            file: Some((file, file_lines)),
            origins: document.origins,
            marks: document.marks,
            declared: document.declared,
            pages: None,
            text: document.text,
        })
    }

    pub(super) fn pdf(path: &str, bytes: &[u8], layout: &Layout<'_>) -> Result<Self, PopplerProblem> {
        let document = pdf::read(layout.xhtml)?;
        Ok(Self {
            path: path.to_owned(),
            media_type: MediaType::Pdf,
            digest: Digest::of(bytes),
            bytes: bytes.len() as u64,
            lines: Lines::of(&document.text),
            file: None,
            origins: document.origins,
            marks: document.marks,
            declared: Declared::default(),
            text: document.text,
            pages: Some(Box::new(Pages {
                reader: layout.reader.to_owned(),
                complaint: layout.complaint.map(str::to_owned),
                margins: document.margins,
                unreadable: document.unreadable,
            })),
        })
    }

    /// The path as shown, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The format of the file.
    pub fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is the file itself, byte for byte.
    pub fn is_file_itself(&self) -> bool {
        self.file.is_none() && self.pages.is_none()
    }

    /// The whole file. A PDF is no text: this is the text that was taken out of it.
    pub fn file(&self) -> &str {
        self.file.as_ref().map_or(&self.text, |(file, _)| file)
    }

    /// SHA-256 of the file's bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Size of the file.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What is known of the pages of a PDF.
    pub fn pages(&self) -> Option<&Pages> {
        self.pages.as_deref()
    }

    /// The page that a byte offset of the text stands on, where the format has pages; for what the layout adds, that of the words before.
    pub fn page(&self, offset: usize) -> Option<u32> {
        let next = self.origins.partition_point(|origin| origin.text().start <= offset);
        self.origins.get(next.saturating_sub(1))?.page()
    }

    /// Where each range of the text comes from, in the order of the text. What the layout adds (line breaks, the rows of tables, the rule
    /// above footnotes) comes from nowhere. A plain text has one origin, itself.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// What the format marks, in the order of the text; the longer of two ranges that begin together comes first.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// What the file declares of its document.
    pub fn declared(&self) -> &Declared {
        &self.declared
    }

    /// 1-based line of a byte offset, in the text.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.line(offset)
    }

    /// Where in the text a page begins, or the one after it that has words.
    pub fn page_start(&self, page: u32) -> usize {
        let first = self.origins.iter().find(|origin| origin.page() >= Some(page));
        first.map_or(self.text.len(), |origin| origin.text().start)
    }

    /// Line and column, in the file, of a byte offset of the text; of a PDF, in the text that was taken out of it. An offset inside a character counts as the start of that character; one
    /// in what the layout adds counts as the end of the words before.
    pub fn position(&self, offset: usize) -> Position {
        match &self.file {
            Some((file, lines)) => lines.position(file, self.source_offset(offset)),
            None => self.lines.position(&self.text, offset),
        }
    }

    /// The offset in the file, or in what poppler writes of a PDF, that a byte offset of the text comes from.
    pub fn source_offset(&self, offset: usize) -> usize {
        let next = self.origins.partition_point(|origin| origin.text().start <= offset);
        match (next.checked_sub(1).and_then(|at| self.origins.get(at)), self.origins.get(next)) {
            (Some(before), _) => before.source_at(offset),
            (None, Some(after)) => after.source().start,
            (None, None) => 0,
        }
    }

    /// Offset in the text of the first byte of a 1-based line.
    pub fn line_start(&self, line: usize) -> usize {
        self.lines.0[line - 1]
    }

    /// Number of lines of the text; one that ends with a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.lines.0.len()
    }
}

/// Where each line of a text begins.
#[derive(Debug, Clone)]
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let line_ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self(std::iter::once(0).chain(line_ends.map(|at| at + 1)).collect())
    }

    fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|&start| start <= offset)
    }

    fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.0[line - 1];
        Position { line, ..Position::behind(&text.as_bytes()[start..offset.min(text.len())]) }
    }
}
