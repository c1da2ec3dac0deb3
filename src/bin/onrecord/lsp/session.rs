//! A conversation that has begun: all that the loop knows.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use lsp_server::{Notification, Request, Response};
use serde_json::{Value, json};

use super::analyst::{self, Analysed, Change, Task};
use super::asked::Questions;
use super::buffer::Buffer;
use super::client::{Client, Options};
use super::event::Event;
use super::outgoing::{Asked, Outgoing, tell};
use super::pull::Pull;
use super::roots::{RootId, Roots};
use super::shown::Shown;
use super::view::View;
use super::watch::Watch;
use super::wire::Outbox;

/// A conversation that has begun.
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) roots: Roots,
    /// The texts that are open, by what the editor calls them.
    pub(super) buffers: HashMap<String, Buffer>,
    pub(super) views: HashMap<RootId, Arc<View>>,
    pub(super) shown: Shown,
    pub(super) pull: Pull,
    pub(super) questions: Questions,
    pub(super) outgoing: Outgoing,
    pub(super) watch: Watch,
    pub(super) events: Sender<Event>,
    analyst: Sender<Task>,
}

impl Session {
    /// Starts reading the corpora of the folders.
    pub(super) fn new(client: Client, events: Sender<Event>) -> Self {
        let mut session = Self {
            roots: Roots::default(),
            buffers: HashMap::new(),
            views: HashMap::new(),
            shown: Shown::default(),
            pull: Pull::default(),
            questions: Questions::new(events.clone()),
            outgoing: Outgoing::default(),
            watch: Watch::default(),
            analyst: analyst::start(client.clone(), events.clone()),
            events,
            client,
        };
        for folder in session.client.folders.clone() {
            session.open_folder(&folder);
        }
        session
    }

    /// Changes a corpus.
    pub(super) fn change(&mut self, root: RootId, change: Change) {
        let revision = self.roots.change(root);
        // The analyst ends only with the session.
        let _ = self.analyst.send(Task { root, revision, change });
    }

    pub(super) fn take(&mut self, event: Event, out: &Outbox) {
        match event {
            Event::Analysed(analysed) => self.analysed(analysed, out),
            Event::Answered(id, answer) => self.questions.answered(id, answer, out),
            Event::Changed => self.watch.noticed.now(),
            Event::Message(_) | Event::Malformed | Event::Closed => {}
        }
    }

    fn analysed(&mut self, analysed: Analysed, out: &Outbox) {
        if self.roots.get(analysed.root).is_none() {
            return;
        }
        let Some(view) = analysed.view else {
            Self::failed(out);
            return self.questions.give_up(analysed.root, out);
        };
        self.views.insert(view.root, Arc::clone(&view));
        if self.is_newest(&view) {
            self.show(&view, out);
            self.answer_waiting(view.root, out);
        }
    }

    fn is_newest(&self, view: &View) -> bool {
        self.roots.get(view.root).is_some_and(|root| root.revision == view.revision)
    }

    /// Something failed: that is an internal error.
    pub(super) fn failed(out: &Outbox) {
        let message = "onrecord: internal error, please report it; the server goes on";
        tell("window/showMessage", json!({"type": 1, "message": message}), out);
    }

    /// When something is to be done although nothing happens.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        [self.shown.deadline(), self.watch.noticed.deadline()].into_iter().flatten().min()
    }

    /// Does what is to be done by now.
    pub(super) fn tick(&mut self, out: &Outbox) {
        let now = Instant::now();
        let due = self.shown.due(now).and_then(|root| self.views.get(&root)).cloned();
        // What is older than the last edit is not shown: the next analysis is under way.
        if let Some(view) = due.filter(|view| self.is_newest(view)) {
            self.show(&view, out);
        }
        if self.watch.noticed.due(now) {
            self.look_again(out);
        }
    }

    pub(super) fn requested(&mut self, request: Request, out: &Outbox) {
        self.ask(request, out);
    }

    pub(super) fn responded(&mut self, response: Response, out: &Outbox) {
        match (self.outgoing.answered(&response.id), response.response_result) {
            (Some(Asked::Settings), Ok(Value::Array(items))) => {
                self.set_options(self.client.set(items.first().unwrap_or(&Value::Null)), out);
            }
            // What changed before it was watched was not told.
            (Some(Asked::ToWatch), _) => self.refresh(),
            _ => {}
        }
    }

    pub(super) fn set_options(&mut self, options: Options, out: &Outbox) {
        let has_changed = self.client.options.inlay_hints != options.inlay_hints;
        self.client.options = options;
        if has_changed && self.client.refreshes_hints {
            self.outgoing.ask(Asked::Other, "workspace/inlayHint/refresh", Value::Null, out);
        }
    }

    pub(super) fn notified(&mut self, notification: Notification, out: &Outbox) {
        let Notification { method, params } = notification;
        match &method[..] {
            "initialized" => self.initialized(out),
            "textDocument/didOpen" => self.with(params, |session, params| session.opened(params, out)),
            "textDocument/didChange" => self.with(params, Self::edited),
            "textDocument/didClose" => self.with(params, |session, params| session.closed(&params, out)),
            "workspace/didChangeWorkspaceFolders" => {
                self.with(params, |session, params| session.folders_changed(params, out));
            }
            "workspace/didChangeWatchedFiles" => self.watch.noticed.now(),
            "workspace/didChangeConfiguration" => self.settings_changed(&params, out),
            "onrecord/panic" => self.let_all_fail(),
            "$/cancelRequest" => self.cancel(&params, out),
            _ => {}
        }
    }

    /// Lets the analysis panic, to try what happens then.
    fn let_all_fail(&mut self) {
        let roots: Vec<_> = self.roots.iter().map(|root| root.id).collect();
        for root in roots {
            self.change(root, Change::Panic);
        }
    }

    /// Does something with the parameters of a notification. If they are none, there is nobody to be told.
    fn with<P: serde::de::DeserializeOwned>(&mut self, params: Value, take: impl FnOnce(&mut Self, P)) {
        if let Ok(params) = serde_json::from_value(params) {
            take(self, params);
        }
    }

    fn initialized(&mut self, out: &Outbox) {
        if self.client.watches {
            self.start_watching(out);
        }
        if self.client.has_settings {
            self.ask_for_settings(out);
        }
    }

    fn settings_changed(&mut self, params: &Value, out: &Outbox) {
        if self.client.has_settings {
            self.ask_for_settings(out);
        } else if let Some(settings) = params.get("settings").filter(|settings| settings.is_object()) {
            self.set_options(self.client.set(settings), out);
        }
    }

    fn ask_for_settings(&mut self, out: &Outbox) {
        let params = json!({"items": [{"section": "onrecord"}]});
        self.outgoing.ask(Asked::Settings, "workspace/configuration", params, out);
    }

    /// Answers what is still open: there will be no answers later.
    pub(super) fn end(&mut self, out: &Outbox) {
        self.questions.end(out);
        self.end_pull(out);
    }
}
