//! What a newsroom asks of its claims, as `onrecord.yaml` says it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Date, Reference};
use crate::diagnostic::Level;
use crate::format::named;
use crate::text::{FilePath, Span, Text};

/// The name of the configuration at the top of a corpus folder.
pub const CONFIGURATION: &str = "onrecord.yaml";

/// What a newsroom asks of its claims: an `onrecord.yaml`, as it was written. Whether its rules and ids exist is not
/// looked at here.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Configuration {
    /// Rules by name, and how much what they find matters.
    pub rules: Vec<(Reference, Setting)>,
    /// How many independent sources a claim needs, from 1 to 3.
    pub independent_sources: Option<u8>,
    /// The verdicts that a review may reach.
    pub verdicts: Vec<Text>,
    /// Findings that are waived for a while.
    pub waivers: Vec<Waiver>,
    /// Whether it is in the checked folder, so that anyone who changes the claims can change it too.
    pub is_inside: bool,
    /// Its path.
    pub path: FilePath,
}

/// How much what a rule finds matters to a newsroom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// Not at all: it is not looked for.
    Off,
    /// Worth knowing.
    Note,
    /// Worth fixing before publication.
    Warning,
    /// Not to be published.
    Error,
}

named!(Setting);

impl Setting {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Off, Self::Note, Self::Warning, Self::Error];

    /// The word for it in configurations and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of what is found; `None` if it is not looked for.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

/// A finding that is waived until a day, and why.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Waiver {
    /// The rule.
    pub rule: Reference,
    /// The record that the finding is about.
    pub id: Reference,
    /// Why it is waived.
    pub reason: Text,
    /// The last day on which the waiver holds; `None` if that cannot be read.
    pub until: Option<Date>,
    /// Where it is.
    pub place: Span,
}
