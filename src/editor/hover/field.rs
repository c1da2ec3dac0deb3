//! What a section, a field, a word of ours or a rule means.

use super::{Hover, Line};
use crate::editor::{HereKind, here};
use crate::rules::rule;
use crate::schema::{Described, Meaning, Step};
use crate::text::{FileId, Span};
use crate::workspace::Snapshot;

pub(super) fn hover(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Hover> {
    let text = snapshot.files().get(file).text();
    let is_configuration =
        snapshot.configuration().is_some_and(|it| snapshot.files().id(it.path.given()) == Some(file));
    let here = here(text, offset);
    let (start, end) = here.range();
    let way = here.way_in();
    let whole = if is_configuration { Meaning::of_configuration() } else { Meaning::of_claims() };
    let (title, means) = match (here.kind(), &*way) {
        (HereKind::Comment, _) => return None,
        (HereKind::Value, [.., Step::Key("rule")]) | (HereKind::Id, [Step::Key("rules"), _]) if is_configuration => {
            of_rule(&here.word())?
        }
        // What a value means, if it is one of few words.
        (HereKind::Value, _) => {
            let words = whole.at(&way)?.words();
            let Described { word, means } = *words.iter().find(|known| here.is_word(known.word))?;
            (Line::default().code(word), vec![Line::new(means?)])
        }
        (_, [before @ .., Step::Key(_)]) => {
            let Described { word, means } = whole.at(before)?.keys().find(|known| here.is_word(known.word))?;
            (Line::default().code(word), vec![Line::new(means?)])
        }
        _ => return None,
    };
    let place = Span { file, start, end };
    (start < end).then_some(Hover { place, title, lines: means })
}

/// What a rule finds, and why that matters.
fn of_rule(name: &crate::text::Text) -> Option<(Line, Vec<Line>)> {
    let rule = rule(crate::text::terminal::line(name).trim_matches(['"', '\'']))?;
    let lines = [Some(rule.summary()), rule.reason()].into_iter().flatten().map(Line::new).collect();
    Some((Line::default().code(rule.name), lines))
}
