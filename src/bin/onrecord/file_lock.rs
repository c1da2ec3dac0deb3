//! One writer of a file at a time.
//!
//! The lock is the operating system's, on a file beside the one that is written. It ends with its process, however that
//! ends, so a lock file that is left over keeps nobody out.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::text::show;

use crate::error::refused;
use crate::interrupt::{self, DeleteOnInterrupt};

/// How long a second writer waits.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it looks.
const PAUSE: Duration = Duration::from_millis(5);

/// What a lock file has in it, before the number of its process: nobody else's file of such a name is touched.
const MARK: &str = "onrecord ";
/// More than any lock file of ours has.
const MOST: u64 = 64;

/// A file that only we may write to. The lock file is deleted when this goes.
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
    unfinished: Option<DeleteOnInterrupt>,
}

impl Lock {
    /// Locks a file, which need not be there yet; its folder must.
    ///
    /// Waits for another writer, but not long; the error then says who that is.
    pub(crate) fn acquire(target: &Path) -> io::Result<Self> {
        let path = lock_file(target)?;
        let started = Instant::now();
        loop {
            if let Some(lock) = Self::attempt(&path)? {
                return Ok(lock);
            }
            if started.elapsed() >= PATIENCE {
                return Err(busy(&path));
            }
            thread::sleep(PAUSE);
        }
    }

    /// `None` if another has it, or has just let go of it.
    fn attempt(path: &Path) -> io::Result<Option<Self>> {
        let _deferred = interrupt::defer();
        let Some((file, is_new)) = open(path)? else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => {
                if is_new {
                    let _ = fs::remove_file(path);
                }
                return Err(error);
            }
        }
        let mut lock = Self { file, path: path.to_owned(), unfinished: None };
        // Whoever had it before may have deleted the file that we have opened: then the next one makes another.
        if !lock.is_in_place() {
            return Ok(None);
        }
        if !is_new && !is_ours(&mut lock.file)? {
            return Err(refused(format!("`{}` is in the way, which is no lock of ours", show(path))));
        }
        lock.unfinished = Some(DeleteOnInterrupt::new(path.to_owned()));
        lock.file.set_len(0)?;
        lock.file.rewind()?;
        lock.file.write_all(format!("{MARK}{}\n", std::process::id()).as_bytes())?;
        Ok(Some(lock))
    }

    fn is_in_place(&self) -> bool {
        let here = self.file.metadata();
        here.is_ok_and(|here| self.path.symlink_metadata().is_ok_and(|there| is_same(&here, &there)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _deferred = interrupt::defer();
        // Deleted before it is let go of: whoever opens the path from here on opens another file.
        if self.unfinished.is_some() && self.is_in_place() {
            let _ = fs::remove_file(&self.path);
        }
        self.unfinished = None;
    }
}

/// Beside the file, and never a claim file itself.
fn lock_file(target: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(target.file_name().ok_or_else(|| refused("it is no name of a file"))?);
    name.push(".lock");
    Ok(target.with_file_name(name))
}

/// An old lock file is as good as a new one; it is said whether it is new. A link is not followed, and nothing is
/// waited for. `None` if another was faster.
fn open(path: &Path) -> io::Result<Option<(File, bool)>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let error = match options.open(path) {
        Ok(file) => return Ok(Some((file, false))),
        Err(error) if error.kind() == ErrorKind::NotFound => match options.create_new(true).open(path) {
            Ok(file) => return Ok(Some((file, true))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(None),
            Err(error) => error,
        },
        Err(error) => error,
    };
    Err(match path.symlink_metadata() {
        Ok(data) if data.is_symlink() => refused(format!("`{}` is a link", show(path))),
        Ok(_) => refused(format!("`{}`: {error}", show(path))),
        Err(_) => error,
    })
}

/// A file that was just made is empty, and so is one whose maker did not come to write into it.
fn is_ours(file: &mut File) -> io::Result<bool> {
    let mut text = Vec::new();
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    file.take(MOST).read_to_end(&mut text)?;
    Ok(process(&text).is_some())
}

/// Which process a lock file is of, in words; `None` if it is no lock file.
fn process(text: &[u8]) -> Option<String> {
    if text.is_empty() {
        return Some("another process".to_owned());
    }
    let number: u32 = str::from_utf8(text).ok()?.strip_prefix(MARK)?.strip_suffix('\n')?.parse().ok()?;
    Some(format!("process {number}"))
}

/// Who has the lock, for how long, and what to do.
fn busy(path: &Path) -> io::Error {
    let mut text = Vec::new();
    // It may have gone by now, and on some systems nobody else can read it.
    let _ = File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut text));
    let process = process(&text).unwrap_or_else(|| "another process".to_owned());
    let age = path.metadata().and_then(|data| data.modified()).ok().and_then(|made| made.elapsed().ok());
    let age = age.map(|age| format!(" for {} s", age.as_secs())).unwrap_or_default();
    refused(format!(
        "{process} has been writing it{age} and has locked `{}`; run again when it has ended, or end it: its lock \
         ends with it",
        show(path)
    ))
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Here a file that is open keeps its name.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}
