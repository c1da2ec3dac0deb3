//! Text for DOT, the language of Graphviz.

use std::fmt::Write;

use crate::text::Text;
use crate::text::escape::terminal;

/// What is between the quotes of a value, so that Graphviz shows the text as it is: no escape sequence, no entity,
/// no HTML.
pub(crate) fn value(text: &Text) -> String {
    escape(text, usize::MAX)
}

/// The same for a label. The first blank after `columns` characters becomes a line break, as boxes would be too wide
/// otherwise.
pub(crate) fn label(text: &Text, columns: usize) -> String {
    escape(text, columns)
}

fn escape(text: &Text, columns: usize) -> String {
    let text = text.untrusted();
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    let mut column = 0;
    for character in text.chars() {
        column += 1;
        match character {
            ' ' if column > columns => {
                safe.push_str("\\n");
                column = 0;
            }
            '\n' => {
                safe.push_str("\\n");
                column = 0;
            }
            '\\' => safe.push_str("\\\\"),
            '"' => safe.push_str("\\\""),
            // Graphviz reads the entities of HTML in every text.
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // CI systems act on `##[` and its like wherever they are in a line.
            '#' if safe.ends_with('#') => safe.push_str("&#35;"),
            // Graphviz breaks references past U+FFFF, so those are shown as a terminal shows them.
            _ if terminal::is_hostile(character) && u32::from(character) > 0xFFFF => {
                let _ = write!(safe, "\\\\u{{{:x}}}", u32::from(character));
            }
            _ if terminal::is_hostile(character) => {
                let _ = write!(safe, "&#{};", u32::from(character));
            }
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_in_its_quotes() {
        let value = |text: &str| value(&Text::new(text));
        assert_eq!(value("O'Brien said: \"no\""), "O'Brien said: \\\"no\\\"");
        assert_eq!(value(r#"\"]; x [label="\N"#), r#"\\\"]; x [label=\"\\N"#);
        assert_eq!(value("<b>&amp;\u{202E}\t\n\u{E0041}"), "&lt;b&gt;&amp;amp;&#8238;&#9;\\n\\\\u{e0041}");
        assert_eq!(value("می\u{200c}خواهم 👩‍🔬"), "می\u{200c}خواهم 👩‍🔬");
    }

    #[test]
    fn a_label_is_broken_at_blanks() {
        assert_eq!(label(&Text::new("The bridge closes in May."), 8), "The bridge\\ncloses in\\nMay.");
        assert_eq!(label(&Text::new("Donaudampfschiff"), 8), "Donaudampfschiff");
    }
}
