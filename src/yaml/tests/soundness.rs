//! Every place is in its text and every child in its parent, whatever the text.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::borderline_texts::{EVERYDAY, NO_DEEPER, OTHER};
use super::random_texts::{changed_texts, signs, texts};
use super::{holds, nodes};
use crate::tree::{NodeId, NodeKind, Tree};
use crate::yaml::events;

fn is_sound(text: &str) -> TestCaseResult {
    match events::parse(text) {
        Err(refusal) => {
            prop_assert!(is_in_text(text, (refusal.start, refusal.end)), "{text:?} {refusal:?}");
        }
        Ok(tree) => {
            for node in nodes(&tree) {
                is_node_sound(text, &tree, node)?;
            }
        }
    }
    Ok(())
}

fn is_in_text(text: &str, (start, end): (u32, u32)) -> bool {
    start <= end && text.get(start as usize..end as usize).is_some()
}

fn is_node_sound(text: &str, tree: &Tree<'_>, node: NodeId) -> TestCaseResult {
    let (start, end) = tree.range(node);
    prop_assert!(is_in_text(text, (start, end)), "{text:?} {node:?} {start}..{end}");
    prop_assert_eq!(
        tree.scalar(node).is_some(),
        !matches!(tree.kind(node), NodeKind::List | NodeKind::Map),
        "{:?}",
        text
    );
    let mut before = start;
    for child in tree.children(node) {
        let (child_start, child_end) = tree.range(child);
        let is_inside = before <= child_start && child_end <= end;
        prop_assert!(is_inside, "{text:?} {child:?} {child_start}..{child_end} of {node:?} {start}..{end}");
        before = child_start;
    }
    Ok(())
}

#[test]
fn borderline_texts_are_sound() {
    for text in EVERYDAY.iter().chain(NO_DEEPER).chain(OTHER) {
        assert!(is_sound(text).is_ok(), "{:?}", is_sound(text));
    }
}

#[test]
fn random_texts_are_sound() {
    holds(&texts(), |text| is_sound(&text));
}

#[test]
fn changed_texts_are_sound() {
    holds(&changed_texts(), |text| is_sound(&text));
}

#[test]
fn random_signs_are_sound() {
    holds(&signs(), |text| is_sound(&text));
}
