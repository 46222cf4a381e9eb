//! How a fact of the registry is known, the same in every table that says so.

use super::schema::{Code, Column, Text};

/// How the row is known.
pub(super) const BASIS: Column =
    Column::required("basis", Text).coded(BASES).en("How what the row says is known.").zh("该行内容的依据。");

/// The published codes of a basis.
static BASES: &[Code] = &[
    Code::new("text")
        .en("Found in a text of the instrument or in a document of the United Nations.")
        .zh("见于文书文本或联合国文件。"),
    Code::new("memory").en("From general knowledge, not yet compared with a text.").zh("据一般知识，尚未与文本核对。"),
];
