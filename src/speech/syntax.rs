//! A text as patterns see it: sentences of units, where a quotation is one unit, and so is what is in brackets.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::firms;
use super::homonyms;
use super::lexicon::{Classes, Lexicon, VerbForm};
use super::paragraphs::paragraphs;
use super::particles;
use super::publication::Own;
use super::quotations::{self, Quotation};
use super::reading::Extent;
use super::tokens::{Sign, Token, tokens};

/// How many tokens brackets may hold to be one unit.
const MAX_BRACKETED: usize = 60;
/// How many units a sentence may have: one that is longer is cut, so that the work on each is bounded.
const MAX_SENTENCE: usize = 250;
/// How far a verb of speech may be from a quotation that asks or shouts, in units, to be in its sentence.
const NEAR: usize = 9;

/// A word, a mark, a quotation or what is in brackets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) token: Token,
    /// The place of the quotation that it is.
    pub(super) quotation: Option<u32>,
    pub(super) is_bracketed: bool,
}

impl Unit {
    pub(super) fn is_quotation(&self) -> bool {
        self.quotation.is_some()
    }

    pub(super) fn is_plain(&self) -> bool {
        self.quotation.is_none() && !self.is_bracketed
    }

    pub(super) fn is_word(&self) -> bool {
        self.is_plain() && self.token.is_word()
    }

    pub(super) fn is_mark(&self, kind: Sign) -> bool {
        self.is_plain() && self.token.kind == kind
    }

    pub(super) fn is(&self, classes: Classes) -> bool {
        self.is_plain() && self.token.is(classes)
    }

    pub(super) fn verb(&self) -> Option<VerbForm> {
        self.token.verb().filter(|_| self.is_plain())
    }

    pub(super) fn is_capital(&self) -> bool {
        self.is_plain() && self.token.is_capital()
    }

    /// Whether it is a word with a capital that no list has.
    pub(super) fn is_plain_name(&self) -> bool {
        self.is_capital() && self.token.entry.classes == Classes::default()
    }

    pub(super) fn extent(&self) -> Extent {
        self.token.extent()
    }
}

/// What is known of a quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted {
    pub(super) extent: Extent,
    /// The kind of its last token before the closing mark.
    pub(super) last: Sign,
    pub(super) words: u32,
    /// Whether its first word has a capital letter.
    pub(super) is_capital: bool,
    pub(super) goes_on: bool,
}

/// A sentence, by its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) units: Range<usize>,
    pub(super) paragraph: usize,
}

/// A text in parts.
pub(super) struct Syntax<'t> {
    pub(super) text: &'t str,
    pub(super) lexicon: &'t Lexicon,
    /// The papers that it is from.
    pub(super) own: Own,
    pub(super) paragraphs: Vec<Extent>,
    pub(super) units: Vec<Unit>,
    pub(super) quotations: Vec<Quoted>,
    pub(super) sentences: Vec<Sentence>,
    /// The units of each paragraph.
    pub(super) blocks: Vec<Range<usize>>,
    /// The names before a colon with which paragraphs of an interview begin.
    pub(super) speakers: BTreeSet<&'t str>,
    /// Where an interview begins of which paragraphs begin with `Q:` and `A:`.
    pub(super) questions: Option<usize>,
    /// Paragraphs of an interview without marks, and whether each is an answer.
    pub(super) unmarked: BTreeMap<usize, bool>,
    /// The surnames that come after a first name or a title somewhere, in small letters.
    pub(super) surnames: BTreeSet<String>,
}

