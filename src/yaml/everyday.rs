//! The fast reader: the style that nearly all claim files are written in, and nothing else.
//!
//! Block mappings and lists, indented by spaces; values on one line: plain, or quoted without escapes, or a list of
//! words in brackets; comments. It gives up (`None`) at anything beyond that, valid or not, so it has no errors of its
//! own. It is there for speed: the full reader takes five times as long for the same tree.

use crate::tree::{MAX_DEPTH, NodeId, NodeKind, Tree};

/// Longer keys are left to the full reader, which has a limit for them.
const MAX_KEY: usize = 128;

/// Whether each byte is a letter, a digit, `-` or `_`.
const WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_');
        byte += 1;
    }
    table
};

/// A list or mapping that is still open.
struct Block {
    indent: usize,
    node: NodeId,
    is_list: bool,
}

struct EverydayReader<'t> {
    text: &'t [u8],
    tree: Tree<'t>,
    open: Vec<Block>,
    /// The last key has no value yet.
    awaits_value: bool,
}

/// The same tree as [`super::events::parse`], or `None`.
pub(super) fn parse(text: &str) -> Option<Tree<'_>> {
    u32::try_from(text.len()).ok()?;
    let mut reader =
        EverydayReader { text: text.as_bytes(), tree: Tree::new(text), open: Vec::new(), awaits_value: false };
    let mut start = 0;
    while start < text.len() {
        let end = memchr::memchr(b'\n', &reader.text[start..]).map_or(text.len(), |length| start + length);
        reader.line(start, end)?;
        start = end + 1;
    }
    if reader.awaits_value || reader.open.is_empty() {
        return None;
    }
    reader.close_down_to(0);
    Some(reader.tree)
}

