//! Who speaks in the paragraphs of transcripts and interviews: `SMITH: …`, `Ada Moss: …`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexicon::Classes;
use super::syntax::{Syntax, Unit};
use super::tokens::{Case, Sign};

/// How many units a name in a transcript may have, with its colon.
const MAX_SPEAKER: usize = 5;
/// Words that say that somebody is interviewed. Without one, who says `I` may be the writer.
const TALKS: [&str; 16] = [
    "interview",
    "interviews",
    "interviewed",
    "conversation",
    "q&a",
    "spoke",
    "speaks",
    "talked",
    "talks",
    "answers",
    "answered",
    "gespräch",
    "interviewt",
    "spricht",
    "sprach",
    "beantwortet",
];
/// How many units the time of a message has, with the dash after it.
const MAX_TIME: usize = 10;

impl<'t> Syntax<'t> {
    /// The name with which a paragraph of a transcript begins, before a colon: `SMITH: …`.
    pub(super) fn speaker(&self, paragraph: usize) -> Option<Range<usize>> {
        self.label(paragraph, |unit| unit.token.case == Case::Shouted)
    }

    /// The name with which a paragraph of an interview or a message of a chat begins, before a colon: `Ada Moss: …`.
    pub(super) fn interviewee(&self, paragraph: usize) -> Option<Range<usize>> {
        let label = self.label(paragraph, Unit::is_capital)?;
        let name = self.extent(&label)?;
        self.speakers.contains(self.slice(name)).then_some(label)
    }

    /// The name with which somebody's paragraph begins, whichever it is.
    pub(super) fn label_of(&self, paragraph: usize) -> Option<Range<usize>> {
        self.interviewee(paragraph).or_else(|| self.speaker(paragraph))
    }

    /// The words with which a paragraph begins, before a colon and after the time of a message.
    fn label(&self, paragraph: usize, is_part: impl Fn(&Unit) -> bool) -> Option<Range<usize>> {
        let block = self.blocks.get(paragraph)?.clone();
        let start = self.after_time(&block);
        let mut units = (start..block.end).take(MAX_SPEAKER);
        let colon = units.find(|&at| !self.units[at].is_word())?;
        let is_named = self.units[start..colon].iter().all(|unit| is_part(unit) && !unit.is(Classes::HEADING));
        // Behind the names in a table of votes are numbers.
        let has_words = |said| self.slice(said).contains(char::is_alphabetic);
        let is_followed =
            self.units[colon].is_mark(Sign::Colon) && self.extent(&(colon + 1..block.end)).is_some_and(has_words);
        (colon > start && is_named && is_followed).then_some(start..colon)
    }

    /// Where a paragraph begins after the time of a message: `[02/03/2026, 03:58] Ada: Yes.`, `02.03.26, 03:58 - Ada:
    /// Yes.`
    fn after_time(&self, block: &Range<usize>) -> usize {
        let is_number = |unit: &Unit| unit.is_plain() && unit.token.kind == Sign::Number;
        let Some(first) = self.units.get(block.start).filter(|_| !block.is_empty()) else { return block.start };
        if first.is_bracketed && self.words(first).starts_with('[') && self.words(first).contains(char::is_numeric) {
            return block.start + 1;
        }
        let near = block.clone().take(MAX_TIME);
        let dash = near.clone().find(|&at| self.units[at].is_mark(Sign::Dash));
        let is_time = |at: usize| is_number(&self.units[at]) || !self.units[at].is_word();
        let is_stamp = is_number(first) && near.take_while(|&at| Some(at) != dash).all(is_time);
        dash.filter(|_| is_stamp).map_or(block.start, |dash| dash + 1)
    }

    /// The mark after the letter or word with which a paragraph of an interview begins: `Q:`, `A.`.
    fn turn(&self, paragraph: usize, kind: Classes) -> Option<usize> {
        let block = self.blocks.get(paragraph)?.clone();
        let label = self.units.get(block.start).filter(|unit| unit.is_capital())?;
        let word = self.words(label);
        let is_label = self.lexicon.entry(word.trim_end_matches('.')).classes.has_any(kind);
        let mark = if word.ends_with('.') { block.start } else { block.start + 1 };
        let ends = |unit: &Unit| mark == block.start || unit.is_mark(Sign::Colon) || unit.is_mark(Sign::Stop);
        (is_label && mark + 1 < block.end && ends(&self.units[mark])).then_some(mark)
    }

