//! Claims that both corroborate and dispute another one.

use std::collections::HashMap;

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::model::Reference;
use crate::text::{Span, Text};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("contradicting-links", Level::Warning, include_str!("contradicting-links.md"));

/// By what the record says: neither of the two links counts, so the graph may have none of them.
fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    let claim = facts.claim(number);
    if claim.corroborates.is_empty() || claim.disputes.is_empty() {
        return;
    }
    let disputed = places(&claim.disputes);
    let both = claim.corroborates.iter().filter(|reference| disputed.contains_key(&reference.to));
    // That there is no such record is another finding.
    found.extend(both.filter(|reference| facts.corpus.has(reference)).map(|reference| reference.span));
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let claim = facts.claim(number);
    let message = Message::of(claim.id.text()).words(" both corroborates and disputes ");
    let reference = claim.corroborates.iter().find(|reference| reference.span == span);
    let message = reference.into_iter().fold(message, |message, reference| message.id(&reference.to));
    let diagnostic = Diagnostic::new(&META, span, message.words(", so neither counts"))
        .about(claim.id.text().clone())
        .help("keep the link that is meant; if the claim supports one part and disputes another, split it");
    match reference.and_then(|reference| places(&claim.disputes).get(&reference.to).copied()) {
        Some(disputed) => diagnostic.related(disputed, "disputed here"),
        None => diagnostic,
    }
}

/// Where references name what they name; of several the first.
fn places(references: &[Reference]) -> HashMap<&Text, Span> {
    references.iter().rev().map(|reference| (&reference.to, reference.span)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn one_claim_in_both_lists() {
        check(
            "contradicting-links",
            "claims:
  a: {statement: x}
  b: {statement: y, corroborates: [a], disputes: [c, a]}
  c: {statement: z, corroborates: [a], disputes: [b]}
  d: {statement: z, corroborates: [nothing], disputes: [nothing]}
",
            &["3:36 `b` both corroborates and disputes `a`, so neither counts", "| 3:54 disputed here"],
        );
    }
}
