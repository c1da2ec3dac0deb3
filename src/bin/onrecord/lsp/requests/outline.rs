//! What is in a text, and in all: records as symbols, what can be folded, what leads elsewhere.

use gen_lsp_types::{Range, SymbolKind, TextDocumentIdentifier, WorkspaceSymbolParams};
use onrecord::editor::{self, Symbol, Target, folds, links, outline};
use onrecord::model::Record;
use onrecord::text::terminal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Ask, Place};
use crate::lsp::uri;
use crate::lsp::view::View;

/// The most symbols that are listed when somebody searches all files.
const MAX_SYMBOLS: usize = 200;

/// What is sent about a whole text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfText {
    #[serde(rename = "textDocument")]
    _text_document: TextDocumentIdentifier,
}

/// The kind of symbol that a record looks like.
pub(super) fn kind(record: Record) -> SymbolKind {
    match record {
        Record::Source(_) => SymbolKind::Class,
        Record::Document(_) => SymbolKind::File,
        Record::Claim(_) => SymbolKind::Function,
        Record::Review(_) => SymbolKind::Event,
    }
}

/// The records of a text.
pub(super) fn symbols(place: &Place<'_>, _: &OfText) -> Vec<Value> {
    let sections = outline(&place.view.snapshot, place.file);
    if !place.ask.client.takes_trees {
        return sections.iter().flat_map(|section| &section.records).map(|symbol| flat(place.view, symbol)).collect();
    }
    let record = |symbol: &Symbol| {
        json!({
            "name": terminal::line(&symbol.id),
            "detail": symbol.detail.plain(),
            "kind": kind(symbol.record),
            "tags": tags(symbol),
            "range": place.view.range(symbol.whole),
            "selectionRange": place.view.range(symbol.key),
        })
    };
    let section = |section: &editor::Section| {
        json!({
            "name": section.name,
            "kind": SymbolKind::Namespace,
            "range": place.view.range(section.whole),
            "selectionRange": place.view.range(section.key),
            "children": section.records.iter().map(record).collect::<Vec<_>>(),
        })
    };
    sections.iter().map(section).collect()
}

/// Records in all files by some words.
pub(super) fn search(ask: &Ask, params: &WorkspaceSymbolParams) -> Vec<Value> {
    let of = |view: &View| {
        let symbols = editor::symbols(&view.snapshot, &params.query, MAX_SYMBOLS);
        symbols.iter().map(|symbol| flat(view, symbol)).collect::<Vec<_>>()
    };
    ask.views.iter().flat_map(|view| of(view)).take(MAX_SYMBOLS).collect()
}

fn flat(view: &View, symbol: &Symbol) -> Value {
    json!({
        "name": terminal::line(&symbol.id),
        "containerName": symbol.detail.plain(),
        "kind": kind(symbol.record),
        "tags": tags(symbol),
        "location": view.location(symbol.key),
    })
}

/// What was withdrawn is struck out.
pub(super) fn tags(symbol: &Symbol) -> &'static [u32] {
    if symbol.is_retracted { &[1] } else { &[] }
}

/// The sections and records that take more than one line.
pub(super) fn fold(place: &Place<'_>, _: &OfText) -> Vec<Value> {
    let fold = |span| {
        let Range { start, end } = place.view.range(span);
        json!({"startLine": start.line, "endLine": end.line})
    };
    folds(&place.view.snapshot, place.file).into_iter().map(fold).collect()
}

/// The pages and copies that a text leads to.
pub(super) fn lead(place: &Place<'_>, _: &OfText) -> Vec<Value> {
    let target = |target: &Target| match target {
        Target::Url(url) => Some(terminal::line(url).into_owned()),
        Target::Copy(path) => Some(uri::of(path).0),
        _ => None,
    };
    let link = |link: &editor::Link| {
        let target = target(&link.to)?;
        Some(json!({"range": place.view.range(link.place), "target": target}))
    };
    links(&place.view.snapshot, place.file).iter().filter_map(link).collect()
}
