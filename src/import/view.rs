//! The records that are to be written, whatever the format that they come from.

use std::collections::{HashMap, HashSet};

use super::account::{Account, Reason};
use super::names::{self, Told};
use super::place::Place;
use super::values;
use crate::model::{Date, Id, Identity, Language, SourceKind, Url};
use crate::text::{NormalName, NormalWords, Text};

/// What an import is to write. Records refer to each other by their places here.
#[derive(Default)]
pub(super) struct View {
    pub(super) sources: Vec<NewSource>,
    pub(super) documents: Vec<NewDocument>,
    pub(super) claims: Vec<NewClaim>,
    sources_called: HashMap<(Identity, NormalName), Vec<usize>>,
    documents_at: HashMap<DocumentKey, usize>,
    claims_seen: HashSet<ClaimSeen>,
}

/// A source to be written.
#[derive(Debug)]
pub(super) struct NewSource {
    /// The id that the input gives it.
    pub(super) id: Option<Id>,
    pub(super) identity: Identity,
    /// The name of a named source, the description of any other.
    pub(super) label: Text,
    pub(super) kind: Option<SourceKind>,
    pub(super) role: Option<Text>,
    /// Of a source that is anonymous: why it is not named, and who at the desk knows who it is.
    pub(super) reason: Option<Text>,
    pub(super) known_to: Option<Text>,
    pub(super) url: Option<Url>,
    /// Whether its words may be a name, and nothing shows it.
    pub(super) is_unclear: bool,
    pub(super) place: Place,
}

impl NewSource {
    pub(super) fn new(identity: Identity, label: Text, place: Place) -> Self {
        let (role, reason, known_to) = (None, None, None);
        Self { id: None, identity, label, kind: None, role, reason, known_to, url: None, is_unclear: false, place }
    }

    /// A source of whom nothing more is known than its words.
    pub(super) fn told(told: Told, label: Text, place: Place) -> Self {
        let identity = if told == Told::Name { Identity::Named } else { Identity::Unspecified };
        Self { is_unclear: matches!(told, Told::Unclear | Told::Common), ..Self::new(identity, label, place) }
    }

    /// Somebody who publishes: by that an outlet, if it has a name.
    fn publisher(label: Text, place: Place) -> Self {
        let source = Self::told(names::told_of_group(label.untrusted()), label, place);
        Self { kind: (source.identity == Identity::Named).then_some(SourceKind::Outlet), ..source }
    }
}

/// A document to be written.
#[derive(Debug)]
pub(super) struct NewDocument {
    pub(super) id: Option<Id>,
    /// What an id is made of, if not of the title.
    pub(super) called: Option<Text>,
    pub(super) title: Text,
    pub(super) publisher: Option<usize>,
    pub(super) url: Option<Url>,
    pub(super) published: Option<Date>,
    pub(super) author: Vec<Text>,
    pub(super) language: Option<Language>,
    pub(super) accessed: Option<Date>,
    pub(super) archived_url: Option<Url>,
    /// 64 hexadecimal digits.
    pub(super) sha256: Option<Text>,
    /// It could reveal a source: readers are not to see what it is.
    pub(super) is_confidential: bool,
    pub(super) note: Option<Text>,
    pub(super) place: Place,
}

impl NewDocument {
    pub(super) fn new(title: Text, place: Place) -> Self {
        Self {
            id: None,
            called: None,
            title,
            publisher: None,
            url: None,
            published: None,
            author: Vec::new(),
            language: None,
            accessed: None,
            archived_url: None,
            sha256: None,
            is_confidential: false,
            note: None,
            place,
        }
    }

    /// A document without a title: it is called by its address.
    pub(super) fn at(url: &Url, place: Place) -> Self {
        let address = values::written(url);
        let words = address.split_once("://").map_or(&*address, |(_, rest)| rest);
        let words = words.strip_prefix("www.").unwrap_or(words).replace('.', " ");
        Self { called: Some(Text::new(words)), ..Self::new(url.text().clone(), place) }
    }

    /// What tells it from other documents.
    pub(super) fn key(&self) -> DocumentKey {
        match &self.url {
            Some(url) => DocumentKey::Url(url.text().clone()),
            None => DocumentKey::Title(NormalWords::of(&self.title)),
        }
    }
}

/// What tells a document from others: its address or, without one, its title.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum DocumentKey {
    Url(Text),
    Title(NormalWords),
}

/// A claim to be written.
#[derive(Debug)]
pub(super) struct NewClaim {
    pub(super) id: Option<Id>,
    pub(super) statement: Text,
    pub(super) attributed_to: Vec<usize>,
    pub(super) date: Option<Date>,
    pub(super) cites: Vec<usize>,
    pub(super) corroborates: Vec<usize>,
    pub(super) disputes: Vec<usize>,
    pub(super) retracted: Option<Date>,
    pub(super) evidence: Vec<NewEvidence>,
    pub(super) tags: Vec<Text>,
    pub(super) url: Option<Url>,
    pub(super) note: Option<Text>,
    pub(super) place: Place,
}

impl NewClaim {
    pub(super) fn new(statement: Text, place: Place) -> Self {
        Self {
            id: None,
            statement,
            attributed_to: Vec::new(),
            date: None,
            cites: Vec::new(),
            corroborates: Vec::new(),
            disputes: Vec::new(),
            retracted: None,
            evidence: Vec::new(),
            tags: Vec::new(),
            url: None,
            note: None,
            place,
        }
    }
}

