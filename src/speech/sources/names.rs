//! Names in a text: runs of words with capitals, without the titles before them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::speech::language;
use crate::speech::lexicon::Classes;
use crate::speech::person::{PersonName, is_initial, is_particle};
use crate::speech::syntax::{Syntax, Unit};

/// How many words a name may have.
const MAX_NAME: usize = 6;
/// A name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) units: Range<usize>,
    pub(super) person: PersonName,
    /// Whether a title is before it.
    pub(super) is_titled: bool,
    pub(super) sex: Option<Sex>,
}

/// What a title or a first name shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sex {
    Male,
    Female,
}

impl Name {
    /// The name that ends with a unit, or begins at the start of a range and goes on to its end.
    pub(super) fn ending(syntax: &Syntax<'_>, range: Range<usize>) -> Option<Self> {
        let mut start = range.end;
        while start > range.start && range.end - start < MAX_NAME && is_part(syntax, start - 1, range.clone()) {
            start -= 1;
        }
        Self::within(syntax, start..range.end)
    }

    /// The name at the end of a run of words with capitals.
    fn within(syntax: &Syntax<'_>, run: Range<usize>) -> Option<Self> {
        let unit = |at: usize| &syntax.units[at];
        let titles = Classes::TITLE | Classes::ROLE;
        // `Martin Luther King Jr.`
        let is_named = |first: usize| (first..run.end).any(|at| !unit(at).is(Classes::SUFFIX));
        let is_title = |at: &usize| unit(*at).is(titles) && is_named(*at + 1);
        let mut start = run.clone().rev().find(is_title).map_or(run.start, |title| title + 1);
        let before = start.checked_sub(1).filter(|&at| unit(at).is(titles) && unit(at).is_word());
        while start + 2 < run.end && unit(start).is(Classes::DEMONYM) {
            start += 1;
        }
        let unlike = Classes::GROUP | Classes::OUTLET | Classes::TIME | Classes::PEOPLE;
        // `Cllr Ed Fox`
        let has_title = before.is_some_and(|at| unit(at).is(Classes::TITLE)) && run.end - start < 3;
        let is_surname = |at: usize| has_title && at + 1 == run.end && !unit(at).is(Classes::GROUP);
        let never = |at: usize| {
            unit(at).is(unlike)
                && !unit(at).is(Classes::MALE | Classes::FEMALE)
                && !(is_surname(at) && is_outlet(unit(at)))
        };
        let is_place = unit(start.min(run.end - 1)).is(Classes::PLACE) && run.end - start > 1;
        if start >= run.end || is_place || (start..run.end).any(never) || !unit(start).is_capital() {
            return None;
        }
        // `Hamas Commander`, `Masked Gunman`: but `Stephen King`, and `Dr. Cook`.
        let honours = |at: usize| unit(at).is(Classes::MALE | Classes::FEMALE | Classes::ABBREVIATION);
        let is_first = honours(start) && !unit(start).is(Classes::NAMELESS);
        let is_suffix = unit(run.end - 1).is(Classes::SUFFIX);
        let is_role = run.end - start > 1 && unit(run.end - 1).is(Classes::ROLE) && !is_suffix;
        let is_nameless = (start..run.end).any(|at| unit(at).is(Classes::NAMELESS));
        if !is_first && !before.is_some_and(honours) && (is_role || is_nameless) {
            return None;
        }
        let words = (start..run.end).map(|at| (syntax.words(unit(at)), unit(at).token.entry.classes));
        let person = PersonName::new(words);
        let shows = |at: usize| sex(unit(at));
        let (sex, is_titled) = (before.and_then(shows).or_else(|| shows(start)), before.is_some());
        // `A.B.` is somebody's initials.
        person.said().find(|word| !word.split('.').all(is_initial))?;
        Some(Self { units: start..run.end, person, is_titled, sex })
    }

