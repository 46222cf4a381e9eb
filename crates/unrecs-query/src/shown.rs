//! An answer as a table for people: columns one below the other whatever the script, as wide as the terminal.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::Answer;
use super::answer::AnswerCell;
use unrecs_dataset::tables::Cell;
use unrecs_text::value::visible;

/// Between two columns.
const GAP: &str = "  ";

/// Columns of the screen that a column keeps however narrow the terminal is.
const NARROWEST: usize = 6;

/// A table with its header, and nothing behind it. Cells that do not fit into `width` columns of the screen are cut, and end in …;
/// without a width none is.
pub fn shown(answer: &Answer, width: Option<usize>) -> String {
    let names = answer.names();
    let mut lines: Vec<Vec<String>> = vec![names.iter().map(|name| visible(name)).collect()];
    let mut right = vec![true; names.len()];
    for row in 0..answer.rows() {
        let cells = answer.row(row).enumerate().map(|(column, cell)| {
            right[column] &= matches!(cell, AnswerCell::Published(Cell::Null | Cell::Int(_)) | AnswerCell::Float(_));
            if cell == AnswerCell::Published(Cell::Null) { "null".to_owned() } else { visible(&cell.to_string()) }
        });
        let cells = cells.collect();
        lines.push(cells);
    }
    let widest = |column: usize| lines.iter().map(|line| line[column].width()).max().unwrap_or_default();
    let natural: Vec<usize> = (0..names.len()).map(widest).collect();
    let widths = match width {
        Some(width) => fitted(&natural, width.saturating_sub(GAP.len() * names.len().saturating_sub(1))),
        None => natural,
    };
    lines.insert(1, widths.iter().map(|width| "-".repeat(*width)).collect());
    let mut out = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).zip(&right).map(|((cell, &width), &right)| {
            let cell = cut(cell, width);
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if right { space + &cell } else { cell + &space }
        });
        let line = cells.collect::<Vec<_>>().join(GAP);
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The widths of columns that have so much room together: the widest give way, and are then equally wide.
fn fitted(natural: &[usize], room: usize) -> Vec<usize> {
    let together = |most: usize| natural.iter().map(|width| *width.min(&most)).sum::<usize>();
    let widest = natural.iter().copied().max().unwrap_or_default();
    let most = (NARROWEST..=widest).rev().find(|most| together(*most) <= room).unwrap_or(NARROWEST);
    natural.iter().map(|width| *width.min(&most)).collect()
}

/// As much of a text as fits into so many columns of the screen.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| {
        let width = c.width().unwrap_or_default();
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use polars::prelude::*;

    use super::*;

    fn answer() -> Answer {
        let texts = ["偷运移民问题工作组", "a\tb\u{1B}[31mc", "short"];
        let columns = vec![
            Column::new("number".into(), [1i32, 20, 300]),
            Column::new("text".into(), texts),
            Column::new("another_name".into(), [Some("x"), None, Some("")]),
        ];
        Answer::of(&DataFrame::new_infer_height(columns).unwrap()).unwrap()
    }

    #[test]
    fn chinese_stands_in_columns_and_nothing_steers_the_terminal() {
        let expected = r"number  text                another_name
------  ------------------  ------------
     1  偷运移民问题工作组  x
    20  a\tb\u{1b}[31mc     null
   300  short
";
        assert_eq!(shown(&answer(), None), expected);
    }

    #[test]
    fn the_widest_columns_give_way_on_a_narrow_terminal() {
        let expected = r"number  text        another_n…
------  ----------  ----------
     1  偷运移民…   x
    20  a\tb\u{1b…  null
   300  short
";
        assert_eq!(shown(&answer(), Some(30)), expected);
        for width in 0..60 {
            let widest = shown(&answer(), Some(width)).lines().map(|line| line.width()).max().unwrap();
            assert!(widest <= width.max(3 * NARROWEST + 2 * GAP.len()), "{width}: {widest}");
        }
    }

    #[test]
    fn a_text_is_cut_before_the_character_that_does_not_fit() {
        assert_eq!(["偷运移民", "abcdef", "abc", ""].map(|text| cut(text, 5)), ["偷运…", "abcd…", "abc", ""]);
    }
}
