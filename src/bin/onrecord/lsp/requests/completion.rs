//! What may be typed at a place, from the text as it is being typed.

use std::borrow::Cow;

use gen_lsp_types::{CompletionItemKind, CompletionParams, Position, Range};
use onrecord::editor::{Proposal, ProposalKind, Typing, complete};
use onrecord::policy::Request;
use onrecord::text::{LineIndex, Text, terminal};
use serde_json::{Value, json};

use super::Ask;
use crate::clock;
use crate::lsp::buffer::{offset, position};
use crate::lsp::edits::exactly;

/// What may be typed at a place.
pub(super) fn list(ask: &Ask, params: &CompletionParams) -> Option<Value> {
    let (view, path, text) = (ask.view.as_deref()?, ask.path.as_deref()?, ask.text.as_deref()?);
    let index = LineIndex::new(text);
    let at = offset(&index, text, params.text_document_position_params.position, view.unit);
    let typed = Text::new(text);
    let typing = Typing { path, text: &typed, offset: u32::try_from(at).ok()? };
    let request = Request { today: clock::today(), ..Request::default() };
    let completion = complete(&view.snapshot, &request, &typing);
    let place = |byte: u32| -> Position { position(index.position(text, byte as usize, view.unit)) };
    let range = Range { start: place(completion.range.0), end: place(completion.range.1) };
    let is_wanted = |proposal: &&Proposal| !(ask.client.options.yaml_server && proposal.is_in_schema);
    let wanted = completion.proposals.iter().filter(is_wanted).enumerate();
    let items: Vec<_> = wanted.filter_map(|(nth, proposal)| item(proposal, nth, range)).collect();
    Some(json!({"isIncomplete": completion.is_cut, "items": items}))
}

/// A proposal as the editor takes it. One with signs that nobody can see is none.
fn item(proposal: &Proposal, nth: usize, range: Range) -> Option<Value> {
    let insert = exactly(&proposal.insert);
    if insert.lines().any(|line| matches!(terminal::escape(line), Cow::Owned(_))) {
        return None;
    }
    let mut item = json!({
        "label": terminal::line(&proposal.label),
        "kind": kind(proposal.kind),
        "detail": proposal.detail.plain(),
        // Editors sort by this, and the likeliest comes first.
        "sortText": format!("{nth:04}"),
        "textEdit": {"range": range, "newText": insert},
    });
    if proposal.is_retracted {
        item["tags"] = json!([1]);
    }
    Some(item)
}

fn kind(kind: ProposalKind) -> CompletionItemKind {
    match kind {
        ProposalKind::Key => CompletionItemKind::Property,
        ProposalKind::MissingRecord => CompletionItemKind::Reference,
        ProposalKind::Source => CompletionItemKind::Class,
        ProposalKind::Document | ProposalKind::Path => CompletionItemKind::File,
        ProposalKind::Claim => CompletionItemKind::Function,
        ProposalKind::Review => CompletionItemKind::Event,
        ProposalKind::Word | ProposalKind::Verdict => CompletionItemKind::EnumMember,
        ProposalKind::Rule => CompletionItemKind::Keyword,
        ProposalKind::Date => CompletionItemKind::Value,
        ProposalKind::Tag => CompletionItemKind::Constant,
        _ => CompletionItemKind::Text,
    }
}
