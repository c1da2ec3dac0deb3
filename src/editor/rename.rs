//! Another id for a record, everywhere the id is.

use std::collections::HashSet;
use std::io::{self, Write};

use super::apply::edited;
use super::place::{named, record_of};
use crate::diagnostic::Edit;
use crate::index::Idx;
use crate::model::{Id, Record, Review, Role, Use};
use crate::records::{Scalar, to_yaml};
use crate::text::{FileId, Text};
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
    /// There is no record with the id.
    NoRecord,
    /// A record has the new id.
    Taken,
    /// The files would not be read afterwards as they are now.
    Unsure,
}

/// What another id for a record changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The edits of all files, in order of place.
    pub edits: Vec<Edit>,
    /// The ids of the reviews that hold now and are stale afterwards: digests cover ids.
    pub stale: Vec<Text>,
}

/// The place of the id at a byte of a file, if the record that has it can be given another one.
///
/// # Errors
/// If there is no id that a record has, or not every record was understood.
pub fn prepare_rename(snapshot: &Snapshot, file: FileId, offset: u32) -> Result<Use, NotRenamed> {
    let (of, _) = named(snapshot, file, offset).ok_or(NotRenamed::NoRecord)?;
    if snapshot.is_understood() { Ok(of) } else { Err(NotRenamed::Unsure) }
}

/// What changes if a record is given another id. Nothing is read again: what it costs grows with the uses of the id and
/// what rests on the record.
///
/// # Errors
/// If the new id is taken, if no record has the old one, or not every record was understood: then the id may be where
/// nobody looks.
pub fn renaming(snapshot: &Snapshot, old: &Text, new: &Id) -> Result<Renaming, NotRenamed> {
    let corpus = snapshot.corpus();
    if corpus.find(new.as_str()).is_some() {
        return Err(NotRenamed::Taken);
    }
    let record = corpus.find(old.untrusted()).ok_or(NotRenamed::NoRecord)?;
    if !snapshot.is_understood() {
        return Err(NotRenamed::Unsure);
    }
    let uses = snapshot.uses(old);
    let edits = uses.iter().map(|of| edit(snapshot.files().get(of.place.file).text(), of, new)).collect();
    Ok(Renaming { edits, stale: stale(snapshot, record, old, new) })
}

/// The edits of a text that is no file of the corpus, such as a draft, in which a record of the corpus is to have
/// another id: each with the range that it replaces.
pub fn renaming_in(text: &Text, old: &Text, new: &Id) -> Vec<Edit> {
    let snapshot = Workspace::of_texts([("draft.yaml", text.untrusted())]).snapshot();
    snapshot.uses(old).iter().map(|of| edit(text, of, new)).collect()
}

/// Gives a record another id. Nothing but the id is changed in the files, and nothing is written: `workspace` has the
/// new texts, as those of an editor.
///
/// # Errors
/// If the new id is taken. All files must have been understood, or the id may be where nobody looks.
pub fn rename(workspace: &mut Workspace, old: &Text, new: &Id) -> Result<Renamed, NotRenamed> {
    let before = workspace.snapshot();
    let Renaming { edits, stale } = renaming(&before, old, new)?;
    let count = edits.len() + before.uses(new.text()).len();
    let by_file = edits.chunk_by(|one, other| one.span.file == other.span.file);
    let files: Vec<_> = by_file.filter_map(|edits| renamed_in(&before, edits)).collect();
    for file in &files {
        workspace.set(before.files().get(file.file).path().given(), file.after.clone());
    }
    let after = workspace.snapshot();
    if !after.is_understood() || !after.uses(old).is_empty() || after.uses(new.text()).len() != count {
        return Err(NotRenamed::Unsure);
    }
    Ok(Renamed { files, stale })
}

fn renamed_in(before: &Snapshot, edits: &[Edit]) -> Option<RenamedIn> {
    let file = edits.first()?.span.file;
    let text = before.files().get(file).text();
    let after = edited(text.untrusted(), edits.to_vec());
    Some(RenamedIn { file, places: edits.len(), before: text.clone(), after })
}

/// The new id in the place of the old one. Quotation marks stay.
fn edit(text: &Text, of: &Use, new: &Id) -> Edit {
    let written = text.untrusted().get(of.place.start as usize..of.place.end as usize).unwrap_or_default();
    let quote = written.chars().next().filter(|first| "'\"".contains(*first));
    let text = quote.map_or_else(|| plain(new), |quote| format!("{quote}{new}{quote}"));
    Edit { span: of.place, text: Text::new(text) }
}

/// An id as all readers of YAML take it for a text: some are quoted.
pub(super) fn plain(id: &Id) -> String {
    to_yaml(&Scalar(id.text())).trim_end().to_owned()
}

/// The records that name one of two ids.
fn users(snapshot: &Snapshot, old: &Text, new: &Id) -> Vec<Record> {
    let uses = [snapshot.uses(old), snapshot.uses(new.text())].concat();
    let files: HashSet<_> = uses.iter().map(|of| of.place.file).collect();
    let mut naming = Vec::new();
    for file in files.into_iter().filter_map(|file| snapshot.uses_in_file(file)) {
        let mut key = None;
        for of in file.in_order() {
            let is_user = of.id == *old || of.id == *new.text();
            match of.role {
                Role::Record => key = Some(&of.id),
                Role::Review | Role::Waiver => {}
                _ if is_user => naming.extend(key.take().and_then(|key| record_of(snapshot, key))),
                _ => {}
            }
        }
    }
    naming
}

/// The reviews that hold now and whose claims rest on a record that is to have another id: the digest of everything
/// that names it is another one then, and so are the grounds of what rests on that. What names the new id already, and
/// leads nowhere, leads to the record from then on.
fn stale(snapshot: &Snapshot, record: Record, old: &Text, new: &Id) -> Vec<Text> {
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    if corpus.reviews.is_empty() {
        return Vec::new();
    }
    let mut resting = vec![false; graph.claim_count()];
    let mut open = Vec::new();
    for record in users(snapshot, old, new).into_iter().chain([record]) {
        match record {
            Record::Claim(claim) => open.push(claim),
            Record::Document(document) => open.extend(snapshot.documented(document)),
            Record::Source(source) => open.extend(graph.speaks_in(source)),
            Record::Review(_) => {}
        }
    }
    while let Some(claim) = open.pop() {
        if !std::mem::replace(&mut resting[claim.at()], true) {
            open.extend(graph.cited_by(claim).iter().chain(graph.corroborates(claim)));
        }
    }
    let holds = |review: &Review, claim| {
        review.digest.is_some_and(|digest| digest == *snapshot.digests().grounds(claim).bytes())
    };
    let stale = corpus
        .reviews
        .entries()
        .filter(|&(at, review)| graph.reviewed(at).is_some_and(|claim| resting[claim.at()] && holds(review, claim)));
    stale.map(|(_, review)| review.id.text().clone()).collect()
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
