//! Claim files to a [`Corpus`]. Loading never fails: what cannot be read is a diagnostic, and the rest is kept.

mod characters;
mod convert;
mod faults;
mod merge;
mod read;
mod record;
mod sections;
mod walk;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{self, Diagnostic};
use crate::model::Corpus;
use crate::text::{File, FileId, Files, Text};
use read::Refused;
use sections::Contents;

/// What loading found.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The records.
    pub corpus: Corpus,
    /// The files they stand in.
    pub files: Files,
    /// What is wrong with the files, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far.
    pub done: u64,
    /// Bytes there are.
    pub total: u64,
}

/// Reads all claim files under some paths; a folder is walked, a file is read whatever its name.
///
/// Uses the threads of the current rayon pool; the result does not depend on their number. Keeps the texts of all files, for
/// excerpts: some six times their size in all.
pub fn load(paths: &[PathBuf]) -> Loaded {
    load_with_progress(paths, &|_| {})
}

/// [`load`], saying after each file how far it has come. `progress` is called from several threads.
pub fn load_with_progress(paths: &[PathBuf], progress: &(dyn Fn(Progress) + Sync)) -> Loaded {
    let mut diagnostics = Vec::new();
    let found = walk::walk(paths, &mut diagnostics);
    let total = found.iter().map(|file| file.size).sum();
    let done = AtomicU64::new(0);
    let read = found
        .into_par_iter()
        .enumerate()
        .map(|(at, found)| {
            let file = file_id(at);
            let size = found.size;
            let outcome = match read::read(&found, file) {
                Ok(text) => understand(found.path, text, file),
                Err(refused) => refuse(found.path, refused),
            };
            progress(Progress { done: done.fetch_add(size, Ordering::Relaxed) + size, total });
            outcome
        })
        .collect();
    finish(read, diagnostics)
}

/// Reads claim files that are in memory, each with the path it is to be shown under.
pub fn load_texts(texts: impl IntoIterator<Item = (PathBuf, String)>) -> Loaded {
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort();
    let read = texts.into_iter().enumerate().map(|(at, (path, text))| understand(path, text, file_id(at))).collect();
    finish(read, Vec::new())
}

fn file_id(at: usize) -> FileId {
    FileId(u32::try_from(at).unwrap_or(u32::MAX))
}

/// A file whose text is there.
fn understand(path: PathBuf, text: String, id: FileId) -> (File, Contents) {
    let text = Text::new(text);
    let hidden_characters = characters::find(text.untrusted(), id);
    let mut contents = if hidden_characters.is_empty() {
        sections::read(&text, id)
    } else {
        // What a reviewer cannot see must not count as read.
        Contents { diagnostics: hidden_characters, ..Contents::default() }
    };
    let mut file = File::new(path, text);
    if let Some(hidden) = contents.hidden.take() {
        file.hide_only(hidden);
    }
    (file, contents)
}

/// A file without a text for us; it keeps its number, so that its diagnostics have a path.
fn refuse(path: PathBuf, refused: Refused) -> (File, Contents) {
    let diagnostics = vec![*refused.diagnostic];
    (File::new(path, Text::new(refused.before)), Contents { diagnostics, ..Contents::default() })
}

fn finish(read: Vec<(File, Contents)>, mut diagnostics: Vec<Diagnostic>) -> Loaded {
    let (files, contents): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let corpus = merge::merge(contents, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Loaded { corpus, files: Files::new(files), diagnostics }
}
