//! From what the patterns found to attributions: none has the words of another, and quotations that stand alone go on
//! with the one before.

use std::ops::Range;

use super::lexicon::{Classes, Takes};
use super::patterns::{self, Found, PATTERNS};
use super::reading::{Account, Attribution, Extent, Tier, Wording};
use super::relays;
use super::scene::Scene;
use super::syntax::{Sentence, Syntax, Unit};
use super::tokens::Sign;

/// The attributions of a text, in the order in which they begin. Their voices are still to be found.
pub(super) fn attributions(syntax: &Syntax<'_>) -> Vec<Attribution> {
    let mut resolver = Resolver { syntax, all: Vec::new(), latest: None, taken: 0, covered: 0 };
    syntax.sentences.iter().for_each(|sentence| resolver.read(sentence));
    resolver.all
}

/// The pattern after which nobody goes on: below a headline a text begins.
const HEADLINE: &str = "headline";

struct Resolver<'p> {
    syntax: &'p Syntax<'p>,
    all: Vec<Attribution>,
    /// The attribution with quotation marks that a paragraph ends with: quotations that stand alone after it
    /// are the same
    /// person's.
    latest: Option<Latest>,
    /// Units before this one are in a content that goes on after its sentence.
    taken: usize,
    /// Bytes before this one may be in a content.
    covered: u32,
}

/// An attribution by its place, and the paragraph that it has come to.
#[derive(Clone, Copy)]
struct Latest {
    at: usize,
    paragraph: usize,
}

impl Resolver<'_> {
    fn read(&mut self, sentence: &Sentence) {
        if sentence.units.start < self.taken || self.syntax.is_question(sentence.paragraph) {
            return;
        }
        let scene = Scene::new(self.syntax, sentence);
        let (found, inner) = apart(patterns::all(&scene));
        let found = relays::with_relays(&scene, found, &inner);
        let latest = self.latest.take().filter(|latest| sentence.paragraph <= latest.paragraph + 1);
        if let Some(latest) = latest.filter(|_| found.is_empty() && is_quoted(self.syntax, sentence)) {
            self.go_on(latest.at, sentence);
            self.latest = Some(Latest { paragraph: sentence.paragraph, ..latest });
            return;
        }
        let (first, covered) = (self.all.len(), self.covered);
        for found in found {
            let mut attribution = attribution(self.syntax, &found);
            let is_cut = attribution.kind != Wording::Direct && is_cut(self.syntax, &found);
            if is_cut || scene.may_have_two_speakers(&found.content) {
                attribution.tier = Tier::Likely;
            }
            attribution.relays = found.relays.map(|at| first + at);
            let end = found.content.iter().map(|part| part.end).max().unwrap_or_default();
            let is_longer = end > sentence.units.end;
            if attribution.kind != Wording::Indirect && attribution.pattern != HEADLINE {
                attribution.content.splice(0..0, opened_before(self.syntax, &found, covered));
                let paragraph = sentence.paragraph + usize::from(is_longer);
                self.latest = Some(Latest { at: self.all.len(), paragraph });
            }
            self.taken = self.taken.max(if is_longer { end } else { 0 });
            self.covered = attribution.content.iter().map(|part| part.end).max().unwrap_or_default().max(self.covered);
            self.all.push(attribution);
        }
    }

    /// Adds the quotations of a sentence to an attribution, and to the relay that passes it on.
    fn go_on(&mut self, at: usize, sentence: &Sentence) {
        let units = &self.syntax.units[sentence.units.clone()];
        let quoted: Vec<_> = units.iter().filter(|unit| unit.is_quotation()).map(Unit::extent).collect();
        self.covered = quoted.last().map_or(self.covered, |last| last.end);
        let relay = at.checked_sub(1).filter(|&before| self.all[before].relays == Some(at));
        for one in [Some(at), relay].into_iter().flatten() {
            self.all[one].content.extend(&quoted);
        }
    }
}

/// What ends a sentence, or leads up to more.
const ENDS: [char; 5] = ['.', '?', '!', '…', ':'];