    /// Leaves out first words if the rest is a full name that the text has, and begins with a first name, or the text
    /// uses the word as a noun: then they are what somebody is, `Hafenmeister Jan Vogel`, or only have capitals.
    pub(super) fn without_title(&mut self, syntax: &Syntax<'_>, known: &Known) {
        let (mut at, mut rest) = (self.units.start, self.person.clone());
        let given = Classes::MALE | Classes::FEMALE;
        let is_given = |at: usize| language::classes(syntax.words(&syntax.units[at])).has_any(given);
        while !is_given(at) {
            let Some((first, next)) = rest.split_first().filter(|(first, _)| !is_initial(first)) else { return };
            let is_title = is_given(at + 1) || known.nouns.contains(first);
            (at, rest) = (at + 1, next);
            if is_title && known.full.contains(&said(&rest)) {
                (self.units.start, self.person, self.is_titled) = (at, rest, true);
                return;
            }
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.person.is_full()
    }

    pub(super) fn surname(&self) -> &str {
        self.person.surname()
    }
}

/// The words of a name without initials.
fn said(name: &PersonName) -> Vec<String> {
    name.said().cloned().collect()
}

/// What shows that the first word of a name is none.
pub(super) struct Known {
    /// The words of all full names, without initials.
    full: BTreeSet<Vec<String>>,
    /// First words of names that the text uses as nouns: in small letters or, where nouns have capitals, after an
    /// article.
    nouns: BTreeSet<String>,
}

impl Known {
    pub(super) fn new(syntax: &Syntax<'_>, names: &[Name]) -> Self {
        let full = names.iter().filter(|name| name.is_full()).map(|name| said(&name.person)).collect();
        let given = Classes::MALE | Classes::FEMALE;
        let long = names.iter().filter(|name| name.units.len() > 2 && !syntax.units[name.units.start].is(given));
        let firsts: BTreeSet<_> = long.filter_map(|name| Some(name.person.split_first()?.0)).collect();
        let has_capital_nouns = syntax.lexicon.traits.has_capital_nouns;
        let is_told = |at: usize| at > 0 && syntax.units[at - 1].is(Classes::ARTICLE | Classes::POSSESSIVE);
        let is_noun = |at: usize| if has_capital_nouns { is_told(at) } else { !syntax.units[at].is_capital() };
        let words = (0..syntax.units.len()).filter(|&at| !firsts.is_empty() && syntax.units[at].is_word());
        let nouns = words.filter(|&at| is_noun(at)).map(|at| syntax.words(&syntax.units[at]).to_lowercase());
        let nouns = nouns.filter(|word| firsts.contains(word)).collect();
        Self { full, nouns }
    }
}

/// The words of names that do not begin a sentence: their capitals are their own. A full name counts wherever it is.
pub(super) fn within_sentences(syntax: &Syntax<'_>, names: &[Name]) -> BTreeSet<String> {
    let begins = |name: &&Name| {
        let nth = syntax.sentences.partition_point(|sentence| sentence.units.end <= name.units.start);
        syntax.sentences.get(nth).is_some_and(|sentence| sentence.units.start == name.units.start)
    };
    let has_capital_nouns = syntax.lexicon.traits.has_capital_nouns;
    let own = names.iter().filter(|name| name.is_full() || name.is_titled || !has_capital_nouns && !begins(name));
    own.flat_map(|name| said(&name.person)).collect()
}

/// All names, in the order of the text, outside quotation marks.
pub(super) fn all(syntax: &Syntax<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &syntax.sentences {
        let mut at = sentence.units.start;
        while at < sentence.units.end {
            let mut end = at;
            while end < sentence.units.end && end - at < 2 * MAX_NAME && is_part(syntax, end, at..sentence.units.end) {
                end += 1;
            }
            if end > at {
                names.extend(Name::within(syntax, at..end));
            }
            at = end.max(at + 1);
        }
    }
    names
}

/// Whether a unit can be part of a name within a range.
fn is_part(syntax: &Syntax<'_>, at: usize, range: Range<usize>) -> bool {
    let unit = &syntax.units[at];
    if !unit.is_word() {
        return false;
    }
    let is_small = |at: usize| is_particle(syntax.words(&syntax.units[at]));
    let follows = |at: usize| at < range.end && (syntax.units[at].is_capital() || is_small(at));
    let is_inner = at > range.start && follows(at + 1) && is_small(at);
    // `al-Rashid`
    let is_tied = at > range.start
        && syntax
            .words(unit)
            .split_once('-')
            .is_some_and(|(particle, name)| is_particle(particle) && name.starts_with(char::is_uppercase));
    // A word that only begins a sentence.
    let begins =
        unit.is(Classes::COMMON | Classes::PRONOUN | Classes::SUBORDINATE | Classes::PREPOSITION | Classes::AND);
    let is_function = begins || unit.is(Classes::ADVERB | Classes::AUXILIARY | Classes::ARTICLE | Classes::QUANTITY);
    unit.is_capital() && !is_function || is_inner || is_tied
}

fn is_outlet(unit: &Unit) -> bool {
    unit.is(Classes::OUTLET) && !unit.is(Classes::TIME | Classes::PEOPLE)
}

fn sex(unit: &Unit) -> Option<Sex> {
    match (unit.is(Classes::MALE), unit.is(Classes::FEMALE)) {
        (true, false) => Some(Sex::Male),
        (false, true) => Some(Sex::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, SourceKind, read};
    use crate::text::Text;

    #[test]
    fn what_somebody_is_is_no_name() {
        let lead = "The interview was on Monday in the port.";
        for who in [
            "Unidentified Man",
            "Masked Gunman",
            "Local Fisherman",
            "Village Elder",
            "Hamas Commander",
            "Deputy Hamas Commander",
            "Army Spokesman",
            "News Anchor",
            "Unnamed Official",
        ] {
            let reading = read(&Text::new(format!("{lead} “The crane fell down at noon,” said {who}. It was over.")));
            assert_ne!(reading.sources[0].identity, Identity::Named, "{who}");
        }
        for who in
            ["UNIDENTIFIED MALE", "AUDIENCE MEMBER", "FEMALE VOICE", "OFF CAMERA", "NEWS ANCHOR", "CAMP RESIDENT"]
        {
            let reading = read(&Text::new(format!("{lead}\n\n{who}: The crane fell.\n\nMOSS: It was the wind.")));
            assert_ne!(reading.sources[0].identity, Identity::Named, "{who}");
        }
        for who in [
            "Stephen King",
            "Dr. Kerem Cook",
            "Larry Elder",
            "the Department of Justice",
            "Kerem Halvard",
            "Chief Executive Nadia Rahman",
        ] {
            let reading = read(&Text::new(format!("{lead} “The crane fell down at noon,” said {who}. It was over.")));
            assert_eq!(reading.sources[0].identity, Identity::Named, "{who}");
        }
    }

    #[test]
    fn a_heading_is_no_speaker() {
        let lead = "The interview was on Monday in the port.";
        for who in ["UPDATE", "CORRECTION", "READ MORE", "KEY POINTS", "FILE PHOTO", "EDITORS NOTE", "WATCH"] {
            let text = format!("{lead}\n\n{who}: The crane fell.\n\n{who}: It was the wind.");
            assert!(read(&Text::new(&*text)).attributions.is_empty(), "{who}");
        }
    }

    #[test]
    fn a_title_is_no_part_of_a_name() {
        for title in [
            "Bundesverkehrsminister",
            "Gewerkschafterin",
            "Hafenchef",
            "Prüferin",
            "Hafenmeister",
            "Stadträtin",
            "Innenministerin",
        ] {
            let text = format!(
                "Der Bericht der Behörde wurde am Montag in der Stadt vorgestellt. {title} Ruth Vogel sagte, der Bericht \
                 komme am Freitag. „Wir warten nicht“, sagte Ruth Vogel am Abend."
            );
            let reading = read(&Text::new(&*text));
            let [source] = &reading.sources[..] else { panic!("{title}: {:#?}", reading.sources) };
            assert_eq!((source.label.untrusted(), source.identity), ("Ruth Vogel", Identity::Named), "{title}");
            assert_eq!(source.kind, Some(SourceKind::Person), "{title}");
        }
        let text = "Skipper Ruth Vogel said the boat sank in the port. “It was old,” Ruth Vogel said.";
        assert_eq!(read(&Text::new(text)).sources.len(), 1);
    }

    /// A first word of a language's list is a first name, whatever it ends with.
    #[test]
    fn a_first_name_is_no_title() {
        for name in ["Valentin Vogel", "Severin Moos", "Konstantin Weber", "Willi Baumeister", "Karl Heinz Müller"] {
            let text = format!(
                "Der Bericht der Behörde wurde am Montag in der Stadt vorgestellt. {name} sagte, der Bericht komme am \
                 Freitag. Das war am Abend im Rathaus der Stadt."
            );
            let reading = read(&Text::new(&*text));
            assert_eq!(reading.sources[0].label.untrusted(), name);
            assert_eq!(reading.sources[0].identity, Identity::Named, "{name}");
        }
    }
}
