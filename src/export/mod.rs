//! The graph written out for other tools: pictures, graph programs, and linked data.
//!
//! `docs/export.md` has every mapping as a table. An export never says more than the records do.

mod base;
mod claimreview;
mod csv;
#[cfg(feature = "linked-data")]
mod description;
mod dot;
mod fields;
mod gexf;
mod graphml;
pub(crate) mod json;
#[cfg(feature = "linked-data")]
mod jsonld;
mod mermaid;
#[cfg(feature = "linked-data")]
mod names;
#[cfg(feature = "parquet")]
mod numbers;
mod pieces;
#[cfg(feature = "linked-data")]
mod prov_json;
#[cfg(feature = "linked-data")]
mod trig;
#[cfg(feature = "linked-data")]
mod turtle;
mod view;
#[cfg_attr(not(feature = "linked-data"), expect(dead_code, reason = "only the prefixes are used, for bases"))]
mod vocabulary;

pub use base::Base;
pub use view::{Export, Link, LinkKind, Node, Weakenings, export};

use crate::format::{Format, Writer, Written};
use crate::index::ClaimIndex;
use crate::model::Date;
use crate::report::Selection;
#[cfg(feature = "parquet")]
use crate::tables;

/// What is to be exported.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// A claim: only that one and what it rests on.
    pub claim: Option<ClaimIndex>,
    /// Only these claims.
    pub selection: Selection,
    /// What the IRIs of records start with in linked data.
    pub base: Base,
    /// The day on which reviews are to be valid. Where nobody knows the day, nothing expires.
    pub today: Option<Date>,
}

/// The tables of CSV, by the names of their files.
const TABLES: [&str; 2] = ["nodes.csv", "edges.csv"];

/// Written node by node: nothing is held that grows with the corpus, except the relations of PROV-JSON.
impl Written for Export<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Dot, dot::write),
            Writer::new(Format::Mermaid, mermaid::write),
            Writer::new(Format::GraphMl, graphml::write),
            Writer::new(Format::Gexf, gexf::write),
            Writer::new(Format::Json, json::write),
            Writer::file(Format::Csv, TABLES[0], csv::write_nodes),
            Writer::file(Format::Csv, TABLES[1], csv::write_edges),
            #[cfg(feature = "linked-data")]
            Writer::new(Format::ProvJson, prov_json::write),
            #[cfg(feature = "linked-data")]
            Writer::new(Format::Turtle, turtle::write),
            #[cfg(feature = "linked-data")]
            Writer::new(Format::TriG, trig::write),
            #[cfg(feature = "linked-data")]
            Writer::new(Format::JsonLd, jsonld::write),
            Writer::new(Format::ClaimReview, claimreview::write),
            #[cfg(feature = "parquet")]
            Writer::file(Format::Parquet, tables::FILES[0], numbers::write_nodes),
            #[cfg(feature = "parquet")]
            Writer::file(Format::Parquet, tables::FILES[1], numbers::write_edges),
        ]
    }
}

/// Whether a format distinguishes derivations from citations that are none.
pub const fn has_derivations(format: Format) -> bool {
    matches!(format, Format::ProvJson | Format::Turtle | Format::TriG | Format::JsonLd)
}

#[cfg(test)]
mod tests {
    use super::fields::{LINK_FIELDS, NODE_FIELDS};
    use super::*;

    #[test]
    fn the_page_has_every_format_and_every_field() {
        let page = include_str!("../../docs/export.md");
        for format in Export::formats() {
            let row = format!("| `{}` | `{}` | `{}` |", format.name(), format.extension(), format.media_type());
            assert!(page.contains(&row), "{row}");
        }
        for name in NODE_FIELDS.iter().chain(&LINK_FIELDS) {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
        for kind in LinkKind::ALL {
            assert!(page.contains(&format!("\n| `{}` |", kind.name())), "{}", kind.name());
        }
    }
}
