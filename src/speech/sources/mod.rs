//! The sources of a text: which mentions mean the same, and what readers learn of who it is.

mod again;
mod identity;
mod invented;
mod names;
mod people;
mod proposals;
mod veiled;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::language;
use super::lexicon::{Classes, Clue, CluePlace};
use super::person::{PersonName, is_initial};
use super::reading::{Attribution, Extent, Identity, Source, SourceKind, Tier};
use super::syntax::{Syntax, Unit};
use super::tokens::Sign;
use crate::text::Text;
use again::{Again, Unnamed};
use identity::Who;
use invented::Stage;
use names::{Name, Sex};
use people::{People, Whose};
use veiled::Veils;

/// The sources of attributions, which get their voices.
pub(super) fn sources(syntax: &Syntax<'_>, text: &Text, attributions: &mut [Attribution]) -> Vec<Source> {
    let mut names = names::all(syntax);
    let known_names = names::Known::new(syntax, &names);
    for name in &mut names {
        name.without_title(syntax, &known_names);
    }
    let words = names::within_sentences(syntax, &names);
    let veils = veiled::find(syntax, &names);
    let stage = Stage::of(syntax);
    let invented: Vec<_> =
        stage.iter().flat_map(|stage| names.iter().filter(|name| stage.has(name))).cloned().collect();
    let full: Vec<_> = names.into_iter().filter(Name::is_full).collect();
    let people = People::new(syntax, &full);
    let interviewed = interviewed(syntax, &full, &people);
    for answer in attributions.iter_mut().filter(|one| one.pattern == "answer") {
        answer.source = interviewed;
    }
    let (all, known) = (Vec::new(), BTreeMap::new());
    let unnamed = Unnamed::new(syntax);
    let mut found = Sources { syntax, text, words: &words, full: &full, known_names, people, all, known, unnamed };
    let mut mentioned = BTreeMap::new();
    for attribution in attributions.iter_mut() {
        // One mention is one source, however many things it says.
        let add = |mention| *mentioned.entry(mention).or_insert_with(|| found.add(mention, &syntax.units_in(mention)));
        attribution.voice = attribution.source.map(add);
    }
    found.add_full_names();
    found.doubt_first_names();
    found.doubt_labels(attributions);
    found.veil(&veils);
    let played = found.invented(&invented);
    if let Some(stage) = &stage {
        stage.doubt(attributions, &mut found.all);
    }
    let is_played = |one: &&mut Attribution| one.voice.is_some_and(|voice| played.contains(&voice));
    attributions.iter_mut().filter(is_played).for_each(|one| (one.is_denied, one.tier) = (true, Tier::Likely));
    proposals::add(syntax, attributions, &mut found.all);
    found.all.into_iter().map(|known| known.source).collect()
}

/// Whether the text shows who answers in an interview.
pub(super) fn is_interviewed(syntax: &Syntax<'_>) -> bool {
    let full: Vec<_> = names::all(syntax).into_iter().filter(Name::is_full).collect();
    interviewed(syntax, &full, &People::new(syntax, &full)).is_some()
}

/// Words before the one who is interviewed: "an interview with", "five questions for", "Fragen an".
const WITH: [&str; 6] = ["with", "for", "to", "mit", "an", "und"];

/// Who answers in an interview with `Q:` and `A:`: the one person whose full name is before it, begins a sentence or
/// follows `with`. Nobody, if something there shows that somebody is not named.
fn interviewed(syntax: &Syntax<'_>, full: &[Name], people: &People<'_>) -> Option<Extent> {
    let start = syntax.blocks.get(syntax.first_asked()?)?.start;
    let word_before = |name: &Name| {
        let before = name.units.start.checked_sub(1).and_then(|at| syntax.units.get(at));
        before.map_or("", |unit| syntax.words(unit)).to_lowercase()
    };
    let names = full.iter().filter(|name| name.units.end <= start && word_before(name) != "by");
    let all: Vec<_> = names.collect();
    let who = |name: &Name| match people.find(name) {
        Whose::One(one) => Some(one.person.clone()),
        Whose::Many | Whose::Nobodys => None,
    };
    let begins = |name: &Name| syntax.sentences.iter().any(|sentence| sentence.units.start == name.units.start);
    let first = all.first().filter(|first| all.iter().all(|name| who(name) == who(first)))?;
    let is_met = all.iter().any(|name| begins(name) || WITH.contains(&&*word_before(name)));
    let is_kept_back = |clue: &Clue| (0..start).any(|at| syntax.has_words(at..start, &clue.words));
    let clues = syntax.lexicon.clues.iter().filter(|clue| clue.place != CluePlace::Placeholder);
    (is_met && !{ clues }.any(is_kept_back)).then(|| syntax.extent(&first.units)).flatten()
}

