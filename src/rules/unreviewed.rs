//! Claims without a review.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::reviews::State;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unreviewed", Level::Note, include_str!("unreviewed.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    // Of one that is dated in the future, `anachronism` says so.
    let has_none = facts.reviews.state(number) == State::Unreviewed && facts.reviews.of(number).is_empty();
    if has_none && !facts.is_meant_by_review(number) {
        found.push(facts.claim(number).place);
    }
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let id = facts.claim(number).id.text();
    Diagnostic::new(&META, span, Message::new("nobody has reviewed ").id(id))
        .about(id.clone())
        .help("check the claim, and record the result with `onrecord review`")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn without_any_review() {
        check(
            "unreviewed",
            "claims:
  a: {statement: x}
  b: {statement: x}
  c: {statement: x, corroborates: [a]}
reviews:
  c-1: {claim: c, verdict: mixed, reviewer: desk, date: 2024, expires: 2025}
  b-1: {claim: b, verdict: mixed, reviewer: desk, date: 2024}
",
            &["2:3 nobody has reviewed `a`"],
        );
    }

    /// Rules are tested on 2026-11-24.
    #[test]
    fn one_that_is_dated_in_the_future_is_a_slip_that_is_found_itself() {
        let text = "claims:
  a: {statement: x}
reviews:
  a-1: {claim: a, verdict: mixed, reviewer: desk, date: 2026-11-25}
";
        check("unreviewed", text, &[]);
        check(
            "anachronism",
            text,
            &["4:3 `a-1` of `2026-11-25` has a future date, so it is not valid yet", "| 2:3 the claim"],
        );
    }

    #[test]
    fn what_a_misspelt_reference_means_has_a_review() {
        let text = "claims:
  bridge: {statement: x}
  ferry: {statement: x}
reviews:
  one: {claim: bridg, verdict: mixed, reviewer: desk, date: 2024}
";
        check("unreviewed", text, &["3:3 nobody has reviewed `ferry`"]);
    }
}
