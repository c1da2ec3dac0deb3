use super::{Facts, Find, Rule};
use crate::analysis::Basis;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, tell } };
static META: RuleMeta = RuleMeta::new("single-source", Level::Warning, include_str!("single-source.md"));

fn find(facts: &Facts<'_>, number: u32, found: &mut Vec<Span>) {
    let count = facts.analysis.independent_sources(number);
    if count < facts.independent_sources && !is_told_by_another_rule(facts, number) {
        found.push(facts.claim(number).place);
    }
}

fn tell(facts: &Facts<'_>, number: u32, span: Span) -> Diagnostic {
    let id = facts.claim(number).id.text();
    let message = Message::of(id).words(match facts.analysis.independent_sources(number) {
        0 => " has no independent source, and ",
        1 => " has one independent source, and ",
        _ => " has two independent sources, and ",
    });
    let message = message.number(facts.independent_sources).words(" are asked for");
    let diagnostic = Diagnostic::new(&META, span, message)
        .about(id.clone())
        .help("find somebody who knows it from elsewhere, and add what they say with `corroborates`");
    match facts.analysis.rests_solely_on(number) {
        Some(bottleneck) => diagnostic.related(facts.place(bottleneck), "all its support passes through here"),
        None => diagnostic,
    }
}

/// Whether it is said already why a claim has too few: nobody says it, it was withdrawn, or it cites itself in a circle.
fn is_told_by_another_rule(facts: &Facts<'_>, number: u32) -> bool {
    match facts.analysis.basis(number) {
        Basis::Unsourced | Basis::Retracted => true,
        Basis::Circular => facts.analysis.in_cycle(number) && facts.analysis.independent_sources(number) == 0,
        Basis::Anonymous | Basis::Mixed | Basis::Named => false,
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
                "5:3 `a` has one independent source, and 2 are asked for",
                "| 2:3 all its support passes through here",
                "6:3 `b` has one independent source, and 2 are asked for",
                "| 2:3 all its support passes through here",
                "9:3 `e` has one independent source, and 2 are asked for",
                "| 3:3 all its support passes through here",
            ],
        );
    }

    #[test]
    fn none_is_told_once() {
        found(
            "  rumour: {statement: x}
  withdrawn: {statement: x, attributed_to: [mayor, pilot], retracted: 2024}
  still-told: {statement: x, cites: [withdrawn]}
  a: {statement: x, cites: [b]}
  b: {statement: x, cites: [a]}
  into: {statement: x, cites: [a]}
",
            &["10:3 `into` has no independent source, and 2 are asked for"],
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
                "5:3 `a` has one independent source, and 2 are asked for",
                "| 2:3 all its support passes through here",
                "6:3 `b` has one independent source, and 2 are asked for",
                "| 2:3 all its support passes through here",
                "7:3 `seen` has one independent source, and 2 are asked for",
                "| 2:3 all its support passes through here",
            ],
        );
    }
}
