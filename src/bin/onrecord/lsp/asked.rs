//! Requests on their way: those that wait until a corpus was analysed, and those that are being answered.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde_json::Value;

use super::answers::{self, Answer, Job, error};
use super::buffer::Buffer;
use super::event::Event;
use super::requests::{self, Ask, Kind, When};
use super::roots::RootId;
use super::session::Session;
use super::uri;
use super::wire::Outbox;

/// Requests on their way.
pub(super) struct Questions {
    waiting: Vec<Question>,
    running: HashSet<RequestId>,
    jobs: Sender<Job>,
}

/// A request that is understood.
struct Question {
    id: RequestId,
    kind: &'static Kind,
    params: Value,
    /// The text that it is about.
    uri: Option<String>,
    /// The corpus of the text.
    root: Option<RootId>,
    /// The version of the text when it was asked.
    version: Option<i32>,
}

impl Questions {
    pub(super) fn new(events: Sender<Event>) -> Self {
        Self { waiting: Vec::new(), running: HashSet::new(), jobs: answers::start(events) }
    }

    /// Passes an answer on, unless nobody wants it any more.
    pub(super) fn answered(&mut self, id: RequestId, answer: Answer, out: &Outbox) {
        if self.running.remove(&id) {
            out.send(Response { id, response_result: answer });
        }
    }

    /// What waits for a corpus waits in vain.
    pub(super) fn give_up(&mut self, root: RootId, out: &Outbox) {
        for question in self.waiting.extract_if(.., |question| question.root == Some(root)) {
            refuse(question.id, ErrorCode::RequestFailed, "the corpus could not be analysed", out);
        }
    }

    pub(super) fn end(&mut self, out: &Outbox) {
        let waiting = self.waiting.drain(..).map(|question| question.id);
        for id in waiting.chain(self.running.drain()) {
            refuse(id, ErrorCode::RequestCanceled, "shut down", out);
        }
    }

    /// Whether a request waits for the findings of a text.
    pub(super) fn asks_for_findings(&self, path: &Path) -> bool {
        let is_of = |question: &Question| {
            let uri = question.uri.as_ref().map(|uri| gen_lsp_types::Uri(uri.clone()));
            question.kind.when == When::Pulled && uri.as_ref().and_then(uri::path).is_some_and(|of| of == path)
        };
        self.waiting.iter().any(is_of)
    }

    fn cancel(&mut self, id: &RequestId) -> bool {
        let waiting = self.waiting.len();
        self.waiting.retain(|question| question.id != *id);
        self.waiting.len() < waiting || self.running.remove(id)
    }
}

fn text_path(uri: Option<&str>) -> Option<PathBuf> {
    uri::path(&gen_lsp_types::Uri(uri?.to_owned()))
}

fn refuse(id: RequestId, code: ErrorCode, why: &str, out: &Outbox) {
    out.send(Response { id, response_result: Err(error(code, why)) });
}

impl Session {
    /// Takes a request.
    pub(super) fn ask(&mut self, request: Request, out: &Outbox) {
        let Request { id, method, params } = request;
        if method == "workspace/diagnostic" {
            return self.pull_all(id, &params, out);
        }
        let Some(kind) = requests::KINDS.iter().find(|kind| kind.method == method) else {
            return refuse(id, ErrorCode::MethodNotFound, "this server has no such method", out);
        };
        let text =
            ["/textDocument/uri", "/item/uri", "/data/uri"].iter().find_map(|place| params.pointer(place)?.as_str());
        let uri = text.map(str::to_owned);
        let buffer = uri.as_ref().and_then(|uri| self.buffers.get(uri));
        let version = buffer.map(|buffer| buffer.version);
        let root = buffer.map_or_else(|| self.root_of(uri.as_deref()), |buffer| buffer.root);
        let root = root.or_else(|| self.roots.around(&text_path(uri.as_deref()).filter(|_| kind.takes_drafts)?));
        let question = Question { id, kind, params, uri, root, version };
        match (root, kind.when) {
            (None, When::Anywhere | When::Pulled) => self.work(question, out),
            (None, _) if question.uri.is_none() => {
                refuse(question.id, ErrorCode::InvalidParams, "the parameters are not as expected", out);
            }
            // What is in no corpus has nothing that is known of it.
            (None, _) => out.send(Response { id: question.id, response_result: Ok(Value::Null) }),
            (Some(root), when) if self.is_ready(root, when) => self.work(question, out),
            _ => self.questions.waiting.push(question),
        }
    }

    fn root_of(&self, uri: Option<&str>) -> Option<RootId> {
        Some(self.roots.of(&text_path(uri)?)?.0)
    }

    /// Whether a corpus was analysed as it is now or, where that is enough, as it was lately.
    fn is_ready(&self, root: RootId, when: When) -> bool {
        let revision = self.roots.get(root).map(|root| root.revision);
        let is_enough = |revision: u64| match when {
            When::AtOnce | When::Anywhere => true,
            When::Settled | When::Pulled => self.views.get(&root).is_some_and(|view| view.revision == revision),
        };
        self.views.contains_key(&root) && revision.is_some_and(is_enough)
    }

    /// A corpus was analysed as it is now.
    pub(super) fn answer_waiting(&mut self, root: RootId, out: &Outbox) {
        let ready: Vec<_> = self.questions.waiting.extract_if(.., |question| question.root == Some(root)).collect();
        for question in ready {
            let version = question.uri.as_ref().and_then(|uri| self.buffers.get(uri)).map(|buffer| buffer.version);
            // The places in it are those of a text that is no more.
            if question.kind.when == When::Settled && version != question.version {
                refuse(question.id, ErrorCode::ContentModified, "the text has changed", out);
            } else {
                self.work(question, out);
            }
        }
    }

    fn work(&mut self, question: Question, out: &Outbox) {
        let Question { id, kind, params, uri, root, .. } = question;
        if kind.when == When::Pulled {
            let previous = params.get("previousResultId").and_then(Value::as_str);
            let report = self.pull(uri.as_deref().unwrap_or_default(), previous);
            return out.send(Response { id, response_result: Ok(report) });
        }
        let buffer = uri.as_ref().and_then(|uri| self.buffers.get(uri));
        let path = buffer.map(|buffer| buffer.path.clone());
        let text = buffer.filter(|_| kind.when == When::AtOnce).map(|buffer| buffer.text.clone());
        let draft = buffer.filter(|buffer| kind.takes_drafts && buffer.root.is_none()).map(Buffer::open);
        let path = path.or_else(|| uri::path(&gen_lsp_types::Uri(uri?)));
        let ask = Ask {
            view: root.and_then(|root| self.views.get(&root)).map(Arc::clone),
            views: self.views.values().map(Arc::clone).collect(),
            client: self.client.clone(),
            path,
            text,
            draft,
        };
        self.questions.running.insert(id.clone());
        let answer = kind.answer;
        // The thread that answers ends only with the session.
        let _ = self.questions.jobs.send(Job { id, work: Box::new(move || answer(&ask, params)) });
    }

    /// Somebody no longer wants an answer. What is being worked out is dropped when it is there.
    pub(super) fn cancel(&mut self, params: &Value, out: &Outbox) {
        let id = params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok());
        let Some(id) = id else { return };
        if self.questions.cancel(&id) {
            refuse(id, ErrorCode::RequestCanceled, "cancelled", out);
        } else {
            self.cancel_pull(&id, out);
        }
    }
}
