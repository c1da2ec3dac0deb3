//! Claims that both corroborate and dispute another one, and claims that one source both supports and disputes.

use std::collections::{BTreeMap, HashMap};

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::{ClaimIndex, SourceIndex};
use crate::model::{Identity, Reference};
use crate::text::{Span, Text};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("contradicting-links", Level::Warning, include_str!("contradicting-links.md"));

/// By what the record says: neither of two links to the same claim counts, so the graph may have none of them.
fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    if !on_both_sides(facts, number).is_empty() {
        found.push(facts.place(number));
    }
    let claim = facts.claim(number);
    if claim.corroborates().is_empty() || claim.disputes().is_empty() {
        return;
    }
    let disputed = places(claim.disputes());
    let both = claim.corroborates().iter().filter(|reference| disputed.contains_key(&reference.to));
    // That there is no such record is another finding.
    found.extend(both.filter(|reference| facts.corpus.has(reference)).map(|reference| reference.span));
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let claim = facts.claim(number);
    if span == facts.place(number) {
        return word_of_sides(facts, number, span);
    }
    let message = Message::of(claim.id.text()).words(" both corroborates and disputes ");
    let reference = claim.corroborates().iter().find(|reference| reference.span == span);
    let message = reference.into_iter().fold(message, |message, reference| message.id(&reference.to));
    let diagnostic = Diagnostic::new(&META, span, message.words(", so neither counts"))
        .about(claim.id.text().clone())
        .help("keep the link that is meant; if the claim supports one part and disputes another, split it");
    match reference.and_then(|reference| places(claim.disputes()).get(&reference.to).copied()) {
        Some(disputed) => diagnostic.related(disputed, "disputed here"),
        None => diagnostic,
    }
}

/// The sources that assert or corroborate a claim and dispute it in another one, each with its two claims. Linear in
/// the links of the claim.
///
/// A claim that cites others only relays what they say, and an unspecified source may be several people.
fn on_both_sides(facts: &Facts<'_>, number: ClaimIndex) -> BTreeMap<SourceIndex, [ClaimIndex; 2]> {
    let graph = facts.graph;
    let disputed_by = graph.disputed_by(number);
    if disputed_by.is_empty() || graph.is_retracted(number) {
        return BTreeMap::new();
    }
    let speaks = |claim: &ClaimIndex| !graph.is_retracted(*claim) && graph.cites(*claim).is_empty();
    let is_one = |source: &SourceIndex| facts.source(*source).identity != Identity::Unspecified;
    let voices =
        |claim: ClaimIndex| graph.voices(claim).iter().copied().filter(is_one).map(move |voice| (voice, claim));
    let supports = graph.corroborated_by(number).iter().rev().copied().chain([number]).filter(speaks);
    let supports: HashMap<SourceIndex, ClaimIndex> = supports.flat_map(voices).collect();
    let disputes = disputed_by.iter().rev().copied().filter(speaks).flat_map(voices);
    disputes.filter_map(|(voice, other)| Some((voice, [*supports.get(&voice)?, other]))).collect()
}

fn word_of_sides(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let sides = on_both_sides(facts, number);
    let (message, counts) = match sides.len() {
        1 => (Message::new("one source both supports and disputes "), "; its support counts"),
        more => (Message::new("").number(more).words(" sources both support and dispute "), "; their support counts"),
    };
    let sources: Vec<_> = sides.keys().copied().collect();
    let message = facts.list(message.id(facts.id(number).text()).words(": "), &sources);
    let diagnostic = Diagnostic::new(&META, span, message.words(counts))
        .about(facts.id(number).text().clone())
        .help("if the source changed its mind, set `retracted` in the claim that it took back");
    let Some(&[supporting, disputing]) = sides.values().next() else { return diagnostic };
    let place = |references, claim| facts.reference(references, number).map_or(facts.place(claim), |link| link.span);
    let supported = if supporting == number { "said here" } else { "corroborated here" };
    diagnostic
        .related(place(facts.claim(supporting).corroborates(), supporting), supported)
        .related(place(facts.claim(disputing).disputes(), disputing), "disputed here")
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

    #[test]
    fn one_source_on_both_sides() {
        check(
            "contradicting-links",
            "sources:
  ada: {identity: named, name: Ada}
  bo: {identity: named, name: Bo}
claims:
  a: {statement: x, attributed_to: [bo]}
  b: {statement: y, attributed_to: [ada], corroborates: [a]}
  c: {statement: z, attributed_to: [ada, bo], disputes: [b, a]}
",
            &[
                "5:3 2 sources both support and dispute `a`: `ada`, `bo`; their support counts",
                "| 6:58 corroborated here",
                "| 7:61 disputed here",
                "6:3 one source both supports and disputes `b`: `ada`; its support counts",
                "| 6:3 said here",
                "| 7:58 disputed here",
            ],
        );
    }

    #[test]
    fn what_is_relayed_or_withdrawn_or_said_by_nobody_in_particular_is_no_contradiction() {
        check(
            "contradicting-links",
            "sources:
  ada: {identity: named, name: Ada}
  paper: {identity: named, kind: outlet, name: A Paper}
  officials: {identity: unspecified, description: officials}
claims:
  a: {statement: x, attributed_to: [ada]}
  b: {statement: y, attributed_to: [ada], corroborates: [a], retracted: 2024-01-02}
  c: {statement: z, attributed_to: [ada], disputes: [b]}
  d: {statement: d, attributed_to: [paper], cites: [b], corroborates: [a]}
  e: {statement: e, attributed_to: [paper], cites: [c], disputes: [a]}
  f: {statement: f, attributed_to: [officials], corroborates: [a]}
  g: {statement: g, attributed_to: [officials], disputes: [a]}
  h: {statement: h, attributed_to: [ada], disputes: [a], retracted: 2024-01-02}
",
            &[],
        );
    }
}
