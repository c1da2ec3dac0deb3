//! What this module promises, checked.

mod agreement;
mod borderline_texts;
mod faults;
mod flaws;
mod places;
mod random_texts;
mod refusals;
mod second_opinion;
mod soundness;

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

use super::{NodeId, Tree};

/// How many random texts each property is tried on.
const CASES: u32 = 3000;

/// Tries a property on random values, the same ones each time.
fn holds<S: Strategy>(strategy: &S, property: impl Fn(S::Value) -> TestCaseResult)
where
    S::Value: Debug,
{
    let config = Config { cases: CASES, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..Config::default() };
    if let Err(error) = TestRunner::new(config).run(strategy, property) {
        panic!("{error}");
    }
}

/// The node at the end of a path of keys and, in lists, positions: `parts.1.note`. The whole document for an empty path.
fn node_at(tree: &Tree<'_>, path: &str) -> NodeId {
    let root = tree.root().expect("the text holds something");
    path.split('.').filter(|step| !step.is_empty()).fold(root, |node, step| {
        let by_place = || tree.children(node).nth(step.parse().ok()?);
        tree.value(node, step).or_else(by_place).unwrap_or_else(|| panic!("no `{step}` of `{path}`"))
    })
}

/// What the file has for a node.
fn slice<'t>(text: &'t str, tree: &Tree<'_>, node: NodeId) -> &'t str {
    let (start, end) = tree.range(node);
    &text[start as usize..end as usize]
}

/// All nodes, in the order of the text.
fn nodes(tree: &Tree<'_>) -> impl Iterator<Item = NodeId> {
    tree.nodes()
}
