//! Paths to the claim files under them.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::stamp::Stamp;
use super::{Inputs, lookalikes};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::faults::{INVALID_CONFIGURATION, LIMIT, LINK_NOT_FOLLOWED, UNREADABLE};
use crate::model::{CONFIGURATION, MAX_PATH};
use crate::text::show;

/// The most files in one corpus.
const MAX_FILES: usize = 1_000_000;
/// The most bytes in one corpus.
const MAX_TOTAL: u64 = 4 << 30;

/// A claim file that is to be read.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) shown: String,
    /// Named on the command line: a link there was meant.
    pub(crate) may_be_link: bool,
    /// Its size in bytes when it was found.
    pub(crate) size: u64,
    /// What it was when it was found.
    pub(crate) stamp: Stamp,
}

/// What is to be read.
#[derive(Debug)]
pub(crate) struct Walked {
    /// Each file once, in order of the path as it is shown.
    pub(crate) claim_files: Vec<Found>,
    /// The configuration at the top of the corpus, or the one given.
    pub(crate) configuration: Option<Found>,
    /// Whether the configuration is in one of the folders of the corpus, at the top or deeper.
    pub(crate) is_inside: bool,
}

/// All claim files under some paths, and the configuration at their top, unless another one is given.
pub(crate) fn walk(inputs: &Inputs<'_>, diagnostics: &mut Vec<Diagnostic>) -> Walked {
    let mut walk = Walk { found: Vec::new(), configurations: Vec::new(), diagnostics };
    for path in inputs.paths {
        walk.argument(path);
    }
    let configuration = match inputs.configuration {
        Some(path) => walk.given(path),
        None => walk.only_configuration(inputs.paths),
    };
    let mut claim_files = walk.found;
    // Different bytes may be shown alike.
    claim_files.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    if inputs.paths.len() > 1 {
        let mut seen = HashSet::new();
        claim_files.retain(|file| seen.insert(real(&file.path)));
    }
    Walked {
        claim_files: within_limits(claim_files, diagnostics),
        configuration,
        is_inside: inputs.configuration.is_none_or(|path| is_inside(path, inputs.paths)),
    }
}

/// Whether a file is in one of the folders of a corpus; the folder of a claim file is one too.
fn is_inside(file: &Path, paths: &[PathBuf]) -> bool {
    let file = real(file);
    paths.iter().map(|path| real(folder(path))).any(|folder| file.starts_with(folder))
}

