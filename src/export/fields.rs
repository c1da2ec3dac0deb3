//! What the formats for graphs say of nodes and links: the same fields with the same names in all of them.

use super::view::{Link, Node};
use crate::model::fields::{self, Field};
use crate::model::{Claim, Date, Document, Evidence, Source, SourceKind};
use crate::text::Text;

/// The fields of a node, beside its number.
pub(super) const NODE_FIELDS: [&str; 12] = [
    "kind",
    "label",
    "record",
    "identity",
    "basis",
    "date",
    "retracted",
    "retracted_on",
    "in_cycle",
    "source_kind",
    "role",
    "url",
];

/// The fields of a node that are true or false; all others are texts.
pub(super) const FLAGS: [&str; 2] = ["retracted", "in_cycle"];

/// The fields of a link, beside its ends.
pub(super) const LINK_FIELDS: [&str; 3] = ["kind", "quote", "locator"];

/// The content of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    /// A word of ours, or an id or a date, which have been checked.
    Word(&'a str),
    /// Text from a claim file.
    Text(&'a Text),
    /// True or false.
    Flag(bool),
}

/// What is in the fields of a node, in their order.
pub(super) fn of_node<'a>(node: &Node<'a>) -> [Option<Cell<'a>>; NODE_FIELDS.len()] {
    NODE_FIELDS.map(|name| worked_out(node, name).or_else(|| recorded(node, name)))
}

/// What no record says by itself.
fn worked_out<'a>(node: &Node<'a>, name: &str) -> Option<Cell<'a>> {
    match (name, *node) {
        ("kind", node) => Some(Cell::Word(kind(node))),
        ("label", node) => Some(Cell::Text(node.label())),
        ("record", Node::Claim { claim, .. }) => Some(Cell::Word(claim.id.as_str())),
        ("record", Node::Source(source)) => (!source.is_confidential()).then(|| Cell::Word(source.id.as_str())),
        ("record", Node::Document(document)) => Some(Cell::Word(document.id.as_str())),
        ("basis", Node::Claim { basis, .. }) => Some(Cell::Word(basis.name())),
        ("retracted", Node::Claim { claim, .. }) => Some(Cell::Flag(claim.retracted().is_some())),
        ("in_cycle", Node::Claim { in_cycle, .. }) => Some(Cell::Flag(in_cycle)),
        _ => None,
    }
}

/// What the record says. Of a confidential source only the description and the identity are exported.
fn recorded<'a>(node: &Node<'a>, name: &str) -> Option<Cell<'a>> {
    match *node {
        Node::Claim { claim, .. } => exported(Claim::FIELDS, claim, name),
        Node::Source(source) if !source.is_confidential() => exported(Source::FIELDS, source, name),
        Node::Source(source) => (name == "identity").then(|| Cell::Word(source.identity.name())),
        Node::Document(document) => exported(Document::FIELDS, document, name),
    }
}

fn exported<'a, R>(fields: &'static [Field<R>], record: &'a R, name: &str) -> Option<Cell<'a>> {
    let field = fields.iter().find(|field| field.exported == Some(name))?;
    match field.get(record)? {
        fields::FieldValue::Text(text) => Some(Cell::Text(text)),
        // A retraction whose date cannot be read.
        fields::FieldValue::Word("") => None,
        fields::FieldValue::Word(word) => Some(Cell::Word(word)),
        _ => None,
    }
}

fn kind(node: Node<'_>) -> &'static str {
    match node {
        Node::Claim { .. } => "claim",
        Node::Source(_) => "source",
        Node::Document(_) => "document",
    }
}

/// What is in the fields of a link, in their order.
pub(super) fn of_link<'a>(link: &Link<'a>) -> [Option<Cell<'a>>; LINK_FIELDS.len()] {
    LINK_FIELDS.map(|name| match name {
        "kind" => Some(Cell::Word(link.kind.name())),
        _ => link.evidence.and_then(|evidence| exported(Evidence::FIELDS, evidence, name)),
    })
}

/// What is known of a node beside its label, in words of ours, ids and dates, for formats in which people only see
/// labels.
pub(super) fn details(node: &Node<'_>) -> String {
    let mut words = Vec::new();
    match *node {
        Node::Claim { claim, basis, in_cycle } => {
            words.push(format!("claim {}", claim.id));
            words.push(format!("basis {}", basis.name()));
            words.extend(claim.date.as_ref().map(Date::to_string));
            if let Some(retraction) = claim.retracted() {
                let on = retraction.date.as_ref().map(|on| format!(" {on}"));
                words.push(format!("retracted{}", on.unwrap_or_default()));
            }
            if in_cycle {
                words.push("on a citation loop".to_owned());
            }
        }
        Node::Source(source) => {
            words.push(name_of(source));
            words.push(source.identity.name().to_owned());
        }
        Node::Document(document) => {
            words.push(format!("document {}", document.id));
            words.extend(document.published.as_ref().map(Date::to_string));
        }
    }
    words.join(", ")
}

fn name_of(source: &Source) -> String {
    if source.is_confidential() {
        return "source".to_owned();
    }
    let kind = source.kind.map_or("", SourceKind::name);
    format!("source {} {kind}", source.id).trim_end().to_owned()
}
