//! Atomic writes: every file is written whole or not at all, as `docs/writing.md` promises.
//!
//! The file is locked and its stamp taken; the new content is written beside it and synced to the disk; if the stamp is
//! still true, the new content is renamed over the file.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::error::{FileError, refused};
use crate::file_lock::Lock;
use crate::file_stamp::FileStamp;
use crate::interrupt::{self, DeleteOnInterrupt};

/// The path of a file, which need not exist, locked against other runs of this program.
pub(crate) struct LockedFile {
    path: PathBuf,
    _lock: Lock,
    stamp: FileStamp,
}

impl LockedFile {
    /// Locks a place and looks at what is there. A file that is to be changed is locked before it is read.
    ///
    /// # Errors
    /// If somebody else writes to it and does not end soon; if there is a link, or anything but a regular file.
    pub(crate) fn lock(path: &Path) -> io::Result<Self> {
        let lock = Lock::acquire(path)?;
        Ok(Self { path: path.to_owned(), stamp: FileStamp::take(path)?, _lock: lock })
    }

    /// Reads the text that is there. It will only be replaced if it still is the same.
    pub(crate) fn read(&mut self) -> io::Result<String> {
        let (bytes, stamp) = FileStamp::read(&self.path)?;
        self.stamp = stamp;
        String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the new content beside it. It gets the permissions of the file that is there.
    pub(crate) fn stage(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<StagedFile> {
        let (temporary, file) = Temporary::new(&self.path, &self.stamp)?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(StagedFile { temporary, place: self })
    }
}

/// New content, synced to the disk beside the file that it is for. Dropped before it replaces that, it is deleted.
pub(crate) struct StagedFile {
    temporary: Temporary,
    place: LockedFile,
}

impl StagedFile {
    /// Locks the place of a file and writes it, for whoever need not know what is there.
    pub(crate) fn new(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        LockedFile::lock(path)?.stage(write)
    }

    /// The place where it belongs.
    pub(crate) fn path(&self) -> &Path {
        &self.place.path
    }

    /// Puts it in its place, over what was there when that was locked: the old content or the new, never a part.
    pub(crate) fn replace(self) -> io::Result<()> {
        let placed = self.put_over()?;
        sync(folder(&placed.path)).map_err(|error| io::Error::other(FileError::NotDurable(error)))
    }

    /// Puts it in its place, where there must be nothing: not even a link. The error is `AlreadyExists` if there is.
    #[cfg_attr(not(test), allow(dead_code, reason = "for commands that make one new file"))]
    pub(crate) fn create(self) -> io::Result<()> {
        let mut transaction = Transaction::default();
        transaction.create_file(self)?;
        transaction.commit();
        Ok(())
    }

    fn put_over(self) -> io::Result<LockedFile> {
        let _deferred = interrupt::defer();
        self.place.stamp.verify_unchanged(&self.place.path)?;
        self.temporary.path.persist(&self.place.path).map_err(|error| error.error)?;
        Ok(self.place)
    }

    fn put_new(self) -> io::Result<(LockedFile, DeleteOnInterrupt)> {
        let _deferred = interrupt::defer();
        if !self.place.stamp.is_absent() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.temporary.path.persist_noclobber(&self.place.path).map_err(|error| error.error)?;
        let unfinished = DeleteOnInterrupt::new(self.place.path.clone());
        Ok((self.place, unfinished))
    }
}

/// Files and folders created together: dropped without a commit, it deletes what it created.
#[derive(Default)]
pub(crate) struct Transaction {
    folders: Vec<DeleteOnInterrupt>,
    /// Locked, so that nobody builds on what may be taken back.
    files: Vec<(DeleteOnInterrupt, LockedFile)>,
}

impl Transaction {
    /// Makes a folder and those above it, unless there are.
    pub(crate) fn create_folder(&mut self, path: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            path.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        for path in missing.into_iter().rev() {
            let deferred = interrupt::defer();
            match fs::create_dir(path) {
                // Somebody else was faster, and it is not ours to take back.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => continue,
                made => made?,
            }
            self.folders.push(DeleteOnInterrupt::new(path.to_owned()));
            drop(deferred);
            sync(folder(path))?;
        }
        Ok(())
    }

    /// Puts a new file in its place.
    pub(crate) fn create_file(&mut self, file: StagedFile) -> io::Result<()> {
        let (place, unfinished) = file.put_new()?;
        let folder = folder(&place.path).to_owned();
        self.files.push((unfinished, place));
        sync(&folder)
    }

    /// Keeps all of it.
    pub(crate) fn commit(mut self) {
        self.forget();
    }

    /// Puts a changed file in its place, and keeps all of it. That file comes last, for its old content cannot be had
    /// back.
    pub(crate) fn commit_with(mut self, changed: StagedFile) -> io::Result<()> {
        let deferred = interrupt::defer();
        let placed = changed.put_over()?;
        self.forget();
        drop(deferred);
        sync(folder(&placed.path)).map_err(|error| io::Error::other(FileError::NotDurable(error)))
    }

    fn forget(&mut self) {
        let _deferred = interrupt::defer();
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let _deferred = interrupt::defer();
        for (file, place) in self.files.drain(..).rev() {
            let _ = fs::remove_file(file.path());
            // Its lock is in a folder that goes next.
            drop(place);
        }
        // A folder in which somebody else has written by now is not empty, and stays.
        for folder in self.folders.drain(..).rev() {
            let _ = fs::remove_dir(folder.path());
        }
    }
}

/// The new content, until it has its name. Hidden, so that no walk reads it.
struct Temporary {
    /// Deletes it.
    path: TempPath,
    _unfinished: DeleteOnInterrupt,
}

impl Temporary {
    /// Its name is always the same for a place: whoever has locked the place can delete one that a dead writer has
    /// left.
    fn new(place: &Path, stamp: &FileStamp) -> io::Result<(Self, File)> {
        let mut name = OsString::from(".onrecord-");
        name.push(place.file_name().unwrap_or_default());
        let path = std::path::absolute(place.with_file_name(name))?;
        let _deferred = interrupt::defer();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // Never wider than it will be.
        #[cfg(unix)]
        if let Some(permissions) = stamp.permissions() {
            use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
            options.mode(permissions.mode() & 0o777);
        }
        let file = match options.open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                fs::remove_file(&path)?;
                options.open(&path)?
            }
            opened => opened?,
        };
        let unfinished = DeleteOnInterrupt::new(path.clone());
        let temporary = Self { path: TempPath::try_from_path(path)?, _unfinished: unfinished };
        if let Some(permissions) = stamp.permissions() {
            // What the umask has taken away.
            file.set_permissions(permissions.clone())?;
        }
        Ok((temporary, file))
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// A name is as safe as the content only once the folder is on disk.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    let folder = match File::open(folder) {
        // One may write into a folder and not read it; then this cannot be done.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Ok(()),
        opened => opened?,
    };
    match folder.sync_all() {
        // Some file systems have no such thing for folders.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Here a folder cannot be opened, and need not be.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as elsewhere")]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder and the path of a file in it.
    fn place(content: Option<&str>) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        if let Some(content) = content {
            fs::write(&path, content).unwrap();
        }
        (folder, path)
    }

