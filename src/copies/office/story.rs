//! One run of text in a DOCX: that of the document, or of one note.

use std::collections::HashMap;
use std::ops::Range;

use super::super::cannot_read::CannotRead;
use super::builder::Builder;
use super::document::{NoteKind, Position, Role};
use super::package::Relations;
use super::styles::{self, Styles};
use super::xml::{Element, Event, Space, Xml};

/// How many fields may be in one another.
const MAX_FIELDS: usize = 64;

/// What the text of a part refers to.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub(super) styles: &'c Styles,
    pub(super) relations: &'c Relations,
}

/// Where notes are attached, by their ids.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where the marks of notes are.
    references: HashMap<(NoteKind, String), Position>,
    /// Where the ranges of comments begin and end.
    starts: HashMap<String, Position>,
    ends: HashMap<String, Position>,
}

impl Marks {
    /// What a note is attached to.
    pub(super) fn of(&self, kind: NoteKind, id: &str) -> Option<Range<Position>> {
        let place = self.references.get(&(kind, id.to_owned())).copied();
        let range = (self.starts.get(id).copied(), self.ends.get(id).copied());
        match range {
            (Some(start), Some(end)) if kind == NoteKind::Comment => Some(start..end),
            (Some(one), None) | (None, Some(one)) if kind == NoteKind::Comment => {
                let place = place.unwrap_or(one);
                Some(place..place)
            }
            _ => place.map(|place| place..place),
        }
    }
}

/// What ends when an element does.
enum Open {
    Paragraph { is_joined: bool },
    Run { was_hidden: bool },
    Link { from: Position, address: String },
    Cell,
}

/// A field: an instruction, and what came of it.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Where its result begins.
    result: Option<Position>,
}

/// A run of text that is being read.
pub(super) struct Story<'c> {
    context: Context<'c>,
    builder: Builder,
    marks: Marks,
    /// What is open, each with its depth.
    open: Vec<(usize, Open)>,
    fields: Vec<Field>,
    cells: usize,
    is_hidden: bool,
}

impl<'c> Story<'c> {
    pub(super) fn new(context: Context<'c>) -> Self {
        Self {
            context,
            builder: Builder::default(),
            marks: Marks::default(),
            open: Vec::new(),
            fields: Vec::new(),
            cells: 0,
            is_hidden: false,
        }
    }

    pub(super) fn finish(self) -> (Builder, Marks) {
        (self.builder, self.marks)
    }

