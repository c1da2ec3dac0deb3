//! Claims that cite one another in a circle.

use super::chains::Chains;
use super::facts::MAX_LISTED;
use super::{Facts, Find, Reads, Rule};
use crate::analysis::circles;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::index::ClaimIndex;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("circular-citation", Level::Warning, include_str!("circular-citation.md"));

fn find(facts: &Facts<'_>, found: &mut Worded) {
    let mut chains = Chains::new(facts);
    for circle in circles(facts.graph, facts.analysis) {
        let [first, second, ..] = circle.claims[..] else { continue };
        let mut message = all(facts, &circle.claims).words(" cite each other in a circle");
        match circle.size - circle.claims.len() {
            0 => {}
            1 => message = message.words("; 1 more claim is in circles with them"),
            more => message = message.words("; ").number(more).words(" more claims are in circles with them"),
        }
        let mut finding = Diagnostic::new(&META, chains.place(first, second), message)
            .help("find out which of them was first, and remove its citations of the others");
        finding.about = circle.claims.iter().map(|&claim| facts.id(claim).text().clone()).collect();
        let others: Vec<ClaimIndex> = circle.claims[1..].iter().chain([&first]).copied().collect();
        found.push(chains.show(finding, &others, others.len() - 1, |claim| facts.begin(claim)));
    }
}

/// The claims of a circle as the beginning of a sentence.
fn all(facts: &Facts<'_>, claims: &[ClaimIndex]) -> Message {
    match claims {
        [others @ .., last] if claims.len() <= MAX_LISTED => {
            facts.list(Message::new(""), others).words(" and ").id(facts.id(*last).text())
        }
        _ => facts.list(Message::new(""), claims),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    fn claims(cites: &[(&str, &str)]) -> String {
        let line = |(id, cited): &(&str, &str)| format!("  {id}: {{statement: x, cites: [{cited}]}}\n");
        format!("claims:\n{}", cites.iter().map(line).collect::<String>())
    }

    #[test]
    fn the_shortest_circle_link_by_link() {
        check(
            "circular-citation",
            &claims(&[("a", "b"), ("b", "c"), ("c", "a")]),
            &["2:29 `a`, `b` and `c` cite each other in a circle", "| 3:29 `b` cites `c`", "| 4:29 `c` cites `a`"],
        );
        check(
            "circular-citation",
            &claims(&[("a", "c, b"), ("b", "a, c"), ("c", "d"), ("d", "b"), ("e", "a")]),
            &[
                "2:32 `a` and `b` cite each other in a circle; 2 more claims are in circles with them",
                "| 3:29 `b` cites `a`",
            ],
        );
        check("circular-citation", &claims(&[("a", "b, c"), ("b", "d"), ("c", "d"), ("d", "")]), &[]);
    }

    #[test]
    fn a_long_one_is_cut() {
        let ids: Vec<_> = (0..25).map(|at| format!("c{at:02}")).collect();
        let cites: Vec<_> = (0..25).map(|at| (&*ids[at], &*ids[(at + 1) % 25])).collect();
        let listed = ids[..20].iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let mut expected = vec![format!("2:31 {listed} and 5 more cite each other in a circle")];
        expected.extend((1..21).map(|at| format!("| {}:31 `c{at:02}` cites `c{:02}`", at + 2, at + 1)));
        expected[20] += ", followed by 4 more links";
        check("circular-citation", &claims(&cites), &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
