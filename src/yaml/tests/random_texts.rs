//! Random texts that look like claim files, and such texts with something changed in them.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Values in the everyday style. What is after a line feed is indented when it is written.
const EVERYDAY: [&str; 29] = [
    "word",
    "two words",
    "10:45",
    "2024-10-21",
    "https://host.org/a?b=1&c=[d]#e",
    "a#b",
    "a, b] }",
    "it's",
    "say \"no\"",
    "b:c ::d",
    "(x) y",
    "$5 %",
    "+1",
    "/a/b",
    "null",
    "é ü",
    "\u{a0}x\u{a0}",
    "گزارش",
    "\"double # one: two\"",
    "\"it's\"",
    "'single # one: two'",
    "'say \"no\"'",
    "''",
    "\"\"",
    "[]",
    "[ ]",
    "[a, b-c, d_1]",
    "[ a ,b, ]",
    "x &a *b !c | > % @ ` - ?",
];

/// Values that only the full reader takes, and a few that nobody takes.
const OTHER: [&str; 23] = [
    "",
    "~",
    "-5",
    "\"a\\tb\"",
    "\"a\nb\"",
    "'it''s'",
    "a\nb",
    "|\na\n\n b",
    ">-\na\nb",
    "|+\na\n\n",
    "{a: b}",
    "[[a], {b: c}]",
    "[a b, 'c']",
    "[a: b]",
    "&a b",
    "*a",
    "!a b",
    "- a",
    "a: b",
    "\"a\" b",
    "a\t# b",
    "@a",
    "[a",
];

const KEYS: [&str; 9] = ["a", "b", "some-id", "some_key", "7", "2024-10", "null", "_", "name"];
const OTHER_KEYS: [&str; 8] = ["é", "\"a\"", "'b c'", "two words", "<<", "a ", "? a\n", "- a"];

/// What may stand between lines.
const BETWEEN: [&str; 6] = ["\n", "# c\n", "      # deep: - [\n", "   \n", "#\n\n", "  #é \t\n"];
/// What may be at the end of a line.
const AFTER: [&str; 5] = [" ", "   ", " # c", "  #", " # a: [b"];

/// What an edit may put in.
const ALPHABET: [&str; 54] = [
    " ", " ", "  ", "    ", ":", "-", "#", "[", "]", "{", "}", ",", "'", "\"", "|", ">", "&", "*", "!", "%", "@", "?",
    "`", "\\", "\n", "\n", "\n ", "\n  ", "\n\n", "\r\n", "\t", "a", "1", "é", "\u{a0}", "~", "<<", "(", "/", "---",
    "...", "\n---", "\n...", ": ", "- ", " #", "\n- ", "a: ", "a:\n", "- - ", "[a, b]", "'a'", "\"b\"", "- a: b\n",
];

