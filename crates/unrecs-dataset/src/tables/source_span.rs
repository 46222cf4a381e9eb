//! The columns that say where a row stands in its source file, the same in every table that has them.

use super::schema::{Column, Int32, Int64};

/// Offset of the first byte.
pub(super) const SOURCE_START: Column = Column::required("source_start", Int64)
    .en("Where the row begins in the source file: offset in bytes from the start of the file, counted from 0.")
    .zh("该行在源文件中的起始位置：自文件开头起算的字节偏移量，从0开始。");

/// Offset behind the last byte.
pub(super) const SOURCE_END: Column = Column::required("source_end", Int64)
    .en("Where the row ends in the source file: offset in bytes behind its last byte (end exclusive).")
    .zh("该行在源文件中的结束位置：最后一个字节之后的字节偏移量（不含该位置）。");

/// Line of the first byte.
pub(super) const SOURCE_LINE: Column = Column::required("source_line", Int32)
    .en("Line of the source file on which the row begins, counted from 1.")
    .zh("该行在源文件中起始处的行号，从1开始。");
