//! What the editor can do and wants, as it says when it starts.

use std::path::PathBuf;

use gen_lsp_types::{PositionEncodingKind, Uri};
use onrecord::text::Unit;
use serde_json::Value;

use super::uri;

/// The editor.
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of the protocol")]
#[derive(Debug, Clone)]
pub(super) struct Client {
    /// What its columns count.
    pub(super) unit: Unit,
    /// The process that started this one, if it may be gone before the stream is closed.
    pub(super) process: Option<i32>,
    pub(super) folders: Vec<PathBuf>,
    pub(super) options: Options,
    /// Those that it was started with.
    initial: Options,
    /// Shows other places that belong to a finding.
    pub(super) shows_related: bool,
    /// Requests findings, and again after a refresh request.
    pub(super) pulls: bool,
    /// Reports what changes on the disk.
    pub(super) watches: bool,
    /// Can be told where to look for changes.
    pub(super) watches_below: bool,
    /// Takes edits with the versions of the texts they are for.
    pub(super) takes_versions: bool,
    /// Asks before it makes edits that need confirmation.
    pub(super) confirms: bool,
    /// Makes files.
    pub(super) creates_files: bool,
    /// Deletes files.
    pub(super) deletes_files: bool,
    /// Shows Markdown.
    pub(super) reads_markdown: bool,
    /// Takes the place that a link is at with the one that it leads to.
    pub(super) takes_links: bool,
    /// Takes a tree of symbols.
    pub(super) takes_trees: bool,
    /// Takes actions with edits.
    pub(super) takes_actions: bool,
    /// Requests the edits of an action when somebody chooses it.
    pub(super) resolves_actions: bool,
    /// Answers requests for its settings.
    pub(super) has_settings: bool,
    /// Can be told that hints have changed.
    pub(super) refreshes_hints: bool,
}

/// What somebody set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// There is a YAML server beside this one, with the schema: it completes keys and fixed words.
    pub(super) yaml_server: bool,
    /// Show the basis of each claim behind its id.
    pub(super) inlay_hints: bool,
    /// Who reviews claims.
    pub(super) reviewer: Option<String>,
}

impl Options {
    /// The options in a value, itself or under the name of the program. What is not there is as it was: editors that
    /// have no settings say so with nothing at all.
    fn with(&self, value: &Value) -> Self {
        let options = value.get("onrecord").unwrap_or(value);
        let is = |name, before| options.get(name).and_then(Value::as_bool).unwrap_or(before);
        let reviewer = options.get("reviewer").and_then(Value::as_str).map(str::to_owned);
        Self {
            yaml_server: is("yamlServer", self.yaml_server),
            inlay_hints: is("inlayHints", self.inlay_hints),
            reviewer: reviewer.or_else(|| self.reviewer.clone()).filter(|reviewer| !reviewer.is_empty()),
        }
    }
}

