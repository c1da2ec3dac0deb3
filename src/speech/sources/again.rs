//! Somebody without a name who is mentioned again: the same person where that is certain, and otherwise unknown.
//! Two anonymous sources of a text must not look independent if they may be one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Known;
use super::identity::Who;
use crate::speech::lexicon::Classes;
use crate::speech::reading::Identity;
use crate::speech::syntax::Syntax;

/// The people without names in a text, by the words for what they are.
pub(super) struct Unnamed<'p> {
    syntax: &'p Syntax<'p>,
    /// Where each word for people is, in the order of the text.
    words: BTreeMap<String, Vec<usize>>,
    /// For each such word the sources that it was used for.
    by_noun: BTreeMap<String, Vec<Person>>,
    /// Their descriptions.
    described: BTreeMap<String, usize>,
}

/// A source without a name, and how often its noun was used for it.
#[derive(Clone, Copy)]
struct Person {
    voice: usize,
    uses: usize,
}

/// Whom a mention means.
pub(super) enum Again {
    /// A source that is known.
    Same(usize),
    /// It may be one that is known.
    Perhaps,
    New,
}

impl<'p> Unnamed<'p> {
    pub(super) fn new(syntax: &'p Syntax<'p>) -> Self {
        let mut words: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let people = Classes::ROLE | Classes::PEOPLE;
        for (at, unit) in syntax.units.iter().enumerate().filter(|(_, unit)| unit.is(people)) {
            words.entry(syntax.words(unit).to_lowercase()).or_default().push(at);
        }
        Self { syntax, words, by_noun: BTreeMap::new(), described: BTreeMap::new() }
    }

    /// Whom a mention means, given by its units.
    pub(super) fn find(&mut self, who: &Who, units: &Range<usize>, all: &[Known]) -> Again {
        let Some(noun) = who.noun else { return Again::New };
        let word = self.word(noun);
        let earlier = self.by_noun.get(&word).map_or(&[][..], Vec::as_slice);
        if who.is_definite {
            let same = match earlier {
                [one] if !self.is_part(who) => self.is_certain(*one, &word, who, noun, units, all).then_some(one.voice),
                _ => None,
            };
            let many = earlier.len();
            return match same {
                Some(voice) => {
                    self.by_noun.entry(word).and_modify(|people| people.iter_mut().for_each(|one| one.uses += 1));
                    Again::Same(voice)
                }
                None if many > 0 || self.has_other_number(&word) => Again::Perhaps,
                None => Again::New,
            };
        }
        let is_described = self.described.contains_key(&self.description(who));
        if is_described { Again::Perhaps } else { Again::New }
    }

    /// Remembers a source without a name.
    pub(super) fn add(&mut self, who: &Who, voice: usize) {
        let Some(noun) = who.noun.filter(|_| who.identity == Identity::Anonymous) else { return };
        let (word, description) = (self.word(noun), self.description(who));
        self.by_noun.entry(word).or_default().push(Person { voice, uses: 1 });
        self.described.entry(description).or_insert(voice);
    }

    fn word(&self, at: usize) -> String {
        self.syntax.units.get(at).map(|unit| self.syntax.words(unit).to_lowercase()).unwrap_or_default()
    }

