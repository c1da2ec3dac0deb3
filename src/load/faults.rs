//! Words for what is wrong with a file's tree or a record's shape.

use super::blame::{blame, is_strange_blank};
use super::secrecy::{is_slip_of_deciding, means_confidential};
use crate::diagnostic::faults::{DUPLICATE_ID, LIMIT, MISSING_FIELD, SYNTAX, UNKNOWN_FIELD, WRONG_TYPE};
use crate::diagnostic::{Between, Diagnostic, Fix, Message};
use crate::index::number;
use crate::model::{Claim, Id, Source};
use crate::text::{FileId, Span, Text, is_slip, nearest};
use crate::tree::{Fault, FaultKind, FlawKind, NodeId, NodeKind, Tree};
use crate::yaml::{Refusal, RefusalKind};

/// Says why a text cannot be understood.
pub(super) fn refusal(refusal: &Refusal, text: &str, file: FileId) -> Diagnostic {
    let Some((start, end)) = conflict(text) else { return part(refusal, text, file) };
    Diagnostic::new(&SYNTAX, Span { file, start, end }, "a merge conflict starts here")
        .help("keep one version or both, and delete the lines that Git added")
}

/// The same of a part of a text in which Git has left no conflict.
pub(super) fn part(refusal: &Refusal, text: &str, file: FileId) -> Diagnostic {
    if let Some(blame) = blame(text, refusal) {
        let span = Span { file, start: number(blame.start), end: number(blame.end) };
        return Diagnostic::new(&SYNTAX, span, blame.message).help(blame.help);
    }
    let (message, help) = refusal.kind.words();
    let rule = if refusal.kind == RefusalKind::TooDeep { &LIMIT } else { &SYNTAX };
    let diagnostic = Diagnostic::new(rule, Span { file, start: refusal.start, end: refusal.end }, message).help(help);
    let is_colon = refusal.kind == RefusalKind::Colon;
    match is_colon.then(|| unquoted(text, refusal.start as usize)).flatten() {
        Some((start, end, marks)) => {
            let fix = Fix::enclose(Span { file, start, end }, marks, "put the text in quotes", true);
            diagnostic.fix(fix)
        }
        None => diagnostic,
    }
}

