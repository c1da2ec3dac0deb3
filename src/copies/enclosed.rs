//! What is in a message and is something by itself.

use super::kind::Kind;
use crate::text::Text;

/// The text of a message without its headers, or a file that is sent along with it.
#[cfg_attr(not(feature = "evidence"), allow(dead_code, reason = "no message is read"))]
pub(crate) struct Enclosed {
    /// Of a file, its bytes.
    pub(crate) bytes: Vec<u8>,
    pub(crate) kind: Kind,
    /// The text, if it is known without asking for it.
    pub(crate) text: Option<Text>,
}
