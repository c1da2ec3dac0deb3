//! Claims without a named origin except outlets.

use super::{Facts, Find, Reads, Rule, relays};
use crate::analysis::Basis;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("outlet-only", Level::Warning, include_str!("outlet-only.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    if facts.analysis.basis(number) == Basis::Outlet && !facts.is_unsettled(number) {
        found.push(facts.claim(number).place);
    }
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let id = facts.claim(number).id.text();
    let origins = facts.analysis.origins(number);
    let message = facts.list(Message::of(id).words(" has no named origin except outlets; goes back to "), origins);
    let message = if facts.analysis.origins_truncated(number) { message.words(" and others") } else { message };
    let relaying = relays::relaying(facts, number);
    let message = relays::add_corroboration(facts, relays::add(facts, message, &relaying), number);
    let diagnostic = Diagnostic::new(&META, span, message)
        .about(id.clone())
        .help("record what the person or office they name said as a claim, and cite it");
    facts.relate(relays::help(diagnostic, &relaying), origins, "rests on this source")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_word_of_outlets_and_of_nobody_with_a_name() {
        check(
            "outlet-only",
            "sources:
  post: {identity: named, kind: outlet, name: Morning Post}
  wire: {identity: named, kind: outlet, name: Wire Agency}
  aide: {identity: anonymous, description: an aide, reason: x}
  mayor: {identity: named, kind: person, name: Bo Example}
claims:
  a: {statement: x, attributed_to: [post, wire]}
  b: {statement: x, attributed_to: [post, aide]}
  c: {statement: x, attributed_to: [post, mayor]}
  d: {statement: x, attributed_to: [post], cites: [said]}
  said: {statement: x, attributed_to: [mayor]}
  relayed: {statement: x, attributed_to: [mayor], cites: [a]}
  only-aide: {statement: x, attributed_to: [aide]}
  printed: {statement: x, attributed_to: [post]}
  seen: {statement: x, attributed_to: [mayor], corroborates: [printed]}
",
            &[
                "7:3 `a` has no named origin except outlets; goes back to `post`, `wire`",
                "| 2:3 rests on this source",
                "| 3:3 rests on this source",
                "8:3 `b` has no named origin except outlets; goes back to `aide`, `post`",
                "| 4:3 rests on this source",
                "| 2:3 rests on this source",
                "12:3 `relayed` has no named origin except outlets; goes back to `post`, `wire`; its voice `mayor` only relays what it cites",
                "| 2:3 rests on this source",
                "| 3:3 rests on this source",
                "14:3 `printed` has no named origin except outlets; goes back to `post`; on the record by corroboration",
                "| 2:3 rests on this source",
            ],
        );
    }
}
