//! One column of a record batch in the making, in any of the types that published columns have.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Date32Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_schema::DataType;

use super::schema::ColumnKind;

/// The values of a column so far.
pub(crate) enum Builder {
    Text(StringBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
}

impl Builder {
    /// No values yet, with room for so many rows and so many bytes of text.
    pub(crate) fn of_kind(kind: ColumnKind, rows: usize, text_bytes: usize) -> Self {
        match kind {
            ColumnKind::Text => Self::Text(StringBuilder::with_capacity(rows, text_bytes)),
            ColumnKind::Int32 => Self::Int32(Int32Builder::with_capacity(rows)),
            ColumnKind::Int64 => Self::Int64(Int64Builder::with_capacity(rows)),
            ColumnKind::Bool => Self::Bool(BooleanBuilder::with_capacity(rows)),
            ColumnKind::Date => Self::Date(Date32Builder::with_capacity(rows)),
        }
    }

    /// No values yet; none where no published column has the type.
    pub(crate) fn of_type(data_type: &DataType) -> Option<Self> {
        match data_type {
            DataType::Utf8 => Some(Self::Text(StringBuilder::new())),
            DataType::Int32 => Some(Self::Int32(Int32Builder::new())),
            DataType::Int64 => Some(Self::Int64(Int64Builder::new())),
            DataType::Boolean => Some(Self::Bool(BooleanBuilder::new())),
            DataType::Date32 => Some(Self::Date(Date32Builder::new())),
            _ => None,
        }
    }

    /// Appends no value.
    pub(crate) fn append_null(&mut self) {
        match self {
            Self::Text(builder) => builder.append_null(),
            Self::Int32(builder) => builder.append_null(),
            Self::Int64(builder) => builder.append_null(),
            Self::Bool(builder) => builder.append_null(),
            Self::Date(builder) => builder.append_null(),
        }
    }

    /// The values, after which there are none.
    pub(crate) fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Int32(builder) => Arc::new(builder.finish()),
            Self::Int64(builder) => Arc::new(builder.finish()),
            Self::Bool(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
        }
    }
}