/// Whether what was found goes on to the end of a sentence that has no mark there: perhaps its last words are missing.
fn is_cut(syntax: &Syntax<'_>, found: &Found) -> bool {
    let Some(last) = found.content.iter().map(|part| part.end).max().and_then(|end| end.checked_sub(1)) else {
        return false;
    };
    let unit = &syntax.units[last];
    let (said, after) = (syntax.words(unit), syntax.text.get(unit.extent().end as usize..).unwrap_or_default());
    let said = said.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']']);
    let is_ended = (said.ends_with(ENDS) && !unit.is(Classes::TITLE)) || after.trim_start().starts_with(ENDS);
    !is_ended && syntax.sentences[syntax.sentence_at(unit.extent().start)].units.end == last + 1
}

/// The quotations of earlier paragraphs that go on in what was found: each opened and did not close. None is
/// taken twice.
fn opened_before(syntax: &Syntax<'_>, found: &Found, taken: u32) -> Vec<Extent> {
    let first = found.content.iter().map(|part| part.start).min().and_then(|at| syntax.units.get(at));
    let Some(mut number) = first.and_then(|unit| unit.quotation).map(|number| number as usize) else {
        return Vec::new();
    };
    let mut before = Vec::new();
    while number > 0 && before.len() < MAX_PARAGRAPHS && syntax.quotations[number].goes_on {
        number -= 1;
        before.push(syntax.quotations[number].extent);
    }
    before.retain(|quotation| quotation.start >= taken);
    before.reverse();
    before
}

/// How many paragraphs a quotation may have.
const MAX_PARAGRAPHS: usize = 100;

/// Whether a sentence is quotations and nothing else.
fn is_quoted(syntax: &Syntax<'_>, sentence: &Sentence) -> bool {
    let is_other = |unit: &Unit| unit.is_word() || unit.is_mark(Sign::Number);
    syntax.units[sentence.units.clone()].iter().all(|unit| unit.is_quotation() || !is_other(unit))
        && syntax.units[sentence.units.clone()].iter().any(Unit::is_quotation)
}

/// Those that have their words for themselves; and those whose words are in the content of another, which
/// begins earlier
/// or is longer.
fn apart(mut found: Vec<Found>) -> (Vec<Found>, Vec<Found>) {
    let first = |found: &Found| found.content.iter().map(|part| part.start).min().unwrap_or(usize::MAX);
    let length = |found: &Found| found.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    found.sort_by_key(|found| (first(found), found.pattern, usize::MAX - length(found)));
    let overlaps = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    let (mut kept, mut inner): (Vec<Found>, Vec<Found>) = (Vec::new(), Vec::new());
    for next in found {
        let is_free = kept
            .iter()
            .all(|other| !next.content.iter().any(|part| other.content.iter().any(|held| overlaps(part, held))));
        if is_free {
            kept.push(next);
        } else {
            inner.push(next);
        }
    }
    (kept, inner)
}

fn attribution(syntax: &Syntax<'_>, found: &Found) -> Attribution {
    let pattern = &PATTERNS[found.pattern];
    let units = || found.content.iter().flat_map(|part| &syntax.units[part.clone()]);
    let has_words = units().any(Unit::is_word);
    let kind = match units().any(Unit::is_quotation) {
        true if has_words => Wording::Mixed,
        true => Wording::Direct,
        false => Wording::Indirect,
    };
    // What somebody asks in a transcript is no statement.
    let asks = !kind.eq(&Wording::Direct) && units().next_back().is_some_and(|last| last.is_mark(Sign::Question));
    let is_hint = !kind.eq(&Wording::Direct) && hints(&syntax.units[found.cue.clone()]);
    let is_sure = syntax.lexicon.traits.is_measured && !found.is_hearsay && !is_hint;
    let mut content: Vec<_> = found.content.iter().filter_map(|part| syntax.extent(&unmarked(syntax, part))).collect();
    content.sort_unstable();
    Attribution {
        tier: if is_sure { pattern.tier() } else { Tier::Likely },
        pattern: pattern.name,
        kind,
        source: found.source.as_ref().and_then(|source| syntax.extent(source)),
        cue: syntax.extent(&found.cue),
        content,
        is_clause: pattern.clause && !asks && !is_hint,
        is_denied: false,
        voice: None,
        relays: None,
    }
}

/// Whether a verb says that somebody only hinted at what follows.
fn hints(cue: &[Unit]) -> bool {
    cue.iter().filter_map(Unit::verb).any(|verb| verb.takes.has_any(Takes::HINT))
}