impl Client {
    /// Reads what an editor says of itself. What it does not say, or says in a way of its own, it cannot do.
    pub(super) fn of(params: &Value) -> Self {
        let at = |pointer: &str| params.pointer(&format!("/capabilities/{pointer}"));
        let can = |pointer: &str| at(pointer).and_then(Value::as_bool).unwrap_or_default();
        let has = |pointer: &str| at(pointer).is_some_and(|value| !value.is_null());
        let lists = |pointer: &str, word: &str| {
            at(pointer).and_then(Value::as_array).is_some_and(|list| list.iter().any(|item| item == word))
        };
        let initial = Options::default().with(params.get("initializationOptions").unwrap_or(&Value::Null));
        // Neovim says what it does with files, and leaves out that it takes the form of edits which alone can say it.
        let takes_versions = can("workspace/workspaceEdit/documentChanges")
            || lists("workspace/workspaceEdit/resourceOperations", "create");
        Self {
            unit: unit(at("general/positionEncodings")),
            process: params.get("processId").and_then(Value::as_i64).and_then(|id| i32::try_from(id).ok()),
            folders: folders(params),
            options: initial.clone(),
            initial,
            shows_related: can("textDocument/publishDiagnostics/relatedInformation")
                || can("textDocument/diagnostic/relatedInformation"),
            pulls: has("textDocument/diagnostic") && can("workspace/diagnostics/refreshSupport"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_below: can("workspace/didChangeWatchedFiles/relativePatternSupport"),
            takes_versions,
            confirms: has("workspace/workspaceEdit/changeAnnotationSupport"),
            creates_files: lists("workspace/workspaceEdit/resourceOperations", "create"),
            deletes_files: lists("workspace/workspaceEdit/resourceOperations", "delete"),
            reads_markdown: lists("textDocument/hover/contentFormat", "markdown"),
            takes_links: can("textDocument/definition/linkSupport"),
            takes_trees: can("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            takes_actions: has("textDocument/codeAction/codeActionLiteralSupport"),
            resolves_actions: lists("textDocument/codeAction/resolveSupport/properties", "edit")
                && can("textDocument/codeAction/dataSupport"),
            has_settings: can("workspace/configuration"),
            refreshes_hints: can("workspace/inlayHint/refreshSupport"),
        }
    }

    /// What is set now, over what it was started with.
    pub(super) fn set(&self, settings: &Value) -> Options {
        self.initial.with(settings)
    }

    /// What it counts, in the word of the protocol.
    pub(super) fn encoding(&self) -> PositionEncodingKind {
        match self.unit {
            Unit::Utf8 => PositionEncodingKind::UTF8,
            Unit::Utf16 => PositionEncodingKind::UTF16,
            Unit::Characters => PositionEncodingKind::UTF32,
        }
    }
}

/// Bytes are nearest to how texts are kept; otherwise what the editor likes best.
fn unit(offered: Option<&Value>) -> Unit {
    let of = |word: &Value| match word.as_str()? {
        "utf-8" => Some(Unit::Utf8),
        "utf-16" => Some(Unit::Utf16),
        "utf-32" => Some(Unit::Characters),
        _ => None,
    };
    let offered: Vec<_> = offered.and_then(Value::as_array).into_iter().flatten().filter_map(of).collect();
    let best = offered.iter().find(|&&unit| unit == Unit::Utf8).or(offered.first());
    best.copied().unwrap_or(Unit::Utf16)
}

fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |value: &Value| uri::path(&Uri(value.as_str()?.to_owned()));
    let listed = params.get("workspaceFolders").and_then(Value::as_array);
    if let Some(listed) = listed {
        return listed.iter().filter_map(|folder| path(folder.get("uri")?)).collect();
    }
    let root = params.get("rootUri").and_then(path);
    let old = || Some(PathBuf::from(params.get("rootPath")?.as_str().filter(|path| !path.is_empty())?));
    root.or_else(old).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_encoding_is_one_that_both_know() {
        for (offered, expected) in [
            (json!(null), Unit::Utf16),
            (json!([]), Unit::Utf16),
            (json!(["utf-7"]), Unit::Utf16),
            (json!(["utf-16"]), Unit::Utf16),
            (json!(["utf-16", "utf-8"]), Unit::Utf8),
            (json!(["utf-32", "utf-16"]), Unit::Characters),
        ] {
            let client = Client::of(&json!({"capabilities": {"general": {"positionEncodings": offered}}}));
            assert_eq!(client.unit, expected, "{offered}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_taken_from_the_newest_field_that_is_there() {
        let folders = |params: Value| Client::of(&params).folders;
        let (a, b) = (json!({"uri": "file:///a", "name": "a"}), json!({"uri": "file:///b%20c", "name": "b"}));
        let all = json!({"workspaceFolders": [a, b, {"uri": "untitled:x"}], "rootUri": "file:///d", "rootPath": "/e"});
        assert_eq!(folders(all), [PathBuf::from("/a"), PathBuf::from("/b c")]);
        assert_eq!(folders(json!({"workspaceFolders": null, "rootUri": "file:///d"})), [PathBuf::from("/d")]);
        assert_eq!(folders(json!({"rootUri": null, "rootPath": "/e"})), [PathBuf::from("/e")]);
        assert!(folders(json!({"rootUri": null, "rootPath": ""})).is_empty());
        assert!(folders(json!(null)).is_empty());
    }

    #[test]
    fn options_are_off_unless_they_are_set() {
        let options = |value: Value| {
            let Options { yaml_server, inlay_hints, .. } = Options::default().with(&value);
            (yaml_server, inlay_hints)
        };
        assert_eq!(options(json!(null)), (false, false));
        assert_eq!(options(json!({"yamlServer": true})), (true, false));
        assert_eq!(options(json!({"onrecord": {"inlayHints": true}, "yamlServer": true})), (false, true));
        assert_eq!(options(json!({"yamlServer": "yes"})), (false, false));
    }

    #[test]
    fn settings_go_over_what_it_was_started_with() {
        let client = Client::of(&json!({"initializationOptions": {"inlayHints": true, "reviewer": "desk"}}));
        let set = |value: Value| {
            let Options { inlay_hints, reviewer, .. } = client.set(&value);
            (inlay_hints, reviewer)
        };
        for nothing in [json!(null), json!({}), json!({"yamlServer": true})] {
            assert_eq!(set(nothing), (true, Some("desk".to_owned())));
        }
        assert_eq!(set(json!({"inlayHints": false, "reviewer": "copy desk"})), (false, Some("copy desk".to_owned())));
        assert_eq!(set(json!({"reviewer": ""})), (true, None));
    }

    #[test]
    fn who_makes_files_takes_the_edits_that_say_so() {
        let client = |edits: Value| {
            let client = Client::of(&json!({"capabilities": {"workspace": {"workspaceEdit": edits}}}));
            (client.takes_versions, client.creates_files)
        };
        assert_eq!(client(json!({"resourceOperations": ["rename", "create", "delete"]})), (true, true));
        assert_eq!(client(json!({"documentChanges": true})), (true, false));
        assert_eq!(client(json!({"resourceOperations": []})), (false, false));
    }
}
