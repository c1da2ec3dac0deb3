//! What a row says in words, the same in every format that people read: whom the claim rests on and by way of whom, and
//! how many of these are independent.

use std::borrow::Cow;

use super::{Origin, Row, Summary};
use crate::analysis::{Basis, Ends, Support};
use crate::diagnostic::Message;
use crate::graph::Graph;
use crate::index::{ClaimIndex, SourceIndex};
use crate::model::{Corpus, Identity};
use crate::rules::add_support;
use crate::text::Text;
use crate::text::escape::terminal;

/// So many of those who relay are named for one source.
const MAX_RELAYS: usize = 4;
/// So many ids are listed in a phrase.
const MAX_IDS: usize = 5;

/// A part of a sentence: our own words, or what a format has to escape.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Part<'a> {
    /// Our own words.
    Words(Cow<'static, str>),
    /// A source at the end of a chain, or a voice without a name that relays: the identity is said with the name.
    Origin(Origin<'a>),
    /// A voice with a name that relays: it is only named.
    Voice(Origin<'a>),
    /// What the files call a record.
    Id(&'a Text),
}

/// A sentence as plain text, safe for a terminal.
pub fn sentence(parts: &[Part<'_>]) -> String {
    let part = |part: &Part<'_>| match part {
        Part::Words(words) => words.to_string(),
        Part::Origin(origin) => format!("{} ({})", terminal::line(origin.label), origin.word()),
        Part::Voice(voice) => terminal::line(voice.label).into_owned(),
        Part::Id(id) => terminal::line(id).into_owned(),
    };
    parts.iter().map(part).collect()
}

pub(super) fn words<'a>(words: impl Into<Cow<'static, str>>) -> Part<'a> {
    Part::Words(words.into())
}

/// Some words, and then records by their ids.
pub(super) fn about<'a>(start: &'static str, ids: Vec<&'a Text>) -> Vec<Part<'a>> {
    let count = ids.len();
    about_some(start, ids.into_iter(), count)
}

/// The same of so many records, of which no more are looked at than are named: each of a loop has all others beside it.
pub(super) fn about_some<'a>(start: &'static str, ids: impl Iterator<Item = &'a Text>, count: usize) -> Vec<Part<'a>> {
    let more = count.saturating_sub(MAX_IDS);
    let mut items: Vec<_> = ids.take(MAX_IDS).map(Part::Id).collect();
    items.extend((more > 0).then(|| words(format!("{more} more"))));
    let mut sentence = vec![words(start)];
    sentence.extend(list(items));
    sentence
}

/// Some things as a person would list them.
fn list(items: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let last = items.len().saturating_sub(1);
    let mut listed = Vec::with_capacity(items.len() * 2);
    for (nth, item) in items.into_iter().enumerate() {
        match nth {
            0 => {}
            _ if nth == last => listed.push(words(" and ")),
            _ => listed.push(words(", ")),
        }
        listed.push(item);
    }
    listed
}

impl<'a> Row<'a> {
    /// Whom it rests on, and by way of whom.
    pub fn rests_on(&self) -> Vec<Part<'a>> {
        let (report, claim) = (self.report(), self.number());
        let mut groups: Vec<(Relays, Vec<SourceIndex>)> = Vec::new();
        for &source in report.analysis().origins(claim) {
            let relays = relays(report.graph(), report.ends(), claim, source);
            match groups.last_mut() {
                Some((same, origins)) if *same == relays => origins.push(source),
                _ => groups.push((relays, vec![source])),
            }
        }
        let mut sentence = Vec::new();
        for (relays, origins) in groups {
            sentence.extend((!sentence.is_empty()).then(|| words("; ")));
            sentence.extend(self.group(&relays, &origins));
        }
        if sentence.is_empty() {
            return self.nobody();
        }
        sentence.extend(self.origins_truncated().then(|| words("; and more")));
        sentence
    }

    /// Sources one by one or, if somebody relays what they say, together.
    fn group(&self, relays: &Relays, origins: &[SourceIndex]) -> Vec<Part<'a>> {
        let report = self.report();
        let origins = origins.iter().map(|&source| Part::Origin(report.origin(source)));
        let voice = |&voice| match report.origin(voice) {
            voice if voice.identity == Identity::Named => Part::Voice(voice),
            unnamed => Part::Origin(unnamed),
        };
        let mut voices: Vec<_> = relays.named.iter().map(voice).collect();
        if voices.is_empty() {
            let separated = origins.flat_map(|origin| [words("; "), origin]);
            return separated.skip(1).collect();
        }
        voices.extend(relays.others());
        let mut sentence = list(origins.collect());
        sentence.push(words(", by way of "));
        sentence.extend(list(voices));
        sentence
    }

    /// What to say of a claim without origins.
    fn nobody(&self) -> Vec<Part<'a>> {
        let (graph, claim) = (self.report().graph(), self.number());
        let loose = graph.loose(claim);
        let only = match self.basis() {
            _ if self.retracted() => "nothing: it was withdrawn",
            _ if self.independent_sources() > 0 => match self.corroborating() {
                by if by.is_empty() => "no source of its own; what it cites is corroborated",
                by => return about("no source of its own; corroborated by ", by),
            },
            Basis::Retracted => "withdrawn claims only",
            Basis::Circular => "no source: its citations lead in a circle",
            _ if loose.cites || loose.voices || loose.unread => "no source in these files",
            _ => "no source",
        };
        vec![words(only)]
    }

    /// The ids of the claims that corroborate it: not of those that lead to no source, or were withdrawn.
    fn corroborating(&self) -> Vec<&'a Text> {
        let (graph, analysis) = (self.report().graph(), self.report().analysis());
        let by = graph.corroborated_by(self.number()).iter();
        by.filter(|&&other| analysis.independent_sources(other) > 0).map(|&other| self.id_of(other)).collect()
    }

    /// Which claims add to its support, if that is not said with its origins.
    pub(crate) fn corroborated(&self) -> Option<Vec<Part<'a>>> {
        let by = self.corroborating();
        (self.origins().next().is_some() && !by.is_empty()).then(|| about("corroborated by ", by))
    }

    /// Which corroborations of it are not independent of it, if the other checks ran.
    #[cfg(feature = "html")]
    pub(super) fn hollow(&self) -> Option<Vec<Part<'a>>> {
        let by: Vec<_> = self.report().hollow(self.number()).iter().map(|&(_, by)| self.id_of(by)).collect();
        let mut sentence = about("corroboration by ", by);
        sentence.push(words(" is not independent"));
        (sentence.len() > 2).then_some(sentence)
    }

    /// The ids of all who relay it, each once, the nearest to the sources first.
    pub fn relays(&self) -> Vec<&'a str> {
        let (report, claim) = (self.report(), self.number());
        let mut ids = Vec::new();
        for &source in report.analysis().origins(claim) {
            for voice in relays(report.graph(), report.ends(), claim, source).named {
                ids.push(report.origin(voice).id);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|&id| seen.insert(id));
        ids
    }

    pub(super) fn id_of(&self, claim: ClaimIndex) -> &'a Text {
        self.report().corpus().claims[claim].id.text()
    }

    /// How many independent sources there are, in words.
    pub(super) fn independent_words(&self) -> Cow<'static, str> {
        words_of(&self.independent())
    }

    /// The same, before anything is escaped.
    pub(crate) fn independent(&self) -> Message {
        let (report, claim) = (self.report(), self.number());
        let ends: Vec<_> = report.indistinct_ends().sources(claim).collect();
        add_support(Message::new(""), report.corpus(), report.analysis().support(claim), &ends)
    }
}