impl EverydayReader<'_> {
    fn line(&mut self, start: usize, end: usize) -> Option<()> {
        let at = self.skip_spaces(start, end);
        match self.text[at..end].first() {
            None | Some(b'#') => return Some(()),
            _ => {}
        }
        let indent = at - start;
        let is_entry = self.text[at] == b'-';
        if self.awaits_value {
            self.open_block(indent, is_entry, at)?;
        } else {
            self.find_block(indent, is_entry, at)?;
        }
        if is_entry { self.entry(at, start, end) } else { self.pair(at, end) }
    }

    /// The value of the last key starts here: a block deeper than it, or a list as deep.
    fn open_block(&mut self, indent: usize, is_list: bool, at: usize) -> Option<()> {
        let parent = self.open.last()?.indent;
        if indent < parent + usize::from(!is_list) {
            return None;
        }
        self.awaits_value = false;
        self.push_block(indent, is_list, at)
    }

    fn push_block(&mut self, indent: usize, is_list: bool, at: usize) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        let node = self.tree.push(if is_list { NodeKind::List } else { NodeKind::Map }, offset(at), offset(at));
        self.open.push(Block { indent, node, is_list });
        Some(())
    }

    /// Goes back to the block that this line belongs to.
    fn find_block(&mut self, indent: usize, is_list: bool, at: usize) -> Option<()> {
        if self.open.is_empty() {
            return if indent == 0 && !is_list { self.push_block(0, false, at) } else { None };
        }
        let stays = |block: &Block| block.indent < indent || block.indent == indent && block.is_list == is_list;
        let keep = self.open.iter().rposition(stays)? + 1;
        self.close_down_to(keep);
        (self.open.last()?.indent == indent).then_some(())
    }

    fn close_down_to(&mut self, keep: usize) {
        for block in self.open.drain(keep..).rev() {
            self.tree.close(block.node, None);
        }
    }

    /// `- value` or `- key: value`.
    fn entry(&mut self, dash: usize, line: usize, end: usize) -> Option<()> {
        let at = self.skip_spaces(dash + 1, end);
        if at == dash + 1 || at == end {
            return None;
        }
        if self.key_end(at, end).is_some() {
            self.push_block(at - line, false, at)?;
            return self.pair(at, end);
        }
        self.value(at, end)
    }

    /// `key: value` or `key:`.
    fn pair(&mut self, at: usize, end: usize) -> Option<()> {
        let colon = self.key_end(at, end)?;
        self.tree.push(NodeKind::Plain, offset(at), offset(colon));
        let value = self.skip_spaces(colon + 1, end);
        if self.only_comment(value, end) {
            self.awaits_value = true;
            return Some(());
        }
        self.value(value, end)
    }

    /// Where the colon of a plain key is, if a key of letters, digits, `_` and `-` starts here.
    fn key_end(&self, at: usize, end: usize) -> Option<usize> {
        let line = &self.text[at..end];
        let length = line.iter().position(|byte| !is_word(*byte))?;
        let ends = line[length] == b':' && line.get(length + 1).is_none_or(|&byte| byte == b' ');
        (ends && (1..=MAX_KEY).contains(&length) && line[0] != b'-').then_some(at + length)
    }

    /// A value that ends on this line.
    fn value(&mut self, at: usize, end: usize) -> Option<()> {
        match self.text[at] {
            quote @ (b'"' | b'\'') => self.quoted(at, end, quote),
            b'[' => self.words(at, end),
            byte if byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'/' | b'(' | b'$' | b'+') => {
                self.plain(at, end)
            }
            _ => None,
        }
    }

    fn plain(&mut self, at: usize, end: usize) -> Option<()> {
        let mut stop = end;
        for here in memchr::memchr3_iter(b':', b'#', b'\t', &self.text[at..end]).map(|length| at + length) {
            match self.text[here] {
                b'\t' => return None,
                b':' if here + 1 == end || self.text[here + 1] == b' ' => return None,
                b'#' if self.text[here - 1] == b' ' => {
                    stop = here;
                    break;
                }
                _ => {}
            }
        }
        let length = self.text[at..stop].iter().rposition(|&byte| byte != b' ')? + 1;
        if self.text[at + length - 1] == b'\r' {
            return None;
        }
        self.tree.push(NodeKind::Plain, offset(at), offset(at + length));
        // A comment ends a plain value for good; the full reader says so if another line follows.
        Some(())
    }

    fn quoted(&mut self, at: usize, end: usize, quote: u8) -> Option<()> {
        let inside = &self.text[at + 1..end];
        let length = memchr::memchr(quote, inside)?;
        if memchr::memchr2(b'\\', b'\t', &inside[..length]).is_some() {
            return None;
        }
        let after = at + 1 + length + 1;
        if self.text[after..end].first() == Some(&quote) || !self.only_comment(after, end) {
            return None;
        }
        self.tree.push(NodeKind::Quoted, offset(at), offset(after));
        Some(())
    }

    /// `[word, word]`.
    fn words(&mut self, at: usize, end: usize) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        let list = self.tree.push(NodeKind::List, offset(at), offset(at));
        let mut here = self.skip_spaces(at + 1, end);
        while *self.text[here..end].first()? != b']' {
            let length = self.text[here..end].iter().position(|byte| !is_word(*byte))?;
            if length == 0 || self.text[here] == b'-' {
                return None;
            }
            self.tree.push(NodeKind::Plain, offset(here), offset(here + length));
            here = self.skip_spaces(here + length, end);
            match self.text[here..end].first()? {
                b',' => here = self.skip_spaces(here + 1, end),
                b']' => {}
                _ => return None,
            }
        }
        self.tree.close(list, Some(offset(here + 1)));
        self.only_comment(here + 1, end).then_some(())
    }

    fn skip_spaces(&self, at: usize, end: usize) -> usize {
        self.text[at..end].iter().position(|&byte| byte != b' ').map_or(end, |length| at + length)
    }

    /// True if the rest of the line is blank, or a comment set off by a space.
    fn only_comment(&self, at: usize, end: usize) -> bool {
        let next = self.skip_spaces(at, end);
        next == end || self.text[next] == b'#' && self.text[next - 1] == b' '
    }
}

/// Asked of each byte of each key, so it is looked up: that takes half the instructions of comparisons.
fn is_word(byte: u8) -> bool {
    WORD[usize::from(byte)]
}

/// [`parse`] refuses longer texts.
#[expect(clippy::cast_possible_truncation)]
fn offset(at: usize) -> u32 {
    at as u32
}
