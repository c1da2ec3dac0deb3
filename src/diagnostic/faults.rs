//! The rules that reading, linking and configuring can break. Their pages stand with those of all rules, in
//! `src/rules`.

use super::{Level, RuleMeta};

/// Files that are called like a configuration where none is read.
pub(crate) static CONFIGURATION_NOT_READ: RuleMeta =
    RuleMeta::new("configuration-not-read", Level::Note, include_str!("../rules/configuration-not-read.md"))
        .showing_notes();
/// Texts that a comment cuts short.
pub(crate) static CUT_TEXT: RuleMeta = RuleMeta::fixed("cut-text", include_str!("../rules/cut-text.md"));
/// References to ids that no record has.
pub(crate) static DANGLING_REFERENCE: RuleMeta =
    RuleMeta::new("dangling-reference", Level::Error, include_str!("../rules/dangling-reference.md"));
/// Ids that more than one record has.
pub(crate) static DUPLICATE_ID: RuleMeta = RuleMeta::fixed("duplicate-id", include_str!("../rules/duplicate-id.md"));
/// Waivers whose last day has passed.
pub(crate) static EXPIRED_WAIVER: RuleMeta =
    RuleMeta::new("expired-waiver", Level::Warning, include_str!("../rules/expired-waiver.md"));
/// Files that are called almost like a claim file.
pub(crate) static FILE_NOT_READ: RuleMeta =
    RuleMeta::new("file-not-read", Level::Note, include_str!("../rules/file-not-read.md")).showing_notes();
/// Parts of a configuration that ask for what cannot be.
pub(crate) static INVALID_CONFIGURATION: RuleMeta =
    RuleMeta::fixed("invalid-configuration", include_str!("../rules/invalid-configuration.md"));
/// Dates outside the accepted forms or the calendar.
pub(crate) static INVALID_DATE: RuleMeta = RuleMeta::fixed("invalid-date", include_str!("../rules/invalid-date.md"));
/// Ids outside the accepted form.
pub(crate) static INVALID_ID: RuleMeta = RuleMeta::fixed("invalid-id", include_str!("../rules/invalid-id.md"));
/// Addresses that are not plain web addresses.
pub(crate) static INVALID_URL: RuleMeta = RuleMeta::fixed("invalid-url", include_str!("../rules/invalid-url.md"));
/// Inputs beyond a documented limit.
pub(crate) static LIMIT: RuleMeta = RuleMeta::fixed("limit", include_str!("../rules/limit.md"));
/// Links in the corpus folder, which are never followed.
pub(crate) static LINK_NOT_FOLLOWED: RuleMeta =
    RuleMeta::new("link-not-followed", Level::Note, include_str!("../rules/link-not-followed.md")).showing_notes();
/// Records without a field they need.
pub(crate) static MISSING_FIELD: RuleMeta = RuleMeta::fixed("missing-field", include_str!("../rules/missing-field.md"));
/// Claims attributed to somebody who may not be quoted at all.
pub(crate) static OFF_THE_RECORD: RuleMeta =
    RuleMeta::new("off-the-record", Level::Error, include_str!("../rules/off-the-record.md")).protecting_sources();
/// Confidential sources with a field that could tell who they are.
pub(crate) static REVEALED_SOURCE: RuleMeta =
    RuleMeta::fixed("revealed-source", include_str!("../rules/revealed-source.md"));
/// Claims that cite, corroborate or dispute themselves.
pub(crate) static SELF_REFERENCE: RuleMeta =
    RuleMeta::new("self-reference", Level::Error, include_str!("../rules/self-reference.md"));
/// Paths of archived copies that could leave the corpus folder.
pub(crate) static SNAPSHOT_PATH: RuleMeta = RuleMeta::fixed("snapshot-path", include_str!("../rules/snapshot-path.md"));
/// Files that are not the YAML that claim files are written in.
pub(crate) static SYNTAX: RuleMeta = RuleMeta::fixed("syntax", include_str!("../rules/syntax.md"));
/// Keys that no record of the kind has.
pub(crate) static UNKNOWN_FIELD: RuleMeta = RuleMeta::fixed("unknown-field", include_str!("../rules/unknown-field.md"));
/// Files and folders that could not be read.
pub(crate) static UNREADABLE: RuleMeta = RuleMeta::fixed("unreadable", include_str!("../rules/unreadable.md"));
/// Waivers that cover nothing.
pub(crate) static UNUSED_WAIVER: RuleMeta =
    RuleMeta::new("unused-waiver", Level::Warning, include_str!("../rules/unused-waiver.md"));
/// References to records of another kind than the field takes.
pub(crate) static WRONG_KIND_REFERENCE: RuleMeta =
    RuleMeta::new("wrong-kind-reference", Level::Error, include_str!("../rules/wrong-kind-reference.md"));
/// Values of the wrong shape.
pub(crate) static WRONG_TYPE: RuleMeta = RuleMeta::fixed("wrong-type", include_str!("../rules/wrong-type.md"));
