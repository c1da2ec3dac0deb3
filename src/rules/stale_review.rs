//! Reviews of something that has changed since.

use super::facts::MAX_LISTED;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::digest::beneath;
use crate::index::{ClaimIndex, ReviewIndex};
use crate::model::{Claim, Record, Reference};
use crate::reviews::{Change, Changed, Changes, Standing, changes};
use crate::text::Span;

/// How many records below a claim are searched for unreadable ones.
const MAX_BENEATH: usize = 1000;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachReview { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("stale-review", Level::Warning, include_str!("stale-review.md"));

fn find(facts: &Facts<'_>, number: ReviewIndex, found: &mut Vec<Span>) {
    if facts.reviews.standing(number) == Standing::Stale && is_known(facts, number) {
        found.push(facts.review(number).place);
    }
}

/// Whether something has changed that could be read. Of a record that is broken nobody knows whether it has.
fn is_known(facts: &Facts<'_>, number: ReviewIndex) -> bool {
    let claim = facts.reviews.claim(number).filter(|_| facts.corpus.broken.has_any());
    claim.is_none_or(|claim| match readable_changes(facts, number, claim) {
        Changes::Found(list) => !list.is_empty(),
        Changes::Elsewhere(_) | Changes::NotListed | Changes::NotReadable => !rests_on_broken(facts, claim),
    })
}

/// Whether a claim or something below it could not be read as a whole, or leads to what could not be read at all. Of
/// what is far down only so much is looked at.
fn rests_on_broken(facts: &Facts<'_>, claim: ClaimIndex) -> bool {
    let (corpus, broken) = (facts.corpus, &facts.corpus.broken);
    let is_unread = |reference: &Reference| broken.has_unread(reference.to.untrusted());
    let leads_to_unread = |claim: &Claim| {
        claim.attributed_to().iter().chain(claim.cites()).any(is_unread)
            || claim.evidence.iter().any(|item| is_unread(&item.document))
    };
    beneath(facts.graph, claim, MAX_BENEATH).into_iter().any(|(record, _)| {
        broken.has_damaged(corpus.id(record))
            || matches!(record, Record::Claim(at) if leads_to_unread(&corpus.claims[at]))
    })
}

/// What has changed in records that could be read.
fn readable_changes(facts: &Facts<'_>, number: ReviewIndex, claim: ClaimIndex) -> Changes {
    match changes(facts.corpus, facts.graph, facts.review(number), claim) {
        Changes::Found(mut list) => {
            list.retain(|change| is_readable(facts, change.id.untrusted()));
            Changes::Found(list)
        }
        changes => changes,
    }
}

/// Whether a record could be read, and those that decide what of it is confidential.
fn is_readable(facts: &Facts<'_>, id: &str) -> bool {
    let corpus = facts.corpus;
    let of = match corpus.find(id) {
        Some(Record::Claim(at)) => corpus.claims[at].attributed_to(),
        Some(Record::Document(at)) => corpus.documents[at].publisher.as_slice(),
        _ => &[],
    };
    !corpus.broken.has(id) && !of.iter().any(|source| corpus.broken.has(source.to.untrusted()))
}

fn word(facts: &Facts<'_>, number: ReviewIndex, span: Span) -> Diagnostic {
    let review = facts.review(number);
    let mut message = Message::of(review.id.text());
    if let Some(date) = &review.date {
        message = message.words(" of ").value(date.as_str());
    }
    message = message.words(" is stale: ");
    let mut diagnostic = Diagnostic::new(&META, span, "");
    if let Some(claim) = facts.reviews.claim(number) {
        let changes = readable_changes(facts, number, claim);
        message = since(message, facts.claim(claim), &changes);
        diagnostic = relate(facts, diagnostic, &changes);
    }
    Diagnostic { message, ..diagnostic }
        .about(review.id.text().clone())
        .help("check whether the verdict still holds, and record the result with `onrecord review`")
}

/// What has changed since the review. Ids and names of fields, and never what a field holds: it may be that of a
/// confidential source.
fn since(message: Message, claim: &Claim, changes: &Changes) -> Message {
    let id = claim.id.text();
    match changes {
        Changes::Found(list) => {
            let message = list.iter().take(1).fold(message, |message, change| nearest(message, claim, change));
            match list.len() {
                0 | 1 => message,
                count => message.words(", and ").number(count - 1).words(" more"),
            }
        }
        Changes::Elsewhere(listed) => {
            let message = message.words("something below ").id(id).words(" has changed, further down than the ");
            message.number(*listed).words(" records that the review lists")
        }
        Changes::NotListed => {
            message.id(id).words(" or something below it has changed; the review does not list its grounds")
        }
        Changes::NotReadable => {
            let message = message.id(id).words(" or something below it has changed; the review's ");
            message.value("grounds").words(" is not in the form that `onrecord review` writes")
        }
    }
}

/// The nearest of the changes.
fn nearest(message: Message, claim: &Claim, change: &Change) -> Message {
    let id = claim.id.text();
    let message = match &change.what {
        Changed::Fields(names) => fields(message.id(&change.id).words(" has changed ("), names).words(")"),
        Changed::New => message.id(&change.id).words(" is new"),
        Changed::Gone => message.id(id).words(" no longer rests on ").id(&change.id),
    };
    match change.links {
        None | Some(0) => message,
        Some(1) => message.words(", 1 link below ").id(id),
        Some(links) => message.words(", ").number(links).words(" links below ").id(id),
    }
}

fn fields(message: Message, names: &[&'static str]) -> Message {
    names
        .iter()
        .enumerate()
        .fold(message, |message, (nth, name)| if nth == 0 { message } else { message.words(", ") }.value(name))
}

/// Adds the places of what has changed, where there still is one.
fn relate(facts: &Facts<'_>, diagnostic: Diagnostic, changes: &Changes) -> Diagnostic {
    let Changes::Found(list) = changes else { return diagnostic };
    list.iter().take(MAX_LISTED).fold(diagnostic, |diagnostic, change| {
        let why = match &change.what {
            Changed::Fields(names) => fields(Message::new("changed: "), names),
            Changed::New => "new".into(),
            Changed::Gone => "the claim no longer rests on this".into(),
        };
        match facts.corpus.find(change.id.untrusted()) {
            Some(record) => diagnostic.related(facts.place(record), why),
            None => diagnostic,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    /// What is found when a review of `a` lists these grounds, and has no digest of them.
    #[track_caller]
    fn check(fields: &str, expected: &str) {
        let text = format!(
            "sources:
  aide: {{identity: anonymous, description: an aide}}
claims:
  a: {{statement: x, cites: [b]}}
  b: {{statement: x, attributed_to: [aide]}}
reviews:
  a-1: {{claim: a, verdict: mixed, reviewer: desk, {fields}, digest: 'sha256:{ZEROS}'}}
"
        );
        assert_eq!(found("stale-review", &text).join("\n"), expected, "{fields}");
    }

    #[test]
    fn without_a_list() {
        check(
            "date: 2024-10",
            "7:3 `a-1` of `2024-10` is stale: `a` or something below it has changed; the review does not list its grounds",
        );
        check(
            "date: 2024-10, grounds: [b statement=nothing]",
            "7:3 `a-1` of `2024-10` is stale: `a` or something below it has changed; the review's `grounds` is not in the form that `onrecord review` writes",
        );
    }

    #[test]
    fn the_nearest_in_the_sentence_and_all_as_places() {
        check(
            "date: 2024-10, grounds: [a date=00000000, aide description=00000000, c statement=00000000]",
            "7:3 `a-1` of `2024-10` is stale: `a` has changed (`cites`, `date`, `statement`), and 3 more
| 4:3 changed: `cites`, `date`, `statement`
| 5:3 new
| 2:3 changed: `description`, `identity`",
        );
    }

    #[test]
    fn how_far_down() {
        let [claim, cited, source] = [
            "a cites=a8950f05 statement=ba2df490",
            "b attributed_to=a475bdde statement=ba2df490",
            "aide description=cafaa6f5 identity=7672285d",
        ];
        let check_list = |lines: [&str; 3], expected: &str| {
            let list = lines.join(", ");
            check(
                &format!("date: 2024-10, grounds: [{list}]"),
                &format!("7:3 `a-1` of `2024-10` is stale: {expected}"),
            );
        };
        let changed = |line: &str| line.replace("ba2df490", "00000000").replace("cafaa6f5", "00000000");
        check_list([&changed(claim), cited, source], "`a` has changed (`statement`)\n| 4:3 changed: `statement`");
        check_list(
            [claim, &changed(cited), source],
            "`b` has changed (`statement`), 1 link below `a`\n| 5:3 changed: `statement`",
        );
        check_list(
            [claim, cited, &changed(source)],
            "`aide` has changed (`description`), 2 links below `a`\n| 2:3 changed: `description`",
        );
        check_list([claim, cited, "gone title=00000000"], "`aide` is new, 2 links below `a`, and 1 more\n| 2:3 new");
        check_list(
            [claim, cited, source],
            "something below `a` has changed, further down than the 3 records that the review lists",
        );
    }

    /// `anachronism` finds it, and says that it does not hold yet.
    #[test]
    fn what_is_dated_in_the_future_is_not_found() {
        check("date: 2026-11-25", "");
        check(
            "date: 2026-11",
            "7:3 `a-1` of `2026-11` is stale: `a` or something below it has changed; the review does not list its grounds",
        );
    }

    #[test]
    fn what_is_history_or_has_no_digest_is_not_found() {
        let review = |fields: &str| format!("{{claim: a, verdict: mixed, reviewer: desk, {fields}}}");
        let text = format!(
            "claims:\n  a: {{statement: x}}\nreviews:\n  a-1: {}\n  a-2: {}\n",
            review(&format!("date: 2024, digest: 'sha256:{ZEROS}'")),
            review("date: 2025")
        );
        assert_eq!(found("stale-review", &text), [""; 0]);
    }
}
