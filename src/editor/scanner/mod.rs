//! A reader of YAML that never gives up: it follows a text up to one place, by indentation, brackets and quotation
//! marks.
//!
//! It does not judge a text; `yaml/` does that. On every text that is right it agrees with that reader about where a
//! place is, and a property test holds it to that.

mod flow;
mod resume;
mod state;
mod words;

pub use state::PathStep;
pub(super) use state::Token;

use state::{Frame, Scanner, offset};
use words::{blanks_at_end, closing, plain_key, plain_length, unquoted};

/// What was found at a place.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(super) struct Found {
    pub(in crate::editor) kind: Token,
    pub(in crate::editor) steps: Vec<PathStep>,
    pub(in crate::editor) word: (u32, u32),
}

/// Follows a text to a place.
pub(super) fn scan(text: &str, place: usize) -> Found {
    follow(text, place, false)
}

/// The same from the beginning of the text, whatever is there.
#[cfg(test)]
pub(super) fn scan_all(text: &str, place: usize) -> Found {
    follow(text, place, true)
}

fn follow(text: &str, place: usize, is_whole: bool) -> Found {
    let place = text.floor_char_boundary(place);
    let mut scanner = Scanner { text, place, frames: Vec::new(), found: None };
    let mut at = if is_whole { 0 } else { scanner.resume() };
    while scanner.found.is_none() && at < text.len() {
        at = scanner.line(at);
    }
    let line = text[..place].rfind('\n').map_or(0, |line| line + 1);
    if scanner.found.is_none() {
        scanner.blank(place - line);
    }
    let (kind, start, end) = scanner.found.unwrap_or((Token::Value, place, place));
    Found { kind, steps: scanner.steps(), word: (offset(start), offset(end)) }
}

