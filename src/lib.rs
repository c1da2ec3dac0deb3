//! Shows which claims rest on named sources and which rest on anonymous ones, and proves it.
//!
//! A corpus is a folder of YAML claim files: sources, documents, claims, reviews. A workspace keeps them, and answers
//! are made from its snapshots. Nothing here prints, reads the clock or ends the process:
//!
//! ```
//! use onrecord::format::{Format, Options, Written};
//! use onrecord::report::Selection;
//! use onrecord::{Workspace, report};
//!
//! let file = "
//! sources:
//!   caliber-az: {identity: named, name: Caliber.Az, kind: outlet}
//!   us-official: {identity: anonymous, description: a US official}
//! claims:
//!   agreement: {statement: The US and Iraq have an agreement that is not announced., attributed_to: [us-official]}
//!   agreement-relayed:
//!     statement: A US official says that there is an agreement.
//!     attributed_to: [caliber-az]
//!     cites: [agreement]
//! ";
//! let snapshot = Workspace::of_texts([("claims.yaml", file)]).snapshot();
//! let report = report(&snapshot, &Selection::default());
//!
//! // What is wrong with the files comes back beside the records, and the rest is kept.
//! assert_eq!(snapshot.faults().count(), 0);
//! let relayed = report.rows().find(|row| row.id() == "agreement-relayed").unwrap();
//! assert_eq!(relayed.basis().name(), "anonymous");
//! assert_eq!(relayed.rests_solely_on(), Some("us-official"));
//! let mut out = Vec::new();
//! report.write(Format::Text, &Options::default(), &mut out)?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! What a claim file says is [`text::Text`], which cannot be printed as it is; [`text::terminal`] makes it safe.

pub mod analysis;
pub mod check;
pub mod copies;
pub mod diagnostic;
pub mod digest;
pub mod draft;
pub mod editor;
pub mod evidence;
pub mod export;
pub mod format;
pub mod graph;
pub mod impact;
#[cfg(feature = "import")]
pub mod import;
pub mod index;
#[cfg(feature = "html")]
mod layout;
pub mod list;
mod load;
pub mod model;
mod page;
pub mod policy;
pub mod quotes;
pub mod records;
pub mod report;
pub mod reviews;
pub mod rules;
pub mod runs;
pub mod schema;
pub mod speech;
#[cfg(feature = "parquet")]
pub mod tables;
pub mod text;
pub mod trace;
mod tree;
pub mod workspace;
mod yaml;

pub use check::check;
pub use export::export;
pub use impact::impact;
pub use report::report;
pub use trace::trace;
pub use workspace::Workspace;
