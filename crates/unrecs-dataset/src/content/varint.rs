//! Lengths in as few bytes as they need: seven bits a byte, the lowest first.

/// Bytes of a length at most.
pub(super) const MOST: usize = 10;

/// Writes a length, and gives the bytes that it took.
pub(super) fn write(mut length: u64, bytes: &mut [u8; MOST]) -> &[u8] {
    let mut count = 0;
    while length >= 0x80 {
        bytes[count] = length as u8 | 0x80;
        length >>= 7;
        count += 1;
    }
    bytes[count] = length as u8;
    &bytes[..=count]
}

/// The length that these bytes begin with, and what stands behind it.
pub(super) fn read(bytes: &[u8]) -> (u64, &[u8]) {
    let end = bytes.iter().position(|byte| *byte < 0x80).map_or(bytes.len(), |last| last + 1);
    let (length, rest) = bytes.split_at(end);
    (length.iter().rev().fold(0, |value, byte| value << 7 | u64::from(byte & 0x7F)), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_comes_back() {
        for length in [0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = [0; MOST];
            let written = [write(length, &mut bytes), b"rest"].concat();
            assert_eq!(read(&written), (length, b"rest".as_slice()), "{length}");
        }
    }
}
