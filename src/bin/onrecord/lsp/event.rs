//! What the loop waits for.

use lsp_server::{Message, RequestId, ResponseError};
use serde_json::Value;

use super::analyst::Analysed;

/// Something happened.
pub(super) enum Event {
    /// The editor says something.
    Message(Message),
    /// The editor says something that is no message.
    Malformed,
    /// The editor will say nothing more.
    Closed,
    /// A corpus was analysed.
    Analysed(Analysed),
    /// A request has its answer.
    Answered(RequestId, Result<Value, ResponseError>),
    /// Files have changed on the disk, in the folder of somebody who watches.
    Changed,
}
