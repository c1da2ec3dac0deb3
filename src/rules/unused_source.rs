use super::{Facts, Find, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::model::Record;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find) };
static META: RuleMeta = RuleMeta::new("unused-source", Level::Note, include_str!("unused-source.md"));

fn find(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let mut publishes = vec![false; facts.corpus.sources.len()];
    for publisher in facts.corpus.documents.iter().filter_map(|document| document.publisher.as_ref()) {
        if let Some(Record::Source(at)) = facts.record(publisher) {
            publishes[at as usize] = true;
        }
    }
    let speaks = facts.graph.sources().map(|source| !facts.graph.speaks_in(source).is_empty());
    for ((source, publishes), speaks) in facts.corpus.sources.iter().zip(publishes).zip(speaks) {
        if !publishes && !speaks {
            let message =
                Message::new("no claim is attributed to ").id(source.id.text()).words(", and it published no document");
            found.push(
                Diagnostic::new(&META, source.place, message)
                    .about(source.id.text().clone())
                    .help("attribute to it what it says, or delete it"),
            );
        }
    }
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
}
