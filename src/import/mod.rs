//! What a desk already has as records: tables, bibliographies, fact checks, annotations, drafts and our own exports.
//!
//! Each format is a file that reads its input into one view of records to be written, with an account of all that it
//! left out. What is written goes through `records/`, and nothing in it has been reviewed.

mod account;
mod autoarchiver;
mod beside;
mod claimreview;
mod contacts;
mod docx;
mod entities;
mod graph;
mod hypothesis;
pub(crate) mod json;
mod names;
mod object;
mod place;
mod references;
mod settle;
mod table;
mod text;
mod values;
mod view;
mod yaml;

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

pub use account::{Account, LeftOut, NotUnderstood, Reason, Remark, Why};
pub use place::{At, Part, Place};

use crate::format::{self, Writer, Written, named};
use crate::model::Corpus;
use crate::text::{Text, counted};
use settle::{Slot, settle};
use view::View;

/// A file of more bytes is not read.
pub const MAX_BYTES: usize = 64 << 20;

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Rows and columns: CSV, TSV, XLSX, ODS.
    Table,
    /// An annotated draft: DOCX with footnotes, endnotes or comments.
    Docx,
    /// A bibliography: CSL-JSON, BibTeX, RIS.
    References,
    /// Fact checks of others: `ClaimReview` and `MediaReview`, in JSON-LD or a page.
    ClaimReview,
    /// Our own exports: JSON, CSV.
    Graph,
    /// Annotations: the API of Hypothesis, W3C Web Annotations.
    Hypothesis,
    /// The sheet and the metadata of the auto-archiver.
    AutoArchiver,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Table,
        Self::Docx,
        Self::References,
        Self::ClaimReview,
        Self::Graph,
        Self::Hypothesis,
        Self::AutoArchiver,
    ];

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Docx => "docx",
            Self::References => "references",
            Self::ClaimReview => "claimreview",
            Self::Graph => "graph",
            Self::Hypothesis => "hypothesis",
            Self::AutoArchiver => "autoarchiver",
        }
    }

    /// Other words for what it reads, in small letters, which somebody may take for its name.
    pub const fn reads(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["csv", "tsv", "xlsx", "xls", "ods", "excel", "calc", "spreadsheet", "sheet"],
            Self::Docx => &["word", "doc", "footnotes", "comments"],
            Self::References => {
                &["bibtex", "biblatex", "bib", "ris", "csl", "csl-json", "zotero", "bibliography", "json"]
            }
            Self::ClaimReview => &["json-ld", "jsonld", "mediareview", "factcheck", "fact-check", "json"],
            Self::Graph => &["export", "onrecord", "nodes", "edges", "json"],
            Self::Hypothesis => &["annotations", "annotation", "json"],
            Self::AutoArchiver => &["auto-archiver", "metadata", "json"],
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
    /// The folder that it is in, where files are looked for that it names. Without one, none is.
    pub folder: Option<PathBuf>,
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
        let all = [(self.sources, "source"), (self.documents, "document"), (self.claims, "claim")];
        let words: Vec<_> =
            all.into_iter().filter(|&(count, _)| count > 0).map(|(count, what)| counted(count, what)).collect();
        f.write_str(if words.is_empty() { "no records" } else { "" })?;
        f.write_str(&words.join(", "))
    }
}

/// What came of an import.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
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
        let written = view.sources.iter().zip(&settled.sources).filter(|(_, slot)| matches!(slot, Slot::New(_)));
        for (source, _) in written.filter(|(source, _)| source.is_unclear) {
            account.count_remark(source.place, Remark::Unclear);
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
    if let Some(empty) = inputs.iter().position(|input| input.bytes.is_empty()) {
        return Err(NotImported::Input(empty, "the file is empty".to_owned()));
    }
    if format == Format::Table {
        if let Some(proposed) = table::read(inputs, map, &mut view, &mut account)? {
            return Ok(Outcome::Map(proposed));
        }
    } else if map.is_some() {
        return Err(NotImported::Map("only tables have a map".to_owned()));
    } else if format == Format::Graph {
        graph::read(inputs, &mut view, &mut account)?;
    } else {
        for (input, nth) in inputs.iter().zip(0..) {
            let (bytes, view, account) = (&input.bytes[..], &mut view, &mut account);
            let read = match format {
                Format::Docx => docx::read(bytes, nth, corpus, view, account),
                Format::References => references::read(bytes, nth, view, account),
                Format::ClaimReview => claimreview::read(bytes, nth, view, account),
                Format::Hypothesis => hypothesis::read(bytes, nth, view, account),
                _ => autoarchiver::read(input, nth, view, account),
            };
            read.map_err(|why| NotImported::Input(nth as usize, why))?;
        }
    }
    let names = inputs.iter().map(|input| input.name.clone()).collect();
    Import::new(&view, account, format, names, corpus).map(Outcome::Import)
}
