//! Claims that cite later ones, and reviews and retractions with impossible dates.

use super::facts::dated;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::model::{Claim, Date, Review};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("anachronism", Level::Warning, include_str!("anachronism.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    let claim = facts.claim(number);
    if let Some(date) = &claim.date {
        let is_later =
            |&&cited: &&ClaimIndex| facts.claim(cited).date.as_ref().is_some_and(|later| is_before(date, later));
        let later = facts.graph.cites(number).iter().filter(is_later);
        found.extend(later.filter_map(|&cited| facts.reference(claim.cites(), cited)).map(|reference| reference.span));
    }
    if wrong_retraction(facts, claim).is_some() {
        found.push(claim.place);
    }
    let reviews = facts.graph.reviews(number).iter().map(|&review| facts.review(review));
    found.extend(reviews.filter(|review| wrong_review(facts, claim, review).is_some()).map(|review| review.place));
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let claim = facts.claim(number);
    let about = |message| Diagnostic::new(&META, span, message).about(claim.id.text().clone());
    if let (true, Some(message)) = (span == claim.place, wrong_retraction(facts, claim)) {
        return about(message).help("fix the wrong date; the claim counts as withdrawn either way");
    }
    let reviews = facts.graph.reviews(number).iter().map(|&review| facts.review(review));
    if let Some(review) = reviews.into_iter().find(|review| review.place == span) {
        let message = wrong_review(facts, claim, review).unwrap_or_else(|| Message::of(review.id.text()));
        return about(message).related(claim.place, "the claim").help("fix the wrong date");
    }
    let cited = cited_at(facts, number, span).map_or(claim, |cited| facts.claim(cited));
    let date = claim.date.as_ref().map_or("", Date::as_str);
    let message = Message::of(claim.id.text()).words(" of ").value(date).words(" cites ");
    let message = message.id(cited.id.text()).words(", which was made later, ");
    let message = cited.date.iter().fold(message, dated);
    about(message)
        .related(cited.place, "the later claim")
        .help("fix the wrong date; if both are right, cite a claim that existed at the time")
}

/// What is wrong with the day of a claim's retraction, if anything.
fn wrong_retraction(facts: &Facts<'_>, claim: &Claim) -> Option<Message> {
    let withdrawn = claim.retracted()?.date.as_ref()?;
    let message = Message::of(claim.id.text());
    match (&claim.date, &facts.today) {
        (Some(made), _) if is_before(withdrawn, made) => {
            let message = message.words(" of ").value(made.as_str()).words(" was withdrawn before it was made, ");
            Some(dated(message, withdrawn))
        }
        (_, Some(today)) if is_before(today, withdrawn) => {
            Some(message.words(" is withdrawn on a future day, ").value(withdrawn.as_str()))
        }
        _ => None,
    }
}

/// What is wrong with the day of a review, if anything.
fn wrong_review(facts: &Facts<'_>, claim: &Claim, review: &Review) -> Option<Message> {
    let date = review.date.as_ref()?;
    let message = Message::of(review.id.text()).words(" of ").value(date.as_str());
    match (&facts.today, &claim.date) {
        (Some(today), _) if is_before(today, date) => Some(message.words(" has a future date, so it is not valid yet")),
        (_, Some(made)) if is_before(date, made) => {
            let message = message.words(" reviews ").id(claim.id.text()).words(", which was made later, ");
            Some(dated(message, made))
        }
        _ => None,
    }
}

/// Whether a date surely comes before another one.
fn is_before(one: &Date, other: &Date) -> bool {
    one.is_before(other) == Some(true)
}

/// What a claim cites at a place. References are in order of place.
fn cited_at(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Option<ClaimIndex> {
    let references = facts.claim(number).cites();
    let at = references.binary_search_by_key(&span.start, |reference| reference.span.start).ok()?;
    facts.named(facts.graph.cites(number), &references[at])
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn only_what_was_surely_later() {
        let claims = |early: &str, late: &str| {
            format!("claims:\n  a: {{statement: x, date: {early}, cites: [b]}}\n  b: {{statement: y, date: {late}}}\n")
        };
        check(
            "anachronism",
            &claims("2024-10", "2024-11"),
            &["2:44 `a` of `2024-10` cites `b`, which was made later, in `2024-11`", "| 3:3 the later claim"],
        );
        check("anachronism", &claims("2024-10", "2024"), &[]);
        check("anachronism", &claims("2024-10-01", "2024-10-01"), &[]);
        check("anachronism", &claims("2024-10-02", "2024-10-01"), &[]);
    }

    /// Rules are tested on 2026-11-24.
    #[test]
    fn withdrawn_before_it_was_made_or_on_a_day_to_come() {
        check(
            "anachronism",
            "claims:
  a: {statement: x, date: 2024-05-05, retracted: 2020-01-01}
  b: {statement: x, retracted: 2026-11-25}
  c: {statement: x, date: 2024-05-05, retracted: 2024-05-05}
  d: {statement: x, date: 2024-05-05, retracted: 2026-11-24}
  e: {statement: x, date: 2024-05, retracted: 2024}
  f: {statement: x, date: 2199, retracted: 2198}
",
            &[
                "2:3 `a` of `2024-05-05` was withdrawn before it was made, on `2020-01-01`",
                "3:3 `b` is withdrawn on a future day, `2026-11-25`",
                "7:3 `f` of `2199` was withdrawn before it was made, in `2198`",
            ],
        );
    }

    #[test]
    fn reviewed_before_it_was_made_or_on_a_day_to_come() {
        check(
            "anachronism",
            "claims:
  a: {statement: x, date: 2024-05-05}
reviews:
  r1: {claim: a, verdict: supported, reviewer: desk, date: 2062-11-01}
  r2: {claim: a, verdict: supported, reviewer: desk, date: 2024-05-04}
  r3: {claim: a, verdict: supported, reviewer: desk, date: 2024-05-05}
  r4: {claim: a, verdict: supported, reviewer: desk, date: 2026-11-24}
  r5: {claim: a, verdict: supported, reviewer: desk, date: 2026-11-25}
",
            &[
                "4:3 `r1` of `2062-11-01` has a future date, so it is not valid yet",
                "| 2:3 the claim",
                "5:3 `r2` of `2024-05-04` reviews `a`, which was made later, on `2024-05-05`",
                "| 2:3 the claim",
                "8:3 `r5` of `2026-11-25` has a future date, so it is not valid yet",
                "| 2:3 the claim",
            ],
        );
    }
}
