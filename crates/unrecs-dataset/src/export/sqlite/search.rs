//! The index of words: a table of FTS5 beside each table with columns in which people look for words.
//!
//! Chinese is written without spaces, and none of SQLite's tokenizers parts it into words: `unicode61` takes a whole clause for one
//! word, and `trigram` finds no word of two characters, as most Chinese words are (庇护, 签证). Here each Chinese character is a word
//! of its own, parted by spaces from its neighbours, so that a Chinese word of any length is a phrase. English words stay words.

use rusqlite::{Connection, Statement};

use super::definitions::quoted;
use super::value;
use crate::export::cells::Rows;
use crate::tables::schema::Table;

/// The name of the index of a table.
pub(crate) fn name(table: &Table) -> String {
    format!("{}_search", table.name)
}

/// Creates the index; none where no column is searched. It has the key of the row and the searched columns.
pub(super) fn table(table: &Table) -> Option<String> {
    let columns = searched(table)?.into_iter().map(|index| quoted(table.columns[index].name));
    let columns = columns.collect::<Vec<_>>().join(", ");
    let name = quoted(&name(table));
    let key = table.primary_key.iter().map(|key| format!("{} UNINDEXED", quoted(key))).collect::<Vec<_>>().join(", ");
    Some(format!(
        "CREATE VIRTUAL TABLE {name} USING fts5({key}, {columns}, tokenize = 'unicode61 remove_diacritics 2');"
    ))
}

/// Puts the index into its final form, when all rows are in it.
pub(super) fn end(table: &Table) -> Option<String> {
    searched(table)?;
    let name = quoted(&name(table));
    Some(format!("INSERT INTO {name} ({name}) VALUES ('optimize');"))
}

/// How words are looked for, for people; none where no column is searched. In English and Chinese.
pub(super) fn manual(table: &Table) -> Option<[String; 2]> {
    let column = table.columns[*searched(table)?.first()?].name;
    let (name, table, key) = (name(table), table.name, table.primary_key[0]);
    let find = |words: &str| format!("SELECT {key} FROM {name} WHERE {name} MATCH '{words}'");
    // Words that hardly any body does without: cooperation, and states that cooperate.
    let (chinese, english) = (find("\"合 作\""), find("states AND cooperat*"));
    let scan = format!("SELECT {key} FROM {table} WHERE {column} LIKE '%合作%'");
    Some([
        format!(
            "{name} is a full-text index (FTS5). For example, write a Chinese word in double quotes with a space between its characters, and an \
             English one as it is: {chinese}; {english}. Join the result with {table} by {key}. Without the index, {scan} finds the \
             same by reading every row."
        ),
        format!(
            "{name}为全文索引（FTS5）。例如：中文词语加双引号，各字之间加空格；英文词语照写：{chinese}；{english}。结果以{key}与{table}表连接。\
             不用索引时，{scan}逐行查找，结果相同。"
        ),
    ])
}

/// Which columns are searched; none where there are none. The key of such a table is text.
pub(crate) fn searched(table: &Table) -> Option<Vec<usize>> {
    let columns = table.columns.iter().enumerate().filter(|(_, column)| column.searched);
    let columns: Vec<usize> = columns.map(|(index, _)| index).collect();
    (!columns.is_empty()).then_some(columns)
}

/// What adds the words of rows.
pub(super) struct Words<'c> {
    insert: Statement<'c>,
    key: Vec<usize>,
    columns: Vec<usize>,
    spaced: String,
}

impl<'c> Words<'c> {
    /// For the rows of this table; none where no column is searched.
    pub(super) fn of(connection: &'c Connection, table: &Table) -> rusqlite::Result<Option<Self>> {
        let key: Option<Vec<usize>> = table.primary_key.iter().map(|name| table.index_of(name)).collect();
        let (Some(columns), Some(key)) = (searched(table), key) else { return Ok(None) };
        let places = vec!["?"; columns.len() + key.len()].join(", ");
        let insert = connection.prepare(&format!("INSERT INTO {} VALUES ({places})", quoted(&name(table))))?;
        Ok(Some(Self { insert, key, columns, spaced: String::new() }))
    }

    /// Adds the words of a row.
    pub(super) fn add(&mut self, rows: &Rows<'_>, row: usize) -> rusqlite::Result<()> {
        for (&column, index) in self.key.iter().zip(1..) {
            self.insert.raw_bind_parameter(index, value(rows.cell(column, row)))?;
        }
        for (&column, index) in self.columns.iter().zip(self.key.len() + 1..) {
            self.spaced.clear();
            space(rows.cell(column, row).text().unwrap_or_default(), &mut self.spaced);
            self.insert.raw_bind_parameter(index, self.spaced.as_str())?;
        }
        self.insert.raw_execute().map(drop)
    }
}

/// Appends a text with a space on each side of every character that is written without spaces between words.
pub(crate) fn space(text: &str, out: &mut String) {
    for c in text.chars() {
        if stands_alone(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
}

/// Chinese characters and Japanese kana, by their Unicode blocks: radicals to kana, the ideographs with their first extension, the
/// compatibility ideographs, and the supplementary ideographic planes.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_are_words_of_their_own() {
        let mut out = String::new();
        space("《议定书》 asylum第6条𠀀", &mut out);
        let words: Vec<&str> = out.split_whitespace().collect();
        assert_eq!(words, ["《", "议", "定", "书", "》", "asylum", "第", "6", "条", "𠀀"]);
    }
}
