//! What can be done: about findings, about a claim, and all safe fixes of a text at once.

use gen_lsp_types::{CodeActionParams, Diagnostic, Range};
use onrecord::check;
use onrecord::diagnostic::Level;
use onrecord::editor::{Action, ActionKind, NewFile, actions, fixed, new_review};
use onrecord::policy::Request;
use onrecord::text::Text;
use serde_json::{Value, json};

use super::Place;
use crate::clock;
use crate::lsp::edits::Edits;

/// The most actions that are offered at a place.
const MAX_ACTIONS: usize = 50;
const QUICK_FIX: &str = "quickfix";
const REVIEW: &str = "refactor.review";
const FIX_ALL: &str = "source.fixAll";
pub(super) const ACCEPT: &str = "refactor.accept";
/// The kinds of actions.
pub(in crate::lsp) const KINDS: [&str; 4] = [QUICK_FIX, REVIEW, ACCEPT, FIX_ALL];

/// The actions for a range of a text.
pub(super) fn act(place: &Place<'_>, params: &CodeActionParams) -> Vec<Value> {
    if !place.ask.client.takes_actions {
        return Vec::new();
    }
    let only = params.context.only.as_ref().map(|only| only.iter().map(ToString::to_string).collect::<Vec<_>>());
    let request = Request { today: clock::today(), ..Request::default() };
    let checked = check(&place.view.snapshot, &request);
    let findings = checked.findings(Level::Error);
    let range = range(params);
    let range = (place.offset(range.start), place.offset(range.end));
    let all = actions(&place.view.snapshot, &findings, place.file, range);
    let is_wanted = |action: &&Action| only.as_ref().is_none_or(|only| is_among(kind(action), only));
    let wanted = all.iter().filter(is_wanted).take(MAX_ACTIONS);
    let mut shown: Vec<_> = wanted.filter_map(|action| written(place, action, is_preferred(action, &all))).collect();
    // It is offered on request only: it is about the whole text.
    if only.is_some_and(|only| is_among(FIX_ALL, &only)) {
        let fixed = fixed(&findings).into_iter().find(|fixed| fixed.file == place.file);
        shown.extend(fixed.map(|fixed| {
            let mut edits = Edits::default();
            edits.add_all(place.view, &fixed.edits);
            let edit = edits.write(place.view, &place.ask.client, None);
            json!({"title": "apply all safe fixes", "kind": FIX_ALL, "edit": edit})
        }));
    }
    shown
}

/// What is asked about: some editors send a place, and the findings in its line that they show with it.
fn range(params: &CodeActionParams) -> Range {
    let Range { start, end } = params.range;
    let in_line = |found: &&Range| found.start.line <= end.line && found.end.line >= start.line;
    let shown = params.context.diagnostics.iter().map(|found| &found.range).filter(in_line);
    shown.fold(params.range, |all, found| Range { start: all.start.min(found.start), end: all.end.max(found.end) })
}

/// A kind means all that are below it.
pub(super) fn is_among(kind: &str, wanted: &[String]) -> bool {
    let is_it = |wanted: &String| {
        kind.strip_prefix(&wanted[..]).is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.is_empty())
    };
    wanted.iter().any(is_it)
}

fn kind(action: &Action) -> &'static str {
    if matches!(action.kind, ActionKind::Review { .. }) { REVIEW } else { QUICK_FIX }
}

/// Whether an action is what is most likely meant: it is safe, or the only fix of its finding.
fn is_preferred(action: &Action, all: &[Action]) -> bool {
    let is_rival = |other: &&Action| other.kind == ActionKind::Fix && other.about == action.about;
    action.is_safe || action.kind == ActionKind::Fix && all.iter().filter(is_rival).count() == 1
}

/// An action as the editor takes it; nothing for one that it cannot make.
fn written(place: &Place<'_>, action: &Action, is_preferred: bool) -> Option<Value> {
    let review = match &action.kind {
        ActionKind::Review { claim, verdict } => Some(review(place, claim, verdict)?),
        _ => None,
    };
    let mut edits = Edits::default();
    edits.add_all(place.view, &action.edits);
    if let Some(file) = action.new_file.as_ref().or(review.as_ref()) {
        edits.create(file.path.clone(), &file.text, &place.ask.client)?;
    }
    let mut written = json!({
        "title": action.title.plain(),
        "kind": kind(action),
        "isPreferred": is_preferred,
        "edit": edits.write(place.view, &place.ask.client, None),
    });
    if let Some(finding) = finding(place, action) {
        written["diagnostics"] = json!([finding]);
    }
    Some(written)
}

/// A review is somebody's: it is offered to who has said who it is.
fn review(place: &Place<'_>, claim: &Text, verdict: &Text) -> Option<NewFile> {
    let reviewer = place.ask.client.options.reviewer.as_deref()?;
    let today = clock::today()?;
    new_review(&place.view.snapshot, claim, verdict.clone(), reviewer.into(), today).ok()?
}

/// The finding that an action is about, as it was shown.
fn finding<'a>(place: &'a Place<'_>, action: &Action) -> Option<&'a Diagnostic> {
    let (rule, span) = action.about?;
    let range = place.view.range(span);
    let mut found = place.view.found_in(place.view.path(span.file)).iter();
    found.find(|found| found.rule == Some(rule) && found.diagnostic.range == range).map(|found| &found.diagnostic)
}
