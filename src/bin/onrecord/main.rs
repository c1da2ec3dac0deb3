//! The command line of `onrecord`.

mod args;
mod atomic_write;
mod ci;
mod clock;
mod commands;
mod corpus_errors;
mod error;
mod exit;
mod folder;
mod interrupt;
mod loading;
#[cfg(feature = "lsp")]
mod lsp;
mod manifest_file;
mod output;
mod protected_paths;
mod starter_files;
mod text_program;
#[cfg(feature = "watch")]
mod watcher;

use std::process::ExitCode;

use args::Args;
use exit::Exit;

fn main() -> ExitCode {
    exit::panics::end();
    text_program::become_program().unwrap_or_else(|| run().into())
}

fn run() -> Exit {
    interrupt::watch();
    match Args::read() {
        Ok(args) => commands::run(&args).unwrap_or_else(|error| exit::explain(&error)),
        Err(error) => exit::usage(&error),
    }
}
