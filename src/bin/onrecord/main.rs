//! The command line of `onrecord`.

mod args;
mod clock;
mod commands;
mod exit;
mod output;
mod reading;
mod step_summary;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Exit;

fn main() -> ExitCode {
    exit::on_panic();
    run().into()
}

fn run() -> Exit {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::usage(&error),
    };
    let outcome = match args.command {
        Command::Report(report) => commands::report::run(&report, args.color),
        Command::Check(check) => commands::check::run(&check, args.color),
        Command::Explain(explain) => commands::explain::run(&explain),
    };
    outcome.unwrap_or_else(|trouble| exit::explain(&trouble))
}