impl Scanner<'_> {
    /// Reads a line in block style, and what its last value takes of the next ones. Where to go on.
    fn line(&mut self, start: usize) -> usize {
        let end = self.line_end(start);
        let content = start + self.indent(start);
        let rest = self.text[content..end].trim_end();
        if rest.is_empty() || rest.starts_with('#') || matches!(rest, "---" | "...") {
            if self.place <= end {
                if self.place > content && rest.starts_with('#') {
                    self.found = Some((Token::Comment, content, content + rest.len()));
                } else {
                    self.blank(self.place - start);
                }
            }
            return end + 1;
        }
        if self.place < content {
            self.blank(self.place - start);
            return end + 1;
        }
        self.content(start, content, end)
    }

    /// The place is in white space at a column: what would be typed there belongs to what is open at that column.
    fn blank(&mut self, column: usize) {
        self.close_deeper(column, false);
        let last = self.frames.last_mut();
        let is_key = match last {
            Some(frame) if !frame.is_list && frame.indent == column => {
                frame.key = None;
                true
            }
            Some(_) => false,
            None => true,
        };
        self.found = Some((if is_key { Token::Key } else { Token::Value }, self.place, self.place));
    }

    /// Reads hyphens, a key and a value.
    fn content(&mut self, line: usize, mut at: usize, end: usize) -> usize {
        let mut parent = None;
        while self.is_hyphen(at, end) {
            self.hyphen(at - line);
            parent = Some(at - line);
            let next = self.skip_blanks(at + 1, end);
            if self.place < next || next == end {
                return self.nothing(next, end, end + 1);
            }
            at = next;
        }
        let column = at - line;
        let Some((key_end, value)) = self.key(at, end) else {
            self.close_deeper(column, false);
            let top = self.frames.last_mut();
            if let Some(frame) = top.filter(|frame| !frame.is_list && frame.indent == column && parent.is_none()) {
                // A key whose colon is yet to be typed.
                frame.key = None;
                return self.bare_key(at, end);
            }
            let around = self.frames.last().map_or(0, |frame| frame.indent);
            return self.value(at, end, parent.unwrap_or(around), parent.is_none() && self.frames.is_empty());
        };
        self.mapping(column);
        if self.token(Token::Key, at, key_end) {
            return end + 1;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.key = Some(unquoted(self.text, at, key_end));
        }
        self.value(self.skip_blanks(value, end), end, column, false)
    }

    fn bare_key(&mut self, at: usize, end: usize) -> usize {
        let length = plain_length(&self.text[at..end]);
        if !self.token(Token::Key, at, at + length) && self.place <= end {
            self.found = Some((Token::Comment, at + length, end));
        }
        end + 1
    }

    /// Reads a value that starts in a line of block style. Where to go on.
    fn value(&mut self, at: usize, end: usize, parent: usize, is_top: bool) -> usize {
        if self.place < at {
            return self.nothing(at, end, end + 1);
        }
        match self.text.as_bytes().get(at).filter(|_| at < end) {
            None | Some(b'#') => self.nothing(at, end, end + 1),
            Some(b'|' | b'>') => self.block_text(at, end, parent),
            Some(b'[' | b'{') => self.flow(at, parent, is_top),
            Some(b'"' | b'\'') => {
                let close = self.quoted(at, parent, is_top);
                self.token(Token::Value, at, close);
                self.rest_of_line(close)
            }
            Some(_) => self.plain(at, end, parent),
        }
    }

    /// A text without quotation marks, and the lines that it goes on in.
    fn plain(&mut self, at: usize, end: usize, parent: usize) -> usize {
        let mut stop = at + plain_length(&self.text[at..end]);
        let mut line = end;
        while stop == line - blanks_at_end(&self.text[at..line]) {
            let next = self.after_blank_lines(line);
            let next_end = self.line_end(next);
            let content = next + self.indent(next);
            let is_more = next < self.text.len() && content - next > parent && content < next_end;
            if !is_more || self.text[content..].starts_with('#') || self.key(content, next_end).is_some() {
                break;
            }
            stop = content + plain_length(&self.text[content..next_end]);
            line = next_end;
        }
        if !self.token(Token::Value, at, stop) && self.place <= line {
            return self.nothing(self.skip_blanks(stop, line), line, line + 1);
        }
        line + 1
    }

    /// A text in lines of its own: all that are indented below the key. The sign before them is not part of it.
    fn block_text(&mut self, at: usize, end: usize, parent: usize) -> usize {
        let mut next = end + 1;
        let mut word = None;
        while next < self.text.len() {
            let line_end = self.line_end(next);
            let line = self.text[next..line_end].trim_end();
            if !line.is_empty() && self.indent(next) <= parent {
                break;
            }
            if !line.is_empty() {
                word = Some((word.map_or(next + self.indent(next), |(start, _)| start), next + line.len()));
            }
            next = line_end + 1;
        }
        if self.place <= end {
            return self.nothing(at, end, next);
        }
        let (start, stop) = word.unwrap_or((end, end));
        if !self.token(Token::Value, start, stop) && self.place < next {
            self.found = Some((Token::Value, start, stop));
        }
        next
    }

    /// Closes what is indented deeper than a column; a list at the column itself too, unless another hyphen follows
    /// there.
    fn close_deeper(&mut self, column: usize, is_hyphen: bool) {
        while let Some(frame) = self.frames.last() {
            let is_over = frame.indent > column || (frame.indent == column && frame.is_list && !is_hyphen);
            if !is_over {
                return;
            }
            self.frames.pop();
        }
    }

    fn mapping(&mut self, column: usize) {
        self.close_deeper(column, false);
        match self.frames.last_mut() {
            Some(frame) if !frame.is_list && frame.indent == column => frame.key = None,
            _ => self.frames.push(Frame { is_list: false, indent: column, key: None, items: 0, is_flow: false }),
        }
    }

    fn hyphen(&mut self, column: usize) {
        self.close_deeper(column, true);
        match self.frames.last_mut() {
            Some(frame) if frame.is_list && frame.indent == column => frame.items += 1,
            _ => self.frames.push(Frame { is_list: true, indent: column, key: None, items: 1, is_flow: false }),
        }
    }

    fn is_hyphen(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[at..end];
        rest.starts_with("- ") || rest.trim_end() == "-"
    }

    /// The end of a key that starts at a place of a line, and where its value starts.
    fn key(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let rest = &self.text[at..end];
        let length = match rest.as_bytes().first()? {
            b'[' | b'{' | b'#' | b'|' | b'>' => return None,
            &quote @ (b'"' | b'\'') => closing(rest, quote)?,
            _ => plain_key(rest)?,
        };
        let colon = self.skip_blanks(at + length, end);
        let after = self.text[colon..end].strip_prefix(':')?;
        (after.is_empty() || after.starts_with([' ', '\r'])).then_some((at + length, colon + 1))
    }
}
