//! The ids of records.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::text::Text;

/// The longest id, in bytes.
pub const MAX_ID: usize = 128;

/// The name of a record: lower-case words of ASCII letters and digits, joined by single hyphens, at most 128
/// characters.
/// Safe without escaping in every output, as a file name and in an IRI.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Text);

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidId {
    /// There is nothing.
    Empty,
    /// More than [`MAX_ID`] bytes.
    TooLong,
    /// A character that no id has.
    Character(char),
    /// A hyphen at the start, at the end or beside another one.
    Hyphen,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an id has at least one character"),
            Self::TooLong => write!(f, "an id has at most {MAX_ID} characters"),
            Self::Character(character) => {
                write!(f, "an id has no U+{:04X}, only a-z, 0-9 and -", u32::from(*character))
            }
            Self::Hyphen => f.write_str("an id has single hyphens between words"),
        }
    }
}

impl Error for InvalidId {}

impl FromStr for Id {
    type Err = InvalidId;

    fn from_str(id: &str) -> Result<Self, InvalidId> {
        Self::check(id).map(|()| Self(Text::new(id)))
    }
}

impl Id {
    /// Checks a text.
    ///
    /// # Errors
    /// The first thing that makes it no id.
    pub fn parse(id: &Text) -> Result<Self, InvalidId> {
        Self::check(id.untrusted()).map(|()| Self(id.clone()))
    }

    /// The same, for who only asks.
    pub(crate) fn check(text: &str) -> Result<(), InvalidId> {
        if text.is_empty() {
            return Err(InvalidId::Empty);
        }
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        if !text.bytes().take(MAX_ID).all(fits) {
            let stranger = text.chars().find(|character| !u8::try_from(*character).is_ok_and(fits));
            return Err(stranger.map_or(InvalidId::Empty, InvalidId::Character));
        }
        if text.len() > MAX_ID {
            return Err(InvalidId::TooLong);
        }
        let bytes = text.as_bytes();
        if bytes[0] == b'-' || bytes[bytes.len() - 1] == b'-' || bytes.windows(2).any(|pair| pair == b"--") {
            return Err(InvalidId::Hyphen);
        }
        Ok(())
    }

    /// The id as a text from outside, as messages take it.
    pub fn text(&self) -> &Text {
        &self.0
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.0.untrusted()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for good in ["a", "7", "no", "us-official", "a1-b2-3", &"x".repeat(128)] {
            assert_eq!(Id::parse(&Text::new(good)).unwrap().as_str(), good);
        }
        for (bad, why) in [
            ("", InvalidId::Empty),
            ("-a", InvalidId::Hyphen),
            ("a-", InvalidId::Hyphen),
            ("a--b", InvalidId::Hyphen),
            ("A", InvalidId::Character('A')),
            ("a_b", InvalidId::Character('_')),
            ("f\u{456}dan", InvalidId::Character('\u{456}')),
            ("a\u{200b}b", InvalidId::Character('\u{200b}')),
            (&"x".repeat(129), InvalidId::TooLong),
        ] {
            assert_eq!(Id::parse(&Text::new(bad)), Err(why), "{bad:?}");
        }
    }
}
