//! Files that change on the disk: who watches them, and when it is time to look again.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _, recommended_watcher};

/// Many files change at once: after the last, it is time to look when nothing has changed for so long, and after the
/// first at the latest after so long.
const QUIET: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_millis(400);

/// A folder with all that is below it, or alone.
pub(crate) type Watched = (PathBuf, RecursiveMode);

/// Watches folders.
pub(crate) struct Watcher {
    watcher: RecommendedWatcher,
    watched: Vec<Watched>,
}

impl Watcher {
    /// Calls `notice` from a thread of its own whenever something changes where it watches.
    pub(crate) fn new(notice: impl Fn() + Send + 'static) -> notify::Result<Self> {
        let watcher = recommended_watcher(move |noticed: notify::Result<Event>| {
            // If something was missed, anything may have changed.
            if noticed.is_err() || noticed.is_ok_and(|noticed| is_change(&noticed)) {
                notice();
            }
        })?;
        Ok(Self { watcher, watched: Vec::new() })
    }

    /// Watches these from now on, and nothing else. What is not there is not watched.
    pub(crate) fn watch(&mut self, wanted: Vec<Watched>) {
        for (path, _) in self.watched.iter().filter(|old| !wanted.contains(old)) {
            let _ = self.watcher.unwatch(path);
        }
        for (path, mode) in &wanted {
            // Again, even if it is watched: another folder may have taken its place.
            let _ = self.watcher.watch(path, *mode);
        }
        self.watched = wanted;
    }
}

/// Whether files are different afterwards. Git keeps its own in a hidden folder.
fn is_change(noticed: &Event) -> bool {
    let is_hidden = |path: &PathBuf| path.components().any(|part| part.as_os_str() == ".git");
    noticed.need_rescan() || !noticed.kind.is_access() && !noticed.paths.iter().all(is_hidden)
}

/// When something was noticed first and last, since it was looked at.
#[derive(Debug, Default)]
pub(crate) struct Noticed(Option<(Instant, Instant)>);

impl Noticed {
    /// Something has changed.
    pub(crate) fn now(&mut self) {
        let now = Instant::now();
        let (first, last) = self.0.get_or_insert((now, now));
        (*first, *last) = (*first, now);
    }

    /// When it is time to look, if something has changed.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.0.map(|(first, last)| (last + QUIET).min(first + LONGEST))
    }

    /// Whether it is time to look. If so, nothing is noticed any more.
    pub(crate) fn due(&mut self, now: Instant) -> bool {
        let is_due = self.deadline().is_some_and(|deadline| deadline <= now);
        if is_due {
            self.0 = None;
        }
        is_due
    }
}
