//! Findings that are waived for a while.

use std::collections::HashMap;

use crate::diagnostic::faults::{EXPIRED_WAIVER, UNUSED_WAIVER};
use crate::diagnostic::{Diagnostic, Message, RuleFinding, RuleMeta, Wording};
use crate::model::{Date, Waiver};
use crate::text::Text;

/// What to do with a waiver that covers nothing.
const NOTHING_LEFT: &str = "delete it: there is nothing left to cover";
/// What to do with an expired one if another is of the same.
const REPLACED: &str = "delete it: another waiver of the same has not expired";

/// The waivers of a configuration.
#[derive(Debug)]
pub(super) struct Waivers<'a> {
    list: Vec<KnownWaiver<'a>>,
    /// The waivers of a rule for a record. Most have one.
    by_finding: HashMap<(&'static str, &'a Text), Vec<usize>>,
}

/// A waiver whose rule and record there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownWaiver<'a> {
    rule: &'static RuleMeta,
    waiver: &'a Waiver,
    /// Whether it is in force.
    holds: bool,
    /// Its last day, if that has passed.
    expired_after: Option<&'a Date>,
}

impl<'a> KnownWaiver<'a> {
    /// A waiver holds up to and including its last day. One whose last day cannot be read holds for no day, and none
    /// holds where nobody knows what day it is.
    pub(super) fn new(rule: &'static RuleMeta, waiver: &'a Waiver, today: Option<&Date>) -> Self {
        let has_passed = |until: &&Date| today.is_some_and(|today| until.is_before(today) == Some(true));
        let expired_after = waiver.until.as_ref().filter(has_passed);
        let holds = waiver.until.is_some() && today.is_some() && expired_after.is_none();
        Self { rule, waiver, holds, expired_after }
    }

    fn expired(&self, until: &Date, is_used: bool, is_replaced: bool) -> Diagnostic {
        let message = self.named().words(" expired after ").value(until.as_str());
        self.diagnostic(&EXPIRED_WAIVER, message).help(match (is_used, is_replaced) {
            (_, true) => REPLACED,
            (true, false) => "fix what it covered, or set a new last day and say why in the reason",
            (false, false) => NOTHING_LEFT,
        })
    }

    fn doubled(&self, kept: &Self) -> Diagnostic {
        let message = self.named().words(" covers only what another waiver covers");
        self.diagnostic(&UNUSED_WAIVER, message)
            .related(kept.waiver.place, "this one covers the same")
            .help("delete one of the two; if both reasons count, give both in one")
    }

    fn unused(&self) -> Diagnostic {
        self.diagnostic(&UNUSED_WAIVER, self.named().words(" covers no finding")).help(NOTHING_LEFT)
    }

    fn named(&self) -> Message {
        Message::new("the waiver of ").value(self.rule.name).words(" for ").id(&self.waiver.id.to)
    }

    fn diagnostic(&self, rule: &'static RuleMeta, message: Message) -> Diagnostic {
        Diagnostic::new(rule, self.waiver.place, message).about(self.waiver.id.to.clone())
    }
}

impl<'a> Waivers<'a> {
    pub(super) fn new(list: Vec<KnownWaiver<'a>>) -> Self {
        let mut by_finding: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, known) in list.iter().enumerate() {
            by_finding.entry((known.rule.name, &known.waiver.id.to)).or_default().push(at);
        }
        Self { list, by_finding }
    }

    /// For each waiver, that it has covered nothing yet.
    pub(super) fn unused(&self) -> Vec<bool> {
        vec![false; self.list.len()]
    }

    /// Whether a finding is waived. All waivers that cover it count as used.
    pub(super) fn cover(&self, found: &RuleFinding<'_>, wording: &dyn Wording, used: &mut [bool]) -> bool {
        if self.list.is_empty() {
            return false;
        }
        let mut is_covered = false;
        for id in found.about(wording) {
            for &at in self.by_finding.get(&(found.rule().name, id)).into_iter().flatten() {
                used[at] = true;
                is_covered |= self.list[at].holds;
            }
        }
        is_covered
    }

    /// What is wrong with waivers: those that expired, and those that cover nothing though their rule was looked for,
    /// or nothing that another one does not cover.
    pub(super) fn report(&self, used: &[bool], is_off: impl Fn(&RuleMeta) -> bool) -> Vec<Diagnostic> {
        let report = |(at, (known, &is_used)): (usize, (&KnownWaiver<'_>, &bool))| {
            let kept = self.kept(known);
            match known.expired_after {
                Some(until) => Some(known.expired(until, is_used, kept.is_some())),
                // One whose last day cannot be read has its fault already.
                None if known.waiver.until.is_none() || is_off(known.rule) => None,
                None if !is_used => Some(known.unused()),
                None => kept.filter(|&kept| kept != at).map(|kept| known.doubled(&self.list[kept])),
            }
        };
        self.list.iter().zip(used).enumerate().filter_map(report).collect()
    }

    /// Of the waivers of the same rule for the same record that have not expired, the one that lasts longest or, of
    /// several, is first.
    fn kept(&self, known: &KnownWaiver<'_>) -> Option<usize> {
        let same = self.by_finding.get(&(known.rule.name, &known.waiver.id.to)).into_iter().flatten().copied();
        let until = |at: usize| self.list[at].waiver.until.as_ref();
        let lasts_longer =
            |at, kept| until(kept).zip(until(at)).is_some_and(|(kept, at)| kept.is_before(at) == Some(true));
        same.filter(|&at| self.list[at].expired_after.is_none() && until(at).is_some())
            .reduce(|kept, at| if lasts_longer(at, kept) { at } else { kept })
    }
}
