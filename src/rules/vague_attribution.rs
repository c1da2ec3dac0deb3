//! Descriptions that do not place a source, and descriptions in the place of a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::SourceIndex;
use crate::model::{Identity, SourceKind};
use crate::text::{Span, Text, Word};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachSource { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("vague-attribution", Level::Warning, include_str!("vague-attribution.md"));

/// English words that do not place a source. Any other word may.
const WORDS: [&str; 7] = [
    // How many.
    "a all an another any both certain couple dozen dozens each eight every few five four group groups half \
     handful hundred hundreds lot lots majority many more most multiple nine number numerous one other others \
     pair plenty scores seven several six some ten the thousands three two various",
    // Who.
    "acquaintance acquaintances adviser advisers advisor advisors aide aides allies ally analyst analysts anybody \
     anyone associate associates attendee attendees authorities backer backers bystander bystanders citizen \
     citizens colleague colleagues commentator commentators consultant consultants contact contacts critic \
     critics defender defenders detractor detractors employee employees everybody everyone executive executives \
     expert experts figure figures folks follower followers friend friends guest guests individual individuals \
     informant informants insider insiders lawmaker lawmakers leader leaders local locals man member members men \
     observer observers official officials onlooker onlookers operative operatives opponent opponents participant \
     participants people person persons politician politicians pundit pundits relative relatives representative \
     representatives resident residents rival rivals scholar scholars skeptic skeptics somebody someone source \
     sources spokesman spokespeople spokesperson spokeswoman staff staffer staffers strategist strategists \
     supporter supporters viewers visitor visitors woman women worker workers",
    // What someone wrote.
    "account accounts article articles media news outlet outlets press publication publications report reports \
     rumor rumors rumour rumours social",
    // How well they know.
    "authoritative aware briefed case close conversation conversations credible deal decision decisions \
     deliberations detail details development developments direct discussion discussions episode event events \
     familiar findings incident informed inside investigation involved issue knowledge knowledgeable matter \
     matters meeting meetings negotiation negotiations plan planning plans proceedings process reliable situation \
     subject talk talks thinking topic trusted well witnessed",
    // How senior they are.
    "current former high influential junior key leading level longtime outside past placed powerful prominent \
     ranking recent respected retired senior serving sitting time top veteran young",
    // How hidden they are.
    "anonymity anonymous anonymously asked asking background condition confidential declined identified identity \
     name named nameless requested requesting undisclosed unidentified unknown unnamed unspecified withheld",
    // What holds the words together.
    "about according after and are as at be because been before being but by can could did do does for from had \
     has have he her him his in into is it its just might must no not of on or our own said say saying says she \
     should so speak speaking spoke than that their them there they this those to told under up want wanted was \
     were who whom whose wish wished wishes with would",
];

static GENERIC: LazyLock<HashSet<Word>> = LazyLock::new(|| all_words(&WORDS));

/// Words that are no name if there are no others.
const NO_NAMES: &str = "contributor correspondent eyewitness eyewitnesses freelancer journalist journalists nobody \
                        redacted redaktion reporter reporters user users whistleblower whistleblowers witness \
                        witnesses";

/// What is written where there is no name, as a whole.
const PLACEHOLDERS: [&str; 13] = [
    "n a",
    "n n",
    "nn",
    "none",
    "tbc",
    "tbd",
    "tba",
    "todo",
    "john doe",
    "jane doe",
    "jane roe",
    "name bekannt",
    "max mustermann",
];

/// Phrases beside a name that is not the real one.
const CHANGED: [&str; 8] = [
    "name changed",
    "names changed",
    "real name",
    "name geandert",
    "namen geandert",
    "nom change",
    "prenom change",
    "nombre ficticio",
];

static PLACEHOLDER_WORDS: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| each_in_words(&PLACEHOLDERS));
static CHANGED_WORDS: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| each_in_words(&CHANGED));

fn each_in_words(phrases: &[&str]) -> Vec<Vec<Word>> {
    phrases.iter().map(|phrase| Text::new(*phrase).words().collect()).collect()
}

/// Articles with which no name begins that is written small.
const ARTICLES: [&str; 13] = ["a", "an", "some", "ein", "eine", "einer", "un", "une", "uno", "una", "um", "uma", "een"];

/// Words behind which it says of what somebody is one: `Spokesperson for the ministry`.
const OF: [&str; 9] = ["of", "for", "from", "in", "at", "with", "to", "close", "who"];

/// Words for several, with which the names of groups begin.
static PLURALS: LazyLock<HashSet<Word>> = LazyLock::new(|| {
    let many = WORDS[1].split(' ').filter(|word| word.ends_with('s') || ["men", "people", "women"].contains(word));
    all_words(&many.collect::<Vec<_>>())
});

static ALONE: LazyLock<HashSet<Word>> = LazyLock::new(|| all_words(&[NO_NAMES]));

/// Words for people and for who is hidden.
static TELLING: LazyLock<HashSet<Word>> = LazyLock::new(|| all_words(&[WORDS[1], WORDS[5]]));

