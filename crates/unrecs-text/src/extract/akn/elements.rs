//! What each element of Akoma Ntoso is on the printed page.

use super::xml::Tag;

/// What an element is on the printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Facts about the document.
    Meta,
    /// Words in a line.
    Inline,
    /// Words in a line in italics or bold.
    Emphasis,
    /// Raised words, or the mark of a footnote.
    Raised,
    /// Words in a line that link to something.
    Link,
    /// A footnote, at the place of its mark.
    Note,
    /// The mark of a footnote that stands elsewhere.
    NoteMark,
    /// A footnote that stands in `meta`; its mark stands in the words.
    NoteElsewhere,
    /// The number in front of a paragraph.
    Number,
    /// The title behind the number of a document.
    Title,
    /// A break inside of a line.
    Break,
    /// A heading: lines of its own with a blank line above.
    Heading,
    /// Lines with a blank line above and below.
    Part,
    /// Lines with a blank line above.
    Opening,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Anything else: lines of its own.
    Block,
}

/// Elements that stand inside of a line, besides those with a role of their own.
const INLINE: [&str; 56] = [
    "abbr",
    "affectedDocument",
    "argument",
    "change",
    "concept",
    "courtType",
    "date",
    "decoration",
    "def",
    "docAuthority",
    "docCommittee",
    "docDate",
    "docIntroducer",
    "docJurisdiction",
    "docNumber",
    "docProponent",
    "docPurpose",
    "docStage",
    "docStatus",
    "docType",
    "docketNumber",
    "embeddedText",
    "entity",
    "eop",
    "event",
    "fillIn",
    "inline",
    "judge",
    "lawyer",
    "legislature",
    "location",
    "marker",
    "mmod",
    "mod",
    "neutralCitation",
    "object",
    "omissis",
    "opinion",
    "organization",
    "outcome",
    "party",
    "person",
    "placeholder",
    "process",
    "quantity",
    "quotedText",
    "recordedTime",
    "relatedDocument",
    "remark",
    "rmod",
    "role",
    "session",
    "shortTitle",
    "signature",
    "term",
    "vote",
];

/// The same for elements whose names say how they look.
const LOOKS: [&str; 9] = ["span", "b", "i", "u", "ins", "del", "sub", "time", "img"];

pub(super) fn role(tag: &Tag) -> Role {
    match tag.name {
        "meta" => Role::Meta,
        "span" if is_emphatic(tag.value("class")) => Role::Emphasis,
        "b" | "i" => Role::Emphasis,
        "sup" => Role::Raised,
        "a" | "ref" | "rref" | "mref" => Role::Link,
        "authorialNote" => Role::Note,
        "noteRef" => Role::NoteMark,
        "note" => Role::NoteElsewhere,
        "num" => Role::Number,
        "docTitle" => Role::Title,
        "eol" | "br" => Role::Break,
        "heading" | "subheading" => Role::Heading,
        // In a section these are its preambular paragraphs.
        "crossHeading" if tag.value("refersTo") != "#preamble" => Role::Heading,
        "coverPage" | "preface" | "conclusions" => Role::Part,
        "attachments" | "attachment" => Role::Opening,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        name if INLINE.contains(&name) || LOOKS.contains(&name) => Role::Inline,
        _ => Role::Block,
    }
}

fn is_emphatic(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| matches!(word, "italic" | "bold"))
}
