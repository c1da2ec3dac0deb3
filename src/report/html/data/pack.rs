//! Lists of numbers as short text: the base 64 digits of source maps, five bits each, the lowest first. A digit of 32
//! or more says that another one follows. Chains are most of a large page, and so take half the room.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Numbers that are packed as they come.
pub(super) fn pack(numbers: impl Iterator<Item = u32>) -> String {
    let mut text = String::new();
    for mut number in numbers {
        while number > 31 {
            text.push(char::from(DIGITS[(number & 31 | 32) as usize]));
            number >>= 5;
        }
        text.push(char::from(DIGITS[number as usize]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 1,000 is 31 · 32 + 8, and 2³² − 1 is six times 31 and then 3.
    #[test]
    fn numbers_of_any_size_are_packed() {
        assert_eq!(pack([0, 1, 31].into_iter()), "ABf");
        assert_eq!(pack([32, 33, 1_000, 1_023].into_iter()), "gBhBof/f");
        assert_eq!(pack([u32::MAX].into_iter()), "//////D");
        assert_eq!(pack(std::iter::empty()), "");
    }
}
