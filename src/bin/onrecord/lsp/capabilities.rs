//! What the server can do, as it answers `initialize`.

use serde_json::{Value, json};

use super::client::Client;

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
        "codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll"]},
        "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
    });
    if client.pulls {
        capabilities["diagnosticProvider"] =
            json!({"identifier": "onrecord", "interFileDependencies": true, "workspaceDiagnostics": true});
    }
    let info = json!({"name": "onrecord", "version": env!("CARGO_PKG_VERSION")});
    json!({"capabilities": capabilities, "serverInfo": info})
}