/// The folder of a corpus that a path leads to.
pub(crate) fn folder(path: &Path) -> &Path {
    if path.is_file() { folder_of(path) } else { path }
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The one path of a file or folder that has no links and detours in it, if it can be told.
pub(crate) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

struct Walk<'d> {
    found: Vec<Found>,
    /// The configurations at the top of folders, be they such as can be read or not. Several paths may lead to one.
    configurations: Vec<PathBuf>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn argument(&mut self, path: &Path) {
        if self.is_too_long(path) {
            return;
        }
        match path.metadata() {
            Err(error) => self.unreadable(path, io_words(&error)),
            Ok(data) if data.is_dir() => self.folder(path),
            Ok(data) if data.is_file() => {
                // The folder of a corpus is that of the file given.
                let configuration = path.with_file_name(CONFIGURATION);
                if configuration.symlink_metadata().is_ok() {
                    self.configurations.push(configuration);
                }
                if path.file_name().is_none_or(|name| name != CONFIGURATION) {
                    let found = self.file(path, true);
                    self.found.extend(found);
                }
            }
            Ok(_) => self.unreadable(path, "neither a file nor a folder"),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let is_looked_at = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry) || is_hidden_configuration(entry);
        let entries = WalkDir::new(folder).into_iter().filter_entry(is_looked_at);
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let why = error.io_error().map_or("the link leads back to itself", io_words);
                    // The system has a limit of its own, and says no first.
                    if !self.is_too_long(&path) {
                        self.unreadable(&path, why);
                    }
                }
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        let is_link = entry.path_is_symlink() && entry.depth() > 0;
        if entry.depth() == 1 && entry.file_name() == CONFIGURATION {
            self.configurations.push(entry.path().to_owned());
        } else if is_hidden_configuration(entry) {
            self.diagnostics.push(lookalikes::configuration(entry.path()));
        } else if is_link && entry.path().is_dir() {
            self.diagnostics.push(
                Diagnostic::of_path(&LINK_NOT_FOLLOWED, entry.path(), "a link to a folder is not followed")
                    .help("pass the folder itself as a PATH if it belongs to the corpus"),
            );
        } else if is_claim_file(entry.path()) && !entry.file_type().is_dir() {
            let found = self.file(entry.path(), false);
            self.found.extend(found);
        } else if !entry.file_type().is_dir() {
            self.diagnostics.extend(lookalikes::claim_file(entry.path()));
        }
    }

    /// The first configuration in order of path. Whatever else was found cannot be in force beside it.
    fn only_configuration(&mut self, given: &[PathBuf]) -> Option<Found> {
        let mut paths = std::mem::take(&mut self.configurations);
        paths.sort_by_cached_key(|path| (show(path), path.clone()));
        let mut seen = HashSet::new();
        paths.retain(|path| seen.insert(real(folder_of(path))));
        let folders: Vec<_> = given.iter().map(|path| folder(path)).collect();
        seen.extend(folders.iter().map(|folder| real(folder)));
        let above = lookalikes::above(&folders, &seen, real);
        self.diagnostics.extend(above.iter().map(|path| lookalikes::configuration(path)));
        let (first, others) = paths.split_first()?;
        for other in others {
            self.diagnostics.push(second_configuration(other));
        }
        self.file(first, false)
    }

    /// The configuration that somebody gave. It is no claim file, wherever it is.
    fn given(&mut self, path: &Path) -> Option<Found> {
        let is_it = |file: &Found| file.path.file_name() == path.file_name() && real(&file.path) == real(path);
        self.found.retain(|file| !is_it(file));
        self.file(path, true)
    }

    /// A file that is to be read, if it can be.
    fn file(&mut self, path: &Path, may_be_link: bool) -> Option<Found> {
        if self.is_too_long(path) {
            return None;
        }
        let data = if may_be_link { path.metadata() } else { path.symlink_metadata() };
        match data {
            Err(error) => self.unreadable(path, io_words(&error)),
            Ok(data) if data.is_symlink() => self.unreadable(path, "symbolic links are not followed"),
            Ok(data) if !data.is_file() => self.unreadable(path, "not a regular file"),
            Ok(data) => {
                return Some(Found {
                    path: path.to_owned(),
                    shown: show(path),
                    may_be_link,
                    size: data.len(),
                    stamp: Stamp::new(&data),
                });
            }
        }
        None
    }

    fn is_too_long(&mut self, path: &Path) -> bool {
        let is_too_long = path.as_os_str().len() > MAX_PATH;
        if is_too_long {
            let message = "the path is longer than 4096 bytes (limit path)";
            self.diagnostics.push(Diagnostic::of_path(&LIMIT, path, message));
        }
        is_too_long
    }

    fn unreadable(&mut self, path: &Path, why: &'static str) {
        self.diagnostics.push(unreadable(path, why));
    }
}

/// Drops what is over the limits of a corpus, and says so.
fn within_limits(mut found: Vec<Found>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut total = 0_u64;
    let fits = found
        .iter()
        .take(MAX_FILES)
        .take_while(|file| {
            total = total.saturating_add(file.size);
            total <= MAX_TOTAL
        })
        .count();
    if let Some(first) = found.get(fits) {
        let message = if fits == MAX_FILES {
            "this file and all later ones: more than 1,000,000 files (limit files)"
        } else {
            "this file and all later ones: more than 4 GiB of claim files (limit total-size)"
        };
        diagnostics.push(Diagnostic::of_path(&LIMIT, &*first.path, message));
    }
    found.truncate(fits);
    found
}

/// Says that a configuration is not in force.
pub(crate) fn second_configuration(path: &Path) -> Diagnostic {
    let message = "a second configuration; only one is used";
    Diagnostic::of_path(&INVALID_CONFIGURATION, path, message)
        .help("check the folders one by one, or pass one configuration for all with `--config`")
}

/// Says that a path could not be read, and why.
pub(super) fn unreadable(path: &Path, why: &'static str) -> Diagnostic {
    Diagnostic::of_path(&UNREADABLE, path, why)
}

/// Our words for an operating system's refusal: its own may differ from system to system.
pub(crate) fn io_words(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::IsADirectory => "is a folder",
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => "not a valid path",
        _ => "could not be read",
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// A file that is called like a configuration, and hidden.
fn is_hidden_configuration(entry: &DirEntry) -> bool {
    is_hidden(entry) && !entry.file_type().is_dir() && lookalikes::is_called_configuration(entry.file_name())
}

fn is_claim_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
