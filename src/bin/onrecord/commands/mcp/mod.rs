//! `onrecord mcp`: read-only tools for an assistant, by the Model Context Protocol over standard input and output.
//!
//! Nothing is written and nothing but the corpus of the command line is read, whatever the assistant says. Texts of the
//! files are data: they stand in fields called `untrusted_…`, and nowhere else.

mod desk;
mod journal;
mod lines;
mod marked;
mod protocol;
mod tools;

use std::io::{self, IsTerminal, Write};

use desk::Desk;

use crate::args;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::exit::panics;

/// Serves an assistant until its program closes the stream.
pub(super) fn run(args: &args::Mcp) -> Result<Exit, CommandError> {
    let mut desk = Desk::open(args)?;
    panics::go_on();
    if io::stdin().is_terminal() {
        let _ = writeln!(io::stderr(), "onrecord: assistants start this command; docs/assistants.md shows how");
    }
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    while let Some(line) = lines::next(&mut input).map_err(|error| CommandError::Stdin(error.to_string()))? {
        let answer = protocol::answer(&mut desk, &line);
        let Some(answer) = answer else { continue };
        let sent = lines::send(&answer, &mut output);
        match sent {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            sent => sent.map_err(|error| CommandError::Stdout(error.to_string()))?,
        }
    }
    Ok(Exit::Clean)
}
