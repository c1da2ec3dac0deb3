//! Paths to the claim files under them.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rule::{LIMIT, LINK_NOT_FOLLOWED, UNREADABLE};
use crate::model::MAX_PATH;
use crate::text::{Text, show};

/// The name of the configuration at the top of a corpus folder.
const CONFIGURATION: &str = "onrecord.yaml";
/// The most files in one corpus.
const MAX_FILES: usize = 1_000_000;
/// The most bytes in one corpus.
const MAX_TOTAL: u64 = 4 << 30;

/// A claim file that is to be read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) shown: String,
    /// Named on the command line: a link there was meant.
    pub(super) may_be_link: bool,
    /// Its size in bytes when it was found.
    pub(super) size: u64,
}

/// All claim files under some paths, each once, in order of the path as it is shown.
pub(super) fn walk(paths: &[PathBuf], diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut walk = Walk { found: Vec::new(), diagnostics };
    for path in paths {
        walk.argument(path);
    }
    let mut found = walk.found;
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    if paths.len() > 1 {
        let mut seen = HashSet::new();
        found.retain(|file| seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())));
    }
    within_limits(found, diagnostics)
}

struct Walk<'d> {
    found: Vec<Found>,
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
            Ok(data) if data.is_file() => self.file(path.to_owned(), true, data.len()),
            Ok(_) => self.unreadable(path, "it is neither a file nor a folder"),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let why = error.io_error().map_or("it leads back to itself", io_words);
                    self.unreadable(&path, why);
                }
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        let is_configuration = entry.depth() == 1 && entry.file_name() == CONFIGURATION;
        let is_link = entry.path_is_symlink() && entry.depth() > 0;
        if is_link && entry.path().is_dir() {
            self.diagnostics.push(
                Diagnostic::of_path(&LINK_NOT_FOLLOWED, shown(entry.path()), "a link to a folder is not followed")
                    .help("give the folder itself as a PATH if it belongs to the corpus"),
            );
        } else if is_claim_file(entry.path()) && !is_configuration && !entry.file_type().is_dir() {
            if is_link {
                self.unreadable(entry.path(), "it is a link, and links are not followed");
            } else if entry.file_type().is_file() {
                let size = entry.metadata().map_or(0, |data| data.len());
                self.file(entry.path().to_owned(), false, size);
            } else {
                self.unreadable(entry.path(), "it is not a regular file");
            }
        }
    }

    fn file(&mut self, path: PathBuf, may_be_link: bool, size: u64) {
        if self.is_too_long(&path) {
            return;
        }
        let shown = show(&path);
        self.found.push(Found { path, shown, may_be_link, size });
    }

    fn is_too_long(&mut self, path: &Path) -> bool {
        let is_too_long = path.as_os_str().len() > MAX_PATH;
        if is_too_long {
            let message = "the path is longer than 4096 bytes (limit path)";
            self.diagnostics.push(Diagnostic::of_path(&LIMIT, shown(path), message));
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
            "this file and all after it: more than 1,000,000 files (limit files)"
        } else {
            "this file and all after it: more than 4 GiB of claim files (limit total-size)"
        };
        diagnostics.push(Diagnostic::of_path(&LIMIT, shown(&first.path), message));
    }
    found.truncate(fits);
    found
}

/// Says that a path could not be read, and why.
pub(super) fn unreadable(path: &Path, why: &'static str) -> Diagnostic {
    Diagnostic::of_path(&UNREADABLE, shown(path), why)
}

/// Our words for an operating system's refusal: its own may differ from system to system.
pub(super) fn io_words(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => "this is no path",
        _ => "it could not be read",
    }
}

fn shown(path: &Path) -> Text {
    Text::new(show(path))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_claim_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
