//! Drafts that are open beside the claim files, so that nobody forgets them: no other command reads one.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::shown;

/// How a draft's name ends.
pub(crate) const EXTENSION: &str = "draft";
/// How many are named.
const LISTED: usize = 5;

/// The drafts in some folders, in order of their paths. A link is not followed, and what is hidden is not looked at.
pub(crate) fn beneath(folders: &[PathBuf]) -> Vec<PathBuf> {
    let is_looked_at = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let files = |folder: &PathBuf| WalkDir::new(folder).into_iter().filter_entry(is_looked_at).flatten();
    let entries = folders.iter().filter(|path| path.is_dir()).flat_map(files);
    let is_draft = |entry: &DirEntry| entry.file_type().is_file() && is_draft(entry.path());
    let mut found: Vec<_> = entries.filter(is_draft).map(DirEntry::into_path).collect();
    found.sort();
    found.dedup();
    found
}

fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == EXTENSION)
}

/// Says on standard error, in one line, something about some drafts.
pub(crate) fn say(drafts: &[PathBuf], one: &str, many: &str) {
    if drafts.is_empty() {
        return;
    }
    let listed: Vec<_> = drafts.iter().take(LISTED).map(|path| shown(path)).collect();
    let more = drafts.len() - listed.len();
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    let (count, what) = (drafts.len(), if drafts.len() == 1 { one } else { many });
    // Standard error may be closed.
    let _ = writeln!(io::stderr(), "onrecord: {count} open {what}: {}{more}", listed.join(", "));
}
