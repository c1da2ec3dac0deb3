//! What is known of the thing at a place: a record wherever its id is, a quote, a copy, a field.

mod claim;
mod copy;
mod document;
mod field;
mod quote;
mod review;
mod source;

use super::Line;
use super::place::{around, named};
use crate::model::Record;
use crate::policy::Request;
use crate::text::{FileId, Span};
use crate::workspace::Snapshot;

/// What is known of the thing at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The thing.
    pub place: Span,
    /// What it is, in one line.
    pub title: Line,
    /// What is known of it, what matters most first.
    pub lines: Vec<Line>,
}

impl Hover {
    /// All of it as plain text, safe for a terminal.
    pub fn plain(&self) -> String {
        let lines = std::iter::once(&self.title).chain(&self.lines).map(Line::plain);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// All of it as Markdown, in which no text from outside is markup.
    pub fn markdown(&self) -> String {
        let lines = self.lines.iter().map(|line| format!("- {}\n", line.markdown()));
        format!("**{}**\n\n{}", self.title.markdown(), lines.collect::<String>())
    }
}

/// What is known of the thing at a byte of a file, on a day: a record wherever its id is, a quote, an archived copy, or
/// what a field means. Copies are looked into if that was not done for this snapshot.
///
/// ```
/// use onrecord::Workspace;
/// use onrecord::editor::hover;
/// use onrecord::policy::Request;
///
/// let text = "sources:\n  fidan: {identity: named, name: Fidan}\n\
///     claims:\n  a: {statement: Troops leave., attributed_to: [fidan]}\n";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let file = snapshot.files().id("claims.yaml").ok_or("no such file")?;
/// let found = hover(&snapshot, &Request::default(), file, text.find("a: {").unwrap_or(0) as u32).ok_or("nothing")?;
/// assert_eq!(found.title.plain(), "a: Troops leave.");
/// assert_eq!(found.lines[0].plain(), "basis: named (it has a named origin, and no unnamed one); on the record");
/// # Ok::<(), &str>(())
/// ```
pub fn hover(snapshot: &Snapshot, request: &Request, file: FileId, offset: u32) -> Option<Hover> {
    let asked = Asked { snapshot, request };
    if let Some((of, record)) = named(snapshot, file, offset) {
        return Some(asked.record(record, of.place));
    }
    let record = around(snapshot, file, offset);
    let has = |place: &Span| place.file == file && place.start <= offset && offset <= place.end;
    let inside = record.and_then(|record| match record {
        Record::Claim(claim) => asked.quote(claim, has),
        Record::Document(document) => asked.copy(document, has),
        Record::Source(_) | Record::Review(_) => None,
    });
    inside.or_else(|| field::hover(snapshot, file, offset))
}

/// A snapshot, and what answers depend on beside it.
#[derive(Clone, Copy)]
struct Asked<'a> {
    snapshot: &'a Snapshot,
    request: &'a Request,
}

impl Asked<'_> {
    fn record(self, record: Record, place: Span) -> Hover {
        let (title, lines) = match record {
            Record::Source(source) => self.source(source),
            Record::Document(document) => self.document(document),
            Record::Claim(claim) => self.claim(claim),
            Record::Review(review) => self.review(review),
        };
        let id = self.snapshot.corpus().text_of_id(record);
        Hover { place, title: Line::default().id(id).words(": ").and(title), lines }
    }
}
