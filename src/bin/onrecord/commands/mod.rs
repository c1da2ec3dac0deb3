//! One file per command.

mod archive;
mod check;
mod complete;
mod completions;
mod diff;
mod draft;
mod explain;
mod export;
mod exposed;
mod fix;
mod impact;
#[cfg(feature = "import")]
mod import;
mod init;
mod list;
mod man;
#[cfg(feature = "mcp")]
mod mcp;
mod rename;
mod report;
mod review;
mod run;
pub(crate) mod schema;
mod todo;
mod trace;
#[cfg(feature = "watch")]
mod watch;

use crate::args::{Args, Command};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::loading;

/// Does what the command line says.
pub(crate) fn run(args: &Args) -> Result<Exit, CommandError> {
    loading::limit_threads();
    match &args.command {
        Command::Report(report) => report::run(report, args.color),
        Command::Check(check) => check::run(check, args.color),
        Command::Trace(trace) => trace::run(trace, args.color),
        Command::Impact(impact) => impact::run(impact, args.color),
        Command::List(list) => list::run(list, args.color),
        Command::Rename(rename) => rename::run(rename, args.color),
        Command::Export(export) => export::run(export, args.color),
        Command::Review(review) => review::run(review, args.color),
        Command::Todo(todo) => todo::run(todo, args.color),
        Command::Run(run) => run::run(run, args.color),
        Command::Diff(diff) => diff::run(diff, args.color),
        Command::Archive(archive) => archive::run(archive, args.color),
        Command::Draft(draft) => draft::run(draft, args.color),
        #[cfg(feature = "import")]
        Command::Import(import) => import::run(import, args.color),
        Command::Explain(explain) => explain::run(explain),
        Command::Init(init) => init::run(init, args.color),
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => Ok(crate::lsp::run()),
        #[cfg(feature = "mcp")]
        Command::Mcp(mcp) => mcp::run(mcp),
        #[cfg(feature = "watch")]
        Command::Watch(watch) => watch::run(watch, args.color),
        Command::Schema(schema) => schema::run(schema),
        Command::Complete(complete) => complete::run(complete),
        Command::Completions(completions) => completions::run(completions),
        Command::Man => man::run(),
    }
}
