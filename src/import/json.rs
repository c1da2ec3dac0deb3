//! The account for programs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::text::words;
use super::{Counts, Format, Import, LeftOut, NotUnderstood, Place, Reason, Why};
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::text::escape::json::Str;

document! {
    /// What an import wrote, and what it did not.
    pub(crate) struct JsonImport<'a>: "import" version 1 {
        #[schemars(with = "Word<Format>")]
        format: &'static str,
        /// The names of the files, without their folders.
        files: Vec<Str<'a>>,
        /// What was read, by what it is.
        read: Vec<JsonRead>,
        /// How many new records there are. With `--dry-run` they are not written.
        written: JsonCounts,
        /// How many records of the input the corpus has already.
        known: JsonCounts,
        /// What was assumed, in words.
        remarks: Vec<JsonRemark>,
        /// What is in no record, each with the reason.
        left_out: Lines<'a, JsonLeftOut<'a>>,
        /// What could not be used.
        not_understood: Lines<'a, JsonNotUnderstood<'a>>,
    }
}

/// How many there were of something.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Read", deny_unknown_fields)]
struct JsonRead {
    /// One of it: `row`, `item`.
    what: &'static str,
    count: usize,
}

/// How many records of each kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Counts", deny_unknown_fields)]
struct JsonCounts {
    sources: usize,
    documents: usize,
    claims: usize,
}

/// What was assumed about a file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Remark", deny_unknown_fields)]
struct JsonRemark {
    /// The number of the file in `files`, from 0.
    file: u32,
    words: String,
}

/// Something that is in no record.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftOut", deny_unknown_fields)]
struct JsonLeftOut<'a> {
    /// What the input calls it.
    field: Str<'a>,
    #[schemars(with = "Word<Reason>")]
    reason: &'static str,
    count: usize,
    /// The number of the file in `files`, from 0, in which it is first.
    file: u32,
    /// Where in the file it is first.
    place: String,
}

/// Something that could not be used.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NotUnderstood", deny_unknown_fields)]
struct JsonNotUnderstood<'a> {
    /// The number of the file in `files`, from 0.
    file: u32,
    /// Where in the file it is, such as `row 17, column C`.
    place: String,
    /// What the input calls it, if the place does not say it.
    field: Option<Str<'a>>,
    #[schemars(with = "Word<Why>")]
    why: &'static str,
}

pub(super) fn write(import: &Import, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let account = &import.account;
    let read = account.read().iter().map(|&(what, count)| JsonRead { what, count }).collect();
    let remark = |remark: &(Place, _)| JsonRemark { file: remark.0.file, words: words(remark) };
    let json = JsonImport {
        version: Version,
        format: import.format.name(),
        files: import.names.iter().map(Str).collect(),
        read,
        written: import.written.into(),
        known: import.known.into(),
        remarks: account.remarks().iter().map(remark).collect(),
        left_out: Lines::new(account.left_out().len(), |nth| left_out(&account.left_out()[nth])),
        not_understood: Lines::new(account.not_understood().len(), |nth| {
            not_understood(&account.not_understood()[nth])
        }),
    };
    json.write(out)
}

impl From<Counts> for JsonCounts {
    fn from(Counts { sources, documents, claims }: Counts) -> Self {
        Self { sources, documents, claims }
    }
}

fn left_out(left: &LeftOut) -> JsonLeftOut<'_> {
    JsonLeftOut {
        field: Str(&left.field),
        reason: left.reason.name(),
        count: left.count,
        file: left.first.file,
        place: left.first.at.to_string(),
    }
}

fn not_understood(one: &NotUnderstood) -> JsonNotUnderstood<'_> {
    JsonNotUnderstood {
        file: one.place.file,
        place: one.place.at.to_string(),
        field: one.field.as_ref().map(Str),
        why: one.why.name(),
    }
}
