//! Texts that a comment cuts short: in YAML an unquoted text ends at a blank and `#`, without a word about what is
//! lost.

use crate::diagnostic::faults::CUT_TEXT;
use crate::diagnostic::{Diagnostic, Edit, Fix, Message};
use crate::index::number;
use crate::model::fields;
use crate::text::{FileId, Span, Text};
use crate::tree::{NodeId, NodeKind, Tree};

const HELP: &str = "put the text in quotes; if a comment is meant, put a space after the `#`";

/// Whether a text has a comment that may be a part of what somebody wrote: one with no blank after its `#`.
pub(super) fn may_be_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'#', bytes)
        .any(|at| at > 0 && matches!(bytes[at - 1], b' ' | b'\t') && starts_word(&bytes[at + 1..]))
}

/// Where in a line such a comment starts.
pub(super) fn lost(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let first = memchr::memchr_iter(b'#', bytes).find(|&at| at > 0 && matches!(bytes[at - 1], b' ' | b'\t'))?;
    starts_word(&bytes[first + 1..]).then_some(first)
}

fn starts_word(behind: &[u8]) -> bool {
    behind.first().is_some_and(|byte| !byte.is_ascii_whitespace())
}

/// Finds the texts of a record that are cut short, and repeats what a comment takes from them.
pub(super) fn find(tree: &Tree<'_>, text: &str, file: FileId, record: NodeId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut open = vec![record];
    while let Some(map) = open.pop() {
        for (key, value) in tree.entries(map) {
            let Some(name) = tree.scalar(key).and_then(fields::prose) else {
                // The places in documents are a list of mappings.
                open.extend(maps_in(tree, value));
                continue;
            };
            for node in texts_in(tree, value) {
                found.extend(cut(tree, text, file, node, name));
            }
        }
    }
    found
}

/// The mappings that are in a list.
fn maps_in<'a>(tree: &'a Tree<'_>, list: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
    let is_list = tree.kind(list) == NodeKind::List;
    tree.children(list).filter(move |&item| is_list && tree.kind(item) == NodeKind::Map)
}

/// A text, or the texts in a list.
fn texts_in<'a>(tree: &'a Tree<'_>, value: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
    let own = (!matches!(tree.kind(value), NodeKind::List | NodeKind::Map)).then_some(value);
    let is_list = tree.kind(value) == NodeKind::List;
    own.into_iter().chain(tree.children(value).filter(move |_| is_list))
}

fn cut(tree: &Tree<'_>, text: &str, file: FileId, node: NodeId, name: &'static str) -> Option<Diagnostic> {
    let (from, to) = tree.range(node);
    let (from, to) = (from as usize, to as usize);
    if matches!(tree.kind(node), NodeKind::List | NodeKind::Map) || text[from..to].starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let (at, rest) = lost_behind(text, to).or_else(|| lost_below(text, from, to))?;
    let start = number(at);
    let span = Span { file, start, end: start + number(rest.len()) };
    let message = Message::new("the text of ").value(name).words(" ends here; this part is lost: ").value(rest);
    let whole = Span { start: number(from), ..span };
    Some(Diagnostic::new(&CUT_TEXT, span, message).fix_if(quoted(whole, &text[from..span.end as usize])).help(HELP))
}

/// What follows a text on its last line, and where that is.
fn lost_behind(text: &str, end: usize) -> Option<(usize, &str)> {
    let rest = text[end..].lines().next()?.trim_end();
    let at = lost(rest).filter(|&at| is_blank(&rest[..at]))?;
    Some((end + at, &rest[at..]))
}

/// What is on the line below a text, indented like a line of it.
fn lost_below(text: &str, start: usize, end: usize) -> Option<(usize, &str)> {
    let (rest, below) = text[end..].split_once('\n').filter(|(rest, _)| is_blank(rest.trim_end()))?;
    let line = below.lines().next()?.trim_end();
    let at = lost(line).filter(|&at| is_blank(&line[..at]))?;
    let first = &text[text[..start].rfind('\n').map_or(0, |at| at + 1)..start];
    let indent = first.len() - first.trim_start_matches(' ').len();
    (at > indent).then(|| (end + rest.len() + 1 + at, &line[at..]))
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ' || byte == b'\t')
}

/// Quotation marks around a text with what a comment takes from it, for people to put there: they know whether it is
/// text or a comment. Nothing for a text that ends like an item of a list: in brackets, nobody can tell what belongs to
/// it.
fn quoted(span: Span, text: &str) -> Option<Fix> {
    if text.ends_with([',', ']', '}']) {
        return None;
    }
    let mark = if text.contains(['"', '\\']) { "'" } else { "\"" };
    let mut fix = Fix::enclose(span, [mark, mark], "put the text in quotes", false);
    // Between single quotation marks, an apostrophe is written twice.
    let apostrophes = text.match_indices('\'').filter(|_| mark == "'").map(|(at, _)| span.start + number(at));
    fix.edits.extend(apostrophes.map(|at| Edit { span: Span { start: at, end: at, ..span }, text: Text::new("'") }));
    Some(fix)
}
