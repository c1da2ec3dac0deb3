//! What a newsroom requires of its claims, applied once to every finding: levels and waivers.

mod baseline;
mod resolve;
mod waivers;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

pub use baseline::{Baseline, Days, NotAdded};
pub use resolve::Request;

use crate::diagnostic::render::{LeveledFinding, Narrowed};
use crate::diagnostic::{Diagnostic, Level, RuleFinding, RuleMeta, Wording};
use waivers::Waivers;

/// How many independent sources a claim needs, unless a configuration says otherwise: the two-source rule.
pub const INDEPENDENT_SOURCES: u8 = 2;

/// What is required of a corpus.
#[derive(Debug)]
pub(crate) struct Policy<'a> {
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
pub(crate) struct Applied<'a> {
    /// The findings, in no order that means anything.
    pub findings: Vec<LeveledFinding<'a>>,
    /// How many were waived, by rule.
    pub waived: BTreeMap<&'static str, usize>,
}

impl Policy<'_> {
    /// How many independent sources a claim needs.
    pub(crate) fn independent_sources(&self) -> u8 {
        self.independent_sources
    }

    /// The level of what a rule finds; `None` if the rule is off.
    pub(crate) fn level(&self, rule: &RuleMeta) -> Option<Level> {
        self.levels.get(rule.name).copied().unwrap_or(Some(rule.level))
    }

    /// What a configuration inside the checked tree asks less of than usual, if anything.
    pub(crate) fn narrowed(&self) -> Option<&Narrowed> {
        self.narrowed.as_ref()
    }

    /// Gives every finding its level, and leaves out what is off or waived. Words none of them. What is wrong with the
    /// policy itself comes on top: its faults, and the waivers that expired or cover nothing.
    /// There are at `most` so many findings.
    pub(crate) fn apply<'d>(
        &self,
        found: impl Iterator<Item = Cow<'d, RuleFinding<'d>>>,
        most: usize,
        wording: &dyn Wording,
    ) -> Applied<'d> {
        let mut applied = Applied { findings: Vec::with_capacity(most), waived: BTreeMap::new() };
        let mut used = self.waivers.unused();
        for found in found {
            if self.waivers.cover(&found, wording, &mut used) {
                *applied.waived.entry(found.rule().name).or_default() += 1;
            } else {
                applied.add(self, found);
            }
        }
        for diagnostic in &self.faults {
            applied.add(self, Cow::Owned(RuleFinding::Ready(Cow::Owned(diagnostic.to_owned()))));
        }
        for diagnostic in self.waivers.report(&used, |rule| self.level(rule).is_none()) {
            applied.add(self, Cow::Owned(RuleFinding::Ready(Cow::Owned(Box::new(diagnostic)))));
        }
        applied
    }
}

impl<'d> Applied<'d> {
    fn add(&mut self, policy: &Policy<'_>, found: Cow<'d, RuleFinding<'d>>) {
        if let Some(level) = policy.level(found.rule()) {
            self.findings.push(LeveledFinding::new(level, found));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::NoWording;
    use crate::model::Date;
    use crate::rules::rule;
    use crate::text::Text;
    use crate::workspace::Workspace;

    const CLAIMS: &str = "sources:
  s: {identity: named, name: S}
claims:
  early: {statement: x, attributed_to: [s], date: 2024-05-02, cites: [late]}
  late: {statement: y, attributed_to: [s], date: 2024-05-03}
";
    const WAIVER: &str =
        "waivers:\n  - {rule: anachronism, id: early, reason: a notice under embargo, until: 2026-11-03}\n";

    /// What a policy leaves of one finding about two records.
    fn applied(configuration: &str, today: Option<&str>) -> (usize, Vec<(Level, &'static str)>) {
        let snapshot = Workspace::of_texts([("c.yaml", CLAIMS), ("onrecord.yaml", configuration)]).snapshot();
        assert!(snapshot.load_diagnostics().is_empty(), "{:?}", snapshot.load_diagnostics());
        let today = today.map(|day| Date::parse(&Text::new(day)).unwrap());
        let policy = Policy::new(&snapshot, &Request { today, ..Request::default() });
        let finding =
            Diagnostic::of_path(rule("anachronism").unwrap(), std::path::Path::new("c.yaml"), "both are wrong");
        let finding = finding.about(Text::new("early")).about(Text::new("late"));
        let found = RuleFinding::Ready(Cow::Borrowed(&finding));
        let applied = policy.apply([Cow::Borrowed(&found)].into_iter(), 1, &NoWording);
        let left = applied.findings.iter().map(|finding| (finding.level(), finding.finding().rule().name));
        (applied.waived.values().sum(), left.collect())
    }

    #[test]
    fn a_waiver_names_any_of_the_records_that_a_finding_is_about() {
        let day = Some("2026-01-01");
        for id in ["early", "late"] {
            assert_eq!(applied(&WAIVER.replace("early", id), day), (1, vec![]), "{id}");
        }
        let unused = vec![(Level::Warning, "anachronism"), (Level::Warning, "unused-waiver")];
        assert_eq!(applied(&WAIVER.replace("early", "s"), day), (0, unused));
    }

    /// Without a day, every finding is reported, and no waiver has expired.
    #[test]
    fn without_a_day_no_waiver_holds() {
        assert_eq!(applied(WAIVER, None), (0, vec![(Level::Warning, "anachronism")]));
    }
}
