//! Lists and mappings in brackets.

use super::state::{Frame, Scanner, Token};
use super::words::unquoted;

impl Scanner<'_> {
    /// Reads what is in brackets, up to the end of its last line. If they are never closed, up to the last line that is
    /// indented below the key.
    pub(super) fn flow(&mut self, at: usize, parent: usize, is_top: bool) -> usize {
        let outside = self.frames.len();
        let mut next = at;
        while self.found.is_none() {
            let Some(&byte) = self.text.as_bytes().get(next) else { return next };
            if self.place < next || self.place == at {
                return self.empty(next);
            }
            match byte {
                b'[' | b'{' => {
                    let is_list = byte == b'[';
                    self.frames.push(Frame { is_list, indent: parent, key: None, items: 1, is_flow: true });
                    next += 1;
                }
                b']' | b'}' => {
                    if self.place <= next {
                        return self.empty(next);
                    }
                    next += 1;
                    self.frames.pop();
                    if self.frames.len() <= outside {
                        return self.rest_of_line(next);
                    }
                }
                b'\n' if !is_top && self.is_left(next + 1, parent) && !self.is_closed_in(next + 1) => {
                    if self.place <= next {
                        return self.empty(next);
                    }
                    self.frames.truncate(outside);
                    return next + 1;
                }
                _ => next = self.inside(next, parent, is_top),
            }
        }
        next
    }

    /// Whether the next line that is not blank closes a bracket: that may be at the column of the key.
    fn is_closed_in(&self, line: usize) -> bool {
        self.text[self.after_blank_lines(line - 1)..].trim_start_matches(' ').starts_with([']', '}'])
    }

    /// The place is between words, in brackets.
    fn empty(&mut self, next: usize) -> usize {
        let is_key = self.frames.last().is_some_and(|frame| frame.is_flow && !frame.is_list && frame.key.is_none());
        self.found = Some((if is_key { Token::Key } else { Token::Value }, self.place, self.place));
        next
    }

    /// White space, a comma, a colon, a comment or a word.
    fn inside(&mut self, at: usize, parent: usize, is_top: bool) -> usize {
        let bytes = self.text.as_bytes();
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'\n' | b':' => return at + 1,
            b',' => {
                if self.place <= at {
                    return self.empty(at);
                }
                if let Some(frame) = self.frames.last_mut() {
                    frame.items += 1;
                    frame.key = None;
                }
                return at + 1;
            }
            b'#' if at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n') => {
                let end = self.line_end(at);
                if self.place > at && self.place <= end {
                    self.found = Some((Token::Comment, at, end));
                }
                return end;
            }
            _ => {}
        }
        let end = match bytes[at] {
            b'"' | b'\'' => self.quoted(at, parent, is_top),
            _ => self.flow_plain(at, parent, is_top),
        };
        let is_key = self.frames.last().is_some_and(|frame| !frame.is_list && frame.key.is_none());
        if !self.token(if is_key { Token::Key } else { Token::Value }, at, end)
            && let Some(frame) = self.frames.last_mut().filter(|_| is_key)
        {
            frame.key = Some(unquoted(self.text, at, end));
        }
        end.max(at + 1)
    }

    /// Where a text without quotation marks ends, in brackets.
    fn flow_plain(&self, at: usize, parent: usize, is_top: bool) -> usize {
        let bytes = self.text.as_bytes();
        let mut next = at;
        let mut end = at;
        while next < bytes.len() {
            match bytes[next] {
                b',' | b'[' | b']' | b'{' | b'}' => break,
                b':' if matches!(
                    bytes.get(next + 1),
                    None | Some(b' ' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}')
                ) =>
                {
                    break;
                }
                b'#' if next > at && matches!(bytes[next - 1], b' ' | b'\t' | b'\n') => break,
                b'\n' if !is_top && self.is_left(next + 1, parent) => break,
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => end = next + 1,
            }
            next += 1;
        }
        end
    }
}
