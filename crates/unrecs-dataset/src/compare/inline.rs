//! What changed within a text, word by word, or character by character where the script puts no spaces between words.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of a text before or after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// In both texts.
    Same(String),
    /// In the text before.
    Removed(String),
    /// In the text after.
    Added(String),
    /// In both texts, far from any change, and left out.
    Elided,
}

/// Words or characters kept on each side of a change.
const AROUND: usize = 16;

/// Beyond so many pairs of words that differ, the search for what they share takes too long, and people would not read it.
const MOST_PAIRS: usize = 4_000_000;

/// The changes between two texts, with as much round each as a reader needs to find it.
pub(super) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let front = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let back = old[front..].iter().rev().zip(new[front..].iter().rev()).take_while(|(one, other)| one == other).count();
    let (old_end, new_end) = (old.len() - back, new.len() - back);
    let mut pieces = Vec::new();
    same(&old[..front], 0, AROUND, &mut pieces);
    let (old_middle, new_middle) = (&old[front..old_end], &new[front..new_end]);
    if old_middle.len() * new_middle.len() > MOST_PAIRS {
        pieces.extend(replaced(old_middle.concat(), new_middle.concat()));
    } else {
        middle(old_middle, new_middle, &mut pieces);
    }
    same(&old[old_end..], AROUND, 0, &mut pieces);
    pieces
}

/// The start of a text, for a line that names it.
pub(super) fn start(text: &str) -> Vec<Piece> {
    const LONGEST: usize = 60;
    let words = words(text);
    let mut pieces = vec![Piece::Same(words[..words.len().min(LONGEST)].concat())];
    if words.len() > LONGEST {
        pieces.push(Piece::Elided);
    }
    pieces
}

/// A single word between two changes is taken into them, as a change in small bits is hard to read.
fn middle(old: &[&str], new: &[&str], pieces: &mut Vec<Piece>) {
    let (mut removed, mut added) = (String::new(), String::new());
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (was, is) = (&old[op.old_range()], &new[op.new_range()]);
        // What is the same stands between two changes here, as the texts were cut at their first and last one.
        if op.tag() == DiffTag::Equal && was.len() > 1 {
            pieces.extend(replaced(std::mem::take(&mut removed), std::mem::take(&mut added)));
            same(was, AROUND, AROUND, pieces);
        } else {
            removed.push_str(&was.concat());
            added.push_str(&is.concat());
        }
    }
    pieces.extend(replaced(removed, added));
}

/// One text in the place of another, of which each may be empty.
pub(super) fn replaced(removed: String, added: String) -> impl Iterator<Item = Piece> {
    let removed = (!removed.is_empty()).then_some(Piece::Removed(removed));
    removed.into_iter().chain((!added.is_empty()).then_some(Piece::Added(added)))
}

/// Words that both texts have, of which so many are kept at each end.
fn same(words: &[&str], left: usize, right: usize, pieces: &mut Vec<Piece>) {
    if words.is_empty() {
    } else if words.len() <= left + right + 1 {
        pieces.push(Piece::Same(words.concat()));
    } else {
        let ends = [words[..left].concat(), words[words.len() - right..].concat()];
        let [left, right] = ends.map(|end| (!end.is_empty()).then_some(Piece::Same(end)));
        pieces.extend(left.into_iter().chain([Piece::Elided]).chain(right));
    }
}

/// Cuts a text: runs of letters and digits of a script with spaces are one word; every other character stands alone.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let is_part = c.is_alphanumeric() && !stands_alone(c);
        if at > start && !(in_word && is_part) {
            words.push(&text[start..at]);
            start = at;
        }
        in_word = is_part;
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// Whether a letter is of a script that puts no spaces between words: Chinese characters, kana, and the forms of full width.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let show = |piece| match piece {
            Piece::Same(text) => text,
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
            Piece::Elided => "…".to_owned(),
        };
        pieces(before, after).into_iter().map(show).collect()
    }

    #[test]
    fn chinese_is_compared_by_characters_and_english_by_words() {
        assert_eq!(shown("缔约国应考虑加入。", "缔约国似宜考虑加入。"), "缔约国[-应-]{+似宜+}考虑加入。");
        assert_eq!(shown("States should accede.", "States shall accede."), "States [-should-]{+shall+} accede.");
        assert_eq!(shown("第16条", "第18条"), "第[-16-]{+18+}条");
        assert_eq!(shown("", "new"), "{+new+}");
        assert_eq!(shown("old", ""), "[-old-]");
        assert_eq!(shown("the same", "the same"), "the same");
    }

    #[test]
    fn a_single_word_between_changes_goes_with_them() {
        assert_eq!(shown("x a b c y", "x d b e y"), "x [-a-]{+d+} b [-c-]{+e+} y");
        assert_eq!(shown("甲乙丙", "丁乙戊"), "[-甲乙丙-]{+丁乙戊+}");
    }

    #[test]
    fn what_is_far_from_a_change_is_left_out() {
        let long = "字".repeat(50);
        let near = "字".repeat(AROUND);
        let shown = shown(&format!("{long}甲{long}乙{long}"), &format!("{long}丙{long}丁{long}"));
        assert_eq!(shown, format!("…{near}[-甲-]{{+丙+}}{near}…{near}[-乙-]{{+丁+}}{near}…"));
    }

    #[test]
    fn texts_that_share_nothing_are_compared_in_no_time() {
        let (before, after) = ("甲乙".repeat(5_000), "丙丁".repeat(5_000));
        assert_eq!(pieces(&before, &after), [Piece::Removed(before), Piece::Added(after)]);
    }

    #[test]
    fn the_pieces_give_both_texts_again() {
        let text = |pieces: &[Piece], after: bool| -> String {
            let of = |piece: &Piece| match piece {
                Piece::Same(text) => text.clone(),
                Piece::Removed(text) if !after => text.clone(),
                Piece::Added(text) if after => text.clone(),
                _ => String::new(),
            };
            pieces.iter().map(of).collect()
        };
        for (before, after) in [("a b c", "a c"), ("各国应加入《公约》", "各国似宜加入《议定书》"), ("x", "")]
        {
            let pieces = pieces(before, after);
            assert_eq!((text(&pieces, false), text(&pieces, true)), (before.to_owned(), after.to_owned()));
        }
    }
}
