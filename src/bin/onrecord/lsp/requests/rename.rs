//! Another id for a record, in all files and in the configuration.

use gen_lsp_types::{RenameParams, TextDocumentPositionParams};
use lsp_server::{ErrorCode, ResponseError};
use onrecord::editor::{NotRenamed, prepare_rename, renaming};
use onrecord::model::Id;
use onrecord::text::{Text, terminal};
use serde_json::{Value, json};

use super::Place;
use crate::lsp::answers::{Answer, error};
use crate::lsp::edits::Edits;

/// How many reviews are named.
const LISTED: usize = 10;

/// The id at a place, if the record that has it can be given another one.
pub(super) fn prepare(place: &Place<'_>, params: &TextDocumentPositionParams) -> Answer {
    let offset = place.offset(params.position);
    match prepare_rename(&place.view.snapshot, place.file, offset) {
        Ok(of) => Ok(json!({"range": place.view.range(of.place), "placeholder": terminal::line(&of.id)})),
        Err(NotRenamed::NoRecord) => Ok(Value::Null),
        Err(why) => Err(refusal(why)),
    }
}

/// The edits of all files in which the id is.
pub(super) fn edits(place: &Place<'_>, params: &RenameParams) -> Answer {
    let snapshot = &place.view.snapshot;
    let offset = place.offset(params.text_document_position_params.position);
    let old = prepare_rename(snapshot, place.file, offset).map_err(refusal)?.id;
    let invalid = |_| refuse("use only a-z and 0-9 in an id, with single hyphens between words");
    let new = Id::parse(&Text::new(&*params.new_name)).map_err(invalid)?;
    let renaming = renaming(snapshot, &old, &new).map_err(refusal)?;
    let mut edits = Edits::default();
    edits.add_all(place.view, &renaming.edits);
    let stale = stale_words(&renaming.stale);
    let annotation = stale.as_deref().map(|stale| ("reviews go stale", stale));
    Ok(edits.write(place.view, &place.ask.client, annotation))
}

fn refusal(why: NotRenamed) -> ResponseError {
    refuse(match why {
        NotRenamed::Taken => "another record has this id",
        NotRenamed::NoRecord => "no record has this id",
        _ => "fix what cannot be read first: the id may be used there",
    })
}

fn refuse(why: &str) -> ResponseError {
    error(ErrorCode::RequestFailed, why)
}

/// Which reviews go stale, if any do: digests cover ids.
fn stale_words(stale: &[Text]) -> Option<String> {
    let listed: Vec<_> = stale.iter().take(LISTED).map(terminal::line).collect();
    let more = stale.len() - listed.len();
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    (!stale.is_empty()).then(|| format!("these reviews go stale: {}{more}", listed.join(", ")))
}
