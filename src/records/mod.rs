//! New records as the text of claim files: the one writer of YAML, for reviews, documents, waivers, drafts and
//! imports.

mod annotated;
mod archived_copy;
mod document;
mod fields;
mod ids;
mod review;
mod yaml;

pub use annotated::{AnnotatedFile, Comment};
pub use archived_copy::{ArchivedCopy, CopiedText, CopyNotAdded};
pub use document::{DocumentFields, NewDocument};
pub use fields::{Fields, are_all_of};
pub use ids::{Ids, Shape};
pub use review::{InvalidReview, NewReview};
pub use yaml::{ClaimFile, Scalar, to_yaml};
