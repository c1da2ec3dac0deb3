//! Fixes and chains of SARIF: `fixes` and `codeFlows`.

use serde::{Serialize, Serializer};

use super::place::{ArtifactLocation, Location, Region, Words, location, place_of, sentences};
use crate::diagnostic::render::Findings;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::text::escape::json::Str;
use crate::text::escape::uri;
use crate::text::{FileId, Text};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifFix {
    description: Words,
    artifact_changes: Vec<ArtifactChange>,
    properties: FixProperties,
}

/// Whether `check --fix` applies it: SARIF has no word for that.
#[derive(Serialize)]
struct FixProperties {
    safe: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: InsertedContent,
}

#[derive(Serialize)]
struct InsertedContent {
    #[serde(serialize_with = "escaped")]
    text: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeFlow {
    thread_flows: [ThreadFlow; 1],
}

#[derive(Serialize)]
struct ThreadFlow {
    locations: Vec<FlowLocation>,
}

#[derive(Serialize)]
struct FlowLocation {
    location: Location,
}

fn escaped<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    Str(text).serialize(serializer)
}

/// What would put a finding right.
pub(super) fn fixes(findings: &Findings<'_>, fixes: &[Fix]) -> Vec<SarifFix> {
    let fix = |fix: &Fix| SarifFix {
        description: sentences(&fix.title, None),
        artifact_changes: changes(findings, &fix.edits),
        properties: FixProperties { safe: fix.is_safe },
    };
    fixes.iter().map(fix).collect()
}

/// The edits of each file.
fn changes(findings: &Findings<'_>, edits: &[Edit]) -> Vec<ArtifactChange> {
    let mut changes: Vec<(FileId, ArtifactChange)> = Vec::new();
    for edit in edits {
        let replacement = Replacement {
            deleted_region: findings.span(edit.span).into(),
            inserted_content: InsertedContent { text: edit.text.clone() },
        };
        if let Some((_, change)) = changes.iter_mut().find(|(file, _)| *file == edit.span.file) {
            change.replacements.push(replacement);
        } else {
            let path = findings.files.get(edit.span.file).path();
            let artifact_location = ArtifactLocation { uri: uri::path(&findings.relative(path)) };
            changes.push((edit.span.file, ArtifactChange { artifact_location, replacements: vec![replacement] }));
        }
    }
    changes.into_iter().map(|(_, change)| change).collect()
}

/// A chain, link by link, so that viewers can be led along it.
pub(super) fn flows(findings: &Findings<'_>, diagnostic: &Diagnostic) -> Vec<CodeFlow> {
    if !diagnostic.is_chain || diagnostic.related.is_empty() {
        return Vec::new();
    }
    let path = findings.path(&diagnostic.place);
    let first = Location {
        message: Some(sentences(&diagnostic.message, None)),
        ..location(findings, path, findings.range(&diagnostic.place))
    };
    let links = diagnostic
        .related
        .iter()
        .map(|(span, message)| Location { message: Some(sentences(message, None)), ..place_of(findings, *span) });
    let locations = [first].into_iter().chain(links).map(|location| FlowLocation { location }).collect();
    vec![CodeFlow { thread_flows: [ThreadFlow { locations }] }]
}
