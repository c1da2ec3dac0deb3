//! `copied-text`: documents behind claims that count as independent share a passage word for word.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::evidence::{Copied, copied};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("copied-text", Level::Warning, include_str!("copied-text.md"));

fn find(facts: &Facts<'_>, found: &mut Worded) {
    found.extend(copied(facts.corpus, facts.graph, facts.evidence).iter().map(|copied| word(facts, copied)));
}

fn word(facts: &Facts<'_>, shared: &Copied) -> Diagnostic {
    let documents = [shared.first, shared.later];
    let [first_id, later_id] = documents.map(|document| facts.document(document).id.text());
    let longest = &shared.passages[0];
    let message = Message::of(later_id).words(" and ").id(first_id).words(" share ");
    let message = match shared.passages.len() {
        1 => message.words("a passage word for word: ").number(longest.words).words(" words"),
        count => message
            .number(count)
            .words(" passages word for word: ")
            .number(shared.passages.iter().map(|passage| passage.words).sum::<usize>())
            .words(" words, the longest ")
            .number(longest.words),
    };
    let [here, there] = longest.paragraphs;
    let message =
        message.words(", in paragraph ").number(here).words(" of the first and ").number(there).words(" of the second");
    let mut behind = documents.into_iter().zip(&shared.claims);
    let hidden = behind.find_map(|(document, claims)| claims.iter().find_map(|&claim| facts.hides(document, claim)));
    let is_elsewhere = documents.iter().any(|&document| facts.evidence.is_elsewhere(document));
    let hidden = hidden.or(is_elsewhere.then_some("a copy is not with the claim files"));
    let message = match hidden {
        None => message.words(": ").text(&longest.beginning),
        Some(why) => message.words(" (the words are hidden because ").words(why).words(")"),
    };
    let message = if shared.is_dated {
        message.words("; ").id(first_id).words(" was published first")
    } else {
        message.words("; their dates do not show which was published first")
    };
    let place = |document| {
        let document = facts.document(document);
        document.copy().path.as_ref().map_or(document.place, |snapshot| snapshot.place)
    };
    Diagnostic::new(&META, place(shared.later), message)
        .about(later_id.clone())
        .about(first_id.clone())
        .related(place(shared.first), "the other document")
        .help("find out which copied from which: one claim should cite the other, or both the agency they copied")
}
