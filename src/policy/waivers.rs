//! Findings that are let pass for a while.

use std::collections::HashMap;

use crate::diagnostic::faults::{EXPIRED_WAIVER, UNUSED_WAIVER};
use crate::diagnostic::{Diagnostic, Message, RuleMeta};
use crate::model::{Date, Waiver};
use crate::text::Text;

/// The waivers of a configuration.
#[derive(Debug)]
pub(super) struct Waivers<'a> {
    list: Vec<Known<'a>>,
    /// The waivers of a rule for a record. Most have one.
    by_finding: HashMap<(&'static str, &'a Text), Vec<usize>>,
}

/// A waiver whose rule and record there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) rule: &'static RuleMeta,
    pub(super) waiver: &'a Waiver,
    pub(super) has_expired: bool,
}

impl<'a> Known<'a> {
    /// A waiver holds up to and including its last day. One whose last day cannot be read holds for no day.
    pub(super) fn new(rule: &'static RuleMeta, waiver: &'a Waiver, today: Option<&Date>) -> Self {
        let holds = waiver.until.as_ref().zip(today).is_some_and(|(until, today)| until.is_before(today) != Some(true));
        Self { rule, waiver, has_expired: !holds }
    }
}

impl<'a> Waivers<'a> {
    pub(super) fn new(list: Vec<Known<'a>>) -> Self {
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

    /// Whether a finding is let pass. All waivers that speak of it count as used.
    pub(super) fn cover(&self, diagnostic: &Diagnostic, used: &mut [bool]) -> bool {
        let mut is_covered = false;
        if self.list.is_empty() {
            return is_covered;
        }
        for id in &diagnostic.about {
            for &at in self.by_finding.get(&(diagnostic.rule.name, id)).into_iter().flatten() {
                used[at] = true;
                is_covered |= !self.list[at].has_expired;
            }
        }
        is_covered
    }

    /// What is wrong with waivers: those that expired, and those that cover nothing though their rule was looked for.
    pub(super) fn report(&self, used: &[bool], is_off: impl Fn(&RuleMeta) -> bool) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (known, &is_used) in self.list.iter().zip(used) {
            let Known { rule, waiver, has_expired } = *known;
            let of = |message: Message| message.value(rule.name).words(" for ").id(&waiver.id.to);
            let about = |diagnostic: Diagnostic| diagnostic.about(waiver.id.to.clone());
            if has_expired {
                let Some(until) = &waiver.until else { continue };
                let message = of(Message::new("the waiver of ")).words(" expired after ").value(until.as_str());
                found.push(about(Diagnostic::new(&EXPIRED_WAIVER, waiver.place, message).help(if is_used {
                    "mend what it covered, or give it a new last day and say in the reason why"
                } else {
                    "delete it: nothing that it could cover is found any more"
                })));
            } else if !is_used && !is_off(rule) {
                let message = of(Message::new("the waiver of ")).words(" covers nothing");
                found.push(about(
                    Diagnostic::new(&UNUSED_WAIVER, waiver.place, message)
                        .help("delete it: nothing that it could cover is found any more"),
                ));
            }
        }
        found
    }
}
