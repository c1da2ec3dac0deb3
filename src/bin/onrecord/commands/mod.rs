//! One file per command.

mod check;
mod completions;
mod explain;
mod export;
mod impact;
mod init;
mod man;
mod report;
mod review;
pub(crate) mod schema;
mod trace;

use crate::args::{Args, Command};
use crate::exit::{Exit, Trouble};

/// Does what the command line says.
pub(crate) fn run(args: &Args) -> Result<Exit, Trouble> {
    match &args.command {
        Command::Report(report) => report::run(report, args.color),
        Command::Check(check) => check::run(check, args.color),
        Command::Trace(trace) => trace::run(trace, args.color),
        Command::Impact(impact) => impact::run(impact, args.color),
        Command::Export(export) => export::run(export, args.color),
        Command::Review(review) => review::run(review, args.color),
        Command::Explain(explain) => explain::run(explain),
        Command::Init(init) => init::run(init, args.color),
        Command::Schema(schema) => schema::run(schema),
        Command::Completions(completions) => completions::run(completions),
        Command::Man => man::run(),
    }
}
