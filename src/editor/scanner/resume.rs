//! Where a scan may start instead of at the beginning of a text: at the record that the place is in.
//!
//! A line that is indented no deeper than a key ends everything below that key. So what comes before the line of a
//! record makes no difference, except the section that it is in, and that the section has had records.

use super::state::{Frame, Scanner};
use super::words::unquoted;

impl Scanner<'_> {
    /// Enters the section of the place, if its records are on lines of their own and the place is in one that is not
    /// the first. Where to go on.
    pub(super) fn resume(&mut self) -> usize {
        let Some((section, key)) = self.section() else { return 0 };
        let Some(first) = self.content_line(self.line_end(section) + 1) else { return section };
        let indent = self.indent(first);
        let end = self.line_end(first);
        let is_key = self.key(first + indent, end).is_some() && !self.is_hyphen(first + indent, end);
        let Some(record) = self.last_line(first, indent).filter(|&record| is_key && indent > 0 && record > first)
        else {
            return section;
        };
        let frame = |indent, key| Frame { is_list: false, indent, key, items: 0, is_flow: false };
        self.frames = vec![frame(0, Some(unquoted(self.text, key.0, key.1))), frame(indent, None)];
        record
    }

    /// The last line up to the place that has a key without anything before it, and that key, if nothing is behind it;
    /// nothing if another line has something else at its beginning.
    fn section(&self) -> Option<(usize, (usize, usize))> {
        let (mut last, mut line) = (None, 0);
        while line <= self.place && line < self.text.len() {
            let end = self.line_end(line);
            let rest = self.text[line..end].trim_start();
            if rest.len() < end - line || rest.is_empty() || rest.starts_with('#') {
                if last.is_none() && !rest.is_empty() && !rest.starts_with('#') {
                    // No key is above it that could end it.
                    return None;
                }
            } else {
                let (key, value) = self.key(line, end).filter(|&(key, _)| self.is_name(line, key))?;
                let rest = self.text[value..end].trim_start();
                last = (rest.is_empty() || rest.starts_with('#')).then_some((line, (line, key)));
            }
            line = end + 1;
        }
        last
    }

    /// Whether a key is a word of ours.
    fn is_name(&self, start: usize, end: usize) -> bool {
        self.text[start..end].bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    }

    /// The first line from one on that has something but a comment, up to the place.
    fn content_line(&self, mut line: usize) -> Option<usize> {
        while line <= self.place && line < self.text.len() {
            let end = self.line_end(line);
            let rest = self.text[line..end].trim();
            if !rest.is_empty() && !rest.starts_with('#') {
                return Some(line);
            }
            line = end + 1;
        }
        None
    }

    /// The last line up to the place, and from the first one on, that is indented just so far; nothing if one is
    /// indented less, or has an item of a list.
    fn last_line(&self, first: usize, indent: usize) -> Option<usize> {
        let (mut last, mut line) = (None, first);
        while line <= self.place && line < self.text.len() {
            let (columns, end) = (self.indent(line), self.line_end(line));
            let rest = &self.text[line + columns..end];
            let behind = rest.trim_start_matches([']', '}', ',', ' ', '\t']).trim_end();
            if rest.starts_with([']', '}']) && !behind.is_empty() && !behind.starts_with('#') {
                // What closes something may be followed by a key.
                return None;
            }
            if columns <= indent && !rest.trim_end().is_empty() && !rest.starts_with(['#', ']', '}']) {
                if columns < indent || self.is_hyphen(line + columns, end) {
                    return None;
                }
                last = Some(line);
            }
            line = end + 1;
        }
        last
    }
}
