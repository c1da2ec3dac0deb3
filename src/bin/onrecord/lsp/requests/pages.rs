//! Pages that an editor shows beside a text: the report, and an article with who says what in it. They are requests of
//! our own, for editors that can show pages; no port is opened for them.

use gen_lsp_types::TextDocumentPositionParams;
use lsp_server::ErrorCode;
use onrecord::draft::of_document;
use onrecord::editor::article;
use onrecord::format::{Format, Options, Written};
use onrecord::report::{Selection, report as reported};
use onrecord::text::{LineIndex, Text};
use serde_json::{Value, json};

use super::{Ask, read};
use crate::clock;
use crate::lsp::answers::{Answer, error};
use crate::lsp::buffer::offset;
use crate::lsp::view::View;

/// The report on the corpus of a text.
pub(super) fn report(ask: &Ask, _: Value) -> Answer {
    let view = view(ask)?;
    let report = reported(&view.snapshot, &Selection::default()).with_checks(None, clock::today().as_ref());
    page("Sourcing report", |out| report.write(Format::Html, &Options::default(), out))
}

/// The article that a place of a text is about.
pub(super) fn draft(ask: &Ask, params: Value) -> Answer {
    let (view, params) = (view(ask)?, read::<TextDocumentPositionParams>(params)?);
    let text = ask.text.as_ref().ok_or_else(|| refused("the text is not open"))?;
    let offset = offset(&LineIndex::new(text), text, params.position, view.unit);
    let offset = u32::try_from(offset).map_err(|_| refused("the text is too long"))?;
    let document = article(&view.snapshot, &Text::new(text.as_str()), offset)
        .ok_or_else(|| refused("put the cursor on a document that has an archived copy"))?;
    let draft = of_document(&view.snapshot, document).map_err(|why| refused(&why.to_string()))?;
    page("Draft", |out| draft.write(Format::Html, &Options::default(), out))
}

fn view(ask: &Ask) -> Result<&View, lsp_server::ResponseError> {
    ask.view.as_deref().ok_or_else(|| refused("this text is in no folder of claim files"))
}

fn page(title: &str, write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> Answer {
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(|_| refused("the page could not be written"))?;
    Ok(json!({"title": title, "html": String::from_utf8_lossy(&bytes)}))
}

fn refused(why: &str) -> lsp_server::ResponseError {
    error(ErrorCode::RequestFailed, why)
}
