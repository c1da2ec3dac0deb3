//! What accepting a record of a draft comes to, for a draft that is being typed.

use std::path::Path;

use crate::draft::{self, Accepted, NotAccepted};
use crate::model::CONFIGURATION;
use crate::text::{File, Text};
use crate::workspace::{Snapshot, Workspace};

/// Accepts a record of a draft with what it rests on, as `onrecord draft --accept` does. Reads the texts of all claim
/// files again: it is for what somebody asked for, not for every key.
///
/// # Errors
/// If it cannot be accepted. Nothing can be while the claim files are not understood: a record that could not be read
/// may be one of the draft.
pub fn accept(corpus: &Snapshot, path: &Path, draft: &Text, id: &Text) -> Result<Accepted, NotAccepted> {
    if !corpus.is_understood() {
        return Err(NotAccepted::NotRead(vec!["the claim files have errors; fix them first".to_owned()]));
    }
    let configuration = corpus.configuration().map(|configuration| configuration.path.given());
    let given = |file: &File| {
        let path = file.path().given();
        let path = if Some(path) == configuration { Path::new(CONFIGURATION) } else { path };
        (path.to_owned(), file.text().untrusted().to_owned())
    };
    let mut workspace = Workspace::of_texts(corpus.files().iter().map(given));
    draft::accept(&mut workspace, (path, draft), &[id.untrusted().to_owned()])
}
