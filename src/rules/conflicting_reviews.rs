//! Claims whose valid reviews disagree.

use std::collections::HashSet;

use super::facts::MAX_LISTED;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::reviews::State;
use crate::text::{Span, Text};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("conflicting-reviews", Level::Warning, include_str!("conflicting-reviews.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    if facts.reviews.state(number) == State::Conflicting && is_conflict(facts, number) {
        found.push(facts.claim(number).place);
    }
}

/// Whether verdicts still differ if one that is misspelt is what it is meant to be, and one that is missing is none:
/// these are mistakes of their own.
fn is_conflict(facts: &Facts<'_>, number: ClaimIndex) -> bool {
    let standing = facts.reviews.of(number).iter().filter(|&&review| facts.reviews.stands(review));
    let verdicts = standing.map(|&review| &facts.review(review).verdict.value).filter(|verdict| !verdict.is_blank());
    let meant = |verdict: &Text| {
        let meant = Some(verdict).filter(|verdict| !facts.verdicts.has(verdict));
        meant.and_then(|verdict| facts.verdicts.nearest(verdict)).map_or_else(|| verdict.clone(), |(meant, _)| meant)
    };
    verdicts.map(meant).collect::<HashSet<_>>().len() > 1
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let id = facts.claim(number).id.text();
    let standing = facts.reviews.of(number).iter().filter(|&&review| facts.reviews.stands(review));
    let reviews: Vec<_> = standing.map(|&review| facts.review(review)).collect();
    let mut message = Message::new("reviewers disagree about ").id(id).words(": ");
    for (nth, review) in reviews.iter().take(MAX_LISTED).enumerate() {
        message = if nth == 0 { message } else { message.words(", ") };
        message = message.text(&review.reviewer).words(" says ").id(&review.verdict.value);
        message = message.words(" (").id(review.id.text()).words(")");
    }
    if let more @ 1.. = reviews.len().saturating_sub(MAX_LISTED) {
        message = message.words(" and ").number(more).words(" more");
    }
    let diagnostic = Diagnostic::new(&META, span, message)
        .about(id.clone())
        .help("agree on a verdict, and have the reviewer who changes their mind review the claim again");
    let related = reviews.iter().take(MAX_LISTED);
    related.fold(diagnostic, |diagnostic, review| diagnostic.related(review.verdict.place, "one of the verdicts"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn once_for_a_claim_with_the_latest_review_first() {
        check(
            "conflicting-reviews",
            "claims:
  a: {statement: x}
  b: {statement: x}
reviews:
  a-1: {claim: a, verdict: mixed, reviewer: desk, date: 2024-01}
  a-2: {claim: a, verdict: mixed, reviewer: chief, date: 2024-03}
  a-3: {claim: a, verdict: refuted, reviewer: clerk, date: 2024-02}
  b-1: {claim: b, verdict: mixed, reviewer: desk, date: 2024-01}
  b-2: {claim: b, verdict: refuted, reviewer: desk, date: 2024-02}
  b-3: {claim: b, verdict: supported, reviewer: chief, date: 2024-02, expires: 2024-03}
",
            &[
                "2:3 reviewers disagree about `a`: `chief` says `mixed` (`a-2`), \
                 `clerk` says `refuted` (`a-3`), `desk` says `mixed` (`a-1`)",
                "| 6:28 one of the verdicts",
                "| 7:28 one of the verdicts",
                "| 5:28 one of the verdicts",
            ],
        );
    }

    #[test]
    fn of_many_the_latest_twenty() {
        let reviews: Vec<_> = (0..22)
            .map(|nth| format!("  a-{nth}: {{claim: a, verdict: mixed, reviewer: r{nth}, date: 2024}}\n"))
            .collect();
        let text = format!(
            "claims:\n  a: {{statement: x}}\nreviews:\n{}  z: {{claim: a, verdict: refuted, reviewer: z, date: 2025}}\n",
            reviews.concat()
        );
        let found = super::super::tests::found("conflicting-reviews", &text);
        assert_eq!(found.len(), 21);
        assert!(found[0].contains("`z` says `refuted` (`z`), `r21` says `mixed` (`a-21`)"), "{}", found[0]);
        assert!(found[0].ends_with("`r3` says `mixed` (`a-3`) and 3 more"), "{}", found[0]);
    }

    #[test]
    fn a_verdict_that_is_misspelt_is_the_one_that_is_meant() {
        let claims = |verdict: &str| {
            format!(
                "claims:
  a: {{statement: x}}
reviews:
  a-1: {{claim: a, verdict: supported, reviewer: desk, date: 2024}}
  a-2: {{claim: a, verdict: {verdict}, reviewer: chief, date: 2024}}
"
            )
        };
        check("conflicting-reviews", &claims("suported"), &[]);
        for verdict in ["refutd", "nonsense"] {
            let found = super::super::tests::found("conflicting-reviews", &claims(verdict));
            assert_eq!(found.len(), 3, "{verdict}");
        }
    }
}
