//! Current findings as waivers: a check passes from now on, and what is left to fix can be counted.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::faults::{EXPIRED_WAIVER, UNUSED_WAIVER};
use crate::diagnostic::render::LeveledFinding;
use crate::diagnostic::{Diagnostic, Findings, Level, RuleMeta};
use crate::load::{Loaded, load_texts};
use crate::model::{CONFIGURATION, Configuration, Corpus, Date, Id, Waiver};
use crate::records::to_yaml;
use crate::text::Text;

/// Current findings, waived until a day.
#[derive(Debug)]
pub struct Baseline<'a> {
    /// One waiver for each rule and record.
    waivers: BTreeSet<(&'static str, Id)>,
    /// How many findings of each rule they cover.
    covered: BTreeMap<&'static str, usize>,
    findings: Findings<'a>,
    remaining: Vec<LeveledFinding<'a>>,
    days: Days,
}

/// When a baseline is made, and the last day on which it holds.
#[derive(Debug, Clone)]
pub struct Days {
    /// The day on which it is made.
    pub today: Date,
    /// The last day on which the waiver holds.
    pub until: Date,
}

/// Why waivers cannot be added to the text of a configuration without a change to what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAdded {
    /// It has waivers, and YAML has one list of them.
    HasWaivers,
    /// Nothing that is written at its end is read as waivers. It may be in braces, or unreadable.
    Closed,
}

impl fmt::Display for NotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HasWaivers => "the configuration already has waivers",
            Self::Closed => "waivers cannot be added at the end of the configuration",
        })
    }
}

impl Error for NotAdded {}

#[derive(Serialize)]
struct File<'a> {
    waivers: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    id: &'a str,
    reason: &'a str,
    until: &'a str,
}

impl<'a> Baseline<'a> {
    /// Waives those findings that reach a level, each for the first record that it is about. Linear except for putting
    /// the waivers in order.
    ///
    /// What could not be read or understood cannot be waived, nor can a finding about no record, nor one about waivers.
    /// What may expose a source is left for a person to decide.
    pub fn new(findings: &Findings<'a>, corpus: &Corpus, level: Level, days: Days) -> Self {
        let mut baseline = Self {
            waivers: BTreeSet::new(),
            covered: BTreeMap::new(),
            findings: findings.clone(),
            remaining: Vec::new(),
            days,
        };
        for finding in findings.list.iter().filter(|finding| finding.level() >= level) {
            let rule = finding.finding().rule();
            match record(finding.finding().about(findings.wording), corpus).filter(|_| can_be_waived(rule)) {
                Some(id) => baseline.waive(rule.name, id),
                None => baseline.remaining.push(finding.clone()),
            }
        }
        baseline
    }

    fn waive(&mut self, rule: &'static str, id: Id) {
        self.waivers.insert((rule, id));
        *self.covered.entry(rule).or_default() += 1;
    }

    /// Whether there is nothing to waive.
    pub fn is_empty(&self) -> bool {
        self.waivers.is_empty()
    }

    /// How many findings are waived, of each rule.
    pub fn rules(&self) -> &BTreeMap<&'static str, usize> {
        &self.covered
    }

    /// How many records have a waiver.
    pub fn records(&self) -> usize {
        self.waivers.iter().map(|(_, id)| id).collect::<BTreeSet<_>>().len()
    }

    /// The findings that reach the level and are not waived, in the order in which they came.
    pub fn remaining(&self) -> Findings<'_> {
        Findings { list: &self.remaining, ..self.findings.clone() }
    }

    /// How many of those may expose a source. Each could be waived, but only on its own.
    pub fn exposing(&self) -> usize {
        self.remaining.iter().filter(|finding| finding.finding().rule().protects_sources).count()
    }

    /// The waivers as the last part of a configuration, in YAML.
    pub fn yaml(&self) -> String {
        let reason = format!("baseline of {}, not yet fixed or reviewed", self.days.today);
        let until = self.days.until.as_str();
        let waivers = self.waivers.iter().map(|(rule, id)| Entry { rule, id: id.as_str(), reason: &reason, until });
        to_yaml(&File { waivers: waivers.collect() })
    }

    /// The text of a configuration with the waivers added at its end, and nothing else changed. What is returned was
    /// read again: it has the same settings as the configuration, and the waivers.
    ///
    /// # Errors
    /// When there is no such text.
    pub fn added_to(&self, configuration: &str) -> Result<String, NotAdded> {
        let before = read(configuration);
        if before.configuration().is_some_and(|before| !before.waivers.is_empty()) {
            return Err(NotAdded::HasWaivers);
        }
        let end = if configuration.is_empty() || configuration.ends_with('\n') { "" } else { "\n" };
        let text = format!("{configuration}{end}{}", self.yaml());
        let after = read(&text);
        if has_same_faults(&before, &after) && self.is_all_that_was_added(&before, &after) {
            Ok(text)
        } else {
            Err(NotAdded::Closed)
        }
    }

    fn is_all_that_was_added(&self, before: &Loaded, after: &Loaded) -> bool {
        let (Some(before), Some(after)) = (before.configuration(), after.configuration()) else { return false };
        let is_ours = |waiver: &Waiver, (rule, id): &(&str, Id)| {
            waiver.rule.to == Text::new(*rule)
                && waiver.id.to == *id.text()
                && waiver.until.as_ref() == Some(&self.days.until)
        };
        asks_the_same(before, after)
            && after.waivers.len() == self.waivers.len()
            && after.waivers.iter().zip(&self.waivers).all(|(waiver, ours)| is_ours(waiver, ours))
    }
}

