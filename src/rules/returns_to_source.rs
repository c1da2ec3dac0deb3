//! Chains in which a source, or a page, speaks twice with another in between.

use hashbrown::HashMap;

use super::chains::Chains;
use super::{Facts, Find, Reads, Rule};
use crate::analysis::{Speaking, returns};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::graph::Adjacency;
use crate::index::{ClaimIndex, DocumentIndex, Idx, IndexVec, SourceIndex, indices};
use crate::model::{Document, Url};
use crate::text::Text;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("returns-to-source", Level::Warning, include_str!("returns-to-source.md"));

indices! {
    /// Who speaks in a claim when pages are followed: a page or, where a claim is on none, a source. Pages come first.
    Speaker;
}

fn find(facts: &Facts<'_>, found: &mut Worded) {
    let mut chains = Chains::new(facts);
    let voices = Speaking { of: facts.graph.voices_of_claims(), count: facts.graph.sources().len() };
    let of_sources = returns(facts.graph, facts.analysis, &voices, |_| true);
    let pages = Pages::new(facts);
    let of_pages = pages.as_ref().map_or_else(Vec::new, |pages| {
        returns(facts.graph, facts.analysis, &Speaking { of: &pages.speakers, count: pages.count }, |speaker| {
            pages.is_page(speaker)
        })
    });
    // What comes back to a source and to its page is one return.
    let of_pages = of_pages
        .into_iter()
        .filter(|page| of_sources.binary_search_by_key(&page.claim, |source| source.claim).is_err())
        .collect::<Vec<_>>();
    for found_return in of_sources {
        let source = found_return.voice;
        let again = facts.begin(source);
        let has_voice = |claim| facts.graph.voices(claim).contains(&source);
        found.push(report(facts, &mut chains, found_return.claim, found_return.chain, again, has_voice));
    }
    let Some(pages) = pages else { return };
    for found_return in of_pages {
        let page = found_return.voice;
        let document = pages.document(facts, found_return.claim, page);
        let again =
            document.map_or_else(|| Message::new("a page"), |document| Message::new("the page of ").id(document));
        let has_page = |claim| pages.speakers.of(claim).contains(&page);
        found.push(report(facts, &mut chains, found_return.claim, found_return.chain, again, has_page));
    }
}

/// Words a return to `again`, who speaks in the claims that it is heard in.
fn report(
    facts: &Facts<'_>,
    chains: &mut Chains<'_>,
    claim: ClaimIndex,
    chain: Option<Vec<ClaimIndex>>,
    again: Message,
    is_heard: impl Fn(ClaimIndex) -> bool,
) -> Diagnostic {
    let message = again.clone().words(" speaks again behind ");
    let chain = chain.unwrap_or_default();
    let finding = if let (&[_, second, ..], Some(&last)) = (&chain[..], chain.last()) {
        let message = other_voice(facts, message, &chain, is_heard).words(": the chain from ");
        let message = message.id(facts.id(claim).text()).words(" comes back to it at ");
        Diagnostic::new(&META, chains.place(claim, second), message.id(facts.id(last).text()))
    } else {
        let message = message.words("another source: a chain from ").id(facts.id(claim).text());
        Diagnostic::new(&META, facts.place(claim), message.words(" comes back to it"))
    };
    let finding = finding
        .about(facts.id(claim).text().clone())
        .help("the others are no confirmation; cite the claim in which the source first said it, or remove its voice");
    let finding = chains
        .show(finding, chain.get(1..).unwrap_or(&[]), chain.len().saturating_sub(2), |claim| voices(facts, claim));
    match chain.last() {
        Some(&last) => finding.related(facts.place(last), again.words(" speaks again")),
        None => finding,
    }
}

/// Adds the first other voice on a chain to a message.
fn other_voice(
    facts: &Facts<'_>,
    message: Message,
    chain: &[ClaimIndex],
    is_heard: impl Fn(ClaimIndex) -> bool,
) -> Message {
    let others = chain.iter().filter(|&&claim| !is_heard(claim)).map(|&claim| facts.graph.voices(claim));
    match others.flatten().next() {
        Some(&voice) => message.id(facts.id(voice).text()),
        None => message.words("another source"),
    }
}

/// Which claims are on which pages. A page is what has one publisher and one address, however often it is recorded.
struct Pages {
    of_documents: IndexVec<DocumentIndex, Option<Speaker>>,
    speakers: Adjacency<ClaimIndex, Speaker>,
    /// How many pages there are.
    distinct: usize,
    /// Pages and sources.
    count: usize,
}

