//! ODT: the text of a document, its notes apart, without what was deleted while changes were tracked and without what
//! is struck out or hidden.

use std::collections::{HashMap, HashSet};

use super::super::cannot_read::CannotRead;
use super::super::packed::Zip;
use super::builder::Builder;
use super::document::{Document, Note, NoteKind, Position, Role};
use super::package;
use super::xml::{Element, Event, Space, Xml, decoded};

/// How many blanks in a row are kept of those that are only counted.
const MAX_BLANKS: usize = 1000;

/// Reads a document.
///
/// # Errors
/// If it is damaged, too large, or made to waste memory.
pub(in crate::copies) fn document(bytes: &[u8]) -> Result<Document, CannotRead> {
    let mut zip = Zip::open(bytes)?;
    let text = decoded(&zip.read("content.xml")?.ok_or(CannotRead::Damaged)?)?;
    let facts = zip.read("meta.xml")?.map(|meta| package::facts(&meta)).transpose()?.unwrap_or_default();
    let mut xml = Xml::new(&text);
    let mut reader = Reader { stories: vec![Story::default()], ..Reader::default() };
    while let Some(event) = xml.next()? {
        reader.read(event, &mut xml)?;
    }
    let Reader { mut stories, mut notes, ends, .. } = reader;
    let builder = stories.pop().map(|story| story.builder).unwrap_or_default();
    let mut placed: Vec<Note> = Vec::new();
    for (note, start, name) in notes.drain(..) {
        let end = name.and_then(|name| ends.get(&name).copied()).unwrap_or(start);
        placed.push(Note { at: Some(builder.between(start, end)), ..note });
    }
    placed.sort_by_key(|note| (note.at.as_ref().map(|at| (at.start, at.end)), note.kind));
    Ok(Document { paragraphs: builder.finish(), notes: placed, facts })
}

/// What ends when an element does.
enum Open {
    Paragraph,
    Link { from: Position, address: String },
    Item,
    Cell,
    Note,
}

/// The text of the document, or of a note in it.
#[derive(Default)]
struct Story {
    builder: Builder,
    /// What kind of note it is, where it is attached, and how its end is named.
    note: Option<(NoteKind, Position, Option<String>)>,
}

