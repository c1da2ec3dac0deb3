//! What was found in a text: who says what, by which words, and who the sources are.

use crate::format::named;
pub use crate::model::SourceKind;
use crate::text::Text;

/// A stretch of a text, in bytes. It begins and ends between characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Extent {
    /// The stretch of a text that it is.
    pub fn of(self, text: &Text) -> Text {
        text.part(text.untrusted().get(self.start as usize..self.end as usize).unwrap_or_default())
    }

    /// Whether two stretches have something in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// How often the pattern that found an attribution was right when it was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tier {
    /// At least nine times in ten.
    Sure,
    /// Less often.
    Likely,
}

impl Tier {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Sure, Self::Likely];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
        }
    }
}

/// Whose words a content is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Wording {
    /// The source's, in quotation marks.
    Direct,
    /// The writer's.
    Indirect,
    /// The writer's, with words of the source in quotation marks.
    Mixed,
}

impl Wording {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Indirect, Self::Mixed];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What readers learn of who a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Identity {
    /// Its name.
    Named,
    /// That the writer knows who it is.
    Anonymous,
    /// Nothing: it is nobody in particular.
    Unspecified,
    /// It cannot be read off the words: a pronoun, "the minister", or a case of doubt.
    Unresolved,
}

impl Identity {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Named, Self::Anonymous, Self::Unspecified, Self::Unresolved];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Anonymous => "anonymous",
            Self::Unspecified => "unspecified",
            Self::Unresolved => "unresolved",
        }
    }
}

/// What shows which language a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LanguageFrom {
    /// Its letters: it is long enough.
    Text,
    /// What the page says of itself.
    Page,
    /// Its small words, such as "the".
    Words,
}

impl LanguageFrom {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Page, Self::Words];

    /// The word for it in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Page => "page",
            Self::Words => "words",
        }
    }
}

named!(Tier, Wording, Identity, LanguageFrom);

/// Somebody's words or view, and the words that give it to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// How far it can be trusted.
    pub tier: Tier,
    /// The name of the pattern that found it.
    pub pattern: &'static str,
    /// Whose words they are.
    pub kind: Wording,
    /// The words for the source.
    pub source: Option<Extent>,
    /// The words that give the content to the source.
    pub cue: Option<Extent>,
    /// What is said, in one or more parts, in the order of the text.
    pub content: Vec<Extent>,
    /// Whether its content is a clause, which can stand alone as a statement.
    pub is_clause: bool,
    /// Whether the words around it deny it, doubt it, refuse it or only suppose it: `denied that`, `never said`, `if`.
    /// Then the content is not what the source says.
    pub is_denied: bool,
    /// The place of the source in [`Reading::sources`].
    pub voice: Option<usize>,
    /// The place in [`Reading::attributions`] of the one that this one passes on.
    pub relays: Option<usize>,
}

/// Somebody who says something in a text: all mentions that certainly mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is called: the fullest of its mentions.
    pub label: Text,
    /// What readers learn of who it is.
    pub identity: Identity,
    /// What it is, if the words show it.
    pub kind: Option<SourceKind>,
    /// Why it is not named, in the words of the text.
    pub reason: Option<Text>,
    /// Where the attributions name it, in the order of the text.
    pub mentions: Vec<Extent>,
    /// The places in [`Reading::sources`] of whom it may be. It is never put together with them.
    pub candidates: Vec<usize>,
}

/// What was found and what was not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Account {
    /// How many attributions were found by patterns that are right nine times in ten.
    pub sure: usize,
    /// How many by others.
    pub likely: usize,
    /// How many of both the text denies, doubts or only supposes.
    pub denied: usize,
    /// How many quotations, in their marks, are in no attribution.
    pub quotations_without_attribution: usize,
    /// How many paragraphs have no part of an attribution.
    pub paragraphs_without_attribution: usize,
    /// Whether there are rules for the language. Without them nothing was looked for.
    pub is_read: bool,
}

/// Who says what in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The text.
    pub text: Text,
    /// The code of its language, if it is known.
    pub language: Option<&'static str>,
    /// What shows that it is.
    pub language_from: Option<LanguageFrom>,
    /// Its paragraphs.
    pub paragraphs: Vec<Extent>,
    /// What is said, in the order in which it begins.
    pub attributions: Vec<Attribution>,
    /// Who says it, in the order of their first mention.
    pub sources: Vec<Source>,
    /// The quotations, in their marks, that are in no attribution.
    pub loose_quotations: Vec<Extent>,
    /// What was found and what was not.
    pub account: Account,
}
