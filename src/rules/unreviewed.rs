//! Claims without a review.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::reviews::State;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unreviewed", Level::Note, include_str!("unreviewed.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    if facts.reviews.state(number) == State::Unreviewed {
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
}