    /// The first paragraph of an interview with `Q:` and `A:`: it has two questions at least, and two answers.
    pub(super) fn first_question(&self) -> Option<usize> {
        let turns = |kind| (0..self.blocks.len()).filter(move |&paragraph| self.turn(paragraph, kind).is_some());
        let first = turns(Classes::ASKED).next()?;
        let answers = || turns(Classes::ANSWERED).filter(|&answer| answer > first);
        (turns(Classes::ASKED).nth(1).is_some() && answers().nth(1).is_some()).then_some(first)
    }

    /// The paragraphs of an interview that has no marks, and whether each is an answer: at least two are questions, one
    /// speaks to `you`, and each is followed by an answer, of which half at least are about `I` or `we`. What is behind
    /// the first paragraph of an answer may be the writer's.
    pub(super) fn asked_and_answered(&self) -> BTreeMap<usize, bool> {
        let has = |paragraph: usize, known: Classes| {
            self.units[self.blocks[paragraph].clone()].iter().any(|unit| unit.is(known))
        };
        let asks = |&paragraph: &usize| {
            let block = &self.units[self.blocks[paragraph].clone()];
            block.last().is_some_and(|last| last.is_mark(Sign::Question)) && !block.iter().any(Unit::is_quotation)
        };
        let questions: Vec<_> = (1..self.blocks.len()).filter(asks).collect();
        let answers: Vec<_> = questions.iter().map(|question| question + 1).collect();
        let are_answered = answers.iter().all(|answer| *answer < self.blocks.len() && !questions.contains(answer));
        let about = answers.iter().filter(|&&answer| are_answered && has(answer, Classes::ME)).count();
        let is_spoken_to = questions.iter().any(|&question| has(question, Classes::YOU));
        let lead = self.blocks[..questions.first().copied().unwrap_or_default()]
            .iter()
            .flat_map(|block| &self.units[block.clone()]);
        let is_talk = { lead }.any(|unit| TALKS.contains(&&*self.words(unit).to_lowercase()));
        if questions.len() < 2 || !is_talk || !are_answered || !is_spoken_to || 2 * about < answers.len() {
            return BTreeMap::new();
        }
        questions
            .into_iter()
            .map(|question| (question, false))
            .chain(answers.into_iter().map(|answer| (answer, true)))
            .collect()
    }

    /// Where an interview begins, with marks or without.
    pub(super) fn first_asked(&self) -> Option<usize> {
        self.questions.or_else(|| self.unmarked.keys().next().copied())
    }

    /// Whether a paragraph is a question of such an interview.
    pub(super) fn is_question(&self, paragraph: usize) -> bool {
        self.unmarked.get(&paragraph) == Some(&false)
            || self.questions.is_some() && self.turn(paragraph, Classes::ASKED).is_some()
    }

    /// The mark before an answer of such an interview.
    pub(super) fn answer(&self, paragraph: usize) -> Option<usize> {
        self.questions.filter(|&first| paragraph > first)?;
        self.turn(paragraph, Classes::ANSWERED)
    }

    /// Who speaks in an interview or a chat: at least two, each at least twice, and one of them with a first name or a
    /// title, or after a time.
    pub(super) fn interviewed(&self) -> BTreeSet<&'t str> {
        let mut counts = BTreeMap::<_, u32>::new();
        let mut is_anybody = false;
        for paragraph in 0..self.blocks.len() {
            let Some(label) = self.label(paragraph, Unit::is_capital) else { continue };
            let first = &self.units[label.start];
            let is_message = label.start > self.blocks[paragraph].start;
            is_anybody |=
                is_message || label.len() > 1 && first.is(Classes::MALE | Classes::FEMALE | Classes::ABBREVIATION);
            let Some(name) = self.extent(&label).map(|name| self.slice(name)) else { continue };
            *counts.entry(name).or_default() += 1;
        }
        counts.retain(|name, count| *count > 1 && name.chars().nth(1).is_some());
        let is_interview = is_anybody && counts.len() > 1;
        counts.into_keys().filter(|_| is_interview).collect()
    }
}
