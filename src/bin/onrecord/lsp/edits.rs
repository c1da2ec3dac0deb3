//! Edits of files, as an editor makes them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types::{Range, Uri};
use onrecord::diagnostic::Edit;
use onrecord::text::Text;
use serde_json::{Value, json};

use super::client::Client;
use super::view::View;

/// Edits by file.
#[derive(Default)]
pub(super) struct Edits {
    files: BTreeMap<PathBuf, Vec<(Range, String)>>,
    /// A file that is made first.
    new: Option<PathBuf>,
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
            (view.uri(path), view.version(path), edits)
        });
        if !client.takes_versions {
            let changes: serde_json::Map<_, _> = files.map(|(Uri(uri), _, edits)| (uri, Value::Array(edits))).collect();
            return json!({"changes": changes});
        }
        let new = self.new.iter().map(|path| json!({"kind": "create", "uri": view.uri(path)}));
        let changes = files
            .map(|(uri, version, edits)| json!({"textDocument": {"uri": uri, "version": version}, "edits": edits}));
        let changes: Vec<_> = new.chain(changes).collect();
        match annotation {
            Some((label, description)) => json!({"documentChanges": changes, "changeAnnotations": {ANNOTATION: {
                "label": label, "description": description, "needsConfirmation": true}}}),
            None => json!({"documentChanges": changes}),
        }
    }
}

/// A text as it is to be in a file.
pub(super) fn exactly(text: &Text) -> String {
    text.untrusted().to_owned()
}

const ANNOTATION: &str = "onrecord";
