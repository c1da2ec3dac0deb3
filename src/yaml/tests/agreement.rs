//! The two readers give the same tree.

use std::cell::Cell;

use proptest::prelude::*;

use super::borderline_texts::{EVERYDAY, NO_DEEPER, OTHER};
use super::random_texts::{changed_texts, signs, texts};
use super::{holds, nodes};
use crate::tree::{MAX_DEPTH, NodeId, Tree};
use crate::yaml::{Refusal, events, everyday};

/// Reads with both. Returns whether the fast reader takes the text, or how the two differ.
fn compare(text: &str) -> Result<bool, String> {
    let full = events::parse(text);
    match everyday::parse(text) {
        None => Ok(false),
        Some(tree) if full.as_ref() == Ok(&tree) => Ok(true),
        Some(tree) => Err(format!("{text:?}\n  everyday: {}\n  full: {}", shape(&Ok(tree)), shape(&full))),
    }
}

/// A tree on one line.
fn shape(read: &Result<Tree<'_>, Refusal>) -> String {
    let node = |tree: &Tree<'_>, node: NodeId| {
        let (start, end) = tree.range(node);
        format!("{:?}({start}..{end})", tree.kind(node))
    };
    match read {
        Ok(tree) => nodes(tree).map(|at| node(tree, at)).collect::<Vec<_>>().join(" "),
        Err(refusal) => format!("{refusal:?}"),
    }
}

fn assert_everyday(text: &str) {
    assert_eq!(compare(text), Ok(true), "{text:?}");
}

#[test]
fn everyday_texts_read_alike() {
    for text in EVERYDAY {
        assert_everyday(text);
    }
}

#[test]
fn lists_no_deeper_than_their_key_read_alike() {
    for text in NO_DEEPER {
        assert_everyday(text);
    }
}

#[test]
fn other_texts_are_left_to_the_full_reader() {
    for text in OTHER {
        assert_eq!(compare(text), Ok(false), "{text:?}");
    }
}

#[test]
fn comments_and_blank_lines_change_nothing() {
    for text in EVERYDAY {
        for extra in ["\n", "   \n", "# c\n", "         # c: [d\n"] {
            assert_everyday(&format!("{extra}{text}"));
            assert_everyday(&text.replace('\n', &format!("\n{extra}")));
            assert_everyday(text.trim_end_matches('\n'));
        }
    }
}

#[test]
fn every_beginning_of_a_text_reads_alike() {
    for text in EVERYDAY.iter().chain(OTHER) {
        for (end, _) in text.char_indices() {
            // A file cannot end in the middle of a line end: that is refused before.
            let text = text[..end].trim_end_matches('\r');
            assert!(compare(text).is_ok(), "{:?}", compare(text));
        }
    }
}

/// Mappings in each other, with `last` for the innermost value.
fn mappings(depth: usize, last: &str) -> String {
    let indents: Vec<_> = (0..depth).map(|indent| " ".repeat(indent)).collect();
    format!("{}a: {last}\n", indents.join("a:\n"))
}

#[test]
fn both_readers_know_how_deep_a_text_is() {
    for (text, is_taken) in [
        (mappings(MAX_DEPTH - 1, "b"), true),
        (mappings(MAX_DEPTH, "b"), true),
        (mappings(MAX_DEPTH + 1, "b"), false),
        (mappings(MAX_DEPTH - 1, "[b]"), true),
        (mappings(MAX_DEPTH, "[b]"), false),
        (mappings(MAX_DEPTH, "[]"), false),
        (mappings(MAX_DEPTH, "b").replace("a: b", "- b"), true),
        (mappings(MAX_DEPTH - 1, "b").replace("a: b", "- a: b"), true),
        (mappings(MAX_DEPTH, "b").replace("a: b", "- a: b"), false),
    ] {
        assert_eq!(compare(&text), Ok(is_taken), "{text}");
        assert_eq!(events::parse(&text).is_ok(), is_taken, "{text}");
    }
}

#[test]
fn long_keys_and_values_read_alike() {
    for (length, is_taken) in [(1, true), (127, true), (128, true), (129, false), (1024, false), (5000, false)] {
        let text = format!("{}: b\n", "k".repeat(length));
        assert_eq!(compare(&text), Ok(is_taken), "a key of {length}");
    }
    for length in [1024, 70_000, 1 << 20] {
        let long = "v ".repeat(length / 2);
        for text in [format!("a: {long}b"), format!("a: '{long}'\n"), format!("a: \"{long}\" # {long}\nb: c")] {
            assert_eq!(compare(&text), Ok(true), "values of {length}");
        }
    }
}

/// The readers agree on what `strategy` makes, and the fast one takes at least `least` of it.
fn agree_on(strategy: &impl Strategy<Value = String>, least: u32) {
    let taken = Cell::new(0);
    holds(strategy, |text| {
        taken.set(taken.get() + u32::from(compare(&text).map_err(TestCaseError::fail)?));
        Ok(())
    });
    assert!(taken.get() >= least, "the fast reader takes only {} of these texts", taken.get());
}

#[test]
fn random_texts_read_alike() {
    agree_on(&texts(), 1000);
}

#[test]
fn changed_texts_read_alike() {
    agree_on(&changed_texts(), 300);
}

#[test]
fn random_signs_read_alike() {
    agree_on(&signs(), 100);
}
