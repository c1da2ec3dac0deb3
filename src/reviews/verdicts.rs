//! Which verdicts a review may reach.

use crate::format::named;
use crate::model::Configuration;
use crate::text::{SimilarWords, Text, is_slip};

/// A verdict that a review may reach, unless a configuration lists others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// It is right.
    Supported,
    /// It is right except for something.
    MostlySupported,
    /// Some of it is right, and some is wrong.
    Mixed,
    /// It is wrong except for something.
    MostlyRefuted,
    /// It is wrong.
    Refuted,
    /// It is neither shown to be right nor to be wrong.
    Unproven,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Supported, Self::MostlySupported, Self::Mixed, Self::MostlyRefuted, Self::Refuted, Self::Unproven];

    /// The word for it in claim files and outputs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::MostlySupported => "mostly-supported",
            Self::Mixed => "mixed",
            Self::MostlyRefuted => "mostly-refuted",
            Self::Refuted => "refuted",
            Self::Unproven => "unproven",
        }
    }
}

named!(Verdict);

/// The verdicts that the reviews of a corpus may reach.
#[derive(Debug)]
pub struct Verdicts<'c> {
    all: Vec<&'c str>,
    similar: SimilarWords<'c>,
}

impl<'c> Verdicts<'c> {
    /// Those that a configuration lists or, if it lists none, the usual ones.
    pub fn of(configuration: Option<&'c Configuration>) -> Self {
        let configured = configuration.into_iter().flat_map(|configuration| &configuration.verdicts);
        let mut all: Vec<_> = configured.map(Text::untrusted).collect();
        if all.is_empty() {
            all.extend(Verdict::ALL.map(Verdict::name));
        }
        Self { similar: SimilarWords::new(all.iter().copied()), all }
    }

    /// Whether a review may reach this verdict.
    pub fn has(&self, verdict: &Text) -> bool {
        self.similar.contains(verdict.untrusted())
    }

    /// The verdict that is most like a misspelt one, if any is, and whether it surely was meant.
    pub fn nearest(&self, verdict: &Text) -> Option<(Text, bool)> {
        let meant = self.similar.nearest(verdict.untrusted())?;
        Some((Text::new(meant), is_slip(verdict.untrusted(), meant)))
    }

    /// The first of them in the order of the configuration, and how many there are beside those.
    pub fn first(&self, most: usize) -> (impl Iterator<Item = Text>, usize) {
        (self.all.iter().take(most).map(|&verdict| Text::new(verdict)), self.all.len().saturating_sub(most))
    }
}
