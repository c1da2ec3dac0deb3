use crate::diagnostic::nearest;
use crate::model::Configuration;
use crate::text::Text;

/// The verdicts that a review may reach, unless a configuration lists others.
pub const VERDICTS: [&str; 6] = ["supported", "mostly-supported", "mixed", "mostly-refuted", "refuted", "unproven"];

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
            [] => VERDICTS.contains(&verdict.untrusted()),
            configured => configured.contains(verdict),
        }
    }

    /// The verdict that is most like a misspelt one, if any is.
    pub fn nearest(&self, verdict: &Text) -> Option<Text> {
        let all: Vec<_> = self.all().collect();
        nearest(verdict.untrusted(), all.iter().map(Text::untrusted)).map(Text::new)
    }

    /// All of them, in the order of the configuration.
    pub fn all(&self) -> impl Iterator<Item = Text> + use<'c> {
        let usual = if self.configured.is_empty() { &VERDICTS[..] } else { &[] };
        usual.iter().map(|&verdict| Text::new(verdict)).chain(self.configured.iter().cloned())
    }
}
