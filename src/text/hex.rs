//! Bytes as hexadecimal digits, and back.

/// Lower-case digits.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut digits = vec![0; 2 * bytes.len()];
    encode_into(bytes, &mut digits);
    digits.into_iter().map(char::from).collect()
}

/// Lower-case digits, two for each byte, into a room that is there.
pub(crate) fn encode_into(bytes: &[u8], digits: &mut [u8]) {
    let digit = |value: u8| value + if value < 10 { b'0' } else { b'a' - 10 };
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        pair[0] = digit(byte >> 4);
        pair[1] = digit(byte & 15);
    }
}

/// The bytes of just as many digits as there must be, in small or capital letters. `None` for everything else.
pub(crate) fn decode<const BYTES: usize>(digits: &str) -> Option<[u8; BYTES]> {
    let digits = digits.as_bytes();
    // All digits are looked at, whatever the first one is: without a way out of the loop, many are read at once.
    if digits.len() != 2 * BYTES || !digits.iter().fold(true, |good, digit| good & digit.is_ascii_hexdigit()) {
        return None;
    }
    let value = |digit: u8| (digit & 0x0F) + if digit > b'9' { 9 } else { 0 };
    let mut bytes = [0; BYTES];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0]) << 4 | value(pair[1]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        let bytes: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        let digits = encode(&bytes);
        assert_eq!((&digits[..6], &digits[508..]), ("000102", "feff"));
        assert_eq!(decode(&digits), Some(bytes));
        assert_eq!(decode(&digits.to_uppercase()), Some(bytes));
    }

    #[test]
    fn all_else_is_refused() {
        for digits in ["", "0", "0g", "000", "0000", "+1", " 1", "0x", "é"] {
            assert_eq!(decode::<1>(digits), None, "{digits}");
        }
    }
}