    fn staged(path: &Path) -> StagedFile {
        StagedFile::new(path, |out| out.write_all(b"new")).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_locked_and_staged_beside_its_place() {
        let (folder, path) = place(Some("old"));
        let staged = staged(&path);
        assert_eq!(names(folder.path()), [".onrecord-file", "file", "file.lock"]);
        assert_eq!(fs::read_to_string(folder.path().join(".onrecord-file")).unwrap(), "new");
        staged.replace().unwrap();
        assert_eq!(
            (names(folder.path()), fs::read_to_string(&path).unwrap()),
            (vec!["file".to_owned()], "new".to_owned())
        );
        drop(self::staged(&path));
        assert_eq!(names(folder.path()), ["file"]);
    }

    /// What somebody does to a place while new content for it is made.
    fn change(what: &str, path: &Path) {
        match what {
            "other content" => fs::write(path, what).unwrap(),
            "another file" => {
                fs::write(path.with_extension("2"), what).unwrap();
                fs::rename(path.with_extension("2"), path).unwrap();
            }
            _ => {
                fs::remove_file(path).unwrap();
                if what == "a folder" {
                    fs::create_dir(path).unwrap();
                }
            }
        }
    }

    #[test]
    fn what_somebody_else_changed_is_left_alone() {
        for what in ["other content", "another file", "nothing", "a folder"] {
            for is_read in [false, true] {
                let (folder, path) = place(Some("old"));
                let mut place = LockedFile::lock(&path).unwrap();
                if is_read {
                    assert_eq!(place.read().unwrap(), "old");
                }
                let staged = place.stage(|out| out.write_all(b"new")).unwrap();
                change(what, &path);
                let now = fs::read(&path).ok();
                assert!(staged.replace().is_err(), "{what}");
                assert_eq!(fs::read(&path).ok(), now, "{what}");
                assert!(names(folder.path()).iter().all(|name| name == "file"), "{what}");
            }
        }
    }

    /// Content is compared, not only what the system says about the file.
    #[test]
    fn content_that_was_read_is_compared() {
        let (_folder, path) = place(Some("old"));
        let modified = path.metadata().unwrap().modified().unwrap();
        let mut place = LockedFile::lock(&path).unwrap();
        place.read().unwrap();
        let staged = place.stage(|out| out.write_all(b"new")).unwrap();
        fs::write(&path, "odl").unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        let error = staged.replace().unwrap_err();
        assert!(error.to_string().contains("somebody else has changed it"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "odl");
    }

    #[test]
    fn what_somebody_else_made_is_left_alone() {
        for content in [Some("old"), None] {
            let (folder, path) = place(content);
            let staged = staged(&path);
            fs::write(&path, "other").unwrap();
            assert_eq!(staged.create().unwrap_err().kind(), ErrorKind::AlreadyExists);
            assert_eq!(
                (names(folder.path()), fs::read_to_string(&path).unwrap()),
                (vec!["file".to_owned()], "other".to_owned())
            );
        }
    }

    /// Eight writers, each of whom adds one line to what it has read, again and again: every line is there.
    #[test]
    fn no_update_is_lost() {
        let (folder, path) = place(Some(""));
        let add = |line: String| loop {
            // Under load, a writer may have waited in vain.
            let Ok(mut place) = LockedFile::lock(&path) else { continue };
            let text = place.read().unwrap() + &line;
            break place.stage(|out| out.write_all(text.as_bytes())).unwrap().replace().unwrap();
        };
        std::thread::scope(|scope| {
            for writer in 0..8 {
                scope.spawn(move || (0..25).for_each(|nth| add(format!("{writer} {nth}\n"))));
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let lines: std::collections::BTreeSet<_> = text.lines().collect();
        assert_eq!((lines.len(), text.lines().count()), (200, 200));
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[test]
    fn a_dead_writer_s_files_are_replaced() {
        let (folder, path) = place(Some("old"));
        fs::write(folder.path().join("file.lock"), "onrecord 4242\n").unwrap();
        fs::write(folder.path().join(".onrecord-file"), "ne").unwrap();
        staged(&path).replace().unwrap();
        assert_eq!(
            (names(folder.path()), fs::read_to_string(&path).unwrap()),
            (vec!["file".to_owned()], "new".to_owned())
        );
    }

    #[test]
    fn what_was_made_is_taken_back_unless_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        for keep in [false, true] {
            let mut transaction = Transaction::default();
            transaction.create_folder(&folder.path().join("a/b")).unwrap();
            transaction.create_file(staged(&folder.path().join("a/b/file"))).unwrap();
            if keep {
                transaction.commit();
            } else {
                drop(transaction);
            }
            assert_eq!(folder.path().join("a/b/file").exists(), keep);
            assert_eq!(names(folder.path()), if keep { &["a"][..] } else { &[] });
        }
        assert_eq!(names(&folder.path().join("a/b")), ["file"]);
    }

    /// Whatever the umask would take away.
    #[cfg(unix)]
    #[test]
    fn permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        for mode in [0o666, 0o640, 0o400, 0o777] {
            let (_folder, path) = place(Some("old"));
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            staged(&path).replace().unwrap();
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o7777, mode);
        }
    }
}
