//! Words for what is wrong with a file's tree or a record's shape.

use crate::diagnostic::faults::{DUPLICATE_ID, LIMIT, MISSING_FIELD, SYNTAX, UNKNOWN_FIELD, WRONG_TYPE};
use crate::diagnostic::{Between, Diagnostic, Message, nearest};
use crate::model::Id;
use crate::text::{FileId, Span, Text};
use crate::yaml::{Fault, FaultKind, FlawKind, Kind, NodeId, Refusal, RefusalKind, Tree};

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

/// Says what is wrong with a record's shape; of a secret record nothing is repeated.
pub(super) fn diagnostic(tree: &Tree<'_>, fault: &Fault, span: Span, secret: bool) -> Diagnostic {
    match fault.kind {
        FaultKind::UnknownField(fields) if secret => {
            let _ = fields;
            Diagnostic::new(&UNKNOWN_FIELD, span, "a field this record may not have").help("leave it out")
        }
        FaultKind::UnknownField(fields) => unknown_field(tree.scalar(fault.at).unwrap_or_default(), fields, span),
        FaultKind::UnknownVariant(words) => {
            let message = Message::new("expected ").names(words, Between::Or);
            let help = (!secret).then(|| did_you_mean(tree.scalar(fault.at).unwrap_or_default(), words)).flatten();
            Diagnostic::new(&WRONG_TYPE, span, message).help_if(help)
        }
        FaultKind::MissingField(field) => {
            Diagnostic::new(&MISSING_FIELD, span, Message::new("this needs ").value(field))
        }
        FaultKind::Expected(what) => {
            let message = Message::new("expected ").words(what).words(", found ").words(found(tree, fault.at));
            let help = (what == "a list" && !secret).then(|| tree.scalar(fault.at)).flatten();
            Diagnostic::new(&WRONG_TYPE, span, message).help_if(
                help.filter(|text| !text.is_empty()).map(|text| Message::new("write ").value(&format!("[{text}]"))),
            )
        }
    }
}

/// A key that is none of `fields`.
pub(super) fn unknown_field(key: &str, fields: &'static [&'static str], span: Span) -> Diagnostic {
    let known = Message::new("known here: ").names(fields, Between::Comma);
    Diagnostic::new(&UNKNOWN_FIELD, span, Message::new("unknown field ").value(key))
        .help(did_you_mean(key, fields).unwrap_or(known))
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