/// A place in a document that a claim is documented by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct NewEvidence {
    pub(super) document: usize,
    pub(super) quote: Option<Text>,
    pub(super) translation: Option<Text>,
    pub(super) locator: Option<Text>,
}

impl NewEvidence {
    /// The document as a whole.
    pub(super) fn of(document: usize) -> Self {
        Self { document, quote: None, translation: None, locator: None }
    }
}

/// What two claims of one import must not have in common.
#[derive(PartialEq, Eq, Hash)]
struct ClaimSeen {
    statement: NormalWords,
    attributed_to: Vec<usize>,
    date: Option<Text>,
    evidence: Vec<NewEvidence>,
    tags: Vec<Text>,
    note: Option<Text>,
}

impl View {
    /// The place of a source: that of an earlier one with the same name, unless the two say different things. Where it
    /// is open whether it is named, an earlier one that is shows it.
    pub(super) fn source(&mut self, new: NewSource, account: &mut Account) -> usize {
        let name = NormalName::of(&new.label);
        let fits = |one: Option<SourceKind>| one.is_none() || new.kind.is_none() || one == new.kind;
        let identities = [Identity::Named, new.identity];
        let identities = if new.is_unclear { &identities[..] } else { &identities[1..] };
        let mut called = identities.iter().filter_map(|&is| self.sources_called.get(&(is, name.clone()))).flatten();
        if let Some(&at) = called.find(|&&at| fits(self.sources[at].kind)) {
            let known = &mut self.sources[at];
            known.kind = known.kind.or(new.kind);
            fill(&mut known.role, new.role, "role", new.place, account);
            fill(&mut known.reason, new.reason, "reason", new.place, account);
            fill(&mut known.known_to, new.known_to, "known_to", new.place, account);
            fill(&mut known.url, new.url, "url", new.place, account);
            return at;
        }
        self.sources_called.entry((new.identity, name)).or_default().push(self.sources.len());
        self.own_source(new)
    }

    /// The place of somebody who publishes. Nobody, if there is nothing but a sign for that or the name of a platform,
    /// or if the words may reveal somebody: `field` is what the input calls them.
    pub(super) fn publisher(&mut self, label: Text, field: &str, place: Place, account: &mut Account) -> Option<usize> {
        let why = match label.untrusted() {
            name if names::is_nothing(name) => Reason::NoName,
            name if names::reveals(name) => Reason::Reveals,
            name if names::is_platform(name) => Reason::Platform,
            _ => return Some(self.source(NewSource::publisher(label, place), account)),
        };
        account.leave_out(field, why, place);
        None
    }

    /// The place of a source that is another one than all before, whatever they are called.
    pub(super) fn own_source(&mut self, new: NewSource) -> usize {
        self.sources.push(new);
        self.sources.len() - 1
    }

    /// The place of a source that the corpus has.
    pub(super) fn known_source(&mut self, id: Id, name: Text, place: Place) -> usize {
        let known = self.sources.iter().position(|source| source.id.as_ref() == Some(&id));
        known.unwrap_or_else(|| {
            self.own_source(NewSource { id: Some(id), ..NewSource::new(Identity::Named, name, place) })
        })
    }

    /// The place of a document: that of an earlier one with the same address or, without one, the same title.
    pub(super) fn document(&mut self, new: NewDocument, account: &mut Account) -> usize {
        let key = new.key();
        let Some(&at) = self.documents_at.get(&key) else {
            self.documents_at.insert(key, self.documents.len());
            return self.own_document(new);
        };
        let (known, place) = (&mut self.documents[at], new.place);
        fill(&mut known.publisher, new.publisher, "publisher", place, account);
        fill(&mut known.published, new.published, "published", place, account);
        fill(&mut known.language, new.language, "language", place, account);
        fill(&mut known.accessed, new.accessed, "accessed", place, account);
        fill(&mut known.archived_url, new.archived_url, "archived_url", place, account);
        fill(&mut known.sha256, new.sha256, "sha256", place, account);
        fill(&mut known.note, new.note, "note", place, account);
        if known.author.is_empty() {
            known.author = new.author;
        } else if !new.author.is_empty() && known.author != new.author {
            account.leave_out("author", Reason::Differs, place);
        }
        if NormalWords::of(&known.title) != NormalWords::of(&new.title) {
            account.leave_out("title", Reason::Differs, place);
        }
        at
    }

    /// The place of a document that is another one than all before.
    pub(super) fn own_document(&mut self, new: NewDocument) -> usize {
        self.documents.push(new);
        self.documents.len() - 1
    }

    /// Adds a claim, unless one that says the same is there.
    pub(super) fn claim(&mut self, new: NewClaim, account: &mut Account) {
        let seen = ClaimSeen {
            statement: NormalWords::of(&new.statement),
            attributed_to: new.attributed_to.clone(),
            date: new.date.as_ref().map(|date| Text::new(date.as_str())),
            evidence: new.evidence.clone(),
            tags: new.tags.clone(),
            note: new.note.clone(),
        };
        if self.claims_seen.insert(seen) {
            self.claims.push(new);
        } else {
            account.leave_out("claim", Reason::Repeated, new.place);
        }
    }
}

/// Fills a field that is empty. What says something else is left out.
fn fill<T: PartialEq>(known: &mut Option<T>, new: Option<T>, field: &str, place: Place, account: &mut Account) {
    match (&known, &new) {
        (None, Some(_)) => *known = new,
        (Some(one), Some(other)) if one != other => account.leave_out(field, Reason::Differs, place),
        _ => {}
    }
}
