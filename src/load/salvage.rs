//! A text that is refused as a whole, read part by part: cut where its sections, records, fields and items begin, by
//! indentation.
//!
//! Each part is read by itself with the same reader. What is good becomes one tree over the whole text, in which
//! everything has the place that it has there. A part that is not good is cut further, down to the field or the item
//! that is broken, so that one half-typed key costs one field. The levels are those of the format, so nothing here goes
//! deeper, whatever the text.

use std::collections::HashSet;

use crate::index::number;
use crate::model::{RecordKind, fields};
use crate::tree::{self, NodeId, NodeKind, Tree};
use crate::yaml::{self, Refusal, RefusalKind};

/// How many characters too many may be beside a key that is still recognized: one key pressed, and what it brings
/// along.
const MAX_JUNK: usize = 2;

/// What could be read of a text.
pub(super) struct Salvaged<'t> {
    pub(super) tree: Tree<'t>,
    /// What could not be read, in order of place; at least one.
    pub(super) refusals: Vec<Refusal>,
    /// The keys of the records of which a part could not be read.
    pub(super) damaged: HashSet<NodeId>,
    /// The ids of the records of which nothing could be read.
    pub(super) unread: Vec<&'t str>,
}

/// Reads what can be read of a text that was refused; nothing if no section of it can be told, or if what was refused
/// is the file itself.
pub(super) fn salvage(text: &str, whole: Refusal) -> Option<Salvaged<'_>> {
    if matches!(whole.kind, RefusalKind::SecondPart | RefusalKind::Directive | RefusalKind::TooDeep) {
        return None;
    }
    let lines: Vec<_> = lines(text).collect();
    let starts: Vec<_> = (0..lines.len()).filter(|&at| section_of(text, &lines[at]).is_some()).collect();
    let first = *starts.first()?;
    let mut cutter = Cutter {
        text,
        tree: Tree::new(text),
        refusals: Vec::new(),
        broken_to: None,
        is_in_item: false,
        damaged: HashSet::new(),
        unread: Vec::new(),
        astray: Vec::new(),
    };
    let root = cutter.tree.push(NodeKind::Map, 0, 0);
    let is_in_the_way = |line: &Line| text[line.start..line.end].trim_end() != "---";
    if let Some(line) = lines[..first].iter().find(|line| is_in_the_way(line)) {
        cutter.refusals.push(refusal(RefusalKind::NoColon, line));
    }
    cutter.chunks(&lines, &starts, text.len(), Cutter::section);
    cutter.tree.close(root, None);
    if cutter.refusals.is_empty() {
        cutter.refusals.push(whole);
    }
    let Cutter { tree, mut refusals, mut damaged, unread, astray, .. } = cutter;
    refusals.sort_by_key(|refusal| refusal.start);
    let tree = tree::finish(tree);
    damaged.extend(documents_before(&tree, &astray));
    Some(Salvaged { tree, refusals, damaged, unread })
}

/// The keys of the documents after which something is that may be of them.
fn documents_before(tree: &Tree<'_>, places: &[u32]) -> Vec<NodeId> {
    let sections = || tree.root().into_iter().flat_map(|root| tree.entries(root));
    let records = |(section, map)| {
        let is_document = tree.scalar(section) == Some("documents");
        let keys = tree.entries(map).map(move |(key, _)| (key, is_document));
        std::iter::once((section, false)).chain(keys).collect::<Vec<_>>()
    };
    let keys: Vec<(NodeId, bool)> = sections().flat_map(records).collect();
    let before = |&place: &u32| {
        let after = keys.partition_point(|&(key, _)| tree.range(key).0 < place);
        keys.get(after.checked_sub(1)?).filter(|(_, is_document)| *is_document).map(|&(key, _)| key)
    };
    places.iter().filter_map(before).collect()
}

/// A line with something on it, or the rest of one.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Where the first sign is, not counting what it is indented by.
    start: usize,
    end: usize,
    indent: usize,
    /// Whether a tab follows the spaces that it is indented by: nobody can tell how deep it is.
    has_tab: bool,
}

