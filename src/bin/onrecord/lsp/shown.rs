//! Which findings the editor shows, and what changes when a corpus was analysed again.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gen_lsp_types::{Diagnostic, Uri};
use serde_json::json;

use super::findings::Found;
use super::outgoing::tell;
use super::roots::RootId;
use super::session::Session;
use super::view::View;
use super::wire::Outbox;

/// For so long a new finding in the line that is being typed waits.
const TYPING: Duration = Duration::from_millis(500);

/// What is shown.
#[derive(Default)]
pub(super) struct Shown {
    files: HashMap<RootId, BTreeMap<PathBuf, InFile>>,
    last_edit: Option<LastEdit>,
    /// The corpus of which something waits, and until when.
    waiting: Option<(RootId, Instant)>,
    /// How many lists there were. Each has its number.
    count: u64,
    /// The numbers of the lists that were pushed. Nothing of a file of which an empty one was.
    pushed: HashMap<PathBuf, (Uri, u64)>,
}

/// What is shown of a file.
pub(super) struct InFile {
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
    /// The number of this list.
    pub(super) number: u64,
    pub(super) list: Vec<Diagnostic>,
}

/// Where somebody was typing last.
pub(super) struct LastEdit {
    pub(super) path: PathBuf,
    pub(super) line: u32,
    pub(super) at: Instant,
}

impl Shown {
    pub(super) fn edited(&mut self, edit: LastEdit) {
        self.last_edit = Some(edit);
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.waiting.map(|(_, until)| until)
    }

    /// The corpus of which something has waited long enough.
    pub(super) fn due(&mut self, now: Instant) -> Option<RootId> {
        let (root, _) = self.waiting.filter(|(_, until)| *until <= now)?;
        (self.waiting, self.last_edit) = (None, None);
        Some(root)
    }

    /// Every file of which something is or was shown.
    pub(super) fn all(&self) -> impl Iterator<Item = (&PathBuf, &InFile)> {
        self.files.values().flatten()
    }

    pub(super) fn of(&self, path: &Path) -> Option<&InFile> {
        self.files.values().find_map(|files| files.get(path))
    }

    /// Takes over what was found.
    fn update(&mut self, view: &View) {
        let mut files = self.files.remove(&view.root).unwrap_or_default();
        for (path, file) in &mut files {
            if view.found_in(path).is_empty() && !file.list.is_empty() {
                self.count += 1;
                (file.number, file.list) = (self.count, Vec::new());
            }
        }
        for (path, found) in view.found() {
            let old = files.get(path).map_or(&[][..], |file| &file.list);
            let list = self.without_unfinished(view.root, path, found, old);
            let (uri, version) = (view.uri(path), view.version(path));
            match files.get_mut(path) {
                Some(file) if file.list == list => (file.uri, file.version) = (uri, version),
                _ => {
                    self.count += 1;
                    files.insert(path.clone(), InFile { uri, version, number: self.count, list });
                }
            }
        }
        self.files.insert(view.root, files);
    }

    /// What is to be shown of a file. A new finding in the line that is being typed waits for the end of the word.
    fn without_unfinished(
        &mut self,
        root: RootId,
        path: &Path,
        found: &[Found],
        old: &[Diagnostic],
    ) -> Vec<Diagnostic> {
        let all = found.iter().map(|found| &found.diagnostic);
        let edit = self.last_edit.as_ref().filter(|edit| edit.path == path && edit.at.elapsed() < TYPING);
        let Some(edit) = edit else { return all.cloned().collect() };
        let is_there = |new: &Diagnostic| old.iter().any(|old| (&old.code, &old.message) == (&new.code, &new.message));
        let is_typed =
            |new: &Diagnostic| (new.range.start.line..=new.range.end.line).contains(&edit.line) && !is_there(new);
        let list: Vec<_> = all.filter(|new| !is_typed(new)).cloned().collect();
        if list.len() < found.len() {
            self.waiting = Some((root, edit.at + TYPING));
        }
        list
    }
}

impl Session {
    /// Shows what was found in a corpus, where it is not what is shown.
    pub(super) fn show(&mut self, view: &View, out: &Outbox) {
        self.shown.update(view);
        let files: Vec<_> =
            self.shown.files.get(&view.root).into_iter().flatten().map(|(path, _)| path.clone()).collect();
        for path in files {
            self.push(&path, out);
        }
        self.pulled_may_have_changed(out);
    }

    /// Whether the editor asks for the findings of a file, rather than to be told of them.
    fn is_pulled(&self, path: &Path) -> bool {
        self.client.pulls && (self.pull.takes_all || self.buffers.values().any(|buffer| buffer.path == path))
    }

    /// Tells the editor what there is in a file, if it does not know.
    pub(super) fn push(&mut self, path: &Path, out: &Outbox) {
        let is_pulled = self.is_pulled(path);
        let file = self.shown.of(path).filter(|file| !is_pulled && !file.list.is_empty());
        let known = self.shown.pushed.get(path);
        let Some(file) = file else {
            if let Some((uri, _)) = self.shown.pushed.remove(path) {
                publish(&uri, self.version(path), &[], out);
            }
            return;
        };
        if known.is_none_or(|(uri, number)| (uri, *number) != (&file.uri, file.number)) {
            publish(&file.uri, file.version, &file.list, out);
            let known = (file.uri.clone(), file.number);
            self.shown.pushed.insert(path.to_owned(), known);
        }
    }

    /// The findings of a text are sent again: one that is opened is new to some editors.
    pub(super) fn tell_again(&mut self, path: &Path, out: &Outbox) {
        if self.is_pulled(path) {
            self.push(path, out);
        } else {
            self.shown.pushed.entry(path.to_owned()).and_modify(|(_, number)| *number = 0);
        }
    }

    fn version(&self, path: &Path) -> Option<i32> {
        self.buffers.values().find(|buffer| buffer.path == path).map(|buffer| buffer.version)
    }

    /// Shows nothing of a corpus any more.
    pub(super) fn hide(&mut self, root: RootId, out: &Outbox) {
        let files = self.shown.files.remove(&root).unwrap_or_default();
        for path in files.into_keys() {
            self.push(&path, out);
        }
        self.pulled_may_have_changed(out);
    }
}

fn publish(uri: &Uri, version: Option<i32>, list: &[Diagnostic], out: &Outbox) {
    let mut params = json!({"uri": uri, "diagnostics": list});
    if let Some(version) = version {
        params["version"] = version.into();
    }
    tell("textDocument/publishDiagnostics", params, out);
}
