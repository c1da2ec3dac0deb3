//! New records as the text of claim files: the one writer of YAML, for reviews, documents, waivers and whatever is made
//! next.

mod archived_copy;
mod document;
mod review;
mod yaml;

pub use archived_copy::{ArchivedCopy, CopyNotAdded};
pub use document::NewDocument;
pub use review::{InvalidReview, NewReview};
pub use yaml::{ClaimFile, Scalar, to_yaml};
