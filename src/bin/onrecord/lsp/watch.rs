//! Files that change on the disk: the editor tells, or the server itself looks.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use notify::{Event as Noticed, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use serde_json::{Value, json};

use super::event::Event;
use super::outgoing::Asked;
use super::session::Session;
use super::uri;
use super::wire::Outbox;
use crate::args::CLAIMS;

/// Many files change at once: after the last, the corpora are read when nothing has changed for so long, and after the
/// first at the latest after so long.
const QUIET: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_millis(400);

/// What is watched.
#[derive(Default)]
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    watched: Vec<(PathBuf, RecursiveMode)>,
    /// Whether the editor was asked to watch.
    is_registered: bool,
    /// When something was noticed first and last, since the corpora were read.
    noticed: Option<(Instant, Instant)>,
}

impl Watch {
    /// Something has changed.
    pub(super) fn noticed(&mut self) {
        let now = Instant::now();
        let (first, last) = self.noticed.get_or_insert((now, now));
        (*first, *last) = (*first, now);
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.noticed.map(|(first, last)| (last + QUIET).min(first + LONGEST))
    }

    /// Whether it is time to read the corpora.
    pub(super) fn due(&mut self, now: Instant) -> bool {
        let is_due = self.deadline().is_some_and(|deadline| deadline <= now);
        if is_due {
            self.noticed = None;
        }
        is_due
    }
}

impl Session {
    /// Watches all corpora that there are now.
    pub(super) fn start_watching(&mut self, out: &Outbox) {
        if self.client.watches { self.let_watch(out) } else { self.watch_here() }
    }

    /// Lets the editor watch.
    fn let_watch(&mut self, out: &Outbox) {
        if self.watch.is_registered {
            let old = json!({"unregisterations": [{"id": ID, "method": METHOD}]});
            self.outgoing.ask(Asked::Other, "client/unregisterCapability", old, out);
        }
        self.watch.is_registered = true;
        let watchers: Vec<Value> = if self.client.watches_below {
            let below =
                |path: &PathBuf, pattern| json!({"globPattern": {"baseUri": uri::of(path), "pattern": pattern}});
            let folders = || self.roots.iter().filter_map(|root| Some((root.folder.as_ref()?, &root.corpus)));
            let corpora = folders().map(|(_, corpus)| below(corpus, "**"));
            // The folder of the claim files may come and go.
            let claims = folders().filter(|(folder, corpus)| folder != corpus);
            corpora.chain(claims.map(|(folder, _)| below(folder, CLAIMS))).collect()
        } else {
            vec![json!({"globPattern": "**"})]
        };
        let new = json!({"registrations": [
            {"id": ID, "method": METHOD, "registerOptions": {"watchers": watchers}}]});
        self.outgoing.ask(Asked::Other, "client/registerCapability", new, out);
    }

    /// Watches without the editor.
    fn watch_here(&mut self) {
        if self.watch.watcher.is_none() {
            let events = self.events.clone();
            let notice = move |noticed: notify::Result<Noticed>| {
                if noticed.is_ok_and(|noticed| is_change(&noticed)) {
                    let _ = events.send(Event::Changed);
                }
            };
            // Where nothing can be watched, what the editor says still counts.
            self.watch.watcher = recommended_watcher(notice).ok();
        }
        let Some(watcher) = &mut self.watch.watcher else { return };
        let mut wanted = Vec::new();
        for root in self.roots.iter() {
            let Some(folder) = &root.folder else {
                let folder = root.corpus.parent().map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive));
                wanted.extend(folder);
                continue;
            };
            wanted.push((root.corpus.clone(), RecursiveMode::Recursive));
            // The folder of the claim files may come and go.
            if *folder != root.corpus {
                wanted.push((folder.clone(), RecursiveMode::NonRecursive));
            }
        }
        for (path, _) in self.watch.watched.iter().filter(|old| !wanted.contains(old)) {
            let _ = watcher.unwatch(path);
        }
        for (path, mode) in &wanted {
            // Again, even if it is watched: another folder may have taken its place.
            let _ = watcher.watch(path, *mode);
        }
        self.watch.watched = wanted;
    }
}

const ID: &str = "onrecord-files";
const METHOD: &str = "workspace/didChangeWatchedFiles";

/// Whether files are different afterwards. Git keeps its own in a hidden folder.
fn is_change(noticed: &Noticed) -> bool {
    let is_hidden = |path: &PathBuf| path.components().any(|part| part.as_os_str() == ".git");
    !noticed.kind.is_access() && !noticed.paths.iter().all(is_hidden)
}
