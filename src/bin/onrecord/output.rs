//! Results on their way out: to standard output, or to a file whole or not at all.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
#[cfg(feature = "parquet")]
use onrecord::Workspace;
use onrecord::format::{Format, Options, Written};
use onrecord::workspace::Snapshot;

use crate::args::{Answer, Color};
use crate::atomic_write::{StagedFile, Transaction};
use crate::error::{CommandError, shown};
use crate::folder::Place;
use crate::{interrupt, protected_paths};

/// The width of a line where no terminal says otherwise.
const DEFAULT_WIDTH: usize = 80;

/// Where results go.
pub(crate) enum Output {
    Stdout,
    File {
        path: PathBuf,
        /// What the file is to be in.
        format: Format,
        /// Where the run reads copies besides the corpus, none of which it may replace.
        copies: Option<PathBuf>,
    },
}

impl Output {
    /// For an answer in a format.
    pub(crate) fn new(file: Option<&PathBuf>, format: Format) -> Self {
        // As everywhere, `-` is standard output.
        let file = file.filter(|file| file.as_os_str() != "-");
        file.map_or(Self::Stdout, |file| Self::File { path: file.clone(), format, copies: None })
    }

    /// Where an answer goes.
    pub(crate) fn of<T: Written>(answer: &Answer<T>) -> Self {
        Self::new(answer.output.as_ref(), answer.format())
    }

    /// How an answer looks here.
    pub(crate) fn options(&self, color: Color) -> Options {
        Options::default().width(self.width()).color(self.color(color)).ascii(self.needs_ascii())
    }

    /// With a folder of copies that the run reads.
    pub(crate) fn keeping(self, folder: Option<&PathBuf>) -> Self {
        match self {
            Self::File { path, format, .. } => Self::File { path, format, copies: folder.cloned() },
            Self::Stdout => Self::Stdout,
        }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        let width = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        match self {
            Self::Stdout => width().unwrap_or(DEFAULT_WIDTH),
            Self::File { .. } => DEFAULT_WIDTH,
        }
    }

    /// Whether to use colours.
    pub(crate) fn color(&self, color: Color) -> bool {
        match (self, color) {
            (_, Color::Always) => true,
            (_, Color::Never) | (Self::File { .. }, Color::Auto) => false,
            (Self::Stdout, Color::Auto) => has_color(&io::stdout()),
        }
    }

    /// Whether lines can only be drawn with ASCII characters: on a terminal whose locale has another encoding.
    /// Elsewhere the bytes are the same whatever the locale.
    pub(crate) fn needs_ascii(&self) -> bool {
        matches!(self, Self::Stdout) && cfg!(unix) && io::stdout().is_terminal() && !is_utf8_locale()
    }

    /// Writes results, which must not replace one of the files they were made from, and says where they are.
    pub(crate) fn write(
        &self,
        snapshot: &Snapshot,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        self.write_quietly(snapshot, write)?;
        if let Self::File { path, format, .. } = self {
            say_written(std::slice::from_ref(path));
            say_format(path, *format);
        }
        Ok(())
    }

    /// Writes results that may be written again and again.
    pub(crate) fn write_quietly(
        &self,
        snapshot: &Snapshot,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        match self {
            Self::Stdout => write_stdout(write),
            Self::File { path, copies, .. } => {
                protected_paths::refuse_answer(path, snapshot, copies.as_deref())?;
                Place::of(path)
                    .and_then(|place| StagedFile::new(place, write)?.replace())
                    .map_err(|error| CommandError::unwritten(path, &error))
            }
        }
    }

    /// Writes results that were made from some files of a folder, which they must not replace.
    #[cfg(feature = "parquet")]
    pub(crate) fn write_beside(
        &self,
        folder: &Path,
        read: &[&str],
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        if let Self::File { path, .. } = self {
            protected_paths::refuse_files(path, folder, read)?;
        }
        // No claim file is read.
        self.write(&Workspace::default().snapshot(), write)
    }

    /// Writes several files into a folder, which is made if it is not there: all of them, or none.
    pub(crate) fn write_folder(
        &self,
        snapshot: &Snapshot,
        names: &[&str],
        write: impl Fn(usize, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        let Self::File { path: folder, copies, .. } = self else {
            return Err(CommandError::Usage(
                "this format is more than one file; pass a folder for them with `--output FOLDER`",
            ));
        };
        let paths: Vec<_> = names.iter().map(|name| folder.join(name)).collect();
        paths.iter().try_for_each(|path| protected_paths::refuse_answer(path, snapshot, copies.as_deref()))?;
        let write_all = || {
            let mut transaction = Transaction::default();
            let folder = transaction.folder(folder)?;
            let places = names.iter().map(|name| folder.place(*name)).enumerate();
            let staged = places.map(|(nth, place)| StagedFile::new(place, |out| write(nth, out)));
            let staged = staged.collect::<io::Result<Vec<_>>>()?;
            let _deferred = interrupt::defer();
            staged.into_iter().try_for_each(StagedFile::replace)?;
            transaction.commit();
            Ok(())
        };
        write_all().map_err(|error: io::Error| CommandError::unwritten(folder, &error))?;
        say_written(&paths);
        Ok(())
    }
}

/// Says which files were written, to somebody who would see nothing else. A program knows by the exit status.
fn say_written(paths: &[PathBuf]) {
    if io::stderr().is_terminal() {
        for path in paths {
            let _ = writeln!(io::stderr(), "wrote     {}", shown(path));
        }
    }
}

/// Says what a file is in, if its name says otherwise.
fn say_format(path: &Path, format: Format) {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let is_named = |one: &&Format| extension.as_deref().is_some_and(|it| it == one.extension() || it == one.name());
    let mut named = Format::ALL.iter().filter(is_named).peekable();
    let fits = |one: &Format| *one == format || one.is_json() && format.is_json() || one.is_xml() && format.is_xml();
    if let Some(first) = named.peek().copied().filter(|_| !named.any(fits)) {
        let (format, name) = (format.name(), first.name());
        // Standard error may be closed.
        let _ = writeln!(io::stderr(), "onrecord: `{}` is written as {format}, not as {name}", shown(path));
    }
}

/// The first of these variables that is set and not empty says which encoding the terminal is meant to have.
#[expect(clippy::disallowed_methods, reason = "the environment is the binary's")]
fn is_utf8_locale() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// How text looks on standard error.
pub(crate) fn stderr_options(color: Color) -> Options {
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => has_color(&io::stderr()),
    };
    let width = terminal_size::terminal_size_of(io::stderr()).map_or(DEFAULT_WIDTH, |(width, _)| width.0.into());
    Options::default().width(width).color(color)
}

/// As anstream sees it: a terminal, `NO_COLOR`, `TERM`, `CLICOLOR`.
fn has_color<S: anstream::stream::RawStream + IsTerminal>(stream: &S) -> bool {
    !matches!(anstream::AutoStream::choice(stream), ColorChoice::Never)
}

/// A reader that has seen enough closes the pipe: that is no error, and the exit status stays.
pub(crate) fn write_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CommandError> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CommandError::Stdout(error.to_string())),
        outcome => {
            if outcome.is_err() {
                // What is left in the buffer has nowhere to go.
                let _ = out.into_parts();
            }
            Ok(())
        }
    }
}
