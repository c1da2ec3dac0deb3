//! The answer: which claims rest on named sources, and which on anonymous ones.

mod alarms;
mod cautions;
mod csv;
mod details;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod json;
mod markdown;
#[cfg(feature = "parquet")]
pub(crate) mod of_tables;
mod text;
mod view;
mod words;

pub use alarms::Alarm;
pub(crate) use alarms::beyond_terms;
pub use details::{Carrier, Caveat, Cited, CopiedFrom, Documented, Node, Reviewed};
#[cfg(feature = "parquet")]
pub use of_tables::{TableReport, TableRow, report_on_tables};
pub use view::{Heading, Origin, Report, Row, Selection, Summary, report};
pub use words::{Part, sentence};
pub(crate) use words::{record_words, support_words};

use crate::analysis::Basis;
use crate::format::{Format, Writer, Written};

impl Written for Report<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Text, text::write),
            Writer::new(Format::Json, json::write),
            Writer::new(Format::Markdown, markdown::write),
            Writer::new(Format::Csv, csv::write),
            #[cfg(feature = "html")]
            Writer::new(Format::Html, html::write),
        ]
    }
}

/// What a basis means, in words. It is about origins alone: what corroborates a claim does not change its basis, so the
/// same claim may be on the record.
pub(crate) fn meaning(basis: Basis) -> &'static str {
    match basis {
        Basis::Circular => "citations that lead in a circle, and to no source",
        Basis::Unsourced => "no chain of its own leads to a source",
        Basis::Retracted => "withdrawn, or every chain of its own passes a withdrawn claim",
        Basis::Anonymous => "all its origins are unnamed",
        Basis::Outlet => "no origin is named but outlets, whose own sources are not recorded",
        Basis::Mixed => "some of its origins are named, others unnamed",
        Basis::Named => "it has a named origin, and no unnamed one",
    }
}