/// The first of the records that a finding is about, of those that there are.
fn record<'t>(about: impl Iterator<Item = &'t Text>, corpus: &Corpus) -> Option<Id> {
    let mut ids = about.filter_map(|id| Id::parse(id).ok());
    ids.find(|id| corpus.find(id.as_str()).is_some())
}

/// Findings about waivers come after those that waivers cover.
fn can_be_waived(rule: &RuleMeta) -> bool {
    !rule.is_fixed && !rule.protects_sources && ![&EXPIRED_WAIVER, &UNUSED_WAIVER].contains(&rule)
}

fn read(configuration: &str) -> Loaded {
    let text = configuration.strip_prefix('\u{FEFF}').unwrap_or(configuration);
    load_texts([(CONFIGURATION.into(), text.to_owned())])
}

fn has_same_faults(before: &Loaded, after: &Loaded) -> bool {
    let same = |(a, b): (&Arc<Diagnostic>, &Arc<Diagnostic>)| a.order(b, before.files.order()).is_eq();
    before.diagnostics.len() == after.diagnostics.len() && before.diagnostics.iter().zip(&after.diagnostics).all(same)
}

/// Whether two configurations ask for the same, apart from waivers.
fn asks_the_same(one: &Configuration, other: &Configuration) -> bool {
    let rules =
        |of: &Configuration| of.rules.iter().map(|(rule, setting)| (rule.to.clone(), *setting)).collect::<Vec<_>>();
    rules(one) == rules(other) && one.independent_sources == other.independent_sources && one.verdicts == other.verdicts
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::path::Path;

    use super::*;
    use crate::diagnostic::render::{CheckedQuote, QuoteList, QuoteOutcome};
    use crate::diagnostic::{NoWording, RuleFinding};
    use crate::text::Files;
    use crate::workspace::Workspace;

    /// By hand: `a` has two dangling references and the wrong kind of one, `b` a dangling one, `no` cites itself. The
    /// date of `b` cannot be read.
    const CLAIMS: &str = "sources:
  s: {identity: named, name: S}
claims:
  a: {statement: x, attributed_to: [nobody, neither], cites: [s]}
  b: {statement: x, attributed_to: [nobody], date: soon}
  no: {statement: x, attributed_to: [s], cites: [no]}
";

    const WAIVERS: &str = "\
waivers:
- rule: dangling-reference
  id: a
  reason: baseline of 2026-05-04, not yet fixed or reviewed
  until: \"2026-08-02\"
- rule: dangling-reference
  id: b
  reason: baseline of 2026-05-04, not yet fixed or reviewed
  until: \"2026-08-02\"
- rule: self-reference
  id: \"no\"
  reason: baseline of 2026-05-04, not yet fixed or reviewed
  until: \"2026-08-02\"
- rule: wrong-kind-reference
  id: a
  reason: baseline of 2026-05-04, not yet fixed or reviewed
  until: \"2026-08-02\"
";

    #[derive(Debug)]
    struct NoQuotes;

    impl QuoteList for NoQuotes {
        fn len(&self) -> usize {
            0
        }

        fn outcome(&self, _: usize) -> QuoteOutcome {
            QuoteOutcome::Unchecked
        }

        fn quote(&self, nth: usize) -> CheckedQuote {
            unreachable!("there is no quote {nth}")
        }
    }

    /// Findings that all have their words.
    fn findings<'a>(list: &'a [LeveledFinding<'a>], files: &'a Files) -> Findings<'a> {
        static NONE_WAIVED: BTreeMap<&str, usize> = BTreeMap::new();
        static NONE_HIDDEN: BTreeMap<Level, usize> = BTreeMap::new();
        Findings {
            files,
            list,
            hidden: &NONE_HIDDEN,
            wording: &NoWording,
            rules: &[],
            claim_files: files.len(),
            records: 0,
            waived: &NONE_WAIVED,
            narrowed: None,
            quotes: &NoQuotes,
            deny: Level::Error,
            base: None,
        }
    }

    /// Looks at the baseline of what loading and linking find.
    fn baseline(claims: &str, look: impl FnOnce(&Baseline<'_>)) {
        let snapshot = Workspace::of_texts([("c.yaml", claims)]).snapshot();
        let found = snapshot.diagnostics();
        let list: Vec<_> = found
            .map(|found| LeveledFinding::new(found.rule.level, Cow::Owned(RuleFinding::Ready(Cow::Borrowed(found)))))
            .collect();
        let date = |text: &str| Date::parse(&Text::new(text)).unwrap();
        let days = Days { today: date("2026-05-04"), until: date("2026-08-02") };
        look(&Baseline::new(&findings(&list, snapshot.files()), snapshot.corpus(), Level::Warning, days));
    }

    #[test]
    fn one_waiver_for_each_rule_and_record() {
        baseline(CLAIMS, |baseline| {
            assert_eq!(baseline.yaml(), WAIVERS);
            let rules: Vec<_> = baseline.rules().iter().map(|(&rule, &count)| (rule, count)).collect();
            assert_eq!(rules, [("dangling-reference", 3), ("self-reference", 1), ("wrong-kind-reference", 1)]);
            assert_eq!(baseline.records(), 3);
            let remaining: Vec<_> = baseline.remaining().iter().map(|finding| finding.rule().name).collect();
            assert_eq!(remaining, ["invalid-date"]);
        });
    }

    #[test]
    fn findings_below_the_level_are_left_alone() {
        let note = Diagnostic::of_path(&crate::diagnostic::faults::LINK_NOT_FOLLOWED, Path::new("x"), "x");
        let note = RuleFinding::Ready(Cow::Owned(Box::new(note)));
        let list = [LeveledFinding::new(Level::Note, Cow::Owned(note))];
        let files = Files::default();
        let date = Date::parse(&Text::new("2026")).unwrap();
        let of = |level| {
            let days = Days { today: date.clone(), until: date.clone() };
            let baseline = Baseline::new(&findings(&list, &files), &Corpus::default(), level, days);
            (baseline.is_empty(), baseline.remaining().len())
        };
        assert_eq!(of(Level::Warning), (true, 0));
        assert_eq!(of(Level::Note), (true, 1));
    }

    #[test]
    fn waivers_are_added_at_the_end() {
        baseline(CLAIMS, |baseline| {
            for before in [
                "",
                "# nothing yet\n",
                "# no line end",
                "rules: {anachronism: error}\n",
                "rules: {anachronism: error}",
                "policy:\r\n  independent_sources: 3\r\n",
                "verdicts: [true, false]\n\n\n# the end\n",
                "\u{FEFF}rules: {}\n",
                // Wrong, and as wrong as before.
                "rules: {no-such-rule: off}\nruls: {}\n",
            ] {
                let after = baseline.added_to(before).unwrap_or_else(|why| panic!("{before:?}: {why:?}"));
                let end = after.strip_prefix(before).unwrap();
                assert_eq!(end.strip_prefix('\n').unwrap_or(end), WAIVERS, "{before:?}");
            }
        });
    }

    #[test]
    fn what_is_there_is_never_changed() {
        let waiver = "waivers: [{rule: anachronism, id: a, reason: x, until: 2026}]\n";
        baseline(CLAIMS, |baseline| {
            assert_eq!(baseline.added_to(waiver), Err(NotAdded::HasWaivers));
            for before in [
                "waivers: []\n",
                "waivers:\n",
                "{rules: {}}\n",
                "rules: {}\n...\n",
                "rules: {\n",
                "rules: [\u{7}]\n",
                "just words",
                "- a list\n",
                "  rules: {}\n",
            ] {
                assert_eq!(baseline.added_to(before), Err(NotAdded::Closed), "{before:?}");
            }
        });
    }
}
