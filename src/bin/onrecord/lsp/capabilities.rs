//! What the server can do, as it answers `initialize`.

use serde_json::{Value, json};

use super::client::Client;
use super::requests::{action, colours};

/// The answer to `initialize`.
pub(super) fn answer(client: &Client) -> Value {
    let mut capabilities = json!({
        "positionEncoding": client.encoding(),
        "textDocumentSync": {"openClose": true, "change": 2},
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "renameProvider": {"prepareProvider": true},
        "callHierarchyProvider": true,
        "codeActionProvider": {"codeActionKinds": action::KINDS, "resolveProvider": client.resolves_actions},
        // What comes before an id or a word that there are few of.
        "completionProvider": {"triggerCharacters": [" ", "[", ",", "-", "'", "\""]},
        "documentLinkProvider": {},
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "foldingRangeProvider": true,
        "inlayHintProvider": true,
        "semanticTokensProvider": {
            "legend": {"tokenTypes": colours::KINDS, "tokenModifiers": colours::MODIFIERS},
            "full": true,
            "range": true,
        },
        "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
    });
    if client.pulls {
        capabilities["diagnosticProvider"] =
            json!({"identifier": "onrecord", "interFileDependencies": true, "workspaceDiagnostics": true});
    }
    let info = json!({"name": "onrecord", "version": env!("CARGO_PKG_VERSION")});
    json!({"capabilities": capabilities, "serverInfo": info})
}
