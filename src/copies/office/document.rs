//! A document as its reader sees it: paragraphs, and the notes that are attached to words of them.

use std::ops::Range;

use super::super::facts::Facts;
use super::super::seam::BORDER;
use crate::text::Text;

/// A document of a word processor.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its paragraphs. One in a text box comes after the one that the box is anchored in.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Its notes, in order of the words that they are attached to; those without a place come last.
    pub(crate) notes: Vec<Note>,
    /// What it says of itself.
    pub(in crate::copies) facts: Facts,
}

/// A paragraph, without what was deleted or is hidden.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// Its text. A line break in it is `\n`, a tab `\t`; the marks of notes are not in it.
    pub(crate) text: Text,
    /// What it is in its document.
    pub(crate) role: Role,
    /// The links in it, in order of their ends.
    #[cfg_attr(not(feature = "import"), allow(dead_code, reason = "imports read it"))]
    pub(crate) links: Vec<Link>,
}

/// What a paragraph is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    /// A part of running text.
    #[default]
    Running,
    /// A heading or a title.
    Heading,
    /// An item of a list.
    Item,
    /// In a cell of a table.
    Cell,
}

/// Words of a paragraph that lead to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// Which bytes of the text of the paragraph.
    pub(crate) range: Range<usize>,
    /// Where they lead, as it is written there: nothing of it was checked.
    pub(crate) address: Text,
}

/// A note.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// What kind of note it is.
    pub(crate) kind: NoteKind,
    /// Its text.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// What it is attached to. A footnote is attached to one place, and so is a comment without a range: start and end
    /// are the same. Nothing if nothing in the text refers to it.
    pub(crate) at: Option<Range<Position>>,
}

/// What kind of note a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NoteKind {
    /// At the foot of a page.
    Footnote,
    /// At the end of the document.
    Endnote,
    /// In the margin, where people who write it together see it.
    Comment,
}

/// A place in the text of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// Which paragraph.
    pub(crate) paragraph: usize,
    /// How many bytes of its text are before the place.
    pub(crate) offset: usize,
}

impl Document {
    /// The words that a note is attached to, paragraph by paragraph: the number of each, and which bytes of its text.
    /// None for a note that is attached to a place only.
    #[cfg_attr(not(feature = "import"), allow(dead_code, reason = "imports read it"))]
    pub(crate) fn attached(&self, note: &Note) -> impl Iterator<Item = (usize, Range<usize>)> {
        let at = note.at.clone().filter(|at| at.start < at.end);
        let numbers = at.as_ref().map_or(0..0, |at| at.start.paragraph..at.end.paragraph + 1);
        let within = move |number: usize| {
            let (at, paragraph) = (at.as_ref()?, self.paragraphs.get(number)?);
            let start = if number == at.start.paragraph { at.start.offset } else { 0 };
            let end = if number == at.end.paragraph { at.end.offset } else { paragraph.text.untrusted().len() };
            (start < end).then_some((number, start..end))
        };
        numbers.filter_map(within)
    }

    /// The text that people see: paragraphs, then footnotes and endnotes. Comments are not a part of it.
    pub(in crate::copies) fn visible_text(&self) -> String {
        let mut out = String::new();
        for paragraph in &self.paragraphs {
            paragraph.add_to(&mut out, paragraph.role != Role::Running);
        }
        for note in self.notes.iter().filter(|note| note.kind != NoteKind::Comment) {
            for paragraph in &note.paragraphs {
                paragraph.add_to(&mut out, true);
            }
        }
        out
    }
}

impl Paragraph {
    fn add_to(&self, out: &mut String, is_apart: bool) {
        out.extend((is_apart && !out.is_empty()).then_some(BORDER));
        out.push_str(self.text.untrusted());
        out.push('\n');
        out.extend(is_apart.then_some(BORDER));
    }
}
