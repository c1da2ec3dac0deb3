//! What the formats for graphs say of nodes and links: the same fields with the same names in all of them.

use super::view::{Link, Node};
use crate::model::{Date, Evidence, Source, SourceKind};
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

/// What stands in a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    /// A word of ours, or an id or a date, which have been checked.
    Word(&'a str),
    /// Text from a claim file.
    Text(&'a Text),
    /// True or false.
    Flag(bool),
}

/// What stands in the fields of a node, in their order.
pub(super) fn of_node<'a>(node: &Node<'a>) -> [Option<Value<'a>>; NODE_FIELDS.len()] {
    let word = |word| Some(Value::Word(word));
    let date = |date: Option<&'a Date>| date.map(|date| Value::Word(date.as_str()));
    match *node {
        Node::Claim { claim, basis, in_cycle } => [
            word("claim"),
            Some(Value::Text(&claim.statement)),
            word(claim.id.as_str()),
            None,
            word(basis.name()),
            date(claim.date.as_ref()),
            Some(Value::Flag(claim.retracted.is_some())),
            date(claim.retracted.as_ref().and_then(|retraction| retraction.date.as_ref())),
            Some(Value::Flag(in_cycle)),
            None,
            None,
            claim.url.as_ref().map(|url| Value::Text(url.text())),
        ],
        Node::Source(source) => {
            let mut fields = [None; NODE_FIELDS.len()];
            fields[0] = word("source");
            fields[1] = Some(Value::Text(&source.label));
            fields[3] = word(source.identity.name());
            if !source.is_confidential() {
                fields[2] = word(source.id.as_str());
                fields[9] = source.kind.map(|kind| Value::Word(kind.name()));
                fields[10] = source.role.as_ref().map(Value::Text);
                fields[11] = source.url.as_ref().map(|url| Value::Text(url.text()));
            }
            fields
        }
        Node::Document(document) => {
            let mut fields = [None; NODE_FIELDS.len()];
            fields[0] = word("document");
            fields[1] = Some(Value::Text(&document.title));
            fields[2] = word(document.id.as_str());
            fields[5] = date(document.published.as_ref());
            fields[11] = document.url.as_ref().map(|url| Value::Text(url.text()));
            fields
        }
    }
}

/// What stands in the fields of a link, in their order.
pub(super) fn of_link<'a>(link: &Link<'a>) -> [Option<Value<'a>>; LINK_FIELDS.len()] {
    let text = |text: Option<&'a Text>| text.map(Value::Text);
    [
        Some(Value::Word(link.kind.name())),
        text(link.evidence.and_then(Evidence::words)),
        text(link.evidence.and_then(|evidence| evidence.locator.as_ref())),
    ]
}

/// What is known of a node beside its label, in words of ours, ids and dates, for formats in which people only see labels.
pub(super) fn details(node: &Node<'_>) -> String {
    let mut words = Vec::new();
    match *node {
        Node::Claim { claim, basis, in_cycle } => {
            words.push(format!("claim {}", claim.id));
            words.push(format!("basis {}", basis.name()));
            words.extend(claim.date.as_ref().map(Date::to_string));
            if let Some(retraction) = &claim.retracted {
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
