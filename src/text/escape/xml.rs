//! Text for XML. Writing `&` and `<` as entities is the writer's work, except for [`escaped`]; it does not see to the
//! rest.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::Text;
use crate::text::escape::terminal;

/// Text for people: one line, in which nothing acts on a terminal that it is shown on later.
pub(crate) fn line(text: &Text) -> Cow<'_, str> {
    match terminal::line(text) {
        Cow::Borrowed(line) => legal(line),
        Cow::Owned(line) => Cow::Owned(legal(&line).into_owned()),
    }
}

/// Text for programs: as it is, as far as XML can hold it.
pub(crate) fn data(text: &Text) -> Cow<'_, str> {
    legal(text.untrusted())
}

/// The same, ready for an element or an attribute: with entities for markup, and with references for line
/// breaks and tabs, which would be blanks in an attribute, and for what reorders text or cannot be seen.
pub(crate) fn escaped(text: &Text) -> Cow<'_, str> {
    let safe = |text: &str| {
        let mut safe = String::with_capacity(text.len() + 16);
        for character in text.chars() {
            // CI systems act on `##[` and its like wherever they are in a line.
            if terminal::is_hostile(character) || (character == '#' && safe.ends_with('#')) {
                let _ = write!(safe, "&#{};", u32::from(character));
            } else {
                safe.push(character);
            }
        }
        safe
    };
    let text = quick_xml::escape::escape(data(text));
    if text.contains("##") || text.chars().any(terminal::is_hostile) { Cow::Owned(safe(&text)) } else { text }
}

/// Puts U+FFFD where there is a character that XML 1.0 has no way to write, not even as a reference.
pub(crate) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| if is_legal(character) { character } else { '\u{FFFD}' }).collect())
}

/// The production `Char` of XML 1.0.
fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_can_hold_is_left() {
        let every = (0..=0x0010_FFFF).filter_map(char::from_u32);
        let illegal: Vec<_> = every.filter(|character| legal(&character.to_string()) == "\u{FFFD}").collect();
        let expected =
            ('\0'..=' ').filter(|character| !"\t\n\r ".contains(*character)).chain("\u{FFFD}\u{FFFE}\u{FFFF}".chars());
        assert_eq!(illegal, expected.collect::<Vec<_>>());
    }

    #[test]
    fn honest_text_stays() {
        for text in ["O'Brien & <Søn>", "می‌خواهم", "👩‍🔬 日本"] {
            assert_eq!(line(&Text::new(text)), text);
            assert_eq!(data(&Text::new(text)), text);
        }
    }

    #[test]
    fn nothing_is_markup_and_nothing_is_lost() {
        let escaped = |text: &str| escaped(&Text::new(text)).into_owned();
        assert_eq!(escaped("O'Brien & <Søn> \"x\" ]]>"), "O&apos;Brien &amp; &lt;Søn&gt; &quot;x&quot; ]]&gt;");
        assert_eq!(escaped("a\nb\tc\rd"), "a&#10;b&#9;c&#13;d");
        assert_eq!(escaped("\u{202E}\u{2028}"), "&#8238;&#8232;");
        assert_eq!(escaped("\0\u{1b}\u{FFFE}\u{FFFF}\u{7F}\u{9B}"), "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}&#127;&#155;");
        assert_eq!(escaped("می\u{200c}خواهم 👩‍🔬"), "می\u{200c}خواهم 👩‍🔬");
    }

    #[test]
    fn a_line_shows_what_data_cannot_hold() {
        let text = Text::new("a\u{1b}b\n\u{202E}c\u{FFFF}");
        assert_eq!(line(&text), "a\\u{1b}b\\n\\u{202e}c\\u{ffff}");
        assert_eq!(data(&text), "a\u{FFFD}b\n\u{202E}c\u{FFFD}");
    }
}