/// The value of a line in which a colon is taken for that of a key, and quotation marks that it does not have itself.
/// Only where it surely is one text: it starts as one, has no comment, and does not go on in the next line.
fn unquoted(text: &str, colon: usize) -> Option<(u32, u32, [&'static str; 2])> {
    let line = text.get(..colon)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text[line..].lines().next()?;
    let indent = rest.len() - rest.trim_start_matches([' ', '-']).len();
    let from = rest.find(": ")? + 2;
    let value = rest[from..].trim();
    let is_text = value.starts_with(char::is_alphanumeric) && !has_comment(value) && value.contains(": ");
    let next = text[line + rest.len()..].lines().skip(1).find(|line| !line.trim().is_empty());
    let goes_on = next.is_some_and(|next| next.len() - next.trim_start_matches(' ').len() > indent);
    let marks = if value.contains(['"', '\\']) { ["'", "'"] } else { ["\"", "\""] };
    let start = line + from + (rest[from..].len() - rest[from..].trim_start().len());
    let is_sure = is_text && !goes_on && line + from <= colon && !value.contains(marks[0]);
    is_sure.then_some((u32::try_from(start).ok()?, u32::try_from(start + value.len()).ok()?, marks))
}

fn has_comment(value: &str) -> bool {
    value.contains(" #") || value.contains("\t#")
}

/// Whether Git has left two versions in a text.
pub(super) fn has_conflict(text: &str) -> bool {
    conflict(text).is_some()
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
    let is_our_word = |text: &str| matches!(fault.kind, FaultKind::UnknownField(_)) && is_slip_of_deciding(text);
    let found_text = tree.scalar(fault.at).filter(|text| !secret || is_our_word(text));
    let (rule, message, help) = match fault.kind {
        FaultKind::UnknownField(_) if found_text.is_none() => {
            (&UNKNOWN_FIELD, Message::new("a field that is not allowed here"), Some("remove it".into()))
        }
        FaultKind::UnknownField(fields) => {
            let key = found_text.unwrap_or_default();
            (&UNKNOWN_FIELD, Message::new("unknown field ").value(key), Some(known_fields(key, fields)))
        }
        FaultKind::UnknownVariant(words) => {
            let help = found_text.and_then(|found| did_you_mean(found, words));
            (&WRONG_TYPE, Message::new("expected ").names(words, Between::Or), help)
        }
        FaultKind::MissingField(field) => (&MISSING_FIELD, Message::new("required field missing: ").value(field), None),
        FaultKind::Expected(what) => {
            let message = Message::new("expected ").words(what).words(", found ").words(found(tree, fault.at));
            (&WRONG_TYPE, message, shape(tree, fault, what, found_text))
        }
    };
    let message = fault.field.into_iter().fold(message, |message, field| message.words(" in ").value(field));
    let diagnostic = Diagnostic::new(rule, span, message).help_if(help);
    let fix = found_text.and_then(|text| fix(tree, fault, span, text));
    fix.into_iter().fold(diagnostic, Diagnostic::fix)
}

/// What to write instead of a value of another shape. Only what is no secret is repeated.
fn shape(tree: &Tree<'_>, fault: &Fault, what: &'static str, text: Option<&str>) -> Option<Message> {
    let is_of_mappings = is_of_mappings(fault.field);
    let text = text.filter(|text| !text.is_empty());
    let help = match (what, found(tree, fault.at)) {
        ("a list", "a text") if !is_of_mappings => return Some(Message::new("write ").value(&format!("[{}]", text?))),
        (_, "nothing") => "write it, or delete the key",
        ("a list", "a mapping") if is_of_mappings => {
            "put `- ` before its first field, and indent the others as far as that one: each item has fields of its own"
        }
        ("a mapping" | "a list", _) if is_of_mappings => {
            "write fields: `- document: …` with its id and, indented as far, `quote: …` with the words"
        }
        ("a mapping", _) => {
            "write its fields below it, indented: each on a line of its own, with a colon before its value"
        }
        ("a list", _) => "write the texts alone: `[one, another]`, or each on a line of its own after `- `",
        ("a text", "a mapping") => "write one text, without fields",
        ("a text", _) => "write one text, without `[`, `]` and `- `",
        _ => return None,
    };
    Some(help.into())
}

/// Whether a field is a list of mappings.
fn is_of_mappings(field: Option<&str>) -> bool {
    field == Some("evidence")
}

/// What would put a fault right, given the text that is there.
fn fix(tree: &Tree<'_>, fault: &Fault, span: Span, text: &str) -> Option<Fix> {
    match fault.kind {
        FaultKind::UnknownField(known) => meant(text, known, span, is_sourcing),
        FaultKind::UnknownVariant(known) => meant(text, known, span, |_| fault.field.is_some_and(is_sourcing)),
        FaultKind::Expected("a list") if !text.is_empty() && !is_of_mappings(fault.field) => {
            // A comma between brackets makes two items of one.
            let is_one = tree.kind(fault.at) == NodeKind::Plain && !text.contains([',', '[', ']', '{', '}', '\n']);
            Some(Fix::enclose(span, ["[", "]"], "put it into a list", is_one))
        }
        FaultKind::MissingField(_) | FaultKind::Expected(_) => None,
    }
}

/// Writes the known word that is meant. A word that makes a claim rest on somebody else is for people to write.
fn meant(word: &str, known: &'static [&'static str], span: Span, is_sourcing: impl Fn(&str) -> bool) -> Option<Fix> {
    let meant = nearest(word, known.iter().copied())?;
    Some(Fix::replace(span, meant, is_slip(word, meant) && !is_sourcing(meant)))
}

/// Whether a field of some record says on whom a claim rests.
fn is_sourcing(name: &str) -> bool {
    Source::FIELDS.iter().any(|field| field.is_sourcing && field.name == name)
        || Claim::FIELDS.iter().any(|field| field.is_sourcing && field.name == name)
}

