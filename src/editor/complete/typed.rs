//! What has been typed of a word, and how a proposal is written in its place.

use std::collections::BTreeSet;

use crate::editor::Here;
use crate::editor::scanner::{Token, scan};
use crate::model::SnapshotPath;
use crate::records::{Scalar, to_yaml};
use crate::text::Text;

/// In how many bytes around a place keys are looked for.
const MAX_AROUND: usize = 16 * 1024;

/// What has been typed of the word at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'h> {
    here: &'h Here,
    whole: &'h str,
    begun: &'h str,
    quote: Option<char>,
    range: (u32, u32),
}

impl<'h> Typed<'h> {
    pub(super) fn new(here: &'h Here) -> Self {
        let whole = here.whole().untrusted();
        let (start, end) = here.range();
        let word = whole.get(start as usize..end as usize).unwrap_or_default();
        let quote = word.chars().next().filter(|first| "'\"".contains(*first));
        let is_closed = word.len() > 1 && quote.is_some_and(|quote| word.ends_with(quote));
        let range = (start + u32::from(quote.is_some()), end - u32::from(is_closed));
        let begun = whole.get(range.0 as usize..here.offset().min(range.1) as usize).unwrap_or_default();
        Self { here, whole, begun, quote, range }
    }

    /// The range that is replaced: the word without its quotation marks.
    pub(super) fn range(&self) -> (u32, u32) {
        self.range
    }

    /// What is typed in small letters, as ids are.
    pub(super) fn lower(&self) -> Vec<u8> {
        self.begun.as_bytes().to_ascii_lowercase()
    }

    /// Whether an id or a word of ours has what is typed in it, in capitals or not.
    pub(super) fn fits(&self, text: &str) -> bool {
        let wanted = self.begun.as_bytes();
        wanted.is_empty() || text.as_bytes().windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted))
    }

    /// Whether an id or a word of ours begins with what is typed.
    pub(super) fn begins(&self, text: &str) -> bool {
        let (text, wanted) = (text.as_bytes(), self.begun.as_bytes());
        text.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
    }

    /// Those of some texts that fit what is typed, those first that begin with it.
    pub(super) fn fitting<'t, D>(&self, texts: impl Iterator<Item = (&'t Text, D)>) -> Vec<(&'t Text, D)> {
        let mut fitting: Vec<_> = texts.filter(|(text, _)| self.fits(text.untrusted())).collect();
        fitting.sort_by_key(|(text, _)| !self.begins(text.untrusted()));
        fitting
    }

    /// A text as a value in the place of the word: as all readers of YAML take it for a text. One that is to be the
    /// first item of a list comes in brackets.
    pub(super) fn value(&self, text: &Text, is_listed: bool) -> Text {
        match self.quote {
            Some('\'') => Text::new(text.untrusted().replace('\'', "''")),
            Some(_) => Text::new(text.untrusted().replace('\\', "\\\\").replace('"', "\\\"")),
            None if is_listed => Text::new(format!("[{}]", to_yaml(&Scalar(text)).trim_end())),
            None => Text::new(to_yaml(&Scalar(text)).trim_end()),
        }
    }

    /// The folder of the path that is being typed, with its `/`; nothing if it leads elsewhere.
    pub(super) fn folder(&self) -> Option<String> {
        let folder = self.begun.rfind('/').map_or("", |end| &self.begun[..=end]);
        let is_fit = folder.is_empty() || SnapshotPath::parse(&Text::new(folder.trim_end_matches('/'))).is_ok();
        is_fit.then(|| folder.to_owned())
    }

    /// A key with its colon, unless that is there.
    pub(super) fn key(&self, word: &str) -> Text {
        let rest = self.whole.get(self.here.range().1 as usize..).unwrap_or_default();
        let has_colon = rest.trim_start_matches([' ', '\t']).starts_with(':');
        Text::new(if has_colon || self.quote.is_some() { word.to_owned() } else { format!("{word}: ") })
    }

    /// The id of a record that is to be made, with its colon.
    pub(super) fn record(&self, id: &Text) -> Text {
        self.key(self.value(id, false).untrusted().trim_end())
    }

    /// Whether the mapping of the place has a key with a certain value.
    pub(super) fn says(&self, key: &str, value: &str, (start, end): (u32, u32)) -> bool {
        let part = self.whole.get(start as usize..end as usize).filter(|part| part.len() <= MAX_AROUND);
        let found = memchr::memmem::find_iter(part.unwrap_or_default().as_bytes(), key.as_bytes());
        let mut places = found.map(|at| start as usize + at);
        let says = |at: usize| {
            let after = self.whole[at + key.len()..].trim_start_matches(['"', '\'', ' ']).strip_prefix(':');
            let said = after.map(|after| after.trim_start_matches([' ', '"', '\'']));
            let rest = said.and_then(|said| said.strip_prefix(value));
            rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
        };
        places.any(|at| self.is_key(at, key.len()) && says(at))
    }

    /// Those of some keys that are in the mapping of the place already, beside the one that is being typed. None is
    /// known in a line with so many records that each look at it would take long.
    pub(super) fn present(&self, keys: &[&'static str], around: (u32, u32)) -> BTreeSet<&'static str> {
        let (start, end) = (around.0 as usize, around.1 as usize);
        if end.saturating_sub(start) > MAX_AROUND {
            return BTreeSet::new();
        }
        let part = self.whole.get(start..end).unwrap_or_default();
        let is_there = |key: &&&str| {
            let mut places = memchr::memmem::find_iter(part.as_bytes(), key.as_bytes()).map(|at| start + at);
            places.any(|at| self.is_key(at, key.len()))
        };
        keys.iter().filter(is_there).copied().collect()
    }

    /// Whether a word is a key of the mapping of the place, and not the word at the place.
    fn is_key(&self, at: usize, length: usize) -> bool {
        let after = self.whole[at + length..].trim_start_matches(['"', '\'', ' ']);
        let is_itself = at as u64 >= u64::from(self.range.0) && (at as u64) < u64::from(self.range.1.max(self.range.0));
        if is_itself || !after.starts_with(':') {
            return false;
        }
        let found = scan(self.whole, at);
        let (start, end) = (found.word.0 as usize, found.word.1 as usize);
        let is_whole = self.whole[start..end].trim_matches(['"', '\'']).len() == length;
        found.kind == Token::Key && is_whole && found.steps == self.here.steps()
    }
}
