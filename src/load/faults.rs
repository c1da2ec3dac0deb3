//! Words for what is wrong with a file's tree or a record's shape.

use crate::diagnostic::faults::{DUPLICATE_ID, LIMIT, MISSING_FIELD, SYNTAX, UNKNOWN_FIELD, WRONG_TYPE};
use crate::diagnostic::{Between, Diagnostic, Message, nearest};
use crate::model::Id;
use crate::text::{FileId, Span, Text};
use crate::tree::{Fault, FaultKind, FlawKind, Kind, NodeId, Tree};
use crate::yaml::{Refusal, RefusalKind};

/// Says why a text cannot be understood.
pub(super) fn refusal(refusal: &Refusal, text: &str, file: FileId) -> Diagnostic {
    if let Some((start, end)) = conflict(text) {
        return Diagnostic::new(&SYNTAX, Span { file, start, end }, "a merge conflict starts here")
            .help("keep one of the two versions, or both, and take out the lines that Git added");
    }
    let (message, help) = refusal.kind.words();
    let rule = if refusal.kind == RefusalKind::TooDeep { &LIMIT } else { &SYNTAX };
    Diagnostic::new(rule, Span { file, start: refusal.start, end: refusal.end }, message).help(help)
}

/// The first line with which Git marks a conflict, in a text that cannot be understood.
fn conflict(text: &str) -> Option<(u32, u32)> {
    const MARKER: &str = "<<<<<<< ";
    let start = if text.starts_with(MARKER) { 0 } else { text.find(&format!("\n{MARKER}"))? + 1 };
    let length = text[start..].lines().next().map_or(0, str::len);
    Some((u32::try_from(start).ok()?, u32::try_from(start + length).ok()?))
}

/// Says what is wrong with a record's shape, and in which field; of a secret record nothing is repeated.
pub(super) fn diagnostic(tree: &Tree<'_>, fault: &Fault, span: Span, secret: bool) -> Diagnostic {
    let found_text = tree.scalar(fault.at).filter(|_| !secret);
    let (rule, message, help) = match fault.kind {
        FaultKind::UnknownField(_) if secret => {
            (&UNKNOWN_FIELD, Message::new("a field this record may not have"), Some("leave it out".into()))
        }
        FaultKind::UnknownField(fields) => {
            let key = found_text.unwrap_or_default();
            (&UNKNOWN_FIELD, Message::new("unknown field ").value(key), Some(known_fields(key, fields)))
        }
        FaultKind::UnknownVariant(words) => {
            let help = found_text.and_then(|found| did_you_mean(found, words));
            (&WRONG_TYPE, Message::new("expected ").names(words, Between::Or), help)
        }
        FaultKind::MissingField(field) => (&MISSING_FIELD, Message::new("this needs ").value(field), None),
        FaultKind::Expected(what) => {
            let message = Message::new("expected ").words(what).words(", found ").words(found(tree, fault.at));
            let text = found_text.filter(|text| what == "a list" && !text.is_empty());
            (&WRONG_TYPE, message, text.map(|text| Message::new("write ").value(&format!("[{text}]"))))
        }
    };
    let message = fault.field.into_iter().fold(message, |message, field| message.words(" in ").value(field));
    Diagnostic::new(rule, span, message).help_if(help)
}

/// A key that is none of `fields`.
pub(super) fn unknown_field(key: &str, fields: &'static [&'static str], span: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_FIELD, span, Message::new("unknown field ").value(key)).help(known_fields(key, fields))
}

/// The field that is meant, or else all there are.
fn known_fields(key: &str, fields: &'static [&'static str]) -> Message {
    did_you_mean(key, fields).unwrap_or_else(|| Message::new("known here: ").names(fields, Between::Comma))
}

/// A node that is a list, a mapping or a text where something else is needed.
pub(super) fn wrong_kind(tree: &Tree<'_>, node: NodeId, span: Span, message: &'static str) -> Diagnostic {
    Diagnostic::new(&WRONG_TYPE, span, Message::new(message).words("; found ").words(found(tree, node)))
}

/// What a node is, for a message.
fn found(tree: &Tree<'_>, node: NodeId) -> &'static str {
    match tree.kind(node) {
        Kind::List => "a list",
        Kind::Map => "a mapping",
        _ if tree.is_null(node) => "nothing",
        _ => "a text",
    }
}

/// Says what is wrong with a single node. `is_id` tells whether a key is a record's id.
pub(super) fn flaw(
    tree: &Tree<'_>,
    at: NodeId,
    kind: &FlawKind,
    span: impl Fn(NodeId) -> Span,
    is_id: bool,
) -> Diagnostic {
    match *kind {
        FlawKind::DuplicateKey(first) if is_id => {
            let id = tree.scalar(at).and_then(|id| Id::parse(&Text::new(id)).ok());
            // What is no id may be a name.
            let message = match id {
                Some(id) => Message::new("the id ").id(id.text()).words(" is taken"),
                None => Message::new("this id is taken"),
            };
            Diagnostic::new(&DUPLICATE_ID, span(at), message)
                .related(span(first), "first used here")
                .help("give one of the two another id; the second record is left out")
        }
        FlawKind::DuplicateKey(first) => Diagnostic::new(&SYNTAX, span(at), "this key stands twice in one mapping")
            .related(span(first), "first used here")
            .help("keep one of the two"),
        FlawKind::KeyNotText => Diagnostic::new(&SYNTAX, span(at), "a key must be a text"),
        FlawKind::TooLong => Diagnostic::new(&LIMIT, span(at), "this text is longer than 1 MiB (limit scalar-size)"),
        FlawKind::Control(character) => Diagnostic::new(
            &SYNTAX,
            span(at),
            Message::new("an escape in this text stands for the control character ").code_point(character),
        )
        .help("leave it out"),
        FlawKind::MergeKey => {
            Diagnostic::new(&SYNTAX, span(at), "merge keys are not used in claim files").help("write the fields out")
        }
    }
}

/// The known word that is most like a misspelt one.
fn did_you_mean(word: &str, known: &'static [&'static str]) -> Option<Message> {
    nearest(word, known.iter().copied()).map(|meant| Message::new("did you mean ").value(meant).words("?"))
}
