//! The records of a corpus, as plain data.

mod archived;
mod build;
mod capture;
mod confidential;
mod configuration;
mod corpus;
mod date;
mod edit;
pub mod fields;
mod id;
mod ids;
mod kind;
mod language;
mod links;
mod records;
mod snapshot_path;
mod table;
mod url;
mod uses;

pub use archived::{Archived, ArchivedFile};
pub use capture::Capture;
pub use confidential::{Confidential, ConfidentialUrls};
pub use configuration::{CONFIGURATION, Configuration, Setting, Waiver};
pub use corpus::{Corpus, Record};
pub(crate) use corpus::{FileNumbers, Sorted};
pub(crate) use date::MAX_OFFSET;
pub use date::{Date, InvalidDate};
pub(crate) use edit::Edits;
pub use id::{Id, InvalidId, MAX_ID};
pub(crate) use ids::Ids;
pub use kind::RecordKind;
pub use language::Language;
pub use links::{LinkLists, Links};
pub use records::{
    Claim, Details, Document, Evidence, Identity, Located, Reference, Retraction, Review, Source, SourceClass,
    SourceKind, Terms,
};
pub use snapshot_path::{MAX_PATH, SnapshotPath, is_of_desk};
pub(crate) use table::{FileRecords, InFile, Slot};
pub use table::{Records, Table};
pub use url::{InvalidUrl, Url};
pub(crate) use uses::FileUses;
pub use uses::{Role, Use};
