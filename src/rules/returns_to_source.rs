use super::chains::Chains;
use super::{Facts, Find, Rule};
use crate::analysis::returns;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::{ClaimIndex, SourceIndex};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find) };
static META: RuleMeta = RuleMeta::new("returns-to-source", Level::Warning, include_str!("returns-to-source.md"));

fn find(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let mut chains = Chains::new(facts);
    for found_return in returns(facts.graph, facts.analysis) {
        let (claim, source) = (found_return.claim, found_return.source);
        let message = facts.begin(source).words(" speaks again behind ");
        let chain = found_return.chain.unwrap_or_default();
        let finding = if let (&[_, second, ..], Some(&last)) = (&chain[..], chain.last()) {
            let message = other_voice(facts, message, &chain, source).words(": the chain from ");
            let message = message.id(facts.id(claim).text()).words(" comes back to it at ");
            Diagnostic::new(&META, chains.place(claim, second), message.id(facts.id(last).text()))
        } else {
            let message = message.words("somebody else: a chain from ").id(facts.id(claim).text());
            Diagnostic::new(&META, facts.place(claim), message.words(" comes back to it"))
        };
        let finding = finding.about(facts.id(claim).text().clone()).help(
            "do not count the others as confirmation; cite where the source first said it, or leave its voice out",
        );
        let finding = chains
            .show(finding, chain.get(1..).unwrap_or(&[]), chain.len().saturating_sub(2), |claim| voices(facts, claim));
        found.push(match chain.last() {
            Some(&last) => finding.related(facts.place(last), facts.begin(source).words(" speaks again")),
            None => finding,
        });
    }
}

/// Adds the first other voice on a chain to a message.
fn other_voice(facts: &Facts<'_>, message: Message, chain: &[ClaimIndex], source: SourceIndex) -> Message {
    let others = chain.iter().map(|&claim| facts.graph.voices(claim)).filter(|voices| !voices.contains(&source));
    match others.flatten().next() {
        Some(&voice) => message.id(facts.id(voice).text()),
        None => message.words("somebody else"),
    }
}

/// A claim, and whose voices assert it.
fn voices(facts: &Facts<'_>, claim: ClaimIndex) -> Message {
    match facts.graph.voices(claim) {
        [] => facts.begin(claim).words(", in nobody's voice,"),
        voices => facts.list(facts.begin(claim).words(", in the voice of "), voices).words(","),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, found};

    const SOURCES: &str = "sources:
  outlet: {identity: named, name: Outlet}
  paper: {identity: named, name: Paper}
  wire: {identity: named, name: Wire}
claims:
";

    #[test]
    fn the_chain_with_who_speaks() {
        check(
            "returns-to-source",
            &format!(
                "{SOURCES}  a: {{statement: x, attributed_to: [wire], cites: [b]}}
  b: {{statement: x, cites: [c]}}
  c: {{statement: x, attributed_to: [outlet, paper], cites: [d]}}
  d: {{statement: x, attributed_to: [paper, wire]}}
"
            ),
            &[
                "6:52 `wire` speaks again behind `outlet`: the chain from `a` comes back to it at `d`",
                "| 7:29 `b`, in nobody's voice, cites `c`",
                "| 8:61 `c`, in the voice of `outlet`, `paper`, cites `d`",
                "| 9:3 `wire` speaks again",
            ],
        );
    }

    #[test]
    fn nobody_else_in_between() {
        check(
            "returns-to-source",
            &format!(
                "{SOURCES}  a: {{statement: x, attributed_to: [wire], cites: [b]}}
  b: {{statement: x, attributed_to: [outlet, wire], cites: [c]}}
  c: {{statement: x, cites: [d]}}
  d: {{statement: x, attributed_to: [wire]}}
"
            ),
            &[],
        );
    }

    #[test]
    fn without_time_for_the_chain_the_claim_is_shown() {
        let sources: Vec<_> = (0..1500).map(|at| format!("  s{at}: {{identity: named, name: S}}\n")).collect();
        let sources = sources.concat();
        let claim = |at: usize| {
            format!("  c{at}: {{statement: x, attributed_to: [s{}], cites: [c{}]}}\n", at % 1500, at.saturating_sub(1))
        };
        let claims: String = (0..4500).map(claim).collect::<String>().replace(", cites: [c0]", "");
        let found = found("returns-to-source", &format!("sources:\n{sources}claims:\n{claims}"));
        let findings: Vec<_> = found.iter().filter(|line| !line.starts_with('|')).collect();
        // The second claim lost its citation with the first.
        assert_eq!(findings.len(), 2999);
        assert_eq!(
            findings[2998],
            "6002:3 `s1499` speaks again behind somebody else: a chain from `c4499` comes back to it"
        );
    }
}
