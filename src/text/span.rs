//! Places in files: ranges of bytes, lines and columns.

use std::sync::Arc;

/// A file of a [`Files`](super::Files). Numbers say nothing of the order of files, which is that of their paths: ask a
/// [`FileOrder`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The order of some files, which is that of their paths, the configuration last.
#[derive(Debug, Clone, Default)]
pub struct FileOrder(Arc<[u32]>);

impl FileOrder {
    /// The place of a file in order, counted from 0.
    pub(crate) fn rank(&self, file: FileId) -> u32 {
        self.0.get(file.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// What places in these files are ordered by: the file, then the first byte, then the last.
    pub fn key(&self, span: Span) -> (u32, u32, u32) {
        (self.rank(span.file), span.start, span.end)
    }
}

/// Numbers of files, in order.
impl FromIterator<FileId> for FileOrder {
    fn from_iter<I: IntoIterator<Item = FileId>>(numbers: I) -> Self {
        let mut ranks = Vec::new();
        for (rank, number) in (0..).zip(numbers) {
            let at = number.0 as usize;
            ranks.resize(ranks.len().max(at + 1), u32::MAX);
            ranks[at] = rank;
        }
        Self(ranks.into())
    }
}

/// A place as people and editors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1 by line feeds.
    pub line: usize,
    /// Counted from 1, in Unicode characters unless another [`Unit`] is named.
    pub column: usize,
}

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, as editors count: a character outside the Basic Multilingual Plane has two.
    Utf16,
    /// Unicode characters, which are the units of UTF-32.
    Characters,
}
