//! The rules that reading and linking can find.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Worth mending before publication.
    Warning,
    /// The record cannot be read, or cannot be right.
    Error,
}

impl Level {
    /// The level's name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is known of a rule without running it.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// The stable name.
    pub name: &'static str,
    /// The level, unless a policy says otherwise.
    pub level: Level,
    /// What the rule finds, in one sentence.
    pub summary: &'static str,
}

const fn error(name: &'static str, summary: &'static str) -> RuleMeta {
    RuleMeta { name, level: Level::Error, summary }
}

/// References to ids that no record has.
pub static DANGLING_REFERENCE: RuleMeta = error("dangling-reference", "a reference names an id that no record has");
/// Ids that more than one record has.
pub static DUPLICATE_ID: RuleMeta = error("duplicate-id", "two records have the same id");
/// Dates outside the accepted forms or the calendar.
pub static INVALID_DATE: RuleMeta = error("invalid-date", "a date is not one of the accepted forms");
/// Ids outside the accepted form.
pub static INVALID_ID: RuleMeta = error("invalid-id", "an id is not lower-case words joined by hyphens");
/// Addresses that are not plain web addresses.
pub static INVALID_URL: RuleMeta = error("invalid-url", "an address is not http or https with a host");
/// Inputs beyond a documented limit.
pub static LIMIT: RuleMeta = error("limit", "an input is larger or deeper than is accepted");
/// Links in the corpus folder, which are never followed.
pub static LINK_NOT_FOLLOWED: RuleMeta =
    RuleMeta { name: "link-not-followed", level: Level::Note, summary: "a symbolic link to a folder was left alone" };
/// Records without a field they need.
pub static MISSING_FIELD: RuleMeta = error("missing-field", "a record lacks a field it needs");
/// Claims attributed to somebody who may not be quoted at all.
pub static OFF_THE_RECORD: RuleMeta =
    error("off-the-record", "a claim is attributed to a source whose terms are off the record");
/// Confidential sources with a field that could tell who they are.
pub static REVEALED_SOURCE: RuleMeta = error("revealed-source", "a confidential source has a field it may not have");
/// Claims that cite, corroborate or dispute themselves.
pub static SELF_REFERENCE: RuleMeta = error("self-reference", "a claim refers to itself");
/// Paths of archived copies that could leave the corpus folder.
pub static SNAPSHOT_PATH: RuleMeta =
    error("snapshot-path", "the path of an archived copy is not a plain path inside the corpus folder");
/// Files that are not the YAML that claim files are written in.
pub static SYNTAX: RuleMeta = error("syntax", "a file is not YAML as claim files use it");
/// Keys that no record of the kind has.
pub static UNKNOWN_FIELD: RuleMeta = error("unknown-field", "a key is not one that a record may have");
/// Files and folders that could not be read.
pub static UNREADABLE: RuleMeta = error("unreadable", "a file or folder could not be read");
/// References to records of another kind than the field takes.
pub static WRONG_KIND_REFERENCE: RuleMeta =
    error("wrong-kind-reference", "a reference names a record of the wrong kind");
/// Values of the wrong shape.
pub static WRONG_TYPE: RuleMeta = error("wrong-type", "a value is not of the kind that the field takes");

/// Every rule, in order of name.
pub static RULES: [&RuleMeta; 17] = [
    &DANGLING_REFERENCE,
    &DUPLICATE_ID,
    &INVALID_DATE,
    &INVALID_ID,
    &INVALID_URL,
    &LIMIT,
    &LINK_NOT_FOLLOWED,
    &MISSING_FIELD,
    &OFF_THE_RECORD,
    &REVEALED_SOURCE,
    &SELF_REFERENCE,
    &SNAPSHOT_PATH,
    &SYNTAX,
    &UNKNOWN_FIELD,
    &UNREADABLE,
    &WRONG_KIND_REFERENCE,
    &WRONG_TYPE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_in_order_and_named_once() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    }
}
