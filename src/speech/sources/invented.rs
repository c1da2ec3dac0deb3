//! People who are only in a film or a novel: those an actor plays, and those who speak in a review of it.

use std::collections::BTreeSet;

use super::Known;
use super::names::Name;
use crate::speech::lexicon::{Classes, Form};
use crate::speech::reading::{Attribution, Extent, Identity, Tier};
use crate::speech::syntax::{Syntax, Unit};
use crate::speech::tokens::Sign;

/// So many different words of the stage has a text about what is invented.
const WORDS: usize = 3;
/// A review says so in one of its first paragraphs.
const FIRST: usize = 2;
/// How many units are between "stars" and "as", at most.
const NEAR: usize = 8;
/// Before "as", these say that somebody is played, and right before a name they are its title.
const STARS: [&str; 6] = ["star", "stars", "starring", "cast", "casts", "appears"];

/// What a text is about.
pub(super) struct Stage<'p> {
    syntax: &'p Syntax<'p>,
    is_review: bool,
}

impl<'p> Stage<'p> {
    /// The stage that a text is about, if it is about one.
    pub(super) fn of(syntax: &'p Syntax<'p>) -> Option<Self> {
        let stage = Classes::STAGE | Classes::FICTION;
        let word = |unit: &Unit| unit.is(stage).then(|| syntax.words(unit).to_lowercase());
        let words: BTreeSet<String> = syntax.units.iter().filter_map(word).collect();
        let first = syntax.blocks.get(..FIRST).or(Some(&syntax.blocks))?.last()?.end;
        let is_review = |unit: &Unit| syntax.words(unit).eq_ignore_ascii_case("review");
        let is_review = syntax.units[..first].iter().any(is_review);
        (words.len() >= WORDS).then_some(Self { syntax, is_review })
    }

    fn is(&self, at: Option<usize>, classes: Classes) -> bool {
        at.and_then(|at| self.syntax.units.get(at)).is_some_and(|unit| unit.is(classes))
    }

    fn is_word(&self, at: Option<usize>, word: &str) -> bool {
        at.and_then(|at| self.syntax.units.get(at))
            .is_some_and(|unit| self.syntax.words(unit).eq_ignore_ascii_case(word))
    }

    /// Whether somebody with this name is played, or told of in a novel.
    pub(super) fn has(&self, name: &Name) -> bool {
        let before = self.before_role(name.units.start);
        // `plays the mayor, Gus Lind`
        let is_comma = before.is_some_and(|at| self.syntax.units[at].is_mark(Sign::Comma));
        let before = if is_comma { before.and_then(|comma| self.before_role(comma)) } else { before };
        let is_part = self.is_word(before, "as") && before.is_some_and(|at| self.is_played_before(at));
        self.is(before, Classes::HERO | Classes::PLAYING) || is_part || self.is_played_after(name)
    }

    /// The unit before what somebody is, which ends at a unit: before `the mayor`.
    fn before_role(&self, end: usize) -> Option<usize> {
        let what = Classes::TITLE | Classes::ROLE | Classes::ARTICLE;
        let is_role = |at: usize| self.is(Some(at), what) && !self.is(Some(at), Classes::HERO | Classes::PLAYING);
        (0..end).rev().find(|&at| !is_role(at))
    }

    fn is_played_before(&self, at: usize) -> bool {
        let stars = |at: usize| STARS.iter().any(|word| self.is_word(Some(at), word));
        (at.saturating_sub(NEAR)..at).any(|at| self.is(Some(at), Classes::PLAYING) || stars(at))
    }

    /// `Anna Holt, played by Kate Moor`, and in a review `Anna Holt (Kate Moor)`.
    fn is_played_after(&self, name: &Name) -> bool {
        let Some(next) = self.syntax.units.get(name.units.end) else { return false };
        let played = name.units.end + usize::from(next.is_mark(Sign::Comma));
        let is_played = self.syntax.has_words(played..self.syntax.units.len(), &["played", "by"]);
        is_played || self.is_review && next.is_bracketed && self.is_cast(self.syntax.words(next))
    }

