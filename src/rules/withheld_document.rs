//! Documents whose title, URL or copy could reveal a source.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::DocumentIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachDocument { find, word }, reads: Reads::Links };
static META: RuleMeta =
    RuleMeta::new("withheld-document", Level::Warning, include_str!("withheld-document.md")).protecting_sources();

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    let document = facts.document(number);
    // Where the publisher is no source at all, the reference is what is wrong.
    if document.is_withheld && facts.graph.publisher(number).is_some() {
        found.push(document.place);
    }
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let document = facts.document(number);
    let message = Message::new("").id(document.id.text()).words(" was published by ");
    let message = document.publisher.iter().fold(message, |message, publisher| message.id(&publisher.to));
    let message = message.words(", which is not named: its title, URL and copy could reveal the source");
    Diagnostic::new(&META, span, message.words(", so no output shows them"))
        .about(document.id.text().clone())
        .help("mark it `confidential: true`, and remove what readers of the file must not know")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_source_without_a_name_has_published_it() {
        check(
            "withheld-document",
            "sources:
  clerk: {identity: anonymous, description: a clerk}
  papers: {identity: unspecified, description: papers}
  gazette: {identity: named, name: The Gazette}
documents:
  open: {title: x, publisher: gazette}
  nobody: {title: x}
  post: {title: x, publisher: clerk}
  marked: {title: x, publisher: clerk, confidential: true}
  leaflet: {title: x, publisher: papers}
",
            &[
                "8:3 `post` was published by `clerk`, which is not named: its title, URL and copy \
                 could reveal the source, so no output shows them",
                "10:3 `leaflet` was published by `papers`, which is not named: its title, URL and copy \
                 could reveal the source, so no output shows them",
            ],
        );
    }
}
