//! Corroboration by a claim that rests on what it corroborates, or on the same origins.

use super::chains::{Chains, References};
use super::{Facts, Find, Reads, Rule};
use crate::analysis::{Shared, false_corroborations};
use crate::diagnostic::{Diagnostic, Level, RuleMeta, Worded};
use crate::index::ClaimIndex;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("false-corroboration", Level::Warning, include_str!("false-corroboration.md"));

const RESTS: &str = ", but rests on it";
const SHARES: &str = ", but has no origin of its own";

fn find(facts: &Facts<'_>, found: &mut Worded) {
    let mut corroborates = References::new(facts, |claim| claim.corroborates());
    let mut chains = Chains::new(facts);
    for corroboration in false_corroborations(facts.graph, facts.analysis) {
        let (claim, other) = (corroboration.claim, corroboration.corroborated);
        let (words, help) = match corroboration.shared {
            Shared::Chain(_) => {
                (RESTS, "remove the corroboration, or record independent knowledge as a separate claim")
            }
            Shared::Origins => {
                (SHARES, "remove the corroboration, or attribute the claim to another source that vouches for it")
            }
        };
        let message = facts.begin(claim).words(" corroborates ").id(facts.id(other).text()).words(words);
        let finding = Diagnostic::new(&META, corroborates.place(claim, other), message)
            .about(facts.id(claim).text().clone())
            .about(facts.id(other).text().clone())
            .help(help);
        found.push(match corroboration.shared {
            Shared::Chain(Some(chain)) => chains.show(finding, &chain, chain.len() - 1, |claim| facts.begin(claim)),
            Shared::Chain(None) => finding.related(facts.place(other), "reached over many links"),
            Shared::Origins if chains.has_room(facts.analysis.origins(claim).len()) => origins(facts, claim, finding),
            Shared::Origins => finding.related(facts.place(other), "what it corroborates"),
        });
    }
}

/// Adds the origins that two claims share.
fn origins(facts: &Facts<'_>, claim: ClaimIndex, finding: Diagnostic) -> Diagnostic {
    let origins = facts.analysis.origins(claim);
    let is_last = |nth: usize| nth + 1 == origins.len() && facts.analysis.origins_truncated(claim);
    origins.iter().enumerate().fold(finding, |finding, (nth, &origin)| {
        let message = facts.begin(origin).words(if is_last(nth) {
            " is behind both, and so are others"
        } else {
            " is behind both"
        });
        finding.related(facts.place(origin), message)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, found};

    const SOURCES: &str = "sources:
  s: {identity: named, name: S}
  t: {identity: anonymous, description: T}
claims:
";

    #[test]
    fn what_rests_on_the_other_claim() {
        check(
            "false-corroboration",
            &format!(
                "{SOURCES}  a: {{statement: x, attributed_to: [s]}}
  b: {{statement: x, cites: [a]}}
  c: {{statement: x, attributed_to: [t], cites: [b], corroborates: [a]}}
"
            ),
            &["7:68 `c` corroborates `a`, but rests on it", "| 7:49 `c` cites `b`", "| 6:29 `b` cites `a`"],
        );
    }

    #[test]
    fn what_has_no_origin_of_its_own() {
        let claims = |voices: &str| {
            format!(
                "{SOURCES}  a: {{statement: x, attributed_to: [s, t]}}
  b: {{statement: x, attributed_to: [{voices}], corroborates: [a]}}
"
            )
        };
        check(
            "false-corroboration",
            &claims("t, s"),
            &[
                "6:59 `b` corroborates `a`, but has no origin of its own",
                "| 2:3 `s` is behind both",
                "| 3:3 `t` is behind both",
            ],
        );
        check("false-corroboration", &claims(""), &[]);
    }

    #[test]
    fn grounds_of_its_own() {
        check(
            "false-corroboration",
            &format!(
                "{SOURCES}  a: {{statement: x, attributed_to: [s]}}
  b: {{statement: x, attributed_to: [s, t], corroborates: [a]}}
"
            ),
            &[],
        );
    }

    #[test]
    fn long_lists_of_references() {
        let ids = (0..40).map(|at| format!("c{at:02}")).collect::<Vec<_>>();
        let claims: Vec<_> = ids.iter().map(|id| format!("  {id}: {{statement: x, attributed_to: [t]}}\n")).collect();
        let claims = claims.concat();
        let last = format!(
            "  d: {{statement: x, attributed_to: [s], cites: [{}, c07], corroborates: [c39, c07]}}\n",
            ids.join(", ")
        );
        check(
            "false-corroboration",
            &format!("{SOURCES}{claims}{last}"),
            &[
                "45:270 `d` corroborates `c39`, but rests on it",
                "| 45:244 `d` cites `c39`",
                "45:275 `d` corroborates `c07`, but rests on it",
                "| 45:84 `d` cites `c07`",
            ],
        );
    }

    #[test]
    fn all_that_is_shown_is_in_proportion_to_the_corpus() {
        let ids = (0..150).map(|at| format!("c{at}")).collect::<Vec<_>>();
        let claim = |id: &String| {
            let others = ids.iter().filter(|other| *other != id).map(String::as_str).collect::<Vec<_>>().join(", ");
            format!("  {id}: {{statement: x, attributed_to: [s], corroborates: [{others}]}}\n")
        };
        let claims: String = ids.iter().map(claim).collect();
        let found = found("false-corroboration", &format!("{SOURCES}{claims}"));
        assert_eq!(found.iter().filter(|line| !line.starts_with('|')).count(), 150 * 149);
        let origins = found.iter().filter(|line| line.ends_with("is behind both")).count();
        assert_eq!(origins, 10_000 + 2 * 150);
    }
}
