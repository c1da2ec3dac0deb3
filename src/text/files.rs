//! The files that were read, and what may be shown of them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use super::{FileId, FileOrder, FilePath, LineIndex, Position, Span, Text, Unit};

/// A file that was read.
#[derive(Debug)]
pub struct File {
    path: FilePath,
    text: Text,
    /// Ranges that no excerpt may show, in order: the records of confidential sources, and all that could not be
    /// understood.
    hidden: Vec<(u32, u32)>,
    index: OnceLock<LineIndex>,
}

impl File {
    /// A file with its text. Until it is understood, no excerpt shows any of it.
    pub(crate) fn new(path: PathBuf, text: Text) -> Self {
        Self { path: FilePath::new(path), text, hidden: vec![(0, u32::MAX)], index: OnceLock::new() }
    }

    /// Says which ranges stay hidden, now that it is known. They may overlap.
    pub(crate) fn hide_only(&mut self, hidden: Vec<(u32, u32)>) {
        self.hidden = joined(hidden);
    }

    /// The path that it was read from.
    pub fn path(&self) -> &FilePath {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The line and column of a byte offset. One past the end is read as the end, and one inside a character as its
    /// start.
    pub fn position(&self, offset: u32, unit: Unit) -> Position {
        self.index().position(self.text.untrusted(), offset as usize, unit)
    }

    /// The byte offset of a line and column: of a column past the end of its line that end, of a line past the last the
    /// end of the text.
    pub fn offset(&self, position: Position, unit: Unit) -> u32 {
        let offset = self.index().offset(self.text.untrusted(), position, unit);
        u32::try_from(offset).unwrap_or(u32::MAX)
    }

    fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.text.untrusted()))
    }
}

/// What turns out to be the desk's when all files are read: ranges of each file, in their order. Few outputs show an
/// excerpt, so it is found when one is asked for first.
struct Desk(LazyLock<Vec<Vec<(u32, u32)>>, Find>);

type Find = Box<dyn FnOnce() -> Vec<Vec<(u32, u32)>> + Send>;

impl Default for Desk {
    fn default() -> Self {
        Self(LazyLock::new(Box::new(Vec::new)))
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// All files that were read, in the order of their paths. A file keeps its number when others come and go.
#[derive(Debug, Default)]
pub struct Files {
    /// By number; nothing where a file has gone.
    numbered: Vec<Option<Arc<File>>>,
    sorted: Vec<Arc<File>>,
    numbers: Vec<FileId>,
    order: FileOrder,
    desk: Desk,
}

impl Files {
    /// Takes the files in the order in which they are to be numbered.
    pub fn new(files: Vec<File>) -> Self {
        (0..).map(FileId).zip(files.into_iter().map(Arc::new)).collect()
    }

    /// The same files. No excerpt shows the ranges that are found for each, in their order; they may overlap.
    #[must_use]
    pub(crate) fn hiding(mut self, find: impl FnOnce() -> Vec<Vec<(u32, u32)>> + Send + 'static) -> Self {
        self.desk = Desk(LazyLock::new(Box::new(|| find().into_iter().map(joined).collect())));
        self
    }

    /// The file that a span is in.
    ///
    /// # Panics
    /// When the span is of other files.
    pub fn get(&self, id: FileId) -> &File {
        let file = self.numbered.get(id.0 as usize).and_then(Option::as_ref);
        file.unwrap_or_else(|| unreachable!("a place belongs to the files that it was found in"))
    }

    /// The file that was given under a path.
    pub fn id(&self, path: impl AsRef<Path>) -> Option<FileId> {
        let at = self.sorted.iter().position(|file| file.path.given() == path.as_ref())?;
        self.numbers.get(at).copied()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// True when nothing was read.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All files in order.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.sorted.iter().map(|file| &**file)
    }

    /// Their numbers, in order.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        self.numbers.clone().into_iter().map(|number| number.0 as usize)
    }

    /// The order of places in these files.
    pub fn order(&self) -> &FileOrder {
        &self.order
    }

    /// Where a span starts. This is the only place where an offset becomes a line and a column.
    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start)
    }

    /// Where a span ends.
    pub fn end(&self, span: Span) -> Position {
        self.position(span.file, span.end)
    }

    /// Where a span starts and ends.
    pub fn range(&self, span: Span) -> [Position; 2] {
        let file = self.get(span.file);
        file.index().range(file.text.untrusted(), span.start as usize, span.end as usize, Unit::Characters)
    }

    /// What may be shown of the line that a span starts in: nothing if any of it is hidden, and never a comment.
    /// With the offset at which the line starts.
    pub(crate) fn excerpt(&self, span: Span) -> Option<(&str, usize)> {
        let file = self.get(span.file);
        let line = self.start(span).line;
        let whole = file.text.untrusted();
        let (text, start) = (file.index().line(whole, line), file.index().start(whole, line));
        let text = &text[..comment_start(text).unwrap_or(text.len())];
        let has_span = (span.start as usize) < start + text.len();
        (has_span && !self.hides(span.file, start, start + text.len())).then_some((text, start))
    }

    /// Whether any of a span turned out to be the desk's.
    pub(crate) fn is_desks(&self, span: Span) -> bool {
        let desk = self.desk(span.file);
        let first = desk.partition_point(|&(_, end)| end <= span.start);
        desk.get(first).is_some_and(|&(start, _)| start < span.end)
    }

    /// Whether anything is hidden of the line that a span starts in, or of the one above it.
    pub(crate) fn is_hidden_near(&self, span: Span) -> bool {
        let file = self.get(span.file);
        let (line, whole) = (self.start(span).line, file.text.untrusted());
        let start = file.index().start(whole, line.saturating_sub(1).max(1));
        self.hides(span.file, start, file.index().start(whole, line) + file.index().line(whole, line).len())
    }

    /// Whether anything between two offsets is hidden.
    fn hides(&self, file: FileId, start: usize, end: usize) -> bool {
        [&self.get(file).hidden[..], self.desk(file)].iter().any(|hidden| {
            let first = hidden.partition_point(|&(_, end)| (end as usize) < start);
            hidden.get(first).is_some_and(|&(from, _)| from as usize <= end)
        })
    }

    fn desk(&self, file: FileId) -> &[(u32, u32)] {
        self.desk.0.get(self.order.rank(file) as usize).map_or(&[], |ranges| ranges)
    }

    fn position(&self, file: FileId, offset: u32) -> Position {
        self.get(file).position(offset, Unit::Characters)
    }
}

/// Files in order, each with its number.
impl FromIterator<(FileId, Arc<File>)> for Files {
    fn from_iter<I: IntoIterator<Item = (FileId, Arc<File>)>>(files: I) -> Self {
        let (numbers, sorted): (Vec<_>, Vec<_>) = files.into_iter().unzip();
        let count = numbers.iter().map(|number| number.0 as usize + 1).max().unwrap_or(0);
        let mut numbered = vec![None; count];
        for (number, file) in numbers.iter().zip(&sorted) {
            numbered[number.0 as usize] = Some(Arc::clone(file));
        }
        let order = numbers.iter().copied().collect();
        Self { numbered, sorted, numbers, order, desk: Desk::default() }
    }
}

/// Ranges in order, those that overlap or touch as one.
fn joined(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
    ranges
}

/// Where a line may have a comment. A `#` inside quotes is taken for one too: rather too little is shown than too much.
fn comment_start(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'#', bytes).find(|&at| at == 0 || matches!(bytes[at - 1], b' ' | b'\t'))
}