impl<'t> Syntax<'t> {
    /// Takes a text apart. Linear.
    pub(super) fn new(text: &'t str, lexicon: &'t Lexicon, own: Own) -> Self {
        let mut syntax = Syntax {
            text,
            lexicon,
            own,
            paragraphs: paragraphs(text),
            units: Vec::new(),
            quotations: Vec::new(),
            sentences: Vec::new(),
            blocks: Vec::new(),
            speakers: BTreeSet::new(),
            questions: None,
            unmarked: BTreeMap::new(),
            surnames: BTreeSet::new(),
        };
        let mut all = Vec::new();
        let mut parts = Vec::with_capacity(syntax.paragraphs.len());
        for &paragraph in &syntax.paragraphs {
            let start = all.len();
            tokens(text, paragraph, lexicon, &mut all);
            firms::tie(text, &mut all[start..], lexicon);
            particles::tie(text, &mut all[start..], lexicon);
            parts.push(start..all.len());
        }
        homonyms::settle(text, &mut all, &parts);
        let quotations = quotations::quotations(&all, &parts, text);
        for (nth, part) in parts.into_iter().enumerate() {
            let starts = |edge: usize| quotations.partition_point(|quotation| quotation.tokens.start < edge);
            let within = starts(part.start)..starts(part.end);
            syntax.add(&all, part, &quotations[within], nth);
        }
        syntax.speakers = syntax.interviewed();
        syntax.questions = syntax.first_question();
        syntax.unmarked = if syntax.questions.is_none() { syntax.asked_and_answered() } else { BTreeMap::new() };
        syntax.surnames = syntax.introduced();
        syntax
    }

    /// Adds a paragraph: its units, its quotations and its sentences.
    fn add(&mut self, tokens: &[Token], part: Range<usize>, quotations: &[Quotation], paragraph: usize) {
        let first = self.units.len();
        let mut quotations = quotations.iter().peekable();
        let mut at = part.start;
        while at < part.end {
            let token = tokens[at];
            let quotation = quotations.next_if(|quotation| quotation.tokens.start == at);
            let end = match quotation {
                Some(quotation) => quotation.tokens.end,
                None if token.kind == Sign::Open => {
                    let limit = quotations.peek().map_or(part.end, |next| next.tokens.start);
                    bracketed(tokens, at..limit.min(at + MAX_BRACKETED))
                }
                None => at + 1,
            };
            let token = Token { end: tokens[end - 1].end, ..token };
            let number = quotation.map(|quotation| {
                self.quotations.push(quoted(tokens, quotation));
                u32::try_from(self.quotations.len() - 1).unwrap_or(u32::MAX)
            });
            let is_bracketed = quotation.is_none() && end > at + 1;
            self.units.push(Unit { token, quotation: number, is_bracketed });
            at = end;
        }
        self.blocks.push(first..self.units.len());
        let mut start = first;
        for at in first..self.units.len() {
            let is_full = at + 1 - start == MAX_SENTENCE;
            if at + 1 == self.units.len() || is_full || self.ends_sentence(at) {
                self.sentences.push(Sentence { units: start..at + 1, paragraph });
                start = at + 1;
            }
        }
    }

    /// The quotation that a unit is.
    pub(super) fn quoted(&self, unit: &Unit) -> Option<&Quoted> {
        self.quotations.get(unit.quotation? as usize)
    }

