//! Verdicts that are not in the newsroom's list.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Fix, Level, Message, RuleMeta};
use crate::index::ReviewIndex;
use crate::records::{Scalar, to_yaml};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachReview { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unknown-verdict", Level::Error, include_str!("unknown-verdict.md"));

/// How many verdicts are offered where none is like the unknown one.
const MAX_LISTED: usize = 20;

fn find(facts: &Facts<'_>, number: ReviewIndex, found: &mut Vec<Span>) {
    let verdict = &facts.review(number).verdict;
    // That there is none is another finding.
    if !verdict.value.is_empty() && !facts.verdicts.has(&verdict.value) {
        found.push(verdict.place);
    }
}

fn word(facts: &Facts<'_>, number: ReviewIndex, span: Span) -> Diagnostic {
    let review = facts.review(number);
    let verdict = &review.verdict.value;
    let some = || {
        let (verdicts, others) = facts.verdicts.first(MAX_LISTED);
        let listed = verdicts.enumerate().fold(Message::new("write one of "), |message, (nth, verdict)| {
            if nth == 0 { message } else { message.words(", ") }.id(&verdict)
        });
        if others == 0 { listed } else { listed.words(", and ").number(others).words(" more") }
    };
    let message = Message::of(review.id.text()).words(" has an unknown verdict, ").id(verdict);
    let diagnostic = Diagnostic::new(&META, span, message).about(review.id.text().clone());
    match facts.verdicts.nearest(verdict) {
        Some((meant, is_slip)) => diagnostic
            .help(Message::new("did you mean ").id(&meant).words("?"))
            .fix(Fix::replace(span, to_yaml(&Scalar(&meant)).trim_end(), is_slip)),
        None => diagnostic.help(some()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_usual_six() {
        check(
            "unknown-verdict",
            "claims:
  a: {statement: x}
reviews:
  a-1: {claim: a, verdict: supported, reviewer: desk, date: 2024}
  a-2: {claim: a, verdict: Supported, reviewer: desk, date: 2024}
  a-3:
    claim: a
    verdict: true
    reviewer: desk
    date: 2024
  a-4: {claim: a, verdict: mostly-supported, reviewer: desk, date: 2024}
  a-5: {claim: a, verdict: mixed, reviewer: desk, date: 2024}
  a-6: {claim: a, verdict: mostly-refuted, reviewer: desk, date: 2024}
  a-7: {claim: a, verdict: refuted, reviewer: desk, date: 2024}
  a-8: {claim: a, verdict: unproven, reviewer: desk, date: 2024}
",
            &["5:28 `a-2` has an unknown verdict, `Supported`", "8:14 `a-3` has an unknown verdict, `true`"],
        );
    }
}
