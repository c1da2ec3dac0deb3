//! The report on tables for spreadsheets: a line a claim, lists between blanks. All of it is ids and our words, so no
//! cell can be taken for a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{TableReport, TableRow};
use crate::format::Options;
use crate::report::csv::io_error;

const HEADER: [&str; 9] = [
    "id",
    "attributed_to",
    "basis",
    "origin_classes",
    "origins",
    "origins_truncated",
    "on_the_record",
    "retracted",
    "in_cycle",
];

pub(super) fn write(report: &TableReport<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    lines.write_record(HEADER).map_err(io_error)?;
    for row in report.rows() {
        lines.write_record(cells(&row).map(Cow::into_owned)).map_err(io_error)?;
    }
    lines.flush()
}

fn cells<'a>(row: &TableRow<'a>) -> [Cow<'a, str>; HEADER.len()] {
    let yes = |yes: bool| Cow::from(if yes { "true" } else { "false" });
    [
        row.id().into(),
        row.attributed_to().collect::<Vec<_>>().join(" ").into(),
        row.basis().name().into(),
        row.origin_classes().collect::<Vec<_>>().join(" ").into(),
        row.origins().collect::<Vec<_>>().join(" ").into(),
        yes(row.origins_truncated()),
        yes(row.on_the_record()),
        yes(row.retracted()),
        yes(row.in_cycle()),
    ]
}
