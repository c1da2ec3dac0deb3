//! Sources that publish and speak, and do not say whether they are outlets.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::index::{IndexVec, SourceIndex};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("kind-missing", Level::Note, include_str!("kind-missing.md")).showing_notes();

fn find(facts: &Facts<'_>, found: &mut Worded) {
    let mut published = IndexVec::<SourceIndex, _>::filled(0, facts.corpus.sources.len());
    for publisher in facts.graph.publishers() {
        published[publisher] += 1;
    }
    for (number, source) in facts.corpus.sources.entries() {
        let documents = published[number];
        let is_meant = documents > 0 && source.kind.is_none() && !facts.graph.speaks_in(number).is_empty();
        if is_meant && !source.is_confidential() {
            let message = Message::of(source.id.text()).words(" is the publisher of ").number(documents);
            let message = message.words(if documents == 1 { " document" } else { " documents" });
            found.push(
                Diagnostic::new(&META, source.place, message.words(" and has no `kind`, so it counts as independent"))
                    .about(source.id.text().clone())
                    .help(
                        "add `kind: outlet` if it reports what others say; otherwise add `person`, `organization` or \
                         `document`",
                    ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn publishers_that_speak() {
        check(
            "kind-missing",
            "sources:
  gazette: {identity: named, name: Gazette}
  post: {identity: named, kind: outlet, name: Post}
  ministry: {identity: named, name: Ministry}
  ada: {identity: named, name: Ada}
  blog: {identity: anonymous, description: a blog}
documents:
  one: {title: x, publisher: gazette}
  two: {title: x, publisher: gazette}
  three: {title: x, publisher: post}
  four: {title: x, publisher: ministry}
  five: {title: x, publisher: blog}
claims:
  a: {statement: x, attributed_to: [gazette, post, ada, blog]}
",
            &["2:3 `gazette` is the publisher of 2 documents and has no `kind`, so it counts as independent"],
        );
    }
}
