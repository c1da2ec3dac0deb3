//! Whether a file is as it was when it was read.

use std::fs::Metadata;

/// By what it can be told that a file has not changed since it was read: its times, its size and which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    size: u64,
    #[cfg(unix)]
    unix: [i64; 6],
    #[cfg(not(unix))]
    modified: Option<std::time::Duration>,
}

impl Stamp {
    /// The stamp of what some metadata are of.
    #[cfg(unix)]
    pub(crate) fn new(data: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let identity = [data.dev().cast_signed(), data.ino().cast_signed()];
        let times = [data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec()];
        let unix = [identity[0], identity[1], times[0], times[1], times[2], times[3]];
        Self { size: data.len(), unix }
    }

    /// The stamp of what some metadata are of.
    #[cfg(not(unix))]
    pub(crate) fn new(data: &Metadata) -> Self {
        let modified = data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        Self { size: data.len(), modified }
    }
}
