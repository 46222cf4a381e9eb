//! The workbook as it is exported: the rows of each table on its sheets, and long texts put together again from their parts.

mod archive;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::ControlFlow;

use arrow_schema::SchemaRef;

use super::columns::Columns;
use super::{DataFile, ReadError, TableFile, TakeBatches, Wrong, shown};
use crate::tables::Cell;
use crate::tables::arrow::{key_columns, table_name};
use crate::tables::schema::ColumnKind;
use archive::{Archive, elements};
use sheet::{Found, Sheet, SheetCell};
use unrecs_text::value::date_of_days;

/// The sheets that are no tables: the first, the one behind the tables, and those at the end.
pub(crate) const COVER: &str = "about";
pub(crate) const DICTIONARY: &str = "dictionary";
pub(crate) const LONG_TEXTS: &str = "long_texts";

/// The columns of the sheets with long texts.
const LONG_TEXTS_HEADER: [&str; 5] = ["table", "row", "column", "part", "text"];

/// Bytes of long texts, which are in memory together, for each byte of the file; and in any case.
const LONG_PER_BYTE: u64 = 32;
const LONG_ANY: u64 = 16 << 20;

/// From this one on, a number is a text.
const EXACT: i64 = 1_000_000_000_000_000;

/// How a day is shown; the one look of a cell that is not general.
const DAY: &str = "yyyy-mm-dd";
const DAY_NUMBER: &str = "164";

/// Days from 1899-12-30, from which Excel counts since March 1900, to 1970-01-01.
const BEFORE_1970: i64 = 25_569;

/// The day that Excel has and the calendar has not, 1900-02-29.
const NO_DAY: i64 = 60;

/// Reads the rows of every table and hands them over, table by table.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn read(
    input: DataFile,
    name: &str,
    schemas: &[SchemaRef],
    take: &mut TakeBatches<'_>,
) -> Result<(), ReadError> {
    let file = TableFile::unread(name);
    let mut workbook = Workbook::open(input, schemas).map_err(|wrong| file.whole(wrong))?;
    for schema in schemas {
        let mut row = 0;
        let ended = workbook.table(schema, &mut row, take).map_err(|wrong| file.at_row(row, wrong))?;
        if ended.is_break() {
            return Ok(());
        }
    }
    workbook.end().map_err(|wrong| file.whole(wrong))
}

/// What a workbook has beside the rows of its tables.
pub(crate) struct Beside {
    archive: Archive,
    file: TableFile,
    /// Rows on the sheets with long texts.
    pub(crate) long_texts: usize,
    /// Whether a cell is shown as a day.
    pub(crate) has_days: bool,
}

impl Beside {
    /// Opens a workbook, which errors call by the given name.
    ///
    /// # Errors
    /// Where its parts are not those that are published.
    pub(crate) fn of(input: DataFile, name: &str) -> Result<Self, ReadError> {
        let file = TableFile::unread(name);
        let read = || {
            let mut archive = Archive::open(input)?;
            let has_days = Looks::of(&mut archive)?.0.contains(&true);
            let mut long_texts = 0;
            for index in sheets_of(archive.sheets(), LONG_TEXTS) {
                let mut sheet = Sheet::new(archive.sheet(index)?);
                while sheet.next()?.is_some() {
                    long_texts += 1;
                }
                long_texts -= 1;
            }
            Ok((archive, long_texts, has_days))
        };
        let (archive, long_texts, has_days) = read().map_err(|wrong| file.whole(wrong))?;
        Ok(Self { archive, file, long_texts, has_days })
    }

    /// The parts that hold no rows of a table: every one but the sheets of these tables and of long texts.
    ///
    /// # Errors
    /// Where one of them cannot be read.
    pub(crate) fn parts(&mut self) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
        let sheets = self.archive.sheets().iter().enumerate();
        let of_people = sheets.filter(|(_, name)| [COVER, DICTIONARY].contains(&name.as_str()));
        let of_people: Vec<String> = of_people.map(|(index, _)| archive::path(index)).collect();
        let names = archive::PARTS.into_iter().map(str::to_owned).chain(of_people);
        let part = |name: String| Ok((name.clone(), self.archive.part(&name)?));
        names.map(part).collect::<Result<_, Wrong>>().map_err(|wrong| self.file.whole(wrong))
    }
}

