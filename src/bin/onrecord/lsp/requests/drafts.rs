//! What can be done in a draft: accept a record of it. It becomes a new claim file, with what it rests on.

use std::path::Path;

use gen_lsp_types::{CodeActionParams, Uri};
use lsp_server::{ErrorCode, ResponseError};
use onrecord::draft::claim_files;
use onrecord::editor::{self, Action, ActionKind, draft_actions};
use onrecord::text::{LineIndex, Text};
use serde::Deserialize;
use serde_json::{Value, json};

use super::action::{ACCEPT, is_among};
use super::{Ask, read};
use crate::folder::of_corpus;
use crate::lsp::answers::{Answer, error};
use crate::lsp::buffer::offset;
use crate::lsp::edits::{Edits, exactly};
use crate::lsp::view::{Open, View};
use crate::starter_files;

/// What an action is about, for when somebody chooses it.
#[derive(Deserialize)]
struct Data {
    version: i32,
    id: String,
}

/// The actions at a place of a draft.
pub(super) fn act(ask: &Ask, draft: &Open, params: &CodeActionParams) -> Vec<Value> {
    let only = params.context.only.as_ref().map(|only| only.iter().map(ToString::to_string).collect::<Vec<_>>());
    let is_wanted = ask.client.takes_actions && only.is_none_or(|only| is_among(ACCEPT, &only));
    let Some(view) = ask.view.as_deref().filter(|_| is_wanted) else { return Vec::new() };
    let at = offset(&LineIndex::new(&draft.text), &draft.text, params.range.start, view.unit);
    let actions = draft_actions(&Text::new(&*draft.text), u32::try_from(at).unwrap_or(u32::MAX));
    actions.iter().filter_map(|action| written(ask, view, draft, action)).collect()
}

/// An action, with its edits if the editor does not request them later.
fn written(ask: &Ask, view: &View, draft: &Open, action: &Action) -> Option<Value> {
    let ActionKind::Accept { id } = &action.kind else { return None };
    let mut written = json!({"title": action.title.plain(), "kind": ACCEPT});
    if ask.client.resolves_actions {
        let Uri(uri) = &draft.uri;
        written["data"] = json!({"uri": uri, "version": draft.version, "id": exactly(id)});
    } else {
        written["edit"] = edits(ask, view, draft, id).ok()?;
    }
    Some(written)
}

/// An action that somebody chose, with its edits.
pub(super) fn resolve(ask: &Ask, mut action: Value) -> Answer {
    let Some(data) = action.get("data").cloned() else { return Ok(action) };
    let Data { version, id } = read(data)?;
    let open = ask.view.as_deref().zip(ask.draft.as_ref()).filter(|(_, draft)| draft.version == version);
    let (view, draft) = open.ok_or_else(|| error(ErrorCode::ContentModified, "the text has changed"))?;
    action["edit"] = edits(ask, view, draft, &id.into())?;
    Ok(action)
}

/// The new claim file, and what is left of the draft.
fn edits(ask: &Ask, view: &View, draft: &Open, id: &Text) -> Answer {
    let path = ask.path.as_deref().ok_or_else(|| refused("the draft has no path"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let accepted = editor::accept(&view.snapshot, path, &Text::new(&*draft.text), id);
    let accepted = accepted.map_err(|why| refused(&why.to_string()))?;
    if accepted.moved.is_none() && accepted.known.is_none() {
        return Err(refused(accepted.words.trim()));
    }
    let mut edits = Edits::default();
    if !accepted.moved.is_none() {
        let free = claim_files(path, folder, &view.snapshot).find(|path| path.symlink_metadata().is_err());
        let corpus = of_corpus::of(&view.snapshot, path);
        let modeline = corpus.map(|corpus| starter_files::modeline_of(corpus, path)).unwrap_or_default();
        free.and_then(|path| edits.create(path, &Text::new(modeline + &accepted.file), &ask.client))
            .ok_or_else(|| refused("this editor cannot make files; run `onrecord draft --accept`"))?;
    }
    edits.rewrite(path, draft, &accepted.draft, accepted.is_empty, (&ask.client, view.unit));
    Ok(edits.write(view, &ask.client, None))
}

fn refused(why: &str) -> ResponseError {
    error(ErrorCode::RequestFailed, why)
}
