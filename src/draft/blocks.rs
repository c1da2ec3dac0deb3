//! A claim file cut into its records, each with the lines that are its own: its comments, its key and its value.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Id, Identity};
use crate::text::Text;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::yaml;

/// The fields in which a record names others.
const REFERENCES: [&str; 6] = ["attributed_to", "cites", "corroborates", "disputes", "publisher", "claim"];

/// A record and its lines.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its place among the sections of the file.
    pub(super) section: usize,
    pub(super) id: Text,
    /// From the first of the comments right above its key to the end of its last line.
    pub(super) range: Range<usize>,
    /// Where its key is.
    pub(super) key: Range<usize>,
    /// What somebody is called of whom it says that they are named.
    pub(super) name: Option<Text>,
    /// What it names, whatever that is.
    pub(super) references: Vec<Reference>,
}

/// An id that a record names, and where.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) id: Text,
    pub(super) range: Range<usize>,
}

/// A claim file in records.
#[derive(Debug)]
pub(super) struct Blocks {
    text: Text,
    /// The name of each section, and its line.
    pub(super) sections: Vec<(Text, Range<usize>)>,
    pub(super) all: Vec<Block>,
}

/// Where a record has no lines of its own, so that it cannot be moved without a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotCut {
    /// The text is not understood.
    NotRead,
    /// Something at this byte is in braces, or not alone on its line.
    At(usize),
}

impl Blocks {
    /// Cuts a text. Linear.
    pub(super) fn new(text: &Text) -> Result<Self, NotCut> {
        let whole = text.untrusted();
        let tree = yaml::parse(whole).map_err(|_| NotCut::NotRead)?;
        let mut blocks = Self { text: text.clone(), sections: Vec::new(), all: Vec::new() };
        let Some(root) = tree.root().filter(|&root| !tree.is_null(root)) else { return Ok(blocks) };
        let sections: Vec<_> = entries(&tree, root, whole)?;
        for (nth, &(key, value)) in sections.iter().enumerate() {
            let name = tree.scalar(key).ok_or(NotCut::At(start(&tree, key)))?;
            let next = sections.get(nth + 1).map_or(whole.len(), |&(next, _)| line_start(whole, start(&tree, next)));
            let at = start(&tree, key);
            blocks.sections.push((Text::new(name), line_start(whole, at)..line_end(whole, at)));
            if !tree.is_null(value) {
                blocks.add(&tree, value, next)?;
            }
        }
        Ok(blocks)
    }

    /// Adds the records of the last section, which ends before `end`.
    fn add(&mut self, tree: &Tree<'_>, section: NodeId, end: usize) -> Result<(), NotCut> {
        let text = self.text.clone();
        let text = text.untrusted();
        let records = entries(tree, section, text)?;
        for (nth, &(key, value)) in records.iter().enumerate() {
            let at = start(tree, key);
            let id = tree.scalar(key).ok_or(NotCut::At(at))?;
            let next = records.get(nth + 1).map_or(end, |&(next, _)| line_start(text, start(tree, next)));
            let line = line_start(text, at);
            let indent = at - line;
            self.all.push(Block {
                section: self.sections.len() - 1,
                id: Text::new(id),
                range: first_comment(text, line, indent)..last_line(text, line..next, indent),
                key: range(tree, key),
                name: name(tree, value),
                references: references(tree, value),
            });
        }
        Ok(())
    }

    pub(super) fn find(&self, id: &Text) -> Option<&Block> {
        self.all.iter().find(|block| block.id == *id)
    }

    /// Whether a byte is in the line of a section that has no records.
    pub(super) fn is_in_empty_section(&self, at: usize) -> bool {
        let found = self.sections.iter().position(|(_, line)| line.contains(&at));
        found.is_some_and(|nth| self.all.iter().all(|block| block.section != nth))
    }

    /// The name of the section that a record is in.
    pub(super) fn section(&self, block: &Block) -> &str {
        self.sections[block.section].0.untrusted()
    }

    /// The text with other ids for some records, wherever they are named.
    pub(super) fn renamed(&self, ids: &BTreeMap<Text, Id>) -> String {
        let keys = self.all.iter().map(|block| (&block.id, block.key.clone()));
        let references = self.all.iter().flat_map(|block| &block.references);
        let places = keys.chain(references.map(|reference| (&reference.id, reference.range.clone())));
        let mut edits: Vec<_> = places.filter_map(|(id, range)| Some((range, ids.get(id)?))).collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = self.text.untrusted().to_owned();
        for (range, id) in edits.into_iter().rev() {
            text.replace_range(range, id.as_str());
        }
        text
    }

