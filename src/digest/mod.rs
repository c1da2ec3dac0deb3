//! What a record says as one number, and what a claim rests on as another: if a number is the same, so is everything it
//! covers.
//!
//! `docs/digests.md` gives the form that is hashed, so that other programs can work the digests out again. Everything
//! here is taken over what readers may see: of a source that is not named, its public fields only, and never
//! `known_to`. A guess about confidential content cannot be tested here.

mod beneath;
pub(crate) mod canonical;
mod fields;
mod grounds;
mod record;
mod sha256;

pub use beneath::beneath;
pub use fields::{Fields, changed};
pub use grounds::Digests;
pub use record::record;
pub(crate) use sha256::Hasher;
pub use sha256::{Digest, Hashed};
