//! The report on tables for spreadsheets: a line a claim, lists between blanks. All of it is ids and our words, so no
//! cell can be taken for a formula.

use std::io::{self, Write};

use super::{TableReport, TableRow};
use crate::format::Options;
use crate::report::csv::write_rows;

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
    write_rows(&HEADER, report.rows().map(|row| cells(&row)), out)
}

fn cells(row: &TableRow<'_>) -> [String; HEADER.len()] {
    let yes = |yes: bool| if yes { "true" } else { "false" }.to_owned();
    [
        row.id().to_owned(),
        row.attributed_to().collect::<Vec<_>>().join(" "),
        row.basis().name().to_owned(),
        row.origin_classes().collect::<Vec<_>>().join(" "),
        row.origins().collect::<Vec<_>>().join(" "),
        yes(row.origins_truncated()),
        yes(row.on_the_record()),
        yes(row.retracted()),
        yes(row.in_cycle()),
    ]
}
