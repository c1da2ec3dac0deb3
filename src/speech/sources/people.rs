//! The people whom names mean. A shorter name is that of a longer one only in the ways in which writers shorten names:
//! the surname alone, or the first name and the surname. Where two people may be meant, there are two.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::is_role;
use super::names::Name;
use crate::speech::lexicon::Classes;
use crate::speech::person::PersonName;
use crate::speech::syntax::Syntax;
use crate::speech::tokens::Sign;

/// How many different full names may be alike before nothing is said of who is who.
const MAX_ALIKE: usize = 8;
/// How far what somebody is may be from the name, in units.
const MAX_ROLE: usize = 9;

/// The people who have full names in a text.
pub(super) struct People<'p> {
    /// For each full name the longest one of the same person.
    longest: BTreeMap<&'p PersonName, &'p Name>,
    /// For each surname the people who have it.
    surnames: BTreeMap<&'p str, Vec<&'p Name>>,
}

/// Whom a name means.
pub(super) enum Whose<'p> {
    /// Somebody with a full name.
    One(&'p Name),
    /// One of several, nobody knows of whom.
    Many,
    /// Nobody with a full name.
    Nobodys,
}

/// A full name of a text, and what its text says that somebody is who has it.
struct Introduced<'p> {
    name: &'p Name,
    roles: BTreeSet<String>,
}

impl<'p> People<'p> {
    /// The people with the full names of a text. Linear in how many there are.
    pub(super) fn new(syntax: &Syntax<'_>, full: &'p [Name]) -> Self {
        let mut introduced: BTreeMap<_, Introduced<'p>> = BTreeMap::new();
        for name in full {
            let known = introduced.entry(&name.person);
            known.or_insert_with(|| Introduced { name, roles: BTreeSet::new() }).roles.extend(roles(syntax, name));
        }
        let mut alike: BTreeMap<_, Vec<&Introduced<'p>>> = BTreeMap::new();
        for one in introduced.values() {
            alike.entry(one.name.person.ends()).or_default().push(one);
        }
        let mut people = Self { longest: BTreeMap::new(), surnames: BTreeMap::new() };
        for group in alike.values() {
            for one in group {
                let longest = Some(one).filter(|_| group.len() <= MAX_ALIKE).and_then(|one| one.longest(group));
                let longest = longest.unwrap_or(one.name);
                people.longest.insert(&one.name.person, longest);
                if longest.person == one.name.person {
                    people.surnames.entry(longest.surname()).or_default().push(longest);
                }
            }
        }
        people.surnames.values_mut().for_each(without_surnames);
        people
    }

    /// Whom a name means.
    pub(super) fn find(&self, name: &Name) -> Whose<'p> {
        let alike = self.surnames.get(name.surname()).map_or(&[][..], Vec::as_slice);
        let is_longer = |longer: &&&'p Name| name.person.is_surname_of(&longer.person);
        let mut longer = alike.iter().filter(is_longer);
        match (longer.next(), longer.next()) {
            (Some(_), Some(_)) => Whose::Many,
            (Some(one), None) if name.may_have_sex_of(one) => Whose::One(one),
            _ => self.longest.get(&name.person).map_or(Whose::Nobodys, |longest| Whose::One(longest)),
        }
    }
}

/// Leaves out names that are only a surname of a longer one. Those of many people are left as they are.
fn without_surnames(names: &mut Vec<&Name>) {
    if names.len() <= MAX_ALIKE {
        let all = names.clone();
        names.retain(|name| !all.iter().any(|longer| name.person.is_surname_of(&longer.person)));
    }
}

impl<'p> Introduced<'p> {
    /// The longest name of the same person among some, if there is only one person whom it may mean.
    fn longest(&self, group: &[&Introduced<'p>]) -> Option<&'p Name> {
        let is_two = |other: &Introduced<'_>| {
            !self.roles.is_empty() && !other.roles.is_empty() && self.roles.is_disjoint(&other.roles)
        };
        let longer: Vec<_> = group.iter().filter(|other| self.name.is_short_for(other.name)).collect();
        let is_longest = |one: &&&&Introduced<'p>| {
            longer.iter().all(|other| other.name.person == one.name.person || other.name.is_short_for(one.name))
        };
        let longest = longer.iter().find(is_longest)?;
        (!longer.iter().any(|other| is_two(other))).then_some(longest.name)
    }
}

impl Name {
    /// Whether it is how writers call somebody again who has a longer name.
    fn is_short_for(&self, longer: &Self) -> bool {
        let is_sex = self.sex.is_none() || longer.sex.is_none() || self.sex == longer.sex;
        is_sex && self.person.is_short_for(&longer.person)
    }

    /// Whether a title or a first name does not show somebody else.
    fn may_have_sex_of(&self, full: &Self) -> bool {
        full.sex.is_none() || self.sex.is_none() || !self.is_titled || full.sex == self.sex
    }
}

