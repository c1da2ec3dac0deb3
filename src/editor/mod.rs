//! What an editor asks of a text and a corpus: what is at a place, and where an id is used. No word of a protocol.

mod accept;
mod actions;
mod apply;
mod article;
mod calls;
mod complete;
mod definition;
mod folding;
mod here;
mod hints;
mod hover;
mod line;
mod links;
mod offers;
mod place;
mod prepare;
mod rename;
mod scanner;
mod symbols;
#[cfg(test)]
mod tests;
mod tokens;

pub use accept::accept;
pub use actions::{Action, ActionKind, NewFile, actions, draft_actions, new_review};
pub use apply::{Change, Fixed, fixed};
pub use article::article;
pub use calls::{Call, call_root, carries, rests_on};
pub use complete::{Completion, MAX_PROPOSALS, Proposal, ProposalKind, Typing, complete};
pub use definition::{Definition, definition, highlights, references};
pub use folding::folds;
pub use here::{Here, HereKind, here};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use line::{Line, Piece};
pub use links::{Link, Target, links};
pub(crate) use offers::MissingRecords;
pub use offers::{missing_record, waiver};
pub use prepare::prepare;
pub use rename::{NotRenamed, Renamed, RenamedIn, Renaming, prepare_rename, rename, renaming, renaming_in};
pub use scanner::PathStep;
pub use symbols::{Section, Symbol, outline, symbols};
pub use tokens::{Token, TokenKind, tokens};
