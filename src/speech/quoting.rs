//! `NP quoted NP as saying …`: whose words they are, and who passes them on.

use std::ops::Range;

use super::clauses;
use super::content;
use super::lexicon::{Classes, Takes};
use super::phrases;
use super::scene::{After, Cue, Scene};
use super::tokens::Sign;

/// How many units may be between "quoted" and "as saying".
const MAX_QUOTED: usize = 30;

/// Who is quoted, and by whom.
#[derive(Debug, Clone)]
pub(super) struct Quoting {
    /// Who passes it on, if the sentence says it.
    pub(super) relay: Option<Range<usize>>,
    pub(super) source: Range<usize>,
    /// `as saying`
    pub(super) cue: Range<usize>,
}

/// Whose words a verb such as "quoted" passes on, if "as saying" comes after it.
pub(super) fn find(scene: &Scene<'_>, cue: &Cue) -> Option<Quoting> {
    let (head, end) = (cue.group.end - 1, cue.group.end);
    let limit = scene.at.end.min(end + MAX_QUOTED);
    let is_saying = |at: usize| scene.is_the_word(at, "as") && saying(scene, at + 1).is_some();
    let near = (end..limit).take_while(|&at| !scene.is_mark(at, Sign::Semicolon) && !scene.is_quotation(at));
    let at = near.filter(|_| scene.is(head, Classes::CITED)).find(|&at| is_saying(at))?;
    let last = saying(scene, at + 1)?.group.end;
    let by = |at: usize| {
        let end = phrases::outlet_after(scene.units, at + 1, scene.end());
        (scene.is_the_word(at, "by") && end > at + 1).then_some(at + 1..end)
    };
    let subject = cue.subject.clone();
    let (relay, source) = if cue.is_passive { (by(end).or_else(|| by(last)), subject?) } else { (subject, end..at) };
    (!source.is_empty()).then_some(Quoting { relay, source, cue: at..last })
}

/// What is quoted: it comes after "as saying", or before who passes it on.
pub(super) fn said(scene: &Scene<'_>, cue: &Cue, quoting: &Quoting) -> Option<Range<usize>> {
    let after = saying(scene, quoting.cue.start + 1).and_then(|saying| content::after(scene, saying));
    if let Some(After::Quote(said) | After::That(said) | After::Bare(said) | After::Colon(said)) = after {
        return Some(said);
    }
    let start = cue.subject.as_ref()?.start;
    let end = if scene.is_mark(start.wrapping_sub(1), Sign::Comma) { start - 1 } else { start };
    let close = end.checked_sub(1).filter(|&at| at >= scene.at.start)?;
    if scene.is_whole_quotation(close, end) {
        return Some(scene.start_of_said(close)..end);
    }
    let before = scene.start()..end;
    (end < start && !before.is_empty() && clauses::is_clause(scene, before.clone())).then_some(before)
}

/// The verb of speech that begins at a unit.
fn saying<'s>(scene: &'s Scene<'_>, at: usize) -> Option<&'s Cue> {
    let is_here = |cue: &&Cue| cue.group.start == at && cue.takes.has_any(Takes::QUOTE) && scene.is_ing(at);
    scene.cues.iter().find(is_here)
}
