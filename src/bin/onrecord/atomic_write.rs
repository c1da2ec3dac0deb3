//! Atomic writes: every file is written whole or not at all, as `docs/writing.md` promises.
//!
//! The file is locked and its stamp taken; the new content is written beside it and synced to the disk; if the stamp is
//! still true, the new content is renamed over the file.

mod file_lock;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::error::{FileError, refused};
use crate::folder::file_stamp::FileStamp;
use crate::folder::{Folder, For, Place};
use crate::interrupt::{self, DeleteOnInterrupt};
use file_lock::Lock;

/// The place of a file, which need not exist, locked against other runs of this program.
pub(crate) struct LockedFile {
    place: Place,
    path: PathBuf,
    _lock: Lock,
    stamp: FileStamp,
}

impl LockedFile {
    /// Locks a place and looks at what is there. A file that is to be changed is locked before it is read.
    ///
    /// # Errors
    /// If somebody else writes to it and does not end soon; if there is a link, or anything but a regular file.
    pub(crate) fn lock(place: Place) -> io::Result<Self> {
        let lock = Lock::acquire(&place)?;
        let stamp = FileStamp::take(&place)?;
        Ok(Self { path: place.path(), stamp, _lock: lock, place })
    }

    /// Reads the text that is there. It will only be replaced if it still is the same.
    pub(crate) fn read(&mut self) -> io::Result<String> {
        let (bytes, stamp) = FileStamp::read(&self.place)?;
        self.stamp = stamp;
        String::from_utf8(bytes).map_err(|_| refused("not UTF-8"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there was nothing when it was locked.
    pub(crate) fn is_absent(&self) -> bool {
        self.stamp.is_absent()
    }

    /// Writes the new content beside it. It gets the permissions of the file that is there.
    pub(crate) fn stage(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<StagedFile> {
        let (temporary, file) = Temporary::new(&self.place, &self.stamp)?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(StagedFile { temporary, locked: self })
    }
}

/// New content, synced to the disk beside the file that it is for. Dropped before it replaces that, it is deleted.
pub(crate) struct StagedFile {
    temporary: Temporary,
    locked: LockedFile,
}

impl StagedFile {
    /// Locks the place of a file and writes it, for callers that do not read it first.
    pub(crate) fn new(place: Place, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        LockedFile::lock(place)?.stage(write)
    }

    /// The place where it belongs.
    pub(crate) fn path(&self) -> &Path {
        &self.locked.path
    }

    /// Puts it in its place, over what was there when that was locked: the old content or the new, never a part.
    pub(crate) fn replace(self) -> io::Result<()> {
        let placed = self.put_over()?;
        sync(&placed)
    }

    fn put_over(self) -> io::Result<LockedFile> {
        let _deferred = interrupt::defer();
        self.locked.stamp.verify_unchanged(&self.locked.place)?;
        self.temporary.place().move_over(&self.locked.place)?;
        self.temporary.keep();
        Ok(self.locked)
    }

    fn put_new(self) -> io::Result<(LockedFile, DeleteOnInterrupt)> {
        let _deferred = interrupt::defer();
        if !self.locked.is_absent() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.temporary.place().move_to_new(&self.locked.place)?;
        self.temporary.keep();
        let unfinished = DeleteOnInterrupt::new(self.locked.place.clone());
        Ok((self.locked, unfinished))
    }
}

/// Files and folders created together: dropped without a commit, it deletes what it created.
#[derive(Default)]
pub(crate) struct Transaction {
    folders: Vec<DeleteOnInterrupt>,
    /// Locked, so that nobody builds on what may be taken back.
    files: Vec<(DeleteOnInterrupt, LockedFile)>,
    /// Files that were there, locked so that nobody takes them back.
    kept: Vec<LockedFile>,
}

impl Transaction {
    /// Opens a folder that the user has named. It is made, and those above it, unless there are.
    pub(crate) fn folder(&mut self, path: &Path) -> io::Result<Folder> {
        let is_there = |path: &&Path| path.as_os_str().is_empty() || path.exists();
        let there = path.ancestors().find(is_there).unwrap_or(Path::new(""));
        let mut folder = Folder::open(there)?;
        for name in path.strip_prefix(there).into_iter().flatten() {
            folder = self.folder_below(&folder, name)?;
        }
        Ok(folder)
    }

    /// Opens a folder in another, through no link. It is made unless there is one.
    pub(crate) fn folder_below(&mut self, folder: &Folder, name: &OsStr) -> io::Result<Folder> {
        match folder.below(name) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            opened => return opened,
        }
        let place = folder.place(name);
        let deferred = interrupt::defer();
        match place.make_folder() {
            // Somebody else was faster, and it is not ours to take back.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return folder.below(name),
            made => made?,
        }
        self.folders.push(DeleteOnInterrupt::new(place));
        drop(deferred);
        folder.sync()?;
        folder.below(name)
    }

    /// Puts a new file in its place, where there must be nothing: not even a link. The error is `AlreadyExists` if
    /// there is.
    pub(crate) fn create_file(&mut self, file: StagedFile) -> io::Result<()> {
        let (locked, unfinished) = file.put_new()?;
        let folder = locked.place.folder().clone();
        self.files.push((unfinished, locked));
        folder.sync()
    }

    /// Keeps a file that what is created relies on as it is until the end.
    pub(crate) fn keep(&mut self, file: LockedFile) {
        self.kept.push(file);
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
        sync(&placed)
    }

    /// Deletes a file that is still as it was read, and keeps all of it.
    pub(crate) fn commit_without(mut self, gone: &LockedFile) -> io::Result<()> {
        let deferred = interrupt::defer();
        gone.stamp.verify_unchanged(&gone.place)?;
        gone.place.remove_file()?;
        self.forget();
        drop(deferred);
        sync(gone)
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
        for (file, locked) in self.files.drain(..).rev() {
            let _ = file.place().remove_file();
            // Its lock is in a folder that goes next.
            drop(locked);
        }
        // A folder in which somebody else has written by now is not empty, and stays.
        for folder in self.folders.drain(..).rev() {
            let _ = folder.place().remove_folder();
        }
    }
}

/// The new content, until it has its name. Hidden, so that no walk reads it. Dropped, it is deleted.
struct Temporary(Option<DeleteOnInterrupt>, Place);

impl Temporary {
    /// Its name is always the same for a place, so the holder of the lock can delete one that a dead writer left.
    fn new(place: &Place, stamp: &FileStamp) -> io::Result<(Self, File)> {
        let mut name = OsString::from(".onrecord-");
        name.push(place.name());
        let place = place.beside(name);
        let _deferred = interrupt::defer();
        // Never wider than it will be.
        let create = || place.open(For::Creating, stamp.permissions());
        let file = match create() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                place.remove_file()?;
                create()?
            }
            opened => opened?,
        };
        let temporary = Self(Some(DeleteOnInterrupt::new(place.clone())), place);
        if let Some(permissions) = stamp.permissions() {
            // What the umask has taken away.
            file.set_permissions(permissions.clone())?;
        }
        Ok((temporary, file))
    }

    fn place(&self) -> &Place {
        &self.1
    }

    /// It has its name.
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if self.0.is_some() {
            let _ = self.1.remove_file();
        }
    }
}