/// The places of the sheets of a name: `segments`, `segments_2` and so on.
fn sheets_of(sheets: &[String], name: &str) -> Vec<usize> {
    let called = (1..).map(|number| if number == 1 { name.to_owned() } else { format!("{name}_{number}") });
    called.map_while(|name| sheets.iter().position(|sheet| *sheet == name)).collect()
}

/// For each look of a cell whether it is that of a day.
struct Looks(Vec<bool>);

impl Looks {
    fn of(archive: &mut Archive) -> Result<Self, Wrong> {
        let (mut looks, mut within) = (Vec::new(), false);
        for element in elements(&archive.part("xl/styles.xml")?)? {
            match element.name.as_str() {
                "numFmt"
                    if element.value("numFmtId") != Some(DAY_NUMBER) || element.value("formatCode") != Some(DAY) =>
                {
                    return Err(element.unexpected(DAY));
                }
                "cellXfs" => within = true,
                "cellStyles" => within = false,
                "xf" => {
                    let format = element.value("numFmtId");
                    if ![Some("0"), Some(DAY_NUMBER)].contains(&format) {
                        return Err(element.unexpected("values that are shown as they are"));
                    }
                    if within {
                        looks.push(format == Some(DAY_NUMBER));
                    }
                }
                "dxf" | "extLst" | "ext" => return Err(element.unexpected("looks that hang on no condition")),
                _ => {}
            }
        }
        Ok(Self(looks))
    }
}

/// A text that is on the sheets for long ones, by table, row and column.
type Key = (String, String, String);

struct Workbook {
    archive: Archive,
    looks: Looks,
    long: HashMap<Key, String>,
}

impl Workbook {
    fn open(input: DataFile, schemas: &[SchemaRef]) -> Result<Self, Wrong> {
        let bytes = input.metadata().map_err(|error| Wrong::cannot_read(&error))?.len();
        let mut archive = Archive::open(input)?;
        let names = archive.sheets();
        let tables = schemas.iter().flat_map(|schema| sheets_of(names, table_name(schema)));
        let mut expected: Vec<usize> = tables.chain(sheets_of(names, LONG_TEXTS)).collect();
        let of_people = names.iter().enumerate().filter(|(_, name)| [COVER, DICTIONARY].contains(&name.as_str()));
        let of_people: Vec<usize> = of_people.map(|(index, _)| index).collect();
        expected.extend(&of_people);
        if let Some((_, name)) = names.iter().enumerate().find(|(index, _)| !expected.contains(index)) {
            return Err(Wrong::differ(format!("the sheet {}", shown(name)), "none of this name"));
        }
        // They are no rows of tables, and nothing else than cells of text and numbers.
        for index in of_people {
            let name = archive.sheets()[index].clone();
            let mut sheet = Sheet::new(archive.sheet(index)?);
            while sheet.next().map_err(|wrong| on_sheet(&name, wrong))?.is_some() {}
        }
        let looks = Looks::of(&mut archive)?;
        let mut workbook = Self { archive, looks, long: HashMap::new() };
        workbook.read_long_texts(bytes.saturating_mul(LONG_PER_BYTE).saturating_add(LONG_ANY))?;
        Ok(workbook)
    }

