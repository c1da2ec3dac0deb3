//! JSON Schemas: of the files that people write, for editors that complete and underline while they type; and of every
//! answer as JSON, for programs that read it.
//!
//! ```
//! use onrecord::schema::Schema;
//!
//! let mut out = Vec::new();
//! Schema::Claims.write(&mut out)?;
//! assert!(String::from_utf8_lossy(&out).contains("attributed_to"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Those of files are made from the records that the loader reads into, and say what it accepts and refuses as far as a
//! schema can. They are of draft 7, which all versions of the usual language server for YAML read, and of later drafts
//! only the latest ones. `errorMessage` and `enumDescriptions` are words of that server, which other readers of schemas
//! pass over.
//!
//! Those of answers are made from what writes the answers. They are of draft 2020-12, and close: an answer has the
//! fields that its schema names, and no others.
//!
//! # What the schema of a file cannot say
//!
//! A schema sees one file, as an editor has read it. Loading is the judge of the rest:
//!
//! - **Between records**: that an id is unique in all sections and files, that a reference leads to a record, of the
//!   right kind and not to its own, that a source is not off the record.
//! - **In the text of the file**: aliases, tags, merge keys, a second document, characters that nobody can see where no
//!   escape shows them, more than 32 levels, an empty file.
//! - **Sizes**: 1 MiB in one text and 4096 bytes in one path are counted in bytes; a schema counts characters.
//! - **Numbers and booleans**, which the loader reads as the texts they are written as. An id that is written `+5`,
//!   `0x1F`, `5.0` or `True` is none, and `1e-3` is one; `2023.0` is no year, and `0476` is one, which a schema takes
//!   for 476 and refuses; 64 digits without a letter are a SHA-256; `5.` and `.5` are no paths, and `.inf` no number in
//!   JSON. Quotes settle all of these.
//! - **Web addresses**: what is between the brackets of an IP address, and characters beyond U+FFFF that no address
//!   has.
//!
//! It says some things earlier than loading, which are certain to be said: that a reference is no id, so leads nowhere,
//! and that a configuration names a rule that there is none of, or asks something else than an error of one that always
//! is one.

mod claims;
mod configuration;
mod editor;
mod meaning;

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};

pub use crate::text::escape::json::UNTRUSTED;
use claims::ClaimFile;
pub(crate) use meaning::{Described, Meaning, Step};

use crate::diagnostic::render::json::JsonFindings;
use crate::draft::json::JsonDraft;
use crate::export::json::JsonGraph;
use crate::format::named;
use crate::impact::json::{JsonImpact, JsonRanking};
#[cfg(feature = "import")]
use crate::import::json::JsonImport;
use crate::list::json::JsonList;
use crate::report::json::JsonReport;
#[cfg(feature = "parquet")]
use crate::report::of_tables::json::JsonTableReport;
use crate::runs::diff::json::JsonDiff;
use crate::runs::manifest::read::RawManifest;
use crate::runs::todo::json::JsonTodo;
use crate::trace::json::JsonTrace;

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Schema {
    /// A claim file: sources, documents, claims and reviews.
    Claims,
    /// `onrecord.yaml`, at the top of a corpus folder.
    Configuration,
    /// A [`Report`](crate::report::Report) as JSON.
    Report,
    /// [`Findings`](crate::diagnostic::render::Findings) as JSON.
    Check,
    /// A [`Trace`](crate::trace::Trace) as JSON.
    Trace,
    /// An [`Impact`](crate::impact::Impact) as JSON.
    Impact,
    /// A [`Ranking`](crate::impact::Ranking) as JSON.
    Rank,
    /// A [`Todo`](crate::runs::Todo) as JSON.
    Todo,
    /// A [`Diff`](crate::runs::Diff) as JSON.
    Diff,
    /// A [`List`](crate::list::List) as JSON.
    List,
    /// A [`Draft`](crate::draft::Draft) as JSON.
    Draft,
    /// An [`Import`](crate::import::Import) as JSON.
    #[cfg(feature = "import")]
    Import,
    /// A [`Manifest`](crate::runs::Manifest).
    Manifest,
    /// An [`Export`](crate::export::Export) as JSON.
    Graph,
    /// A [`TableReport`](crate::report::TableReport) as JSON.
    #[cfg(feature = "parquet")]
    Tables,
}

named!(Schema);

impl Schema {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Claims,
        Self::Configuration,
        Self::Report,
        Self::Check,
        Self::Trace,
        Self::Impact,
        Self::Rank,
        Self::Todo,
        Self::Diff,
        Self::List,
        Self::Draft,
        #[cfg(feature = "import")]
        Self::Import,
        Self::Manifest,
        Self::Graph,
        #[cfg(feature = "parquet")]
        Self::Tables,
    ];

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Configuration => "config",
            Self::Report => "report",
            Self::Check => "check",
            Self::Trace => "trace",
            Self::Impact => "impact",
            Self::Rank => "rank",
            Self::Todo => "todo",
            Self::Diff => "diff",
            Self::List => "list",
            Self::Draft => "draft",
            #[cfg(feature = "import")]
            Self::Import => "import",
            Self::Manifest => "manifest",
            Self::Graph => "graph",
            #[cfg(feature = "parquet")]
            Self::Tables => "tables",
        }
    }

    /// Writes the schema as indented JSON, the same bytes every time.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let schema = match self {
            Self::Claims => of_file().into_root_schema_for::<ClaimFile>(),
            Self::Configuration => configuration::schema(of_file()),
            Self::Report => of_answer::<JsonReport<'_>>(),
            Self::Check => of_answer::<JsonFindings<'_>>(),
            Self::Trace => of_answer::<JsonTrace<'_>>(),
            Self::Impact => of_answer::<JsonImpact<'_>>(),
            Self::Rank => of_answer::<JsonRanking<'_>>(),
            Self::Todo => of_answer::<JsonTodo<'_>>(),
            Self::Diff => of_answer::<JsonDiff<'_>>(),
            Self::List => of_answer::<JsonList<'_>>(),
            Self::Draft => of_answer::<JsonDraft<'_>>(),
            #[cfg(feature = "import")]
            Self::Import => of_answer::<JsonImport<'_>>(),
            Self::Manifest => of_answer::<RawManifest<'_>>(),
            Self::Graph => of_answer::<JsonGraph<'_>>(),
            #[cfg(feature = "parquet")]
            Self::Tables => of_answer::<JsonTableReport<'_>>(),
        };
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        out.write_all(b"\n")
    }
}

/// Everything is inlined, without `$ref`: editors look for a field's type and words nowhere else when they
/// complete it.
fn of_file() -> SchemaGenerator {
    SchemaSettings::draft07()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(editor::in_one_line)
        .with_transform(editor::without_null)
        .with_transform(editor::without_widths)
        .with_transform(editor::with_words_in_one_list)
        .into_generator()
}

/// The schema of what a program is given by another. What is optional is left out, and never null. What is used more
/// than once is under `$defs`.
pub fn of_arguments<T: JsonSchema>() -> schemars::Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(editor::without_null);
    with_words(settings).into_root_schema_for::<T>()
}

/// The schema of what a program answers. What is used more than once is under `$defs`, as generators of types like it.
pub fn of_answer<T: JsonSchema>() -> schemars::Schema {
    with_words(SchemaSettings::draft2020_12().for_serialize()).into_root_schema_for::<T>()
}

fn with_words(settings: SchemaSettings) -> SchemaGenerator {
    settings.with_transform(editor::in_one_line).with_transform(editor::without_widths).into_generator()
}
