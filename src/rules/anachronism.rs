use super::{Facts, Find, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim(find) };
static META: RuleMeta = RuleMeta::new("anachronism", Level::Warning, include_str!("anachronism.md"));

fn find(facts: &Facts<'_>, number: u32, found: &mut Vec<Diagnostic>) {
    let claim = facts.claim(number);
    let Some(date) = &claim.date else { return };
    for &cited in facts.graph.cites(number) {
        let cited_claim = facts.claim(cited);
        let later = cited_claim.date.as_ref().filter(|later| date.is_before(later) == Some(true));
        let (Some(later), Some(reference)) = (later, facts.reference(&claim.cites, cited)) else { continue };
        let message = Message::of(claim.id.text()).words(" of ").value(date.as_str()).words(" cites ");
        let message = message.id(cited_claim.id.text()).words(", which was made later, in ").value(later.as_str());
        found.push(
            Diagnostic::new(&META, reference.span, message)
                .about(claim.id.text().clone())
                .related(cited_claim.place, "the later claim")
                .help("mend whichever date is wrong; if both are right, cite what was really there to be cited"),
        );
    }
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
