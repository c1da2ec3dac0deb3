//! Words of a page that only tell who speaks, in the midst of what is said: `,” he said, “`.

use hashbrown::HashSet;

use super::attribution_words::{
    AFTER_VERBS, ANSWERS, DETERMINERS, GOES_ON, NOUNS, PRONOUNS, RELAYS, REPORTS, SPEECH, TIMES, TITLES, TURNS,
};
use super::quotation::Quotations;
use super::token::{Form, Token, mark};

/// How many words such an attribution may have.
const MAX_WORDS: usize = 12;
/// How many words and marks are looked at for where it ends.
const MAX_TOKENS: usize = 32;
/// How many words and commas after a quotation are looked at for who speaks in it.
const MAX_OWN: usize = 10;
/// The marks with which a quotation ends whose sentence goes on.
const PAUSES: [Form; 3] = [mark::COMMA, mark::QUESTION, mark::EXCLAMATION];
/// How many of them may be in parentheses, as in `(D-Mo.)`.
const MAX_BRACKETED: usize = 8;

/// An attribution that breaks a quote up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Attribution {
    /// The place of the quotation mark that closes what was said before.
    close: usize,
    /// Where what is said goes on.
    pub(super) after: usize,
    /// Whether it ends in a full stop, so that a new sentence follows.
    pub(super) ends_sentence: bool,
}

/// All attributions of a page, in order of where they start.
#[derive(Debug, Default)]
pub(super) struct Attributions(Vec<Attribution>);

impl Attributions {
    /// Finds them. `name` knows the small form of a word. Linear.
    pub(super) fn read(text: &str, page: &[Token], name: impl Fn(&str) -> Option<Form>) -> Self {
        let known = |words: &str| words.split(' ').filter_map(&name).collect();
        let [speech, turns, titles, goes_on, pronouns] = [SPEECH, TURNS, TITLES, GOES_ON, PRONOUNS].map(known);
        let [nouns, determiners, after_verbs] = [NOUNS, DETERMINERS, AFTER_VERBS].map(known);
        let [relays, times, reports, answers] = [RELAYS, TIMES, REPORTS, ANSWERS].map(known);
        let quotations = Quotations::new(text, page);
        let (and, words) = (name("and"), Words { nouns, determiners, after_verbs, relays, times, reports, answers });
        let reader = Reader { page, quotations, speech, turns, titles, goes_on, pronouns, and, words };
        if reader.speech.is_empty() {
            return Self::default();
        }
        Self((0..page.len()).filter_map(|close| reader.read(close)).collect())
    }

    /// The one whose closing quotation mark is here.
    pub(super) fn at(&self, close: usize) -> Option<Attribution> {
        let found = self.0.binary_search_by_key(&close, |attribution| attribution.close).ok()?;
        Some(self.0[found])
    }
}

struct Reader<'a> {
    page: &'a [Token],
    quotations: Quotations<'a>,
    speech: HashSet<Form>,
    turns: HashSet<Form>,
    titles: HashSet<Form>,
    goes_on: HashSet<Form>,
    pronouns: HashSet<Form>,
    and: Option<Form>,
    words: Words,
}

/// What tells words apart that are written alike.
struct Words {
    nouns: HashSet<Form>,
    determiners: HashSet<Form>,
    after_verbs: HashSet<Form>,
    relays: HashSet<Form>,
    times: HashSet<Form>,
    reports: HashSet<Form>,
    answers: HashSet<Form>,
}

