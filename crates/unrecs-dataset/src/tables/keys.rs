//! Columns of keys, the same in every table that has them.

use super::schema::{Column, Text};

/// The language in which a row stands.
pub(super) const LANGUAGE: Column = Column::required("language", Text)
    .en("Language of the words, as a BCP 47 tag.")
    .zh("文字的语文，以BCP 47标记表示。");

/// The document that a row is of.
pub(super) const DOCUMENT_ID: Column =
    Column::required("document_id", Text).en("The document; key of documents.").zh("所属文件；documents表的键。");

/// The paragraph that a row is of.
pub(super) const PARAGRAPH_ID: Column =
    Column::required("paragraph_id", Text).en("The paragraph; key of paragraphs.").zh("所属段落；paragraphs表的键。");
