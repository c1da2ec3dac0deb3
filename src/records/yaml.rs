//! YAML that readers of versions 1.1 and 1.2 understand alike.
//!
//! `serde_yaml` writes it. It writes for readers of YAML 1.2, though: other readers take its `no` for false and its
//! `2024-10-21` for a date, and characters that no claim file may hold it writes as they are. Such texts go through it
//! as markers, in whose place a text between quotation marks is put. The tests have every kind of them, and fail if
//! `serde_yaml` could write one.

use std::fmt::Write;

use serde::{Serialize, Serializer};
use serde_yaml::{Mapping, Value};

use crate::text::Text;
use crate::text::escape::terminal;

/// What readers of YAML 1.1 take for a truth value or for nothing.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// What readers of YAML 1.1 may take for a number, a date, a merge or a default, if a text starts with it.
const STARTS: [char; 6] = ['+', '-', '.', '=', '<', '~'];

/// Before the number of a text that is put in its place, and nowhere else.
const MARK: char = '\u{E000}';

/// A claim file with the records that were added, in that order.
#[derive(Debug, Default)]
pub struct ClaimFile(Mapping);

impl ClaimFile {
    /// Adds a record to a section: `sources`, `documents`, `claims` or `reviews`.
    pub fn add(&mut self, section: &str, id: &Text, fields: &impl Serialize) {
        let section = self.0.entry(section.into()).or_insert_with(|| Mapping::new().into());
        if let (Value::Mapping(records), Ok(record)) = (section, serde_yaml::to_value(fields)) {
            records.insert(id.untrusted().into(), record);
        }
    }

    /// Its text.
    pub fn to_yaml(self) -> String {
        written(Value::Mapping(self.0))
    }
}

/// A text of a record on its way to YAML, and to no other format.
#[derive(Debug, Clone, Copy)]
pub struct Scalar<'a>(pub &'a Text);

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.untrusted())
    }
}

/// Any value made of texts, lists and maps.
pub fn to_yaml(value: &impl Serialize) -> String {
    serde_yaml::to_value(value).map(written).unwrap_or_default()
}

fn written(mut value: Value) -> String {
    let mut quoted = Vec::new();
    mark(&mut value, &mut quoted);
    // Texts, lists and maps can always be written.
    let yaml = serde_yaml::to_string(&value).unwrap_or_default();
    let mut pieces = yaml.split(MARK);
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, rest) = piece.split_at(piece.find(|after: char| !after.is_ascii_digit()).unwrap_or(piece.len()));
        let text = number.parse().ok().and_then(|number: usize| quoted.get(number));
        written.extend([text.map_or("", String::as_str), rest]);
    }
    written
}

/// Puts a marker in the place of each text that has to stand between quotation marks. A record is a few levels deep.
fn mark(value: &mut Value, quoted: &mut Vec<String>) {
    match value {
        Value::String(text) if needs_quotes(text) => {
            let marker = format!("{MARK}{}", quoted.len());
            quoted.push(quote(text));
            *text = marker;
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| mark(item, quoted)),
        Value::Mapping(entries) => {
            let marked = std::mem::take(entries).into_iter().map(|(mut key, mut value)| {
                mark(&mut key, quoted);
                mark(&mut value, quoted);
                (key, value)
            });
            *entries = marked.collect();
        }
        _ => {}
    }
}

/// Whether `serde_yaml` would write a text so that a reader takes it for something else, or refuses it.
fn needs_quotes(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || STARTS.contains(&first))
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        || text.chars().any(|character| character == MARK || is_hidden(character))
}

fn is_hidden(character: char) -> bool {
    character != '\n' && terminal::is_hostile(character)
}

/// A text between quotation marks, with every control, separator, bidirectional control and invisible character as an
/// escape.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if character == MARK || is_hidden(character) => {
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
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::load::has_hidden;
    use crate::yaml;

    /// What our reader and another one make of a text, as a value, as a key and in a list.
    fn check(text: &str) {
        let file = to_yaml(&BTreeMap::from([(text, vec![text, "x", text])]));
        let second: BTreeMap<String, Vec<Value>> = serde_yaml::from_str(&file).unwrap();
        let expected = (text.to_owned(), vec![Value::from(text), "x".into(), text.into()]);
        assert_eq!(second.into_iter().collect::<Vec<_>>(), [expected], "{file}");
        let tree = yaml::parse(&file).unwrap();
        let (key, list) = tree.entries(tree.root().unwrap()).next().unwrap();
        let items: Vec<_> = tree.children(list).map(|item| tree.scalar(item)).collect();
        assert_eq!((tree.scalar(key), items), (Some(text), vec![Some(text), Some("x"), Some(text)]), "{file}");
        assert!(!has_hidden(&file), "{file:?}");
    }

    fn line(text: &str) -> String {
        to_yaml(&text).trim_end().to_owned()
    }

    #[test]
    fn words_stay() {
        for plain in [
            "caliber-az",
            "Notice of a tender",
            "evidence/article.html",
            "e2e",
            "v1.2",
            "nobody",
            "O'Brien & <Søn> 👩‍🔬",
            "می‌خواهم",
        ] {
            assert_eq!(line(plain), plain);
            check(plain);
        }
        assert_eq!(line("a: b"), "'a: b'");
        assert_eq!(to_yaml(&BTreeMap::from([("note", "a\n b\n")])), "note: |\n  a\n   b\n");
    }

    /// What is written differently than by `serde_yaml` alone; where that gets it right, nothing is.
    #[test]
    fn what_serde_yaml_alone_gets_wrong_is_quoted() {
        for text in ["no", "No", "ON", "y", "2024-10-21", "2024-10", "1_000", "1:30", "12:30:45", "<<", "="] {
            assert_eq!(serde_yaml::to_string(text).unwrap().trim_end(), text, "serde_yaml quotes it now");
            assert_eq!(line(text), format!("\"{text}\""));
            check(text);
        }
        for hidden in ["\u{202E}", "\u{200F}", "\u{2066}"] {
            assert!(has_hidden(&serde_yaml::to_string(&format!("a{hidden}")).unwrap()), "serde_yaml escapes it now");
            check(&format!("a{hidden}"));
        }
        assert_eq!(line("\u{202E}\u{FEFF}\u{85}\u{E0041}\u{1b}"), r#""\u202E\uFEFF\x85\U000E0041\x1B""#);
    }

    #[test]
    fn borderline_texts_are_read_back() {
        for text in [
            "",
            " ",
            "null",
            "~",
            "2024",
            "12e4",
            "0x1F",
            ".inf",
            "-",
            "- a",
            "a ",
            " a",
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
            "?",
            ":",
            "a:",
            "a  b",
            "---",
            "...",
            "a-",
            "é",
            "\n",
            "\n\n",
            "a\n",
            "\na",
            " \n",
            "a\n\nb\n\n",
            "  a\n b",
            "a \nb",
            "a\n\tb",
            "\ta",
            "a\n# b",
            "---\na",
            "\u{E000}0",
            "a\u{E000}1\n",
        ] {
            check(text);
        }
        check("a\nb\tc \\ \" ' \u{202E}\u{2028}\u{FEFF}\u{E0041}\u{FFFF} 👩‍🔬");
        check(&"x".repeat(128));
        check(&"9".repeat(128));
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(text in r#"[a-z0-9 :#'"\\\n\t,\[\]{}&*!|>%@`~?.\-_/éøm\u{200D}\u{202E}\u{2028}\u{FEFF}\u{E000}]{0,40}"#) {
            check(&text);
        }
    }
}
