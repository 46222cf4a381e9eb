//! Characters that stand for others: layout that is not seen, ligatures, radicals and entities.

use unicode_normalization::UnicodeNormalization;

use crate::language::is_sign;

/// Whether a character is layout that nobody sees: marks of width nought, soft hyphens, marks of direction; or shows only how a word
/// is read: Arabic vowel signs and the stroke that stretches a word.
pub(super) fn is_unseen(c: char) -> bool {
    is_sign(c)
        || matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The letters of a ligature.
pub(super) fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}

/// The character that another stands for: a hyphen that does not break the line, and radicals, which converters of PDF print for
/// characters (the compatibility decompositions of U+2F00 and Unicode's table of equivalent ideographs for U+2E80).
pub(super) fn radical(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2F00}'..='\u{2FD5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        '\u{2E80}'..='\u{2EF3}' => {
            SUPPLEMENT.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, character)| *character)
        }
        _ => c,
    }
}

/// Radicals of U+2E80 that are written as characters of their own.
const SUPPLEMENT: [(char, char); 62] = [
    ('⺁', '厂'),
    ('⺄', '乙'),
    ('⺅', '亻'),
    ('⺆', '冂'),
    ('⺈', '刀'),
    ('⺉', '刂'),
    ('⺊', '卜'),
    ('⺌', '小'),
    ('⺍', '小'),
    ('⺎', '兀'),
    ('⺐', '尢'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺖', '忄'),
    ('⺘', '扌'),
    ('⺙', '攵'),
    ('⺛', '旡'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺡', '氵'),
    ('⺣', '灬'),
    ('⺦', '丬'),
    ('⺧', '牛'),
    ('⺨', '犭'),
    ('⺩', '王'),
    ('⺪', '疋'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺭', '礻'),
    ('⺮', '竹'),
    ('⺰', '纟'),
    ('⺲', '罒'),
    ('⺶', '羊'),
    ('⺹', '耂'),
    ('⺼', '月'),
    ('⺽', '臼'),
    ('⻁', '虎'),
    ('⻂', '衤'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻈', '讠'),
    ('⻉', '贝'),
    ('⻊', '足'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻏', '邑'),
    ('⻐', '钅'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻖', '阝'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
];

/// The character that an entity at the start of a text stands for, and its length.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    /// `&ensp;`, `&#x00A0;`
    const LONGEST: usize = 9;
    let inside = text.strip_prefix('&')?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &inside[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)?
        }
        None => ENTITIES.iter().find(|(entity, _)| *entity == name)?.1,
    };
    Some((c, end + 2))
}

/// The entities of HTML that documents have.
const ENTITIES: [(&str, char); 18] = [
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{AD}'),
    ("zwnj", '\u{200C}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_entities_stand_for_characters() {
        let radicals = "\u{2F64}\u{2EA0}\u{2EC5}\u{2F00}\u{2ED3}";
        assert_eq!(radicals.chars().map(radical).collect::<String>(), "用民见一长");
        assert_eq!(entity("&nbsp;16"), Some(('\u{A0}', 6)));
        assert_eq!(entity("&#160;"), Some(('\u{A0}', 6)));
        assert_eq!(entity("&#xA0;"), Some(('\u{A0}', 6)));
        for text in ["&", "&;", "&unknown;", "& amp;", "AT&T;", "&#x110000;"] {
            assert_eq!(entity(text), None, "{text}");
        }
    }
}
