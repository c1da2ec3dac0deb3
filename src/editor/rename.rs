//! Another id for a record, everywhere the id is.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::apply::edited;
use crate::diagnostic::Edit;
use crate::model::{Id, Review, Use};
use crate::records::{Scalar, to_yaml};
use crate::text::{File, FileId, Text};
use crate::workspace::{Snapshot, Workspace};

/// A record with another id: what the files become, and what that means for reviews.
#[derive(Debug)]
pub struct Renamed {
    /// The files in which the id is, each with its new text.
    pub files: Vec<RenamedIn>,
    /// The ids of the reviews that hold now and are stale afterwards: digests cover ids.
    pub stale: Vec<Text>,
}

/// A file in which an id is replaced.
#[derive(Debug)]
pub struct RenamedIn {
    /// The file.
    pub file: FileId,
    /// At how many places.
    pub places: usize,
    before: Text,
    after: String,
}

/// Why a record keeps its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRenamed {
    /// A record has the new id.
    Taken,
    /// The files would not be read afterwards as they are now.
    Unsure,
}

/// Gives a record another id. Nothing but the id is changed in the files, and nothing is written: `workspace` has the
/// new texts, as those of an editor.
///
/// # Errors
/// If the new id is taken. All files must have been understood, or the id may be where nobody looks.
pub fn rename(workspace: &mut Workspace, old: &Text, new: &Id) -> Result<Renamed, NotRenamed> {
    let before = workspace.snapshot();
    if before.corpus().find(new.as_str()).is_some() {
        return Err(NotRenamed::Taken);
    }
    let uses = before.uses(old);
    let mut by_file: BTreeMap<u32, Vec<&Use>> = BTreeMap::new();
    for of in &uses {
        by_file.entry(before.files().order().key(of.place).0).or_default().push(of);
    }
    let file = |uses: &Vec<&Use>| uses.first().map(|of| of.place.file);
    let of = |uses: Vec<&Use>| file(&uses).map(|file| renamed_in(before.files().get(file), file, &uses, new));
    let files: Vec<_> = by_file.into_values().filter_map(of).collect();
    for file in &files {
        workspace.set(before.files().get(file.file).path().given(), file.after.clone());
    }
    let after = workspace.snapshot();
    let count = uses.len() + before.uses(new.text()).len();
    if !after.is_understood() || !after.uses(old).is_empty() || after.uses(new.text()).len() != count {
        return Err(NotRenamed::Unsure);
    }
    Ok(Renamed { files, stale: stale(&before, &after, old, new) })
}

fn renamed_in(file: &File, id: FileId, uses: &[&Use], new: &Id) -> RenamedIn {
    let text = file.text().untrusted();
    let edit = |of: &&Use| {
        // Quotation marks stay.
        let quote = text[of.place.start as usize..].chars().next().filter(|first| "'\"".contains(*first));
        let written = quote.map_or_else(|| plain(new), |quote| format!("{quote}{new}{quote}"));
        Edit { span: of.place, text: Text::new(written) }
    };
    let after = edited(text, uses.iter().map(edit).collect());
    RenamedIn { file: id, places: uses.len(), before: file.text().clone(), after }
}

/// An id as all readers of YAML take it for a text: some are quoted.
fn plain(id: &Id) -> String {
    to_yaml(&Scalar(id.text())).trim_end().to_owned()
}

/// The reviews whose digest is that of their claim's grounds before, and not after.
fn stale(before: &Snapshot, after: &Snapshot, old: &Text, new: &Id) -> Vec<Text> {
    let holds = |snapshot: &Snapshot, review: &Review| {
        let claim = snapshot.corpus().find(review.claim.to.untrusted())?.claim()?;
        Some(review.digest? == *snapshot.digests().grounds(claim).bytes())
    };
    let held = before.corpus().reviews.iter().filter(|review| holds(before, review) == Some(true));
    let is_stale = |review: &&Review| {
        let id = if review.id.text() == old { new } else { &review.id };
        let now = after.corpus().reviews.iter().find(|now| now.id == *id);
        now.is_none_or(|now| holds(after, now) != Some(true))
    };
    held.filter(is_stale).map(|review| review.id.text().clone()).collect()
}

impl RenamedIn {
    /// Whether the text that the file has is the one that this was made from.
    pub fn is_of(&self, text: &str) -> bool {
        self.before.untrusted() == text
    }

    /// Writes the new text.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.after.as_bytes())
    }
}