/// What the text says that somebody is, before the name and between the commas after it.
fn roles(syntax: &Syntax<'_>, name: &Name) -> impl Iterator<Item = String> {
    let units = &syntax.units;
    let is_in = |at: &usize| units[*at].is_word() && is_role(syntax, &units[*at]);
    // `Mr.` is no role.
    let before = (0..name.units.start).rev().take_while(is_in).filter(|&at| units[at].is(Classes::ROLE));
    let start = name.units.end;
    let is_told = units.get(start).is_some_and(|unit| unit.is_mark(Sign::Comma));
    let near = units.len().min(start + MAX_ROLE);
    let after = (start + 1..near).take_while(move |&at| is_told && units[at].is_word()).filter(is_in);
    let before = before.take(MAX_ROLE);
    before.chain(after).map(|at| syntax.words(&units[at]).to_lowercase()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, read};
    use crate::text::Text;

    /// The sources of a text in which two speak, each in a sentence of its own, in English and in German.
    fn sources(first: &str, second: &str, rest: &str) -> [Vec<(String, Identity)>; 2] {
        let english =
            format!("The boat sank on Monday. {first} said that it was old. {second} said that it was new. {rest}");
        let german = format!(
            "Das Boot sank am Montag in der Stadt. {first} sagte, dass es alt war. {second} sagte, dass es neu war. {rest}"
        );
        [english, german].map(|text| {
            let sources = read(&Text::new(text)).sources;
            sources.iter().map(|source| (source.label.untrusted().to_owned(), source.identity)).collect()
        })
    }

    #[test]
    fn names_that_end_alike_are_two_people() {
        for (first, second) in [
            ("Kamala Devi Harris", "Devi Harris"),
            ("Devi Harris", "Kamala Devi Harris"),
            ("Karl Heinz Müller", "Heinz Müller"),
            ("Mary Ann Lee", "Ann Lee"),
            ("Jean Paul Sartre", "Paul Sartre"),
            ("John Smith Jr.", "John Smith Sr."),
            ("John M. Smith", "John P. Smith"),
            ("John Michael Smith", "John Peter Smith"),
            ("Peter Smith", "J. Smith"),
            ("Anna Müller-Schmidt", "Anna Schmidt"),
        ] {
            for found in sources(first, second, "") {
                let labels: Vec<_> = found.iter().map(|(label, _)| label.trim_end_matches('.')).collect();
                assert_eq!(labels, [first, second].map(|name| name.trim_end_matches('.')));
                assert!(found.iter().all(|(_, identity)| *identity == Identity::Named), "{found:?}");
            }
        }
    }

    #[test]
    fn a_name_is_shortened_as_writers_do() {
        for (first, second) in [
            ("Kamala Devi Harris", "Harris"),
            ("Kamala Devi Harris", "Kamala Harris"),
            ("Kamala D. Harris", "Kamala Harris"),
            ("John Michael Smith", "John M. Smith"),
            ("John Michael Smith", "J. Smith"),
            ("John Smith Jr.", "John Smith"),
            ("J. Edgar Hoover", "Edgar Hoover"),
            ("Marine Le Pen", "Le Pen"),
            ("Ursula von der Leyen", "Leyen"),
            ("Osama bin Laden", "Bin Laden"),
        ] {
            for found in sources(first, second, "") {
                assert_eq!(found, [(first.to_owned(), Identity::Named)], "{second}");
            }
        }
    }

    #[test]
    fn who_is_introduced_twice_is_two_people() {
        let two = sources("John Michael Smith, the mayor,", "John Smith, a baker,", "Smith said that it was late.");
        let identities: Vec<_> = two[0].iter().map(|(_, identity)| *identity).collect();
        assert_eq!(identities, [Identity::Named, Identity::Named, Identity::Unresolved]);
        let one = sources("John Michael Smith, the mayor,", "Mayor John Smith", "");
        assert_eq!(one[0].len(), 1, "{one:?}");
        let one = sources("John Michael Smith, the mayor,", "John Smith", "");
        assert_eq!(one[0].len(), 1, "{one:?}");
    }

    #[test]
    fn a_surname_of_two_is_nobodys() {
        for (first, second, surname) in [
            ("Kamala Devi Harris", "Devi Harris", "Harris"),
            ("Marine Le Pen", "Jean-Marie Le Pen", "Le Pen"),
            ("John M. Smith", "John P. Smith", "Smith"),
        ] {
            for found in sources(first, second, &format!("{surname} said that it was late.")).into_iter().take(1) {
                assert_eq!(found[2].1, Identity::Unresolved, "{found:?}");
            }
        }
        // Of three names, the short one may be that of each.
        let [found, _] = sources("John M. Smith", "John P. Smith", "John Smith said that it was late.");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn what_the_text_uses_as_a_noun_is_a_title() {
        let [found, _] = sources("Winger Salah Obi", "Salah Obi", "The winger left.");
        assert_eq!(found, [("Salah Obi".to_owned(), Identity::Named)]);
        let [_, found] = sources("Platzwart Jan Vogel", "Jan Vogel", "Der Platzwart ging.");
        assert_eq!(found, [("Jan Vogel".to_owned(), Identity::Named)]);
        let [found, _] = sources("Vermonter Ruth Obi", "Obi", "Why Nobody Reads Ruth Obi. Ruth Obi left.");
        assert_eq!(found, [("Ruth Obi".to_owned(), Identity::Named)]);
        let [found, _] = sources("Winona Salah Obi", "Salah Obi", "It was late.");
        assert_eq!(found.len(), 2);
    }
}
