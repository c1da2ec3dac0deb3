//! `onrecord draft`: who says what in a saved article.

use std::io::Read;
use std::path::Path;

use onrecord::copies::MAX_BYTES;
use onrecord::draft::{self, NotRead};
use onrecord::format::{Options, Written};
use onrecord::model::Record;

use crate::args::{Color, Draft};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;
use crate::{corpus_errors, loading};

/// Drafts a file, or the copy of a document.
pub(crate) fn run(args: &Draft, color: Color) -> Result<Exit, CommandError> {
    if args.subject.is_file() {
        let draft = of_file(&args.subject)?;
        write_stdout(|out| draft.write(args.format, &Options::default(), out))?;
        return Ok(Exit::Clean);
    }
    let id = args.subject.to_string_lossy();
    let snapshot = loading::load(std::slice::from_ref(&args.path), None)?;
    let document = |record| match record {
        Record::Document(document) => Some(document),
        _ => None,
    };
    let found = snapshot.find(&id, document).map_err(|why| CommandError::not_found(&id, why, "a document"))?;
    let draft = draft::of_document(&snapshot, found).map_err(|why| not_read(&args.subject, why))?;
    write_stdout(|out| draft.write(args.format, &Options::default(), out))?;
    Ok(corpus_errors::show(&snapshot, color))
}

/// Drafts a file that the user has named: it may be a link.
fn of_file(path: &Path) -> Result<draft::Draft, CommandError> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| CommandError::unread(path, &error))?;
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    draft::of_copy(&bytes, extension.as_deref()).map_err(|why| not_read(path, why))
}

fn not_read(path: &Path, why: NotRead) -> CommandError {
    CommandError::Input(path.to_owned(), why.to_string())
}
