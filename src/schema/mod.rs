//! JSON Schemas of the files that people write, for editors that complete and underline while they type.
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
//! They are made from the records that the loader reads into, and say what it accepts and refuses as far as a schema can. They
//! are of draft 7, which all versions of the usual language server for YAML read, and of later drafts only the latest ones.
//! `errorMessage` and `enumDescriptions` are words of that server, which other readers of schemas pass over.
//!
//! # What a schema cannot say
//!
//! A schema sees one file, as an editor has read it. Loading is the judge of the rest:
//!
//! - **Between records**: that an id is unique in all sections and files, that a reference leads to a record, of the right kind and
//!   not to its own, that a source is not off the record.
//! - **In the text of the file**: aliases, tags, merge keys, a second document, characters that nobody can see where no escape shows
//!   them, more than 32 levels, an empty file.
//! - **Sizes**: 1 MiB in one text and 4096 bytes in one path are counted in bytes; a schema counts characters.
//! - **Numbers and booleans**, which the loader reads as the texts they are written as. An id that is written `+5`, `0x1F`, `5.0` or
//!   `True` is none, and `1e-3` is one; `2023.0` is no year, and `0476` is one, which a schema takes for 476 and refuses; 64 digits
//!   without a letter are a SHA-256; `5.` is no path, and `.inf` no number in JSON. Quotes settle all of these.
//! - **Web addresses**: what is between the brackets of an IP address, and characters beyond U+FFFF that no address has.
//!
//! It says some things earlier than loading, which are certain to be said: that a reference is no id, so leads nowhere, and that a
//! configuration names a rule that there is none of, or asks something else than an error of one that always is one.

mod claims;
mod configuration;
mod editor;

use std::io::{self, Write};

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;

use claims::ClaimFile;

use crate::diagnostic::RuleMeta;

/// A file that there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema<'a> {
    /// A claim file: sources, documents, claims and reviews.
    Claims,
    /// `onrecord.yaml`, at the top of a corpus folder.
    Configuration {
        /// The rules that it may set and waive.
        rules: &'a [&'static RuleMeta],
    },
}

impl Schema<'_> {
    /// Writes the schema as indented JSON, the same bytes every time.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let schema = match self {
            Self::Claims => generator().into_root_schema_for::<ClaimFile>(),
            Self::Configuration { rules } => configuration::schema(generator(), rules),
        };
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        out.write_all(b"\n")
    }
}

/// Everything stands where it is used, without `$ref`: editors look for a field's type and words nowhere else when they complete it.
fn generator() -> SchemaGenerator {
    SchemaSettings::draft07()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(editor::in_one_line)
        .with_transform(editor::without_null)
        .with_transform(editor::with_words_in_one_list)
        .into_generator()
}
