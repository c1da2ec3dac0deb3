//! The rules of `check`: one file each, with its page beside it, and one table.
//!
//! A rule reads facts and words them. What needs a walk through the graph is worked out in [`crate::analysis`].

mod anachronism;
mod anonymity_unexplained;
mod anonymous_only;
mod chains;
mod circular_citation;
mod duplicate_statement;
mod facts;
mod false_corroboration;
mod rests_on_retracted;
mod returns_to_source;
mod revealing_id;
mod second_hand_evidence;
mod single_source;
#[cfg(test)]
mod tests;
mod unsourced;
mod unspecified_source;
mod unused_document;
mod unused_source;
mod vague_attribution;

use std::ops::Range;

use rayon::prelude::*;

pub use facts::Facts;

use crate::diagnostic::{Diagnostic, RuleMeta, faults, nearest};

/// A rule, and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is known of it without running it.
    pub meta: &'static RuleMeta,
    find: Find,
}

/// How a rule looks for what it finds: each adds its findings to a list.
#[derive(Debug, Clone, Copy)]
enum Find {
    /// Looks at one claim at a time, by its number in the graph.
    EachClaim(fn(&Facts<'_>, u32, &mut Vec<Diagnostic>)),
    /// Looks at one source at a time, by its number in the graph.
    EachSource(fn(&Facts<'_>, u32, &mut Vec<Diagnostic>)),
    /// Looks at the corpus as a whole.
    Corpus(fn(&Facts<'_>, &mut Vec<Diagnostic>)),
    /// Does not look: whoever reads, links or configures finds it on the way.
    OnTheWay,
}

/// Every rule, in order of name.
pub static RULES: [Rule; 36] = [
    anachronism::RULE,
    anonymity_unexplained::RULE,
    anonymous_only::RULE,
    circular_citation::RULE,
    on_the_way(&faults::DANGLING_REFERENCE),
    on_the_way(&faults::DUPLICATE_ID),
    duplicate_statement::RULE,
    on_the_way(&faults::EXPIRED_WAIVER),
    false_corroboration::RULE,
    on_the_way(&faults::INVALID_CONFIGURATION),
    on_the_way(&faults::INVALID_DATE),
    on_the_way(&faults::INVALID_ID),
    on_the_way(&faults::INVALID_URL),
    on_the_way(&faults::LIMIT),
    on_the_way(&faults::LINK_NOT_FOLLOWED),
    on_the_way(&faults::MISSING_FIELD),
    on_the_way(&faults::OFF_THE_RECORD),
    rests_on_retracted::RULE,
    returns_to_source::RULE,
    on_the_way(&faults::REVEALED_SOURCE),
    revealing_id::RULE,
    second_hand_evidence::RULE,
    on_the_way(&faults::SELF_REFERENCE),
    single_source::RULE,
    on_the_way(&faults::SNAPSHOT_PATH),
    on_the_way(&faults::SYNTAX),
    on_the_way(&faults::UNKNOWN_FIELD),
    on_the_way(&faults::UNREADABLE),
    unsourced::RULE,
    unspecified_source::RULE,
    unused_document::RULE,
    unused_source::RULE,
    on_the_way(&faults::UNUSED_WAIVER),
    vague_attribution::RULE,
    on_the_way(&faults::WRONG_KIND_REFERENCE),
    on_the_way(&faults::WRONG_TYPE),
];

const fn on_the_way(meta: &'static RuleMeta) -> Rule {
    Rule { meta, find: Find::OnTheWay }
}

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta).find(|meta| meta.name == name)
}

/// The rule whose name is most like a misspelt one.
pub fn nearest_rule(name: &str) -> Option<&'static RuleMeta> {
    nearest(name, RULES.iter().map(|rule| rule.meta.name)).and_then(rule)
}

/// Everything that is found by the rules that `runs` lets run, in no order that means anything.
pub fn find(facts: &Facts<'_>, runs: impl Fn(&RuleMeta) -> bool) -> Vec<Box<Diagnostic>> {
    let rules: Vec<_> = RULES.iter().filter(|rule| runs(rule.meta)).collect();
    rules.into_par_iter().flat_map(|rule| rule.find(facts)).collect()
}

impl Rule {
    #[allow(clippy::vec_box, reason = "findings are large, and the lists are joined and sorted")]
    fn find(&self, facts: &Facts<'_>) -> Vec<Box<Diagnostic>> {
        let each = |nodes: Range<u32>, find: fn(&Facts<'_>, u32, &mut Vec<Diagnostic>)| {
            let add = |(mut found, mut list): (Vec<_>, Vec<_>), node| {
                find(facts, node, &mut found);
                list.extend(found.drain(..).map(Box::new));
                (found, list)
            };
            nodes.into_par_iter().fold(Default::default, add).flat_map_iter(|(_, list)| list).collect()
        };
        match self.find {
            Find::EachClaim(find) => each(facts.graph.claims(), find),
            Find::EachSource(find) => each(facts.graph.sources(), find),
            Find::Corpus(find) => {
                let mut found = Vec::new();
                find(facts, &mut found);
                found.into_iter().map(Box::new).collect()
            }
            Find::OnTheWay => Vec::new(),
        }
    }
}