impl Pages {
    /// Nothing if no document has an address.
    fn new(facts: &Facts<'_>) -> Option<Self> {
        let documents = &facts.corpus.documents;
        let mut known: HashMap<(Option<&Text>, &Url), Speaker> = HashMap::default();
        let mut page = |document: DocumentIndex| {
            let Document { publisher, url, .. } = facts.document(document);
            let next = Speaker::new(known.len());
            let publisher = publisher.as_ref().map(|publisher| &publisher.to);
            url.as_ref().map(|url| *known.entry((publisher, url)).or_insert(next))
        };
        let of_documents: IndexVec<DocumentIndex, _> = documents.indices().map(&mut page).collect::<Vec<_>>().into();
        let pages = known.len();
        if pages == 0 {
            return None;
        }
        let speakers = Adjacency::from_lists(facts.graph.claim_count(), |claim, speakers: &mut Vec<Speaker>| {
            let start = speakers.len();
            speakers.extend(facts.graph.documents(claim).iter().filter_map(|&document| of_documents[document]));
            if speakers.len() == start {
                let voices = facts.graph.voices(claim).iter();
                speakers.extend(voices.map(|voice: &SourceIndex| Speaker::new(pages + voice.at())));
            }
            let mut own = speakers.split_off(start);
            own.sort_unstable();
            own.dedup();
            speakers.append(&mut own);
        });
        Some(Self { of_documents, speakers, distinct: pages, count: pages + facts.graph.sources().len() })
    }

    fn is_page(&self, speaker: Speaker) -> bool {
        speaker.at() < self.distinct
    }

    /// The document by which a claim is on a page.
    fn document<'a>(&self, facts: &Facts<'a>, claim: ClaimIndex, page: Speaker) -> Option<&'a Text> {
        let mut documents = facts.graph.documents(claim).iter();
        let document = documents.find(|&&document| self.of_documents[document] == Some(page))?;
        Some(facts.document(*document).id.text())
    }
}

/// A claim, and whose voices assert it.
fn voices(facts: &Facts<'_>, claim: ClaimIndex) -> Message {
    match facts.graph.voices(claim) {
        [] => facts.begin(claim).words(", without a voice,"),
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
                "| 7:29 `b`, without a voice, cites `c`",
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
            "6002:3 `s1499` speaks again behind another source: a chain from `c4499` comes back to it"
        );
    }

    const PAGES: &str = "sources:
  editor-1: {identity: anonymous, kind: person, description: an editor}
  editor-2: {identity: anonymous, kind: person, description: a later editor}
  encyclopedia: {identity: named, kind: outlet, name: The Open Encyclopedia}
  paper: {identity: named, kind: outlet, name: The Morning Paper}
documents:
  page-2008: {title: Otter, publisher: encyclopedia, url: 'https://encyclopedia.example/otter'}
  column: {title: My garden, publisher: paper}
  page-2013: {title: Otter, publisher: encyclopedia, url: 'https://encyclopedia.example/otter'}
  other-page: {title: Badger, publisher: encyclopedia, url: 'https://encyclopedia.example/badger'}
  mirror: {title: Otter, publisher: paper, url: 'https://encyclopedia.example/otter'}
claims:
";

    #[test]
    fn a_page_that_was_edited_comes_back() {
        let claims = |last: &str| {
            format!(
                "{PAGES}  first: {{statement: x, attributed_to: [editor-1], evidence: [{{document: page-2008}}]}}
  relayed: {{statement: y, attributed_to: [paper], cites: [first], evidence: [{{document: column}}]}}
  back: {{statement: z, attributed_to: [editor-2], cites: [relayed], evidence: [{{document: {last}}}]}}
"
            )
        };
        check(
            "returns-to-source",
            &claims("page-2013"),
            &[
                "15:59 the page of `page-2013` speaks again behind `paper`: the chain \
                 from `back` comes back to it at `first`",
                "| 14:59 `relayed`, in the voice of `paper`, cites `first`",
                "| 13:3 the page of `page-2013` speaks again",
            ],
        );
        check("returns-to-source", &claims("other-page"), &[]);
        check("returns-to-source", &claims("mirror"), &[]);
    }

    #[test]
    fn a_page_without_another_in_between_is_one_page() {
        let claims = "  a: {statement: x, attributed_to: [editor-1], evidence: [{document: page-2008}]}
  b: {statement: y, attributed_to: [paper], cites: [a], evidence: [{document: page-2013}]}
  c: {statement: z, attributed_to: [editor-2], cites: [b], evidence: [{document: page-2013}]}
";
        check("returns-to-source", &format!("{PAGES}{claims}"), &[]);
    }
}
