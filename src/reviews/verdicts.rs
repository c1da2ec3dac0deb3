use crate::diagnostic::{is_slip, nearest};
use crate::format::{Named, named};
use crate::model::Configuration;
use crate::text::Text;

/// A verdict that a review may reach, unless a configuration lists others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is right.
    Supported,
    /// It is right but for something.
    MostlySupported,
    /// Some of it is right, and some is wrong.
    Mixed,
    /// It is wrong but for something.
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
#[derive(Debug, Clone, Copy)]
pub struct Verdicts<'c> {
    /// Those of the configuration; without any, the usual ones.
    configured: &'c [Text],
}

impl<'c> Verdicts<'c> {
    /// Those that a configuration lists or, if it lists none, the usual ones.
    pub fn of(configuration: Option<&'c Configuration>) -> Self {
        Self { configured: configuration.map_or(&[], |configuration| &configuration.verdicts) }
    }

    /// Whether a review may reach this verdict.
    pub fn has(&self, verdict: &Text) -> bool {
        match self.configured {
            [] => Verdict::named(verdict.untrusted()).is_ok(),
            configured => configured.contains(verdict),
        }
    }

    /// The verdict that is most like a misspelt one, if any is, and whether it surely was meant.
    pub fn nearest(&self, verdict: &Text) -> Option<(Text, bool)> {
        let all: Vec<_> = self.all().collect();
        let meant = nearest(verdict.untrusted(), all.iter().map(Text::untrusted))?;
        Some((Text::new(meant), is_slip(verdict.untrusted(), meant)))
    }

    /// All of them, in the order of the configuration.
    pub fn all(&self) -> impl Iterator<Item = Text> + use<'c> {
        let usual = if self.configured.is_empty() { &Verdict::ALL[..] } else { &[] };
        usual.iter().map(|verdict| Text::new(verdict.name())).chain(self.configured.iter().cloned())
    }
}
