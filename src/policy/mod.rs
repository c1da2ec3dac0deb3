//! What a newsroom asks of its claims, applied to everything that was found, whoever found it: levels and waivers, once
//! and here.

mod baseline;
mod resolve;
mod waivers;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

pub use baseline::{Baseline, Days, NotAdded};
pub use resolve::Request;

use crate::diagnostic::render::{LeveledFinding, Narrowed};
use crate::diagnostic::{Diagnostic, Finding, Level, RuleMeta, Wording};
use waivers::Waivers;

/// How many independent sources a claim needs, unless a configuration says otherwise: the two-source rule.
pub const INDEPENDENT_SOURCES: u8 = 2;

/// What is asked of a corpus.
#[derive(Debug)]
pub struct Policy<'a> {
    /// The levels that differ from what the rules have by themselves; `None` for rules that are off.
    levels: HashMap<&'static str, Option<Level>>,
    waivers: Waivers<'a>,
    independent_sources: u8,
    narrowed: Option<Narrowed>,
    /// What is wrong with the configuration.
    faults: Vec<Diagnostic>,
}

/// What is left of the findings after a policy was applied to them.
#[derive(Debug)]
pub struct Applied<'a> {
    /// The findings, in no order that means anything.
    pub findings: Vec<LeveledFinding<'a>>,
    /// How many were let pass, by rule.
    pub waived: BTreeMap<&'static str, usize>,
}

impl Policy<'_> {
    /// How many independent sources a claim needs.
    pub fn independent_sources(&self) -> u8 {
        self.independent_sources
    }

    /// The level of what a rule finds; `None` if the rule is off.
    pub fn level(&self, rule: &RuleMeta) -> Option<Level> {
        self.levels.get(rule.name).copied().unwrap_or(Some(rule.level))
    }

    /// What a configuration inside the checked tree asks less of than usual, if anything.
    pub fn narrowed(&self) -> Option<&Narrowed> {
        self.narrowed.as_ref()
    }

    /// Gives every finding its level, and leaves out what is off or waived. Words none of them. What is wrong with the
    /// policy itself comes on top: its faults, and the waivers that expired or cover nothing.
    pub fn apply<'d>(&self, found: impl Iterator<Item = Finding<'d>>, wording: &dyn Wording) -> Applied<'d> {
        let mut applied = Applied { findings: Vec::new(), waived: BTreeMap::new() };
        let mut used = self.waivers.unused();
        for found in found {
            if self.waivers.cover(&found, wording, &mut used) {
                *applied.waived.entry(found.rule().name).or_default() += 1;
            } else {
                applied.add(self, found);
            }
        }
        for diagnostic in &self.faults {
            applied.add(self, Finding::Ready(Cow::Owned(diagnostic.to_owned())));
        }
        for diagnostic in self.waivers.report(&used, |rule| self.level(rule).is_none()) {
            applied.add(self, Finding::Ready(Cow::Owned(Box::new(diagnostic))));
        }
        applied
    }
}

impl<'d> Applied<'d> {
    fn add(&mut self, policy: &Policy<'_>, found: Finding<'d>) {
        if let Some(level) = policy.level(found.rule()) {
            self.findings.push(LeveledFinding { level, finding: found });
        }
    }
}
