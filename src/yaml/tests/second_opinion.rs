//! Another YAML reader understands texts as this one does.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde::Deserialize;
use serde_yaml::Value;

use super::holds;
use super::random_texts::{changed_texts, texts};
use crate::tree::{List, NodeId, NodeKind, Tree, read};
use crate::yaml::parse;

/// A record with all that records of claim files are made of.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Sheet {
    name: String,
    note: Option<String>,
    shade: Option<Shade>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    parts: List<Part>,
    inner: Option<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shade {
    Light,
    VeryDark,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Part {
    document: String,
    quote: Option<String>,
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let shade = option::of(prop_oneof![Just(Shade::Light), Just(Shade::VeryDark)]);
    (scalar(), option::of(scalar()), shade, vec(scalar(), 0..4), vec(part(), 0..3), option::of(part())).prop_map(
        |(name, note, shade, tags, parts, inner)| Sheet { name, note, shade, tags, parts: List(parts), inner },
    )
}

fn part() -> impl Strategy<Value = Part> {
    (scalar(), option::of(scalar())).prop_map(|(document, quote)| Part { document, quote })
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zé]{1,8}( [a-zé0-9]{1,8}){0,3}", "[a-c0é#:'\"\\\\\\[\\]{},&*!|>%@`?~ \n\t-]{0,16}"]
}

/// Writes records in changing styles.
struct Writer<'a> {
    out: String,
    styles: std::iter::Cycle<std::slice::Iter<'a, u8>>,
}

impl Writer<'_> {
    fn style(&mut self, count: u8) -> u8 {
        self.styles.next().map_or(0, |style| style % count)
    }

    fn sheet(&mut self, sheet: &Sheet) {
        self.entry("", 0, "name", &sheet.name);
        if let Some(note) = &sheet.note {
            self.entry("", 0, "note", note);
        }
        if let Some(shade) = sheet.shade {
            self.entry("", 0, "shade", if shade == Shade::Light { "light" } else { "very-dark" });
        }
        self.tags(&sheet.tags);
        if !sheet.parts.0.is_empty() {
            self.key("", "parts");
            self.end_line();
            let indent = usize::from(self.style(3));
            for part in &sheet.parts.0 {
                self.part(&format!("{:indent$}- ", ""), indent + 2, part);
            }
        }
        if let Some(inner) = &sheet.inner {
            self.key("", "inner");
            self.end_line();
            self.part("  ", 2, inner);
        }
    }

    fn tags(&mut self, tags: &[String]) {
        self.key("", "tags");
        if tags.is_empty() || self.style(2) == 0 {
            let tags: Vec<_> = tags.iter().map(|tag| self.short(tag)).collect();
            let between = if self.style(2) == 0 { ", " } else { " ,\n  " };
            let _ = write!(self.out, " [{}]", tags.join(between));
            self.end_line();
        } else {
            self.end_line();
            for tag in tags {
                self.out.push_str("  -");
                self.scalar(tag, 4);
            }
        }
    }

    fn part(&mut self, start: &str, indent: usize, part: &Part) {
        if self.style(3) == 0 {
            let document = self.short(&part.document);
            let quote = part.quote.as_ref().map(|quote| format!(", quote: {}", self.short(quote)));
            let _ = write!(self.out, "{start}{{document: {document}{}}}", quote.unwrap_or_default());
            self.end_line();
        } else {
            self.entry(start, indent, "document", &part.document);
            if let Some(quote) = &part.quote {
                self.entry(&" ".repeat(indent), indent, "quote", quote);
            }
        }
    }

    fn entry(&mut self, start: &str, indent: usize, key: &str, value: &str) {
        self.key(start, key);
        self.scalar(value, indent + 2);
    }

    fn key(&mut self, start: &str, key: &str) {
        let quote = ["", "", "", "'", "\""][usize::from(self.style(5))];
        let _ = write!(self.out, "{start}{quote}{key}{quote}:");
    }

    fn end_line(&mut self) {
        let end = ["", "", "", "  ", " # c: [d", "\n", "\n# c"][usize::from(self.style(7))];
        let _ = writeln!(self.out, "{end}");
    }

    /// A scalar to the end of its line, or over several that are indented.
    fn scalar(&mut self, text: &str, indent: usize) {
        let line = format!("\n{:indent$}", "");
        let chomp = ["-", "", "+"][(text.len() - text.trim_end_matches('\n').len()).min(2)];
        match self.style(8) {
            0 if is_block(text) => {
                let text = text.strip_suffix('\n').unwrap_or(text).replace('\n', &line);
                let _ = writeln!(self.out, " |{chomp}{line}{text}");
            }
            1 if is_words(text) => {
                let _ = writeln!(self.out, " >-{line}{}", text.replace(' ', &line));
            }
            2 if is_words(text) => {
                let _ = writeln!(self.out, " {}", text.replace(' ', &line));
            }
            3 if is_words(text) => {
                let _ = writeln!(self.out, "{line}\"{}\"", text.replace(' ', &line));
            }
            _ => {
                let text = self.short(text);
                let _ = write!(self.out, " {text}");
                self.end_line();
            }
        }
    }

    /// A scalar on one line.
    fn short(&mut self, text: &str) -> String {
        match self.style(3) {
            0 if is_words(text) => text.to_owned(),
            1 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            _ => format!(
                "\"{}\"",
                text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('é', "\\xe9")
            ),
        }
    }
}

