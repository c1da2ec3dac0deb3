//! Which formats an answer has, and what writes each.

use std::fmt;
use std::io::{self, ErrorKind, Write};

use super::Format;

/// How an answer is written, besides its format. Each format takes what it has a use for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How many columns a line of text may take.
    pub width: usize,
    /// Whether text has colours. Nothing is said by colour alone.
    pub color: bool,
    /// Whether lines are drawn with ASCII characters. Texts from the corpus stay as they are.
    pub ascii: bool,
    /// Whether cells of CSV that a spreadsheet could take for formulas stay as they are.
    pub csv_raw: bool,
    /// How much of long lists text shows.
    pub detail: Detail,
    /// What the paths of files follow in links, such as the address of a repository's files at a commit.
    pub link_base: Option<String>,
    /// The number of this version of a page, if it is to ask the server that it came from for a newer one.
    pub served: Option<u64>,
}

/// How much of long lists text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// The first few of those that are alike, and the number of the others.
    Usual,
    /// All of them.
    All,
    /// One line for each.
    Concise,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            ascii: false,
            csv_raw: false,
            detail: Detail::Usual,
            link_base: None,
            served: None,
        }
    }
}

impl Options {
    /// The same with another width.
    #[must_use]
    pub fn width(self, width: usize) -> Self {
        Self { width, ..self }
    }

    /// The same with colours or without.
    #[must_use]
    pub fn color(self, color: bool) -> Self {
        Self { color, ..self }
    }

    /// The same with lines of ASCII characters or of better ones.
    #[must_use]
    pub fn ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// The same with cells of CSV as they are, or safe in a spreadsheet.
    #[must_use]
    pub fn csv_raw(self, csv_raw: bool) -> Self {
        Self { csv_raw, ..self }
    }

    /// The same with more or less of long lists.
    #[must_use]
    pub fn detail(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    /// The same, for a page that asks its server for a newer version than this, at the address `newer/VERSION` beside
    /// its own, and loads itself again when the answer is 200.
    #[must_use]
    pub fn served(self, version: Option<u64>) -> Self {
        Self { served: version, ..self }
    }

    /// The same with another start of links. One that is more than a plain address is not used.
    #[must_use]
    pub fn link_base(self, base: Option<String>) -> Self {
        let is_plain = |character: char| character.is_ascii_alphanumeric() || "-._~/:%".contains(character);
        Self { link_base: base.filter(|base| base.chars().all(is_plain)), ..self }
    }
}

/// An answer that can be written in one or several formats.
///
/// ```
/// use onrecord::format::{Format, Options, Written};
/// use onrecord::Workspace;
/// use onrecord::report::{Selection, report};
///
/// let snapshot = Workspace::of_texts([("claims.yaml", "claims:\n  a: {statement: x}\n")]).snapshot();
/// let report = report(&snapshot, &Selection::default());
///
/// let mut out = Vec::new();
/// report.write(Format::Json, &Options::default(), &mut out)?;
/// assert!(out.starts_with(b"{\"version\": 1,"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait Written: Sized {
    /// The formats it has, the usual one first, each with what writes it.
    fn writers() -> impl IntoIterator<Item = Writer<Self>>;

    /// The formats it has, each once, the usual one first.
    fn formats() -> Vec<Format> {
        let mut formats: Vec<_> = Self::writers().into_iter().map(|writer| writer.format).collect();
        formats.dedup();
        formats
    }

    /// The names of the files that a format takes, if it takes several.
    fn files(format: Format) -> Vec<&'static str> {
        let writers = Self::writers().into_iter().filter(|writer| writer.format == format);
        writers.filter_map(|writer| writer.file).collect()
    }

    /// Writes it in a format that takes one file.
    ///
    /// # Errors
    /// When `out` refuses, and of the kind [`ErrorKind::Unsupported`] if it has no such format.
    fn write(&self, format: Format, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        write_as(self, format, None, options, out)
    }

    /// Writes one of the files of a format that takes several.
    ///
    /// # Errors
    /// When `out` refuses, and of the kind [`ErrorKind::Unsupported`] if there is no such file.
    fn write_file(&self, format: Format, file: &str, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        write_as(self, format, Some(file), options, out)
    }
}

fn write_as<T: Written>(
    answer: &T,
    format: Format,
    file: Option<&str>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let writer = T::writers().into_iter().find(|writer| writer.format == format && writer.file == file);
    let unsupported = || io::Error::new(ErrorKind::Unsupported, format!("cannot be written as {}", format.name()));
    (writer.ok_or_else(unsupported)?.write)(answer, options, out)
}

/// Writes an answer in one format.
pub struct Writer<T> {
    format: Format,
    file: Option<&'static str>,
    write: Function<T>,
}

type Function<T> = fn(&T, &Options, &mut dyn Write) -> io::Result<()>;

impl<T> Writer<T> {
    /// What writes a format that takes one file.
    pub const fn new(format: Format, write: Function<T>) -> Self {
        Self { format, file: None, write }
    }

    /// What writes one of the files of a format that takes several, with the name of the file.
    pub const fn file(format: Format, file: &'static str, write: Function<T>) -> Self {
        Self { format, file: Some(file), write }
    }
}

impl<T> fmt::Debug for Writer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("format", &self.format).field("file", &self.file).finish_non_exhaustive()
    }
}