    /// The lines of a record, each of which ends with a line feed, whatever it ends with in the file.
    pub(super) fn lines(&self, block: &Block) -> String {
        let lines = self.text.untrusted()[block.range.clone()].replace("\r\n", "\n");
        if lines.ends_with('\n') { lines } else { format!("{lines}\n") }
    }

    /// The lines of some records, each with the empty line above it, and of the sections that they leave empty.
    pub(super) fn lines_of(&self, is_gone: impl Fn(&Block) -> bool) -> Vec<Range<usize>> {
        let text = self.text.untrusted();
        let mut cuts = Vec::new();
        for (nth, (_, line)) in self.sections.iter().enumerate() {
            if self.all.iter().filter(|block| block.section == nth).all(&is_gone) {
                cuts.push(line.clone());
            }
        }
        for block in self.all.iter().filter(|block| is_gone(block)) {
            let above = line_start(text, block.range.start.saturating_sub(1));
            let is_blank = text[above..block.range.start].trim().is_empty();
            cuts.push(if is_blank { above } else { block.range.start }..block.range.end);
        }
        cuts.sort_by_key(|cut| cut.start);
        cuts
    }

    /// The text without some lines. All others are as they were.
    pub(super) fn without(&self, cuts: &[Range<usize>]) -> String {
        let text = self.text.untrusted();
        let mut kept = String::with_capacity(text.len());
        let mut at = 0;
        for cut in cuts {
            kept.push_str(text.get(at..cut.start).unwrap_or_default());
            at = at.max(cut.end);
        }
        kept.push_str(&text[at..]);
        kept
    }
}

/// Whether a draft has a record with an id, or names it. In one that is not understood, a word of it is enough.
pub fn names(draft: &Text, id: &Text) -> bool {
    if let Ok(blocks) = Blocks::new(draft) {
        return blocks
            .all
            .iter()
            .any(|block| block.id == *id || block.references.iter().any(|reference| reference.id == *id));
    }
    let is_apart = |letter: char| !letter.is_alphanumeric() && letter != '-';
    draft.untrusted().split(is_apart).any(|word| word == id.untrusted())
}

/// The entries of a mapping whose keys begin their lines.
fn entries(tree: &Tree<'_>, map: NodeId, text: &str) -> Result<Vec<(NodeId, NodeId)>, NotCut> {
    let at = start(tree, map);
    if tree.kind(map) != NodeKind::Map || text[at..].starts_with('{') {
        return Err(NotCut::At(at));
    }
    let entries: Vec<_> = tree.entries(map).collect();
    let is_alone = |at: usize| text[line_start(text, at)..at].bytes().all(|byte| byte == b' ');
    match entries.iter().map(|&(key, _)| start(tree, key)).find(|&at| !is_alone(at)) {
        Some(at) => Err(NotCut::At(at)),
        None => Ok(entries),
    }
}

fn start(tree: &Tree<'_>, node: NodeId) -> usize {
    range(tree, node).start
}

fn range(tree: &Tree<'_>, node: NodeId) -> Range<usize> {
    let (start, end) = tree.range(node);
    start as usize..end as usize
}

/// Where the line begins that a byte is in.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// One past the end of the line that a byte is in, its line feed included.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// Where the comments begin that are right above a line, and indented like it.
fn first_comment(text: &str, line: usize, indent: usize) -> usize {
    let mut first = line;
    while first > 0 {
        let above = line_start(text, first - 1);
        let words = &text[above..first];
        if words.len() - words.trim_start_matches(' ').len() != indent || !words[indent..].starts_with('#') {
            break;
        }
        first = above;
    }
    first
}

/// Where the last line of a record ends. Comments below it belong to it if they are indented more than its key.
fn last_line(text: &str, lines: Range<usize>, indent: usize) -> usize {
    let mut end = lines.end;
    while end > lines.start {
        let start = line_start(text, end - 1);
        let line = text[start..end].trim_end();
        let words = line.trim_start_matches(' ');
        let is_beside = words.starts_with('#') && line.len() - words.len() <= indent;
        if !words.is_empty() && !is_beside {
            break;
        }
        end = start;
    }
    end
}

