//! Manifests that have digests of what readers may not know any more, so that nobody keeps one unknowingly.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use onrecord::runs::{Exposed, Manifest, diff};
use onrecord::text::terminal;

use crate::error::shown;
use crate::manifest_file;

/// How many ids are named.
const LISTED: usize = 5;

/// Says on standard error of what a manifest still has digests.
pub(crate) fn say(path: &Path, exposed: &Exposed<'_>) {
    if exposed.is_empty() {
        return;
    }
    let mut what: Vec<_> = exposed.ids.iter().take(LISTED).map(|id| format!("`{}`", terminal::line(id))).collect();
    let more = exposed.ids.len() - what.len();
    what.extend((more > 0).then(|| format!("{more} more")));
    what.extend((exposed.gone > 0).then(|| format!("{} that may have another id now", exposed.gone)));
    // Standard error may be closed.
    let _ = writeln!(
        io::stderr(),
        "onrecord: {} has digests of what readers may not know now: {}. Anyone can test a guess against them, so \
         delete the manifest; git keeps what was committed.",
        shown(path),
        what.join(", ")
    );
}

/// Says it of the other manifests in a folder, of which one was just written.
pub(crate) fn say_of_earlier(written: &Path, now: &Manifest<'_>) {
    let folder = written.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A link may lead anywhere.
    let is_file = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(is_file);
    let mut paths: Vec<PathBuf> = entries.map(|entry| folder.join(entry.file_name())).collect();
    paths.retain(|path| path.file_name() != written.file_name() && manifest_file::is_one(path));
    paths.sort();
    for path in paths.iter().filter(|path| manifest_file::is_there(path)) {
        let Some(text) = manifest_file::read(path).ok().filter(|text| now.may_be_exposed_by(text)) else { continue };
        match Manifest::read(&text) {
            Ok(earlier) => say(path, &diff(&earlier, now).exposed()),
            // Its digests are there, whatever else is wrong with it.
            Err(why) => {
                let _ = writeln!(
                    io::stderr(),
                    "onrecord: {} may have digests of what readers may not know now, and cannot be compared: {}",
                    shown(path),
                    why.words()
                );
            }
        }
    }
}
