//! Ids, descriptions and reasons of confidential sources that have a person's name in them, and ids of confidential
//! documents that spell out the title.

use std::collections::HashSet;

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::model::{Source, SourceKind};
use crate::text::{Text, Word};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Labels };
static META: RuleMeta =
    RuleMeta::new("revealing-id", Level::Warning, include_str!("revealing-id.md")).protecting_sources();

/// Shorter words are shared by chance.
const MIN_LENGTH: usize = 4;
/// Shorter words are one letter apart by chance.
const MIN_NEAR: usize = 6;
/// How many words a full name has.
const FULL: std::ops::RangeInclusive<usize> = 2..=4;

/// What it says points from nobody to nobody: neither the word nor the person is shown, since the logs of a check are
/// public.
fn find(facts: &Facts<'_>, found: &mut Worded) {
    let names = Names::new(facts);
    let near = Word::similar(names.words.iter().filter(|word| word.length() >= MIN_NEAR));
    for source in facts.corpus.sources.iter().filter(|source| source.is_confidential()) {
        let id = source.id.text();
        // What readers see anyway reveals nothing.
        let described: HashSet<Word> = source.label.words().collect();
        let is_new = |word: &Word| is_telling(word) && !described.contains(word);
        let is_near = |word: &Word| {
            let name = (word.length() >= MIN_NEAR).then(|| word.nearly(&near)).flatten();
            name.is_some_and(|name| !described.iter().any(|described| described.is_nearly(word) || *described == name))
        };
        if id.words().any(|word| is_new(&word) && (names.words.contains(&word) || is_near(&word))) {
            let help = "give the source an id that says nothing, such as `source-1a2b`, because ids are public";
            found.push(word(source, "the id ", " shares a word with a person's name in these files", help));
        }
        if names.is_described_in(source) {
            let help = "describe the source without naming anybody, because descriptions are public";
            found.push(word(source, "the description of ", " begins with a person's name in these files", help));
        }
        if names.is_in_reason_of(source) {
            let help = "give the reason without names; only the description may say who the source works for";
            found.push(word(source, "the reason of ", " has a person's name in these files", help));
        }
    }
    find_documents(facts, found);
}

/// Documents whose id is made of the title, as `archive` makes it, and which were marked later.
fn find_documents(facts: &Facts<'_>, found: &mut Worded) {
    for document in facts.corpus.documents.iter().filter(|document| document.has_telling_id) {
        let id = document.id.text();
        let message = Message::new("the id of ").id(id).words(" is made of its title, which is confidential");
        let help = "give the document an id that says nothing, such as `document-1a2b`, because ids are public";
        found.push(Diagnostic::new(&META, document.place, message).about(id.clone()).help(help));
    }
}

fn word(source: &Source, what: &'static str, how: &'static str, help: &'static str) -> Diagnostic {
    let message = Message::new(what).id(source.id.text()).words(how);
    Diagnostic::new(&META, source.place, message).about(source.id.text().clone()).help(help)
}

/// The names of people.
struct Names {
    /// The words of which they are made, of everybody who may be a person.
    words: HashSet<Word>,
    /// Those of people who are called so in full.
    full: HashSet<Vec<Word>>,
}

impl Names {
    fn new(facts: &Facts<'_>) -> Self {
        let people = || facts.corpus.sources.iter().filter(|source| may_be_a_person(source));
        let words = people().flat_map(|person| person.label.words()).filter(is_telling).collect();
        let surely = people().filter(|source| source.kind == Some(SourceKind::Person));
        let full = surely.map(|person| person.label.words().take(FULL.end() + 1).collect::<Vec<_>>());
        Self { words, full: full.filter(|name| FULL.contains(&name.len())).collect() }
    }

    /// Whether some of the first words are a name. Where it comes later, it is likely somebody else's: `an aide to`.
    fn is_described_in(&self, source: &Source) -> bool {
        let first: Vec<Word> = source.label.words().take(*FULL.end()).collect();
        FULL.into_iter().any(|length| first.get(..length).is_some_and(|name| self.full.contains(name)))
    }

    /// Whether a name is in the reason and not in the description.
    fn is_in_reason_of(&self, source: &Source) -> bool {
        let words = |text: &Text| text.words().collect::<Vec<_>>();
        let (Some(reason), false) = (&source.reason, self.full.is_empty()) else { return false };
        let (reason, described) = (words(reason), words(&source.label));
        let mut names = FULL.flat_map(|length| reason.windows(length)).filter(|name| self.full.contains(*name));
        names.any(|name| !described.windows(name.len()).any(|own| own == name))
    }
}

fn may_be_a_person(source: &Source) -> bool {
    !source.is_confidential() && matches!(source.kind, None | Some(SourceKind::Person))
}