    fn read_long_texts(&mut self, mut room: u64) -> Result<(), Wrong> {
        let mut last: Option<(Key, i64)> = None;
        for index in sheets_of(self.archive.sheets(), LONG_TEXTS) {
            let name = self.archive.sheets()[index].clone();
            let mut sheet = Sheet::new(self.archive.sheet(index)?);
            header(&mut sheet, &LONG_TEXTS_HEADER).map_err(|wrong| on_sheet(&name, wrong))?;
            while let Some(cells) = sheet.next().map_err(|wrong| on_sheet(&name, wrong))? {
                let text = |column: usize| match cells.get(column) {
                    Some(Some(SheetCell { found: Found::Text(text), .. })) => Some(text.clone()),
                    _ => None,
                };
                let number = match cells.get(3) {
                    Some(Some(SheetCell { found: Found::Number(number), .. })) => number.parse::<i64>().ok(),
                    _ => None,
                };
                let line = (text(0).zip(text(1)), text(2), number, text(4));
                let (Some((table, row)), Some(column), Some(number), Some(part)) = line else {
                    return Err(on_sheet(&name, Wrong::differ("a row without one of its cells", "a part of a text")));
                };
                let key = (table, row, column);
                let follows = last.as_ref().is_some_and(|(before, at)| *before == key && number == at + 1);
                if !follows && (number != 1 || self.long.contains_key(&key)) {
                    let found = format!("part {number} of the text in {} of {}", key.2, shown(&key.1));
                    return Err(on_sheet(&name, Wrong::differ(found, "the parts of a text one behind the other")));
                }
                let left = room.checked_sub(part.len() as u64);
                room = left.ok_or_else(|| Wrong::new("its long texts are larger than a file of its size can have"))?;
                self.long.entry(key.clone()).or_default().push_str(&part);
                last = Some((key, number));
            }
        }
        Ok(())
    }

