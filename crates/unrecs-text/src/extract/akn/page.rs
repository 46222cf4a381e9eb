//! Where the lines of a document, or of a footnote in it, begin and end.

use super::elements::Role;
use super::sheet::{Row, Sheet};

/// The lines of a document or of a footnote.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub sheet: Sheet,
    place: Place,
}

/// Where on the page the next words stand.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Behind a number, whose paragraph stands on the same line.
    number: Option<Number>,
    /// The row of a table, and how many elements of tables are open in it.
    row: Option<Row>,
    inner: usize,
    /// How many empty cells stand behind the last one.
    empty: usize,
    /// How long the text is with the mark of a footnote and nothing else.
    note_mark: Option<usize>,
    /// How many bytes of that mark its words repeat.
    repeated: usize,
}

/// A number that waits for its paragraph.
#[derive(Debug)]
struct Number {
    /// How long the text is with it.
    length: usize,
    /// How many elements are open around it; none where they were closed without words, so that the next paragraph has them, unless it has
    /// a number of its own.
    depth: Option<usize>,
}

/// The widest cell behind which empty ones are added.
const WIDEST: usize = 16;

impl Place {
    /// Behind a number that was just written.
    pub fn behind_number(sheet: &mut Sheet, depth: usize) -> Self {
        sheet.space();
        let length = sheet.len();
        Self { number: Some(Number { length, depth: Some(depth) }), note_mark: Some(length), ..Self::default() }
    }
}

impl Page {
    pub fn new(sheet: Sheet, place: Place) -> Self {
        Self { sheet, place }
    }

    /// What an element of a role does to the line before it.
    pub fn before(&mut self, role: Role) {
        match role {
            Role::Block => self.end_line(),
            Role::Number => self.begin_number(),
            Role::Heading => self.begin_heading(),
            Role::Part | Role::Opening => self.end_part(),
            Role::Title => self.sheet.space(),
            Role::Break => self.break_line(),
            Role::Row if self.place.row.is_none() => {
                self.place.number = None;
                self.place.row = Some(self.sheet.begin_row());
            }
            Role::Row | Role::Cell => self.place.inner += 1,
            Role::Meta
            | Role::Inline
            | Role::Emphasis
            | Role::Raised
            | Role::Link
            | Role::Note
            | Role::NoteMark
            | Role::NoteElsewhere => {}
        }
    }

    /// What it does to the line behind it; so many elements are open around it.
    pub fn behind(&mut self, role: Role, depth: usize) {
        match role {
            Role::Block | Role::Opening => self.end_line(),
            Role::Part | Role::Heading => self.end_part(),
            Role::Number if !self.sheet.is_fresh() => {
                self.sheet.space();
                self.place.number = Some(Number { length: self.sheet.len(), depth: Some(depth) });
                return;
            }
            Role::Row if self.place.inner == 0 => {
                for _ in 0..std::mem::take(&mut self.place.empty) {
                    self.sheet.begin_cell();
                }
                if let Some(row) = self.place.row.take() {
                    self.sheet.end_row(&row);
                }
            }
            Role::Row | Role::Cell => {
                self.place.inner = self.place.inner.saturating_sub(1);
                self.sheet.space();
            }
            _ => {}
        }
        if let Some(number) =
            self.place.number.as_mut().filter(|number| number.depth.is_some_and(|around| around > depth))
        {
            number.depth = None;
        }
    }

    /// Begins a cell of the row; one that is several columns wide has empty ones behind it.
    pub fn begin_cell(&mut self, columns: &str) {
        if self.place.row.is_none() || self.place.inner != 1 {
            return self.end_line();
        }
        for _ in 0..=std::mem::take(&mut self.place.empty) {
            self.sheet.begin_cell();
        }
        self.place.empty = columns.parse().map_or(0, |columns: usize| columns.clamp(1, WIDEST) - 1);
    }

    /// Whether the next words stand in a cell of a table.
    pub fn is_cell(&self) -> bool {
        self.place.row.is_some()
    }

    /// Whether nothing of a footnote is written but its mark, which begins with this behind what its words repeated of it.
    pub fn is_own_mark(&self, part: &str) -> bool {
        let rest = self.sheet.line().get(self.place.repeated..);
        self.is_behind_own_mark() && rest.is_some_and(|rest| rest.starts_with(part))
    }

    /// The words of a footnote repeat so many bytes of its mark.
    pub fn repeat_own_mark(&mut self, length: usize) {
        self.place.repeated += length;
    }

    /// Whether nothing of a footnote is written but its mark.
    pub fn is_behind_own_mark(&self) -> bool {
        self.place.note_mark == Some(self.sheet.len())
    }

    /// How many bytes of words repeat the number before them: a tab sets a number apart that is typed.
    pub fn repeated_number(&self, words: &str) -> usize {
        let typed = words.trim_start().split_once('\t').map_or("", |(typed, _)| typed.trim_end());
        let before = self.sheet.line().strip_suffix(typed);
        let whole = before.is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let repeats = self.number_waits() && !typed.is_empty() && whole;
        if repeats { words.len() - words.trim_start().len() + typed.len() } else { 0 }
    }

    fn end_line(&mut self) {
        if self.place.row.is_some() || !self.number_waits() {
            self.break_line();
        }
    }

    /// Whether a number was written last, so that its paragraph stands on the same line.
    fn number_waits(&self) -> bool {
        self.place.number.as_ref().is_some_and(|number| number.length == self.sheet.len())
    }

    fn end_part(&mut self) {
        if self.place.row.is_none() {
            self.place.number = None;
            self.sheet.end_part();
        }
    }

    fn break_line(&mut self) {
        match self.place.row {
            Some(_) => self.sheet.space(),
            None => self.sheet.end_line(),
        }
    }

    /// A number directly in another stands on its line, as in `1. (a)`.
    fn begin_number(&mut self) {
        if self.place.number.as_ref().is_some_and(|number| number.depth.is_none()) {
            self.place.number = None;
        }
        self.end_line();
    }

    /// A heading stands on the line of its number if the number ends with a mark, as in `I. Rules`; a bare number has its own line.
    fn begin_heading(&mut self) {
        match self.place.number.take_if(|number| number.length == self.sheet.len()) {
            Some(number) if self.place.row.is_none() => {
                self.sheet.put_blank_line_above();
                if self.sheet.line().ends_with(['.', ')', '-', '–', ':', '：']) {
                    self.place.number = Some(Number { length: self.sheet.len(), ..number });
                } else {
                    self.end_part();
                }
            }
            _ => self.end_part(),
        }
    }
}
