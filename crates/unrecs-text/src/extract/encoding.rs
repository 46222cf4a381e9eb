//! Guesses which encoding bytes have that are not UTF-8, to help whoever must convert the file.

const LITTLE: &str = "UTF-16 (little endian)";
const BIG: &str = "UTF-16 (big endian)";

/// How many bytes are looked at.
const LOOKED_AT: usize = 1 << 16;

/// The encoding that the bytes fit, where one stands out. Nothing is decoded with it.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static str> {
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some("UTF-32 (little endian)"),
        [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32 (big endian)"),
        [0xFF, 0xFE, ..] => return Some(LITTLE),
        [0xFE, 0xFF, ..] => return Some(BIG),
        _ => {}
    }
    if let Some(utf16) = wide(bytes) {
        return Some(utf16);
    }
    if bytes.contains(&0) {
        return None;
    }
    if chinese(bytes) {
        return Some("GB18030");
    }
    single_bytes(bytes).then_some("Windows-1252")
}

/// Text in UTF-16 whose bytes happen to be UTF-8 too, as every other byte is zero.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = start.iter().filter(|&&byte| byte == 0).count();
    let many = start.len() >= 16 && zeros * 3 >= start.len();
    let encoding = wide(start).filter(|_| many && std::str::from_utf8(bytes).is_ok())?;
    Some(if encoding == LITTLE { "text in UTF-16 (little endian)" } else { "text in UTF-16 (big endian)" })
}

/// Spaces, line breaks and ASCII letters have a zero byte in UTF-16: on one side alone.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = (bytes.len() / 50).max(2);
    match (even, odd) {
        (0, odd) if odd >= many => Some(LITTLE),
        (even, 0) if even >= many => Some(BIG),
        _ => None,
    }
}

/// Whether all bytes fit GB18030, and most characters of two bytes are common Chinese ones (rows 0xB0 to 0xD7) or punctuation (0xA1 to
/// 0xA3).
fn chinese(bytes: &[u8]) -> bool {
    let (mut at, mut common, mut all) = (0, 0, 0);
    while at < bytes.len() {
        let rest = &bytes[at..];
        match *rest {
            [..=0x7F, ..] => at += 1,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => at += 4,
            [lead @ 0x81..=0xFE, trail, ..] if (0x40..=0xFE).contains(&trail) && trail != 0x7F => {
                all += 1;
                common += usize::from(matches!(lead, 0xB0..=0xD7 | 0xA1..=0xA3) && trail >= 0xA1);
                at += 2;
            }
            // A character that the end of what is looked at cuts.
            [0x81..=0xFE, ..] if rest.len() < 4 => break,
            _ => return false,
        }
    }
    all > 0 && common * 10 >= all * 7
}

/// Whether the high bytes are few and look like accented letters and typographic marks of Windows-1252 between ASCII letters.
fn single_bytes(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|&&byte| byte >= 0x80).count();
    let undefined = bytes.iter().any(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
    let control = bytes.iter().any(|byte| matches!(byte, 0..=8 | 0x0E..=0x1F));
    !undefined && !control && high * 4 <= bytes.len()
}