#[derive(Default)]
struct Reader {
    /// What is being read, the innermost last.
    stories: Vec<Story>,
    open: Vec<(usize, Open)>,
    items: usize,
    cells: usize,
    /// The styles that hide text.
    hiding: HashSet<String>,
    /// The style that is being read.
    style: Option<String>,
    notes: Vec<(Note, Position, Option<String>)>,
    /// Where the ranges of comments end, by their names.
    ends: HashMap<String, Position>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>, xml: &mut Xml<'_>) -> Result<(), CannotRead> {
        match event {
            Event::Start(element) => self.start(&element, xml),
            Event::Text(text) => {
                // Where lines end in the file means nothing.
                self.add(&text.replace(['\n', '\t', '\r'], " "));
                Ok(())
            }
            Event::End => {
                while let Some((_, open)) = self.open.pop_if(|(depth, _)| *depth > xml.depth()) {
                    self.end(open);
                }
                Ok(())
            }
        }
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), CannotRead> {
        let depth = xml.depth();
        let attribute = |space, name| xml.attribute(element, space, name);
        match element.name() {
            (Space::OdfText, name @ ("p" | "h")) => self.paragraph(depth, name == "h"),
            (Space::OdfText, "s") => {
                let count = attribute(Space::OdfText, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.add(&" ".repeat(MAX_BLANKS.min(count)));
            }
            (Space::OdfText, "tab") => self.add("\t"),
            (Space::OdfText, "line-break") => self.add("\n"),
            (Space::OdfText, "span")
                if attribute(Space::OdfText, "style-name").is_some_and(|style| self.hiding.contains(&style)) =>
            {
                xml.skip()?;
            }
            (Space::OdfText, "a") => {
                if let Some(address) = attribute(Space::Link, "href") {
                    let from = self.next();
                    self.open.push((depth, Open::Link { from, address }));
                }
            }
            (Space::OdfText, "list-item" | "list-header") => {
                self.items += 1;
                self.open.push((depth, Open::Item));
            }
            (Space::Table, "table-cell" | "covered-table-cell") => {
                self.cells += 1;
                self.open.push((depth, Open::Cell));
            }
            (Space::OdfText, "note") => {
                let is_end = attribute(Space::OdfText, "note-class").is_some_and(|class| class == "endnote");
                self.begin_note(depth, if is_end { NoteKind::Endnote } else { NoteKind::Footnote }, None);
            }
            (Space::Office, "annotation") => {
                let name = attribute(Space::Office, "name");
                self.begin_note(depth, NoteKind::Comment, name);
            }
            (Space::Office, "annotation-end") => {
                let (name, last) = (attribute(Space::Office, "name"), self.next());
                if let Some(name) = name.filter(|_| self.stories.len() == 1) {
                    self.ends.entry(name).or_insert(last);
                }
            }
            (
                Space::OdfText,
                "tracked-changes" | "note-citation" | "hidden-text" | "hidden-paragraph" | "ruby-text",
            )
            | (Space::Office, "scripts" | "forms")
            | (Space::Other, "title" | "desc") => xml.skip()?,
            (Space::Style, _) => self.style(element, xml),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self, depth: usize, is_heading: bool) {
        let role = match (is_heading, self.cells, self.items) {
            (true, ..) => Role::Heading,
            (_, 1.., _) => Role::Cell,
            (_, _, 1..) => Role::Item,
            _ => Role::Running,
        };
        if let Some(builder) = self.builder() {
            builder.open();
            builder.set_role(role);
        }
        self.open.push((depth, Open::Paragraph));
    }

    /// Keeps which styles strike text out or hide it.
    fn style(&mut self, element: &Element<'_>, xml: &Xml<'_>) {
        let attribute = |space, name| xml.attribute(element, space, name);
        match element.local() {
            "style" => self.style = attribute(Space::Style, "name"),
            "text-properties" => {
                let line = attribute(Space::Style, "text-line-through-style").is_some_and(|style| style != "none");
                let line = line || attribute(Space::Style, "text-line-through-type").is_some_and(|kind| kind != "none");
                let is_hidden = attribute(Space::OdfText, "display").is_some_and(|display| display == "none");
                self.hiding.extend(self.style.take().filter(|_| line || is_hidden));
            }
            _ => {}
        }
    }

    fn end(&mut self, open: Open) {
        match open {
            Open::Paragraph => self.builder().into_iter().for_each(|builder| builder.close(false)),
            Open::Link { from, address } => self.builder().into_iter().for_each(|builder| builder.link(from, &address)),
            Open::Item => self.items -= 1,
            Open::Cell => self.cells -= 1,
            Open::Note => {
                let Some(Story { builder, note: Some((kind, start, name)) }) = self.stories.pop() else { return };
                // A note in a note is one without a place in the text.
                if self.stories.len() == 1 {
                    self.notes.push((Note { kind, paragraphs: builder.finish(), at: None }, start, name));
                }
            }
        }
    }

    fn begin_note(&mut self, depth: usize, kind: NoteKind, name: Option<String>) {
        let note = Some((kind, self.next(), name));
        self.stories.push(Story { builder: Builder::default(), note });
        self.open.push((depth, Open::Note));
    }

    fn builder(&mut self) -> Option<&mut Builder> {
        self.stories.last_mut().map(|story| &mut story.builder)
    }

    fn next(&self) -> Position {
        self.stories.last().map_or(Position { paragraph: 0, offset: 0 }, |story| story.builder.next())
    }

    fn add(&mut self, text: &str) {
        self.builder().into_iter().for_each(|builder| builder.add(text));
    }
}
