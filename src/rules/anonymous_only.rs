//! Claims without a named origin.

use super::{Facts, Find, Reads, Rule, relays};
use crate::analysis::Basis;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::model::Identity;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("anonymous-only", Level::Warning, include_str!("anonymous-only.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    if facts.analysis.basis(number) == Basis::Anonymous && !facts.is_unsettled(number) {
        found.push(facts.claim(number).place);
    }
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let claim = facts.claim(number);
    let mut message = Message::of(claim.id.text()).words(" has no named origin; goes back only to ");
    let origins = facts.analysis.origins(number).iter().map(|&origin| facts.source(origin));
    for (nth, origin) in origins.clone().enumerate() {
        message = if nth == 0 { message } else { message.words(", ") };
        message = message.id(origin.id.text()).words(match origin.identity {
            Identity::Anonymous => " (anonymous)",
            Identity::Named | Identity::Unspecified => " (unspecified)",
        });
    }
    if facts.analysis.origins_truncated(number) {
        message = message.words(" and others");
    }
    let relaying = relays::relaying(facts, number);
    message = relays::add_corroboration(facts, relays::add(facts, message, &relaying), number);
    let diagnostic = Diagnostic::new(&META, span, message).about(claim.id.text().clone()).help(
        if facts.analysis.on_the_record(number) {
            "find someone who says this under their own name, or tell readers that no named source says this itself"
        } else {
            "find someone who says it under their own name, or tell readers that no named source does"
        },
    );
    let diagnostic = relays::help(diagnostic, &relaying);
    origins.fold(diagnostic, |diagnostic, origin| diagnostic.related(origin.place, "rests on this source"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const SOURCES: &str = "sources:
  aide: {identity: anonymous, description: an aide}
  press: {identity: unspecified, description: press reports}
  mayor: {identity: named, name: Bo Example}
";

    #[test]
    fn both_kinds_of_nobody_by_any_number_of_relays() {
        check(
            "anonymous-only",
            &format!(
                "{SOURCES}claims:
  first: {{statement: x, attributed_to: [press, aide]}}
  relayed: {{statement: x, attributed_to: [mayor], cites: [first]}}
"
            ),
            &[
                "6:3 `first` has no named origin; goes back only to `aide` (anonymous), `press` (unspecified)",
                "| 2:3 rests on this source",
                "| 3:3 rests on this source",
                "7:3 `relayed` has no named origin; goes back only to `aide` (anonymous), `press` (unspecified); its voice `mayor` only relays what it cites",
                "| 2:3 rests on this source",
                "| 3:3 rests on this source",
            ],
        );
    }

    #[test]
    fn what_corroborates_it_is_not_denied() {
        check(
            "anonymous-only",
            &format!(
                "{SOURCES}claims:
  told: {{statement: x, attributed_to: [aide]}}
  seen: {{statement: x, attributed_to: [mayor], corroborates: [told]}}
  cited: {{statement: x, attributed_to: [mayor], cites: [told]}}
"
            ),
            &[
                "6:3 `told` has no named origin; goes back only to `aide` (anonymous); on the record by corroboration",
                "| 2:3 rests on this source",
                "8:3 `cited` has no named origin; goes back only to `aide` (anonymous); its voice `mayor` only relays what it cites; on the record by corroboration",
                "| 2:3 rests on this source",
            ],
        );
    }

    #[test]
    fn one_named_origin_is_enough_and_none_is_another_rule() {
        check(
            "anonymous-only",
            &format!(
                "{SOURCES}claims:
  mixed: {{statement: x, attributed_to: [mayor, aide]}}
  unsourced: {{statement: x}}
  withdrawn: {{statement: x, attributed_to: [aide], retracted: 2024}}
  retracted: {{statement: x, cites: [withdrawn]}}
"
            ),
            &[],
        );
    }

    #[test]
    fn of_many_origins_the_nearest_ten() {
        let sources: Vec<_> =
            (10..22).map(|nth| format!("  s-{nth}: {{identity: anonymous, description: nurse {nth}}}\n")).collect();
        let voices: Vec<_> = (10..22).map(|nth| format!("s-{nth}")).collect();
        let listed: Vec<_> = (10..20).map(|nth| format!("`s-{nth}` (anonymous)")).collect();
        let message = format!("15:3 `a` has no named origin; goes back only to {} and others", listed.join(", "));
        let places: Vec<_> = (2..12).map(|line| format!("| {line}:3 rests on this source")).collect();
        let expected: Vec<&str> = [&*message].into_iter().chain(places.iter().map(|place| &**place)).collect();
        check(
            "anonymous-only",
            &format!(
                "sources:\n{}claims:\n  a: {{statement: x, attributed_to: [{}]}}\n",
                sources.concat(),
                voices.join(", ")
            ),
            &expected,
        );
    }
}
