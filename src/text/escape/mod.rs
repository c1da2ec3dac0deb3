//! The ways out for [`Text`](super::Text): one escaper for each kind of output.

pub(crate) mod csv;
pub(crate) mod dot;
pub(crate) mod github;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod iri;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod mermaid;
#[cfg(feature = "linked-data")]
pub(crate) mod rdf;
pub(crate) mod sarif;
pub mod terminal;
pub(crate) mod uri;
pub(crate) mod xml;