/// The lines that are neither blank nor a comment. (In a block of text there may be lines that look like comments; they
/// begin nothing.)
fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            let start = at;
            at += line.len();
            let indent = line.len() - line.trim_start_matches(' ').len();
            let has_tab = line[indent..].starts_with('\t');
            Line { start: start + indent, end: start + line.trim_end().len().max(indent), indent, has_tab }
        })
        .filter(|line| line.start < line.end && !text[line.start..].starts_with('#'))
}

/// The section that a line begins, though a sign may be too many or missing.
fn section_of(text: &str, line: &Line) -> Option<&'static str> {
    if line.indent > 1 {
        return None;
    }
    let line = &text[line.start..line.end];
    let start = line.find(|sign: char| sign.is_ascii_lowercase()).filter(|&start| start <= MAX_JUNK)?;
    let length = line[start..].find(|sign: char| !sign.is_ascii_lowercase()).unwrap_or(line.len() - start);
    let (word, rest) = (&line[start..start + length], &line[start + length..]);
    if let Some(known) = RecordKind::of_section(word).map(RecordKind::section) {
        return (rest.starts_with(':') || rest.len() <= MAX_JUNK).then_some(known);
    }
    let is_near = |known: &&str| strsim::osa_distance(word, known) == 1;
    RecordKind::SECTIONS.into_iter().find(is_near).filter(|_| rest.len() <= MAX_JUNK)
}

/// The key of a record or a field at the start of a line, and where what follows its colon starts.
struct Head {
    start: usize,
    end: usize,
    /// What is on the line behind the key.
    rest: usize,
    has_colon: bool,
}

/// A key of the signs that ids and fields are made of; there may be one sign too many before it.
fn head(text: &str, line: &Line) -> Option<Head> {
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    let start = line.start + text[line.start..line.end].find(is_sign).filter(|&start| start < MAX_JUNK)?;
    let of_key = |sign: char| is_sign(sign) || sign == '-' || sign == '_';
    let end = text[start..line.end].find(|sign| !of_key(sign)).map_or(line.end, |length| start + length);
    let behind = &text[end..line.end];
    let has_colon = behind.starts_with(':');
    let behind = &behind[usize::from(has_colon)..];
    Some(Head { start, end, rest: line.end - behind.trim_start_matches(' ').len(), has_colon })
}

struct Cutter<'t> {
    text: &'t str,
    tree: Tree<'t>,
    refusals: Vec<Refusal>,
    /// Where the last part ends that could not be read.
    broken_to: Option<usize>,
    /// Whether the fields that are read are those of an item of a list. Nothing deeper is taken apart.
    is_in_item: bool,
    damaged: HashSet<NodeId>,
    unread: Vec<&'t str>,
    /// Where parts start that are no records, and may have fields of the record before.
    astray: Vec<u32>,
}