/// Words that mean nothing but themselves.
fn is_words(text: &str) -> bool {
    let is_word = |word: &str| word.chars().all(char::is_alphanumeric) && word.starts_with(char::is_alphabetic);
    text.split(' ').all(is_word) && !["null", "true", "false"].contains(&text)
}

/// Whether a text can stand behind `|` without saying how deep it is indented.
fn is_block(text: &str) -> bool {
    let is_line = |line: &str| line.is_empty() || !line.trim().is_empty();
    !text.starts_with(['\n', ' ', '\t']) && !text.is_empty() && text.split('\n').all(is_line)
}

fn write_sheet(sheet: &Sheet, styles: &[u8]) -> String {
    let mut writer = Writer { out: String::new(), styles: styles.iter().cycle() };
    writer.sheet(sheet);
    writer.out
}

#[test]
fn records_are_read_as_by_serde_yaml() {
    holds(&(sheet(), vec(any::<u8>(), 1..40)), |(sheet, styles)| {
        let text = write_sheet(&sheet, &styles);
        let tree = parse(&text).map_err(|refusal| TestCaseError::fail(format!("{text:?}: {refusal:?}")))?;
        prop_assert!(tree.flaws().is_empty(), "{:?}: {:?}", text, tree.flaws());
        let (ours, faults) = read::<Sheet>(&tree, NodeId(0), HashSet::new());
        let theirs = serde_yaml::from_str::<Sheet>(&text).ok();
        prop_assert!(faults.is_empty(), "{text:?}: {faults:?}");
        prop_assert_eq!(&theirs, &ours, "{:?}", text);
        prop_assert_eq!(Some(&sheet), ours.as_ref(), "{:?}", text);
        Ok(())
    });
}

/// Whether two trees have the same lists, mappings and texts. Other meanings of a plain word are ignored.
fn is_same(tree: &Tree<'_>, node: NodeId, value: &Value) -> bool {
    match value {
        Value::Sequence(items) => {
            let ours: Vec<_> = tree.children(node).collect();
            let same = |(&ours, theirs): (&NodeId, &Value)| is_same(tree, ours, theirs);
            tree.kind(node) == NodeKind::List && ours.len() == items.len() && ours.iter().zip(items).all(same)
        }
        Value::Mapping(entries) => {
            let ours: Vec<_> = tree.entries(node).collect();
            let same = |(&(key, value), (other_key, other)): (&(NodeId, NodeId), (&Value, &Value))| {
                is_same(tree, key, other_key) && is_same(tree, value, other)
            };
            tree.kind(node) == NodeKind::Map && ours.len() == entries.len() && ours.iter().zip(entries).all(same)
        }
        Value::String(text) => tree.scalar(node) == Some(text),
        Value::Null => tree.is_null(node),
        Value::Bool(_) | Value::Number(_) => tree.kind(node) == NodeKind::Plain,
        Value::Tagged(_) => false,
    }
}

/// Whether the other reader keeps to libyaml where YAML 1.2 says something else: it takes a `?` in brackets for a sign
/// even with no blank behind it, and gives the last line of a block of text no line feed if the file does not.
fn is_disputed(text: &str) -> bool {
    let is_question = |pair: &[u8]| pair[0] == b'?' && !pair[1].is_ascii_whitespace();
    let has_question = text.as_bytes().windows(3).any(|of| b"[{, \n".contains(&of[0]) && is_question(&of[1..]));
    has_question || !text.ends_with('\n')
}

/// Where both readers take a text they understand the same, and that is so for at least `least` texts.
fn agree_on(strategy: &impl Strategy<Value = String>, least: u32) {
    let taken = Cell::new(0);
    holds(strategy, |text| {
        if is_disputed(&text) {
            return Ok(());
        }
        if let (Ok(tree), Ok(value)) = (parse(&text), serde_yaml::from_str::<Value>(&text)) {
            let root = tree.root().filter(|_| tree.flaws().is_empty());
            prop_assert!(root.is_none_or(|root| is_same(&tree, root, &value)), "{text:?}\n  {tree:?}\n  {value:?}");
            taken.set(taken.get() + u32::from(root.is_some()));
        }
        Ok(())
    });
    assert!(taken.get() >= least, "only {} of these texts are taken by both", taken.get());
}

#[test]
fn random_texts_are_understood_as_by_serde_yaml() {
    agree_on(&texts(), 500);
}

#[test]
fn changed_texts_are_understood_as_by_serde_yaml() {
    agree_on(&changed_texts(), 300);
}
