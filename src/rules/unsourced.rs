//! Claims without a source.

use super::{Facts, Find, Reads, Rule};
use crate::analysis::Basis;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unsourced", Level::Warning, include_str!("unsourced.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    if facts.analysis.basis(number) == Basis::Unsourced && !facts.is_unsettled(number) {
        found.push(facts.claim(number).place);
    }
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let id = facts.claim(number).id.text();
    let (voices, cites) = (facts.graph.voices(number), facts.graph.cites(number));
    let about = |message| Diagnostic::new(&META, span, message).about(id.clone());
    if cites.is_empty() {
        let message = Message::of(id).words(" has no voice and cites nothing");
        let help = "add its source under `attributed_to`, or the claims that it relays under `cites`";
        return about(message).help(help);
    }
    let message = if voices.is_empty() {
        Message::new("nothing that ").id(id)
    } else {
        let message = Message::new("the voices of ").id(id).words(" (");
        facts.list(message, voices).words(") only relay, and nothing that it")
    };
    let message = facts.list(message.words(" cites ("), cites).words(") leads to a source");
    let diagnostic = facts.relate(about(message), cites, "cited here, but has no source");
    diagnostic.help("add the first source to the claims it cites, under `attributed_to`")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn three_ways_to_lead_to_nobody() {
        check(
            "unsourced",
            "sources:
  desk: {identity: named, name: Desk}
claims:
  rumour: {statement: x}
  summary: {statement: x, cites: [rumour, sum]}
  sum: {statement: x, cites: [rumour]}
  relayed: {statement: x, attributed_to: [desk], cites: [summary]}
",
            &[
                "4:3 `rumour` has no voice and cites nothing",
                "5:3 nothing that `summary` cites (`rumour`, `sum`) leads to a source",
                "| 4:3 cited here, but has no source",
                "| 6:3 cited here, but has no source",
                "6:3 nothing that `sum` cites (`rumour`) leads to a source",
                "| 4:3 cited here, but has no source",
                "7:3 the voices of `relayed` (`desk`) only relay, and nothing that it cites (`summary`) leads to a source",
                "| 5:3 cited here, but has no source",
            ],
        );
    }

    #[test]
    fn loops_and_retractions_are_other_rules() {
        check(
            "unsourced",
            "sources:
  desk: {identity: named, name: Desk}
claims:
  a: {statement: x, cites: [b]}
  b: {statement: x, cites: [a]}
  into: {statement: x, cites: [a]}
  withdrawn: {statement: x, attributed_to: [desk], retracted: 2024}
  still-told: {statement: x, cites: [withdrawn]}
",
            &[],
        );
    }
}
