//! What the server asks of the editor.

use lsp_server::{Notification, Request, RequestId};
use serde_json::Value;

use super::wire::Outbox;

/// What a response is the answer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The settings.
    Settings,
    /// To tell what changes on the disk.
    ToWatch,
    /// To ask for findings again.
    Refresh,
    /// Something whose answer changes nothing.
    Other,
}

/// Numbers requests.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    count: i32,
    open: Vec<(RequestId, Asked)>,
}

impl Outgoing {
    pub(super) fn ask(&mut self, asked: Asked, method: &str, params: Value, out: &Outbox) {
        self.count += 1;
        let id = RequestId::from(self.count);
        self.open.push((id.clone(), asked));
        out.send(Request { id, method: method.to_owned(), params });
    }

    /// What was asked with a number, which it no longer is.
    pub(super) fn answered(&mut self, id: &RequestId) -> Option<Asked> {
        let at = self.open.iter().position(|(open, _)| open == id)?;
        Some(self.open.swap_remove(at).1)
    }

    pub(super) fn waits_for(&self, asked: Asked) -> bool {
        self.open.iter().any(|(_, open)| *open == asked)
    }
}

/// Tells the editor something.
pub(super) fn tell(method: &str, params: Value, out: &Outbox) {
    out.send(Notification { method: method.to_owned(), params });
}
