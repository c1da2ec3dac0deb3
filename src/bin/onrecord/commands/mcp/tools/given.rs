//! The answers that no command writes.

use schemars::JsonSchema;
use serde::Serialize;

/// The version of these answers.
pub(super) const VERSION: u8 = 1;

/// The claims with the weakest sourcing, the weakest first.
#[derive(Serialize, JsonSchema)]
pub(super) struct WeakestClaims {
    pub(super) version: u8,
    /// How many claims there are.
    pub(super) of: usize,
    pub(super) claims: Vec<WeakClaim>,
}

/// How a claim stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct WeakClaim {
    pub(super) id: String,
    pub(super) untrusted_statement: String,
    pub(super) basis: &'static str,
    pub(super) on_the_record: bool,
    pub(super) independent_sources: u8,
    pub(super) independent_named_sources: u8,
    /// How many other claims rest on it; 500 means 500 or more.
    pub(super) dependents: u32,
}

/// The page of a rule, or all rules in a line each.
#[derive(Serialize, JsonSchema)]
pub(super) struct Explained {
    pub(super) version: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<&'static str>,
    /// The page, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) rules: Vec<ExplainedRule>,
}

/// A rule in a line.
#[derive(Serialize, JsonSchema)]
pub(super) struct ExplainedRule {
    pub(super) rule: &'static str,
    pub(super) level: &'static str,
    pub(super) summary: &'static str,
}

/// What is wrong with proposed records, and on what their claims would rest.
#[derive(Serialize, JsonSchema)]
pub(super) struct Validated {
    pub(super) version: u8,
    /// Whether nothing is wrong that is an error.
    pub(super) valid: bool,
    pub(super) findings: Vec<FindingHere>,
    pub(super) claims: Vec<ProposedClaim>,
}

/// A finding in proposed records.
#[derive(Serialize, JsonSchema)]
pub(super) struct FindingHere {
    pub(super) rule: &'static str,
    pub(super) level: &'static str,
    /// In the proposed records, counted from 1.
    pub(super) line: Option<usize>,
    /// In characters, counted from 1.
    pub(super) column: Option<usize>,
    pub(super) untrusted_message: String,
    pub(super) untrusted_help: Option<String>,
}

/// How a proposed claim would stand.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProposedClaim {
    pub(super) id: String,
    pub(super) basis: &'static str,
    pub(super) independent_sources: u8,
    pub(super) on_the_record: bool,
    /// The ids of the sources that it rests on.
    pub(super) origins: Vec<String>,
}
