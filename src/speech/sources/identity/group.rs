//! Names of groups and outlets, and whether a person is named beside them.

use std::ops::Range;

use super::Phrase;
use crate::speech::lexicon::Classes;
use crate::speech::reading::SourceKind;
use crate::speech::sources::names::Name;

/// After a title so many words, less one, are the name of somebody, whatever an outlet is called.
const MAX_TITLED: usize = 3;

impl Phrase<'_> {
    /// What has a name and is no person: an outlet, a ministry.
    pub(super) fn group(&self) -> Option<(Option<SourceKind>, Range<usize>)> {
        let start = self.head.start + usize::from(self.is(self.head.start, Classes::ARTICLE));
        let words = start..self.head.end;
        let is_name =
            |at: usize| self.syntax.units[at].is_capital() || self.is(at, Classes::PREPOSITION | Classes::ARTICLE);
        let has = |classes| words.clone().any(|at| self.is(at, classes) && self.syntax.units[at].is_capital());
        if words.is_empty()
            || words.len() == 1 && self.is(words.start, Classes::PEOPLE)
            || self.is_described(words.clone())
            || !words.clone().all(|at| is_name(at) || self.is(at, Classes::AND))
        {
            return None;
        }
        if self.syntax.lexicon.traits.has_capital_nouns && !self.is_proper(words.clone()) {
            return None;
        }
        let is_personal = self.is_personal(words.clone()) || self.is_member();
        let is_firm = self.syntax.is_firm(&words);
        let kind = if has(Classes::OUTLET) && !is_personal && !is_firm {
            Some(SourceKind::Outlet)
        } else if (has(Classes::GROUP) || is_firm && has(Classes::OUTLET)) && !is_personal {
            Some(SourceKind::Organization)
        } else if words.clone().any(|at| self.word(at) == "&") {
            None
        } else {
            return None;
        };
        Some((kind, words))
    }

    /// Whether words are what somebody is, and no name of a group: `News Anchor`, but `Department of Justice`.
    fn is_described(&self, words: Range<usize>) -> bool {
        let last = words.end - 1;
        let is_person = self.is(last, Classes::ROLE | Classes::NAMELESS);
        is_person
            && !self.is(last, Classes::OUTLET | Classes::GROUP)
            && !words.clone().any(|at| self.is(at, Classes::TIGHT))
    }

    /// Whether words are a name where every noun has a capital: an outlet's own name, or a word that no list has.
    fn is_proper(&self, words: Range<usize>) -> bool {
        let is_own = |at: usize| self.is(at, Classes::OUTLET) && !self.is(at, Classes::GROUP);
        words.clone().any(is_own) || words.len() > 1 && words.clone().any(|at| self.syntax.units[at].is_plain_name())
    }

    /// Whether somebody is named before the group that they are of: `Professor Anton Weiss of the Dam Institute`.
    fn is_member(&self) -> bool {
        let core = self.core();
        let known = Classes::TITLE | Classes::ROLE | Classes::GROUP | Classes::OUTLET;
        let is_of = self.is(core.end, Classes::TIGHT) && !["for", "to"].contains(&self.word(core.end));
        let name = Name::ending(self.syntax, core.clone()).filter(|_| is_of && core.end < self.head.end);
        name.is_some_and(|name| {
            let is_whole =
                name.is_full() && name.units.start == core.start && !self.syntax.lexicon.traits.has_capital_nouns;
            (name.is_titled || is_whole) && !name.units.clone().any(|at| self.is(at, known))
        })
    }

    /// Whether words begin with a title or a first name.
    fn is_personal(&self, words: Range<usize>) -> bool {
        let first = Classes::MALE | Classes::FEMALE | Classes::TITLE;
        let is_last = |at: &usize| self.is(*at, Classes::TITLE | Classes::ROLE);
        let group = Classes::OUTLET | Classes::GROUP;
        let title = words.clone().rev().find(is_last);
        let follows = title.is_some_and(|title| {
            title + 1 < words.end && !(title..words.end).any(|at| self.is(at, group) && !self.is(at, first))
        });
        // `Cllr Ed Fox`
        let is_title = |at: &usize| self.is(*at, Classes::TITLE) && !self.is(*at, group);
        let titled = words.clone().rev().find(is_title).map_or(words.end..words.end, |title| title + 1..words.end);
        let has_group = titled.clone().any(|at| self.is(at, Classes::GROUP | Classes::TIGHT));
        let is_titled = (1..MAX_TITLED).contains(&titled.len()) && !has_group;
        let is_one = is_titled && titled.rev().skip(1).all(|at| !self.is(at, Classes::OUTLET));
        is_one || follows || words.len() > 1 && self.is(words.start, first) && !self.is(words.end - 1, group)
    }
}
