//! The command line of `onrecord`.

mod args;
mod clock;
mod commands;
mod exit;
mod faults;
mod inputs;
mod interrupt;
mod known;
mod lock;
mod manifest_file;
mod output;
mod reading;
mod refused;
mod seen;
mod starter;
mod step_summary;
mod whole;

use std::process::ExitCode;

use clap::Parser;

use args::Args;
use exit::Exit;

fn main() -> ExitCode {
    exit::on_panic();
    interrupt::watch();
    run().into()
}

fn run() -> Exit {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::usage(&error),
    };
    commands::run(&args).unwrap_or_else(|trouble| exit::explain(&trouble))
}
