//! Text for the commands that GitHub's runners read from the log of a job: `::error file=…::message`.

use crate::text::Text;
use crate::text::escape::terminal;

/// What is behind the second `::`: a sentence of which the values have passed [`terminal`]. Its line feeds, which
/// are ours, are kept.
pub(crate) fn message(sentence: &str) -> String {
    let mut safe = String::with_capacity(sentence.len());
    for character in sentence.chars() {
        match character {
            '%' => safe.push_str("%25"),
            '\r' => safe.push_str("%0D"),
            '\n' => safe.push_str("%0A"),
            _ => safe.push(character),
        }
    }
    safe
}

/// What is behind the `=` of a property, where a comma starts the next one and a colon may end them.
pub(crate) fn property(text: &Text) -> String {
    message(&terminal::line(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the runner reads a property: `%25` last, so that nothing is read twice.
    fn read(property: &str) -> String {
        let read = property.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        read.replace("%25", "%")
    }

    #[test]
    fn a_property_ends_nothing_and_comes_back() {
        for text in ["a,line=1::b", "100%", "%0A::error::x", "C:\\x", "claims/ключ, ü.yaml"] {
            let safe = property(&Text::new(text));
            assert!(!safe.contains([':', ',', '\n', '\r']), "{safe}");
            assert_eq!(read(&safe), text);
        }
        assert_eq!(property(&Text::new("a\n::error::\u{1b}\r")), "a\\n%3A%3Aerror%3A%3A\\u{1b}\\u{d}");
    }

    #[test]
    fn a_message_stays_on_its_line() {
        assert_eq!(message("100 %\r\nof a: b, c"), "100 %25%0D%0Aof a: b, c");
        assert_eq!(message("%0A"), "%250A");
    }
}