    /// The words for somebody in small letters, without an article.
    fn description(&self, who: &Who) -> String {
        let is_article = |at: usize| self.syntax.units[at].is(Classes::ARTICLE);
        let words = who.label.clone().filter(|&at| !is_article(at)).map(|at| self.word(at));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Whether somebody is one of several: `one of the officials`, after `two officials`.
    fn is_part(&self, who: &Who) -> bool {
        self.syntax.units.get(who.label.start).is_some_and(|first| first.is(Classes::INDEFINITE))
    }

    /// Whether nobody else whom the noun may mean was mentioned before, and nothing more is said than of the first.
    fn is_certain(&self, one: Person, word: &str, who: &Who, noun: usize, units: &Range<usize>, all: &[Known]) -> bool {
        let before =
            |word: &str| self.words.get(word).map_or(0, |places| places.partition_point(|&at| at < units.start));
        let is_alone = before(word) == one.uses && before(&format!("{word}s")) == 0;
        let first = &all[one.voice].who;
        let is_known = |at: usize| first.label.clone().any(|known| self.word(known) == self.word(at));
        let is_plain = who.label.end == noun + 1 && (who.label.start + 1..noun).all(is_known);
        is_alone && is_plain && first.identity == Identity::Anonymous
    }

    /// Whether somebody was described with the same word in the plural, or the singular.
    fn has_other_number(&self, word: &str) -> bool {
        let single = word.strip_suffix('s').unwrap_or(word);
        self.by_noun.contains_key(single) || self.by_noun.contains_key(&format!("{word}s"))
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, Reading, read};
    use crate::text::Text;

    /// The identity and label of the source of each attribution.
    fn sources(text: &str) -> Vec<(Identity, String)> {
        let reading: Reading = read(&Text::new(text));
        let voices = reading.attributions.iter().filter_map(|one| one.voice);
        voices.map(|at| (reading.sources[at].identity, reading.sources[at].label.untrusted().to_owned())).collect()
    }

    const FIRST: &str = "A US official said on Monday that the talks had failed.";

    #[test]
    fn one_who_is_certainly_the_same_is_one_source() {
        for second in [
            "The official said that they would not resume.",
            "“They will not resume,” the official said.",
            "The US official added that they would not resume.",
            "The official, who spoke on condition of anonymity, said that they would not resume.",
        ] {
            let text = format!("{FIRST} {second}");
            let expected = (Identity::Anonymous, "A US official".to_owned());
            assert_eq!(sources(&text), [expected.clone(), expected], "{text}");
            let reading = read(&Text::new(text));
            assert_eq!(reading.sources.len(), 1);
            assert_eq!(reading.sources[0].reason.is_some(), second.contains("anonymity"));
        }
    }

    /// Words for somebody who says two things in one sentence are one source.
    #[test]
    fn one_mention_is_one_source() {
        for (words, identity) in [
            ("A US official", Identity::Anonymous),
            ("He", Identity::Unresolved),
            ("The senior official", Identity::Unresolved),
        ] {
            let text = format!("{words} said on Monday that the talks had failed, adding that they would not resume.");
            let reading = read(&Text::new(text));
            let voices: Vec<_> = reading.attributions.iter().map(|one| one.voice).collect();
            assert_eq!((voices, reading.sources.len()), (vec![Some(0), Some(0)], 1), "{words}");
            assert_eq!(reading.sources[0].identity, identity, "{words}");
        }
        let text = format!("{} The official said that it was late.", FIRST.replace('.', ", adding that it rained."));
        assert!(sources(&text).iter().all(|one| one.1 == "A US official"), "{:?}", sources(&text));
    }

    #[test]
    fn one_who_may_be_the_same_is_not_a_second_anonymous_source() {
        for second in [
            "The senior official said that they would not resume.",
            "The senior official, who spoke on condition of anonymity, said that they would not resume.",
            "A US official said that they would not resume.",
            "He met an official in Bern. The official said that they would not resume.",
            "Other officials were there. The official said that they would not resume.",
            "One of the officials said that they would not resume.",
        ] {
            let text = format!("{FIRST} {second}");
            let found = sources(&text);
            assert_eq!(found[0].0, Identity::Anonymous, "{text}");
            assert_eq!(found.last().unwrap().0, Identity::Unresolved, "{text}\n{found:?}");
        }
    }

    #[test]
    fn another_one_is_another() {
        for second in [
            "Another US official said that they would not resume.",
            "A second official said that they would not resume.",
            "A French diplomat said that they would not resume.",
        ] {
            let text = format!("{FIRST} {second}");
            let found = sources(&text);
            assert_eq!((found[0].0, found[1].0), (Identity::Anonymous, Identity::Anonymous), "{text}");
            assert_ne!(found[0].1, found[1].1);
        }
        let named =
            "Ada Moss, a city official, said that the talks had failed. The official said that they would go on.";
        assert_eq!(sources(named)[1].0, Identity::Unresolved);
    }

    #[test]
    fn who_is_of_a_group_is_not_the_group() {
        for name in ["Professor Anton Weiss", "Anton Weiss", "Minister Anton Weiss", "Mr. Anton Weiss"] {
            let text = format!("{name} of the Dam Safety Institute said that it leaks. Weiss said that it is old.");
            let expected = (Identity::Named, "Anton Weiss".to_owned());
            assert_eq!(sources(&text), [expected.clone(), expected], "{text}");
        }
        for name in ["Bank of England", "Attorney General of the Green Party", "Green Party of England"] {
            assert_eq!(sources(&format!("The {name} said that it leaks."))[0].1, name);
        }
    }

    #[test]
    fn a_firm_of_several_names_is_one_source() {
        for text in ["Smith & Sons said that it leaks.", "On Monday, “It leaks,” Smith & Sons said."] {
            assert_eq!(sources(text), [(Identity::Named, "Smith & Sons".to_owned())], "{text}");
        }
        assert_eq!(sources("Halvard & Co said that it leaks."), [(Identity::Named, "Halvard & Co".to_owned())]);
    }

    #[test]
    fn why_somebody_is_not_named_is_no_claim() {
        for text in [
            "A nurse, who declined to be named for fear of losing her job, said that the beds were full.",
            "The beds were full, said a nurse who asked not to be named because the matter is private.",
            "“The beds are full,” said a nurse who asked not to be named because the matter is private.",
            "“The beds are full,” a nurse who asked not to be named told the council.",
            "A nurse, who requested anonymity, said that the beds were full.",
        ] {
            let reading = read(&Text::new(text));
            assert_eq!(reading.attributions.len(), 1, "{text}\n{:#?}", reading.attributions);
            assert_eq!(reading.sources.len(), 1, "{text}");
            assert_eq!(reading.sources[0].identity, Identity::Anonymous, "{text}");
            assert!(reading.sources[0].reason.is_some(), "{text}");
        }
    }

    #[test]
    fn a_reason_that_says_so_wins_over_a_description() {
        let first = "An official familiar with the dam said that it was cracked.";
        let because = "on condition of anonymity because the inquiry is not public";
        for text in [
            "Two officials with knowledge of the dam told reporters on condition of anonymity that it was cracked."
                .to_owned(),
            format!("“It is cracked,” said two officials with knowledge of the dam, speaking {because}."),
            format!("An official familiar with the dam, who spoke {because}, said that it was cracked."),
            format!("{first} The official, who spoke {because}, said that it leaks."),
        ] {
            let reading = read(&Text::new(&*text));
            assert_eq!(reading.sources.len(), 1, "{text}\n{:#?}", reading.sources);
            let reason = reading.sources[0].reason.as_ref().unwrap().untrusted();
            assert!(reason.contains("on condition of anonymity"), "{text}\n{reason}");
        }
        let text = "An official familiar with the dam said that Ada Moss had declined to be named.";
        assert_eq!(read(&Text::new(text)).sources[0].reason, Some(Text::new("familiar with the dam")));
    }

    #[test]
    fn one_of_two_is_not_both() {
        let text = "Two officials with knowledge of the dam said that it was cracked. One of the officials, who spoke on \
                    condition of anonymity because the inquiry is not public, said that the cracks were deep.";
        let reading = read(&Text::new(text));
        assert_eq!(reading.sources.len(), 2, "{:#?}", reading.sources);
        assert_eq!(reading.sources[0].reason, Some(Text::new("knowledge of the dam")));
        assert_eq!(reading.sources[1].identity, Identity::Unresolved);
    }

    #[test]
    fn a_reason_ends_with_its_clause() {
        let reason = |text: &str| -> String {
            let reading = read(&Text::new(text));
            let mut reasons = reading.sources.iter().filter_map(|source| source.reason.as_ref());
            reasons.next().map(|reason| reason.untrusted().to_owned()).unwrap_or_default()
        };
        for (text, expected) in [
            (
                "An aide spoke on condition of anonymity that the talks had failed. An aide who spoke on condition of \
                 anonymity said that the talks had failed.",
                "spoke on condition of anonymity",
            ),
            ("A diplomat told CNN on condition of anonymity that the talks had failed.", "on condition of anonymity"),
            (
                "A diplomat spoke on condition of anonymity and said that the talks had failed.",
                "spoke on condition of anonymity",
            ),
            (
                "A diplomat said on condition of anonymity on Monday that the talks had failed.",
                "on condition of anonymity",
            ),
            (
                "An aide who was not authorized to speak publicly told CNN that the talks had failed.",
                "was not authorized to speak",
            ),
            (
                "An aide, who asked not to be named because the talks are private, said that they had failed.",
                "asked not to be named because the talks are private",
            ),
        ] {
            assert_eq!(reason(text), expected, "{text}");
        }
    }
}
