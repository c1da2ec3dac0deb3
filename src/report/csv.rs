//! The report for spreadsheets: a line a claim, lists of ids between blanks, lists of texts between semicolons.

use std::io::{self, Write};

use super::{Part, Report, Row};
use crate::format::Options;
use crate::text::Text;
use crate::text::escape::csv::{self as escape, io_error};

const HEADER: [&str; 20] = [
    "id",
    "statement",
    "attributed_to",
    "basis",
    "origins",
    "origins_truncated",
    "on_the_record",
    "independent_sources",
    "independent_named_sources",
    "rests_solely_on",
    "retracted",
    "in_cycle",
    "disputed_by",
    "relayed_by",
    "rests_on",
    "support",
    "incomplete",
    "date",
    "tags",
    "verdicts",
];

/// Bytes that are kept before they are passed on.
const KEPT: usize = 1 << 13;

pub(super) fn write(report: &Report<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write_rows(&HEADER, report.rows().map(|row| cells(&row, options.csv_raw)), out)
}

/// A line for the names of the columns and one for each row, every cell in quotation marks.
pub(super) fn write_rows<R>(header: &[&str], rows: impl Iterator<Item = R>, out: &mut dyn Write) -> io::Result<()>
where
    R: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut lines = escape::lines(out, KEPT);
    lines.write_record(header).map_err(io_error)?;
    for row in rows {
        lines.write_record(row).map_err(io_error)?;
    }
    lines.flush()
}

fn cells(row: &Row<'_>, raw: bool) -> [String; 20] {
    let text = |text: &Text| if raw { escape::raw(text).to_owned() } else { escape::cell(text).into_owned() };
    let yes = |yes: bool| if yes { "true" } else { "false" }.to_owned();
    [
        row.id().to_owned(),
        text(row.statement()),
        row.attributed_to().collect::<Vec<_>>().join(" "),
        row.basis().name().to_owned(),
        row.origins().map(|origin| origin.id).collect::<Vec<_>>().join(" "),
        yes(row.origins_truncated()),
        yes(row.on_the_record()),
        row.independent_sources().to_string(),
        row.independent_named_sources().to_string(),
        row.rests_solely_on().unwrap_or_default().to_owned(),
        yes(row.retracted()),
        yes(row.in_cycle()),
        row.disputed_by().collect::<Vec<_>>().join(" "),
        row.relays().join(" "),
        text(&Text::new(sentence(&row.rests_on()))),
        row.independent_words().into_owned(),
        text(&Text::new(incomplete(row))),
        row.date().map(|date| date.as_str().to_owned()).unwrap_or_default(),
        text(&Text::new(joined(row.tags()))),
        text(&Text::new(joined(row.reviews().map(|reviewed| &reviewed.review.verdict.value)))),
    ]
}

/// What is said of references that hold nothing.
fn incomplete(row: &Row<'_>) -> String {
    let alarms = row.alarms().into_iter().filter(|alarm| alarm.label == "incomplete");
    alarms.map(|alarm| sentence(&alarm.sentence)).collect::<Vec<_>>().join("; ")
}

fn joined<'t>(texts: impl IntoIterator<Item = &'t Text>) -> String {
    texts.into_iter().map(escape::raw).collect::<Vec<_>>().join("; ")
}

/// A sentence that is still to be escaped as a whole.
fn sentence(parts: &[Part<'_>]) -> String {
    let part = |part: &Part<'_>| match part {
        Part::Words(words) => words.to_string(),
        Part::Origin(origin) => format!("{} ({})", escape::raw(origin.label), origin.word()),
        Part::Voice(voice) => escape::raw(voice.label).to_owned(),
        Part::Id(id) => escape::raw(id).to_owned(),
    };
    parts.iter().map(part).collect()
}
