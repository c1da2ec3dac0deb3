//! Which citations can be derivations.

use super::Analysis;
use crate::graph::{Components, Graph};
use crate::index::{ClaimIndex, IndexVec};
use crate::model::{Corpus, MAX_OFFSET};

/// Why a citation cannot be called a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It is on a loop: one of the claims on it did not come from the others, and nobody can tell which.
    Loop,
    /// By the dates, what is cited, or something it was derived from, may be later.
    PossiblyLater,
}

/// What the loops and the dates of a corpus say of its citations.
///
/// The derivations among them have no loop, and nothing dated was derived, over however many steps, from something
/// whose date may be later: that is what the constraints of PROV ask for. A claim without a date contradicts nothing.
#[derive(Debug)]
pub(crate) struct Citations<'a> {
    components: &'a Components,
    /// When a claim began, at the earliest, and whether that is a time in UTC.
    starts: IndexVec<ClaimIndex, Option<(i64, bool)>>,
    /// When the last of a claim and all it was derived from may have ended: of those that have a date without a time,
    /// and of the others.
    ends: IndexVec<ClaimIndex, [Option<i64>; 2]>,
}

impl<'a> Citations<'a> {
    /// Looks at every citation. Linear in claims and links.
    pub(crate) fn new(corpus: &Corpus, graph: &Graph, analysis: &'a Analysis) -> Self {
        let mut citations =
            Self { components: analysis.components(), starts: IndexVec::default(), ends: IndexVec::default() };
        for claim in &corpus.claims {
            let date = claim.date.as_ref().and_then(|date| Some((date.seconds()?, date.has_time())));
            let mut ends = [None; 2];
            if let Some(((_, end), has_time)) = date {
                ends[usize::from(has_time)] = Some(end);
            }
            citations.starts.push(date.map(|((start, _), has_time)| (start, has_time)));
            citations.ends.push(ends);
        }
        // What is cited comes first. On a loop nothing is derived, so there the order is of no matter.
        for &claim in citations.components.in_order() {
            let mut ends = citations.ends[claim];
            for &cited in graph.cites(claim).iter().filter(|&&cited| citations.doubt(claim, cited).is_none()) {
                for (end, other) in ends.iter_mut().zip(citations.ends[cited]) {
                    *end = (*end).max(other);
                }
            }
            citations.ends[claim] = ends;
        }
        citations
    }

    /// Why the citation of one claim by another cannot be called a derivation; `None` if it can.
    pub(crate) fn doubt(&self, claim: ClaimIndex, cited: ClaimIndex) -> Option<Doubt> {
        if self.components.of(claim) == self.components.of(cited) {
            return Some(Doubt::Loop);
        }
        let (start, has_time) = self.starts[claim]?;
        let [days, moments] = self.ends[cited];
        let may_be_later = |end: Option<i64>, has_same_clock: bool| {
            let most = if has_same_clock { 0 } else { MAX_OFFSET };
            end.is_some_and(|end| start < end + most)
        };
        (may_be_later(days, !has_time) || may_be_later(moments, has_time)).then_some(Doubt::PossiblyLater)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::graph::link;
    use crate::load::load_texts;
    use crate::model::Date;
    use crate::text::Text;

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
            .filter_map(|(claim, cited)| Some((claim.0, cited.0, citations.doubt(claim, cited)?)))
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
    fn one_citation_is_in_doubt_where_the_dates_leave_it_open() {
        let dates = [
            "2024",
            "2024-05",
            "2024-05-03",
            "2024-05-04",
            "2024-05-05",
            "2025",
            "2024-05-03T21:30:00-04:00",
            "2024-05-04T01:30:00Z",
            "2024-05-04T10:00:00Z",
            "2024-05-03T10:00:00Z",
            "2024-05-05T14:00:00Z",
        ];
        let date = |text: &str| Date::parse(&Text::new(text)).unwrap();
        for claim in dates {
            for cited in dates {
                let is_sure = date(claim).is_before(&date(cited)) == Some(false);
                let expected = [(0, 1, Doubt::PossiblyLater)];
                check(&[(claim, &[1]), (cited, &[])], if is_sure { &[] } else { &expected });
            }
        }
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
