//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that is written and on disk, beside the place where it belongs. If it never gets there, it is deleted.
pub(crate) struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

impl Staged {
    /// Writes a file. If there is one in its place, it gets the permissions of that one.
    pub(crate) fn new(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".onrecord-");
        #[cfg(unix)]
        builder.permissions(permissions(path));
        let mut out = BufWriter::with_capacity(1 << 16, builder.tempfile_in(folder(path))?);
        write(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// The place where it belongs.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it in its place, over what is there: the old content or the new, never a part.
    pub(crate) fn replace(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| error.error)?;
        sync(folder(&self.path));
        Ok(())
    }

    /// Puts it in its place, where there must be nothing: not even a link.
    pub(crate) fn create(self) -> io::Result<()> {
        self.file.persist_noclobber(&self.path).map_err(|error| error.error)?;
        sync(folder(&self.path));
        Ok(())
    }
}

/// What was made on the way to something, which is taken back unless all of it was.
#[derive(Default)]
pub(crate) struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder and those above it, unless there are.
    pub(crate) fn folder(&mut self, path: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            path.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Puts a new file in its place.
    pub(crate) fn file(&mut self, file: Staged) -> io::Result<()> {
        let path = file.path.clone();
        file.create()?;
        self.files.push(path);
        Ok(())
    }

    /// Keeps all of it.
    pub(crate) fn keep(mut self) {
        self.folders.clear();
        self.files.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        // A folder in which somebody else has written by now is not empty, and stays.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// A name is as safe as the content only once the folder is on disk; some systems cannot do that.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Those of the file that is replaced, or what a new file gets.
#[cfg(unix)]
fn permissions(path: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().map_or_else(|_| fs::Permissions::from_mode(0o666), |data| data.permissions())
}
