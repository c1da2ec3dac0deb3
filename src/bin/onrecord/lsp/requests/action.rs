//! What can be done about findings: their fixes, a waiver, and all safe fixes of a text at once.

use gen_lsp_types::{CodeActionParams, Diagnostic};
use onrecord::check;
use onrecord::diagnostic::{Fix, Level};
use onrecord::editor::{fixed, waiver};
use onrecord::policy::Request;
use onrecord::text::terminal;
use serde_json::{Value, json};

use super::Place;
use crate::clock;
use crate::lsp::buffer::touch;
use crate::lsp::edits::Edits;
use crate::lsp::findings::Found;

/// For how many findings at a place something is offered.
const MAX_FINDINGS: usize = 20;
const QUICK_FIX: &str = "quickfix";
const FIX_ALL: &str = "source.fixAll";

/// The actions for a range of a text.
pub(super) fn actions(place: &Place<'_>, params: CodeActionParams) -> Vec<Value> {
    if !place.ask.client.takes_actions {
        return Vec::new();
    }
    let wanted = params.context.only.map(|only| only.iter().map(ToString::to_string).collect::<Vec<_>>());
    // A kind means all that are below it.
    let is_wanted = |kind: &str| {
        wanted.as_ref().is_none_or(|wanted| {
            wanted.iter().any(|wanted| {
                kind.strip_prefix(&wanted[..]).is_some_and(|rest| ["", "."].contains(&&rest[..rest.len().min(1)]))
            })
        })
    };
    let mut actions = Vec::new();
    if is_wanted(QUICK_FIX) {
        let found = place.view.found.get(place.view.path(place.file)).into_iter().flatten();
        let here = found.filter(|found| touch(found.diagnostic.range, params.range)).take(MAX_FINDINGS);
        here.for_each(|found| quick_fixes(place, found, &mut actions));
    }
    // It is offered when it is asked for: it is about the whole text.
    if wanted.is_some() && is_wanted(FIX_ALL) {
        actions.extend(fix_all(place));
    }
    actions
}

fn quick_fixes(place: &Place<'_>, found: &Found, actions: &mut Vec<Value>) {
    for fix in &found.fixes {
        let is_preferred = fix.is_safe() && found.fixes.len() == 1;
        actions.push(quick_fix(place, fix, &found.diagnostic, is_preferred));
    }
    let waiver = || {
        let configuration = place.view.snapshot.configuration()?.path.given().to_owned();
        let file = place.view.snapshot.files().id(configuration)?;
        waiver(place.view.file(file), file, found.rule?, found.about.first()?)
    };
    actions.extend(waiver().map(|fix| quick_fix(place, &fix, &found.diagnostic, false)));
}

fn quick_fix(place: &Place<'_>, fix: &Fix, diagnostic: &Diagnostic, is_preferred: bool) -> Value {
    let edit = Edits::of(place.view, [fix]).write(place.view, &place.ask.client, None);
    json!({"title": fix.title(terminal::line), "kind": QUICK_FIX, "diagnostics": [diagnostic],
           "isPreferred": is_preferred, "edit": edit})
}

/// The safe fixes of a text, as `check --fix` makes them.
fn fix_all(place: &Place<'_>) -> Option<Value> {
    let request = Request { today: clock::today(), ..Request::default() };
    let checked = check(&place.view.snapshot, &request);
    let fixed = fixed(&checked.findings(Level::Error)).into_iter().find(|fixed| fixed.file == place.file)?;
    let mut edits = Edits::default();
    edits.add_all(place.view, &fixed.edits);
    let edit = edits.write(place.view, &place.ask.client, None);
    Some(json!({"title": "apply all safe fixes", "kind": FIX_ALL, "edit": edit}))
}
