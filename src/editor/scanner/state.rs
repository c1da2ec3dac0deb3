//! What a scan knows on its way: where it is going, what is open there, and what it has found.

use super::words::blanks_at_end;

/// A step on the way from the whole file to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStep {
    /// Into the value of the key that has this range of bytes.
    Key(u32, u32),
    /// Into an item of a list, counted from 0.
    Item(u32),
}

/// What kind of word is at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::editor) enum Token {
    Key,
    Value,
    Comment,
}

/// A mapping or a list that the place is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) is_list: bool,
    /// The column of its keys or hyphens; of one in brackets that of the key that has it.
    pub(super) indent: usize,
    /// The key whose value comes next.
    pub(super) key: Option<(usize, usize)>,
    pub(super) items: u32,
    pub(super) is_flow: bool,
}

pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    /// The place that is asked about.
    pub(super) place: usize,
    pub(super) frames: Vec<Frame>,
    pub(super) found: Option<(Token, usize, usize)>,
}

impl Scanner<'_> {
    pub(super) fn steps(&self) -> Vec<PathStep> {
        let step = |frame: &Frame| match frame.key {
            _ if frame.is_list => Some(PathStep::Item(frame.items.saturating_sub(1))),
            Some((start, end)) => Some(PathStep::Key(offset(start), offset(end))),
            None => None,
        };
        self.frames.iter().filter_map(step).collect()
    }

    /// Nothing but white space or a comment up to the end of the line: a value may be typed there.
    pub(super) fn nothing(&mut self, at: usize, end: usize, next: usize) -> usize {
        if self.place <= end {
            let is_comment = self.place > at && self.text[at..end].starts_with('#');
            let (kind, start, stop) =
                if is_comment { (Token::Comment, at, end) } else { (Token::Value, self.place, self.place) };
            self.found = Some((kind, start, stop));
        }
        next
    }

    /// What follows a value in its line is a comment, or wrong.
    pub(super) fn rest_of_line(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        if self.found.is_some() { end + 1 } else { self.nothing(self.skip_blanks(at, end), end, end + 1) }
    }

    /// The next line that is not blank, from the end of a line on.
    pub(super) fn after_blank_lines(&self, end: usize) -> usize {
        let mut next = end + 1;
        while next < self.text.len() && self.text[next..self.line_end(next)].trim().is_empty() {
            next = self.line_end(next) + 1;
        }
        next.min(self.text.len())
    }

    /// Where a text between quotation marks ends. One that is never closed ends with its line.
    pub(super) fn quoted(&self, at: usize, parent: usize, is_top: bool) -> usize {
        let bytes = self.text.as_bytes();
        let quote = bytes[at];
        let mut next = at + 1;
        while next < bytes.len() {
            match bytes[next] {
                b'\\' if quote == b'"' => next += 1,
                b'\'' if quote == b'\'' && bytes.get(next + 1) == Some(&b'\'') => next += 1,
                byte if byte == quote => return next + 1,
                b'\n' if !is_top && self.is_left(next + 1, parent) => break,
                _ => {}
            }
            next += 1;
        }
        let line_end = self.line_end(at);
        line_end - blanks_at_end(&self.text[at..line_end])
    }

    /// Whether the next line that is not blank is not indented below a key, so that nothing of that key goes on there.
    pub(super) fn is_left(&self, line: usize, parent: usize) -> bool {
        let next = self.after_blank_lines(line - 1);
        next >= self.text.len() || self.indent(next) <= parent
    }

    /// Whether the place is in a word, or before it. If so, that is what is found.
    pub(super) fn token(&mut self, kind: Token, start: usize, end: usize) -> bool {
        if self.found.is_none() && self.place <= end {
            let (start, end) = if self.place < start { (self.place, self.place) } else { (start, end) };
            self.found = Some((kind, start, end));
        }
        self.found.is_some()
    }

    pub(super) fn line_end(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |length| at + length)
    }

    pub(super) fn indent(&self, line: usize) -> usize {
        self.text.as_bytes()[line..].iter().take_while(|&&byte| byte == b' ').count()
    }

    pub(super) fn skip_blanks(&self, at: usize, end: usize) -> usize {
        at + self.text.as_bytes()[at..end].iter().take_while(|&&byte| matches!(byte, b' ' | b'\t' | b'\r')).count()
    }
}

pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
