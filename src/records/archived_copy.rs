//! The two lines of a record that name an archived copy, added to a claim file that exists without any other change.

use serde::Serialize;
use std::error::Error;
use std::fmt;

use crate::model::Id;
use crate::records::{Scalar, to_yaml};
use crate::text::Text;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::yaml;

/// Where a copy is, and which.
#[derive(Debug, Clone)]
pub struct ArchivedCopy {
    /// Its path from the claim file.
    pub path: Text,
    /// The SHA-256 of its bytes, in 64 hexadecimal digits.
    pub sha256: Text,
    /// The text that was made of it, if it is in a format that is not read.
    pub text: Option<CopiedText>,
}

/// Where the text of a copy is, which, and what made it.
#[derive(Debug, Clone)]
pub struct CopiedText {
    /// Its path from the claim file.
    pub path: Text,
    /// The SHA-256 of its bytes, in 64 hexadecimal digits.
    pub sha256: Text,
    /// What made it.
    pub by: Text,
}

/// Why a copy cannot be added to a record without a change to anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CopyNotAdded {
    /// The file has no such record, or is not understood.
    NoRecord,
    /// The record names another copy.
    HasSnapshot,
    /// The record has the digest of another copy.
    HasDigest,
    /// The record names a text.
    HasText,
    /// No line can be added to the record, for example because it is in braces.
    Closed,
}

impl fmt::Display for CopyNotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRecord => "the file has no such record, or cannot be read",
            Self::HasSnapshot => "the record already has a copy",
            Self::HasText => "the record already has a text",
            Self::HasDigest => "the record has the digest of a different file",
            Self::Closed => "lines cannot be added to the record",
        })
    }
}

impl Error for CopyNotAdded {}

/// The fields that a record does not have yet.
#[derive(Serialize)]
struct Fields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshot: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<Scalar<'a>>,
    #[serde(flatten)]
    text: Option<TextFields<'a>>,
}

/// What a record says of a text.
#[derive(Serialize)]
pub(super) struct TextFields<'a> {
    text: Scalar<'a>,
    text_sha256: Scalar<'a>,
    text_by: Scalar<'a>,
}

impl CopiedText {
    pub(super) fn fields(&self) -> TextFields<'_> {
        TextFields { text: Scalar(&self.path), text_sha256: Scalar(&self.sha256), text_by: Scalar(&self.by) }
    }
}

/// What a record says of a copy already.
#[derive(Clone, Copy)]
struct Known {
    has_snapshot: bool,
    has_digest: bool,
}

impl ArchivedCopy {
    /// The lines that say it, each with its line end.
    pub fn lines(&self, indent: &str, end: &str, with_digest: bool) -> String {
        self.missing_lines(indent, end, Known { has_snapshot: false, has_digest: !with_digest })
    }

    fn missing_lines(&self, indent: &str, end: &str, known: Known) -> String {
        let fields = Fields {
            snapshot: (!known.has_snapshot).then_some(Scalar(&self.path)),
            sha256: (!known.has_digest).then_some(Scalar(&self.sha256)),
            text: self.text.as_ref().map(CopiedText::fields),
        };
        to_yaml(&fields).lines().flat_map(|line| [indent, line, end]).collect()
    }

    /// The text of a claim file in which the record of a document names this copy, and nothing else has changed: what
    /// is returned was read again, and compared.
    ///
    /// # Errors
    /// When there is no such text.
    pub fn added_to(&self, file: &Text, document: &Id) -> Result<String, CopyNotAdded> {
        let text = file.untrusted();
        let before = yaml::parse(text).map_err(|_| CopyNotAdded::NoRecord)?;
        let record = record(&before, document).ok_or(CopyNotAdded::NoRecord)?;
        let snapshot = before.value(record, "snapshot");
        let is_this = |node| before.scalar(node) == Some(self.path.untrusted());
        // A text may be added to a copy that is there.
        if snapshot.is_some_and(|node| !is_this(node) || self.text.is_none()) {
            return Err(CopyNotAdded::HasSnapshot);
        }
        if self.text.is_some()
            && ["text", "text_sha256", "text_by"].iter().any(|field| before.value(record, field).is_some())
        {
            return Err(CopyNotAdded::HasText);
        }
        let digest = before.value(record, "sha256").and_then(|digest| before.scalar(digest));
        if digest.is_some_and(|digest| !digest.eq_ignore_ascii_case(self.sha256.untrusted())) {
            return Err(CopyNotAdded::HasDigest);
        }
        let known = Known { has_snapshot: snapshot.is_some(), has_digest: digest.is_some() };
        let places = places(&before, record, text).ok_or(CopyNotAdded::Closed)?;
        let added = |at: usize| {
            let indent = indent(text, before.range(before.children(record).next()?).0 as usize)?;
            let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let lines = self.missing_lines(indent, end, known);
            let missing = if text[..at].is_empty() || text[..at].ends_with('\n') { "" } else { end };
            let after = format!("{}{missing}{lines}{}", &text[..at], &text[at..]);
            self.is_all_that_was_added(&before, &after, document, known).then_some(after)
        };
        places.into_iter().find_map(added).ok_or(CopyNotAdded::Closed)
    }

