use super::facts::MAX_LISTED;
use super::{Facts, Find, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::model::{Claim, Document, Record};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachClaim(find) };
static META: RuleMeta = RuleMeta::new("second-hand-evidence", Level::Note, include_str!("second-hand-evidence.md"));

fn find(facts: &Facts<'_>, number: u32, found: &mut Vec<Diagnostic>) {
    let claim = facts.claim(number);
    let voices = facts.graph.voices(number);
    let Some(first) = claim.evidence.first().filter(|_| !voices.is_empty()) else { return };
    let Some(published) = published_by_others(facts, claim, voices) else { return };
    let message = Message::new("the voices of ").id(claim.id.text()).words(" (");
    let message = facts.list(message, voices).words(") published none of the documents behind it");
    let diagnostic = Diagnostic::new(&META, first.document.span, message)
        .about(claim.id.text().clone())
        .help("look for the speech, the post or the paper in which they say it themselves");
    found.push(published.into_iter().fold(diagnostic, |diagnostic, (document, publisher)| {
        let message = Message::default().id(document.id.text()).words(" was published by ");
        diagnostic.related(document.place, message.id(facts.id(publisher).text()))
    }));
}

/// The documents behind a claim and who published each, at most twenty, if it is known of all and is none of the voices.
fn published_by_others<'f>(facts: &Facts<'f>, claim: &Claim, voices: &[u32]) -> Option<Vec<(&'f Document, u32)>> {
    let mut published: Vec<(&Document, u32)> = Vec::new();
    for item in &claim.evidence {
        let Some(Record::Document(at)) = facts.record(&item.document) else { return None };
        let document = &facts.corpus.documents[at as usize];
        let Some(Record::Source(at)) = facts.record(document.publisher.as_ref()?) else { return None };
        let publisher = facts.graph.sources().start + at;
        if voices.binary_search(&publisher).is_ok() {
            return None;
        }
        let is_new = published.iter().all(|(known, _)| known.id != document.id);
        if is_new && published.len() < MAX_LISTED {
            published.push((document, publisher));
        }
    }
    Some(published)
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
    }
}
