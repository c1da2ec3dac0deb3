//! The thread that answers requests, one after the other, so that the loop goes on hearing.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use lsp_server::{ErrorCode, RequestId, ResponseError};
use serde_json::Value;

use super::event::Event;
use crate::exit::panics::guard;

/// What a request comes to.
pub(super) type Answer = Result<Value, ResponseError>;

/// A request whose answer can be worked out.
pub(super) struct Job {
    pub(super) id: RequestId,
    pub(super) work: Box<dyn FnOnce() -> Answer + Send>,
}

/// Starts the thread.
pub(super) fn start(events: Sender<Event>) -> Sender<Job> {
    let (jobs, queue) = channel::<Job>();
    thread::spawn(move || {
        for Job { id, work } in queue {
            let failed = |_| Err(error(ErrorCode::InternalError, "internal error; please report it"));
            let answer = guard(work).unwrap_or_else(failed);
            if events.send(Event::Answered(id, answer)).is_err() {
                return;
            }
        }
    });
    jobs
}

/// Why there is no answer.
pub(super) fn error(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: message.into(), data: None }
}
