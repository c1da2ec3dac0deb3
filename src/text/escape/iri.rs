//! Addresses for RDF.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::Text;
use crate::text::escape::terminal;

/// An address that has passed the check of addresses, as an IRI that every reader takes: what an IRI cannot hold is
/// percent-encoded all the same.
pub(crate) fn escape(text: &Text) -> Cow<'_, str> {
    let text = text.untrusted();
    if !text.chars().any(is_foreign) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_foreign(character) {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(safe, "%{byte:02X}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// What the grammar of Turtle keeps out of an IRI, and what nobody can see.
fn is_foreign(character: char) -> bool {
    matches!(character, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\')
        || character.is_whitespace()
        || terminal::is_hostile(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_stays_between_its_brackets() {
        let escape = |text: &str| escape(&Text::new(text)).into_owned();
        assert_eq!(escape("https://bücher.example/straße?a=b&c#d"), "https://bücher.example/straße?a=b&c#d");
        assert_eq!(escape("https://x/> . <y\\\u{202E}"), "https://x/%3E%20.%20%3Cy%5C%E2%80%AE");
    }
}