    pub(super) fn words(&self, unit: &Unit) -> &'t str {
        self.slice(unit.extent())
    }

    pub(super) fn slice(&self, extent: Extent) -> &'t str {
        self.text.get(extent.start as usize..extent.end as usize).unwrap_or_default()
    }

    /// From the first of some units to the last.
    pub(super) fn extent(&self, units: &Range<usize>) -> Option<Extent> {
        let units = self.units.get(units.clone())?;
        Some(Extent { start: units.first()?.extent().start, end: units.last()?.extent().end })
    }

    /// Whether a name with a word for an outlet in it is that of a firm or a body: `Network Rail`, `Independent Office
    /// for Police Conduct`. `News Agency` is an outlet.
    pub(super) fn is_firm(&self, name: &Range<usize>) -> bool {
        let ties = |unit: &Unit| unit.is(Classes::TIGHT) && !unit.is_capital();
        let head = self.units.get(name.clone()).unwrap_or_default().split(ties).next().unwrap_or_default();
        let [.., before, last] = head else { return false };
        let is_news = last.is(Classes::OUTLET) && before.is(Classes::OUTLET);
        before.is_capital() && last.is_capital() && last.is(Classes::FIRM) && !is_news
    }

    /// Whether some units begin with these words, whatever their capitals.
    pub(super) fn has_words(&self, units: Range<usize>, words: &[&str]) -> bool {
        let is_word = |(unit, word): (&Unit, &&str)| self.words(unit).eq_ignore_ascii_case(word);
        self.units.get(units).is_some_and(|units| units.len() >= words.len() && units.iter().zip(words).all(is_word))
    }

    /// The units of a stretch of the text.
    pub(super) fn units_in(&self, extent: Extent) -> Range<usize> {
        let start = self.units.partition_point(|unit| unit.extent().end <= extent.start);
        start..self.units.partition_point(|unit| unit.extent().start < extent.end).max(start)
    }

    /// The words that come after a first name, a title or what somebody is, wherever the text has them: surnames, in
    /// small letters.
    fn introduced(&self) -> BTreeSet<String> {
        let who = Classes::MALE | Classes::FEMALE | Classes::TITLE | Classes::ROLE;
        let pairs = self.units.windows(2).filter(|pair| pair[0].is_word() && pair[0].is(who) && pair[1].is_capital());
        pairs.map(|pair| self.words(&pair[1]).to_lowercase()).collect()
    }

    /// The number of the sentence that is at a byte of the text.
    pub(super) fn sentence_at(&self, byte: u32) -> usize {
        let unit = self.units.partition_point(|unit| unit.extent().end <= byte);
        self.sentences.partition_point(|sentence| sentence.units.end <= unit)
    }

    /// Whether a sentence ends with a unit that is not the last of its paragraph.
    fn ends_sentence(&self, at: usize) -> bool {
        let (unit, next) = (&self.units[at], &self.units[at + 1]);
        let starts = next.is_quotation() || !next.token.is_word() || next.token.is_capital();
        let goes_on = [Sign::Comma, Sign::Semicolon, Sign::Dash].iter().any(|&kind| next.is_mark(kind));
        if let Some(quoted) = self.quoted(unit) {
            return match quoted.last {
                Sign::Stop => starts && !goes_on,
                Sign::Question | Sign::Exclamation | Sign::Ellipsis | Sign::Dash => {
                    starts && !goes_on && !self.is_said(at + 1)
                }
                _ => false,
            };
        }
        if unit.is_plain() && unit.token.ends_sentence() {
            return starts && !goes_on && (next.token.is_after_blank || next.is_quotation());
        }
        let is_abbreviated = unit.is_word() && self.words(unit).ends_with('.');
        let is_new = next.is_plain() && self.lexicon.begins_sentence(self.words(unit), self.words(next));
        (is_abbreviated || unit.is_mark(Sign::Ellipsis)) && is_new && next.token.is_after_blank
    }

    /// Whether a few words with a verb of speech follow, as after `“Why?”`.
    fn is_said(&self, at: usize) -> bool {
        let near = self.units[at..].iter().take(NEAR);
        let words = near.take_while(|unit| unit.is_word() || unit.is_bracketed);
        let mut words = words.take_while(|unit| !unit.is(Classes::SUBORDINATE | Classes::AND));
        words.any(|unit| unit.verb().is_some_and(|verb| verb.takes.has_any(super::lexicon::Takes::QUOTE)))
    }
}

/// Where brackets that open at the start of a part close, one past it; or past the start if they do not.
fn bracketed(tokens: &[Token], part: Range<usize>) -> usize {
    let close = part.clone().find(|&at| tokens[at].kind == Sign::Close);
    close.unwrap_or(part.start) + 1
}

fn quoted(tokens: &[Token], quotation: &Quotation) -> Quoted {
    let range = quotation.tokens.clone();
    let inner = range.start + 1..range.end - usize::from(quotation.is_closed && range.len() > 1);
    let inner = tokens.get(inner).unwrap_or_default();
    let mut words = inner.iter().filter(|token| token.is_word());
    let last = inner.iter().rev().find(|token| token.kind != Sign::Quote);
    Quoted {
        extent: Extent { start: tokens[range.start].start, end: tokens[range.end - 1].end },
        last: last.map_or(Sign::Other, |token| token.kind),
        is_capital: words.clone().next().is_some_and(Token::is_capital),
        words: u32::try_from(words.by_ref().count()).unwrap_or(u32::MAX),
        goes_on: quotation.goes_on,
    }
}
