//! Reviews past their last day.

use super::facts::dated;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ReviewIndex;
use crate::model::Date;
use crate::reviews::Standing;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachReview { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("expired-review", Level::Warning, include_str!("expired-review.md"));

fn find(facts: &Facts<'_>, number: ReviewIndex, found: &mut Vec<Span>) {
    let counts = !matches!(facts.reviews.standing(number), Standing::Superseded | Standing::Future);
    if facts.reviews.is_expired(number) && counts {
        found.push(facts.review(number).place);
    }
}

fn word(facts: &Facts<'_>, number: ReviewIndex, span: Span) -> Diagnostic {
    let review = facts.review(number);
    let until = review.expires.as_ref().map_or("", Date::as_str);
    let message =
        Message::of(review.id.text()).words(" of ").id(&review.claim.to).words(" expired after ").value(until);
    let dates = review.expires.as_ref().zip(review.date.as_ref());
    let made = dates.filter(|(until, made)| until.is_before(made) == Some(true)).map(|(_, made)| made);
    let message = match made {
        Some(made) => dated(message.words(", before it was made, "), made),
        None => message,
    };
    Diagnostic::new(&META, span, message).about(review.id.text().clone()).help(match made {
        Some(_) => "fix the wrong date",
        None => "check the claim, and record the result with `onrecord review`",
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_last_day_is_included_and_history_is_not() {
        check(
            "expired-review",
            "claims:
  a: {statement: x}
  b: {statement: x}
reviews:
  a-1: {claim: a, verdict: mixed, reviewer: desk, date: 2024-01, expires: 2024-06}
  a-2: {claim: a, verdict: mixed, reviewer: desk, date: 2024-07, expires: 2026-11-23}
  b-1: {claim: b, verdict: mixed, reviewer: desk, date: 2024-01, expires: 2026-11-24}
  b-2: {claim: b, verdict: mixed, reviewer: chief, date: 2024-01, expires: 2026}
  b-3: {claim: b, verdict: mixed, reviewer: guest, date: 2026-11-25, expires: 2026-11-01}
  lost: {claim: b, verdict: mixed, reviewer: clerk, date: 2024-01}
",
            &["6:3 `a-2` of `a` expired after `2026-11-23`"],
        );
    }

    #[test]
    fn a_last_day_before_the_review_is_a_slip() {
        let text = "claims:
  a: {statement: x}
reviews:
  a-1: {claim: a, verdict: mixed, reviewer: desk, date: 2025-01-03, expires: 2024-12-31}
  a-2: {claim: a, verdict: mixed, reviewer: chief, date: 2024-12, expires: 2024-12-01}
";
        let expected = [
            "4:3 `a-1` of `a` expired after `2024-12-31`, before it was made, on `2025-01-03`",
            "5:3 `a-2` of `a` expired after `2024-12-01`",
        ];
        check("expired-review", text, &expected);
    }
}
