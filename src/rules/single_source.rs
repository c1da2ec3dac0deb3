//! Claims with fewer independent sources than the policy requires.

use super::independent::add_nameless;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("single-source", Level::Warning, include_str!("single-source.md"));

/// Of claims with none as well, though other rules say why: this is the one that a newsroom makes an error.
/// No source could support one that is withdrawn.
fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    let claim = facts.claim(number);
    let is_short = facts.analysis.independent_sources(number) < facts.independent_sources;
    if is_short && claim.retracted().is_none() && !facts.is_unsettled(number) {
        found.push(claim.place);
    }
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let id = facts.claim(number).id.text();
    let support = facts.analysis.support(number);
    let message = if facts.analysis.is_indistinct(number) {
        let ends: Vec<_> = facts.indistinct_ends().sources(number).collect();
        let message = add_nameless(Message::of(id).words(" has "), facts.corpus, &ends);
        message.words("; the policy requires ").number(facts.independent_sources).words(" independent ones")
    } else {
        let message = Message::of(id).words(match support.any {
            0 => " has 0 independent sources; the policy requires ",
            1 => " has 1 independent source; the policy requires ",
            _ => " has 2 independent sources; the policy requires ",
        });
        message.number(facts.independent_sources)
    };
    let diagnostic = Diagnostic::new(&META, span, message)
        .about(id.clone())
        .help("find an independent source, and add what it says with `corroborates`");
    match facts.analysis.rests_solely_on(number) {
        Some(bottleneck) => {
            diagnostic.related(facts.place(facts.graph.record(bottleneck)), "all support passes through here")
        }
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const SOURCES: &str = "sources:
  mayor: {identity: named, name: Bo Example}
  pilot: {identity: named, name: Cy Example}
claims:
";

    #[track_caller]
    fn found(claims: &str, expected: &[&str]) {
        check("single-source", &format!("{SOURCES}{claims}"), expected);
    }

    #[test]
    fn fewer_than_two() {
        found(
            "  a: {statement: x, attributed_to: [mayor]}
  b: {statement: x, attributed_to: [pilot], cites: [a]}
  c: {statement: x, attributed_to: [mayor, pilot]}
  d: {statement: x, attributed_to: [mayor]}
  e: {statement: x, attributed_to: [pilot], corroborates: [d]}
",
            &[
                "5:3 `a` has 1 independent source; the policy requires 2",
                "| 2:3 all support passes through here",
                "6:3 `b` has 1 independent source; the policy requires 2",
                "| 2:3 all support passes through here",
                "9:3 `e` has 1 independent source; the policy requires 2",
                "| 3:3 all support passes through here",
            ],
        );
    }

    #[test]
    fn sources_that_cannot_be_told_apart_are_called_what_they_are() {
        check(
            "single-source",
            "sources:
  aide: {identity: anonymous, description: an aide}
  clerk: {identity: anonymous, description: a clerk}
  known: {identity: anonymous, description: a judge, known_to: desk}
  post: {identity: named, kind: outlet, name: The Post}
claims:
  a: {statement: x, attributed_to: [aide, clerk, post]}
  b: {statement: x, attributed_to: [aide]}
  c: {statement: x, attributed_to: [known, aide]}
",
            &[
                "7:3 `a` has 1 outlet and 2 anonymous sources, not shown to be independent, so counted as 1; the policy \
                 requires 2 independent ones",
                "8:3 `b` has 1 anonymous source; the policy requires 2 independent ones",
                "| 2:3 all support passes through here",
                "9:3 `c` has 1 independent source; the policy requires 2",
            ],
        );
    }

    #[test]
    fn none_is_fewer_too() {
        found(
            "  rumour: {statement: x}
  withdrawn: {statement: x, attributed_to: [mayor, pilot], retracted: 2024}
  still-told: {statement: x, cites: [withdrawn]}
  a: {statement: x, cites: [b]}
  b: {statement: x, cites: [a]}
  into: {statement: x, cites: [a]}
",
            &[
                "5:3 `rumour` has 0 independent sources; the policy requires 2",
                "7:3 `still-told` has 0 independent sources; the policy requires 2",
                "8:3 `a` has 0 independent sources; the policy requires 2",
                "9:3 `b` has 0 independent sources; the policy requires 2",
                "10:3 `into` has 0 independent sources; the policy requires 2",
            ],
        );
    }

    #[test]
    fn a_loop_that_somebody_else_supports_has_one() {
        found(
            "  a: {statement: x, cites: [b]}
  b: {statement: x, cites: [a]}
  seen: {statement: x, attributed_to: [mayor], corroborates: [a]}
",
            &[
                "5:3 `a` has 1 independent source; the policy requires 2",
                "| 2:3 all support passes through here",
                "6:3 `b` has 1 independent source; the policy requires 2",
                "| 2:3 all support passes through here",
                "7:3 `seen` has 1 independent source; the policy requires 2",
                "| 2:3 all support passes through here",
            ],
        );
    }

    #[test]
    fn one_source_that_can_be_told_from_many_others_counts_however_far_away_it_is() {
        let source = |at: usize| format!("  u{at}: {{identity: unspecified, description: an official}}\n");
        let near = |at: usize| format!("  near{at}: {{statement: x, attributed_to: [u{at}]}}\n");
        let [sources, claims] = [(0..10).map(source).collect::<String>(), (0..10).map(near).collect()];
        let cited: Vec<_> = (0..10).map(|at| format!("near{at}")).collect();
        let cited = cited.join(", ");
        let known = "  pilot: {identity: anonymous, description: a pilot, known_to: foreign editor}\n";
        let found = super::super::tests::found(
            "single-source",
            &format!(
                "sources:\n{sources}{known}claims:\n{claims}  far: {{statement: x, attributed_to: [pilot]}}\n  \
                 middle: {{statement: x, cites: [far]}}\n  all: {{statement: x, cites: [{cited}, middle]}}\n"
            ),
        );
        let all = found.iter().find(|line| line.contains("`all`")).unwrap();
        assert!(all.ends_with("`all` has 1 independent source; the policy requires 2"), "{all}");
    }
}
