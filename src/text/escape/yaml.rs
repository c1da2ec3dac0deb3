//! Text for the YAML that this program writes.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::Text;
use crate::text::escape::terminal;

/// What readers of YAML 1.1 take for a truth value or for nothing.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// A text as a scalar on one line, which readers of YAML 1.1 and 1.2 take for that text and nothing else: not for a number, a date or
/// a truth value.
///
/// Words in plain letters stay as they are; all else stands between quotation marks, with every control, separator, bidirectional control
/// and invisible character as an escape. Linear.
pub fn scalar(text: &Text) -> Cow<'_, str> {
    let text = text.untrusted();
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// Whether a text needs no quotation marks, whoever reads it: words of plain letters and digits with one character between them, the first
/// of which starts with a letter.
fn is_plain(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.split([' ', '-', '_', '/', '.']).all(is_word)
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if terminal::is_hostile(character) => {
                let _ = match u32::from(character) {
                    code @ ..=0xFF => write!(quoted, "\\x{code:02X}"),
                    code @ ..=0xFFFF => write!(quoted, "\\u{code:04X}"),
                    code => write!(quoted, "\\U{code:08X}"),
                };
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::yaml;

    fn written(text: &str) -> String {
        scalar(&Text::new(text)).into_owned()
    }

    /// What our reader and another one make of it, as a value and as a key. Ours takes no control characters but the line feed and the tab.
    fn check(text: &str) {
        let file = format!("{0}: {0}\n", written(text));
        let second: std::collections::BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(&file).unwrap();
        let expected = (text.to_owned(), serde_yaml::Value::String(text.to_owned()));
        assert_eq!(second.into_iter().collect::<Vec<_>>(), [expected], "{file}");
        let tree = yaml::parse(&file).unwrap();
        let (key, value) = tree.entries(tree.root().unwrap()).next().unwrap();
        assert_eq!((tree.scalar(key), tree.scalar(value)), (Some(text), Some(text)), "{file}");
    }

    #[test]
    fn words_stay_and_all_else_is_quoted() {
        for plain in
            ["caliber-az", "Notice of a tender", "evidence/article.html", "e2e", "v1.2", "nobody", "deep_background"]
        {
            assert_eq!(written(plain), plain);
        }
        assert_eq!(written("O'Brien: \"x\" \\ <Søn>\n\tمی‌خواهم"), "\"O'Brien: \\\"x\\\" \\\\ <Søn>\\n\\tمی‌خواهم\"");
        assert_eq!(written("\u{202E}\u{FEFF}\u{85}\u{E0041}\u{1b}"), r#""\u202E\uFEFF\x85\U000E0041\x1B""#);
    }

    #[test]
    fn what_other_readers_take_for_something_else_is_quoted() {
        for text in [
            "no",
            "No",
            "ON",
            "y",
            "null",
            "~",
            "",
            " ",
            "2024",
            "2024-10",
            "2024-10-21",
            "12e4",
            "0x1F",
            "1_000",
            "1:30",
            ".inf",
            "-",
            "- a",
            "a ",
            " a",
            "a: b",
            "a #b",
            "#",
            "[a]",
            "{a}",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "'a'",
            "|",
            ">",
            "? a",
            "a  b",
            "=",
            "<<",
            "---",
            "...",
            "a-",
            "é",
        ] {
            assert_eq!(written(text), format!("\"{text}\""), "{text}");
            check(text);
        }
        check("a\nb\tc \\ \" ' \u{202E}\u{2028}\u{FEFF}\u{E0041}\u{FFFF} 👩‍🔬");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(text in r#"[a-z0-9 :#'"\\\n\t,\[\]{}&*!|>%@`~?.\-_/éøم\u{200D}\u{202E}\u{2028}\u{FEFF}]{0,40}"#) {
            check(&text);
        }
    }
}
