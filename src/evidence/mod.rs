//! Archived copies and records together: whether each copy is what was archived, and what came of each quote of each
//! claim.
//!
//! What is in a copy leaves only as an [`Outcome`](crate::quotes::Outcome).

mod confidential;
mod copied;
mod facts;
mod memory;
mod search;
mod shared;
mod stamps;
mod verify;

pub use confidential::ConfidentialCopies;
pub(crate) use copied::{Copied, copied};
pub use facts::{Evidence, Quote, QuoteIndex, Snapshot, Unchecked};
pub(crate) use memory::Memory;
pub use stamps::KeptStamp;
pub(crate) use verify::verify;
