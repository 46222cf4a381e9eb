//! Why a file cannot be read, with the place and what was expected.

use super::media_type::MediaType;
use super::pdf::PopplerProblem;
use crate::finding::Position;

/// A file that gives no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// The bytes are not UTF-8.
    #[error(transparent)]
    NotUtf8(#[from] NotUtf8),
    /// The file is of a format that is known and not read.
    #[error("the file is {format}; expected UTF-8 text, Markdown, Akoma Ntoso XML or PDF")]
    NotReadYet {
        /// What the file is, with its article.
        format: &'static str,
    },
    /// The name, or whoever named the media type, says one thing and the content another.
    #[error("the {by} says {said}, but the content is {content}; expected both to say the same", said = said.name(), content = content.name())]
    TwoTypes {
        /// Who says so.
        by: &'static str,
        /// What is said.
        said: MediaType,
        /// What the content is.
        content: MediaType,
    },
    /// The XML cannot be read.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// The file is a PDF, and what poppler writes of it is not at hand.
    #[error("the file is a PDF document; expected what `pdftotext -bbox-layout` writes of it beside its bytes")]
    NoLayout,
    /// What poppler wrote of a PDF cannot be read.
    #[error(transparent)]
    Poppler(#[from] PopplerProblem),
    /// The file, or its text, has more bytes than can be counted.
    #[error("the file has {bytes} bytes of {of}; expected at most {}", super::LARGEST)]
    TooLarge {
        /// How many bytes.
        bytes: u64,
        /// Of what: the file itself or its text.
        of: &'static str,
    },
}

/// The bytes of a file are not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: byte 0x{byte:02X} at offset {offset} is not UTF-8; expected a text file in UTF-8{}", at.line, at.column, hint(looks_like))]
pub struct NotUtf8 {
    /// Offset of the first byte that is not UTF-8.
    pub offset: usize,
    /// That byte.
    pub byte: u8,
    /// Its place among the characters before it.
    pub at: Position,
    /// The encoding that the bytes fit, where one stands out.
    pub looks_like: Option<&'static str>,
}

fn hint(looks_like: &Option<&'static str>) -> String {
    looks_like.map(|encoding| format!("; it looks like {encoding}")).unwrap_or_default()
}

/// XML that is not read, with the place in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: {problem}", at.line, at.column)]
pub struct XmlError {
    /// The place in the file.
    pub at: Position,
    /// What is wrong there.
    pub problem: XmlProblem,
}

/// What is wrong with XML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlProblem {
    /// The markup breaks a rule of XML.
    #[error("the XML is not well-formed: {0}")]
    IllFormed(String),
    /// A document type definition, which could define entities and name other files.
    #[error("the XML has a document type definition; expected none, as nothing is expanded or fetched")]
    Dtd,
    /// A reference to an entity that XML itself does not define.
    #[error(
        "the XML refers to the entity &{0};; expected one of &amp; &lt; &gt; &quot; &apos; or a number such as &#233;"
    )]
    Entity(String),
    /// Elements inside of elements, deeper than any document needs.
    #[error("the elements are nested more than {0} deep; expected the structure of a document")]
    TooDeep(usize),
    /// More attributes on one element than any document needs.
    #[error("the element has more than {0} attributes; expected the markup of a document")]
    TooManyAttributes(usize),
    /// The declaration names another encoding than the bytes have.
    #[error("the XML declares the encoding {0}, but its bytes are UTF-8; expected both to be UTF-8")]
    Encoding(String),
    /// The root is another element.
    #[error("the root element is <{0}>; expected <akomaNtoso>")]
    Root(String),
}
