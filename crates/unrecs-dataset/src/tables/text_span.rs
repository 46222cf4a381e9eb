//! The columns that say where words stand in the text of their recommendation, the same in every table that has them.

use super::schema::{Column, Int32};

/// Position of the first character.
pub(super) const TEXT_START: Column = Column::required("text_start", Int32)
    .en("Where the words begin in the column text of the recommendation: offset in Unicode code points, counted from \
         0.")
    .zh("词语在所属建议text一栏中的起始位置：以Unicode码位计的偏移量，从0开始。");

/// Position behind the last character.
pub(super) const TEXT_END: Column = Column::required("text_end", Int32)
    .en("Where the words end in the column text of the recommendation: offset in Unicode code points behind the last \
         character (end exclusive).")
    .zh("词语在所属建议text一栏中的结束位置：最后一个字符之后的偏移量，以Unicode码位计（不含该位置）。");
