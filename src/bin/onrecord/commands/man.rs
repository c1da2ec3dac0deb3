//! `onrecord man`: the manual page, one for all commands.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;

use crate::args::Args;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;

/// What no option says: files, the environment and examples.
const END: &str = include_str!("man.roff");

/// Prints the manual page, one for all commands.
pub(crate) fn run() -> Result<Exit, CommandError> {
    let mut command = Args::command();
    command.build();
    write_stdout(|out| page(&command, out))?;
    Ok(Exit::Clean)
}

fn page(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    writeln!(out, ".SH COMMANDS")?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help" && !command.is_hide_set()) {
        section(command, out)?;
    }
    if let Some(words) = command.get_after_help() {
        let words = words.to_string();
        writeln!(out, ".SH EXIT STATUS\n{}", words.strip_prefix("Exit status: ").unwrap_or(&words))?;
    }
    out.write_all(END.as_bytes())
}

/// A command has its sections one level deeper than on a page of its own.
fn section(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let is_told_once = |arg: &Arg| arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str());
    let man = Man::new(command.clone().mut_args(|arg| if is_told_once(&arg) { arg.hide(true) } else { arg }));
    let mut sections = Vec::new();
    man.render_synopsis_section(&mut sections)?;
    man.render_description_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    writeln!(out, ".SS {name}")?;
    for line in String::from_utf8_lossy(&sections).lines() {
        match line.strip_prefix(".SH ") {
            Some("OPTIONS") => writeln!(out, ".PP\nOptions:")?,
            Some(_) => writeln!(out, ".PP")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}
