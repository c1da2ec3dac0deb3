//! Findings for editors that ask for them: of one text, or of all files, which is answered when there is something new.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, RequestId, Response, ResponseError};
use serde_json::{Value, json};

use super::outgoing::Asked;
use super::session::Session;
use super::shown::InFile;
use super::wire::Outbox;

/// What the editor has requested.
#[derive(Default)]
pub(super) struct Pull {
    /// Whether it asks for the findings of all files: then nothing is pushed.
    pub(super) takes_all: bool,
    /// The number of the list that it has of each text that is open.
    had: HashMap<PathBuf, u64>,
    /// The request for all files that is still open, and the numbers of the lists that the editor has.
    waiting: Option<(RequestId, HashMap<String, String>)>,
}

impl Pull {
    /// A text is no longer open.
    pub(super) fn forget(&mut self, path: &Path) {
        self.had.remove(path);
    }
}

impl Session {
    /// The findings of a text, of which the newest are known.
    pub(super) fn pull(&mut self, uri: &str, previous: Option<&str>) -> Value {
        let path = self.buffers.get(uri).map(|buffer| buffer.path.clone());
        let file = path.as_deref().and_then(|path| self.shown.of(path));
        let number = file.map_or(0, |file| file.number);
        let list = file.map_or(&[][..], |file| &file.list);
        let report = if previous == Some(&number.to_string()) {
            json!({"kind": "unchanged", "resultId": number.to_string()})
        } else {
            json!({"kind": "full", "resultId": number.to_string(), "items": list})
        };
        if let Some(path) = path {
            self.pull.had.insert(path, number);
        }
        report
    }

    /// Asks for the findings of all files. It is answered at once if there is something that the editor does not have.
    pub(super) fn pull_all(&mut self, id: RequestId, params: &Value, out: &Outbox) {
        let previous = params.get("previousResultIds").and_then(Value::as_array).into_iter().flatten();
        let known = previous.filter_map(|known| {
            let word = |name: &str| known.get(name)?.as_str().map(str::to_owned);
            Some((word("uri")?, word("value")?))
        });
        if let Some((id, _)) = self.pull.waiting.replace((id, known.collect())) {
            out.send(Response { id, response_result: Ok(json!({"items": []})) });
        }
        if !self.pull.takes_all {
            self.pull.takes_all = true;
            let paths: Vec<_> = self.shown.all().map(|(path, _)| path.clone()).collect();
            for path in paths {
                self.push(&path, out);
            }
        }
        self.answer_pull(out);
    }

    fn answer_pull(&mut self, out: &Outbox) {
        let Some((_, known)) = &self.pull.waiting else { return };
        let is_new = |file: &InFile| match known.get(&file.uri.0) {
            Some(number) => *number != file.number.to_string(),
            None => !file.list.is_empty(),
        };
        let item = |file: &InFile| {
            json!({"kind": "full", "uri": file.uri, "version": file.version, "resultId": file.number.to_string(),
                   "items": file.list})
        };
        let mut items: Vec<_> = self.shown.all().filter(|(_, file)| is_new(file)).map(|(_, file)| item(file)).collect();
        items.extend(self.gone().iter().map(|uri| json!({"kind": "full", "uri": uri, "version": null, "items": []})));
        if let Some((id, _)) = self.pull.waiting.take_if(|_| !items.is_empty()) {
            out.send(Response { id, response_result: Ok(json!({"items": items})) });
        }
    }

    /// The files of which the editor has findings and that are in no corpus any more.
    fn gone(&self) -> Vec<Uri> {
        let known = self.pull.waiting.iter().flat_map(|(_, known)| known);
        let is_gone = |uri: &str| self.shown.all().all(|(_, file)| file.uri.0 != uri);
        known.filter(|(uri, number)| *number != "0" && is_gone(uri)).map(|(uri, _)| Uri(uri.clone())).collect()
    }

    /// There may be findings that an editor that asks for them does not know of.
    pub(super) fn pulled_may_have_changed(&mut self, out: &Outbox) {
        if !self.client.pulls {
            return;
        }
        self.answer_pull(out);
        let is_old = |(path, had): (&PathBuf, &u64)| {
            self.shown.of(path).map_or(0, |file| file.number) != *had && !self.questions.asks_for_findings(path)
        };
        let is_open = |path: &PathBuf| self.buffers.values().any(|buffer| buffer.path == *path);
        let is_outdated = self.pull.had.iter().any(|(path, had)| is_open(path) && is_old((path, had)));
        if is_outdated && !self.outgoing.waits_for(Asked::Refresh) {
            self.outgoing.ask(Asked::Refresh, "workspace/diagnostic/refresh", Value::Null, out);
        }
    }

    /// The editor no longer wants the answer to a request for all files.
    pub(super) fn cancel_pull(&mut self, id: &RequestId, out: &Outbox) -> bool {
        let Some((id, _)) = self.pull.waiting.take_if(|(waiting, _)| waiting == id) else { return false };
        let code = ErrorCode::RequestCanceled as i32;
        let error = ResponseError { code, message: "cancelled".to_owned(), data: None };
        out.send(Response { id, response_result: Err(error) });
        true
    }

    /// There will be nothing new.
    pub(super) fn end_pull(&mut self, out: &Outbox) {
        if let Some((id, _)) = self.pull.waiting.take() {
            let data = Some(json!({"retriggerRequest": false}));
            let error =
                ResponseError { code: ErrorCode::ServerCancelled as i32, message: "shut down".to_owned(), data };
            out.send(Response { id, response_result: Err(error) });
        }
    }
}