/// Whether a title is before a name, and not only what somebody is: `Mr.`, but not `nurse`.
fn has_title(syntax: &Syntax<'_>, name: &Name) -> bool {
    let before = name.units.start.checked_sub(1).and_then(|at| syntax.units.get(at));
    name.is_titled && before.is_some_and(|unit| unit.is(Classes::TITLE | Classes::ABBREVIATION))
}

/// Whether it is the name of somebody's friend or brother: `my friend Lucy`, `the nurse's son Tom`.
fn is_somebodys(syntax: &Syntax<'_>, name: &Name) -> bool {
    let before = |back: usize| name.units.start.checked_sub(back).and_then(|at| syntax.units.get(at));
    let is_owner = |unit: &Unit| unit.is(Classes::POSSESSIVE) || unit.is_mark(Sign::Possessive);
    before(1).is_some_and(|role| !role.is_capital()) && name.is_titled && before(2).is_some_and(is_owner)
}

/// A source, and what is needed to compare it with others.
struct Known {
    source: Source,
    who: Who,
}

impl Known {
    fn is_full(&self) -> bool {
        self.who.name.as_ref().is_some_and(Name::is_full)
    }
}

/// What mentions of one source have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Person(PersonName, Option<Sex>),
    Other(String, Identity),
}

struct Sources<'p> {
    syntax: &'p Syntax<'p>,
    text: &'p Text,
    words: &'p BTreeSet<String>,
    full: &'p [Name],
    known_names: names::Known,
    people: People<'p>,
    all: Vec<Known>,
    known: BTreeMap<Key, usize>,
    unnamed: Unnamed<'p>,
}

