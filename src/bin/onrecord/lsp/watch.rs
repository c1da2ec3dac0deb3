//! Files that change on the disk: the editor tells, or the server itself looks.

use std::path::PathBuf;

use notify::RecursiveMode;
use serde_json::{Value, json};

use super::event::Event;
use super::outgoing::Asked;
use super::session::Session;
use super::uri;
use super::wire::Outbox;
use crate::args::CLAIMS;
use crate::watcher::{Noticed, Watcher};

/// What is watched.
#[derive(Default)]
pub(super) struct Watch {
    watcher: Option<Watcher>,
    /// What the editor was asked to watch.
    registered: Option<Value>,
    pub(super) noticed: Noticed,
}

impl Session {
    /// Watches all corpora that there are now.
    pub(super) fn start_watching(&mut self, out: &Outbox) {
        if self.client.watches { self.let_watch(out) } else { self.watch_here() }
    }

    /// Lets the editor watch.
    fn let_watch(&mut self, out: &Outbox) {
        let watchers = self.watchers();
        if self.watch.registered.as_ref() == Some(&watchers) {
            return;
        }
        if self.watch.registered.is_some() {
            let old = json!({"unregisterations": [{"id": ID, "method": METHOD}]});
            self.outgoing.ask(Asked::Other, "client/unregisterCapability", old, out);
        }
        let new = json!({"registrations": [
            {"id": ID, "method": METHOD, "registerOptions": {"watchers": watchers}}]});
        self.outgoing.ask(Asked::ToWatch, "client/registerCapability", new, out);
        self.watch.registered = Some(watchers);
    }

    /// What the editor is to watch.
    fn watchers(&self) -> Value {
        if !self.client.watches_below {
            return json!([{"globPattern": "**"}]);
        }
        let below = |path: &PathBuf, pattern| json!({"globPattern": {"baseUri": uri::of(path), "pattern": pattern}});
        let folders = || self.roots.iter().filter_map(|root| Some((root.folder.as_ref()?, &root.corpus)));
        let corpora = folders().map(|(_, corpus)| below(corpus, "**"));
        // The folder of the claim files may come and go.
        let claims = folders().filter(|(folder, corpus)| folder != corpus);
        corpora.chain(claims.map(|(folder, _)| below(folder, CLAIMS))).collect()
    }

    /// Watches without the editor.
    pub(super) fn watch_here(&mut self) {
        if self.watch.watcher.is_none() {
            let events = self.events.clone();
            // Where nothing can be watched, what the editor says still counts.
            self.watch.watcher = Watcher::new(move || drop(events.send(Event::Changed))).ok();
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
        watcher.watch(wanted);
    }
}

const ID: &str = "onrecord-files";
const METHOD: &str = "workspace/didChangeWatchedFiles";
