//! `onrecord schema`: the JSON Schemas of files and of answers.

use std::io;

use onrecord::schema;

use crate::args::Schema;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;

/// Prints the JSON Schema of a file or of an answer.
pub(crate) fn run(args: &Schema) -> Result<Exit, CommandError> {
    write_stdout(|out| args.of.write(out))?;
    Ok(Exit::Clean)
}

/// The JSON Schema of a file that people write.
pub(crate) fn text(of: schema::Schema) -> io::Result<String> {
    let mut text = Vec::new();
    of.write(&mut text)?;
    String::from_utf8(text).map_err(io::Error::other)
}
