//! Claim files to a [`Corpus`]. Loading never fails: what cannot be read is a diagnostic, and the rest is kept.

mod characters;
pub(crate) mod configuration;
mod convert;
mod faults;
mod merge;
mod read;
pub(crate) mod record;
mod secrecy;
mod sections;
pub(crate) mod shape;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{CONFIGURATION, Configuration, Corpus};
use crate::text::{File, FileId, FilePath, Files, Text};
pub(crate) use characters::has_hidden;
pub(crate) use convert::CONFIDENTIAL_FIELDS;
use sections::Contents;
use walk::Found;
pub(crate) use walk::io_words;

/// What is to be loaded.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Claim files, and folders of them.
    pub paths: &'a [PathBuf],
    /// A configuration to use instead of the one at the top of a folder.
    pub configuration: Option<&'a Path>,
}

/// What loading found.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The records.
    pub(crate) corpus: Corpus,
    /// What the newsroom asks of them, if there is a configuration.
    pub(crate) configuration: Option<Configuration>,
    /// The folders of the corpus: those that were given, and those of the claim files that were given. Nothing outside them is read.
    pub(crate) folders: Vec<PathBuf>,
    /// The files that were read, the configuration last.
    pub(crate) files: Files,
    /// What is wrong with the files, in order of place.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether every file was read and every record was understood. Where not, what is missing may be what matters.
    pub(crate) fn is_understood(&self) -> bool {
        !self.diagnostics.iter().any(|diagnostic| diagnostic.rule.is_fixed)
    }
}

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far.
    pub done: u64,
    /// Bytes there are.
    pub total: u64,
}

/// Reads all claim files under some paths, and the configuration at their top.
pub(crate) fn load(inputs: &Inputs<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Loaded {
    let mut diagnostics = Vec::new();
    let walked = walk::walk(inputs, &mut diagnostics);
    let total = walked.claim_files.iter().map(|file| file.size).sum();
    let done = AtomicU64::new(0);
    let read: Vec<_> = walked
        .claim_files
        .into_par_iter()
        .enumerate()
        .map(|(at, found)| {
            let size = found.size;
            let outcome = open(found, file_id(at), sections::read);
            progress(Progress { done: done.fetch_add(size, Ordering::Relaxed) + size, total });
            outcome
        })
        .collect();
    let configuration = walked.configuration.map(|found| {
        let mut configuration = Configuration {
            is_inside: walked.is_inside,
            path: FilePath::new(&*found.path),
            ..Configuration::default()
        };
        let read = open(found, file_id(read.len()), |text, id| configuration::read(text, id, &mut configuration));
        (configuration, read)
    });
    let folders = inputs.paths.iter().map(|path| walk::folder(path).to_owned()).collect();
    Loaded { folders, ..finish(read, configuration, diagnostics) }
}

/// Reads claim files that are in memory, each with the path it is to be shown under. One that is called `onrecord.yaml` and nothing
/// more is the configuration.
pub(crate) fn load_texts(texts: impl IntoIterator<Item = (PathBuf, String)>) -> Loaded {
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort();
    let configuration = texts.iter().position(|(path, _)| path.as_os_str() == CONFIGURATION).map(|at| texts.remove(at));
    let read: Vec<_> =
        (0..).zip(texts).map(|(at, (path, text))| understand(path, text, file_id(at), sections::read)).collect();
    let configuration = configuration.map(|(path, text)| {
        let mut configuration =
            Configuration { is_inside: true, path: FilePath::new(CONFIGURATION), ..Configuration::default() };
        let read =
            understand(path, text, file_id(read.len()), |text, id| configuration::read(text, id, &mut configuration));
        (configuration, read)
    });
    finish(read, configuration, Vec::new())
}

fn file_id(at: usize) -> FileId {
    FileId(u32::try_from(at).unwrap_or(u32::MAX))
}

/// A file and what is in it.
type Read = (File, Contents);

/// A file that was found.
fn open(found: Found, id: FileId, read: impl FnOnce(&Text, FileId) -> Contents) -> Read {
    match read::read(&found, id) {
        Ok(text) => understand(found.path, text, id, read),
        // It keeps its number, so that its diagnostics have a path.
        Err(refused) => {
            let contents = Contents { diagnostics: vec![*refused.diagnostic], ..Contents::default() };
            (File::new(found.path, Text::new(refused.before)), contents)
        }
    }
}

/// A file whose text is there.
fn understand(path: PathBuf, text: String, id: FileId, read: impl FnOnce(&Text, FileId) -> Contents) -> Read {
    let text = Text::new(text);
    let hidden_characters = characters::find(text.untrusted(), id);
    let mut contents = if hidden_characters.is_empty() {
        read(&text, id)
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

fn finish(
    mut read: Vec<Read>,
    configuration: Option<(Configuration, Read)>,
    mut diagnostics: Vec<Diagnostic>,
) -> Loaded {
    let configuration = configuration.map(|(configuration, file)| {
        read.push(file);
        configuration
    });
    let (files, contents): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let corpus = merge::merge(contents, &mut diagnostics);
    diagnostics.sort_by(Diagnostic::order);
    Loaded { corpus, configuration, folders: Vec::new(), files: Files::new(files), diagnostics }
}
