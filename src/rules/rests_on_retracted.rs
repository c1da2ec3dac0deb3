//! Claims that rest on something withdrawn.

use super::chains::{Chains, MAX_LINKS};
use super::facts::dated;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::index::ClaimIndex;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("rests-on-retracted", Level::Warning, include_str!("rests-on-retracted.md"));

fn find(facts: &Facts<'_>, found: &mut Worded) {
    let Some(retractions) = facts.snapshot.retractions() else { return };
    let mut chains = Chains::new(facts);
    for claim in facts.graph.claims().filter(|&claim| retractions.links(claim) > 0) {
        let (links, retracted) = (retractions.links(claim) as usize, retractions.nearest(claim));
        // One more than can be shown, and the claim itself.
        let chain: Vec<ClaimIndex> = retractions.chain(claim).take(MAX_LINKS + 2).collect();
        let message = facts.begin(claim).words(if links == 1 { " cites " } else { " rests on " });
        let message = message.id(facts.id(retracted).text()).words(", which was withdrawn; ").words(left(facts, claim));
        let finding =
            Diagnostic::new(&META, chains.place(claim, chain[1]), message).about(facts.id(claim).text().clone()).help(
                "check whether the claim still holds: if it does, cite current evidence; if not, set its `retracted`",
            );
        let finding = chains.show(finding, &chain[1..], links - 1, |claim| facts.begin(claim));
        found.push(finding.related(facts.place(retracted), date(facts, retracted)));
    }
}

/// What is left of a claim that rests on a retracted one.
fn left(facts: &Facts<'_>, claim: ClaimIndex) -> &'static str {
    if !facts.analysis.origins(claim).is_empty() {
        "it has other chains to a source"
    } else if facts.analysis.independent_sources(claim) > 0 {
        "its only other support is corroboration"
    } else {
        "nothing else supports it"
    }
}

fn date(facts: &Facts<'_>, retracted: ClaimIndex) -> Message {
    let date = facts.claim(retracted).retracted().and_then(|retraction| retraction.date.as_ref());
    match date {
        Some(date) => dated(facts.begin(retracted).words(" was withdrawn "), date),
        None => facts.begin(retracted).words(" was withdrawn"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_way_to_the_nearest_retraction_and_what_is_left() {
        check(
            "rests-on-retracted",
            "sources:
  s: {identity: named, name: S}
claims:
  a: {statement: x, cites: [b]}
  b: {statement: x, cites: [c]}
  c: {statement: x, attributed_to: [s], retracted: 2024-11-02, cites: [d]}
  d: {statement: x, attributed_to: [s], retracted: 2024-12}
  e: {statement: x, cites: [f, d]}
  f: {statement: x, attributed_to: [s]}
  g: {statement: x, cites: [d]}
  h: {statement: x, attributed_to: [s], corroborates: [g]}
",
            &[
                "4:29 `a` rests on `c`, which was withdrawn; nothing else supports it",
                "| 5:29 `b` cites `c`",
                "| 6:3 `c` was withdrawn on `2024-11-02`",
                "5:29 `b` cites `c`, which was withdrawn; nothing else supports it",
                "| 6:3 `c` was withdrawn on `2024-11-02`",
                "8:32 `e` cites `d`, which was withdrawn; it has other chains to a source",
                "| 7:3 `d` was withdrawn in `2024-12`",
                "10:29 `g` cites `d`, which was withdrawn; its only other support is corroboration",
                "| 7:3 `d` was withdrawn in `2024-12`",
            ],
        );
    }

    #[test]
    fn what_is_not_retracted() {
        check(
            "rests-on-retracted",
            "claims:
  a: {statement: x, cites: [b], retracted: 2024}
  b: {statement: x}
  c: {statement: x, corroborates: [a], disputes: [a]}
",
            &[],
        );
    }

    #[test]
    fn all_that_is_shown_is_in_proportion_to_the_corpus() {
        let claim = |at: usize| format!("  c{at}: {{statement: x, cites: [c{}]}}\n", at - 1);
        let claims: String = (1..3000).map(claim).collect();
        let found = super::super::tests::found(
            "rests-on-retracted",
            &format!("claims:\n  c0: {{statement: x, retracted: 2024}}\n{claims}"),
        );
        assert_eq!(found.iter().filter(|line| !line.starts_with('|')).count(), 2999);
        let links = found.iter().filter(|line| line.starts_with('|') && line.contains("cites")).count();
        assert!((15_900..=16_000).contains(&links), "{links}");
    }
}
