//! A problem in the data: what it is, how severe, where in the source, and what was expected instead.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// A half-open range of bytes in a source file, counted from the first byte of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to, but not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end}");
        Self { start, end }
    }

    /// The span as a range, for slicing the text of the source.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes of a range that is counted from the start of this span.
    pub fn within(self, range: &Range<usize>) -> Span {
        Span::new(self.start + range.start, self.start + range.end)
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A range of bytes in half the room, as there are millions: a source has at most [`LARGEST`](crate::extract::LARGEST) bytes.
///
/// # Panics
/// When the text has 2³² bytes.
pub(crate) fn narrow(range: &Range<usize>) -> Range<u32> {
    let offset = |at: usize| u32::try_from(at).expect("a text of 4 GB does not come from a document");
    offset(range.start)..offset(range.end)
}

/// The range again.
pub(crate) fn wide(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// A place in a text as people count: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in Unicode code points.
    pub column: usize,
}

impl Position {
    /// The place behind the first bytes of a text; inside of a character it is that of the character.
    pub(crate) fn behind(bytes: &[u8]) -> Self {
        let line_start = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let begun = bytes[line_start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        Self { line: memchr::memchr_iter(b'\n', bytes).count() + 1, column: begun + 1 }
    }
}

/// How much a finding weighs: an error stops the publication, a warning and a note do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The data must not be published.
    Error,
    /// The data may be published, and somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Every severity, the heaviest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word used in configuration, reports and published findings.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Severity {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|severity| severity.word() == word).ok_or(())
    }
}

/// A problem in the data of one document.
///
/// `document` is the index of the document in the run (the order of `Validated::documents`), so that a renderer can fetch the
/// source line; line and column are derived from the span when the finding is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule found it: its code in words, such as `numbering-gap`.
    pub code: &'static str,
    /// How much it weighs, after the publisher's adjustments.
    pub severity: Severity,
    /// What is wrong, as one sentence without a full stop, quoting the offending text.
    pub message: String,
    /// What was expected in its place, as one phrase without a full stop.
    pub expected: String,
    /// Index of the document the finding is about.
    pub document: usize,
    /// The bytes of the source that the finding is about; empty where something is missing at a place.
    pub span: Span,
}
