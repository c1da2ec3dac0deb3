//! Paths of copies: what is in the folder that has been typed, without following a link.

use std::fs;
use std::path::Path;

use super::{List, ProposalKind};
use crate::editor::Line;
use crate::model::SnapshotPath;
use crate::text::Text;

/// So much of a folder is looked at.
const MAX_ENTRIES: usize = 2000;

impl List<'_> {
    /// Files and folders below the folder of the file, which is in one of the corpus.
    pub(super) fn paths(&mut self) {
        let asked = self.asked;
        let Some(folder) = asked.typing.path.parent() else { return };
        if !asked.snapshot.folders().iter().any(|of_corpus| folder.starts_with(of_corpus)) {
            return;
        }
        let Some(below) = asked.typed.folder() else { return };
        let mut inside = folder.to_owned();
        for part in below.split('/').filter(|part| !part.is_empty()) {
            inside.push(part);
            if !fs::symlink_metadata(&inside).is_ok_and(|found| found.is_dir()) {
                return;
            }
        }
        let mut paths = entries(&inside, &below);
        paths.sort_unstable();
        self.texts(ProposalKind::Path, paths.iter().map(|path| (path, Line::default())));
    }
}

fn entries(folder: &Path, below: &str) -> Vec<Text> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let path = |entry: fs::DirEntry| {
        let (name, kind) = (entry.file_name().into_string().ok()?, entry.file_type().ok()?);
        let path = Text::new(format!("{below}{name}"));
        match () {
            () if SnapshotPath::parse(&path).is_err() => None,
            () if kind.is_dir() => Some(Text::new(format!("{below}{name}/"))),
            () => kind.is_file().then_some(path),
        }
    };
    entries.take(MAX_ENTRIES).filter_map(|entry| path(entry.ok()?)).collect()
}