impl Cutter<'_> {
    /// Reads parts one after the other, each from its first line to the next one's.
    fn chunks(&mut self, lines: &[Line], starts: &[usize], end: usize, read: fn(&mut Self, &[Line], usize)) {
        for (nth, &start) in starts.iter().enumerate() {
            let next = starts.get(nth + 1).copied().unwrap_or(lines.len());
            let end = lines.get(next).map_or(end, |line| line.start - line.indent);
            read(self, &lines[start..next], end);
        }
    }

    /// Adds a part that can be read by itself.
    fn graft(&mut self, lines: &[Line], end: usize, kind: NodeKind) -> Result<(), Refusal> {
        let start = lines[0].start;
        let margin = start.saturating_sub(lines[0].indent);
        // The rest of a line has another part before it, and is indented by nothing.
        let is_margin = self.text.as_bytes()[margin..start].iter().all(|&byte| byte == b' ');
        let start = if is_margin { margin } else { start };
        let at = number(start);
        match yaml::parse(&self.text[start..end]) {
            Ok(part) if part.root().is_some_and(|root| part.kind(root) == kind) => {
                self.tree.graft(&part, at);
                Ok(())
            }
            Ok(_) => Err(refusal(RefusalKind::NoColon, &lines[0])),
            Err(refusal) => Err(Refusal { start: refusal.start + at, end: refusal.end + at, ..refusal }),
        }
    }

    fn section(&mut self, lines: &[Line], end: usize) {
        let Err(refusal) = self.graft(lines, end, NodeKind::Map) else { return };
        let Some(name) = section_of(self.text, &lines[0]) else { return };
        let before = self.refusals.len();
        let line = &lines[0];
        self.tree.push_made(name, number(line.start), number(line.end));
        let map = self.tree.push(NodeKind::Map, number(line.end), number(line.end));
        let indent = level(&lines[1..], 1);
        // The first record may have run into the line.
        let behind = head(self.text, line).filter(|head| head.rest < line.end);
        let joined = behind.map(|head| Line { start: head.rest, end: line.end, indent, has_tab: false });
        let joined = joined.filter(|line| self.is_key_alone(line));
        let inside: Vec<_> = joined.into_iter().chain(lines[1..].iter().copied()).collect();
        self.entries(&inside, 1, indent, end, Self::record);
        self.tree.close(map, None);
        if self.refusals.len() == before {
            self.refusals.push(refusal);
        }
    }

    fn record(&mut self, lines: &[Line], end: usize) {
        let Err(refusal) = self.graft(lines, end, NodeKind::Map) else { return };
        let Some(head) = head(self.text, &lines[0]) else {
            self.astray.push(number(lines[0].start));
            return self.refusals.push(refusal);
        };
        let before = self.refusals.len();
        let key = self.tree.push(NodeKind::Plain, number(head.start), number(head.end));
        let behind = Line { start: head.rest, ..lines[0] };
        let joined = self.has_key(&behind).then_some(behind);
        let is_open = joined.is_some() || lines[0].end - head.rest <= MAX_JUNK;
        let is_field = head.rest < lines[0].end && self.names_field(&lines[0]);
        if is_field || !is_open && lines.iter().any(|line| self.names_field(line)) {
            self.astray.push(number(head.start));
        }
        if !is_open || lines.len() == 1 && joined.is_none() {
            self.tree.push_unread(number(head.end));
            self.unread.push(&self.text[head.start..head.end]);
            self.refusals.push(refusal);
            return;
        }
        let map = self.tree.push(NodeKind::Map, number(head.end), number(head.end));
        self.mapping(joined, &lines[1..], lines[0].indent + 1, end);
        self.tree.close(map, None);
        if self.refusals.len() == before {
            self.refusals.push(refusal);
        }
        self.damaged.insert(key);
    }

    /// The fields of a record or of an item, the first of which may be on the line of its key or hyphen.
    fn mapping(&mut self, joined: Option<Line>, lines: &[Line], outer: usize, end: usize) {
        let indent = level(lines, outer);
        let joined = joined.map(|line| Line { indent: if lines.is_empty() { outer } else { indent }, ..line });
        let inside: Vec<_> = joined.into_iter().chain(lines.iter().copied()).collect();
        self.entries(&inside, outer, indent, end, Self::field);
    }

    /// Cuts where lines are indented as entries are. A line that is indented less has slipped: if it has no key, or is
    /// indented no deeper than what is around the entries, it belongs to what is before it.
    fn entries(
        &mut self,
        lines: &[Line],
        outer: usize,
        indent: usize,
        end: usize,
        read: fn(&mut Self, &[Line], usize),
    ) {
        let is_item = |line: &Line| self.text[line.start..line.end].starts_with("- ");
        let has_slipped = |line: &Line| (outer..indent).contains(&line.indent) && self.has_key(line);
        let begins = |line: &Line| {
            // How deep a tab is nobody can tell: the name of a field is the key of one, and no id.
            if line.has_tab && self.names_field(line) {
                return outer > 1;
            }
            (line.indent == indent || has_slipped(line)) && !is_item(line)
        };
        let starts: Vec<_> = (0..lines.len()).filter(|&at| at == 0 || begins(&lines[at])).collect();
        self.chunks(lines, &starts, end, read);
    }

    fn field(&mut self, lines: &[Line], end: usize) {
        let Err(refusal) = self.graft(lines, end, NodeKind::Map) else { return };
        let Some(head) = head(self.text, &lines[0]).filter(|head| head.has_colon) else {
            // What has no key goes on with what is broken before it, and is reported with it.
            if self.broken_to != Some(lines[0].start - lines[0].indent) {
                self.refusals.push(refusal);
            }
            self.broken_to = Some(end);
            return;
        };
        self.tree.push(NodeKind::Plain, number(head.start), number(head.end));
        let items: Vec<_> = (1..lines.len()).filter(|&at| self.text[lines[at].start..].starts_with("- ")).collect();
        let is_list = items.first() == Some(&1) && lines[0].end - head.rest <= MAX_JUNK && !self.is_in_item;
        if !is_list {
            self.broken_to = Some(end);
            self.tree.push_unread(number(head.end));
            return self.refusals.push(refusal);
        }
        let before = self.refusals.len();
        let list = self.tree.push(NodeKind::List, number(head.end), number(head.end));
        let indent = level(&lines[1..], lines[0].indent);
        let starts: Vec<_> = items.into_iter().filter(|&at| lines[at].indent <= indent).collect();
        self.chunks(lines, &starts, end, Self::item);
        self.tree.close(list, None);
        if self.refusals.len() == before {
            self.refusals.push(refusal);
        }
    }

    fn item(&mut self, lines: &[Line], end: usize) {
        let Err(refusal) = self.graft(lines, end, NodeKind::List) else { return };
        let line = lines[0];
        let blanks = self.text[line.start + 1..line.end].bytes().take_while(|&byte| byte == b' ').count();
        let content = Line { start: line.start + 1 + blanks, ..line };
        if !self.has_key(&content) {
            return self.refusals.push(refusal);
        }
        let before = self.refusals.len();
        let map = self.tree.push(NodeKind::Map, number(content.start), number(content.start));
        self.is_in_item = true;
        self.mapping(Some(content), &lines[1..], line.indent + 1, end);
        self.is_in_item = false;
        self.tree.close(map, None);
        if self.refusals.len() == before {
            self.refusals.push(refusal);
        }
    }

    /// Whether there is a key with its colon.
    fn has_key(&self, line: &Line) -> bool {
        line.start < line.end && head(self.text, line).is_some_and(|head| head.has_colon && head.start == line.start)
    }

    /// Whether the key of a line is the name of a field, with its colon.
    fn names_field(&self, line: &Line) -> bool {
        let key = head(self.text, line).filter(|head| head.has_colon).map(|head| &self.text[head.start..head.end]);
        key.is_some_and(|key| fields::names().contains(&key))
    }

    /// The same, and nothing behind it.
    fn is_key_alone(&self, line: &Line) -> bool {
        head(self.text, line).is_some_and(|head| head.has_colon && head.start == line.start && head.rest == line.end)
    }
}

/// How far the entries of a block are indented: as its least indented line is, unless that one alone has slipped by a
/// blank.
fn level(lines: &[Line], outer: usize) -> usize {
    let indents = || lines.iter().map(|line| line.indent).filter(|&indent| indent >= outer.max(1));
    let least = indents().min().unwrap_or(outer.max(1));
    let has_slipped =
        indents().filter(|&indent| indent == least).count() == 1 && indents().any(|indent| indent == least + 1);
    least + usize::from(has_slipped)
}

fn refusal(kind: RefusalKind, line: &Line) -> Refusal {
    Refusal { kind, start: number(line.start), end: number(line.end) }
}
