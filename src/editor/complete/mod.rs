//! What may be typed at a place: keys, ids of the right kind, words, dates, tags, paths.

mod ids;
mod keys;
mod paths;
#[cfg(test)]
mod tests;
mod typed;
mod values;

use std::path::Path;

use super::scanner::PathStep;
use super::{Here, HereKind, Line, here};
use crate::model::CONFIGURATION;
use crate::policy::Request;
use crate::schema::{Meaning, Step};
use crate::text::{FileId, Text};
use crate::workspace::Snapshot;
use typed::Typed;

/// So many proposals are made at most.
pub const MAX_PROPOSALS: usize = 200;

/// A text that somebody is typing.
#[derive(Debug, Clone, Copy)]
pub struct Typing<'a> {
    /// The path of its file, which need not be one of the corpus.
    pub path: &'a Path,
    /// The whole text. It may be newer than the snapshot, and need not be right.
    pub text: &'a Text,
    /// The byte at which something is to be typed.
    pub offset: u32,
}

/// What may be typed at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The range of bytes that a proposal replaces: the word at the place, without quotation marks.
    pub range: (u32, u32),
    /// What may be there, the likeliest first.
    pub proposals: Vec<Proposal>,
    /// Whether there are more, so that it is worth asking again when more is typed.
    pub is_cut: bool,
}

/// Something that may be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// What kind of thing it is.
    pub kind: ProposalKind,
    /// What it is called, and what is typed to find it.
    pub label: Text,
    /// What is put into the text.
    pub insert: Text,
    /// What it is or means, in one line.
    pub detail: Line,
    /// Whether it is a claim that was withdrawn.
    pub is_retracted: bool,
    /// Whether a language server for YAML that has our schema proposes it too.
    pub is_in_schema: bool,
}

/// What kind of thing a [`Proposal`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProposalKind {
    /// The name of a section, a field or a setting.
    Key,
    /// An id that is used, and that no record has yet.
    MissingRecord,
    /// A source.
    Source,
    /// A document.
    Document,
    /// A claim.
    Claim,
    /// A review.
    Review,
    /// A word of ours.
    Word,
    /// The name of a rule.
    Rule,
    /// A verdict.
    Verdict,
    /// A reviewer.
    Reviewer,
    /// A day.
    Date,
    /// A tag.
    Tag,
    /// The path of a copy.
    Path,
}

/// What may be typed at a place of a text, given what the corpus said last. `request` has the day of today.
///
/// ```
/// use std::path::Path;
/// use onrecord::Workspace;
/// use onrecord::editor::{Typing, complete};
/// use onrecord::policy::Request;
/// use onrecord::text::terminal;
///
/// let sources = "sources:\n  hakan-fidan: {identity: named, name: Hakan Fidan}\n";
/// let snapshot = Workspace::of_texts([("sources.yaml", sources)]).snapshot();
/// let text = "claims:\n  a:\n    attributed_to: [hak".into();
/// let typing = Typing { path: Path::new("claims.yaml"), text: &text, offset: 37 };
/// let proposals = complete(&snapshot, &Request::default(), &typing).proposals;
/// assert_eq!(terminal::line(&proposals[0].insert), "hakan-fidan");
/// assert_eq!(proposals[0].detail.plain(), "Hakan Fidan (named)");
/// ```
pub fn complete(snapshot: &Snapshot, request: &Request, typing: &Typing<'_>) -> Completion {
    let here = here(typing.text, typing.offset);
    if here.kind() == HereKind::Comment {
        return Completion::default();
    }
    let asked = Asked {
        snapshot,
        request,
        typing: *typing,
        file: snapshot.files().id(typing.path),
        is_configuration: typing.path.file_name().is_some_and(|name| name == CONFIGURATION),
        typed: Typed::new(&here),
        here: &here,
    };
    let mut list = List { asked: &asked, proposals: Vec::new(), is_cut: false };
    match (here.kind(), &*here.way()) {
        (HereKind::Id, [Step::Key(section)]) if !asked.is_configuration => list.missing_records(section),
        (HereKind::Section | HereKind::Id | HereKind::Field, way) => list.keys(way),
        (_, way) => list.values(way),
    }
    let List { proposals, is_cut, .. } = list;
    Completion { range: asked.typed.range(), proposals, is_cut }
}

/// What is asked, and what that depends on.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    request: &'a Request,
    typing: Typing<'a>,
    /// The file, if it is one of the corpus.
    file: Option<FileId>,
    is_configuration: bool,
    here: &'a Here,
    typed: Typed<'a>,
}

impl Asked<'_> {
    /// What the schema says of the whole file.
    fn whole(&self) -> Meaning {
        if self.is_configuration { Meaning::of_configuration() } else { Meaning::of_claims() }
    }

    /// Whether a list is to be at the place, and has not begun.
    fn is_first_item(&self) -> bool {
        let is_list = self.whole().at(&self.here.way()).is_some_and(Meaning::is_list);
        is_list && !matches!(self.here.steps().last(), Some(PathStep::Item(_)))
    }
}

/// Proposals, the likeliest first.
struct List<'a> {
    asked: &'a Asked<'a>,
    proposals: Vec<Proposal>,
    is_cut: bool,
}

impl List<'_> {
    /// Adds one that fits what is typed. Whether there is room for more.
    fn add(&mut self, proposal: Proposal) -> bool {
        if self.proposals.len() == MAX_PROPOSALS {
            self.is_cut = true;
            return false;
        }
        self.proposals.push(proposal);
        true
    }

    /// Adds those of some texts that fit what is typed, those first that begin with it.
    fn texts<'t>(&mut self, kind: ProposalKind, texts: impl Iterator<Item = (&'t Text, Line)>) {
        let typed = self.asked.typed;
        for (text, detail) in typed.fitting(texts) {
            // A day is written as people write it.
            let is_day = kind == ProposalKind::Date;
            let insert = if is_day { text.clone() } else { typed.value(text, self.asked.is_first_item()) };
            if !self.add(Proposal::new(kind, text.clone(), insert, detail)) {
                return;
            }
        }
    }
}

impl Proposal {
    fn new(kind: ProposalKind, label: Text, insert: Text, detail: Line) -> Self {
        Self { kind, label, insert, detail, is_retracted: false, is_in_schema: false }
    }
}
