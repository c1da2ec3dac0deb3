//! What is wrong with single nodes of a well-formed tree.

use hashbrown::HashMap;

use super::MAX_SCALAR;
use super::arena::{Flaw, FlawKind, NodeId, NodeKind, Tree};

/// Mappings up to this size are searched for duplicates by comparing all pairs.
const SMALL: usize = 16;

/// The whole tree, once everything is in it: finds duplicate keys, keys that are not text, texts over the limit,
/// escaped control characters and merge keys. Linear in the size of the tree.
pub(crate) fn finish(mut tree: Tree<'_>) -> Tree<'_> {
    let flaws = find(&tree);
    tree.set_flaws(flaws);
    tree
}

fn find(tree: &Tree<'_>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut keys = Vec::new();
    let may_be_flawed = tree.may_have_flawed_scalars();
    for node in tree.nodes() {
        match tree.kind(node) {
            NodeKind::Map => map(tree, node, &mut keys, &mut flaws),
            NodeKind::List => {}
            kind if may_be_flawed => scalar(tree, node, kind, &mut flaws),
            _ => {}
        }
    }
    flaws
}

fn scalar(tree: &Tree<'_>, node: NodeId, kind: NodeKind, flaws: &mut Vec<Flaw>) {
    // Of any other, the range is the text, with its quotes.
    let (start, end) = tree.range(node);
    if !matches!(kind, NodeKind::Made(_)) && (end - start) as usize <= MAX_SCALAR {
        return;
    }
    let text = tree.scalar(node).unwrap_or_default();
    if text.len() > MAX_SCALAR {
        flaws.push(Flaw { node, at: node, kind: FlawKind::TooLong });
    }
    if let NodeKind::Made(_) = kind
        && let Some(character) = text.chars().find(|&character| is_control(character))
    {
        flaws.push(Flaw { node, at: node, kind: FlawKind::Control(character) });
    }
}

/// Line feeds and tabs are honest in a text; other controls, and what is no character at all, are not.
fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t') || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

fn map<'a>(tree: &'a Tree<'_>, node: NodeId, keys: &mut Vec<(NodeId, &'a [u8])>, flaws: &mut Vec<Flaw>) {
    keys.clear();
    for (key, value) in tree.entries(node) {
        match tree.bytes(key) {
            None => flaws.push(Flaw { node: value, at: key, kind: FlawKind::KeyNotText }),
            Some(b"<<") if tree.kind(key) == NodeKind::Plain => {
                flaws.push(Flaw { node: value, at: key, kind: FlawKind::MergeKey });
            }
            Some(text) => keys.push((key, text)),
        }
    }
    if keys.len() <= SMALL {
        for (nth, &(key, text)) in keys.iter().enumerate() {
            if let Some(&(first, _)) = keys[..nth].iter().find(|(_, earlier)| *earlier == text) {
                flaws.push(duplicate(key, first));
            }
        }
    } else {
        let mut seen = HashMap::with_capacity(keys.len());
        for &(key, text) in keys.iter() {
            let first = *seen.entry(text).or_insert(key);
            if first != key {
                flaws.push(duplicate(key, first));
            }
        }
    }
}

fn duplicate(key: NodeId, first: NodeId) -> Flaw {
    // The value is right after its key.
    Flaw { node: NodeId(key.0 + 1), at: key, kind: FlawKind::DuplicateKey(first) }
}
