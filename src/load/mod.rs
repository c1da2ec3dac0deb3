//! Claim files to a [`Corpus`]. Loading never fails: what cannot be read is a diagnostic, and the rest is kept.

mod blame;
mod characters;
pub(crate) mod configuration;
mod convert;
mod cut_text;
mod faults;
mod lookalikes;
mod merge;
mod parsed;
mod ranges;
mod read;
pub(crate) mod record;
mod role;
mod salvage;
mod secrecy;
mod sections;
pub(crate) mod shape;
mod stamp;
mod taken_in;
mod walk;
mod withhold;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{CONFIGURATION, Configuration, Corpus, Edits, FileRecords};
use crate::text::{FileId, Files, show};
pub(crate) use characters::has_hidden;
pub(crate) use parsed::Parsed;
pub(crate) use role::Role;
pub(crate) use stamp::Stamp;
pub(crate) use walk::{Found, Walked, folder, io_words, real, second_configuration, walk};
#[cfg(feature = "import")]
pub(crate) use withhold::{CONFIDENTIAL_DOCUMENT, title_mark};

/// What is to be loaded.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Claim files, and folders of them.
    pub paths: &'a [PathBuf],
    /// A configuration to use instead of the one at the top of a folder.
    pub configuration: Option<&'a Path>,
}

/// What some files hold together.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The records.
    pub(crate) corpus: Corpus,
    /// The same before anything was withheld.
    pub(crate) merged: Corpus,
    /// What the newsroom asks of them, if there is a configuration.
    pub(crate) configuration: Option<Arc<Parsed>>,
    /// The files that were read, the configuration last.
    pub(crate) files: Files,
    /// What is wrong with the files, in order of place.
    pub(crate) diagnostics: Vec<Arc<Diagnostic>>,
    /// The files as they were understood, in order.
    pub(crate) parsed: Vec<Numbered>,
}

/// A file that was understood, with its number.
pub(crate) type Numbered = (FileId, Arc<Parsed>);

impl Loaded {
    /// Puts files together that are in order of path, the configuration last. Something may be wrong with what there is
    /// beside them.
    pub(crate) fn new(parsed: &[Numbered], beside: &[Arc<Diagnostic>]) -> Self {
        let merge = |files: &Files, diagnostics: &mut Vec<_>| merge::merge(records(parsed), files.order(), diagnostics);
        Self::with(parsed, beside, merge)
    }

    /// The same files after edits of some; nothing if a record of them has come, gone, or refers to something else now.
    /// Then everything has to be put together again.
    pub(crate) fn edited(&self, parsed: &[Numbered], beside: &[Arc<Diagnostic>]) -> Option<(Self, Edits)> {
        let mut edits = Edits::default();
        let is_same = |((old_id, old), (id, new)): (&Numbered, &Numbered)| {
            old_id == id && (Arc::ptr_eq(old, new) || edits.add(*id, &old.records, &new.records))
        };
        let is_same = parsed.len() == self.parsed.len() && self.parsed.iter().zip(parsed).all(is_same);
        // A record that was left out may be another one now.
        let is_plain = |(_, parsed): &Numbered| !parsed.has_more();
        (is_same && is_whole(parsed, &self.corpus) && self.parsed.iter().chain(parsed).all(is_plain))
            .then(|| (Self::with(parsed, beside, |_, _| self.merged.edited(&records(parsed))), edits))
    }

    fn with(
        parsed: &[Numbered],
        beside: &[Arc<Diagnostic>],
        merge: impl FnOnce(&Files, &mut Vec<Arc<Diagnostic>>) -> Corpus,
    ) -> Self {
        let files: Files = parsed.iter().map(|(id, parsed)| (*id, Arc::clone(&parsed.file))).collect();
        let mut doubles = Vec::new();
        let merged = merge(&files, &mut doubles);
        let mut corpus = merged.clone();
        let confidential = withhold::documents(parsed, &mut corpus);
        let desk = (parsed.to_vec(), corpus.clone());
        let files = files.hiding(move || withhold::desk(&desk.0, &desk.1, &confidential));
        let mut diagnostics = beside.to_vec();
        let found = parsed.iter().flat_map(|(_, parsed)| &parsed.diagnostics);
        diagnostics.extend(found.map(|found| withhold::finding(found, &files)));
        diagnostics.extend(doubles);
        diagnostics.sort_by(|a, b| a.order(b, files.order()));
        let configuration = parsed.last().map(|(_, parsed)| parsed).filter(|parsed| parsed.configuration.is_some());
        let configuration = configuration.cloned();
        Self { corpus, merged, configuration, files, diagnostics, parsed: parsed.to_vec() }
    }

    /// What the newsroom asks of the records, if there is a configuration.
    pub(crate) fn configuration(&self) -> Option<&Configuration> {
        self.configuration.as_ref()?.configuration.as_ref()
    }
}

/// Whether every record of some files is in their corpus: none was left out because another one has its id.
fn is_whole(parsed: &[Numbered], corpus: &Corpus) -> bool {
    parsed.iter().map(|(_, parsed)| parsed.records.len()).sum::<usize>() == corpus.records().len()
}

fn records(parsed: &[Numbered]) -> Arc<[Arc<FileRecords>]> {
    parsed.iter().map(|(_, parsed)| Arc::clone(&parsed.records)).collect()
}

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far.
    pub done: u64,
    /// Bytes there are.
    pub total: u64,
}

/// Reads files that were found, in parallel, each under its number. `progress` is called from several threads.
pub(crate) fn read(found: Vec<read::Listed>, progress: &(dyn Fn(Progress) + Sync)) -> Vec<(Parsed, Option<Stamp>)> {
    let total = found.iter().map(|(found, ..)| found.size).sum();
    let done = AtomicU64::new(0);
    let understand = |((found, id, role), read): (read::Listed, _)| {
        let size = found.size;
        let parsed = Parsed::open(found, id, role, read);
        progress(Progress { done: done.fetch_add(size, Ordering::Relaxed) + size, total });
        parsed
    };
    let together = read::together(found);
    let understood = together.into_par_iter().flat_map(|files| {
        let texts = read::texts(&files);
        files.into_par_iter().zip(texts).map(understand)
    });
    understood.collect()
}

/// Reads claim files that are in memory, each with the path it is to be shown under. One that is called `onrecord.yaml`
/// and nothing more is the configuration.
pub(crate) fn load_texts(texts: impl IntoIterator<Item = (PathBuf, String)>) -> Loaded {
    let mut texts: Vec<_> = texts.into_iter().collect();
    let is_configuration = |path: &Path| path.as_os_str() == CONFIGURATION;
    texts.sort_by_cached_key(|(path, _)| (is_configuration(path), show(path), path.clone()));
    let parse = |(at, (path, text)): (u32, (PathBuf, String))| {
        let role = if is_configuration(&path) { Role::Configuration(true) } else { Role::Claims };
        (FileId(at), Arc::new(Parsed::new(path, text, FileId(at), role)))
    };
    let parsed: Vec<_> = (0..).zip(texts).map(parse).collect();
    Loaded::new(&parsed, &[])
}
