use super::{Facts, Find, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ClaimIndex;
use crate::model::Date;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word } };
static META: RuleMeta = RuleMeta::new("anachronism", Level::Warning, include_str!("anachronism.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    let claim = facts.claim(number);
    let Some(date) = &claim.date else { return };
    let is_later = |&&cited: &&ClaimIndex| {
        facts.claim(cited).date.as_ref().is_some_and(|later| date.is_before(later) == Some(true))
    };
    let later = facts.graph.cites(number).iter().filter(is_later);
    found.extend(later.filter_map(|&cited| facts.reference(&claim.cites, cited)).map(|reference| reference.span));
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let claim = facts.claim(number);
    let cited = cited_at(facts, number, span).map_or(claim, |cited| facts.claim(cited));
    let [date, later] = [claim, cited].map(|claim| claim.date.as_ref().map_or("", Date::as_str));
    let message = Message::of(claim.id.text()).words(" of ").value(date).words(" cites ");
    let message = message.id(cited.id.text()).words(", which was made later, in ").value(later);
    Diagnostic::new(&META, span, message)
        .about(claim.id.text().clone())
        .related(cited.place, "the later claim")
        .help("mend whichever date is wrong; if both are right, cite what was really there to be cited")
}

/// What a claim cites at a place. References are in order of place.
fn cited_at(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Option<ClaimIndex> {
    let references = &facts.claim(number).cites;
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
}
