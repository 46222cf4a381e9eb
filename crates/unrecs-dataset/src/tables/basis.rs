//! How a fact of the registry is known, the same in every table that says so.

use super::schema::{Code, Column};

/// How the row is known.
pub(super) const BASIS: Column =
    Column::text("basis", "How what the row says is known.", "该行内容的依据。").coded(BASES);

/// The published codes of a basis.
pub(super) static BASES: &[Code] = &[
    Code::new(
        "text",
        "Found in a text of the instrument or in a document of the United Nations.",
        "见于文书文本或联合国文件。",
    ),
    Code::new("memory", "From general knowledge, not yet compared with a text.", "据一般知识，尚未与文本核对。"),
];