    fn is_all_that_was_added(&self, before: &Tree<'_>, after: &str, document: &Id, known: Known) -> bool {
        let Ok(after) = yaml::parse(after) else { return false };
        let Some(record) = record(&after, document) else { return false };
        let says = |field: &str, value: &Text| {
            after.value(record, field).is_some_and(|node| after.scalar(node) == Some(value.untrusted()))
        };
        let is_new = |key: NodeId| match after.scalar(key) {
            Some("snapshot") => !known.has_snapshot,
            Some("sha256") => !known.has_digest,
            Some("text" | "text_sha256" | "text_by") => self.text.is_some(),
            _ => false,
        };
        let new: Vec<_> = after.entries(record).filter(|&(key, _)| is_new(key)).collect();
        let says_text = |text: &CopiedText| {
            says("text", &text.path) && says("text_sha256", &text.sha256) && says("text_by", &text.by)
        };
        let says_it = says("snapshot", &self.path) && (known.has_digest || says("sha256", &self.sha256));
        says_it && self.text.as_ref().is_none_or(says_text) && outline(before, &[]) == outline(&after, &new)
    }
}

/// The record of a document.
fn record(tree: &Tree<'_>, document: &Id) -> Option<NodeId> {
    let record = tree.value(tree.value(tree.root()?, "documents")?, document.as_str())?;
    (tree.kind(record) == NodeKind::Map).then_some(record)
}

/// Where lines could be added to a record: after its last line, and before its first. Nothing for a record in braces.
fn places(tree: &Tree<'_>, record: NodeId, text: &str) -> Option<[usize; 2]> {
    let (start, end) = tree.range(record);
    let (start, end) = (start as usize, end as usize);
    if text[start..].starts_with('{') {
        return None;
    }
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
    // What is folded over several lines ends with the last of them.
    let after = if text[..end].ends_with('\n') { end } else { line_end(end) };
    let before = text[..start].rfind('\n')? + 1;
    Some([after, before])
}

/// The spaces before a key; nothing if something else is there.
fn indent(text: &str, key: usize) -> Option<&str> {
    let line = text[..key].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..key];
    indent.bytes().all(|byte| byte == b' ').then_some(indent)
}

