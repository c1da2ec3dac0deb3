//! Reviews with digests of what has become confidential.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::ReviewIndex;
use crate::reviews::{lists_gone_name, withheld};
use crate::text::{Span, Text};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachReview { find, word }, reads: Reads::Links };
static META: RuleMeta =
    RuleMeta::new("revealing-review", Level::Warning, include_str!("revealing-review.md")).protecting_sources();

fn find(facts: &Facts<'_>, number: ReviewIndex, found: &mut Vec<Span>) {
    let review = facts.review(number);
    // Beside what is broken, records are confidential until it is corrected: nobody has to delete a review for that.
    if !facts.is_understood {
        return;
    }
    let is_gone = |claim| lists_gone_name(facts.corpus, facts.graph, review, claim);
    if withheld(facts.corpus, review).next().is_some() || facts.reviews.claim(number).is_some_and(is_gone) {
        found.push(review.place);
    }
}

/// Of a name that is gone, no id is shown: the logs of a check are public, and must not point from a source to anybody.
/// The others of which it has digests are only counted: deleting the review settles all of them.
fn word(facts: &Facts<'_>, number: ReviewIndex, span: Span) -> Diagnostic {
    let review = facts.review(number);
    let mut message = Message::of(review.id.text());
    let mut all = withheld(facts.corpus, review);
    if let Some(first) = all.next() {
        message = message.words(" has a digest of the ").value(first.field).words(" of ");
        message = message.id(&Text::new(facts.corpus.id(first.record))).words(", which is kept from readers now");
    } else {
        message = message.words(" has a digest of the name of a source that is gone, and ").id(&review.claim.to);
        message = message.words(" rests on one without a name now: it may be the same");
    }
    let others = all.count();
    if others > 0 {
        message = message.words(", and of ").number(others).words(" more");
    }
    Diagnostic::new(&META, span, message)
        .about(review.id.text().clone())
        .help("delete the review, since anyone can test a guess against a digest; git keeps what was committed")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    /// What is found if a review of a claim lists these lines.
    #[track_caller]
    fn is_found(lines: &[&str], expected: &[&str]) {
        let lines = lines.iter().fold(String::new(), |lines, line| lines + "    - " + line + "\n");
        let text = format!(
            "sources:
  aide: {{identity: anonymous, description: an aide}}
  ada: {{identity: named, name: Ada Example}}
documents:
  memo: {{title: Memo, confidential: true}}
  page: {{title: Page, publisher: ada}}
  post: {{title: Post, publisher: aide}}
claims:
  a: {{statement: x, attributed_to: [aide]}}
reviews:
  a-1:
    claim: a
    verdict: mixed
    reviewer: desk
    date: 2024-10
    grounds:
{lines}"
        );
        check("revealing-review", &text, expected);
    }

    #[test]
    fn digits_of_what_readers_no_longer_see_are_found() {
        for (line, field, id) in [
            ("aide identity=6ea2cc63 name=b22722cf role=8efbd350", "name", "aide"),
            ("aide role=8efbd350", "role", "aide"),
            ("memo author=b22722cf title=b22722cf", "author", "memo"),
            ("memo sha256=b22722cf", "sha256", "memo"),
            ("post title=b22722cf", "title", "post"),
            ("aide name=cut", "name", "aide"),
        ] {
            let message = format!("11:3 `a-1` has a digest of the `{field}` of `{id}`, which is kept from readers now");
            is_found(&["a statement=ba2df490", line], &[&message]);
            is_found(&[line, "memo url=b22722cf"], &[&format!("{message}, and of 1 more")]);
        }
    }

    #[test]
    fn a_name_that_is_gone_is_found_if_a_source_without_one_has_come() {
        let expected = "11:3 `a-1` has a digest of the name of a source that is gone, and `a` rests on one without a \
                        name now: it may be the same";
        let gone = "gone identity=6ea2cc63 name=b22722cf";
        is_found(&["a statement=ba2df490", gone], &[expected]);
        is_found(&[gone, "aide description=cafaa6f5 identity=7672285d"], &[]);
        is_found(&["gone title=b22722cf", "lost identity=6ea2cc63"], &[]);
    }

    #[test]
    fn digits_of_what_readers_see_are_not() {
        is_found(
            &[
                "a attributed_to=a475bdde note=ba2df490 statement=ba2df490",
                "aide description=cafaa6f5 identity=7672285d kind=4e1d8120 known_to=2c35514e \
                 reason=ba2df490 terms=ba2df490",
                "ada identity=6ea2cc63 name=b22722cf",
                "memo confidential=18d10c7d language=ba2df490 published=ba2df490 publisher=ba2df490",
                "page title=b22722cf",
                "gone name=b22722cf",
                "aide",
            ],
            &[],
        );
    }
}
