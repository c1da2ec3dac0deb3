//! Texts that cannot be understood: what is said, and where it points.

use std::fmt::Debug;

use proptest::prop_assert;

use super::holds;
use super::random_texts::{changed_texts, signs};
use crate::tree::MAX_DEPTH;
use crate::yaml::RefusalKind::{
    Anchor, Bracket, Character, Colon, Directive, Escape, Hyphen, Indentation, NoColon, Quote, SecondPart, Tab, Tag,
    TooDeep,
};
use crate::yaml::{RefusalKind, parse};

/// The kind of a refusal, and its first byte.
fn refusal(text: &str) -> Option<(RefusalKind, u32)> {
    parse(text).err().map(|refusal| (refusal.kind, refusal.start))
}

fn beginning(text: &str) -> String {
    text.chars().take(80).collect()
}

fn assert_refused(table: &[(&str, RefusalKind, u32)]) {
    assert_same(table.iter().map(|&(text, kind, start)| (text, refusal(text), Some((kind, start)))));
}

fn assert_kinds(table: &[(&str, RefusalKind)]) {
    assert_same(table.iter().map(|&(text, kind)| (text, refusal(text).map(|(kind, _)| kind), Some(kind))));
}

/// Shows all texts for which the second value is not the third.
fn assert_same<'t, T: PartialEq + Debug>(all: impl Iterator<Item = (&'t str, T, T)>) {
    let wrong: Vec<_> = all
        .filter(|(_, found, expected)| found != expected)
        .map(|(text, found, expected)| format!("{:?}: {found:?}, not {expected:?}", beginning(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn anchors_and_aliases() {
    assert_refused(&[
        ("é: &x b\n", Anchor, 4),
        ("é: &x [b]\nc: *x\n", Anchor, 4),
        ("é:\n  &x\n  b: c\n", Anchor, 6),
        ("&x a: b\n", Anchor, 0),
        ("a:\n  - &x b\n", Anchor, 7),
        ("a: [&x b]\n", Anchor, 4),
        ("a: &x\n", Anchor, 3),
        ("é: *x\n", Anchor, 4),
        ("é: *undefined\n", Anchor, 4),
        ("a: b\n*x : c\n", Anchor, 5),
        ("<<: *x\n", Anchor, 4),
        ("a: &\n", Anchor, 3),
        ("a: *\n", Anchor, 3),
        ("a: ** b **\n", Anchor, 3),
    ]);
}

#[test]
fn tags() {
    assert_refused(&[
        ("é: !x b\n", Tag, 4),
        ("a: !!str b\n", Tag, 3),
        ("a: !<tag:yaml.org,2002:str> b\n", Tag, 3),
        ("a: !!python/object:os.system b\n", Tag, 3),
        ("a: !!python/object/apply:os.system [b]\n", Tag, 3),
        ("!x\na: b\n", Tag, 0),
        ("a: b\n!x c: d\n", Tag, 5),
        ("a: [b, !x c]\n", Tag, 7),
        ("a: ! b\n", Tag, 3),
        ("a: !x\n", Tag, 3),
        ("a: !x\nb: c\n", Tag, 3),
        ("a: !x |\n  b\n", Tag, 3),
        ("a: !x &y b\n", Tag, 3),
        ("a: !u!x b\n", Tag, 3),
        ("a: !<\n", Tag, 3),
        ("a: !!\n", Tag, 3),
        ("a: !x%zz b\n", Tag, 3),
        ("a: !x%FF b\n", Tag, 3),
        ("a: !x%C3%28 b\n", Tag, 3),
    ]);
}

#[test]
fn directives_and_second_documents() {
    assert_refused(&[
        ("%YAML 1.2\n---\na: b\n", Directive, 0),
        ("# c\n%TAG ! tag:x,2000:\n---\na: b\n", Directive, 4),
        ("%a\n", Directive, 0),
        ("a: b\n...\n%YAML 1.2\n---\n", Directive, 9),
        ("é: b\n---\nc: d\n", SecondPart, 6),
        ("---\na: b\n---\n", SecondPart, 9),
        ("a: b\n...\n---\nc: d\n", SecondPart, 9),
        ("a: b\n...\nc: d\n", SecondPart, 9),
        ("a: b\n... c\n", SecondPart, 9),
        ("a: |\n  b\n---\nc: d\n", SecondPart, 9),
    ]);
    for text in ["---\na: b\n", "a: b\n...\n", "---\na: b\n...\n", "a: b\n... # c\n", "--- a\n"] {
        assert_eq!(refusal(text), None, "{text:?}");
    }
}

#[test]
fn depth() {
    let indents: Vec<_> = (0..=MAX_DEPTH + 1).map(|indent| " ".repeat(indent)).collect();
    let deeper = indents.join("a:\n");
    let start = |text: &str| u32::try_from(text.rfind('a').unwrap()).unwrap();
    assert_refused(&[
        (&format!("{}{}", "[".repeat(33), "]".repeat(33)), TooDeep, 32),
        (&format!("{}{}", "{".repeat(33), "}".repeat(33)), TooDeep, 32),
        (&format!("{}b{}", "{a: ".repeat(33), "}".repeat(33)), TooDeep, 4 * 32),
        (&format!("{}a", "- ".repeat(33)), TooDeep, 2 * 32),
        (&format!("{}a", "? ".repeat(33)), TooDeep, 2 * 32),
        (&deeper, TooDeep, start(&deeper)),
        (&"[".repeat(100_000), TooDeep, 32),
        (&"{a: ".repeat(100_000), TooDeep, 4 * 32),
        (&"- ".repeat(100_000), TooDeep, 2 * 32),
        (&"? ".repeat(100_000), TooDeep, 2 * 32),
        (&"[{a: ".repeat(100_000), TooDeep, 5 * 16),
    ]);
    for text in [
        format!("{}{}", "[".repeat(32), "]".repeat(32)),
        format!("{}b{}", "{a: ".repeat(32), "}".repeat(32)),
        format!("{}a", "- ".repeat(32)),
        format!("{}a", "? ".repeat(32)),
    ] {
        assert_eq!(refusal(&text), None, "{text:?}");
    }
}

#[test]
fn brackets() {
    assert_refused(&[
        ("é: [b, c\n", Bracket, 4),
        ("é: {b: c\n", Bracket, 4),
        ("a: [b, [c]\n", Bracket, 3),
        ("a: [b}\n", Bracket, 3),
        ("a: {b: c]\n", Bracket, 3),
        ("a: [b, c]]\n", Bracket, 9),
        ("a: ]\n", Bracket, 3),
        ("}\n", Bracket, 0),
        ("a: [b, , c]\n", Bracket, 7),
    ]);
}

#[test]
fn quotes_and_escapes() {
    assert_refused(&[
        ("é: \"b", Quote, 4),
        ("é: 'b", Quote, 4),
        ("é: \"b\" c\n", Quote, 8),
        ("a: 'b' c\n", Quote, 7),
        ("a: 'it's'\n", Quote, 7),
        ("a: \"b\"\"c\"\n", Quote, 6),
        ("a: \"b\n---\nc\"\n", Quote, 3),
    ]);
    for text in
        ["\"b\\qc\"", "\"b\\xZZ\"", "\"C:\\Users\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\U00110000\"", "\"\\'\""]
    {
        assert_eq!(refusal(&format!("a: {text}\n")).map(|(kind, _)| kind), Some(Escape), "{text}");
    }
}

#[test]
fn lines_that_stand_nowhere() {
    assert_refused(&[
        ("é:\n    b: c\n  d: e\n", Indentation, 15),
        ("a:\n  b: c\n d: e\n", Indentation, 11),
        ("a:\n  - b\n - c\n", Indentation, 10),
        ("a:\n  - b: c\n   d: e\n", Indentation, 15),
        ("é: b: c\n", Colon, 5),
        ("é: b:\n", Colon, 5),
        ("é: 'b': c\n", Colon, 7),
        ("é: b\n  c: d\n", Colon, 9),
        ("a:\n  b: c\n    d: e\n", Colon, 15),
        ("é: b\nc\n", NoColon, 6),
        ("é: b\nc\nd: e\n", NoColon, 6),
        ("a:\n  - b\n  c\n", NoColon, 11),
        ("a: |\nb\n", NoColon, 5),
        ("é: - b\n", Hyphen, 4),
        ("a: [- b]\n", Hyphen, 4),
        ("a: [b, -]\n", Hyphen, 7),
        ("é: @b\n", Character, 4),
        ("a: `b`\n", Character, 3),
        ("a: %b\n", Character, 3),
    ]);
}

#[test]
fn files_that_are_something_else() {
    let conflict = "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n";
    assert_eq!(refusal(conflict), Some((NoColon, 5)));
    assert_eq!(refusal("<<<<<<< HEAD\na: b\n=======\n"), Some((Colon, 14)));
    assert_eq!(refusal("<!DOCTYPE html>\n<html><body>Error: none</body></html>\n"), Some((Colon, 33)));
    // These are one text each, and no records.
    for text in ["<html>\n<body>\n</body>\n</html>\n", "id,name\na,b\n", "a:b\n"] {
        assert_eq!(refusal(text), None, "{text:?}");
    }
    assert_eq!(refusal("{\"sources\": {\"a\": [\"b\", {\"c\": null}]}}\n"), None);
}

/// A tab is no indentation, wherever it is.
#[test]
fn tabs_do_not_indent() {
    assert_kinds(&[
        ("a:\n\tb: c\n", Tab),
        ("a:\n\t- b\n", Tab),
        ("a:\n  b: c\n\td: e\n", Tab),
        ("a:\n  - b\n\t- c\n", Tab),
        ("a: \"b\n\tc\"\n", Tab),
        ("a: [b,\n\tc]\n", Tab),
        ("a: |\n\tb\n", Tab),
        ("a: b\n\tc\n", Tab),
        ("\ta: b\n\tc: d\n", Tab),
        ("\ta: b\n", Tab),
        ("  \ta: b\n", Tab),
        ("a:\n  \tb: c\n", Tab),
        ("a:\n \t b: c\n", Tab),
    ]);
}

#[test]
fn tabs_between_words_are_blanks() {
    for text in
        ["a:\tb\n", "a: \tb\n", "a: b\tc\n", "a: b\t\n", "a: b\t# c\n", "a:\n  -\tb\n", "a: [b,\tc]\n", "a: 'b\tc'\n"]
    {
        assert_eq!(refusal(text), None, "{text:?}");
    }
}

/// A refusal points at the first byte of what it names, not at what is around it.
#[test]
fn refusals_point_at_what_they_name() {
    assert_refused(&[
        ("a:\n\tb: c\n", Tab, 3),
        ("a:\n  b: c\n\td: e\n", Tab, 10),
        ("a:\n  - b\n\t- c\n", Tab, 9),
        ("a: b\n\tc\n", Tab, 5),
        ("a: |\n\tb\n", Tab, 5),
        ("a: [b,\n\tc]\n", Tab, 7),
        ("a: \"b\\qc\"\n", Escape, 5),
        ("a: \"b\n  c\n  d\\xZZ\"\n", Escape, 13),
        ("a: \"b\nc: d\n", Quote, 3),
        ("a: b\n- c\n", Indentation, 5),
        ("é: \"b\n", Quote, 4),
        ("é: 'b\n", Quote, 4),
    ]);
}

/// A refusal says what a reader of the file would say.
#[test]
fn refusals_name_what_is_wrong() {
    assert_kinds(&[
        ("  a: b\nc: d\n", Indentation),
        ("a: [b] c\n", Bracket),
        ("a: ? b\n", Character),
        ("a: , b\n", Character),
        ("a: | b\n", Character),
        ("a: >50 people\n", Character),
        ("a: \"b\"#c\n", Quote),
    ]);
}

#[test]
fn every_refusal_has_words() {
    holds(&(changed_texts(), signs()), |(text, signs)| {
        for refusal in [parse(&text), parse(&signs)].into_iter().filter_map(Result::err) {
            let (what, help) = refusal.kind.words();
            prop_assert!(!what.is_empty() && !help.is_empty(), "{refusal:?}");
        }
        Ok(())
    });
}
