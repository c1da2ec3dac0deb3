//! Fields that a text of several lines has taken in. In YAML a line that is indented more than the key of such a text
//! belongs to it, without a word, even if it reads as a field. Of a document that may have been the mark that keeps it
//! confidential; of a claim, that it was withdrawn.

use crate::diagnostic::faults::SYNTAX;
use crate::diagnostic::{Diagnostic, Message};
use crate::model::{Date, Id, SourceKind, Terms, fields};
use crate::text::{Span, Text};
use crate::tree::{NodeId, NodeKind, Tree};

const HELP: &str = "indent that line like the field itself; if it belongs to the text, write the text in quotes";

/// A field that a text has taken in.
pub(super) struct TakenIn {
    /// The key of the text.
    pub(super) key: NodeId,
    text: &'static str,
    field: &'static str,
}

impl TakenIn {
    /// Says so. Nothing is repeated of the text.
    pub(super) fn diagnostic(&self, span: Span) -> Diagnostic {
        let message = Message::new("the text of ").value(self.text).words(" has a line that reads as the field ");
        Diagnostic::new(&SYNTAX, span, message.value(self.field)).help(HELP)
    }
}

/// Whether a text of several lines may begin somewhere: a line ends with its sign. Linear.
pub(super) fn may_be_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_sign = |at: usize| {
        let mut behind = bytes[at + 1..].iter().take(3);
        let end = behind.find(|&&byte| !matches!(byte, b'+' | b'-' | b'0'..=b'9'));
        end.is_none_or(u8::is_ascii_whitespace)
    };
    memchr::memchr2_iter(b'|', b'>', bytes).any(is_sign)
}

/// The first field that a record of a section lacks and one of its texts has. Linear.
pub(super) fn find(tree: &Tree<'_>, whole: &str, section: &str, record: NodeId) -> Option<TakenIn> {
    tree.entries(record).find_map(|(key, value)| {
        let name = tree.scalar(key)?;
        let text = fields::names().iter().find(|known| **known == name)?;
        let ((_, end), (from, to)) = (tree.range(key), tree.range(value));
        let sign = whole.get(end as usize..from as usize)?.trim_start().strip_prefix(':')?.trim_start();
        let is_block = sign.starts_with(['|', '>']) && !matches!(tree.kind(value), NodeKind::List | NodeKind::Map);
        let lines = whole.get(from as usize..to as usize).filter(|_| is_block)?;
        let field = field_in(lines, section).filter(|field| tree.value(record, field).is_none())?;
        Some(TakenIn { key, text, field })
    })
}

/// The first line that reads as a field of a section.
fn field_in(mut lines: &str, section: &str) -> Option<&'static str> {
    while !lines.is_empty() {
        let (line, rest) = lines.split_once('\n').unwrap_or((lines, ""));
        lines = rest;
        let Some((name, said)) = line.trim().split_once(':') else { continue };
        let said = said.split(" #").next().unwrap_or_default().trim();
        let below = || rest.trim_start();
        let is_field = |known: &&&str| **known == name && reads_as(section, name, said, below);
        if let Some(field) = DECIDING.iter().find(is_field) {
            return Some(field);
        }
    }
    None
}

/// The fields that decide who is behind something, or whether it still holds.
const DECIDING: [&str; 9] =
    ["confidential", "publisher", "kind", "terms", "attributed_to", "cites", "corroborates", "disputes", "retracted"];

/// Whether a field of a section can have this value. `below` is the next line.
fn reads_as<'l>(section: &str, field: &str, said: &str, below: impl Fn() -> &'l str) -> bool {
    let text = || Text::new(said);
    match (section, field) {
        (_, "confidential") => !matches!(said, "" | "false") && !said.contains(char::is_whitespace),
        ("documents", "publisher") => Id::parse(&text()).is_ok(),
        ("sources", "kind") => SourceKind::ALL.iter().any(|kind| kind.name() == said),
        ("sources", "terms") => Terms::ALL.iter().any(|terms| terms.name() == said),
        ("claims", "retracted") => Date::parse(&text()).is_some(),
        ("claims", "attributed_to" | "cites" | "corroborates" | "disputes") => {
            said.starts_with('[') && said.ends_with(']') || said.is_empty() && below().starts_with("- ")
        }
        _ => false,
    }
}
