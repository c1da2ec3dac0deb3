//! Results on their way out: to standard output, or to a file whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use onrecord::load::Loaded;
use tempfile::NamedTempFile;

use crate::args::Color;
use crate::exit::Trouble;

/// The width of a line where no terminal says otherwise.
const DEFAULT_WIDTH: usize = 80;

/// Where results go.
pub(crate) enum Output {
    Stdout,
    File(PathBuf),
}

impl Output {
    pub(crate) fn new(file: Option<&PathBuf>) -> Self {
        file.map_or(Self::Stdout, |file| Self::File(file.clone()))
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        let width = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        match self {
            Self::Stdout => width().unwrap_or(DEFAULT_WIDTH),
            Self::File(_) => DEFAULT_WIDTH,
        }
    }

    /// Whether to use colours.
    pub(crate) fn color(&self, color: Color) -> bool {
        match (self, color) {
            (_, Color::Always) => true,
            (_, Color::Never) | (Self::File(_), Color::Auto) => false,
            (Self::Stdout, Color::Auto) => has_color(&io::stdout()),
        }
    }

    /// Writes results, which must not replace one of the files they were made from.
    pub(crate) fn write(
        &self,
        loaded: &Loaded,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Trouble> {
        match self {
            Self::Stdout => write_stdout(write),
            Self::File(path) => {
                refuse_input(path, loaded)?;
                write_whole(path, write)
                    .map_err(|error| Trouble::Output(path.clone(), io::Error::from(error.kind()).to_string()))
            }
        }
    }
}

/// Whether standard error has colours.
pub(crate) fn stderr_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => has_color(&io::stderr()),
    }
}

/// As anstream sees it: a terminal, `NO_COLOR`, `TERM`, `CLICOLOR`.
fn has_color<S: anstream::stream::RawStream + IsTerminal>(stream: &S) -> bool {
    !matches!(anstream::AutoStream::choice(stream), ColorChoice::Never)
}

/// A reader that has seen enough closes the pipe: that is no trouble, and the verdict stands.
pub(crate) fn write_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Trouble> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Trouble::Stdout(error.to_string())),
        outcome => {
            if outcome.is_err() {
                // What is left in the buffer has nowhere to go.
                let _ = out.into_parts();
            }
            Ok(())
        }
    }
}

fn refuse_input(path: &Path, loaded: &Loaded) -> Result<(), Trouble> {
    let refuse = |why: &str| Err(Trouble::Output(path.to_owned(), why.to_owned()));
    if path.symlink_metadata().is_ok_and(|data| data.is_symlink()) {
        return refuse("it is a link");
    }
    if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
        return refuse("it is not a regular file");
    }
    let target = path.canonicalize().ok();
    let is_input = |input: &Path| target.is_some() && input.canonicalize().ok() == target;
    if loaded.files.iter().any(|file| is_input(file.path().given())) {
        return refuse("it is one of the claim files");
    }
    Ok(())
}

/// Writes beside the target and renames: the old content or the new, never a part.
fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".onrecord-");
    #[cfg(unix)]
    builder.permissions(permissions(path));
    let file = builder.tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    let file: NamedTempFile = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // The name is as safe as the content only once the folder is on disk; some systems cannot do that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Those of the file that is replaced, or what a new file gets.
#[cfg(unix)]
fn permissions(path: &Path) -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().map_or_else(|_| std::fs::Permissions::from_mode(0o666), |data| data.permissions())
}