impl Reader<'_> {
    fn read(&self, close: usize) -> Option<Attribution> {
        if self.page[close].form != mark::QUOTATION || self.quotations.opens(close) || self.quotations.is_parted(close)
        {
            return None;
        }
        let is_paused = [close.checked_sub(1), Some(close + 1)].into_iter().flatten().any(|at| self.pauses(at));
        let open = if is_paused { self.opening(close)? } else { return None };
        let said = &self.page[close + 1..open];
        let ends_sentence = said.last()?.form == mark::FULL_STOP;
        let is_anew = || {
            let is_of_another = || self.is_of_another(open, said) && !self.is_of_the_same(close, open, said);
            if ends_sentence { self.is_attributed_anew(open) } else { is_of_another() }
        };
        let is_of_one = self.is_plain(said) && !is_anew();
        is_of_one.then_some(Attribution { close, after: open + 1, ends_sentence })
    }

    /// Where the next quotation starts, if it is near.
    fn opening(&self, close: usize) -> Option<usize> {
        let near = close + 1..self.page.len().min(close + MAX_TOKENS);
        let open = near.into_iter().find(|&at| self.quotations.is_around(at))?;
        (!self.quotations.closes(open) && !self.quotations.is_parted(open)).then_some(open)
    }

    /// Whether words are nothing but an attribution, in one sentence and by one speaker.
    fn is_plain(&self, said: &[Token]) -> bool {
        let words = || said.iter().zip(0..).filter(|(token, _)| token.is_word());
        // As people count: `Clinton’s` and `D.C.-based` are one each.
        let is_counted = |&(token, at): &(&Token, usize)| at == 0 || token.is_after_blank();
        // In the midst of a sentence, May is a month.
        let turns = |(word, at): (&Token, usize)| {
            self.turns.contains(&word.folded)
                && (at == 0 || word.form == word.folded)
                && !(self.and == Some(word.folded) && (is_between_names(said, at) || self.is_between_nouns(said, at)))
                && !(self.words.times.contains(&word.folded) && self.is_before_noun(said, at))
        };
        words().filter(is_counted).count() <= MAX_WORDS
            && self.speaks_once(said)
            && !words().any(turns)
            && self.is_one_sentence(said)
            // Without a pause, what follows is a part of the writer's sentence: `he said on “The Hour”`.
            && said.last().is_some_and(|last| !last.is_word())
    }

    /// Whether just one verb says who speaks. One that says who has reported it may be beside that.
    fn speaks_once(&self, said: &[Token]) -> bool {
        let verbs = (0..said.len()).filter(|&at| self.speech.contains(&said[at].folded) && !self.is_noun(said, at));
        let (relays, verbs): (Vec<_>, Vec<_>) = verbs.partition(|&at| self.words.relays.contains(&said[at].folded));
        verbs.len() == 1 || verbs.is_empty() && relays.len() == 1
    }

    /// Whether a word that may be a verb of speech is a noun where it is: `press secretary`, `the United States`.
    fn is_noun(&self, said: &[Token], at: usize) -> bool {
        if !self.words.nouns.contains(&said[at].folded) {
            return false;
        }
        let is_small = |token: &&Token| token.is_word() && token.form == token.folded;
        let is_name = at > 0 && !is_small(&&said[at]);
        let is_behind = at > 0 && self.words.determiners.contains(&said[at - 1].folded);
        let next = said.get(at + 1).filter(is_small);
        is_name || is_behind || next.is_some_and(|next| !self.words.after_verbs.contains(&next.folded))
    }

    /// Whether both neighbours of a word are what somebody is: `president and founder of a league`. What somebody else
    /// does begins with who it is.
    fn is_between_nouns(&self, said: &[Token], at: usize) -> bool {
        let is_small =
            |token: &&Token| token.is_word() && token.form == token.folded && !self.speech.contains(&token.folded);
        let next = said.get(at + 1).filter(is_small);
        let is_subject =
            |next: &Token| self.words.determiners.contains(&next.folded) || self.pronouns.contains(&next.folded);
        at > 0 && is_small(&&said[at - 1]) && next.is_some_and(|next| !is_subject(next))
    }

    /// Whether a word with a determiner follows.
    fn is_before_noun(&self, said: &[Token], at: usize) -> bool {
        said.get(at + 1).is_some_and(|next| self.words.determiners.contains(&next.folded))
    }

    fn is_one_sentence(&self, said: &[Token]) -> bool {
        let mut bracketed: Option<usize> = None;
        (0..said.len()).all(|at| match said[at].form {
            _ if said[at].is_word() => true,
            mark::OPEN_PARENTHESIS => bracketed.replace(at).is_none(),
            mark::CLOSE_PARENTHESIS => bracketed.take().is_some_and(|open| at - open <= MAX_BRACKETED),
            mark::FULL_STOP => bracketed.is_some() || at + 1 == said.len() || self.is_abbreviated(said, at),
            mark::QUOTATION | mark::DASH | mark::COMMA => true,
            mark::QUESTION | mark::EXCLAMATION | mark::ELLIPSIS => at == 0,
            _ => false,
        })
    }

    /// Whether a full stop ends no sentence: after a letter, a title, before a comma, or within a name.
    fn is_abbreviated(&self, said: &[Token], at: usize) -> bool {
        let is_short =
            at > 0 && (said[at - 1].end - said[at - 1].start == 1 || self.titles.contains(&said[at - 1].folded));
        let is_within = |next: &Token| next.form == mark::COMMA || next.is_word() && !next.is_after_blank();
        is_short || said.get(at + 1).is_some_and(is_within)
    }

    /// Whether somebody else is said to speak right after the quotation that starts here: `,” Ruiz replied`.
    fn is_of_another(&self, open: usize, said: &[Token]) -> bool {
        let Some(close) = self.closing(open).filter(|&close| !self.goes_on(close)) else { return false };
        let is_pause = |at: usize| self.page.get(at).is_some_and(|token| PAUSES.contains(&token.form));
        if self.quotations.is_parted(close) || !is_pause(close - 1) && !is_pause(close + 1) {
            return false;
        }
        let is_part = |token: &&Token| token.is_word() || token.form == mark::COMMA;
        let near = self.page.get(close + 1..).unwrap_or_default();
        let near = &near[..near.iter().take(MAX_OWN).take_while(is_part).count()];
        // What begins with "and" is another clause.
        if near.iter().find(|token| token.is_word()).is_some_and(|first| self.turns.contains(&first.folded)) {
            return false;
        }
        let is_known = |token: &&Token| token.form != token.folded || self.pronouns.contains(&token.folded);
        let has_name = near.iter().filter(is_known).any(|name| said.iter().any(|token| token.folded == name.folded));
        let speaks = |at: usize| {
            let verb = near[at].folded;
            self.speech.contains(&verb) && !self.words.reports.contains(&verb) && !self.is_noun(near, at)
        };
        !has_name && (0..near.len()).any(speaks)
    }

    /// Whether the pronoun behind the quotation that starts here is of the only one who is named before it: `,” Keller
    /// said, “B,” he told reporters`.
    fn is_of_the_same(&self, close: usize, open: usize, said: &[Token]) -> bool {
        let answers = |token: &Token| self.words.answers.contains(&token.folded);
        let is_asked = close.checked_sub(1).is_some_and(|before| self.page[before].form == mark::QUESTION);
        let is_name = |token: &&Token| token.is_word() && token.form != token.folded;
        let is_parted = |token: &Token| !is_name(&token) && token.form != mark::FULL_STOP;
        let names = said.split(is_parted).filter(|run| run.iter().any(|token| is_name(&token))).count();
        let has_pronoun = said.iter().any(|token| self.pronouns.contains(&token.folded));
        let behind = self.closing(open).and_then(|close| self.page.get(close + 1..close + 3));
        let speaks = |pair: &[Token]| {
            self.pronouns.contains(&pair[0].folded) && self.speech.contains(&pair[1].folded) && !answers(&pair[1])
        };
        names == 1 && !has_pronoun && !is_asked && !said.iter().any(answers) && behind.is_some_and(speaks)
    }

    /// Where a quotation closes: marks of another kind are within it.
    fn closing(&self, open: usize) -> Option<usize> {
        let ends = |at: &usize| {
            self.quotations.is_around(*at) && self.quotations.is_like(*at, open) && !self.page[*at].opens_again()
        };
        (open + 1..self.page.len()).find(ends)
    }

    /// Whether the quotation that starts here has an attribution of its own, which may be to somebody else. Marks of
    /// another kind are within it, and what comes after the next mark that opens belongs to that one.
    fn is_attributed_anew(&self, open: usize) -> bool {
        let Some(close) = self.closing(open).filter(|&close| !self.goes_on(close)) else { return false };
        let form = |at: usize| self.page.get(at).map(|token| token.form);
        let is_parted = self.quotations.is_parted(close) || self.page.get(close + 1).is_some_and(Token::is_after_line);
        if form(close - 1) == Some(mark::COMMA) || !is_parted && form(close + 1) == Some(mark::COMMA) {
            return true;
        }
        let speaks = || self.page.iter().skip(close + 1).take(4).any(|token| self.speech.contains(&token.folded));
        !is_parted && form(close - 1) != Some(mark::FULL_STOP) && speaks()
    }

    /// Whether what follows a quotation only says that the same speaker goes on: `,” she added`.
    fn goes_on(&self, close: usize) -> bool {
        let is_one = |at: usize, of: &HashSet<Form>| self.page.get(at).is_some_and(|token| of.contains(&token.folded));
        is_one(close + 1, &self.pronouns) && is_one(close + 2, &self.goes_on)
    }

    fn pauses(&self, at: usize) -> bool {
        self.page.get(at).is_some_and(|token| {
            token.is_pause() || matches!(token.form, mark::QUESTION | mark::EXCLAMATION | mark::DASH | mark::ELLIPSIS)
        })
    }
}

/// Whether both neighbours of a word are words with a capital: `Fox and Friends`.
fn is_between_names(said: &[Token], at: usize) -> bool {
    let is_name = |token: &Token| token.is_word() && token.form != token.folded;
    at > 0 && is_name(&said[at - 1]) && said.get(at + 1).is_some_and(is_name)
}
