//! Gets the text of a document out of its file: laid out as it is printed, with the place in the file of each character.
//!
//! A file is not its text. The stages behind this one read the text alone and know no format. What the format says besides, it says as
//! [`Mark`]s of ranges and as [`Declared`] facts: evidence to compare the text with.

mod akn;
mod declared;
mod encoding;
mod error;
mod mark;
mod media_type;
mod origin;
mod pdf;
mod plain;
mod rendition;
#[cfg(test)]
mod tests;

pub use crate::finding::Position;
pub use declared::{Adoption, Ballot, Declaration, Declared, Subject, Unread, Vote};
pub use error::{ExtractError, NotUtf8, XmlError, XmlProblem};
pub use mark::{Mark, MarkKind};
pub use media_type::MediaType;
pub use origin::Origin;
pub use pdf::{Illegible, Layout, Margin, Pages, PopplerProblem, Unreadable};
pub use rendition::Rendition;

/// Size of the largest file, and of the largest text, in bytes (1 GiB). Published texts and line numbers are counted in 32 bits, and a
/// file of that size is no document.
pub const LARGEST: u64 = 1 << 30;

/// Gets the text out of the bytes of a file. Where no media type is given, the name and the content tell it.
///
/// # Errors
/// Where the file is of a format that is not read, contradicts its name, is not UTF-8, or is XML that is not well-formed or has what no
/// document needs.
pub fn extract(path: &str, bytes: Vec<u8>, media_type: Option<MediaType>) -> Result<Rendition, ExtractError> {
    if bytes.len() as u64 > LARGEST {
        return Err(ExtractError::TooLarge { bytes: bytes.len() as u64, of: "content" });
    }
    match media_type::decide(path, &bytes, media_type)? {
        MediaType::AkomaNtoso => Rendition::akoma_ntoso(path, bytes),
        MediaType::Pdf => Err(ExtractError::NoLayout),
        plain => Ok(Rendition::plain(path, bytes, plain)?),
    }
}

/// Whether bytes are those of a PDF, which [`pdf`] reads.
pub fn is_pdf(bytes: &[u8]) -> bool {
    media_type::is_pdf(bytes)
}

/// Gets the text of a PDF out of what poppler writes of it. The bytes are those of the file itself.
///
/// # Errors
/// Where the bytes are no PDF or contradict the name, or poppler wrote no pages.
pub fn pdf(path: &str, bytes: &[u8], layout: &Layout<'_>) -> Result<Rendition, ExtractError> {
    for (length, of) in [(bytes.len(), "content"), (layout.xhtml.len(), "poppler's output")] {
        if length as u64 > LARGEST {
            return Err(ExtractError::TooLarge { bytes: length as u64, of });
        }
    }
    match media_type::decide(path, bytes, None)? {
        MediaType::Pdf => Ok(Rendition::pdf(path, bytes, layout)?),
        content => Err(ExtractError::TwoTypes { by: "reader", said: MediaType::Pdf, content }),
    }
}
