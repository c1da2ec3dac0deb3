//! What a rule is, without what it does.

use crate::format::named;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Worth fixing before publication.
    Warning,
    /// The record cannot be read, or cannot be right.
    Error,
}

impl Level {
    /// All of them, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The level's name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

named!(Level);

/// What is known of a rule without running it.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// The stable name.
    pub name: &'static str,
    /// The level, unless a policy says otherwise.
    pub level: Level,
    /// Whether no policy may say otherwise: what the rule finds means that something was not read or not understood,
    /// and a check that passed all the same would not be one.
    pub is_fixed: bool,
    /// Whether its notes are shown where notes are only counted: they need a person to look.
    pub shows_notes: bool,
    /// Whether what it finds may show readers who a source is, or breaks what was agreed with one: a person decides on
    /// each finding, and no baseline waives all of them.
    pub protects_sources: bool,
    /// The page of the rule, in Markdown: its name, what it finds, why it matters, an example, how to fix it, when to
    /// allow it.
    pub page: &'static str,
}

impl RuleMeta {
    /// A rule whose level a policy may change.
    pub const fn new(name: &'static str, level: Level, page: &'static str) -> Self {
        Self { name, level, is_fixed: false, shows_notes: false, protects_sources: false, page }
    }

    /// A rule about what could not be read or understood: always an error, which no policy changes and no waiver
    /// covers.
    pub const fn fixed(name: &'static str, page: &'static str) -> Self {
        Self { name, level: Level::Error, is_fixed: true, shows_notes: false, protects_sources: false, page }
    }

    /// The same rule, with notes that are shown where others are only counted.
    #[must_use]
    pub const fn showing_notes(self) -> Self {
        Self { shows_notes: true, ..self }
    }

    /// The same rule, about what may expose a source: no baseline waives what it finds.
    #[must_use]
    pub const fn protecting_sources(self) -> Self {
        Self { protects_sources: true, ..self }
    }

    /// What the rule finds, in one sentence: the first paragraph of its page.
    pub fn summary(&self) -> &'static str {
        self.page.split("\n\n").nth(1).unwrap_or(self.name).trim()
    }

    /// Why it matters: the first paragraph under that heading of its page, if there is one.
    pub fn reason(&self) -> Option<&'static str> {
        let (_, section) = self.page.split_once("\n## Why it matters\n\n")?;
        section.split("\n\n").next().map(str::trim)
    }
}
