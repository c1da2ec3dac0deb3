//! Claims whose evidence was published by others than their voices.

use super::facts::MAX_LISTED;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::{ClaimIndex, DocumentIndex};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("second-hand-evidence", Level::Note, include_str!("second-hand-evidence.md"));

fn find(facts: &Facts<'_>, number: ClaimIndex, found: &mut Vec<Span>) {
    let (voices, documents) = (facts.graph.voices(number), facts.graph.documents(number));
    let is_published_by_others = |&document: &DocumentIndex| {
        facts.graph.publisher(document).is_some_and(|publisher| voices.binary_search(&publisher).is_err())
    };
    if voices.is_empty() || documents.is_empty() || !documents.iter().all(is_published_by_others) {
        return;
    }
    let all_exist = facts.graph.evidence(number).iter().all(Option::is_some);
    let first = facts.claim(number).evidence.first();
    found.extend(first.filter(|_| all_exist).map(|first| first.document.span));
}

fn word(facts: &Facts<'_>, number: ClaimIndex, span: Span) -> Diagnostic {
    let (voices, documents) = (facts.graph.voices(number), facts.graph.documents(number));
    let claim = facts.claim(number);
    let message = Message::new("the voices of ").id(claim.id.text()).words(" (");
    let message = facts.list(message, voices).words(") published none of the documents behind it");
    let mut diagnostic = Diagnostic::new(&META, span, message).about(claim.id.text().clone()).help(
        if voices.iter().any(|&voice| facts.graph.is_named(voice)) {
            "look for the speech, the post or the paper in which they say it"
        } else {
            "unnamed voices publish nothing themselves: find someone who heard it, or tell readers who passed it on"
        },
    );
    for &number in documents.iter().take(MAX_LISTED) {
        let document = facts.document(number);
        let publisher = facts.graph.publisher(number).map(|publisher| facts.id(publisher).text());
        let message = Message::of(document.id.text()).words(" was published by ");
        diagnostic = diagnostic.related(document.place, publisher.into_iter().fold(message, Message::id));
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[track_caller]
    fn found(claim: &str, expected: &[&str]) {
        let text = format!(
            "sources:
  gazette: {{identity: named, name: Gazette}}
  mayor: {{identity: named, name: Bo Example}}
  pilot: {{identity: named, name: Cy Example}}
documents:
  article: {{title: x, publisher: gazette}}
  letter: {{title: x, publisher: mayor}}
  leaflet: {{title: x}}
  report: {{title: x, publisher: gazette}}
claims:
  a: {{statement: x, {claim}}}
"
        );
        check("second-hand-evidence", &text, expected);
    }

    #[test]
    fn all_documents_are_somebody_elses() {
        found(
            "attributed_to: [pilot, mayor], evidence: [{document: article}, {document: report}, {document: article}]",
            &[
                "11:74 the voices of `a` (`mayor`, `pilot`) published none of the documents behind it",
                "| 6:3 `article` was published by `gazette`",
                "| 9:3 `report` was published by `gazette`",
            ],
        );
    }

    #[test]
    fn one_of_their_own_or_of_nobody_known_is_enough() {
        found("attributed_to: [mayor], evidence: [{document: article}, {document: letter}]", &[]);
        found("attributed_to: [mayor], evidence: [{document: article}, {document: leaflet}]", &[]);
        found("attributed_to: [mayor]", &[]);
        found("evidence: [{document: article}]", &[]);
        found("attributed_to: [nobody], evidence: [{document: article}]", &[]);
        found("attributed_to: [mayor], evidence: [{document: article}, {document: nothing}]", &[]);
        found("attributed_to: [mayor], evidence: [{document: nothing}]", &[]);
    }
}
