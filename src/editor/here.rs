//! What is at a place of a claim file or a configuration, in text that is being typed too.

use crate::index::number;

use super::scanner::{self, PathStep};
use crate::schema::Step;
use crate::text::Text;

/// What is at a place of a text.
#[derive(Debug, Clone)]
pub struct Here {
    whole: Text,
    kind: HereKind,
    steps: Vec<PathStep>,
    word: (u32, u32),
    offset: u32,
}

/// What kind of thing is at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HereKind {
    /// The name of a section, such as `claims`; of a configuration one of its keys.
    Section,
    /// The key of a record: its id. Of a configuration the name of a rule or a setting.
    Id,
    /// The name of a field.
    Field,
    /// A value.
    Value,
    /// A comment.
    Comment,
}

/// What is at a byte offset of a text. Linear in what comes before it; the text need not be whole or right: what
/// follows the place makes no difference except for the end of the word there, and a quotation mark or a bracket that
/// is never closed ends with the lines that are indented below its key.
///
/// ```
/// use onrecord::editor::{HereKind, here};
/// use onrecord::text::terminal;
///
/// // Somebody is typing the id of a source, and the bracket is still open.
/// let text = "claims:\n  a:\n    attributed_to: [hak";
/// let here = here(&text.into(), 37);
/// assert_eq!(here.kind(), HereKind::Value);
/// assert_eq!(here.field().as_ref().map(terminal::line).as_deref(), Some("attributed_to"));
/// assert_eq!(terminal::line(&here.typed()), "hak");
/// ```
pub fn here(text: &Text, offset: u32) -> Here {
    let found = scanner::scan(text.untrusted(), offset as usize);
    let kind = match found.kind {
        scanner::Token::Comment => HereKind::Comment,
        scanner::Token::Value if !is_mapping(text, &found.steps) => HereKind::Value,
        scanner::Token::Key | scanner::Token::Value => match found.steps.len() {
            0 => HereKind::Section,
            1 => HereKind::Id,
            _ => HereKind::Field,
        },
    };
    Here { whole: text.clone(), kind, steps: found.steps, word: found.word, offset }
}

/// Whether a mapping has to be where some steps lead, so that a word without a colon is the beginning of a key.
fn is_mapping(text: &Text, steps: &[PathStep]) -> bool {
    let name = |step: &PathStep| match *step {
        PathStep::Key(start, end) => text.untrusted().get(start as usize..end as usize),
        PathStep::Item(_) => None,
    };
    match steps {
        [] => true,
        [section] => matches!(name(section), Some("sources" | "documents" | "claims" | "reviews" | "rules" | "policy")),
        [section, PathStep::Item(_)] => name(section) == Some("waivers"),
        [section, PathStep::Key(..)] => matches!(name(section), Some("sources" | "documents" | "claims" | "reviews")),
        [_, _, field, PathStep::Item(_)] => name(field) == Some("evidence"),
        _ => false,
    }
}

impl Here {
    /// What kind of thing it is.
    pub fn kind(&self) -> HereKind {
        self.kind
    }

    /// The way from the whole file to it. A key that is itself at the place is not part of the way.
    pub fn steps(&self) -> &[PathStep] {
        &self.steps
    }

    /// The way by names, for a look into a schema.
    pub(super) fn way(&self) -> Vec<Step<'_>> {
        let step = |step: &PathStep| match *step {
            PathStep::Key(start, end) => {
                Step::Key(self.whole.untrusted().get(start as usize..end as usize).unwrap_or(""))
            }
            PathStep::Item(_) => Step::Item,
        };
        self.steps.iter().map(step).collect()
    }

    /// The same with the key that is itself at the place.
    pub(super) fn way_in(&self) -> Vec<Step<'_>> {
        let mut way = self.way();
        let word = self.whole.untrusted().get(self.word.0 as usize..self.word.1 as usize).unwrap_or_default();
        if !matches!(self.kind, HereKind::Value | HereKind::Comment) {
            way.push(Step::Key(word.trim_matches(['"', '\''])));
        }
        way
    }

    /// The name of the section that it is in.
    pub fn section(&self) -> Option<Text> {
        self.key(0)
    }

    /// The id of the record that it is in.
    pub fn record(&self) -> Option<Text> {
        self.key(1)
    }

    /// The id of the record that it is in or the key of.
    pub(super) fn id(&self) -> Option<Text> {
        let word = self.part(self.word.0, self.word.1);
        let key = word.part(word.untrusted().trim_matches(['"', '\'']));
        self.record().or_else(|| (self.kind == HereKind::Id).then_some(key)).filter(|id| !id.is_empty())
    }

    /// The field of the record that it is in.
    pub fn field(&self) -> Option<Text> {
        self.key(2)
    }

    /// The item of the field's list that it is in, counted from 0.
    pub fn item(&self) -> Option<u32> {
        match self.steps.get(3)? {
            PathStep::Item(item) => Some(*item),
            PathStep::Key(..) => None,
        }
    }

    /// The field of an item of evidence that it is in.
    pub fn inner_field(&self) -> Option<Text> {
        self.key(4)
    }

    /// The range of the whole word or value at the place, quotation marks included. Empty where there is none yet.
    pub fn range(&self) -> (u32, u32) {
        self.word
    }

    /// The whole text.
    pub(super) fn whole(&self) -> &Text {
        &self.whole
    }

    /// The place.
    pub(super) fn offset(&self) -> u32 {
        self.offset
    }

    /// Where all of the record is that the place is in, or of the section, if it is in none: its lines.
    pub(super) fn extent(&self) -> (u32, u32) {
        let text = self.whole.untrusted();
        let key = self.steps.iter().take(2).rev().find_map(|step| match *step {
            PathStep::Key(start, _) => Some(start as usize),
            PathStep::Item(_) => None,
        });
        let Some(key) = key else { return (0, number(text.len())) };
        let start = text.get(..key).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let own = indent(&text[start..]);
        let mut end = start;
        for line in text[start..].split_inclusive('\n') {
            let is_empty = line.trim().is_empty() || line.trim_start().starts_with(['#', '}', ']']);
            if end > start && !is_empty && indent(line) <= own {
                break;
            }
            end += line.len();
        }
        (number(start), number(end))
    }

    /// The word at the place.
    pub fn word(&self) -> Text {
        self.part(self.word.0, self.word.1)
    }

    /// Whether the word is a certain one, in quotation marks or not.
    pub(super) fn is_word(&self, word: &str) -> bool {
        let here = self.whole.untrusted().get(self.word.0 as usize..self.word.1 as usize).unwrap_or_default();
        here.trim_matches(['"', '\'']) == word
    }

    /// What of the word comes before the place: what has been typed of it, without an opening quotation mark.
    pub fn typed(&self) -> Text {
        let start = self.word.0;
        let is_quoted = self.whole.untrusted()[start as usize..].starts_with(['"', '\'']) && start < self.offset;
        self.part(start + u32::from(is_quoted), self.offset.min(self.word.1))
    }

    fn key(&self, nth: usize) -> Option<Text> {
        match *self.steps.get(nth)? {
            PathStep::Key(start, end) => Some(self.part(start, end)),
            PathStep::Item(_) => None,
        }
    }

    fn part(&self, start: u32, end: u32) -> Text {
        self.whole.part(self.whole.untrusted().get(start as usize..end as usize).unwrap_or_default())
    }
}