fn all_words(lists: &[&str]) -> HashSet<Word> {
    lists.iter().flat_map(|words| Text::new(*words).words().collect::<Vec<_>>()).collect()
}

fn find(facts: &Facts<'_>, number: SourceIndex, found: &mut Vec<Span>) {
    let source = facts.source(number);
    let is_found = if source.is_confidential() {
        is_vague(&source.label)
    } else {
        source.kind != Some(SourceKind::Outlet) && no_name(&source.label, source.kind).is_some()
    };
    if is_found {
        found.push(source.place);
    }
}

fn word(facts: &Facts<'_>, number: SourceIndex, span: Span) -> Diagnostic {
    let id = facts.id(number).text();
    let source = facts.source(number);
    if let Some(what) = (!source.is_confidential()).then(|| no_name(&source.label, source.kind)).flatten() {
        let message = Message::of(id).words(" is named, but its name is ").words(what);
        return Diagnostic::new(&META, span, message)
            .about(id.clone())
            .help("write the name, or `identity: anonymous` or `unspecified` and this as the `description`");
    }
    let message = Message::new("the description of ").id(id).words(" does not place the source");
    let is_known = facts.source(number).identity == Identity::Anonymous;
    Diagnostic::new(&META, span, message).about(id.clone()).help(if is_known {
        "add what the source agreed to: a country, a ministry, a company, a side"
    } else {
        "add what the text says about them, such as a country or a side"
    })
}

/// Whether all words of a description are generic. One without words is another rule's.
fn is_vague(description: &Text) -> bool {
    let mut words = description.words().peekable();
    words.peek().is_some() && words.all(|word| word.is_number() || GENERIC.contains(&word))
}

/// What is in the place of the name of a named source: a description, such as `Anonymous`, `sources close to the
/// matter` or `a US official`, or a sign that there is none, such as `n/a`. `The Observer` and `A. Guest` are names.
fn no_name(name: &Text, kind: Option<SourceKind>) -> Option<&'static str> {
    let words: Vec<_> = name.words().collect();
    let may_be_person = matches!(kind, None | Some(SourceKind::Person));
    if is_placeholder(name, &words) || may_be_person && is_initial(name) {
        return Some("a placeholder");
    }
    (is_generic_name(name, &words) || is_role(name, &words)).then_some("a description")
}

/// Whether it is written where there is no name, or beside one that is not real: `TBD`, `???`, `Karin (name changed)`.
fn is_placeholder(name: &Text, words: &[Word]) -> bool {
    let is_changed = |changed: &Vec<Word>| words.windows(changed.len()).any(|window| window == changed);
    let is_starred = name.untrusted().split_whitespace().any(|word| word.len() > 1 && word.ends_with('*'));
    words.is_empty() && !name.is_blank()
        || PLACEHOLDER_WORDS.iter().any(|placeholder| placeholder == words)
        || CHANGED_WORDS.iter().any(is_changed)
        || is_starred && !name.untrusted().starts_with('*')
}

/// Whether all that is there of a name is first letters: `X.`, `Mr X`, `A. B.`
fn is_initial(name: &Text) -> bool {
    let mut words = name.untrusted().split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_title = |word: &&str| ["Mr", "Mrs", "Ms", "Dr", "Herr", "Frau", "Mme"].contains(word);
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_cut = name.untrusted().contains('.') || words.clone().any(|word| is_title(&word));
    is_cut && words.clone().any(is_letter) && words.all(|word| is_letter(word) || is_title(&word))
}

/// Whether it is made of words that place nobody, one of them for people.
fn is_generic_name(name: &Text, words: &[Word]) -> bool {
    let begins = |article: &str| words.first() == Text::new(article).words().next().as_ref();
    let is_generic = words.iter().all(|word| GENERIC.contains(word) || ALONE.contains(word));
    let is_telling = |word: &Word| TELLING.contains(word) || ALONE.contains(word);
    if small(name).any(|word| Text::new(word).words().any(|word| is_telling(&word))) {
        return is_generic || begins("a") || begins("an");
    }
    is_generic && words.iter().any(is_telling) && !["a", "an", "the"].into_iter().any(begins)
}

/// Whether it says what somebody is, with a small article or a small word for people at its end, or with what that is
/// of behind: `ein Sprecher`, `senior US official`, `Spokesperson for the ministry`. `Friends of the Earth` is a name.
fn is_role(name: &Text, words: &[Word]) -> bool {
    let is_one = |word: &Word| TELLING.contains(word) && !PLURALS.contains(word);
    let parts: Vec<_> = name.untrusted().split_whitespace().collect();
    let is_small = |part: &&str| part.starts_with(char::is_lowercase);
    let begins_small = parts.len() > 1 && ARTICLES.contains(&parts[0]);
    let ends_small = parts.last().is_some_and(is_small) && words.last().is_some_and(|word| TELLING.contains(word));
    let head = parts.iter().position(|part| OF.contains(part)).map(|at| &words[..at.min(words.len())]);
    let is_of = head.is_some_and(|head| {
        head.last().is_some_and(is_one) && head.iter().all(|word| GENERIC.contains(word)) && head.len() < words.len()
    });
    begins_small || ends_small || is_of
}