/// Everything that a tree says, node by node, without some entries: the text of each, or how much is in it.
fn outline<'a>(tree: &'a Tree<'_>, without: &[(NodeId, NodeId)]) -> Vec<Result<&'a str, (bool, usize)>> {
    let is_left_out = |node: NodeId| without.iter().any(|&(key, value)| node == key || node == value);
    let count = |node| tree.children(node).filter(|&child| !is_left_out(child)).count();
    let of = |node| tree.scalar(node).ok_or_else(|| (tree.kind(node) == NodeKind::Map, count(node)));
    tree.nodes().filter(|&node| !is_left_out(node)).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "12e4000000000000000000000000000000000000000000000000000000000000";

    fn copy() -> ArchivedCopy {
        ArchivedCopy { path: Text::new("evidence/a b.html"), sha256: Text::new(DIGEST), text: None }
    }

    fn added(text: &str) -> Result<String, CopyNotAdded> {
        copy().added_to(&Text::new(text), &Id::parse(&Text::new("d")).unwrap())
    }

    #[test]
    fn two_lines_are_added_and_nothing_else() {
        let lines = |indent: &str| format!("{indent}snapshot: evidence/a b.html\n{indent}sha256: \"{DIGEST}\"\n");
        for (before, at) in [
            ("documents:\n  d:\n    title: x\n", "title: x\n"),
            ("documents:\n  d:\n    title: x # why\n  e: {title: y}\n", "why\n"),
            ("documents:\n  d:\n    title: x\n\n  # about e\n  e:\n    title: y\n", "title: x\n"),
            ("documents:\n  d:\n    title: >\n      x\n      y\n\nclaims: {}\n", ""),
            ("documents:\n  d:\n    note: |\n      snapshot: x\n    title: 'x\n\n      y'\n", "y'\n"),
            ("documents:\n    d:\n        title: x\n        tags: [a,\n          b]\n", "b]\n"),
            (
                "claims:\n  d: {statement: x}\ndocuments:\n  d:\n    title: x\n  e:\n    title: x\n",
                "d:\n    title: x\n",
            ),
        ] {
            let after = added(before).unwrap_or_else(|why| panic!("{why:?}: {before}"));
            let indent = " ".repeat(if before.contains("        title") { 8 } else { 4 });
            assert_eq!(after.replacen(&lines(&indent), "", 1), before);
            if !at.is_empty() {
                assert!(after.contains(&format!("{at}{}", lines(&indent))), "{after}");
            }
        }
        let without_end = added("documents:\n  d:\n    title: x").unwrap();
        assert_eq!(without_end, format!("documents:\n  d:\n    title: x\n{}", lines("    ")));
        let windows = added("documents:\r\n  d:\r\n    title: x\r\n").unwrap();
        assert_eq!(windows.replace("\r\n", "\n"), format!("documents:\n  d:\n    title: x\n{}", lines("    ")));
        assert_eq!(windows.matches("\r\n").count(), windows.matches('\n').count());
    }

    #[test]
    fn a_digest_that_is_there_is_kept() {
        let upper = DIGEST.to_uppercase();
        let before = format!("documents:\n  d:\n    title: x\n    sha256: '{upper}'\n");
        assert_eq!(added(&before).unwrap(), format!("{before}    snapshot: evidence/a b.html\n"));
        assert_eq!(added(&before.replace("12E4", "12E5")), Err(CopyNotAdded::HasDigest));
    }

    #[test]
    fn a_text_is_added_to_a_copy_or_with_it() {
        let text = CopiedText { path: Text::new("evidence/t.txt"), sha256: Text::new(DIGEST), by: Text::new("x 1.2") };
        let copy = ArchivedCopy { text: Some(text), ..copy() };
        let added = |text: &str| copy.added_to(&Text::new(text), &Id::parse(&Text::new("d")).unwrap());
        let bare = "documents:\n  d:\n    title: x\n";
        let lines = format!("    text: evidence/t.txt\n    text_sha256: \"{DIGEST}\"\n    text_by: x 1.2\n");
        let with_copy = format!("{bare}    snapshot: evidence/a b.html\n    sha256: \"{DIGEST}\"\n");
        assert_eq!(added(bare).unwrap(), format!("{with_copy}{lines}"));
        assert_eq!(added(&with_copy).unwrap(), format!("{with_copy}{lines}"));
        assert_eq!(added(&format!("{bare}    text: other.txt\n")), Err(CopyNotAdded::HasText));
        assert_eq!(added(&format!("{bare}    snapshot: other.pdf\n")), Err(CopyNotAdded::HasSnapshot));
        assert_eq!(added(&format!("{bare}    text_by: me\n")), Err(CopyNotAdded::HasText));
    }

    #[test]
    fn what_cannot_be_added_to_is_left() {
        for (before, why) in [
            ("documents: {d: {title: x}}\n", CopyNotAdded::Closed),
            ("documents:\n  d: {title: x}\n", CopyNotAdded::Closed),
            ("documents:\n  d: {\n    title: x\n    }\n", CopyNotAdded::Closed),
            ("documents:\n  ? d\n  : title: x\n", CopyNotAdded::Closed),
            ("documents:\n  d:\n    title: x\n    snapshot: y\n", CopyNotAdded::HasSnapshot),
            ("documents:\n  e:\n    title: x\n", CopyNotAdded::NoRecord),
            ("documents:\n  d: x\n", CopyNotAdded::NoRecord),
            ("documents: [", CopyNotAdded::NoRecord),
        ] {
            assert_eq!(added(before), Err(why), "{before}");
        }
    }
}
