//! What is seen at a glance: who each id is, and whom each claim rests on.

use gen_lsp_types::{InlayHintParams, Range, SemanticTokensRangeParams};
use onrecord::editor::{Hint, Token, TokenKind, hints, tokens};
use serde_json::{Value, json};

use super::Place;
use super::outline::OfText;

/// The kinds of tokens, by names that colour schemes know: a named source, an outlet, an anonymous source, one that is
/// nobody in particular, a document, a claim, a review.
pub(in crate::lsp) const KINDS: [&str; 7] =
    ["class", "namespace", "parameter", "variable", "string", "function", "event"];
/// What is said of a token beside its kind: it is the key of its record, it was withdrawn, somebody disputes it.
pub(in crate::lsp) const MODIFIERS: [&str; 3] = ["declaration", "deprecated", "disputed"];

/// Who each id of a text is.
pub(super) fn whole(place: &Place<'_>, _: &OfText) -> Value {
    colours(place, (0, u32::MAX))
}

/// Who each id of a range of a text is.
pub(super) fn range(place: &Place<'_>, params: &SemanticTokensRangeParams) -> Value {
    colours(place, bytes(place, params.range))
}

fn bytes(place: &Place<'_>, range: Range) -> (u32, u32) {
    (place.offset(range.start), place.offset(range.end))
}

/// Each token is where it is seen from the one before.
fn colours(place: &Place<'_>, bytes: (u32, u32)) -> Value {
    let (mut line, mut column) = (0, 0);
    let mut data = Vec::new();
    for token in tokens(&place.view.snapshot, place.file, bytes) {
        let Range { start, end } = place.view.range(token.place);
        // No token takes more than one line.
        let Some(length) = end.character.checked_sub(start.character).filter(|_| start.line == end.line) else {
            continue;
        };
        let columns = if start.line == line { start.character - column } else { start.character };
        data.extend([start.line - line, columns, length, kind(token.kind), modifiers(&token)]);
        (line, column) = (start.line, start.character);
    }
    json!({"data": data})
}

fn kind(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::NamedSource => 0,
        TokenKind::Outlet => 1,
        TokenKind::AnonymousSource => 2,
        TokenKind::Document => 4,
        TokenKind::Claim => 5,
        TokenKind::Review => 6,
        // Nobody in particular.
        _ => 3,
    }
}

fn modifiers(token: &Token) -> u32 {
    u32::from(token.is_key) | u32::from(token.is_retracted) << 1 | u32::from(token.is_disputed) << 2
}

/// The basis of each claim, behind its id.
pub(super) fn hint(place: &Place<'_>, params: &InlayHintParams) -> Vec<Value> {
    if !place.ask.client.options.inlay_hints {
        return Vec::new();
    }
    let hints = hints(&place.view.snapshot, place.file, bytes(place, params.range));
    let hint = |hint: &Hint| {
        let position = place.view.range(hint.place).end;
        json!({"position": position, "label": hint.line.plain(), "paddingLeft": true})
    };
    hints.iter().map(hint).collect()
}
