//! Whether a record is confidential, or may be that of a confidential source. It is decided here alone, before anything
//! of the record is read.

use crate::model::{Document, Identity, fields};
use crate::text::{distance, is_slip};
use crate::tree::{NodeId, NodeKind, Tree};

/// Fields that no other record has.
const ONLY_SOURCES_HAVE: [&str; 3] = ["known_to", "terms", "reason"];

/// The fields of a document that decide whether it is confidential.
const DECIDING: [&str; 2] = ["confidential", "publisher"];

/// What of these words a misspelt key keeps, whatever is beside it.
const MARKS: [&str; 2] = ["confiden", "publisher"];

/// Values that no field of a document but `confidential` has.
const YES: [&str; 4] = ["true", "yes", "on", "y"];

/// Whether a record under `sources` is confidential: it is unless it says `identity: named`, once, and nothing against
/// it.
pub(super) fn is_confidential(tree: &Tree<'_>, source: NodeId) -> bool {
    let mut identities = tree.entries(source).filter(|&(key, _)| tree.scalar(key) == Some("identity"));
    let named = identities.next().is_some_and(|(_, value)| tree.scalar(value) == Some(Identity::Named.name()));
    !named || identities.next().is_some() || has_mark(tree, source)
}

/// Whether a record says of itself that it is confidential, as only a document can.
pub(super) fn has_mark(tree: &Tree<'_>, record: NodeId) -> bool {
    tree.entries(record)
        .any(|(key, value)| tree.scalar(key).is_some_and(means_confidential) && tree.scalar(value) != Some("false"))
}

/// Whether a key is `confidential`, whatever is beside it and with a slip of the hand.
pub(super) fn means_confidential(key: &str) -> bool {
    let is_as_long = || key.len().abs_diff(DECIDING[0].len()) <= 1 && !fields::names().contains(&key);
    is_mark(key) || is_as_long() && is_slip(key, DECIDING[0])
}

/// A record, and all mappings and lists in it.
pub(super) fn within<'n>(tree: &'n Tree<'_>, record: NodeId) -> impl Iterator<Item = NodeId> + 'n {
    let mut open = vec![record];
    std::iter::from_fn(move || {
        let node = open.pop()?;
        open.extend(tree.children(node).filter(|&child| matches!(tree.kind(child), NodeKind::List | NodeKind::Map)));
        Some(node)
    })
}

/// Whether a document is marked as confidential, or may be. What is not clearly a `false` is a mark, and so are a
/// publisher who cannot be read and a key that may be meant for one of the two, however deep it is.
pub(super) fn is_marked(tree: &Tree<'_>, document: NodeId) -> bool {
    within(tree, document).any(|node| {
        // Within a field nobody reads a publisher.
        let is_publisher = |key| node != document && tree.scalar(key) == Some("publisher");
        tree.entries(node).any(|(key, value)| is_publisher(key) || may_mark(tree, key, value))
    })
}

fn may_mark(tree: &Tree<'_>, key: NodeId, value: NodeId) -> bool {
    let said = tree.scalar(value);
    match tree.scalar(key) {
        Some("confidential") => said != Some("false"),
        // Of two, only the first is read.
        Some("publisher") => said.is_none() || tree.is_null(value) || tree.is_flawed(value),
        Some(name) if Document::FIELDS.iter().any(|field| field.name == name) => false,
        Some(name) => {
            may_decide(name) || said.is_some_and(|said| YES.contains(&&*said.to_lowercase()) || is_mark(said))
        }
        None => true,
    }
}

/// Whether a field that makes a document confidential is where the sections or their records are: nobody can tell of
/// which of them it is.
pub(super) fn has_mark_astray(tree: &Tree<'_>, root: NodeId) -> bool {
    let sections = tree.entries(root).map(|(_, section)| section);
    sections.chain([root]).any(|map| tree.entries(map).any(|(key, value)| is_astray(tree, key, value)))
}

fn is_astray(tree: &Tree<'_>, key: NodeId, value: NodeId) -> bool {
    let said = tree.scalar(value).filter(|&said| said != "false");
    said.is_some() && tree.scalar(key).is_some_and(may_decide)
}

/// Whether a key that no document has may be meant for a field that decides: if it is no less like one of those than
/// like any other.
fn may_decide(key: &str) -> bool {
    let letters = letters(key);
    let others = Document::FIELDS.iter().map(|field| field.name).filter_map(|name| distance(&letters, name)).min();
    let deciding = DECIDING.iter().filter_map(|name| distance(&letters, name)).min();
    MARKS.iter().any(|mark| letters.contains(mark)) || deciding.is_some() && deciding <= others
}

/// Whether a key is surely one of the fields that decide, with a slip of the hand: then it says nothing else.
pub(super) fn is_slip_of_deciding(key: &str) -> bool {
    DECIDING.iter().any(|name| is_slip(key, name))
}

fn is_mark(words: &str) -> bool {
    // Nearly no words are as long and have this letter, and of those nothing need be spelt.
    words.len() >= MARKS[0].len()
        && words.bytes().any(|byte| matches!(byte, b'f' | b'F'))
        && letters(words).contains(MARKS[0])
}

fn letters(words: &str) -> String {
    words.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a mapping anywhere else may be the record of a confidential source or document, in the wrong place.
pub(super) fn may_be_confidential(tree: &Tree<'_>, mapping: NodeId) -> bool {
    let mut is_of_source = false;
    for (key, value) in tree.entries(mapping) {
        let Some(name) = tree.scalar(key) else { continue };
        if is_mark(name) && tree.scalar(value).is_some_and(|said| said != "false") {
            return true;
        }
        is_of_source |= name == "identity" || ONLY_SOURCES_HAVE.contains(&name);
    }
    is_of_source && is_confidential(tree, mapping)
}

/// Whether a record in another section may be that of a document, which nobody knows to be open there.
pub(super) fn may_be_published(tree: &Tree<'_>, record: NodeId) -> bool {
    ["title", "publisher"].iter().all(|field| tree.value(record, field).is_some())
}