fn name(tree: &Tree<'_>, record: NodeId) -> Option<Text> {
    let field = |name| tree.scalar(tree.value(record, name)?);
    let is_named = tree.kind(record) == NodeKind::Map && field("identity") == Some(Identity::Named.name());
    is_named.then(|| Text::new(field("name").unwrap_or_default()))
}

/// The ids that a record names.
fn references(tree: &Tree<'_>, record: NodeId) -> Vec<Reference> {
    if tree.kind(record) != NodeKind::Map {
        return Vec::new();
    }
    let mut nodes: Vec<_> = REFERENCES.iter().filter_map(|field| tree.value(record, field)).collect();
    let evidence = tree.value(record, "evidence");
    let items = evidence.into_iter().filter(|&list| tree.kind(list) == NodeKind::List);
    let items = items.flat_map(|list| tree.children(list).collect::<Vec<_>>());
    let items = items.filter(|&item| tree.kind(item) == NodeKind::Map);
    nodes.extend(items.filter_map(|item| tree.value(item, "document")));
    let listed = |node: NodeId| match tree.kind(node) {
        NodeKind::List => tree.children(node).collect(),
        _ => vec![node],
    };
    let reference = |node| Some(Reference { id: Text::new(tree.scalar(node)?), range: range(tree, node) });
    nodes.into_iter().flat_map(listed).filter_map(reference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# about the file

sources:
  # about a
  # more about a
  a: # here
    name: A
    # below a

  # beside a

  b: {identity: named}
# the rest
claims:

    # about c
    c:
        statement: |
          one
          # no comment

    d:
        attributed_to: [a,
          b]
        evidence: [{document: e}]
        cites: c
# the end
";

    fn blocks(text: &str) -> Blocks {
        Blocks::new(&Text::new(text)).unwrap()
    }

    #[test]
    fn each_record_has_its_lines() {
        let blocks = blocks(FILE);
        let lines: Vec<_> = blocks.all.iter().map(|block| blocks.lines(block)).collect();
        assert_eq!(
            lines,
            [
                "  # about a\n  # more about a\n  a: # here\n    name: A\n    # below a\n",
                "  b: {identity: named}\n",
                "    # about c\n    c:\n        statement: |\n          one\n          # no comment\n",
                "    d:\n        attributed_to: [a,\n          b]\n        evidence: [{document: e}]\n        cites: c\n",
            ]
        );
        let named: Vec<_> = blocks.all[3].references.iter().map(|reference| reference.id.untrusted()).collect();
        assert_eq!(named, ["a", "b", "c", "e"]);
    }

    #[test]
    fn what_is_left_is_as_it_was() {
        let blocks = blocks(FILE);
        let without = |ids: &[&str]| blocks.without(&blocks.lines_of(|block| ids.contains(&block.id.untrusted())));
        assert_eq!(without(&[]), FILE);
        let b = FILE.replace("\n  b: {identity: named}\n", "");
        assert_eq!(without(&["b"]), b);
        let c = "\n    # about c\n    c:\n        statement: |\n          one\n          # no comment\n";
        assert_eq!(without(&["c"]), FILE.replace(c, ""));
        let all = without(&["a", "b", "c", "d"]);
        assert_eq!(all, "# about the file\n\n\n  # beside a\n# the rest\n# the end\n");
        assert!(self::blocks(&all).all.is_empty());
        // A file of another system, and one without a last line feed.
        let windows = FILE.replace('\n', "\r\n");
        let blocks = self::blocks(&windows);
        let cut = blocks.without(&blocks.lines_of(|block| block.id == "b".into()));
        assert_eq!(cut, b.replace('\n', "\r\n"));
        let blocks = self::blocks("claims:\n  a:\n    x: y");
        assert_eq!(blocks.without(&blocks.lines_of(|_| true)), "");
    }

    #[test]
    fn what_has_no_lines_of_its_own_is_not_cut() {
        for (text, at) in [
            ("claims: {a: {x: y}}\n", 8),
            ("{claims: {}}\n", 0),
            ("claims:\n  ? a\n  : x: y\n", 12),
            ("claims: [a]\n", 8),
            ("- a\n", 0),
        ] {
            assert_eq!(Blocks::new(&Text::new(text)).map(|_| ()), Err(NotCut::At(at)), "{text}");
        }
        assert_eq!(Blocks::new(&Text::new("claims: [")).map(|_| ()), Err(NotCut::NotRead));
    }
}