/// A part without marks at its ends that open or close nothing.
fn unmarked(syntax: &Syntax<'_>, part: &Range<usize>) -> Range<usize> {
    let is_stray = |at: usize| syntax.units[at].is_mark(Sign::Quote) && !syntax.units[at].token.is_single;
    let start = part.clone().find(|&at| !is_stray(at)).unwrap_or(part.start);
    let end = part.clone().rev().find(|&at| !is_stray(at)).map_or(part.end, |last| last + 1);
    start..end
}

/// The quotations that are in no attribution.
pub(super) fn loose_quotations(syntax: &Syntax<'_>, attributions: &[Attribution]) -> Vec<Extent> {
    let all = contents(attributions);
    syntax.quotations.iter().map(|quoted| quoted.extent).filter(|&place| !is_covered(&all, place)).collect()
}

/// The contents of attributions, in the order of the text.
fn contents(attributions: &[Attribution]) -> Vec<Extent> {
    let mut all: Vec<Extent> = attributions.iter().flat_map(|one| one.content.clone()).collect();
    all.sort_unstable();
    all
}

fn is_covered(contents: &[Extent], place: Extent) -> bool {
    let after = contents.partition_point(|content| content.end <= place.start);
    contents.get(after).is_some_and(|content| content.overlaps(place))
}

/// What was found and what was not.
pub(super) fn account(syntax: &Syntax<'_>, attributions: &[Attribution], loose_quotations: usize) -> Account {
    let all = contents(attributions);
    Account {
        sure: attributions.iter().filter(|one| one.tier == Tier::Sure).count(),
        likely: attributions.iter().filter(|one| one.tier == Tier::Likely).count(),
        denied: attributions.iter().filter(|one| one.is_denied).count(),
        quotations_without_attribution: loose_quotations,
        paragraphs_without_attribution: syntax.paragraphs.iter().filter(|place| !is_covered(&all, **place)).count(),
        is_read: true,
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Tier, read};
    use crate::text::Text;

    #[test]
    fn a_heading_in_quotation_marks_goes_on_with_nobody() {
        let text = "14:32 Trains cancelled\n\n“Please do not travel,” a spokesman said.\n\n\
                    14:10 “Worst in 30 years”\n\nIt rains.";
        let reading = read(&Text::new(text));
        assert_eq!(reading.attributions[0].content.len(), 1, "{:#?}", reading.attributions);
        let text = "Trump: “We will win”\n\n“It was never so bad.”\n\nDonald Trump came to the bridge, \
                    and it rained.";
        let reading = read(&Text::new(text));
        let all: Vec<_> = reading.attributions.iter().map(|one| (one.pattern, one.content.len())).collect();
        assert_eq!(all, [("headline", 1)]);
    }

    #[test]
    fn what_was_only_heard_in_court_is_not_sure() {
        for text in [
            "The jury heard that Bo Stone told a friend: “I did it.”",
            "The court heard Bo Stone told a friend he did it.",
        ] {
            assert!(read(&Text::new(text)).attributions.iter().all(|one| one.tier == Tier::Likely), "{text}");
        }
        assert_eq!(read(&Text::new("Bo Stone said he heard the shots.")).attributions[0].tier, Tier::Sure);
    }

    #[test]
    fn content_that_may_go_on_is_not_sure() {
        let tiers =
            |text: &str| -> Vec<Tier> { read(&Text::new(text)).attributions.iter().map(|one| one.tier).collect() };
        for said in ["the bridge is safe", "the bridge is safe,", "it is “safe”", "the bridge was built by Mr."] {
            assert_eq!(tiers(&format!("Ada Moss said {said}")), [Tier::Likely], "{said}");
            assert_eq!(tiers(&format!("Ada Moss said {said}\n\nThe work ended in May.")), [Tier::Likely], "{said}");
        }
        for said in ["the bridge is safe.", "it is “safe.”", "it opens at 5 p.m.", "“The bridge is safe”"] {
            assert_eq!(tiers(&format!("Ada Moss said {said}\n\nThe work ended in May.")), [Tier::Sure], "{said}");
        }
        let long = "in the city of Elm ".repeat(60);
        assert_eq!(tiers(&format!("Ada Moss said the bridge is safe {long}.")), [Tier::Likely]);
    }
}