/// A value of a random text.
#[derive(Debug, Clone)]
enum Node {
    Text(&'static str),
    /// How much deeper than its key it is, the blanks after its hyphens, and its items.
    List(usize, usize, Vec<(Line, Node)>),
    /// How much deeper than its key it is, and its entries.
    Map(usize, Vec<(Line, Node)>),
}

/// What belongs to a key or a hyphen.
#[derive(Debug, Clone)]
struct Line {
    before: &'static str,
    key: &'static str,
    blanks: usize,
    after: &'static str,
}

/// Texts that look like claim files; most are in the everyday style.
pub(super) fn texts() -> impl Strategy<Value = String> {
    let map = vec((line(), node()), 1..5).prop_map(|entries| Node::Map(0, entries));
    (map, prop::bool::weighted(0.1), prop::bool::weighted(0.05)).prop_map(|(map, ends_in_line, has_returns)| {
        let mut text = String::new();
        write_node(&mut text, &map, 0);
        let text = if ends_in_line { text.trim_end_matches('\n').to_owned() } else { text };
        if has_returns { text.replace('\n', "\r\n") } else { text }
    })
}

/// The same with a few small changes.
pub(super) fn changed_texts() -> impl Strategy<Value = String> {
    let edit = (any::<Index>(), 0..3_usize, select(&ALPHABET[..]), prop::bool::weighted(0.3));
    (texts(), vec(edit, 1..3)).prop_map(|(mut text, edits)| {
        for (at, length, put_in, only_removes) in edits {
            let start = floor(&text, at.index(text.len() + 1));
            let end = floor(&text, (start + length).min(text.len())).max(start);
            text.replace_range(start..end, if only_removes { "" } else { put_in });
        }
        without_lone_returns(&text)
    })
}

/// The beginning of a text, and behind it nothing but what YAML gives a meaning.
pub(super) fn signs() -> impl Strategy<Value = String> {
    let start = select(&["", "", "a: ", "a: b\n", "a:\n  - ", "a:\n  b: c\n  "][..]);
    (start, vec(select(&ALPHABET[..]), 0..10))
        .prop_map(|(start, signs)| without_lone_returns(&format!("{start}{}", signs.concat())))
}

/// A carriage return without a line feed is refused before this module sees the text.
fn without_lone_returns(text: &str) -> String {
    text.split("\r\n").map(|line| line.replace('\r', "")).collect::<Vec<_>>().join("\r\n")
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn line() -> impl Strategy<Value = Line> {
    let before = prop_oneof![8 => Just(""), 2 => select(&BETWEEN[..])];
    let key = prop_oneof![80 => select(&KEYS[..]), 1 => select(&OTHER_KEYS[..])];
    let after = prop_oneof![80 => Just(""), 20 => select(&AFTER[..]), 1 => Just("\t# c")];
    (before, key, prop_oneof![9 => Just(1), 1 => 2..4_usize], after).prop_map(|(before, key, blanks, after)| Line {
        before,
        key,
        blanks,
        after,
    })
}

fn node() -> impl Strategy<Value = Node> {
    let text = prop_oneof![80 => select(&EVERYDAY[..]), 1 => select(&OTHER[..])].prop_map(Node::Text);
    text.prop_recursive(4, 24, 4, |inner| {
        let children = || vec((line(), inner.clone()), 1..4);
        let list = (prop_oneof![3 => Just(2), 1 => 0..5_usize], prop_oneof![9 => Just(1), 1 => 2..4_usize], children());
        let map = (prop_oneof![3 => Just(2), 1 => 1..5_usize], children());
        prop_oneof![
            list.prop_map(|(step, blanks, items)| Node::List(step, blanks, items)),
            map.prop_map(|(step, entries)| Node::Map(step, entries)),
        ]
    })
}

fn write_node(out: &mut String, node: &Node, indent: usize) {
    match node {
        Node::Text(_) => {}
        Node::List(_, blanks, items) => {
            for (line, item) in items {
                let _ = write!(out, "{}{:indent$}-{:blanks$}", line.before, "", "");
                write_item(out, line, item, indent + 1 + blanks);
            }
        }
        Node::Map(_, entries) => {
            for (nth, (line, value)) in entries.iter().enumerate() {
                // The first key may stand behind a hyphen.
                if nth > 0 || out.is_empty() || out.ends_with('\n') {
                    let _ = write!(out, "{}{:indent$}", line.before, "");
                }
                let _ = write!(out, "{}:", line.key);
                write_value(out, line, value, indent);
            }
        }
    }
}

fn write_item(out: &mut String, line: &Line, item: &Node, indent: usize) {
    match item {
        Node::Text(text) => write_text(out, text, line.after, indent),
        Node::List(..) | Node::Map(..) => write_node(out, item, indent),
    }
}

fn write_value(out: &mut String, line: &Line, value: &Node, indent: usize) {
    match value {
        Node::Text(text) => {
            let _ = write!(out, "{:1$}", "", line.blanks);
            write_text(out, text, line.after, indent + 2);
        }
        Node::List(step, ..) | Node::Map(step, ..) => {
            let _ = writeln!(out, "{}", line.after);
            write_node(out, value, indent + step);
        }
    }
}

fn write_text(out: &mut String, text: &str, after: &str, indent: usize) {
    let text = text.replace('\n', &format!("\n{:indent$}", ""));
    let _ = writeln!(out, "{text}{after}");
}
