//! What is at a place, where its record is, and where else its id is.

use gen_lsp_types::{ReferenceParams, TextDocumentPositionParams};
use onrecord::editor::{self, definition, highlights, references};
use onrecord::model::{Role, Use};
use onrecord::policy::Request;
use serde_json::{Value, json};

use super::Place;
use crate::clock;

/// What is known of the thing at a place.
pub(super) fn hover(place: &Place<'_>, params: &TextDocumentPositionParams) -> Option<Value> {
    let request = Request { today: clock::today(), ..Request::default() };
    let hover = editor::hover(&place.view.snapshot, &request, place.file, place.offset(params.position))?;
    let contents = if place.ask.client.reads_markdown {
        json!({"kind": "markdown", "value": hover.markdown()})
    } else {
        json!({"kind": "plaintext", "value": hover.plain()})
    };
    Some(json!({"contents": contents, "range": place.view.range(hover.place)}))
}

/// Where the record is whose id is at a place.
pub(super) fn define(place: &Place<'_>, params: &TextDocumentPositionParams) -> Option<Value> {
    let found = definition(&place.view.snapshot, place.file, place.offset(params.position))?;
    let target = place.view.location(found.key);
    if !place.ask.client.takes_links {
        return Some(json!(target));
    }
    Some(json!([{
        "originSelectionRange": place.view.range(found.from),
        "targetUri": target.uri,
        "targetRange": place.view.range(found.whole),
        "targetSelectionRange": target.range,
    }]))
}

/// Every place that names the id at a place.
pub(super) fn refer(place: &Place<'_>, params: &ReferenceParams) -> Vec<Value> {
    let offset = place.offset(params.text_document_position_params.position);
    let uses = references(&place.view.snapshot, place.file, offset);
    let is_wanted = |of: &&Use| params.context.include_declaration || of.role != Role::Record;
    uses.iter().filter(is_wanted).map(|of| json!(place.view.location(of.place))).collect()
}

/// The same in one text: the key of the record is where it is written, all others are where it is read.
pub(super) fn highlight(place: &Place<'_>, params: &TextDocumentPositionParams) -> Vec<Value> {
    let uses = highlights(&place.view.snapshot, place.file, place.offset(params.position));
    let kind = |of: &Use| if of.role == Role::Record { 3 } else { 2 };
    uses.iter().map(|of| json!({"range": place.view.range(of.place), "kind": kind(of)})).collect()
}
