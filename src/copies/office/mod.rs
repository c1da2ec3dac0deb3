//! Documents of word processors: DOCX and ODT, as paragraphs with the notes attached to them. `Document` is what both
//! are read as.

mod builder;
mod document;
mod docx;
mod odt;
mod package;
mod story;
mod styles;
mod xml;

#[cfg(test)]
mod tests;

#[allow(unused_imports, reason = "imports use them")]
pub(crate) use document::{Document, Link, Note, NoteKind, Paragraph, Position, Role};
pub(crate) use docx::document as docx;
pub(in crate::copies) use odt::document as odt;

use super::packed::Zip;

/// Which of them an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    Docx,
    Odt,
    /// A document of another kind: a spreadsheet, slides, a book.
    Other,
}

/// What `mimetype` says in a file of OpenDocument that is a text.
const ODT: &str = "application/vnd.oasis.opendocument.text";

/// Which kind of document an archive is, if it is one.
pub(super) fn kind(zip: &mut Zip<'_>) -> Option<Office> {
    if zip.has("[Content_Types].xml") {
        let is_docx = zip.names().any(|name| name.starts_with("word/"));
        return Some(if is_docx { Office::Docx } else { Office::Other });
    }
    let kind = zip.read("mimetype").ok()??;
    let kind = std::str::from_utf8(&kind).ok()?.trim();
    kind.starts_with("application/").then_some(if kind.starts_with(ODT) { Office::Odt } else { Office::Other })
}