/// The words that are written small.
fn small(name: &Text) -> impl Iterator<Item = &str> {
    let is_small = |word: &&str| !word.is_empty() && word.chars().all(char::is_lowercase);
    name.untrusted().split(|sign: char| !sign.is_alphanumeric()).filter(is_small)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn a_description_is_no_name() {
        for (name, is_found) in [
            ("Anonymous", true),
            ("Sources", true),
            ("a US official", true),
            ("An aide to Ada Example", true),
            ("people familiar with the matter", true),
            ("Senior officials", true),
            ("a person close to him", true),
            ("the officials", true),
            ("Anonymous source", true),
            ("A. Young", false),
            ("A. Guest", false),
            ("A Person", false),
            ("Ada Leader", false),
            ("The Observer", false),
            ("Friends of the Earth", false),
            ("Ministry of Defence", false),
            ("Person 12", false),
            ("A Team", false),
            ("senior US official", true),
            ("police sources", true),
            ("Ministry official", true),
            ("Spokesperson for the ministry", true),
            ("Former employee of Norhaul", true),
            ("ein Sprecher", true),
            ("un fonctionnaire", true),
            ("Eyewitness", true),
            ("whistleblower", true),
            ("'*Karin*'", false),
            ("John Doerr", false),
            ("J. Doe", false),
            ("Fund for Peace", false),
            ("Doctors of the World", false),
            ("Leaders of Tomorrow", false),
            ("Ana Na", false),
            ("Dr. No", false),
            ("X Corp", false),
            ("X", false),
            ("Guest", true),
            ("Christopher Guest", false),
            ("bell hooks", false),
            ("k.d. lang", false),
            ("e-mail of Ada Example", false),
            ("王", false),
            ("匿名", false),
            ("UN Women", false),
            ("Women in Black", false),
            ("People for Change", false),
        ] {
            let text = format!(
                "sources:\n  a: {{identity: named, name: {name}}}\n  b: {{identity: named, kind: outlet, name: {name}}}\n"
            );
            let expected = ["2:3 `a` is named, but its name is a description"];
            check("vague-attribution", &text, if is_found { &expected } else { &[] });
        }
    }

    #[test]
    fn what_is_written_where_there_is_no_name_is_none() {
        for (name, is_found) in [
            ("TBD", true),
            ("'???'", true),
            ("'-'", true),
            ("n/a", true),
            ("John Doe", true),
            ("N. N.", true),
            ("Mr X", true),
            ("X.", true),
            ("A. B.", true),
            ("Karin (name changed)", true),
            ("Karin (not her real name)", true),
            ("Karin (Name geändert)", true),
            ("Karin*", true),
            ("'*Karin*'", false),
            ("John Doerr", false),
            ("J. Doe", false),
            ("Ana Na", false),
            ("Dr. No", false),
            ("X Corp", false),
            ("X", false),
            ("王", false),
        ] {
            let text = format!(
                "sources:\n  a: {{identity: named, name: {name}}}\n  b: {{identity: named, kind: outlet, name: {name}}}\n"
            );
            let expected = ["2:3 `a` is named, but its name is a placeholder"];
            check("vague-attribution", &text, if is_found { &expected } else { &[] });
        }
    }

    #[test]
    fn descriptions() {
        for vague in [
            "an official",
            "Sources",
            "“sources”",
            "12 senior officials",
            "people familiar with the matter",
            "A person close to the matter, who asked not to be named",
            "officials speaking on condition of anonymity",
            "well-placed insiders",
            "some critics",
            "media reports",
            "an aide",
            "aides",
            "a top aide",
            "leaders",
            "allies",
            "a friend",
            "supporters",
            "strategists",
            "current and former officials",
            "a lot of people",
            "staff members",
            "one employee",
            "most observers",
            "those briefed on the talks",
            "two people with direct knowledge of the discussions",
            "a longtime associate",
            "experts with knowledge of the case",
            "a number of his colleagues",
        ] {
            assert!(is_vague(&Text::new(vague)), "{vague}");
        }
        for placed in [
            "a US official",
            "Iraqi officials",
            "an aide to the mayor",
            "a friend from the village",
            "party leaders",
            "an aide in the Keller campaign",
            "hospital staff",
            "employees of a bank",
            "a nurse at the clinic",
            "a person close to the minister",
            "US media outlets",
            "un responsable « haut placé »",
            "政府高官",
            "–",
            "",
        ] {
            assert!(!is_vague(&Text::new(placed)), "{placed}");
        }
    }

    #[test]
    fn whoever_is_not_named() {
        check(
            "vague-attribution",
            "sources:
  a: {identity: anonymous, description: an official}
  b: {identity: unspecified, description: sources}
  c: {identity: named, name: Sources, description: a source}
  d: {identity: anonymous, description: an official at the port}
",
            &[
                "2:3 the description of `a` does not place the source",
                "3:3 the description of `b` does not place the source",
                "4:3 `c` is named, but its name is a description",
            ],
        );
    }
}
