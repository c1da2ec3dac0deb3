//! Chains as a call hierarchy: what a claim rests on is what it calls, and what rests on it calls it.

use gen_lsp_types::{
    CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCallsParams, TextDocumentPositionParams,
    Uri,
};
use onrecord::editor::{Call, Symbol, call_root, carries, rests_on};
use onrecord::text::terminal;
use serde_json::{Value, json};

use super::{Place, outline};

/// The claim or source at a place.
pub(super) fn prepare(place: &Place<'_>, params: &TextDocumentPositionParams) -> Option<Vec<Value>> {
    let symbol = call_root(&place.view.snapshot, place.file, place.offset(params.position))?;
    Some(vec![item(place, &symbol)])
}

fn item(place: &Place<'_>, symbol: &Symbol) -> Value {
    let key = place.view.location(symbol.key);
    json!({
        "name": terminal::line(&symbol.id),
        "detail": symbol.detail.plain(),
        "kind": outline::kind(symbol.record),
        "tags": outline::tags(symbol),
        "uri": key.uri,
        "range": place.view.range(symbol.whole),
        "selectionRange": key.range,
    })
}

/// What rests on a claim or a source.
pub(super) fn incoming(place: &Place<'_>, params: &CallHierarchyIncomingCallsParams) -> Option<Vec<Value>> {
    let snapshot = &place.view.snapshot;
    let calls = carries(snapshot, snapshot.corpus().find(&params.item.name)?);
    let call = |call: &Call| {
        let from = item(place, &call.record);
        let ranges = ranges(place, call, &place.view.uri(place.view.path(call.record.key.file)));
        json!({"from": from, "fromRanges": ranges})
    };
    Some(calls.iter().map(call).collect())
}

/// What a claim rests on.
pub(super) fn outgoing(place: &Place<'_>, params: &CallHierarchyOutgoingCallsParams) -> Option<Vec<Value>> {
    let snapshot = &place.view.snapshot;
    let CallHierarchyItem { name, uri, .. } = &params.item;
    let calls = rests_on(snapshot, snapshot.corpus().find(name)?);
    let call = |call: &Call| json!({"to": item(place, &call.record), "fromRanges": ranges(place, call, uri)});
    Some(calls.iter().map(call).collect())
}

/// Where the links are that are in one file: a claim that corroborates says so itself, perhaps in another.
fn ranges(place: &Place<'_>, call: &Call, uri: &Uri) -> Vec<Value> {
    let links = call.links.iter().map(|(_, span)| place.view.location(*span));
    links.filter(|link| link.uri == *uri).map(|link| json!(link.range)).collect()
}
