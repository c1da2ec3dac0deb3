//! Words of a page that only tell who speaks, in the midst of what is said: `,” he said, “`.

use super::token::{Form, Token, mark};

/// How many words such an attribution may have.
const MAX_WORDS: usize = 8;
/// How many words and marks are looked at for where it ends.
const MAX_TOKENS: usize = 24;

/// An attribution has just one of these: two may be two speakers.
const SPEECH: [&str; 38] = [
    "said",
    "says",
    "say",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "explained",
    "explains",
    "asked",
    "asks",
    "replied",
    "replies",
    "answered",
    "continued",
    "continues",
    "noted",
    "notes",
    "warned",
    "warns",
    "stated",
    "states",
    "declared",
    "insisted",
    "insists",
    "argued",
    "argues",
    "announced",
    "concluded",
    "recalled",
    "remarked",
    "stressed",
    "exclaimed",
    "admitted",
    "claimed",
    "claims",
];
/// Words that turn what is said, bring in somebody else, or tell that it was not said. The `t` is that of `didn’t`.
const TURNS: [&str; 48] = [
    "while",
    "whereas",
    "whilst",
    "but",
    "and",
    "or",
    "though",
    "although",
    "however",
    "whether",
    "if",
    "when",
    "unless",
    "before",
    "after",
    "because",
    "denied",
    "denies",
    "deny",
    "denying",
    "refused",
    "declined",
    "rejected",
    "never",
    "not",
    "t",
    "cannot",
    "no",
    "nobody",
    "none",
    "nor",
    "neither",
    "hardly",
    "scarcely",
    "few",
    "without",
    "would",
    "could",
    "should",
    "might",
    "may",
    "must",
    "falsely",
    "allegedly",
    "reportedly",
    "saying",
    "responding",
    "another",
];
/// Abbreviations whose full stop ends no sentence.
const TITLES: [&str; 16] =
    ["mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "sgt", "capt", "adm", "sen", "rep", "gov", "st"];

/// An attribution that breaks a quote up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Attribution {
    /// Where the quotation mark stands that closes what was said before it.
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
    pub(super) fn read(page: &[Token], name: impl Fn(&str) -> Option<Form>) -> Self {
        let known = |words: &[&str]| words.iter().filter_map(|word| name(word)).collect();
        let reader = Reader { page, speech: known(&SPEECH), turns: known(&TURNS), titles: known(&TITLES) };
        if reader.speech.is_empty() {
            return Self::default();
        }
        Self((0..page.len()).filter_map(|close| reader.read(close)).collect())
    }

    /// The one whose closing quotation mark stands here.
    pub(super) fn at(&self, close: usize) -> Option<Attribution> {
        let found = self.0.binary_search_by_key(&close, |attribution| attribution.close).ok()?;
        Some(self.0[found])
    }
}

struct Reader<'a> {
    page: &'a [Token],
    speech: Vec<Form>,
    turns: Vec<Form>,
    titles: Vec<Form>,
}

impl Reader<'_> {
    fn read(&self, close: usize) -> Option<Attribution> {
        if !is_quotation(&self.page[close]) || self.opens(close) {
            return None;
        }
        let is_paused = [close.checked_sub(1), Some(close + 1)].into_iter().flatten().any(|at| self.pauses(at));
        let open = if is_paused { self.opening(close)? } else { return None };
        let said = &self.page[close + 1..open];
        let ends_sentence = said.last()?.form == mark::FULL_STOP;
        let is_of_one = self.is_plain(said) && !(ends_sentence && self.is_attributed_anew(open));
        is_of_one.then_some(Attribution { close, after: open + 1, ends_sentence })
    }

    /// Where the next quotation starts, if it is near.
    fn opening(&self, close: usize) -> Option<usize> {
        let near = close + 1..self.page.len().min(close + MAX_TOKENS);
        let open = near.into_iter().find(|&at| self.is_around(at))?;
        (!self.closes(open)).then_some(open)
    }

    /// Whether words are nothing but an attribution, in one sentence and by one speaker.
    fn is_plain(&self, said: &[Token]) -> bool {
        let is_one_of = |token: &Token, words: &[Form]| words.contains(&token.folded);
        let words = || said.iter().filter(|token| token.is_word());
        let is_abbreviated = |at: usize| {
            at > 0 && (said[at - 1].end - said[at - 1].start == 1 || is_one_of(&said[at - 1], &self.titles))
        };
        let may_stand = |at: usize| match said[at].form {
            _ if said[at].is_word() => true,
            mark::QUOTATION | mark::DASH | mark::COMMA => true,
            mark::FULL_STOP => at + 1 == said.len() || is_abbreviated(at),
            mark::QUESTION | mark::EXCLAMATION | mark::ELLIPSIS => at == 0,
            _ => false,
        };
        words().count() <= MAX_WORDS
            && words().filter(|word| is_one_of(word, &self.speech)).count() == 1
            && !words().any(|word| is_one_of(word, &self.turns))
            && (0..said.len()).all(may_stand)
    }

    /// Whether the quotation that starts here has an attribution of its own, which may be to somebody else.
    fn is_attributed_anew(&self, open: usize) -> bool {
        let Some(close) = (open + 1..self.page.len()).find(|&at| self.is_around(at)) else { return false };
        let form = |at: usize| self.page.get(at).map(|token| token.form);
        let has = |wanted: Form| form(close - 1) == Some(wanted) || form(close + 1) == Some(wanted);
        let speaks = || self.page.iter().skip(close + 1).take(4).any(|token| self.speech.contains(&token.folded));
        has(mark::COMMA) || form(close - 1) != Some(mark::FULL_STOP) && speaks()
    }

    /// A quotation mark that is not an apostrophe within a word.
    fn is_around(&self, at: usize) -> bool {
        let next = self.page.get(at + 1);
        let is_within =
            !self.page[at].is_after_blank() && next.is_some_and(|next| next.is_word() && !next.is_after_blank());
        is_quotation(&self.page[at]) && !is_within
    }

    /// An opening mark has a blank before it and none after it.
    fn opens(&self, at: usize) -> bool {
        self.page[at].is_after_blank() && self.page.get(at + 1).is_some_and(|next| !next.is_after_blank())
    }

    fn closes(&self, at: usize) -> bool {
        !self.page[at].is_after_blank() && self.page.get(at + 1).is_none_or(Token::is_after_blank)
    }

    fn pauses(&self, at: usize) -> bool {
        self.page.get(at).is_some_and(|token| {
            token.is_pause() || matches!(token.form, mark::QUESTION | mark::EXCLAMATION | mark::DASH | mark::ELLIPSIS)
        })
    }
}

fn is_quotation(token: &Token) -> bool {
    token.form == mark::QUOTATION
}
