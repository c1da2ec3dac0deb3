//! The graph written out for other tools: pictures, graph programs, and linked data.
//!
//! `docs/export.md` has every mapping as a table. An export never says more than the records do.

mod base;
mod claimreview;
mod csv;
mod description;
mod dot;
mod fields;
mod gexf;
mod graphml;
mod json;
mod jsonld;
mod mermaid;
mod names;
mod pieces;
mod prov_json;
mod trig;
mod turtle;
mod view;
mod vocabulary;

use std::io::{self, Write};

pub use base::Base;
pub use view::{Export, Link, LinkKind, Node, Weakenings, export};

use crate::index::ClaimIndex;
use crate::report::Selection;

/// What is to be exported.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// A claim: only that one and what it rests on.
    pub claim: Option<ClaimIndex>,
    /// Only these claims.
    pub selection: Selection,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For Graphviz.
    Dot,
    /// For Mermaid, as Markdown pages of many code hosts draw it.
    Mermaid,
    /// GraphML, for networkx, yEd, igraph and others.
    GraphMl,
    /// GEXF 1.3, for Gephi.
    Gexf,
    /// Nodes and links in JSON, for networkx and d3.
    Json,
    /// One of two tables, for Gephi and neo4j-admin.
    Csv(Table),
    /// PROV-JSON, the W3C member submission of 24 April 2013.
    ProvJson,
    /// RDF as Turtle.
    Turtle,
    /// A nanopublication for each claim, an unsigned draft, as TriG.
    TriG,
    /// The triples of the Turtle, as JSON-LD.
    JsonLd,
    /// The reviews as schema.org's `ClaimReview`, in JSON-LD.
    ClaimReview,
}

/// One of the two tables of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A line for each node.
    Nodes,
    /// A line for each link.
    Edges,
}

impl Table {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Nodes, Self::Edges];

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Nodes => "nodes.csv",
            Self::Edges => "edges.csv",
        }
    }
}

/// How an export is written, beside the format.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the IRIs of records start with.
    pub base: Base,
    /// In CSV, leave cells that look like formulas as they are.
    pub csv_raw: bool,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Dot,
        Self::Mermaid,
        Self::GraphMl,
        Self::Gexf,
        Self::Json,
        Self::Csv(Table::Nodes),
        Self::Csv(Table::Edges),
        Self::ProvJson,
        Self::Turtle,
        Self::TriG,
        Self::JsonLd,
        Self::ClaimReview,
    ];

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Json => "json",
            Self::Csv(_) => "csv",
            Self::ProvJson => "prov-json",
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::JsonLd => "jsonld",
            Self::ClaimReview => "claimreview",
        }
    }

    /// How the names of such files usually end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Mermaid => "mmd",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Json | Self::ProvJson => "json",
            Self::Csv(_) => "csv",
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::JsonLd | Self::ClaimReview => "jsonld",
        }
    }

    /// Its media type, for servers.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Dot => "text/vnd.graphviz",
            Self::Mermaid => "text/vnd.mermaid",
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Json | Self::ProvJson => "application/json",
            Self::Csv(_) => "text/csv",
            Self::Turtle => "text/turtle",
            Self::TriG => "application/trig",
            Self::JsonLd | Self::ClaimReview => "application/ld+json",
        }
    }

    /// Whether it tells derivations from citations that are none.
    pub const fn has_derivations(self) -> bool {
        matches!(self, Self::ProvJson | Self::Turtle | Self::TriG | Self::JsonLd)
    }
}

impl Export<'_> {
    /// Writes the export, node by node: nothing is held that grows with the corpus.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, format: Format, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Dot => dot::write(self, out),
            Format::Mermaid => mermaid::write(self, out),
            Format::GraphMl => graphml::write(self, out),
            Format::Gexf => gexf::write(self, out),
            Format::Json => json::write(self, out),
            Format::Csv(table) => csv::write(self, table, options.csv_raw, out),
            Format::ProvJson => prov_json::write(self, &options.base, out),
            Format::Turtle => turtle::write(self, &options.base, out),
            Format::TriG => trig::write(self, &options.base, out),
            Format::JsonLd => jsonld::write(self, &options.base, out),
            Format::ClaimReview => claimreview::write(self, &options.base, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fields::{LINK_FIELDS, NODE_FIELDS};
    use super::*;

    #[test]
    fn the_page_has_every_format_and_every_field() {
        let page = include_str!("../../docs/export.md");
        for format in Format::ALL {
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
