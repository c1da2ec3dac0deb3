//! Claims attributed to unspecified sources.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::SourceIndex;
use crate::model::Identity;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachSource { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unspecified-source", Level::Note, include_str!("unspecified-source.md"));

/// How many of the claims are named.
const MAX_NAMED: usize = 3;

fn find(facts: &Facts<'_>, number: SourceIndex, found: &mut Vec<Span>) {
    let source = facts.source(number);
    if source.identity == Identity::Unspecified && !facts.graph.speaks_in(number).is_empty() {
        found.push(source.place);
    }
}

fn word(facts: &Facts<'_>, number: SourceIndex, span: Span) -> Diagnostic {
    let id = facts.id(number).text();
    let claims = facts.graph.speaks_in(number);
    let (named, others) = claims.split_at(claims.len().min(MAX_NAMED));
    let mut message = facts.list(Message::of(id).words(" is unspecified, but is a voice of "), named);
    if !others.is_empty() {
        message = message.words(" and ").number(others.len()).words(" more");
    }
    let diagnostic = Diagnostic::new(&META, span, message)
        .about(id.clone())
        .help("find out who said it, make that a source (anonymous if necessary), and attribute the claim to it");
    facts.relate(diagnostic, named, "a voice of this claim")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const SOURCES: &str = "sources:
  press: {identity: unspecified, description: press reports}
  silent: {identity: unspecified, description: nobody}
  aide: {identity: anonymous, description: an aide}
claims:
";

    fn found(claims: usize, expected: &[&str]) {
        let claims: Vec<_> =
            (0..claims).map(|nth| format!("  c{nth}: {{statement: x, attributed_to: [press, aide]}}\n")).collect();
        check("unspecified-source", &format!("{SOURCES}{}", claims.concat()), expected);
    }

    #[test]
    fn three_claims_are_named() {
        const PLACES: [&str; 3] =
            ["| 6:3 a voice of this claim", "| 7:3 a voice of this claim", "| 8:3 a voice of this claim"];
        found(1, &["2:3 `press` is unspecified, but is a voice of `c0`", PLACES[0]]);
        let message = "2:3 `press` is unspecified, but is a voice of `c0`, `c1`, `c2`";
        found(3, &[message, PLACES[0], PLACES[1], PLACES[2]]);
        found(5, &[&format!("{message} and 2 more"), PLACES[0], PLACES[1], PLACES[2]]);
    }
}