fn is_telling(word: &Word) -> bool {
    word.length() >= MIN_LENGTH && !word.is_number()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    fn source(id: &str) -> String {
        format!("  {id}: {{identity: anonymous, description: a nurse}}\n")
    }

    #[track_caller]
    fn is_found(name: &str, id: &str, is_expected: bool) {
        let message = format!("3:3 the id `{id}` shares a word with a person's name in these files");
        let text = format!("sources:\n  x: {{identity: named, name: {name}}}\n{}", source(id));
        let expected = [&*message];
        check("revealing-id", &text, if is_expected { &expected } else { &[] });
    }

    #[test]
    fn an_id_that_spells_out_the_title_of_a_confidential_document() {
        check(
            "revealing-id",
            "documents:
  secret-memo-of-the-mayor: {title: \"Secret memo of the mayor's office\", confidential: true}
  harbour-works-mayors: {title: 'HARBOUR works: Mayor’s plan', publisher: aide}
  open-memo-of-the-mayor: {title: Open memo of the mayor}
  secret-memo: {title: Secret memo, confidential: true}
  document-1a2b: {title: Secret memo of the mayor, confidential: true}
  memo-of-the-mayor: {title: Secret memo of the mayor, confidential: true}
sources:
  aide: {identity: anonymous, description: an aide}
",
            &[
                "2:3 the id of `secret-memo-of-the-mayor` is made of its title, which is confidential",
                "3:3 the id of `harbour-works-mayors` is made of its title, which is confidential",
            ],
        );
    }

    #[test]
    fn words_of_names() {
        is_found("Hakan Fidan", "fidan-aide", true);
        is_found("Hakan FİDAN", "aide-fidan", true);
        is_found("Jean-Pierre Müller", "pierre", true);
        is_found("Jörg Weiß", "weiss-office", true);
        is_found("Sean O'Brien", "brien", true);
        is_found("Robert 'Bob' Lee", "bob-lee", false);
        is_found("Hakan Fidan", "fida", false);
        is_found("Hakan Fidan", "fidans", false);
        is_found("Agent 2024", "source-2024", false);
    }

    #[test]
    fn a_word_of_four_letters_tells_and_one_of_three_does_not() {
        is_found("Anna Lind", "lind", true);
        is_found("Anna Lin", "lin", false);
        is_found("Åsa Lünd", "lund", true);
    }

    #[test]
    fn what_readers_see_anyway_reveals_nothing() {
        let check = |description: &str, expected: &[&str]| {
            let text = format!(
                "sources:\n  k: {{identity: named, kind: person, name: Marta Keller}}\n  \
                 keller-campaign-aide: {{identity: anonymous, description: {description}}}\n"
            );
            check("revealing-id", &text, expected);
        };
        check("an aide in the Keller campaign", &[]);
        check("an aide of Marta KELLER", &[]);
        let found = "3:3 the id `keller-campaign-aide` shares a word with a person's name in these files";
        check("an aide in the campaign of Kellerman", &[found]);
    }

    #[test]
    fn one_letter_away_is_near_enough_where_words_are_long() {
        is_found("Hakan Kleavit", "kleavitt", true);
        is_found("Hakan Kleavitt", "aide-kleavit", true);
        is_found("Hakan Kleavitt", "kleawitt", true);
        is_found("Hakan Kleavitt", "kelavitt", true);
        is_found("Hakan Kleavitt", "klaewitt", false);
        is_found("Hakan Walken", "walker", true);
        is_found("Hakan Walke", "walker", false);
        is_found("Hakan Nursed", "nurses", false);
        let described = "sources:\n  x: {identity: named, name: John Kleavitt}\n  \
                         kleavit-aide: {identity: anonymous, description: an aide to Kleavitt}\n";
        check("revealing-id", described, &[]);
    }

    #[test]
    fn names_in_what_readers_see() {
        let check = |fields: &str, expected: &[&str]| {
            let text = format!(
                "sources:\n  k: {{identity: named, kind: person, name: Marta Keller}}\n  \
                 h: {{identity: named, name: White House}}\n  s: {{identity: anonymous, {fields}}}\n"
            );
            check("revealing-id", &text, expected);
        };
        let described = "4:3 the description of `s` begins with a person's name in these files";
        check("description: Marta KELLER", &[described]);
        check("description: 'Marta Keller, a nurse'", &[described]);
        check("description: a nurse of Marta Keller", &[]);
        check("description: White House officials", &[]);
        let reason = "4:3 the reason of `s` has a person's name in these files";
        check("description: a nurse, reason: 'as Marta Keller she would lose her job'", &[reason]);
        check("description: a nurse, reason: 'Marta would lose her job, Keller said'", &[]);
        check("description: an aide to Marta Keller, reason: Marta Keller allowed no names", &[]);
        check("description: a nurse, reason: not authorised to speak for the White House", &[]);
    }

    #[test]
    fn names_of_what_is_no_person_do_not_count() {
        let named = |kind| format!("  x: {{identity: named, kind: {kind}, name: Harbour Office}}\n");
        for kind in ["organization", "outlet", "document"] {
            check("revealing-id", &format!("sources:\n{}{}", named(kind), source("harbour-clerk")), &[]);
        }
        check(
            "revealing-id",
            &format!("sources:\n{}{}", named("person"), source("harbour-clerk")),
            &["3:3 the id `harbour-clerk` shares a word with a person's name in these files"],
        );
        check(
            "revealing-id",
            "sources:\n  harbour-office: {identity: named, name: Harbour Office}\n  \
             harbour-talk: {identity: unspecified, description: talk at the port}\n",
            &["3:3 the id `harbour-talk` shares a word with a person's name in these files"],
        );
    }
}
