//! What a desk already has as records: tables, bibliographies, fact checks, annotations, drafts and our own exports.
//!
//! Each format is a file that reads its input into one view of records to be written, with an account of all that it
//! left out. What is written goes through `records/`, and nothing in it has been reviewed.

mod account;
mod contacts;
pub(crate) mod json;
mod names;
mod place;
mod settle;
mod table;
mod text;
mod values;
mod view;
mod yaml;

use std::error::Error;
use std::fmt;

pub use account::{Account, LeftOut, NotUnderstood, Reason, Remark, Why};
pub use place::{At, Part, Place};

use crate::format::{self, Writer, Written, named};
use crate::model::Corpus;
use crate::text::Text;
use settle::{Slot, settle};
use view::View;

/// A file of more bytes is not read.
pub const MAX_BYTES: usize = 64 << 20;

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Rows and columns: CSV, TSV.
    Table,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Table];

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
        }
    }
}

named!(Format);

/// A file that is imported.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name, without its folder.
    pub name: Text,
    /// All that is in it.
    pub bytes: Vec<u8>,
}

/// Why nothing of the input can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotImported {
    /// A file cannot be read: its number, from 0, and why, with the place.
    Input(usize, String),
    /// The map of columns cannot be used.
    Map(String),
    /// What would be written would not be read back as it is.
    Lost,
}

impl fmt::Display for NotImported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(_, why) | Self::Map(why) => f.write_str(why),
            Self::Lost => f.write_str("the records cannot be stored exactly"),
        }
    }
}

impl Error for NotImported {}

/// How many records of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sources.
    pub sources: usize,
    /// Documents.
    pub documents: usize,
    /// Claims.
    pub claims: usize,
}

impl Counts {
    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let all = [(self.sources, "source"), (self.documents, "document"), (self.claims, "claim")];
        let words: Vec<_> =
            all.into_iter().filter(|&(count, _)| count > 0).map(|(count, what)| counted(count, what)).collect();
        f.write_str(if words.is_empty() { "no records" } else { "" })?;
        f.write_str(&words.join(", "))
    }
}

/// What came of an import.
#[derive(Debug)]
pub enum Outcome {
    /// Records and an account.
    Import(Import),
    /// A proposed map of columns, for a person to check: nothing is imported without one.
    Map(String),
}

/// The records of an import as a claim file, and the account of what is not in it.
#[derive(Debug)]
pub struct Import {
    format: Format,
    names: Vec<Text>,
    file: Option<String>,
    written: Counts,
    known: Counts,
    account: Account,
}

impl Import {
    fn new(
        view: &View,
        account: Account,
        format: Format,
        names: Vec<Text>,
        corpus: &Corpus,
    ) -> Result<Self, NotImported> {
        let mut account = account;
        let settled = settle(view, corpus);
        if settled.renamed > 0 {
            account.remark(Place::of_file(0), Remark::TakenIds(settled.renamed));
        }
        let file = yaml::file(view, &settled, format, &names)?;
        let count = |is: fn(&Slot) -> bool| {
            let of = |slots: &[Slot]| slots.iter().filter(|slot| is(slot)).count();
            Counts { sources: of(&settled.sources), documents: of(&settled.documents), claims: of(&settled.claims) }
        };
        let written = count(|slot| matches!(slot, Slot::New(_)));
        let known = count(|slot| !matches!(slot, Slot::New(_)));
        Ok(Self { format, names, file, written, known, account })
    }

    /// The claim file; nothing if there is no new record.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// How many records are in it.
    pub fn written(&self) -> Counts {
        self.written
    }

    /// How many records of the input the corpus has already.
    pub fn known(&self) -> Counts {
        self.known
    }

    /// What was read, left out and not understood.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Whether there was nothing in the input.
    pub fn is_nothing(&self) -> bool {
        self.written.is_none() && self.known.is_none()
    }
}

impl Written for Import {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [Writer::new(format::Format::Text, text::write), Writer::new(format::Format::Json, json::write)]
    }
}

/// Imports files, for a corpus whose records keep their ids. `map` says which column of a table is what.
///
/// # Errors
/// If a file cannot be read at all, or the map does not fit it.
pub fn import(format: Format, inputs: &[Input], map: Option<&str>, corpus: &Corpus) -> Result<Outcome, NotImported> {
    let (mut view, mut account) = (View::default(), Account::default());
    if let Some(large) = inputs.iter().position(|input| input.bytes.len() > MAX_BYTES) {
        return Err(NotImported::Input(large, "is larger than 64 MiB".to_owned()));
    }
    match format {
        Format::Table => {
            if let Some(proposed) = table::read(inputs, map, &mut view, &mut account)? {
                return Ok(Outcome::Map(proposed));
            }
        }
    }
    let names = inputs.iter().map(|input| input.name.clone()).collect();
    Import::new(&view, account, format, names, corpus).map(Outcome::Import)
}