/// Who relays what a source says to a claim.
#[derive(Debug, PartialEq, Eq)]
struct Relays {
    named: Vec<SourceIndex>,
    /// How many more there are.
    more: usize,
    /// Whether that is not all.
    is_cut: bool,
}

impl Relays {
    /// Those that are not named.
    fn others<'a>(&self) -> Option<Part<'a>> {
        match (self.is_cut, self.more) {
            (true, _) => Some(words("others")),
            (false, 0) => None,
            (false, 1) => Some(words("1 other")),
            (false, more) => Some(words(format!("{more} others"))),
        }
    }
}

/// The voices of the claims on the way from a claim to a source that only relay it.
fn relays(graph: &Graph, ends: &Ends, claim: ClaimIndex, source: SourceIndex) -> Relays {
    let way = ends.way(graph, claim, source);
    let mut voices: Vec<SourceIndex> = Vec::new();
    for &step in way.claims.iter().filter(|&&step| !graph.cites(step).is_empty()) {
        for &voice in graph.voices(step) {
            if voice != source && !voices.contains(&voice) {
                voices.push(voice);
            }
        }
    }
    // Of many, those that are nearest to the reader.
    let more = voices.len().saturating_sub(MAX_RELAYS);
    Relays { named: voices.split_off(more), more, is_cut: way.is_cut }
}

/// How many independent sources a claim has, in words, or which sources it has if nobody can tell these from each
/// other: then they are the `ends`, and otherwise there are none.
pub(crate) fn support_words(
    corpus: &Corpus,
    support: Support,
    ends: impl ExactSizeIterator<Item = SourceIndex>,
) -> Cow<'static, str> {
    let ends: Vec<_> = ends.collect();
    words_of(&add_support(Message::new(""), corpus, support, &ends))
}

fn words_of(message: &Message) -> Cow<'static, str> {
    message.render(terminal::line).into()
}

/// How many claims have named origins and how many have none, in words. Of the former, some are not on the record: a
/// basis is about the ends of chains. Of the latter, some are: corroboration does not change a basis.
pub(super) fn counts_in_words(summary: &Summary, of: &str) -> String {
    let (claims, unnamed) = (summary.claims, summary.without_named_origin());
    let noun = if claims == 1 { "claim" } else { "claims" };
    let corroborated = match summary.corroborated {
        0 => String::new(),
        count => format!(" ({count} on the record by corroboration)"),
    };
    let relayed = match summary.unnamed_relays {
        0 => String::new(),
        count => format!(" ({count} NOT on the record: only unnamed voices relay what they say)"),
    };
    let named = summary.of(Basis::Named);
    format!("{claims} {noun}{of}: {named} on named sources only{relayed}, {unnamed} with no named origin{corroborated}")
}

/// Whether a claim is on the record, in words.
pub(crate) fn record_words(on_the_record: bool) -> &'static str {
    if on_the_record { "on the record" } else { "NOT on the record" }
}
