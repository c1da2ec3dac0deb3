//! What this module promises, checked.

mod agreement;
mod borderline_texts;
mod places;
mod random_texts;
mod refusals;
mod second_opinion;
mod soundness;

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

use crate::tree::{NodeId, Tree};

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

/// All nodes, in the order of the text.
fn nodes(tree: &Tree<'_>) -> impl Iterator<Item = NodeId> {
    tree.nodes()
}
