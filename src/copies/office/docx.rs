//! DOCX: the text of a document and of its notes, and where each note is attached. What was deleted while changes were
//! tracked, what is struck out and what is hidden is left out.

use std::collections::HashMap;

use super::super::cannot_read::CannotRead;
use super::super::packed::Zip;
use super::document::{Document, Note, NoteKind};
use super::package::{self, Relations};
use super::story::{Context, Marks, Story};
use super::styles::Styles;
use super::xml::{Event, Space, Xml, decoded};

/// The parts that hold notes: what they are to the text, and the elements that they are in.
const NOTES: [(&str, &str, NoteKind); 3] = [
    ("footnotes", "footnote", NoteKind::Footnote),
    ("endnotes", "endnote", NoteKind::Endnote),
    ("comments", "comment", NoteKind::Comment),
];

/// Reads a document.
///
/// # Errors
/// If it is damaged, too large, or made to waste memory.
pub(crate) fn document(bytes: &[u8]) -> Result<Document, CannotRead> {
    let mut zip = Zip::open(bytes)?;
    let package = Relations::of(&mut zip, "")?;
    let main = package.part("officeDocument").ok_or(CannotRead::Damaged)?.to_owned();
    let relations = Relations::of(&mut zip, &main)?;
    let text = decoded(&zip.read(&main)?.ok_or(CannotRead::Damaged)?)?;
    let styles = match relations.part("styles").map(|part| zip.read(part)).transpose()?.flatten() {
        Some(part) => Styles::read(&decoded(&part)?)?,
        None => Styles::default(),
    };
    let mut story = Story::new(Context { styles: &styles, relations: &relations });
    let mut xml = Xml::new(&text);
    while let Some(event) = xml.next()? {
        story.read(event, &mut xml)?;
    }
    let (builder, marks) = story.finish();
    let mut notes = Vec::new();
    for (part, element, kind) in NOTES {
        let Some(part) = relations.part(part).map(str::to_owned) else { continue };
        let Some(bytes) = zip.read(&part)? else { continue };
        let relations = Relations::of(&mut zip, &part)?;
        let context = Context { styles: &styles, relations: &relations };
        notes.extend(self::notes(&decoded(&bytes)?, element, kind, &marks, context)?);
    }
    for note in &mut notes {
        note.at = note.at.take().map(|at| builder.between(at.start, at.end));
    }
    notes.sort_by_key(|note| (note.at.is_none(), note.at.as_ref().map(|at| (at.start, at.end)), note.kind));
    let core = package.part("core-properties").map(|part| zip.read(part)).transpose()?.flatten();
    let facts = core.map(|core| package::facts(&core)).transpose()?.unwrap_or_default();
    Ok(Document { paragraphs: builder.finish(), notes, facts })
}

/// The notes of a part, without the lines between text and notes, which are kept there too.
fn notes(
    text: &str,
    element: &str,
    kind: NoteKind,
    marks: &Marks,
    context: Context<'_>,
) -> Result<Vec<Note>, CannotRead> {
    let (mut xml, mut notes) = (Xml::new(text), HashMap::new());
    let mut order = Vec::new();
    while let Some(event) = xml.next()? {
        let Event::Start(start) = event else { continue };
        if start.name() != (Space::Word, element) {
            continue;
        }
        let (id, role) = (xml.attribute(&start, Space::Word, "id"), xml.attribute(&start, Space::Word, "type"));
        let (mut story, depth) = (Story::new(context), xml.depth());
        while xml.depth() >= depth {
            let Some(event) = xml.next()? else { break };
            story.read(event, &mut xml)?;
        }
        let is_line = role.is_some_and(|role| role != "normal");
        if let Some(id) = id.filter(|id| !is_line && !notes.contains_key(id)) {
            let paragraphs = story.finish().0.finish();
            notes.insert(id.clone(), Note { kind, paragraphs, at: marks.of(kind, &id) });
            order.push(id);
        }
    }
    Ok(order.into_iter().filter_map(|id| notes.remove(&id)).collect())
}
