//! Paragraphs as they are being read, one in another where text boxes are.

use std::ops::Range;

use super::document::{Link, Paragraph, Position, Role};
use crate::text::Text;

/// The paragraphs of a text, or of a note.
#[derive(Debug, Default)]
pub(super) struct Builder {
    paragraphs: Vec<Begun>,
    /// Which of them are open, the innermost last.
    open: Vec<usize>,
    /// The one that the next goes on with, because the mark between them was deleted.
    goes_on: Option<usize>,
}

#[derive(Debug, Default)]
struct Begun {
    text: String,
    role: Role,
    links: Vec<Link>,
}

impl Builder {
    pub(super) fn open(&mut self) {
        let at = self.goes_on.take().unwrap_or(self.paragraphs.len());
        if at == self.paragraphs.len() {
            self.paragraphs.push(Begun::default());
        }
        self.open.push(at);
    }

    /// Ends the innermost paragraph; `is_joined` if the next one goes on with it.
    pub(super) fn close(&mut self, is_joined: bool) {
        let closed = self.open.pop();
        self.goes_on = closed.filter(|_| is_joined);
    }

    /// Adds to the innermost paragraph; what is in none is no text.
    pub(super) fn add(&mut self, text: &str) {
        if let Some(begun) = self.innermost() {
            begun.text.push_str(text);
        }
    }

    pub(super) fn set_role(&mut self, role: Role) {
        if let Some(begun) = self.innermost().filter(|begun| begun.role == Role::Running) {
            begun.role = role;
        }
    }

    /// Makes a link of what the innermost paragraph has from a place on.
    pub(super) fn link(&mut self, from: Position, address: &str) {
        let innermost = self.open.last().copied();
        if let Some(begun) = self.innermost().filter(|_| innermost == Some(from.paragraph)) {
            let range = from.offset..begun.text.len();
            begun.links.push(Link { range, address: Text::new(address) });
        }
    }

    /// Where what is read next will be.
    pub(super) fn next(&self) -> Position {
        let behind = Position { paragraph: self.paragraphs.len(), offset: 0 };
        self.open.last().copied().or(self.goes_on).map_or(behind, |at| self.end_of(at))
    }

    /// Behind what was read last.
    pub(super) fn last(&self) -> Position {
        let last = self.open.last().copied().or_else(|| self.paragraphs.len().checked_sub(1));
        last.map_or(Position { paragraph: 0, offset: 0 }, |at| self.end_of(at))
    }

    fn end_of(&self, at: usize) -> Position {
        Position { paragraph: at, offset: self.paragraphs.get(at).map_or(0, |begun| begun.text.len()) }
    }

    fn innermost(&mut self) -> Option<&mut Begun> {
        self.open.last().and_then(|&at| self.paragraphs.get_mut(at))
    }

    /// Everything between two places, in order. A place behind the last paragraph is at its end.
    pub(super) fn between(&self, one: Position, other: Position) -> Range<Position> {
        let last = Position { paragraph: self.paragraphs.len().saturating_sub(1), offset: 0 };
        let within =
            |place: Position| if place.paragraph > last.paragraph { self.end_of(last.paragraph) } else { place };
        let (one, other) = (within(one), within(other));
        one.min(other)..one.max(other)
    }

    pub(super) fn finish(self) -> Vec<Paragraph> {
        let finished = |Begun { text, role, links }| Paragraph { text: Text::new(text), role, links };
        self.paragraphs.into_iter().map(finished).collect()
    }
}
