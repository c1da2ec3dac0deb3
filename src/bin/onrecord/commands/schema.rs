//! `onrecord schema`: the JSON Schemas of the files that people write.

use std::io;

use onrecord::rules::RULES;
use onrecord::schema;

use crate::args::{Schema, SchemaFile};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;

/// Prints the JSON Schema of a file that people write.
pub(crate) fn run(args: &Schema) -> Result<Exit, CommandError> {
    write_stdout(|out| out.write_all(text(args.file)?.as_bytes()))?;
    Ok(Exit::Clean)
}

/// The JSON Schema of a file that people write.
pub(crate) fn text(file: SchemaFile) -> io::Result<String> {
    let rules: Vec<_> = RULES.iter().map(|rule| rule.meta).collect();
    let schema = match file {
        SchemaFile::Claims => schema::Schema::Claims,
        SchemaFile::Config => schema::Schema::Configuration { rules: &rules },
    };
    let mut text = Vec::new();
    schema.write(&mut text)?;
    String::from_utf8(text).map_err(io::Error::other)
}
