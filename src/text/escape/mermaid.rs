//! Text for Mermaid.

use std::fmt::Write;

use crate::text::Text;
use crate::text::escape::terminal;

/// What is between the quotes of a label. All but letters, digits and some punctuation becomes `#NN;`, which
/// Mermaid turns back only when it draws: until then nothing is markup, a directive, a comment or the end of the label.
pub(crate) fn label(text: &Text) -> String {
    let text = text.untrusted();
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    let mut follows_letter = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // Elsewhere these two could make a list.
        if is_plain(character) || (follows_letter && matches!(character, '.' | '-')) {
            safe.push(character);
        } else {
            let _ = write!(safe, "#{};", u32::from(character));
        }
        // Mermaid turns the entities back before it looks for icons, formulas and line breaks. A word joiner keeps it
        // from finding any.
        if matches!((character, characters.peek()), (':', Some('f')) | ('$', Some('$')) | ('\\', Some('n'))) {
            safe.push_str("#8288;");
        }
        follows_letter = character.is_alphabetic();
    }
    // Mermaid takes no empty label.
    if safe.trim().is_empty() { "#8203;".to_owned() } else { safe }
}

fn is_plain(character: char) -> bool {
    match character {
        // Mermaid itself marks entities with these two while it works.
        '\u{FB02}' | '\u{B6}' => false,
        _ if character.is_ascii() => {
            character.is_ascii_alphanumeric() || matches!(character, ' ' | ',' | '!' | '?' | '\'')
        }
        _ => !terminal::is_hostile(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stays_in_its_quotes() {
        let label = |text: &str| label(&Text::new(text));
        assert_eq!(label("O'Brien said, no! And well-known."), "O'Brien said, no! And well-known.");
        assert_eq!(label("1. a\n- b --> c"), "1#46; a#10;#45; b #45;#45;#62; c");
        assert_eq!(label("\"]\nclick n1"), "#34;#93;#10;click n1");
        assert_eq!(label("%%{init"), "#37;#37;#123;init");
        assert_eq!(label("a#35;&lt;<\\`"), "a#35;35#59;#38;lt#59;#60;#92;#96;");
        assert_eq!(label("\u{FB02}°°60\u{B6}ß \u{202E}"), "#64258;°°60#182;ß #8238;");
        assert_eq!(label("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(label("fa:fa-bomb a: b"), "fa#58;#8288;fa-bomb a#58; b");
        assert_eq!(label("$$5$$ $"), "#36;#8288;#36;5#36;#8288;#36; #36;");
        assert_eq!(label("C:\\new"), "C#58;#92;#8288;new");
        assert_eq!(label(""), "#8203;");
    }
}
