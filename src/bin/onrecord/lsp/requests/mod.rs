//! What an editor can ask: one file for each kind of request.

pub(super) mod action;
mod chains;
pub(super) mod colours;
mod completion;
mod drafts;
mod navigate;
mod outline;
mod pages;
mod rename;

use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::Position;
use lsp_server::ErrorCode;
use onrecord::text::FileId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers::{Answer, error};
use super::client::Client;
use super::view::{Open, View};

/// A kind of request.
pub(super) struct Kind {
    pub(super) method: &'static str,
    pub(super) when: When,
    /// Whether it is about drafts, too, which are in the folder of a corpus and not read.
    pub(super) takes_drafts: bool,
    pub(super) answer: fn(&Ask, Value) -> Answer,
}

/// From when on a request can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// When the text was analysed as it is.
    Settled,
    /// When it was analysed at any time: what matters is the text as it is being typed.
    AtOnce,
    /// The same, and it may be about no text.
    Anywhere,
    /// When the text was analysed as it is; the loop itself knows the answer.
    Pulled,
}

/// What a request is answered from.
pub(super) struct Ask {
    /// The corpus of the text.
    pub(super) view: Option<Arc<View>>,
    /// All corpora.
    pub(super) views: Vec<Arc<View>>,
    pub(super) client: Client,
    /// The path of the text.
    pub(super) path: Option<PathBuf>,
    /// The text as it is now, where it may be newer than what was analysed.
    pub(super) text: Option<String>,
    /// The text as the editor has it open, if it is in no corpus, as a draft.
    pub(super) draft: Option<Open>,
}

/// Every kind of request, except those by which a conversation begins and ends, and that for the findings of all files.
pub(super) static KINDS: &[Kind] = &[
    settled("callHierarchy/incomingCalls", |ask, params| ask.of(params, chains::incoming)),
    settled("callHierarchy/outgoingCalls", |ask, params| ask.of(params, chains::outgoing)),
    // Some editors send back every action that somebody chose, also those that are complete.
    about_drafts(kind("codeAction/resolve", When::Anywhere, drafts::resolve)),
    about_drafts(settled("textDocument/codeAction", |ask, params| match &ask.draft {
        Some(draft) => write(drafts::act(ask, draft, &read(params)?)),
        None => ask.of(params, action::act),
    })),
    kind("textDocument/completion", When::AtOnce, |ask, params| write(completion::list(ask, &read(params)?))),
    settled("textDocument/definition", |ask, params| ask.of(params, navigate::define)),
    kind("textDocument/diagnostic", When::Pulled, |_, _| Ok(Value::Null)),
    settled("textDocument/documentHighlight", |ask, params| ask.of(params, navigate::highlight)),
    settled("textDocument/documentLink", |ask, params| ask.of(params, outline::lead)),
    settled("textDocument/documentSymbol", |ask, params| ask.of(params, outline::symbols)),
    settled("textDocument/foldingRange", |ask, params| ask.of(params, outline::fold)),
    settled("textDocument/hover", |ask, params| ask.of(params, navigate::hover)),
    settled("textDocument/inlayHint", |ask, params| ask.of(params, colours::hint)),
    settled("textDocument/prepareCallHierarchy", |ask, params| ask.of(params, chains::prepare)),
    settled("textDocument/prepareRename", |ask, params| ask.answer(params, rename::prepare)),
    settled("textDocument/references", |ask, params| ask.of(params, navigate::refer)),
    settled("textDocument/rename", |ask, params| ask.answer(params, rename::edits)),
    settled("textDocument/semanticTokens/full", |ask, params| ask.of(params, colours::whole)),
    settled("textDocument/semanticTokens/range", |ask, params| ask.of(params, colours::range)),
    kind("workspace/symbol", When::Anywhere, |ask, params| write(outline::search(ask, &read(params)?))),
    about_drafts(kind("onrecord/draft", When::AtOnce, pages::draft)),
    about_drafts(settled("onrecord/report", pages::report)),
    kind("onrecord/panic", When::Anywhere, |_, _| Ok(panicked())),
];

const fn settled(method: &'static str, answer: fn(&Ask, Value) -> Answer) -> Kind {
    kind(method, When::Settled, answer)
}

const fn kind(method: &'static str, when: When, answer: fn(&Ask, Value) -> Answer) -> Kind {
    Kind { method, when, takes_drafts: false, answer }
}

/// The same kind of request, about drafts, too.
const fn about_drafts(mut kind: Kind) -> Kind {
    kind.takes_drafts = true;
    kind
}

fn panicked() -> Value {
    crate::exit::panics::fail();
    Value::Null
}

/// A place in a corpus that was analysed: a view of it, and a file of that.
pub(super) struct Place<'a> {
    pub(super) view: &'a View,
    pub(super) file: FileId,
    pub(super) ask: &'a Ask,
}

impl Place<'_> {
    /// The byte at a place of the file.
    fn offset(&self, position: Position) -> u32 {
        self.view.offset(self.file, position)
    }
}

impl Ask {
    /// Answers with what is known of a file; with nothing if it is in no corpus.
    fn of<P: DeserializeOwned, T: Serialize>(&self, params: Value, answer: fn(&Place<'_>, &P) -> T) -> Answer {
        let params = read(params)?;
        self.place().map_or(Ok(Value::Null), |place| write(answer(&place, &params)))
    }

    /// The same for what may be refused.
    fn answer<P: DeserializeOwned>(&self, params: Value, answer: fn(&Place<'_>, &P) -> Answer) -> Answer {
        let params = read(params)?;
        self.place().map_or(Ok(Value::Null), |place| answer(&place, &params))
    }

    fn place(&self) -> Option<Place<'_>> {
        let (view, path) = (self.view.as_deref()?, self.path.as_deref()?);
        Some(Place { view, file: view.snapshot.files().id(path)?, ask: self })
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, lsp_server::ResponseError> {
    // The parser's own words may quote what was sent.
    serde_json::from_value(params).map_err(|_| error(ErrorCode::InvalidParams, "the parameters are not as expected"))
}

fn write(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|_| error(ErrorCode::InternalError, "the answer could not be written"))
}