    /// Whether brackets have nothing but the name of somebody: two or three words with capitals.
    fn is_cast(&self, bracketed: &str) -> bool {
        let inner = bracketed.trim_matches(['(', ')']);
        let inner = inner.strip_prefix("played by ").unwrap_or(inner);
        let words: Vec<_> = inner.split(' ').collect();
        let unlike = Classes::OUTLET | Classes::GROUP | Classes::PLACE | Classes::MONTH;
        let is_name = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word.contains(char::is_lowercase)
                && word.chars().all(|letter| letter.is_alphabetic() || ".-'’".contains(letter))
                && !self.syntax.lexicon.entry(word).classes.has_any(unlike)
        };
        (2..4).contains(&words.len()) && words.iter().all(is_name)
    }

    /// Leaves open in a review who speaks in the present without a whole name: it may be somebody in what is reviewed.
    pub(super) fn doubt(&self, attributions: &mut [Attribution], sources: &mut [Known]) {
        for attribution in attributions.iter_mut() {
            let Some(known) = attribution.voice.and_then(|voice| sources.get_mut(voice)) else { continue };
            let is_played = attribution.source.is_some_and(|source| self.is_played_in(source));
            attribution.is_denied |= is_played;
            let is_open = self.is_review && !known.is_full() && attribution.cue.is_some_and(|cue| self.is_now(cue));
            if is_open && known.source.identity == Identity::Named && known.who.name.is_some() {
                known.source.identity = Identity::Unresolved;
            }
            if is_played || is_open {
                attribution.tier = Tier::Likely;
            }
        }
    }

    fn is_played_in(&self, source: Extent) -> bool {
        let units = self.syntax.units_in(source);
        units.clone().any(|at| self.syntax.has_words(at..units.end, &["played", "by"]))
    }

    /// Whether a verb is in the present, the tense in which fiction is summed up.
    fn is_now(&self, cue: Extent) -> bool {
        let mut verbs = self.syntax.units[self.syntax.units_in(cue)].iter().filter_map(Unit::verb);
        verbs.next_back().is_some_and(|verb| matches!(verb.form, Form::Present | Form::Base))
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, Tier, read};
    use crate::text::Text;

    const REVIEW: &str = "Review: The Long Night is a thriller without a plot\n\nThe new film, directed by Olaf Brenner, stars Kate \
                          Moor as Detective Anna Holt. Ben Stone plays the mayor, Gus Lind. Its narrator, Tomas, is dead.";

    #[test]
    fn whoever_is_played_says_nothing() {
        for said in [
            "Holt says that the case is closed, and nobody believes her.",
            "Anna Holt says that the case is closed, and nobody believes her.",
            "“The case is closed,” Tomas says in the end of it.",
            "Gus Lind said that the case was closed, and nobody believed him.",
            "The sheriff, played by Ron Vale, says that the case is closed, and nobody believes him.",
            "Ellen Marsh (Mary Cole) says that the case is closed, and nobody believes her.",
        ] {
            let reading = read(&Text::new(format!("{REVIEW}\n\n{said}")));
            let one = reading.attributions.last().unwrap_or_else(|| panic!("{said}"));
            assert!(one.is_denied && one.tier == Tier::Likely, "{said}\n{one:#?}");
            let source = &reading.sources[one.voice.unwrap()];
            assert_ne!(source.identity, Identity::Named, "{said}");
        }
    }

    #[test]
    fn who_speaks_in_a_review_without_a_whole_name_may_be_in_what_is_reviewed() {
        for said in
            ["“The case is closed,” the sheriff says.", "Ines says that the case is closed, and nobody hears her."]
        {
            let reading = read(&Text::new(format!("{REVIEW}\n\n{said}")));
            let one = reading.attributions.last().unwrap_or_else(|| panic!("{said}"));
            assert_eq!((one.is_denied, one.tier), (false, Tier::Likely), "{said}");
            assert_ne!(reading.sources[one.voice.unwrap()].identity, Identity::Named, "{said}");
        }
    }

    #[test]
    fn who_makes_a_film_says_what_it_says() {
        let news =
            "The film star sued the director over a scene in the film.\n\nKate Moor plays on Monday in Bern as usual.";
        for (lead, said) in [
            (REVIEW, "Brenner has said that he wrote the script in a week, and it shows in the end."),
            (REVIEW, "“We ran out of money,” the star Kate Moor said on Monday in the house."),
            (REVIEW, "Olaf Brenner says that he wrote the script in a week, and it shows in the end."),
            (news, "Kate Moor says that the scene was cut, and the director knew it well."),
            ("", "Anna Holt, played by the press as a villain, left. Anna Holt said that the case was closed there."),
        ] {
            let reading = read(&Text::new(format!("{lead}\n\n{said}")));
            let one = reading.attributions.last().unwrap_or_else(|| panic!("{said}"));
            assert_eq!((one.is_denied, one.tier), (false, Tier::Sure), "{said}\n{one:#?}");
            assert_eq!(reading.sources[one.voice.unwrap()].identity, Identity::Named, "{said}");
        }
    }
}