    pub(super) fn read(&mut self, event: Event<'_>, xml: &mut Xml<'_>) -> Result<(), CannotRead> {
        match event {
            Event::Start(element) => self.start(&element, xml),
            Event::End => {
                while let Some((_, open)) = self.open.pop_if(|(depth, _)| *depth > xml.depth()) {
                    self.end(open);
                }
                Ok(())
            }
            // All text that counts is in elements of its own.
            Event::Text(_) => Ok(()),
        }
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), CannotRead> {
        let depth = xml.depth();
        match element.name() {
            (Space::Word, "p") => {
                self.builder.open();
                if self.cells > 0 {
                    self.builder.set_role(Role::Cell);
                }
                self.open.push((depth, Open::Paragraph { is_joined: false }));
            }
            (Space::Word, "pPr") => self.paragraph_properties(xml)?,
            (Space::Word, "r") => {
                self.open.push((depth, Open::Run { was_hidden: self.is_hidden }));
                self.is_hidden = false;
            }
            (Space::Word, "rPr") => self.is_hidden = is_hidden(xml)?,
            (Space::Word | Space::Math, "t") => {
                let text = xml.text()?;
                self.add(&text);
            }
            (Space::Word, "tc") => {
                self.cells += 1;
                self.open.push((depth, Open::Cell));
            }
            (Space::Word, "tab" | "ptab") => self.add("\t"),
            (Space::Word, "br" | "cr") => self.add("\n"),
            (Space::Word, "noBreakHyphen") => self.add("\u{2011}"),
            // A picture in place of a letter, from a font that says what it is.
            (Space::Word, "sym") => self.add("\u{FFFD}"),
            (
                Space::Word,
                "del" | "moveFrom" | "tabs" | "rt" | "delText" | "delInstrText" | "sectPr" | "tblPr" | "tblGrid"
                | "trPr" | "tcPr" | "sdtPr" | "sdtEndPr",
            )
            // What is shown by programs that do not know the first way to say it: the same once more.
            | (Space::Compatibility, "Fallback") => xml.skip()?,
            (Space::Word, "hyperlink") => {
                let id = xml.attribute(element, Space::Relationship, "id");
                let address = id.and_then(|id| self.context.relations.address(&id));
                self.begin_link(depth, address.map(str::to_owned));
            }
            (Space::Word, "fldSimple") => {
                let instruction = xml.attribute(element, Space::Word, "instr").unwrap_or_default();
                self.begin_link(depth, address(&instruction));
            }
            (Space::Word, "fldChar") => {
                self.field(&xml.attribute(element, Space::Word, "fldCharType").unwrap_or_default())?;
            }
            (Space::Word, "instrText") => {
                let text = xml.text()?;
                if let Some(field) = self.fields.last_mut().filter(|field| field.result.is_none()) {
                    field.instruction.push_str(&text);
                }
            }
            (Space::Word, name) => {
                if let Some(id) = xml.attribute(element, Space::Word, "id") {
                    self.mark(name, id);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, open: Open) {
        match open {
            Open::Paragraph { is_joined } => {
                // An instruction that a paragraph does not end is not one: nothing may hide the rest of a document.
                self.fields.retain(|field| field.result.is_some());
                self.builder.close(is_joined);
            }
            Open::Run { was_hidden } => self.is_hidden = was_hidden,
            Open::Link { from, address } => self.builder.link(from, &address),
            Open::Cell => self.cells -= 1,
        }
    }

    /// What the properties of the innermost paragraph make of it.
    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), CannotRead> {
        let (depth, mut was_deleted, mut mark) = (xml.depth(), false, None);
        while xml.depth() >= depth {
            let Some(event) = xml.next()? else { break };
            let Event::Start(element) = event else {
                mark = mark.filter(|&mark| xml.depth() >= mark);
                continue;
            };
            match element.name() {
                (Space::Word, "pStyle") => {
                    let style = xml.attribute(&element, Space::Word, "val").unwrap_or_default();
                    self.context.styles.role(&style).into_iter().for_each(|role| self.builder.set_role(role));
                }
                // Those of the mark at its end.
                (Space::Word, "rPr") => mark = Some(xml.depth()),
                (Space::Word, "del" | "moveFrom") if mark.is_some() => was_deleted = true,
                (Space::Word, "pPrChange" | "tabs") => xml.skip()?,
                _ => styles::role(xml, &element).into_iter().for_each(|role| self.builder.set_role(role)),
            }
        }
        if let Some((_, Open::Paragraph { is_joined })) = self.open.last_mut() {
            *is_joined = was_deleted;
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        let is_instruction = self.fields.iter().any(|field| field.result.is_none());
        if !self.is_hidden && !is_instruction {
            self.builder.add(text);
        }
    }

    fn begin_link(&mut self, depth: usize, address: Option<String>) {
        let from = self.builder.next();
        self.open.extend(address.map(|address| (depth, Open::Link { from, address })));
    }

    fn field(&mut self, part: &str) -> Result<(), CannotRead> {
        match part {
            "begin" if self.fields.len() == MAX_FIELDS => return Err(CannotRead::Tangled),
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                let next = self.builder.next();
                self.fields.last_mut().into_iter().for_each(|field| field.result = Some(next));
            }
            "end" => {
                let Some(Field { instruction, result }) = self.fields.pop() else { return Ok(()) };
                if let Some((from, address)) = result.zip(address(&instruction)) {
                    self.builder.link(from, &address);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Keeps where a mark is. Of two with one id the first counts.
    fn mark(&mut self, name: &str, id: String) {
        let kind = match name {
            "footnoteReference" => NoteKind::Footnote,
            "endnoteReference" => NoteKind::Endnote,
            "commentReference" => NoteKind::Comment,
            "commentRangeStart" => {
                self.marks.starts.entry(id).or_insert(self.builder.next());
                return;
            }
            "commentRangeEnd" => {
                self.marks.ends.entry(id).or_insert(self.builder.last());
                return;
            }
            _ => return,
        };
        self.marks.references.entry((kind, id)).or_insert(self.builder.next());
    }
}

/// Whether the properties of a run, which have just begun, hide it or strike it out.
fn is_hidden(xml: &mut Xml<'_>) -> Result<bool, CannotRead> {
    let (depth, mut is_hidden) = (xml.depth(), false);
    while xml.depth() >= depth {
        let Some(event) = xml.next()? else { break };
        let Event::Start(element) = event else { continue };
        match element.name() {
            (Space::Word, "vanish" | "strike" | "dstrike") => {
                let value = xml.attribute(&element, Space::Word, "val");
                is_hidden |= !value.is_some_and(|value| matches!(&*value, "0" | "false" | "off"));
            }
            (Space::Word, "rPrChange") => xml.skip()?,
            _ => {}
        }
    }
    Ok(is_hidden)
}

/// The address of a field that is a link: `HYPERLINK "https://…"`.
fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next(),
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')),
    };
    address.filter(|address| !address.is_empty()).map(str::to_owned)
}
