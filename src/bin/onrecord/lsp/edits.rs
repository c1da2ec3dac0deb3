//! Edits of files, as an editor makes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{Range, Uri};
use onrecord::diagnostic::Edit;
use onrecord::text::{LineIndex, Text, Unit};
use serde_json::{Value, json};

use super::buffer::position;
use super::client::Client;
use super::view::{Open, View};

/// Edits by file.
#[derive(Default)]
pub(super) struct Edits {
    files: BTreeMap<PathBuf, Vec<(Range, String)>>,
    /// A file that is made first.
    new: Option<PathBuf>,
    /// A text that is open and in no corpus, and whether its file is deleted.
    draft: Option<(PathBuf, Open, bool)>,
}

impl Edits {
    pub(super) fn add_all(&mut self, view: &View, all: &[Edit]) {
        for edit in all {
            let new = (view.range(edit.span), exactly(&edit.text));
            self.files.entry(view.path(edit.span.file).to_owned()).or_default().push(new);
        }
    }

    /// Makes a file with a text, if the editor can.
    pub(super) fn create(&mut self, path: PathBuf, text: &Text, client: &Client) -> Option<()> {
        let edit = (Range::default(), exactly(text));
        self.new = Some(path.clone()).filter(|_| client.creates_files && client.takes_versions);
        self.files.entry(path).or_default().push(edit);
        self.new.is_some().then_some(())
    }

    /// Changes a draft that is open. One in which nothing is left is deleted, if the editor can do that.
    pub(super) fn rewrite(
        &mut self,
        path: &Path,
        open: &Open,
        text: &str,
        is_empty: bool,
        (client, unit): (&Client, Unit),
    ) {
        let is_deleted = is_empty && client.deletes_files && client.takes_versions;
        self.draft = Some((path.to_owned(), open.clone(), is_deleted));
        if !is_deleted {
            self.files.entry(path.to_owned()).or_default().push(difference(&open.text, text, unit));
        }
    }

    /// As the editor takes them: with the version of each text that is open, if it can. `annotation` is what it shows
    /// before it makes them, if somebody should think first.
    pub(super) fn write(&self, view: &View, client: &Client, annotation: Option<(&str, &str)>) -> Value {
        let annotation = annotation.filter(|_| client.confirms && client.takes_versions);
        let edit = |(range, text): &(Range, String)| match annotation {
            Some(_) => json!({"range": range, "newText": text, "annotationId": ANNOTATION}),
            None => json!({"range": range, "newText": text}),
        };
        let files = self.files.iter().map(|(path, edits)| {
            let edits: Vec<_> = edits.iter().map(edit).collect();
            match self.draft.as_ref().filter(|(draft, ..)| draft == path) {
                Some((_, open, _)) => (open.uri.clone(), Some(open.version), edits),
                None => (view.uri(path), view.version(path), edits),
            }
        });
        if !client.takes_versions {
            let changes: serde_json::Map<_, _> = files.map(|(Uri(uri), _, edits)| (uri, Value::Array(edits))).collect();
            return json!({"changes": changes});
        }
        let new = self.new.iter().map(|path| json!({"kind": "create", "uri": view.uri(path)}));
        let changes = files
            .map(|(uri, version, edits)| json!({"textDocument": {"uri": uri, "version": version}, "edits": edits}));
        let deleted = self.draft.iter().filter(|(.., is_deleted)| *is_deleted);
        let deleted = deleted.map(|(_, open, _)| json!({"kind": "delete", "uri": open.uri}));
        let changes: Vec<_> = new.chain(changes).chain(deleted).collect();
        match annotation {
            Some((label, description)) => json!({"documentChanges": changes, "changeAnnotations": {ANNOTATION: {
                "label": label, "description": description, "needsConfirmation": true}}}),
            None => json!({"documentChanges": changes}),
        }
    }
}

/// The one edit that makes one text of another.
fn difference(old: &str, new: &str, unit: Unit) -> (Range, String) {
    let is_border = |at: usize| old.is_char_boundary(at);
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let start = (0..=same).rev().find(|&at| is_border(at)).unwrap_or_default();
    let most = old.len().min(new.len()) - start;
    let same = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(old, new)| old == new).count();
    let after = (0..=same).rev().find(|&after| is_border(old.len() - after)).unwrap_or_default();
    let index = LineIndex::new(old);
    let place = |at| position(index.position(old, at, unit));
    let range = Range { start: place(start), end: place(old.len() - after) };
    (range, new[start..new.len() - after].to_owned())
}

/// A text as it is to be in a file.
pub(super) fn exactly(text: &Text) -> String {
    text.untrusted().to_owned()
}

const ANNOTATION: &str = "onrecord";
