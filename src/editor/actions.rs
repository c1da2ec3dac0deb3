//! What can be done about what is at a place: fixes of findings, a waiver, a review, a record of a draft.

use std::path::PathBuf;

use super::offers::waiver;
use super::place::{around, record_of};
use super::{Line, here};
use crate::diagnostic::render::Findings;
use crate::diagnostic::{Diagnostic, Edit, Fix, RuleMeta};
use crate::model::{CONFIGURATION, Date, Id, Record};
use crate::records::{InvalidReview, NewReview};
use crate::reviews::{Verdicts, grounds};
use crate::text::{File, FileId, Span, Text};
use crate::workspace::Snapshot;

/// What can be done is said of so many findings at most: of more, nobody chooses one by one.
const MAX_FINDINGS: usize = 100;
/// So many verdicts are offered at a claim.
const MAX_VERDICTS: usize = 12;

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Action {
    /// What it does, as an order to an editor.
    pub title: Line,
    /// What kind of thing it is, and what it works with.
    pub kind: ActionKind,
    /// The finding that it is about: the rule, and where it was found.
    pub about: Option<(&'static RuleMeta, Span)>,
    /// What it changes. No two edits overlap.
    pub edits: Vec<Edit>,
    /// A file that it makes.
    pub new_file: Option<NewFile>,
    /// Whether it may be done unseen.
    pub is_safe: bool,
}

/// What kind of thing an [`Action`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActionKind {
    /// It puts a finding right.
    Fix,
    /// It adds the record that is missing. What it says is still to be filled in.
    MissingRecord,
    /// It waives a finding. The reason and the last day are still to be filled in.
    Waiver,
    /// It moves a record of a draft into a claim file, with what it rests on, as `onrecord draft --accept` does.
    Accept {
        /// The record.
        id: Text,
    },
    /// It writes down what was decided of a claim: [`new_review`] makes the file.
    Review {
        /// The claim.
        claim: Text,
        /// What was decided.
        verdict: Text,
    },
}

/// A file that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    pub path: PathBuf,
    /// What is in it.
    pub text: Text,
}

/// What can be done in a range of a file, given what was found in the corpus, in order of place: first the fixes, then
/// waivers, then reviews of the claim there.
pub fn actions(snapshot: &Snapshot, findings: &Findings<'_>, file: FileId, range: (u32, u32)) -> Vec<Action> {
    let is_here = |span: Span| span.file == file && span.start <= range.1 && span.end >= range.0;
    let here = findings.list.iter().filter(|finding| finding.finding().span().is_some_and(is_here));
    let here: Vec<_> = here.take(MAX_FINDINGS).map(|finding| findings.worded(finding)).collect();
    let mut actions: Vec<_> = here.iter().flat_map(|found| found.fixes.iter().map(|fix| of_fix(found, fix))).collect();
    for found in &here {
        let waiver = of_waiver(snapshot, found);
        // Several findings of one rule may be about one record.
        actions.extend(waiver.filter(|waiver| actions.iter().all(|other| other.title != waiver.title)));
    }
    if let Some(Record::Claim(claim)) = around(snapshot, file, range.0) {
        let id = snapshot.corpus().claims[claim].id.text();
        let verdicts = Verdicts::of(snapshot.configuration());
        actions.extend(verdicts.first(MAX_VERDICTS).0.map(|verdict| of_review(id, verdict)));
    }
    actions
}

impl Action {
    fn new(title: Line, kind: ActionKind) -> Self {
        Self { title, kind, about: None, edits: Vec::new(), new_file: None, is_safe: false }
    }
}

fn of_fix(found: &Diagnostic, fix: &Fix) -> Action {
    // The id that was meant is written in place of the one that is there; a record is added.
    let adds = fix.edits.iter().all(|edit| edit.span.start == edit.span.end);
    let kind = if found.missing.is_some() && adds { ActionKind::MissingRecord } else { ActionKind::Fix };
    let about = found.place.span().map(|span| (found.rule, span));
    let (edits, is_safe) = (fix.edits.clone(), fix.is_safe);
    Action { about, edits, is_safe, ..Action::new(Line::from(&fix.title), kind) }
}

/// What can be done at a place of a draft: accept the record there.
pub fn draft_actions(text: &Text, offset: u32) -> Vec<Action> {
    let id = here(text, offset).id().filter(|id| Id::parse(id).is_ok());
    let accept = |id: Text| Action::new(Line::new("accept the record ").id(&id), ActionKind::Accept { id });
    id.map(accept).into_iter().collect()
}

/// A waiver in the configuration, which is made if there is none.
fn of_waiver(snapshot: &Snapshot, found: &Diagnostic) -> Option<Action> {
    let (id, span) = (found.about.first()?, found.place.span()?);
    let about = Some((found.rule, span));
    if let Some(configuration) = snapshot.configuration() {
        let number = snapshot.files().id(configuration.path.given())?;
        let fix = waiver(snapshot.files().get(number), number, found.rule, id)?;
        return Some(Action { about, edits: fix.edits, ..Action::new(Line::from(&fix.title), ActionKind::Waiver) });
    }
    let path = folder(snapshot, snapshot.files().get(span.file)).join(CONFIGURATION);
    let empty = File::new(path.clone(), Text::default());
    let fix = waiver(&empty, span.file, found.rule, id)?;
    let new_file = Some(NewFile { path, text: fix.edits.first()?.text.clone() });
    Some(Action { about, new_file, ..Action::new(Line::from(&fix.title), ActionKind::Waiver) })
}

fn of_review(claim: &Text, verdict: Text) -> Action {
    let title = Line::new("review ").id(claim).words(" as ").text(&verdict);
    Action::new(title, ActionKind::Review { claim: claim.clone(), verdict })
}

/// The folder of the corpus in which a file is: the innermost, if one is in another; its own folder if it is in none.
fn folder(snapshot: &Snapshot, file: &File) -> PathBuf {
    let path = file.path().given();
    let folders = snapshot.folders().iter().filter(|folder| path.starts_with(folder));
    let innermost = folders.max_by_key(|folder| folder.components().count());
    innermost.cloned().or_else(|| path.parent().map(PathBuf::from)).unwrap_or_default()
}

/// A review of a claim in a file of its own, as `onrecord review` writes it: what was decided, by whom and when, and
/// digests of what the claim rests on now.
///
/// # Errors
/// What the review may not say. Nothing is made if there is no such claim, or not every record was understood: what the
/// claim rests on may be in what is missing.
pub fn new_review(
    snapshot: &Snapshot,
    claim: &Text,
    verdict: Text,
    reviewer: Text,
    date: Date,
) -> Result<Option<NewFile>, InvalidReview> {
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    let found = record_of(snapshot, claim).and_then(Record::claim).zip(Id::parse(claim).ok());
    let Some((number, claim)) = found.filter(|_| snapshot.is_understood()) else { return Ok(None) };
    let (digest, grounds) = (snapshot.digests().grounds(number), grounds(corpus, graph, number));
    let (expires, rationale, url, note) = (None, None, None, None);
    let review = NewReview { claim, verdict, reviewer, date, expires, rationale, url, note, digest, grounds };
    review.check()?;
    let Some(id) = review.ids(corpus).next() else { return Ok(None) };
    let text = Text::new(review.yaml(&id)?);
    let file = snapshot.files().get(corpus.claims[number].place.file);
    Ok(Some(NewFile { path: folder(snapshot, file).join("reviews").join(format!("{id}.yaml")), text }))
}
