//! The graph as two tables of numbers and ids in Parquet, and tables read back as a graph.
//!
//! `docs/tables.md` defines the columns: all that basis, classes of origins, loops and "on the record" depend on, and
//! nothing else. This room is the only one that knows Parquet.

mod column;
mod read;
mod table;
mod write;

use std::error::Error;
use std::fmt;

pub use read::{Tables, read};
pub(crate) use write::{EdgeRow, NodeRow, edges, nodes};

use crate::model::SourceClass;

/// The names of the files: nodes, then the links between them.
pub const FILES: [&str; 2] = ["nodes.parquet", "edges.parquet"];

/// The columns of nodes, in the notation of Parquet.
const NODES: &str = "message nodes {
    REQUIRED INT64 node;
    REQUIRED BYTE_ARRAY kind (STRING);
    OPTIONAL BYTE_ARRAY id (STRING);
    OPTIONAL BOOLEAN retracted;
    OPTIONAL BYTE_ARRAY class (STRING);
}";

/// The columns of links.
const EDGES: &str = "message edges {
    REQUIRED INT64 from_node;
    REQUIRED BYTE_ARRAY kind (STRING);
    REQUIRED INT64 to_node;
}";

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Claim,
    Source,
}

impl NodeKind {
    const ALL: [Self; 2] = [Self::Claim, Self::Source];

    const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Source => "source",
        }
    }
}

/// What a link says. Others depend on nothing that is answered from tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EdgeKind {
    AttributedTo,
    Cites,
    Corroborates,
}

impl EdgeKind {
    const ALL: [Self; 3] = [Self::AttributedTo, Self::Cites, Self::Corroborates];

    const fn name(self) -> &'static str {
        match self {
            Self::AttributedTo => "attributed_to",
            Self::Cites => "cites",
            Self::Corroborates => "corroborates",
        }
    }
}

/// The classes of sources and their words.
const CLASSES: [(SourceClass, &str); 3] =
    [(SourceClass::Named, "named"), (SourceClass::Outlet, "outlet"), (SourceClass::Unnamed, "unnamed")];

const fn class_name(class: SourceClass) -> &'static str {
    CLASSES[class as usize].1
}

/// Why tables could not be read. It repeats no value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    file: &'static str,
    words: String,
}

impl TableError {
    fn new(file: &'static str, words: impl Into<String>) -> Self {
        Self { file, words: words.into() }
    }

    /// What is said where a part cannot be unpacked.
    fn damaged(file: &'static str, column: &'static str) -> Self {
        Self::new(file, format!("the column `{column}` is damaged: it cannot be unpacked, or ends early"))
    }

    /// The name of the file that it is about.
    pub fn file(&self) -> &'static str {
        self.file
    }

    /// What is wrong with it.
    pub fn words(&self) -> &str {
        &self.words
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.words)
    }
}

impl Error for TableError {}
