//! What answers are written as: every format once, and which of them an answer has.
//!
//! ```
//! use onrecord::format::{Format, Written};
//! use onrecord::report::Report;
//!
//! assert_eq!(Report::formats()[0], Format::Text);
//! let csv: Format = "csv".parse()?;
//! assert_eq!((csv.extension(), csv.media_type()), ("csv", "text/csv"));
//! # Ok::<(), onrecord::format::UnknownWord>(())
//! ```

pub(crate) mod document;
mod named;
mod written;

pub(crate) use named::named;
pub use named::{Named, UnknownWord, Word};
pub use written::{Detail, Options, Writer, Written};

/// A format that something is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// For people, at a terminal or in a log.
    Text,
    /// For programs: one object, of which `onrecord schema` prints the schema.
    Json,
    /// A claim file, to be finished by a person.
    Yaml,
    /// For a comment or a summary on a code host.
    Markdown,
    /// For spreadsheets; of the graph, two tables for Gephi and neo4j-admin.
    Csv,
    /// For a browser and for paper: one file that requests nothing else.
    Html,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Commands in the log of a GitHub job, which shows each finding beside its line.
    Github,
    /// `JUnit` XML, for CI systems that show test results.
    Junit,
    /// Code Quality of GitLab: a list that merge requests show.
    Gitlab,
    /// For Graphviz.
    Dot,
    /// For Mermaid, which many code hosts draw in Markdown pages.
    Mermaid,
    /// GraphML, for networkx, yEd, igraph and others.
    GraphMl,
    /// GEXF 1.3, for Gephi.
    Gexf,
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
    /// Two tables of numbers and ids, for engines such as `DuckDB` and Spark: Apache Parquet.
    Parquet,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Text,
        Self::Json,
        Self::Yaml,
        Self::Markdown,
        Self::Csv,
        Self::Html,
        Self::Sarif,
        Self::Github,
        Self::Junit,
        Self::Gitlab,
        Self::Dot,
        Self::Mermaid,
        Self::GraphMl,
        Self::Gexf,
        Self::ProvJson,
        Self::Turtle,
        Self::TriG,
        Self::JsonLd,
        Self::ClaimReview,
        Self::Parquet,
    ];

    /// Name, extension and media type.
    const fn row(self) -> [&'static str; 3] {
        match self {
            Self::Text => ["text", "txt", "text/plain"],
            Self::Json => ["json", "json", "application/json"],
            Self::Yaml => ["yaml", "yaml", "application/yaml"],
            Self::Markdown => ["markdown", "md", "text/markdown"],
            Self::Csv => ["csv", "csv", "text/csv"],
            Self::Html => ["html", "html", "text/html"],
            Self::Sarif => ["sarif", "sarif", "application/sarif+json"],
            Self::Github => ["github", "txt", "text/plain"],
            Self::Junit => ["junit", "xml", "application/xml"],
            Self::Gitlab => ["gitlab", "json", "application/json"],
            Self::Dot => ["dot", "dot", "text/vnd.graphviz"],
            Self::Mermaid => ["mermaid", "mmd", "text/vnd.mermaid"],
            Self::GraphMl => ["graphml", "graphml", "application/graphml+xml"],
            Self::Gexf => ["gexf", "gexf", "application/gexf+xml"],
            Self::ProvJson => ["prov-json", "json", "application/json"],
            Self::Turtle => ["turtle", "ttl", "text/turtle"],
            Self::TriG => ["trig", "trig", "application/trig"],
            Self::JsonLd => ["jsonld", "jsonld", "application/ld+json"],
            Self::ClaimReview => ["claimreview", "jsonld", "application/ld+json"],
            Self::Parquet => ["parquet", "parquet", "application/vnd.apache.parquet"],
        }
    }

    /// The word for it on the command line.
    pub const fn name(self) -> &'static str {
        self.row()[0]
    }

    /// How the names of such files usually end.
    pub const fn extension(self) -> &'static str {
        self.row()[1]
    }

    /// Its media type, for servers.
    pub const fn media_type(self) -> &'static str {
        self.row()[2]
    }

    /// Whether any JSON parser reads it.
    pub fn is_json(self) -> bool {
        self.media_type().ends_with("json")
    }

    /// Whether any XML parser reads it.
    pub fn is_xml(self) -> bool {
        self.media_type().ends_with("xml")
    }
}

named!(Format);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for (at, &format) in Format::ALL.iter().enumerate() {
            assert_eq!(format.name().parse(), Ok(format));
            assert_eq!(format as usize, at, "{format:?} is in the list once");
        }
        assert_eq!("CSV".parse::<Format>().unwrap_err().to_string().split(',').next(), Some("expected one of text"));
    }

    #[test]
    fn what_reads_a_format_follows_from_its_media_type() {
        let those = |is: fn(Format) -> bool| -> Vec<_> {
            Format::ALL.iter().filter(|&&format| is(format)).map(|format| format.name()).collect()
        };
        assert_eq!(those(Format::is_json), ["json", "sarif", "gitlab", "prov-json", "jsonld", "claimreview"]);
        assert_eq!(those(Format::is_xml), ["junit", "graphml", "gexf"]);
    }
}
