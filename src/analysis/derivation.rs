//! Which citations can be derivations.

use super::Analysis;
use crate::graph::{Components, Graph};
use crate::model::{Claim, Corpus, Date};

/// Why a citation cannot be called a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It is on a loop: one of the claims on it did not come from the others, and nobody can tell which.
    Loop,
    /// By the dates, what is cited, or something it was derived from, may be later.
    PossiblyLater,
}

/// What the loops and the dates of a corpus say of its citations.
///
/// The derivations among them have no loop, and nothing dated was derived, over however many steps, from something whose date may be
/// later: that is what the constraints of PROV ask for. A claim without a date contradicts nothing.
#[derive(Debug)]
pub struct Citations<'a> {
    components: &'a Components,
    /// When a claim began, at the earliest.
    starts: Vec<Option<i64>>,
    /// When the last of a claim and all it was derived from may have ended.
    ends: Vec<Option<i64>>,
}

impl<'a> Citations<'a> {
    /// Looks at every citation. Linear in claims and links.
    pub fn new(corpus: &Corpus, graph: &Graph, analysis: &'a Analysis) -> Self {
        let interval = |claim: &Claim| claim.date.as_ref().and_then(Date::seconds);
        let (starts, ends) = corpus.claims.iter().map(|claim| interval(claim).unzip()).unzip();
        let mut citations = Self { components: analysis.components(), starts, ends };
        // What is cited comes first. On a loop nothing is derived, so there the order is of no matter.
        for &claim in citations.components.in_order() {
            let derived = graph.cites(claim).iter().filter(|&&cited| citations.doubt(claim, cited).is_none());
            let end = derived.filter_map(|&cited| citations.ends[cited as usize]).max();
            let own = &mut citations.ends[claim as usize];
            *own = (*own).max(end);
        }
        citations
    }

    /// Why the citation of one claim by another cannot be called a derivation; `None` if it can.
    pub fn doubt(&self, claim: u32, cited: u32) -> Option<Doubt> {
        if self.components.of(claim) == self.components.of(cited) {
            return Some(Doubt::Loop);
        }
        match (self.starts[claim as usize], self.ends[cited as usize]) {
            (Some(start), Some(end)) if start < end => Some(Doubt::PossiblyLater),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analyse, link, load::load_texts};

    /// Each claim as its number, its date and what it cites; then the citations that are weakened.
    #[track_caller]
    fn check(claims: &[(&str, &[u32])], expected: &[(u32, u32, Doubt)]) {
        let record = |(number, (date, cites)): (usize, &(&str, &[u32]))| {
            let date = if date.is_empty() { String::new() } else { format!(", date: {date}") };
            let cites: Vec<_> = cites.iter().map(|cited| format!("c{cited}")).collect();
            format!("  c{number}: {{statement: x, cites: [{}]{date}}}", cites.join(", "))
        };
        let records: Vec<_> = claims.iter().enumerate().map(record).collect();
        let text = format!("claims:\n{}\n", records.join("\n"));
        let loaded = load_texts([("c.yaml".into(), text)]);
        let linked = link(&loaded.corpus);
        let analysis = analyse(&linked.graph);
        let citations = Citations::new(&loaded.corpus, &linked.graph, &analysis);
        let found: Vec<_> = linked
            .graph
            .claims()
            .flat_map(|claim| linked.graph.cites(claim).iter().map(move |&cited| (claim, cited)))
            .filter_map(|(claim, cited)| Some((claim, cited, citations.doubt(claim, cited)?)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn dates() {
        use Doubt::PossiblyLater;
        check(&[("2024-10-02", &[1]), ("2024-10-01", &[])], &[]);
        check(&[("2024-10-01", &[1]), ("2024-10-02", &[])], &[(0, 1, PossiblyLater)]);
        check(&[("2024-10-01", &[1]), ("2024-10-01", &[])], &[(0, 1, PossiblyLater)]);
        check(&[("2024-10", &[1]), ("2024", &[])], &[(0, 1, PossiblyLater)]);
        check(&[("2024-10-01T10:00:00Z", &[1]), ("2024-10-01T12:00:00+02:00", &[])], &[]);
        check(&[("", &[1]), ("2024", &[])], &[]);
        check(&[("2024", &[1]), ("", &[])], &[]);
    }

    #[test]
    fn loops() {
        use Doubt::Loop;
        check(&[("", &[1]), ("", &[0, 2]), ("", &[])], &[(0, 1, Loop), (1, 0, Loop)]);
        // From one loop to another is on none.
        check(
            &[("", &[1]), ("", &[0, 2]), ("", &[3]), ("", &[2])],
            &[(0, 1, Loop), (1, 0, Loop), (2, 3, Loop), (3, 2, Loop)],
        );
    }

    #[test]
    fn what_is_later_is_later_through_claims_without_a_date() {
        use Doubt::PossiblyLater;
        check(&[("2024", &[1]), ("", &[2]), ("", &[3]), ("2025", &[])], &[(0, 1, PossiblyLater)]);
        // A link that is weakened hands nothing on.
        check(&[("2026", &[1]), ("2024", &[2]), ("2025", &[])], &[(1, 2, PossiblyLater)]);
    }
}
