//! What each id of a file is, to be told apart by colour: whether readers may know a source, whether a claim was
//! withdrawn.

use super::place::record_of;
use crate::model::{FileUses, Identity, Record, Role, SourceClass, Use};
use crate::text::{FileId, Span};
use crate::workspace::Snapshot;

/// An id, and what it is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The id, quotation marks included.
    pub place: Span,
    /// What it is the id of.
    pub kind: TokenKind,
    /// Whether it is the key of the record.
    pub is_key: bool,
    /// Whether it is a claim that was withdrawn.
    pub is_retracted: bool,
    /// Whether it is a claim that another one disputes.
    pub is_disputed: bool,
}

/// What an id is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenKind {
    /// A source that answers for what it says.
    NamedSource,
    /// An outlet, whose own source is not recorded.
    Outlet,
    /// A source that the reporter knows, and the reader does not.
    AnonymousSource,
    /// A source that is nobody in particular.
    UnspecifiedSource,
    /// A document.
    Document,
    /// A claim.
    Claim,
    /// A review.
    Review,
}

/// The ids in a range of a file, in order of place. One that no record has is none of them.
pub fn tokens(snapshot: &Snapshot, file: FileId, (start, end): (u32, u32)) -> Vec<Token> {
    let uses = snapshot.uses_in_file(file).into_iter().flat_map(FileUses::in_order);
    let inside = uses.filter(|of| of.place.end >= start && of.place.start <= end);
    inside.filter_map(|of| token(snapshot, of)).collect()
}

fn token(snapshot: &Snapshot, of: &Use) -> Option<Token> {
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    let record = record_of(snapshot, &of.id)?;
    let kind = match record {
        Record::Source(source) => match (corpus.sources[source].class(), corpus.sources[source].identity) {
            (SourceClass::Named, _) => TokenKind::NamedSource,
            (SourceClass::Outlet, _) => TokenKind::Outlet,
            (_, Identity::Anonymous) => TokenKind::AnonymousSource,
            _ => TokenKind::UnspecifiedSource,
        },
        Record::Document(_) => TokenKind::Document,
        Record::Claim(_) => TokenKind::Claim,
        Record::Review(_) => TokenKind::Review,
    };
    let claim = record.claim();
    Some(Token {
        place: of.place,
        kind,
        is_key: of.role == Role::Record,
        is_retracted: claim.is_some_and(|claim| graph.is_retracted(claim)),
        is_disputed: claim.is_some_and(|claim| !graph.disputed_by(claim).is_empty()),
    })
}
