//! Places and sentences of SARIF.

use serde::Serialize;

use crate::diagnostic::Message;
use crate::diagnostic::render::{Findings, Range};
use crate::text::escape::{sarif, terminal, uri};
use crate::text::{FilePath, Span};

#[derive(Serialize)]
pub(super) struct Words {
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) markdown: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    pub(super) place: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Words>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) region: Region,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
}

/// The end is where what follows starts, as in our own ranges.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    pub(super) start_column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

pub(super) fn related_location(findings: &Findings<'_>, id: usize, span: Span, message: &Message) -> Location {
    Location { id: Some(id), message: Some(sentences(message, None)), ..place_of(findings, span) }
}

/// A place in a file that was read.
pub(super) fn place_of(findings: &Findings<'_>, span: Span) -> Location {
    location(findings, findings.files.get(span.file).path(), Some(findings.span(span)))
}

/// A place; the start of a file where a whole one is meant, since a result without a place is not shown.
pub(super) fn location(findings: &Findings<'_>, path: &FilePath, range: Option<Range>) -> Location {
    let region = range.map_or(Region { start_line: 1, start_column: 1, end_line: 1, end_column: 1 }, Region::from);
    let artifact_location = ArtifactLocation { uri: uri::path(&findings.relative(path)) };
    Location { id: None, place: PhysicalLocation { artifact_location, region }, message: None }
}

impl From<Range> for Region {
    fn from(Range { start, end }: Range) -> Self {
        Self { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}

/// What is said: where there is little room, viewers show the first sentence.
pub(super) fn sentences(message: &Message, help: Option<&Message>) -> Words {
    let mut sentences = message.render(terminal::line);
    if let Some(help) = help {
        sentences.push_str(". Help: ");
        sentences.push_str(&help.render(terminal::line));
    }
    sarif::message(&sentences).into()
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, markdown: None }
    }
}
