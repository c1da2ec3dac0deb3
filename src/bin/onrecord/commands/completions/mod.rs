//! `onrecord completions`: what a shell needs to complete commands.

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;

/// Prints what a shell needs to complete our commands.
pub(crate) fn run(args: &Completions) -> Result<Exit, CommandError> {
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    // A closed pipe is no trouble for us, and a panic for the generator.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    write_stdout(|out| out.write_all(&script))?;
    Ok(Exit::Clean)
}