fn sync(placed: &LockedFile) -> io::Result<()> {
    placed.place.folder().sync().map_err(|error| io::Error::other(FileError::NotDurable(error)))
}

#[cfg(test)]
mod tests {
    use std::fs;

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

    fn lock(path: &Path) -> io::Result<LockedFile> {
        LockedFile::lock(Place::of(path)?)
    }

    fn staged(path: &Path) -> StagedFile {
        lock(path).unwrap().stage(|out| out.write_all(b"new")).unwrap()
    }

    fn create(staged: StagedFile) -> io::Result<()> {
        let mut transaction = Transaction::default();
        transaction.create_file(staged)?;
        transaction.commit();
        Ok(())
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
                let mut place = lock(&path).unwrap();
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
        let mut place = lock(&path).unwrap();
        place.read().unwrap();
        let staged = place.stage(|out| out.write_all(b"new")).unwrap();
        fs::write(&path, "odl").unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        let error = staged.replace().unwrap_err();
        assert!(error.to_string().contains("another program changed it"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "odl");
    }

    #[test]
    fn what_somebody_else_made_is_left_alone() {
        for content in [Some("old"), None] {
            let (folder, path) = place(content);
            let staged = staged(&path);
            fs::write(&path, "other").unwrap();
            assert_eq!(create(staged).unwrap_err().kind(), ErrorKind::AlreadyExists);
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
            let Ok(mut place) = lock(&path) else { continue };
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
            let made = transaction.folder(&folder.path().join("a/b")).unwrap();
            let staged = StagedFile::new(made.place("file"), |out| out.write_all(b"new")).unwrap();
            transaction.create_file(staged).unwrap();
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
