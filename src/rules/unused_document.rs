//! Documents that no claim has evidence from.

use super::{Facts, Find, Reads, Rule, meant};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::{DocumentIndex, IndexVec};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Documents { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unused-document", Level::Note, include_str!("unused-document.md"));

fn find(facts: &Facts<'_>) -> Vec<DocumentIndex> {
    // Nobody can tell what evidence says that could not be read.
    if facts.corpus.claims.iter().any(|claim| claim.has_unread_evidence) {
        return Vec::new();
    }
    let mut is_used = IndexVec::<DocumentIndex, _>::filled(false, facts.corpus.documents.len());
    for &document in facts.graph.claims().flat_map(|claim| facts.graph.documents(claim)) {
        is_used[document] = true;
    }
    for meant in meant::documents(facts) {
        is_used[meant] = true;
    }
    facts.corpus.documents.indices().filter(|&document| !is_used[document]).collect()
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let id = facts.document(number).id.text();
    Diagnostic::new(&META, span, Message::new("no claim has ").id(id).words(" as evidence"))
        .about(id.clone())
        .help("add it under `evidence` to the claims that it supports, or delete it")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn nothing_refers_to_it() {
        check(
            "unused-document",
            "documents:
  article: {title: x}
  letter: {title: x}
  leaflet: {title: x}
claims:
  a: {statement: x, evidence: [{document: letter}, {document: article, locator: page 2}]}
  b: {statement: x, evidence: [{document: letter}]}
",
            &["4:3 no claim has `leaflet` as evidence"],
        );
    }

    #[test]
    fn what_a_misspelt_reference_means_is_used() {
        let text = "documents:
  article: {title: x}
  letter: {title: x}
claims:
  a: {statement: x, evidence: [{document: leter}]}
";
        check("unused-document", text, &["2:3 no claim has `article` as evidence"]);
    }
}
