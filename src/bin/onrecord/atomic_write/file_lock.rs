//! One writer of a file at a time.
//!
//! The lock is the operating system's, on a file beside the one that is written. It ends with its process, however that
//! ends, so a lock file that is left over keeps nobody out.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::text::show;

use crate::error::refused;
use crate::folder::{FileKind, For, Place, Seen};
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
    place: Place,
    unfinished: Option<DeleteOnInterrupt>,
}

impl Lock {
    /// Locks a file, which need not be there yet; its folder must.
    ///
    /// Waits for another writer, but not long; the error then says who that is.
    pub(crate) fn acquire(target: &Place) -> io::Result<Self> {
        let place = lock_file(target);
        let started = Instant::now();
        loop {
            if let Some(lock) = Self::attempt(&place)? {
                return Ok(lock);
            }
            if started.elapsed() >= PATIENCE {
                return Err(busy(&place));
            }
            thread::sleep(PAUSE);
        }
    }

    /// `None` if another has it, or has just let go of it.
    fn attempt(place: &Place) -> io::Result<Option<Self>> {
        let _deferred = interrupt::defer();
        let Some((file, is_new)) = open(place)? else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => {
                if is_new {
                    let _ = place.remove_file();
                }
                return Err(error);
            }
        }
        let mut lock = Self { file, place: place.clone(), unfinished: None };
        // The holder before may have deleted the opened file: then the next one creates another.
        if !lock.is_in_place() {
            return Ok(None);
        }
        if !is_new && !is_ours(&mut lock.file)? {
            return Err(refused(format!("`{}` exists, but is not a lock file of onrecord", show(&place.path()))));
        }
        lock.unfinished = Some(DeleteOnInterrupt::new(place.clone()));
        lock.file.set_len(0)?;
        lock.file.rewind()?;
        lock.file.write_all(format!("{MARK}{}\n", std::process::id()).as_bytes())?;
        Ok(Some(lock))
    }

    fn is_in_place(&self) -> bool {
        let identity = |seen: Seen| (seen.identity.0, seen.identity.1);
        let here = Seen::of(&self.file).map(identity);
        here.is_ok_and(|here| self.place.look().is_ok_and(|there| identity(there) == here))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _deferred = interrupt::defer();
        // Deleted before it is released: from here on, opening the path opens another file.
        if self.unfinished.is_some() && self.is_in_place() {
            let _ = self.place.remove_file();
        }
        self.unfinished = None;
    }
}

/// Beside the file, and never a claim file itself.
fn lock_file(target: &Place) -> Place {
    let mut name = target.name().to_owned();
    name.push(".lock");
    target.beside(name)
}

/// An old lock file is as good as a new one; it is said whether it is new. `None` if another was faster.
fn open(place: &Place) -> io::Result<Option<(File, bool)>> {
    let error = match place.open(For::Changing, None) {
        Ok(file) => return Ok(Some((file, false))),
        Err(error) if error.kind() == ErrorKind::NotFound => match place.open(For::Creating, None) {
            Ok(file) => return Ok(Some((file, true))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(None),
            Err(error) => error,
        },
        Err(error) => error,
    };
    Err(match place.look() {
        Ok(seen) if seen.kind == FileKind::Link => refused(format!("`{}` is a link", show(&place.path()))),
        Ok(_) => refused(format!("`{}`: {error}", show(&place.path()))),
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
fn busy(place: &Place) -> io::Error {
    let mut text = Vec::new();
    // It may have gone by now, and on some systems nobody else can read it.
    let _ = place.open(For::Reading, None).and_then(|file| file.take(MOST).read_to_end(&mut text));
    let process = process(&text).unwrap_or_else(|| "another process".to_owned());
    let age = place.look().ok().and_then(|seen| seen.modified?.elapsed().ok());
    let age = age.map(|age| format!(" for {} s", age.as_secs())).unwrap_or_default();
    refused(format!(
        "{process} has been writing it{age} and holds the lock `{}`; run again when it has ended, or end it to \
         release the lock",
        show(&place.path())
    ))
}
