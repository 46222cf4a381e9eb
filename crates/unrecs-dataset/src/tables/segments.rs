//! `segments`: what every byte of the text that was read is.

use super::codes::SEGMENTS;
use super::keys::DOCUMENT_ID;
use super::places::Places;
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Int32, Int64, Nesting, RowSource, Table, TableRole, Text, Words};
use super::{language, offset, ordinal};
use unrecs_text::normalize::{Normalized, Origins};
use unrecs_text::parse::SegmentKind;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "segments",
    row: "segment",
    title: Words::en("Segments").zh("区段"),
    description: Words {
        en: "What every byte of the text that was read is. The segments of a document tile its text: they start at 0, end at \
             its length, and leave no gap and no overlap; those with words tile the text of their paragraph. Rows come and \
             go with the bytes of the text, in any version.",
        zh: "所读取正文每个字节的性质。一份文件的各区段铺满全文：从0开始，到末尾为止，既无缺口，也不重叠；含文字的各区段铺满其段落的text。\
             各行随正文字节增减，任何版本中均可能变动。",
    },
    role: TableRole::Provenance,
    columns: &[
        DOCUMENT_ID,
        Column::required("language", Text)
            .en("Language of the text, as a BCP 47 tag.")
            .zh("正文的语文，以BCP 47标记表示。"),
        Column::required("position", Int32)
            .en("Place among the segments of the document: 1, 2, 3 and so on, in the order of the text.")
            .zh("在该文件各区段中的次序：按正文顺序为1、2、3，依此类推。"),
        Column::required("kind", Text).coded(SEGMENTS).en("What the stretch of the text is.").zh("该区段的类别。"),
        Column::optional("paragraph_id", Text)
            .en("The paragraph it belongs to; key of paragraphs. Null where it belongs to none.")
            .zh("所属段落；paragraphs表的键。不属于任何段落时为空。"),
        Column::required("text_start", Int64)
            .en("Where it begins in the text that was read: offset in bytes of UTF-8, counted from 0.")
            .zh("在所读取正文中的起始位置：以UTF-8字节计的偏移量，从0开始。"),
        Column::required("text_end", Int64)
            .en("Where it ends in the text that was read: offset in bytes of UTF-8 behind its last byte (end exclusive).")
            .zh("在所读取正文中的结束位置：最后一个字节之后的偏移量，以UTF-8字节计（不含该位置）。"),
        Column::optional("words_start", Int32)
            .en("Where its words begin in the column text of its paragraph: offset in Unicode code points, counted from 0. \
                 Null where it has no words of a paragraph.")
            .zh("其文字在所属段落text一栏中的起始位置：以Unicode码位计的偏移量，从0开始。不含段落文字时为空。"),
    ],
    primary_key: &["document_id", "language", "position"],
    nesting: Nesting::Apart,
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("document_id", "documents", "document_id").in_language(),
        ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language(),
    ],
};

/// One row per segment, in the order of the text.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    let mut words: Option<WordsOf<'_>> = None;
    for (index, segment) in document.segments().iter().enumerate() {
        let key = [document.metadata().document_id.as_str().into(), language(resolved).into(), ordinal(index)];
        rows.add(key, |row| {
            let span = segment.span();
            let of = segment.paragraph();
            let words_start = of.filter(|_| segment.kind == SegmentKind::Words).and_then(|of| {
                let known = words.take().filter(|words| words.paragraph == of);
                words.insert(known.unwrap_or_else(|| WordsOf::new(document, of))).start(span.start)
            });
            row.fill([
                segment.kind.code().into(),
                of.map(|of| document.paragraph_id(&document.paragraphs()[of])).into(),
                offset(span.start),
                offset(span.end),
                words_start.into(),
            ]);
        });
    }
}

/// Where the words of the segments of a paragraph begin in its text.
struct WordsOf<'d> {
    paragraph: usize,
    origins: Origins,
    places: Places<'d>,
}

impl<'d> WordsOf<'d> {
    fn new(document: &'d Normalized, index: usize) -> Self {
        let paragraph = &document.paragraphs()[index];
        let (origins, places) = (document.origins(paragraph), Places::of(document.text(paragraph)));
        Self { paragraph: index, origins, places }
    }

    /// Of the segment that begins at a byte of the source.
    fn start(&mut self, byte: usize) -> Option<i32> {
        let pieces = self.origins.pieces();
        let piece = pieces.binary_search_by_key(&byte, |(_, piece)| piece.start).ok()?;
        Some(self.places.code_points(pieces[piece].0))
    }
}
