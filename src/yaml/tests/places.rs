//! Byte ranges, counted by hand.

use crate::tree::{NodeId, NodeKind, Tree, node_at, slice};
use crate::yaml::parse;

fn tree(text: &str) -> Tree<'_> {
    parse(text).unwrap_or_else(|refusal| panic!("{text:?}: {refusal:?}"))
}

/// The range of the key at the end of a path.
fn key_range(tree: &Tree<'_>, path: &str) -> (u32, u32) {
    let (map, key) = path.rsplit_once('.').unwrap_or(("", path));
    let (key, _) = tree.entries(node_at(tree, map)).find(|&(name, _)| tree.scalar(name) == Some(key)).unwrap();
    tree.range(key)
}

/// é, ü and ï take two bytes each, the dove four.
const TEXT: &str = "\
# Ünïx 🕊
né: 1
statement: \"é # ü\" # c
cites: [ü, b-c,\u{20}
  'd é']
parts:
  - document: plain é   # c
    quote: |
      ü one
      two
    note: é
     folded
last: >-
  end
";

#[test]
fn values_have_their_places() {
    let tree = tree(TEXT);
    for (path, range, text) in [
        ("né", (19, 20), "1"),
        ("statement", (32, 41), "é # ü"),
        ("cites.0", (54, 56), "ü"),
        ("cites.1", (58, 61), "b-c"),
        ("cites.2", (66, 72), "d é"),
        ("parts.0.document", (95, 103), "plain é"),
        // A block of text starts with its first character, and ends with its last line.
        ("parts.0.quote", (129, 145), "ü one\ntwo\n"),
        ("parts.0.note", (156, 170), "é folded"),
        ("last", (182, 185), "end"),
    ] {
        let node = node_at(&tree, path);
        assert_eq!((tree.range(node), tree.scalar(node)), (range, Some(text)), "{path}");
    }
}

#[test]
fn keys_have_their_places() {
    let tree = tree(TEXT);
    for (path, range) in [
        ("né", (14, 17)),
        ("statement", (21, 30)),
        ("cites", (46, 51)),
        ("parts", (74, 79)),
        ("parts.0.document", (85, 93)),
        ("parts.0.quote", (114, 119)),
        ("parts.0.note", (150, 154)),
        ("last", (171, 175)),
    ] {
        assert_eq!(key_range(&tree, path), range, "{path}");
    }
}

#[test]
fn lists_and_mappings_have_their_places() {
    let tree = tree(TEXT);
    for (path, kind, range) in [
        ("", NodeKind::Map, (14, 185)),
        ("cites", NodeKind::List, (53, 73)),
        ("parts", NodeKind::List, (83, 170)),
        ("parts.0", NodeKind::Map, (85, 170)),
    ] {
        let node = node_at(&tree, path);
        assert_eq!((tree.kind(node), tree.range(node)), (kind, range), "{path}");
    }
}

#[test]
fn lists_start_with_their_first_hyphen() {
    for (text, start) in [
        ("a:\n  - b\n", 5),
        ("a:\n  -\n    b\n", 5),
        ("é:\n- b\n", 4),
        ("é:\n-   b\n", 4),
        ("é:\n- b: c\n", 4),
        ("é:\n-\n  b\n", 4),
        ("é:\n-\n-\n", 4),
        ("é:\n- - b\n", 4),
        ("é: # - x\n\n# - y\n- b\n", 17),
        ("\"é\":\n- b\n", 6),
        ("a: b\né:\n- \"c\"\n", 9),
    ] {
        let tree = tree(text);
        let list = tree.entries(NodeId(0)).last().unwrap().1;
        assert_eq!((tree.kind(list), tree.range(list).0), (NodeKind::List, start), "{text:?}");
    }
}

#[test]
fn what_ends_with_a_bracket_ends_behind_it() {
    for text in
        ["é: [b]", "é: [ ]", "é:\n  - [b, c ]", "é: {b: c}", "é: {b: [c], d }", "é:\n  f: [[b], {c: d} ]", "[é, [b]]"]
    {
        let tree = tree(text);
        let mut node = NodeId(0);
        while let Some(last) = tree.children(node).last().filter(|&last| tree.scalar(last).is_none()) {
            assert_eq!(tree.range(node).1 as usize, text.len(), "{node:?} of {text:?}");
            node = last;
        }
    }
}

#[test]
fn what_was_left_out_has_a_place() {
    for (text, path, range) in [
        ("é:\nb: c\n", "é", (2, 2)),
        ("a:\n  é: # b\n", "a.é", (7, 7)),
        ("é:\n  - b\n  -\n", "é.1", (13, 13)),
        ("é: {b}", "é.b", (6, 6)),
        ("é: {b: }", "é.b", (6, 6)),
    ] {
        let tree = tree(text);
        let node = node_at(&tree, path);
        assert_eq!(tree.range(node), range, "{text:?}");
        assert!(tree.is_null(node), "{text:?}");
    }
}

#[test]
fn texts_are_what_the_file_says() {
    for (written, text, is_made) in [
        ("b", "b", false),
        ("'b'", "b", false),
        ("\"b\"", "b", false),
        ("''", "", false),
        ("'it''s'", "it's", true),
        ("\"\\x62\\u00e9\\U0001F54A\"", "bé🕊", true),
        ("\"b\\n\\t\\\"\\\\\\/\"", "b\n\t\"\\/", true),
        ("b\n  c\n\n  d", "b c\nd", true),
        ("\"b\n  c \\\n   d\"", "b c d", true),
        ("|-\n  b\n   c\n", "b\n c", true),
        ("|+\n  b\n", "b\n\n", true),
        ("|2\n   b\n", " b\n", true),
        (">\n  b\n  c\n\n  d\n", "b c\nd\n", true),
    ] {
        let text_of_file = format!("a: {written}\n");
        let tree = tree(&text_of_file);
        let node = node_at(&tree, "a");
        assert_eq!(tree.scalar(node), Some(text), "{written:?}");
        assert_eq!(tree.scalar_cow(node).as_deref(), Some(text), "{written:?}");
        assert_eq!(matches!(tree.kind(node), NodeKind::Made(_)), is_made, "{written:?}");
        if !is_made {
            assert_eq!(slice(&text_of_file, &tree, node), written);
        }
    }
}

#[test]
fn nothing_is_told_from_texts() {
    for (written, is_null) in [
        ("", true),
        ("~", true),
        ("null", true),
        ("Null", true),
        ("NULL", true),
        ("''", false),
        ("'~'", false),
        ("\"null\"", false),
        ("nuLL", false),
        ("none", false),
        ("[]", false),
    ] {
        let text = format!("a: {written}\n");
        let tree = tree(&text);
        assert_eq!(tree.is_null(node_at(&tree, "a")), is_null, "{text:?}");
    }
}
