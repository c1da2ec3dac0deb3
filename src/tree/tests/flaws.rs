//! What is wrong with single nodes.

use super::{node_at, slice};
use crate::tree::arena::Flaw;
use crate::tree::{FlawKind, MAX_SCALAR, NodeId, Tree};
use crate::yaml::parse;

fn tree(text: &str) -> Tree<'_> {
    parse(text).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// The flaws of a text: what the file has for the value that cannot be used and where to point, and what is wrong.
fn flaws(text: &str) -> Vec<(&str, &str, FlawKind)> {
    let tree = tree(text);
    tree.flaws()
        .iter()
        .map(|flaw| (slice(text, &tree, flaw.node), slice(text, &tree, flaw.at), flaw.kind.clone()))
        .collect()
}

#[test]
fn keys_that_stand_twice() {
    use FlawKind::DuplicateKey;
    for (text, value, key) in [
        ("a: 1\na: 2\n", "2", "a"),
        ("a: 1\nb: 2\n'a': 3\n", "3", "'a'"),
        ("wx: 1\n\"\\x77x\": 2\n", "2", "\"\\x77x\""),
        ("\"\\u0077x\": 1\nwx: 2\n", "2", "wx"),
        ("{a: 1, \"a\": [2]}", "[2]", "\"a\""),
        ("? |-\n  a\n: 1\n? a\n: 2\n", "2", "a"),
        ("'<<': 1\n\"<<\": 2\n", "2", "\"<<\""),
        ("'': 1\n: 2\n", "2", ""),
        ("~: 1\n'~': 2\n", "2", "'~'"),
    ] {
        assert_eq!(flaws(text), [(value, key, DuplicateKey(NodeId(1)))], "{text:?}");
    }
}

#[test]
fn the_first_of_many_is_the_one_that_counts() {
    let text = "a: 1\nb: {a: 2}\na: 3\na: 4\n";
    let tree = tree(text);
    let firsts: Vec<_> = tree.flaws().iter().map(|flaw| (slice(text, &tree, flaw.node), &flaw.kind)).collect();
    assert_eq!(firsts, [("3", &FlawKind::DuplicateKey(NodeId(1))), ("4", &FlawKind::DuplicateKey(NodeId(1)))]);
    assert_eq!(tree.scalar(node_at(&tree, "a")), Some("1"));
    assert!(!tree.is_flawed(node_at(&tree, "a")));
    assert!(tree.flaws().iter().all(|flaw| tree.is_flawed(flaw.node)));
}

#[test]
fn keys_that_differ_are_no_duplicates() {
    for text in [
        "a: 1\nA: 2\n",
        "a: 1\n'a ': 2\n",
        "a: {a: {a: 1}}\nb: [{a: 1}, {a: 2}]\n",
        "1: a\n01: b\n1.0: c\n",
        "é: 1\ne\u{301}: 2\n",
    ] {
        assert_eq!(flaws(text), [], "{text:?}");
    }
}

#[test]
fn duplicates_are_found_in_mappings_of_any_size() {
    for size in [2, 15, 16, 17, 18, 1000, 20_000] {
        let keys: Vec<_> = (0..size).map(|nth| format!("k{nth}: a\n")).collect();
        let mut text = keys.concat();
        assert_eq!(flaws(&text), [], "{size}");
        text.push_str("\"k\\x30\": b\nother: c\nk1: d\n");
        let expected =
            [("b", "\"k\\x30\"", FlawKind::DuplicateKey(NodeId(1))), ("d", "k1", FlawKind::DuplicateKey(NodeId(3)))];
        assert_eq!(flaws(&text), expected, "{size}");
    }
    let text = "a: b\n".repeat(20_000);
    assert_eq!(flaws(&text).len(), 19_999);
}

#[test]
fn keys_that_are_not_text() {
    for (text, value, key) in [
        ("[a]: b\n", "b", "[a]"),
        ("{}: b\n", "b", "{}"),
        ("? [a]\n: b: c\n", "b: c", "[a]"),
        ("? - a\n: b\n", "b", "- a"),
        ("{[a]: b}", "b", "[a]"),
    ] {
        assert_eq!(flaws(text), [(value, key, FlawKind::KeyNotText)], "{text:?}");
    }
    assert_eq!(flaws("[a]: b\n[a]: c\n").len(), 2);
}

#[test]
fn merge_keys() {
    for text in ["<<: a\n", "<<: {a: b}\n", "b:\n  <<: [a]\n", "{<<: a}"] {
        let flaws = flaws(text);
        assert!(matches!(flaws[..], [(_, "<<", FlawKind::MergeKey)]), "{text:?} {flaws:?}");
    }
    assert_eq!(flaws("<<: a\n<<: b\n").len(), 2);
    for text in ["'<<': a\n", "\"<<\": a\n", "a: <<\n", "<<a: b\n"] {
        assert_eq!(flaws(text), [], "{text:?}");
    }
}

#[test]
fn texts_over_the_limit() {
    let long = "é".repeat(MAX_SCALAR / 2);
    let folded = "x ".repeat(MAX_SCALAR / 2 - 1);
    for (written, fits) in [
        (long.clone(), true),
        (format!("{long}x"), false),
        (format!("'{long}'"), true),
        (format!("\"{long}x\""), false),
        (format!("|-\n  {long}\n"), true),
        (format!("|\n  {long}\n"), false),
        (format!("{folded}\n  xxx"), false),
        (format!("{folded}\n  xx"), true),
    ] {
        let text = format!("a: {written}\n");
        let tree = tree(&text);
        let node = node_at(&tree, "a");
        let expected = Flaw { node, at: node, kind: FlawKind::TooLong };
        assert_eq!(tree.flaws(), Vec::from_iter((!fits).then_some(expected)), "{} …", &written[..8]);
    }
}

#[test]
fn control_characters_in_escapes() {
    for (escape, character) in [
        ("\\0", '\0'),
        ("\\a", '\u{7}'),
        ("\\b", '\u{8}'),
        ("\\v", '\u{b}'),
        ("\\f", '\u{c}'),
        ("\\r", '\r'),
        ("\\e", '\u{1b}'),
        ("\\x7f", '\u{7f}'),
        ("\\N", '\u{85}'),
        ("\\u009b", '\u{9b}'),
        ("\\uFFFE", '\u{fffe}'),
        ("\\U0000FFFF", '\u{ffff}'),
    ] {
        let written = format!("\"é{escape}\\x01\"");
        for text in [format!("a: {written}\n"), format!("a: [{written}]\n")] {
            assert_eq!(flaws(&text), [(&*written, &*written, FlawKind::Control(character))], "{text:?}");
        }
    }
}

#[test]
fn characters_that_are_no_controls() {
    for text in
        ["a: \"\\n\\t\\\"\\_\\xe9\"\n", "a: 'b\\x07'\n", "a: b\\x07\n", "a: |\n  b\\x07\tc\n", "a: \"b\n\n  c\"\n"]
    {
        assert_eq!(flaws(text), [], "{text:?}");
    }
}