    fn table(
        &mut self,
        schema: &SchemaRef,
        row: &mut u64,
        take: &mut TakeBatches<'_>,
    ) -> Result<ControlFlow<()>, Wrong> {
        let mut columns = Columns::new(schema)?;
        let name = table_name(schema);
        let keys = key_columns(schema).unwrap_or_default();
        let sheets = sheets_of(self.archive.sheets(), name);
        if sheets.is_empty() {
            return Err(Wrong::differ(format!("no sheet {name}"), "one with the rows of this table"));
        }
        let names: Vec<String> = (0..columns.len()).map(|column| columns.name(column).to_owned()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for index in sheets {
            let title = self.archive.sheets()[index].clone();
            let mut sheet = Sheet::new(self.archive.sheet(index)?);
            header(&mut sheet, &names).map_err(|wrong| on_sheet(&title, wrong))?;
            loop {
                *row += 1;
                let Some(cells) = sheet.next().map_err(|wrong| on_sheet(&title, wrong))? else { break };
                if cells.len() > columns.len() {
                    let wrong = Wrong::differ(format!("{} cells", cells.len()), format!("{} columns", columns.len()));
                    return Err(on_sheet(&title, wrong));
                }
                let row_key = || keys.iter().map(|&key| shown_key(cells.get(key))).collect::<Vec<_>>().join("|");
                for (column, column_name) in names.iter().enumerate() {
                    let cell = cells.get(column).and_then(Option::as_ref);
                    let long = match cell {
                        Some(SheetCell { found: Found::Text(text), .. })
                            if !self.long.is_empty() && text.ends_with(']') =>
                        {
                            self.long.remove(&(name.to_owned(), row_key(), (*column_name).to_owned()))
                        }
                        _ => None,
                    };
                    let added = match long {
                        Some(long) => continued(&mut columns, column, cell, &long),
                        None => value(&mut columns, column, cell, &self.looks),
                    };
                    added.map_err(|wrong| Wrong { column: Some(format!("{name}.{column_name}")), ..wrong })?;
                }
                if let Some(batch) = columns.end_row()
                    && take(batch).is_break()
                {
                    return Ok(ControlFlow::Break(()));
                }
            }
            *row -= 1;
        }
        *row = 0;
        Ok(columns.finish().map_or(ControlFlow::Continue(()), take))
    }

    /// Every long text was one of a cell.
    fn end(self) -> Result<(), Wrong> {
        match self.long.into_keys().min() {
            None => Ok(()),
            Some((table, row, column)) => {
                let found = format!("a long text for {column} of {} in {}", shown(&row), shown(&table));
                Err(on_sheet(LONG_TEXTS, Wrong::differ(found, "the texts of cells alone")))
            }
        }
    }
}

fn on_sheet(name: &str, wrong: Wrong) -> Wrong {
    Wrong::new(format!("on the sheet {}: {}", shown(name), wrong.problem))
}

/// Reads the first row, which has these names.
fn header<R: std::io::Read>(sheet: &mut Sheet<R>, names: &[&str]) -> Result<(), Wrong> {
    let cells = sheet.next()?.unwrap_or_default();
    let found = cells.iter().map(|cell| match cell {
        Some(SheetCell { found: Found::Text(text), .. }) => text.as_str(),
        _ => "",
    });
    let found: Vec<&str> = found.collect();
    if found != names {
        return Err(Wrong::differ(shown(&found.join(", ")), format!("the names {}", names.join(", "))));
    }
    Ok(())
}

/// A cell of the key of a row as it is written beside long texts.
fn shown_key(cell: Option<&Option<SheetCell>>) -> String {
    match cell {
        Some(Some(SheetCell { found: Found::Text(text) | Found::Number(text), .. })) => text.clone(),
        _ => String::new(),
    }
}

/// Appends a text of which the cell has the beginning, with a remark behind it.
fn continued(columns: &mut Columns, column: usize, cell: Option<&SheetCell>, long: &str) -> Result<(), Wrong> {
    let Some(SheetCell { found: Found::Text(text), .. }) = cell else { return columns.null(column) };
    let beginning = text.rsplit_once(" … [").map(|(beginning, _)| beginning);
    if !beginning.is_some_and(|beginning| long.starts_with(beginning)) {
        return Err(Wrong::differ(shown(text), format!("the beginning of {}, which is its long text", shown(long))));
    }
    columns.parse(column, long)
}

/// Appends what stands in a cell, which is of the kind that the exporter gives to values of the column.
fn value(columns: &mut Columns, column: usize, cell: Option<&SheetCell>, looks: &Looks) -> Result<(), Wrong> {
    let Some(SheetCell { found, look }) = cell else { return columns.null(column) };
    let is_day = *looks.0.get(*look).ok_or_else(|| columns.wrong(column, &format!("a cell with the look {look}")))?;
    let kind = columns.kind(column);
    match (found, kind) {
        (Found::Number(number), ColumnKind::Date) if is_day => match day(number) {
            Some(days) => columns.day(column, days),
            None => Err(columns.wrong(column, &format!("the number {number}"))),
        },
        (Found::Number(number), ColumnKind::Int32 | ColumnKind::Int64) if !is_day => match Cell::parse(kind, number) {
            Some(Cell::Int(value)) if value.abs() < EXACT => columns.json(column, Cell::Int(value)),
            _ => Err(columns.wrong(column, &format!("the number {number}"))),
        },
        (Found::Bool(truth), ColumnKind::Bool) if !is_day && ["0", "1"].contains(&truth.as_str()) => {
            columns.json(column, Cell::Bool(truth == "1"))
        }
        (Found::Text(text), ColumnKind::Text) => columns.parse(column, text),
        // What Excel cannot hold is a text.
        (Found::Text(text), ColumnKind::Date | ColumnKind::Int64) => match Cell::parse(kind, text) {
            Some(Cell::Int(value)) if value.unsigned_abs() >= EXACT as u64 => columns.parse(column, text),
            Some(Cell::Date(days)) if i64::from(days) < first_day() => columns.parse(column, text),
            _ => Err(columns.wrong(column, &format!("the text {}", shown(text)))),
        },
        (Found::Text(text), _) => Err(columns.wrong(column, &format!("the text {}", shown(text)))),
        (Found::Number(number) | Found::Bool(number), _) => {
            let look = if is_day { " that is shown as a day" } else { "" };
            Err(columns.wrong(column, &format!("the value {}{look}", shown(number))))
        }
        (Found::Shared, _) => Err(columns.wrong(column, "a text of the sheets for people")),
    }
}

/// 1900-01-01, from which on Excel has days, in days from 1970-01-01.
fn first_day() -> i64 {
    1 - (BEFORE_1970 - 1)
}

/// The day with this number in Excel, in days from 1970-01-01.
fn day(number: &str) -> Option<i32> {
    let Some(Cell::Int(number)) = Cell::parse(ColumnKind::Int64, number) else { return None };
    let days = match number {
        1..NO_DAY => number - (BEFORE_1970 - 1),
        NO_DAY => return None,
        _ => number - BEFORE_1970,
    };
    i32::try_from(days).ok().filter(|days| number >= 1 && date_of_days(*days).is_some())
}
