//! The records as a claim file, read back before anybody gets it.

use super::settle::{Settled, Slot};
use super::view::{NewClaim, NewDocument, NewEvidence, NewSource, View};
use super::{Format, NotImported};
use crate::load::load_texts;
use crate::model::{Date, Id, Identity, Language, SourceKind, Url};
use crate::records::{AnnotatedFile, Comment, Fields, are_all_of};
use crate::text::Text;

/// What is shown above all records.
const INTRODUCTION: &str = "Nothing in this file has been reviewed: check each record against its source.";

/// The text of the claim file with what is new; nothing if nothing is.
pub(super) fn file(
    view: &View,
    settled: &Settled,
    format: Format,
    names: &[Text],
) -> Result<Option<String>, NotImported> {
    let links = Links { settled };
    let sources = records("sources", &view.sources, &settled.sources, |source| links.source(source));
    let documents = records("documents", &view.documents, &settled.documents, |document| links.document(document));
    let claims = records("claims", &view.claims, &settled.claims, |claim| links.claim(claim));
    let all: Vec<_> = sources.chain(documents).chain(claims).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let mut file = AnnotatedFile::default();
    let by = format!("Imported with `onrecord import {}` from ", format.name());
    let from =
        |comment: Comment, (nth, name): (usize, &Text)| comment.words(if nth > 0 { ", " } else { "" }).text(name);
    file.comment(&names.iter().enumerate().fold(Comment::new(&by), from).words("."));
    file.comment(&Comment::new(INTRODUCTION));
    for New { section, id, fields, place } in &all {
        let mut comment = Comment::default();
        if let Some(name) = names.get(place.file as usize).filter(|_| names.len() > 1) {
            comment = comment.text(name).words(", ");
        }
        let at = place.at.to_string();
        let comments = [comment.words(&at)];
        file.record(section, id, fields, if at.is_empty() { &[] } else { &comments });
    }
    let text = file.into_text();
    let is_all = are_all_of(&text, all.iter().map(|new| (new.section, new.id, &new.fields)));
    if is_all && load_texts([("import.yaml".into(), text.clone())]).diagnostics.is_empty() {
        Ok(Some(text))
    } else {
        Err(NotImported::Lost)
    }
}

/// A record that is to be written.
struct New<'v> {
    section: &'static str,
    id: &'v Id,
    fields: Fields<'v>,
    place: super::place::Place,
}

/// What is new of some records.
fn records<'v, T: HasPlace>(
    section: &'static str,
    all: &'v [T],
    slots: &'v [Slot],
    fields: impl Fn(&'v T) -> Fields<'v>,
) -> impl Iterator<Item = New<'v>> {
    all.iter().zip(slots).filter_map(move |(record, slot)| match slot {
        Slot::New(id) => Some(New { section, id, fields: fields(record), place: record.place() }),
        _ => None,
    })
}

/// A record that knows where in the input it comes from.
trait HasPlace {
    fn place(&self) -> super::place::Place;
}

impl HasPlace for NewSource {
    fn place(&self) -> super::place::Place {
        self.place
    }
}

impl HasPlace for NewDocument {
    fn place(&self) -> super::place::Place {
        self.place
    }
}

impl HasPlace for NewClaim {
    fn place(&self) -> super::place::Place {
        self.place
    }
}

/// The fields of records, with the ids of those that they refer to.
#[derive(Clone, Copy)]
struct Links<'v> {
    settled: &'v Settled,
}

impl<'v> Links<'v> {
    #[expect(clippy::unused_self, reason = "beside the others")]
    fn source(self, source: &'v NewSource) -> Fields<'v> {
        let is_named = source.identity == Identity::Named;
        let label = |is: bool| Some(&source.label).filter(|_| is);
        Fields::default()
            .word("identity", Some(source.identity.name()))
            .text("name", label(is_named))
            .word("kind", source.kind.map(SourceKind::name))
            .text("role", source.role.as_ref().filter(|_| is_named))
            .text("description", label(!is_named))
            .text("reason", source.reason.as_ref().filter(|_| !is_named))
            .text("known_to", source.known_to.as_ref().filter(|_| !is_named))
            .text("url", source.url.as_ref().map(Url::text).filter(|_| is_named))
    }

    fn document(self, document: &'v NewDocument) -> Fields<'v> {
        let publisher = document.publisher.and_then(|at| self.settled.sources[at].id());
        Fields::default()
            .text("title", Some(&document.title))
            .word("publisher", publisher.map(Id::as_str))
            .text("url", document.url.as_ref().map(Url::text))
            .word("published", document.published.as_ref().map(Date::as_str))
            .texts("author", &document.author)
            .word("language", document.language.as_ref().map(Language::as_str))
            .word("accessed", document.accessed.as_ref().map(Date::as_str))
            .text("archived_url", document.archived_url.as_ref().map(Url::text))
            .text("sha256", document.sha256.as_ref())
            .mark("confidential", document.is_confidential)
            .text("note", document.note.as_ref())
    }

    fn claim(self, claim: &'v NewClaim) -> Fields<'v> {
        let claims = |places: &'v [usize]| ids(places, &self.settled.claims);
        Fields::default()
            .text("statement", Some(&claim.statement))
            .words("attributed_to", ids(&claim.attributed_to, &self.settled.sources))
            .word("date", claim.date.as_ref().map(Date::as_str))
            .words("cites", claims(&claim.cites))
            .words("corroborates", claims(&claim.corroborates))
            .words("disputes", claims(&claim.disputes))
            .word("retracted", claim.retracted.as_ref().map(Date::as_str))
            .records("evidence", claim.evidence.iter().map(|evidence| self.evidence(evidence)))
            .texts("tags", &claim.tags)
            .text("url", claim.url.as_ref().map(Url::text))
            .text("note", claim.note.as_ref())
    }

    fn evidence(self, evidence: &'v NewEvidence) -> Fields<'v> {
        Fields::default()
            .word("document", self.settled.documents[evidence.document].id().map(Id::as_str))
            .text("quote", evidence.quote.as_ref())
            .text("translation", evidence.translation.as_ref())
            .text("locator", evidence.locator.as_ref())
    }
}

fn ids<'v>(places: &'v [usize], slots: &'v [Slot]) -> impl Iterator<Item = &'v str> {
    places.iter().filter_map(|&at| slots[at].id()).map(Id::as_str)
}
