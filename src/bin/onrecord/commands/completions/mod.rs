//! `onrecord completions`: what a shell needs to complete commands.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::{Args, Completions};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;

/// What scripts have besides: they ask the program for what is in the claim files, and for rules.
const BASH: &str = include_str!("onrecord.bash");
const FISH: &str = include_str!("onrecord.fish");
const ZSH: &str = include_str!("onrecord.zsh");
/// What the function for zsh starts with.
const ZSH_START: &str = "\n_onrecord() {\n";

/// Prints what a shell needs to complete our commands.
pub(crate) fn run(args: &Completions) -> Result<Exit, CommandError> {
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    // A closed pipe is no trouble for us, and a panic for the generator.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    let script = String::from_utf8_lossy(&script);
    let script = match args.shell {
        Shell::Bash => format!("{script}{BASH}"),
        Shell::Fish => format!("{script}{FISH}"),
        Shell::Zsh => script.replacen(ZSH_START, &format!("{ZSH_START}{ZSH}"), 1),
        _ => script.into_owned(),
    };
    write_stdout(|out| out.write_all(script.as_bytes()))?;
    Ok(Exit::Clean)
}
