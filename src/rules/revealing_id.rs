//! Ids of confidential sources that share a word with the name of a person.

use std::collections::HashSet;

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::model::{Source, SourceKind};
use crate::text::Word;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Labels };
static META: RuleMeta = RuleMeta::new("revealing-id", Level::Warning, include_str!("revealing-id.md"));

/// Shorter words are shared by chance.
const MIN_LENGTH: usize = 4;

/// What it says points from nobody to nobody: neither the word nor the person is shown, since the logs of a check are
/// public.
fn find(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let people = facts.corpus.sources.iter().filter(|source| may_be_a_person(source));
    let names: HashSet<Word> = people.flat_map(|person| person.label.words()).filter(is_telling).collect();
    for source in facts.corpus.sources.iter().filter(|source| source.is_confidential()) {
        // What readers see anyway reveals nothing.
        let described: HashSet<Word> = source.label.words().collect();
        let reveals = |word: &Word| is_telling(word) && names.contains(word) && !described.contains(word);
        if source.id.text().words().any(|word| reveals(&word)) {
            let message = Message::new("the id ").id(source.id.text());
            let message = message.words(" shares a word with a person's name in these files");
            found.push(
                Diagnostic::new(&META, source.place, message)
                    .about(source.id.text().clone())
                    .help("give the source an id that says nothing, such as `source-1a2b`, because ids are public"),
            );
        }
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
