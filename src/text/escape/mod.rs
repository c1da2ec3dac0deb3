//! The ways out for [`Text`](super::Text): one escaper for each kind of output.

pub mod csv;
pub mod dot;
pub mod github;
pub mod html;
pub mod iri;
pub mod json;
pub mod markdown;
pub mod mermaid;
pub mod rdf;
pub mod sarif;
pub mod terminal;
pub mod uri;
pub mod xml;