/// A key that is none of `fields`.
pub(super) fn unknown_field(key: &str, fields: &'static [&'static str], span: Span) -> Diagnostic {
    if let Some(blank) = key.chars().next().filter(|&first| is_strange_blank(first)) {
        let message =
            Message::new("the line is indented with ").code_point(blank).words(", which only looks like a space");
        return Diagnostic::new(&UNKNOWN_FIELD, span, message).help("indent with ordinary spaces");
    }
    let diagnostic = Diagnostic::new(&UNKNOWN_FIELD, span, Message::new("unknown field ").value(key));
    let diagnostic = diagnostic.help(known_fields(key, fields));
    meant(key, fields, span, is_sourcing).into_iter().fold(diagnostic, Diagnostic::fix)
}

/// A field each of a claim, an item of evidence and a review.
const ONLY_UNMARKED_HAVE: [&str; 3] = ["statement", "quote", "verdict"];
/// What to do about a mark on something that is no document.
const MARK_THE_DOCUMENT: &str = "put `confidential: true` on the document that it is from; a source is confidential \
    unless it has `identity: named`. Until then, what is marked here is withheld, and so are its documents";

/// The field that is meant, or else all there are.
fn known_fields(key: &str, fields: &'static [&'static str]) -> Message {
    if means_confidential(key) && fields.iter().any(|field| ONLY_UNMARKED_HAVE.contains(field)) {
        return MARK_THE_DOCUMENT.into();
    }
    did_you_mean(key, fields).unwrap_or_else(|| Message::new("known fields: ").names(fields, Between::Comma))
}

/// What a claim file must be, and what to write.
pub(super) const FILE: [&str; 2] = [
    "a claim file must be a mapping with `sources`, `documents`, `claims` or `reviews`",
    "write one of these words with a colon, such as `claims:`, and its records below it, indented",
];
/// What a section must be.
pub(super) const SECTION: [&str; 2] = [
    "expected a mapping from ids to records",
    "write the id of each record with a colon and no `- ` before it, and its fields below it, indented further",
];
/// What a record must be.
pub(super) const RECORD: [&str; 2] = [
    "expected a mapping from fields to values",
    "write its fields below its id, indented further: each on a line of its own, with a colon before its value",
];

/// A node that is a list, a mapping or a text where something else is needed, and what to write.
pub(super) fn wrong_kind(tree: &Tree<'_>, node: NodeId, span: Span, expected: [&'static str; 2]) -> Diagnostic {
    let [message, help] = expected;
    Diagnostic::new(&WRONG_TYPE, span, Message::new(message).words("; found ").words(found(tree, node))).help(help)
}

/// What a node is, for a message.
fn found(tree: &Tree<'_>, node: NodeId) -> &'static str {
    match tree.kind(node) {
        NodeKind::List => "a list",
        NodeKind::Map => "a mapping",
        _ if tree.is_null(node) => "nothing",
        _ => "a text",
    }
}

/// Says what is wrong with a single node. `is_id` says whether a key is a record's id.
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
                .help("change one of the two ids; the second record is ignored")
        }
        FlawKind::DuplicateKey(first) => Diagnostic::new(&SYNTAX, span(at), "duplicate key")
            .related(span(first), "first used here")
            .help("keep one of them"),
        FlawKind::KeyNotText => Diagnostic::new(&SYNTAX, span(at), "a key must be a text"),
        FlawKind::TooLong => Diagnostic::new(&LIMIT, span(at), "this text is longer than 1 MiB (limit scalar-size)"),
        FlawKind::Control(character) => Diagnostic::new(
            &SYNTAX,
            span(at),
            Message::new("an escape in this text is the control character ").code_point(character),
        )
        .help("remove it"),
        FlawKind::MergeKey => Diagnostic::new(
            &SYNTAX,
            span(at),
            "merge keys (`<<`) are not allowed in claim \
                files",
        )
        .help("write out the fields"),
    }
}

/// The known word that is most like a misspelt one.
fn did_you_mean(word: &str, known: &'static [&'static str]) -> Option<Message> {
    nearest(word, known.iter().copied()).map(|meant| Message::new("did you mean ").value(meant).words("?"))
}