impl Sources<'_> {
    /// The place of the source that is mentioned, which may be a new one.
    fn add(&mut self, mention: Extent, units: &Range<usize>) -> usize {
        let mut who = identity::of(self.syntax, self.words, units);
        if let Some(name) = &mut who.name {
            name.without_title(self.syntax, &self.known_names);
            who.label = name.units.clone();
            who.kind = who.kind.or(name.is_titled.then_some(SourceKind::Person));
        }
        let key = self.key(&mut who);
        if key.is_none() {
            match self.unnamed.find(&who, units, &self.all) {
                Again::Same(at) => return self.add_again(at, mention, &who),
                Again::Perhaps if who.identity == Identity::Anonymous => {
                    (who.identity, who.reason) = (Identity::Unresolved, None);
                }
                Again::Perhaps | Again::New => self.unnamed.add(&who, self.all.len()),
            }
        }
        let at = key.as_ref().and_then(|key| self.known.get(key).copied()).unwrap_or(self.all.len());
        if let Some(known) = self.all.get_mut(at) {
            known.source.mentions.push(mention);
            // Only people go by a surname.
            let is_surname = who.name.as_ref().is_some_and(|name| !name.is_full());
            let is_person = who.kind == Some(SourceKind::Person) || is_surname && known.is_full();
            known.source.kind = known.source.kind.or(is_person.then_some(SourceKind::Person));
            return at;
        }
        let label = self.syntax.extent(&who.label).unwrap_or(mention).of(self.text);
        let reason = who.reason.map(|reason| reason.extent.of(self.text));
        let (identity, kind) = (who.identity, who.kind);
        let source = Source { label, identity, kind, reason, mentions: vec![mention], candidates: Vec::new() };
        self.all.push(Known { source, who });
        self.known.extend(key.map(|key| (key, at)));
        at
    }

    /// Adds a mention of a source without a name, and why it has none.
    fn add_again(&mut self, at: usize, mention: Extent, who: &Who) -> usize {
        if let Some(known) = self.all.get_mut(at) {
            known.source.mentions.push(mention);
            if let Some(reason) = who.reason.filter(|reason| reason.is_better_than(known.who.reason.as_ref())) {
                known.source.reason = Some(reason.extent.of(self.text));
                known.who.reason = Some(reason);
            }
        }
        at
    }

    /// What a mention shares with others that certainly mean the same. A surname that two people have is nobody's.
    fn key(&self, who: &mut Who) -> Option<Key> {
        let Some(name) = &who.name else {
            let is_one = matches!(who.identity, Identity::Named | Identity::Unspecified);
            let label = self.syntax.extent(&who.label).map(|extent| self.syntax.slice(extent).to_lowercase());
            return label.filter(|_| is_one).map(|label| Key::Other(label, who.identity));
        };
        let key = self.person(name);
        if key.is_none() {
            who.identity = Identity::Unresolved;
        }
        key
    }

    /// What mentions of somebody with a name have in common. Nothing for a surname that two people have.
    fn person(&self, name: &Name) -> Option<Key> {
        match self.people.find(name) {
            Whose::One(full) => Some(Key::Person(full.person.clone(), None)),
            Whose::Nobodys => {
                let sex = name.sex.filter(|_| name.is_titled && !name.is_full());
                Some(Key::Person(name.person.clone(), sex))
            }
            Whose::Many => None,
        }
    }

    /// Leaves open who somebody is who goes by a first name alone, as people do who are not to be found: `Anna`, `Local
    /// Steve`, `Bob T.`, `her friend Lucy`. A king and a pope have no other name.
    fn doubt_first_names(&mut self) {
        let syntax = self.syntax;
        let is = |at: usize, classes| syntax.units.get(at).is_some_and(|unit| unit.is(classes));
        let given = Classes::MALE | Classes::FEMALE;
        let is_given = |at: usize| language::classes(syntax.words(&syntax.units[at])).has_any(given);
        let is_alone = |name: &Name| {
            let Range { start, end } = name.units;
            let is_cut = end - start == 2 && is_initial(syntax.words(&syntax.units[end - 1]).trim_end_matches('.'));
            let is_short = end - start == 1 || end - start == 2 && is(start, Classes::EPITHET);
            is_cut || is_short && (is_given(end - 1) && !has_title(syntax, name) || is_somebodys(syntax, name))
        };
        let is_open = |known: &&mut Known| {
            known.source.identity == Identity::Named && known.who.name.as_ref().is_some_and(is_alone)
        };
        self.all.iter_mut().filter(is_open).for_each(|known| known.source.identity = Identity::Unresolved);
    }

    /// Leaves open who speaks under one word in an interview or a chat, if no one's full name has it.
    fn doubt_labels(&mut self, attributions: &[Attribution]) {
        for voice in attributions.iter().filter(|one| one.pattern == "interview").filter_map(|one| one.voice) {
            let is_word = self.all[voice].who.name.as_ref().is_some_and(|name| name.units.len() == 1);
            if is_word && self.all[voice].source.identity == Identity::Named {
                self.all[voice].source.identity = Identity::Unresolved;
            }
        }
    }

    /// The places of those who are only in something invented. Who they are is left open.
    fn invented(&mut self, names: &[Name]) -> BTreeSet<usize> {
        let place = |name: &Name| self.person(name).and_then(|key| self.known.get(&key).copied());
        let places: BTreeSet<usize> = names.iter().filter_map(place).collect();
        for &at in &places {
            self.all[at].source.identity = Identity::Unresolved;
        }
        places
    }

    /// Takes their names from those who have others: the text says so, or says it of names and not of which.
    fn veil(&mut self, veils: &Veils) {
        for (name, reason) in &veils.names {
            let at = self.person(name).and_then(|key| self.known.get(&key).copied());
            let Some(known) = at.and_then(|at| self.all.get_mut(at)) else { continue };
            (known.source.identity, known.source.kind) = (Identity::Anonymous, Some(SourceKind::Person));
            known.source.reason = reason.map(|reason| reason.of(self.text)).or(known.source.reason.take());
        }
        for name in &veils.quoted {
            let at = self.person(name).and_then(|key| self.known.get(&key).copied());
            let known = at.and_then(|at| self.all.get_mut(at)).filter(|known| !known.is_full());
            if let Some(known) = known.filter(|known| known.source.identity == Identity::Named) {
                known.source.identity = Identity::Unresolved;
            }
        }
        let is_open = |known: &&mut Known| {
            let is_other = |name: &Name| !name.is_titled || !name.is_full() && !has_title(self.syntax, name);
            let is_plain = known.who.name.as_ref().is_some_and(is_other);
            known.source.identity == Identity::Named && is_plain
        };
        for known in self.all.iter_mut().filter(is_open).filter(|_| veils.is_any) {
            known.source.identity = Identity::Unresolved;
        }
    }

    /// Adds where the text introduces people by their full names, who get these as labels.
    fn add_full_names(&mut self) {
        for name in self.full {
            let at = self.person(name).and_then(|key| self.known.get(&key).copied());
            let Some(known) = at.and_then(|at| self.all.get_mut(at)) else { continue };
            let Some(extent) = self.syntax.extent(&name.units) else { continue };
            if known.who.name.is_some() && !known.is_full() {
                known.source.label = extent.of(self.text);
                known.source.kind = Some(SourceKind::Person);
                known.who.name = Some(name.clone());
            }
            known.source.mentions.push(extent);
        }
        for known in &mut self.all {
            known.source.mentions.sort_unstable();
            known.source.mentions.dedup_by(|later, earlier| later.overlaps(*earlier));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, SourceKind, read};
    use crate::text::Text;

    #[test]
    fn who_only_may_be_somebody_is_not_named() {
        for who in ["A man believed to be Bo Stone", "A man thought to be Bo Stone", "A man said to be Bo Stone"] {
            let reading = read(&Text::new(format!("{who} said that the bridge was safe and the road was closed.")));
            let named: Vec<_> = reading.sources.iter().filter(|source| source.identity == Identity::Named).collect();
            assert!(named.is_empty(), "{who}: {named:?}");
        }
    }

    #[test]
    fn the_name_of_a_firm_may_have_a_word_for_an_outlet() {
        let kind = |who: &str| {
            let reading =
                read(&Text::new(format!("On Monday, {who} said that trains were late and roads were closed.")));
            reading.sources.first().unwrap_or_else(|| panic!("{who}")).kind
        };
        for who in [
            "Network Rail",
            "Post Office Limited",
            "Sun Life Insurance",
            "Star Alliance",
            "Daily Bread Bakery",
            "the Environment Agency",
            "the Food Standards Agency",
            "the European Space Agency",
            "the Independent Office for Police Conduct",
            "the Labour Press Office",
            "the Observer Corps",
            "the UN refugee agency",
        ] {
            assert_eq!(kind(who), Some(SourceKind::Organization), "{who}");
        }
        for who in ["Fox News", "The Washington Post", "Times of India", "Radio Free Asia", "USA Today", "Sky News"] {
            assert_eq!(kind(who), Some(SourceKind::Outlet), "{who}");
        }
    }

    #[test]
    fn what_may_be_no_name_is_none() {
        let source = |text: &str| read(&Text::new(text)).sources.into_iter().next().unwrap_or_else(|| panic!("{text}"));
        for text in [
            "The club won in the end. “It was hard,” the Dutchman said on Monday.",
            "The club won in the end. “It was hard,” the Brazilian said on Monday.",
            "The club won in the end. User BigMike wrote that it was hard for them.",
            "The club won in the end. Previous research had suggested that it was hard for them.",
        ] {
            assert_eq!(source(text).identity, Identity::Unresolved, "{text}");
        }
        for text in [
            "The Rev. Martin Luther King Jr. said that it was hard for them.",
            "The Rev. Ada Moss Sr. said that it was hard for them.",
            "Cllr Stone said that it was hard for them.",
            "Ada Moss MP said that it was hard for them.",
            "Labour MP Ada Moss said that it was hard for them.",
        ] {
            assert_eq!(source(text).identity, Identity::Named, "{text}");
        }
        let fox = source("Cllr Ed Fox (Con) said that it was hard for them.");
        assert_eq!((fox.label, fox.kind), ("Ed Fox".into(), Some(SourceKind::Person)));
        assert_eq!(source("Mr. Fox said that it was hard for them.").kind, Some(SourceKind::Person));
        assert_eq!(source("Fox News said that it was hard for them.").kind, Some(SourceKind::Outlet));
        assert_eq!(source("Opposition Ann Moss said that it was hard for them.").label, "Ann Moss".into());
        let brussels = source("Brussels said that it was hard for them.");
        assert_eq!((brussels.identity, brussels.kind), (Identity::Unresolved, None));
        assert_eq!(source("Shopkeepers said that it was hard for them.").identity, Identity::Unspecified);
        let banner = source("“It is ours,” reads a banner on the gate of the port.");
        assert_eq!(banner.kind, Some(SourceKind::Document));
        let release = "ELMHAVEN, Oct. 21, 2024 /PRNewswire/ -- Halvard Inc. (NASDAQ: HLVD), a maker of cranes, \
                       said that it was hard.";
        assert_eq!(source(release).label, "Halvard Inc.".into());
        let lucy = "Names have been changed. My friend Xenia said that it was hard for them.";
        assert_ne!(source(lucy).identity, Identity::Named);
        assert_eq!(source("Mum-of-two Kelly said that it was hard for them.").label, "Kelly".into());
        assert_eq!(source("One Tory MP said that it was hard for them.").identity, Identity::Anonymous);
        assert_eq!(source("Cllr B. Stone said that it was hard for them.").label, "B. Stone".into());
    }

    /// Those who are not to be found go by a first name alone.
    #[test]
    fn a_first_name_alone_shows_not_who_somebody_is() {
        let identity = |text: &str| {
            let reading = read(&Text::new(format!("The crane fell on Monday. {text} It was dark in the port then.")));
            reading.sources.first().unwrap_or_else(|| panic!("{text}")).identity
        };
        for who in [
            "Anna",
            "Local Steve",
            "Nurse Anna",
            "Big Jim",
            "Neighbour Steve",
            "Mum-of-two Kelly",
            "Lena",
            "Bob T.",
            "her friend Xenia",
        ] {
            let text = format!("“It was very loud,” said {who} on the road.");
            assert_eq!(identity(&text), Identity::Unresolved, "{who}");
        }
        for text in [
            "“It was very loud,” said Pope Francis on the road.",
            "“It was very loud,” said Prince Harry on the road.",
            "“It was very loud,” said Ms. Kelly on the road.",
            "“It was very loud,” said Trump on the road.",
            "“It was very loud,” said Kelly on the road. Ada Kelly is the mayor.",
            "“It was very loud,” said Local Hero Ltd on the road.",
            "“It was very loud,” said Steve Young on the road.",
        ] {
            assert_eq!(identity(text), Identity::Named, "{text}");
        }
    }

    /// What has a name in two words and only reports may be an agency. Who goes by a surname is a person.
    #[test]
    fn a_name_alone_shows_no_person() {
        let kind = |text: &str| {
            let reading = read(&Text::new(format!("{text} Nobody on the road knew what it was that they had seen.")));
            reading.sources.first().unwrap_or_else(|| panic!("{text}")).kind
        };
        for text in [
            "Agence France-Presse reported that the boat sank.",
            "Al Jazeera reported that the camp was empty.",
            "Deutsche Welle reported that the border was closed.",
            "Halvard Energy said that the valve was closed.",
        ] {
            assert_ne!(kind(text), Some(SourceKind::Person), "{text}");
        }
        for text in [
            "John Weber said that the boat sank.",
            "Mayor Kerem Halvard said that the boat sank.",
            "Kerem Halvard, 43, said that the boat sank.",
            "Kerem Halvard, a lawyer, said that the boat sank.",
            "Kerem Halvard said that the boat sank. Halvard said that it was old.",
        ] {
            assert_eq!(kind(text), Some(SourceKind::Person), "{text}");
        }
    }
}
