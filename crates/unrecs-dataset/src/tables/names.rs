//! Columns of names, the same in every table that has them.

use super::schema::{Code, Column, Int32, Text};

/// The language of a name.
pub(super) const LANGUAGE: Column = Column::required("language", Text)
    .en("Language of the name, as a BCP 47 tag such as zh.")
    .zh("名称的语文，以BCP 47标记表示，如zh。");

/// Which of the names in its language it is.
pub(super) const POSITION: Column = Column::required("position", Int32)
    .en("Place among the names in the language: 1, 2, 3 and so on, in the order of the registry.")
    .zh("在该语文各名称中的次序：按登记册顺序为1、2、3，依此类推。");

/// Whether it is the whole name.
pub(super) const FORM: Column =
    Column::required("form", Text).coded(FORMS).en("Whether it is the whole name.").zh("是否全称。");

static FORMS: &[Code] = &[
    Code::new("full").en("The whole, official name.").zh("正式全称。"),
    Code::new("short").en("Another name in use, mostly a shorter one.").zh("通用的其他名称，多为简称。"),
];
