//! The corpus of the command line, as it is whenever a tool is called.

use std::path::PathBuf;

use onrecord::Workspace;
use onrecord::model::{Date, Source};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;
use serde_json::Value;

use super::journal::Journal;
use super::tools::Tool;
use crate::error::CommandError;
use crate::{args, clock, loading, manifest_file};

/// Why nothing is said of a corpus.
const CONFIDENTIAL: &str = "the corpus has confidential sources or documents, and what an assistant sees may leave \
    your computer; pass --with-confidential to serve it all the same";
const NOT_UNDERSTOOD: &str = "a claim file has errors, and what could not be read may be confidential; run `onrecord \
    check` and repair it, or start this server with --with-confidential";

/// What tools are answered from.
pub(super) struct Desk {
    pub(super) workspace: Workspace,
    pub(super) snapshot: Snapshot,
    /// What the corpus is compared with: how it was at the start, or a manifest.
    pub(super) before: Before,
    pub(super) paths: Vec<PathBuf>,
    with_confidential: bool,
    journal: Option<Journal>,
}

/// An earlier state of the corpus.
pub(super) enum Before {
    Start(Snapshot),
    Run(Text),
}

impl Desk {
    pub(super) fn open(args: &args::Mcp) -> Result<Self, CommandError> {
        let paths = args.paths.paths.clone();
        let (workspace, snapshot) = loading::open(&paths, None)?;
        if let Some(why) = withheld(&snapshot).filter(|_| !args.with_confidential) {
            return Err(CommandError::Usage(why));
        }
        let before = match &args.run {
            Some(path) => Before::Run(manifest_file::read(path)?),
            None => Before::Start(snapshot.clone()),
        };
        let journal = args.log.as_deref().map(|path| Journal::open(path, &snapshot)).transpose()?;
        Ok(Self { workspace, snapshot, before, paths, with_confidential: args.with_confidential, journal })
    }

    /// What a tool answers, or why it cannot.
    pub(super) fn call(&mut self, tool: &Tool, arguments: &Value) -> Result<Value, String> {
        self.look_again();
        if let Some(why) = withheld(&self.snapshot).filter(|_| !self.with_confidential) {
            return Err(why.to_owned());
        }
        tool.answer(self, arguments)
    }

    /// Takes in what has changed on the disk.
    pub(super) fn look_again(&mut self) {
        self.workspace.refresh();
        self.snapshot = self.workspace.snapshot();
    }

    /// Today, if the system knows it.
    pub(super) fn today() -> Option<Date> {
        clock::today()
    }

    /// Writes down what was asked and how much was answered.
    pub(super) fn note(&mut self, tool: &str, arguments: &Value, answer: &Result<Value, String>) {
        if let Some(journal) = &mut self.journal {
            journal.note(tool, arguments, answer);
        }
    }
}

/// Why a corpus is not for everybody, if so.
fn withheld(snapshot: &Snapshot) -> Option<&'static str> {
    let corpus = snapshot.corpus();
    let is_confidential = corpus.sources.iter().any(Source::is_confidential)
        || corpus.documents.iter().any(|document| document.is_confidential);
    let is_understood = snapshot.is_understood();
    is_confidential.then_some(CONFIDENTIAL).or_else(|| (!is_understood).then_some(NOT_UNDERSTOOD))
}
