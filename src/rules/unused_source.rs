//! Sources that nothing refers to.

use super::{Facts, Find, Reads, Rule, meant};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::{IndexVec, SourceIndex};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Sources { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unused-source", Level::Note, include_str!("unused-source.md"));

fn find(facts: &Facts<'_>) -> Vec<SourceIndex> {
    // Nobody can tell whom a list names that could not be read.
    if facts.graph.claims().any(|claim| facts.graph.loose(claim).unread) {
        return Vec::new();
    }
    let mut is_used = IndexVec::<SourceIndex, _>::filled(false, facts.corpus.sources.len());
    let voices = facts.graph.sources().filter(|&source| !facts.graph.speaks_in(source).is_empty());
    for source in facts.graph.publishers().chain(voices) {
        is_used[source] = true;
    }
    for meant in meant::sources(facts) {
        is_used[meant] = true;
    }
    facts.corpus.sources.indices().filter(|&source| !is_used[source]).collect()
}

fn word(facts: &Facts<'_>, number: SourceIndex, span: Span) -> Diagnostic {
    let id = facts.source(number).id.text();
    let message = Message::new("no claim is attributed to ").id(id).words(", and it published no document");
    Diagnostic::new(&META, span, message).about(id.clone()).help("attribute a claim to it, or delete it")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn neither_voice_nor_publisher() {
        check(
            "unused-source",
            "sources:
  gazette: {identity: named, name: Gazette}
  mayor: {identity: named, name: Bo Example}
  pilot: {identity: named, name: Cy Example}
  clerk: {identity: anonymous, description: a clerk}
documents:
  article: {title: x, publisher: gazette}
claims:
  a: {statement: x, attributed_to: [mayor]}
  b: {statement: x, attributed_to: [mayor], cites: [a]}
",
            &[
                "4:3 no claim is attributed to `pilot`, and it published no document",
                "5:3 no claim is attributed to `clerk`, and it published no document",
            ],
        );
    }

    #[test]
    fn what_a_misspelt_reference_means_is_used() {
        let text = "sources:
  gazette: {identity: named, name: Gazette}
  mayor: {identity: named, name: Bo Example}
  pilot: {identity: named, name: Cy Example}
documents:
  article: {title: x, publisher: gazete}
claims:
  a: {statement: x, attributed_to: [mayer]}
";
        check("unused-source", text, &["4:3 no claim is attributed to `pilot`, and it published no document"]);
    }
}
