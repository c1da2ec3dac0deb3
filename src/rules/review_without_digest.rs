//! Reviews that cannot go stale.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ReviewIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachReview { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("review-without-digest", Level::Note, include_str!("review-without-digest.md"));

fn find(facts: &Facts<'_>, number: ReviewIndex, found: &mut Vec<Span>) {
    let review = facts.review(number);
    let can_be_stale = review.digest.is_some() || facts.reviews.claim(number).is_none();
    if !can_be_stale && !facts.reviews.is_superseded(number) {
        found.push(review.place);
    }
}

fn word(facts: &Facts<'_>, number: ReviewIndex, span: Span) -> Diagnostic {
    let review = facts.review(number);
    let message = Message::of(review.id.text())
        .words(" has no `digest`: nothing shows whether ")
        .id(&review.claim.to)
        .words(" has changed since");
    Diagnostic::new(&META, span, message)
        .about(review.id.text().clone())
        .help("record reviews with `onrecord review`, which writes the digest")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn only_a_review_that_counts_and_has_no_digest_is_found() {
        check(
            "review-without-digest",
            "claims:
  a: {statement: x}
  b: {statement: y}
reviews:
  a-1: {claim: a, verdict: mixed, reviewer: desk, date: 2024-01}
  a-2: {claim: a, verdict: mixed, reviewer: desk, date: 2024-07}
  b-1:
    claim: b
    verdict: mixed
    reviewer: desk
    date: 2024-01
    digest: sha256:0000000000000000000000000000000000000000000000000000000000000000
  lost: {claim: nothing, verdict: mixed, reviewer: desk, date: 2024-01}
",
            &["6:3 `a-2` has no `digest`: nothing shows whether `a` has changed since"],
        );
    }
}
