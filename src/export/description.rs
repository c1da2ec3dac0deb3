//! What linked data says of each record, before any syntax. Turtle, TriG, JSON-LD and PROV-JSON all write this.

use std::borrow::Cow;

use super::names::Names;
use super::view::{Export, Link, LinkKind, Node};
use super::vocabulary::{Term, cito, dcterms, onrecord, prov, rdf, rdfs, schema, xsd};
use crate::analysis::Basis;
use crate::model::{Claim, Date, Document, Evidence, Identity, Record, Source, SourceKind, Url};
use crate::text::Text;

/// What is said of one thing.
pub(super) struct Description<'a> {
    /// Its name, without the base.
    pub(super) subject: Cow<'a, str>,
    /// What is said, the same predicates beside each other.
    pub(super) statements: Vec<(Term, Object<'a>)>,
}

/// What a statement says of its subject.
pub(super) enum Object<'a> {
    /// Another thing, by its name without the base.
    Named(Cow<'a, str>),
    Term(Term),
    Url(&'a Url),
    Text(&'a Text),
    Word(&'static str),
    Date(&'a Date),
    True,
}

impl<'a> Description<'a> {
    pub(super) fn new(subject: impl Into<Cow<'a, str>>) -> Self {
        Self { subject: subject.into(), statements: Vec::with_capacity(8) }
    }

    pub(super) fn add(&mut self, predicate: Term, object: Object<'a>) {
        self.statements.push((predicate, object));
    }

    /// Whether it says that its subject is of a type.
    pub(super) fn is_a(&self, wanted: Term) -> bool {
        let says = |(predicate, object): &(Term, Object<'_>)| {
            *predicate == rdf::TYPE && matches!(object, Object::Term(term) if *term == wanted)
        };
        self.statements.iter().any(says)
    }

    fn types(&mut self, types: &[Term]) {
        for &term in types {
            self.add(rdf::TYPE, Object::Term(term));
        }
    }

    fn url(&mut self, url: Option<&'a Url>) {
        if let Some(url) = url {
            self.add(schema::URL, Object::Url(url));
        }
    }

    fn text(&mut self, predicate: Term, text: Option<&'a Text>) {
        if let Some(text) = text {
            self.add(predicate, Object::Text(text));
        }
    }

    fn date(&mut self, predicate: Term, date: Option<&'a Date>) {
        if let Some(date) = date {
            self.add(predicate, Object::Date(date));
        }
    }
}

/// All that is said of a record and of what belongs to it alone.
pub(super) fn of_record<'a>(export: &Export<'a>, names: &Names, record: Record) -> Vec<Description<'a>> {
    if let Some(claim) = Claimed::new(export, names, record) {
        let mut about = claim.content();
        claim.provenance(&mut about);
        let mut all = vec![about];
        all.extend(claim.evidence());
        all.extend(claim.retraction());
        return all;
    }
    match export.node(record) {
        Some(Node::Source(source)) => vec![of_source(source, names.of(export, record))],
        Some(Node::Document(document)) => vec![of_document(export, names, record, document)],
        _ => Vec::new(),
    }
}

/// What is said of a claim, in parts.
pub(super) struct Claimed<'e, 'a> {
    export: &'e Export<'a>,
    names: &'e Names,
    record: Record,
    claim: &'a Claim,
    basis: Basis,
    in_cycle: bool,
    /// Its links to exported records.
    pub(super) links: Vec<Link<'a>>,
}

impl<'e, 'a> Claimed<'e, 'a> {
    /// `None` if the record is no claim.
    pub(super) fn new(export: &'e Export<'a>, names: &'e Names, record: Record) -> Option<Self> {
        let Some(Node::Claim { claim, basis, in_cycle }) = export.node(record) else { return None };
        Some(Self { export, names, record, claim, basis, in_cycle, links: export.links(record) })
    }

    /// The claim's name.
    pub(super) fn name(&self) -> &'a str {
        self.claim.id.as_str()
    }

    /// What it says, and how it relates to other claims.
    pub(super) fn content(&self) -> Description<'a> {
        let mut about = Description::new(self.name());
        about.types(&[prov::ENTITY, schema::CLAIM]);
        about.text(schema::TEXT, Some(&self.claim.statement));
        about.url(self.claim.url());
        about.date(dcterms::DATE, self.claim.date.as_ref());
        for tag in self.claim.tags() {
            about.text(schema::KEYWORDS, Some(tag));
        }
        let is_cited = |link: &Link<'_>| self.export.cites(self.record, link.to);
        self.link(&mut about, LinkKind::Cites, cito::CITES, |_| true);
        self.link(&mut about, LinkKind::Corroborates, onrecord::CORROBORATES, |_| true);
        self.link(&mut about, LinkKind::Disputes, onrecord::DISPUTES, |_| true);
        // In CiTO these are citations, so they are only said of claims that are cited.
        self.link(&mut about, LinkKind::Corroborates, cito::SUPPORTS, is_cited);
        self.link(&mut about, LinkKind::Disputes, cito::DISPUTES, is_cited);
        about
    }

    /// Where it comes from, described for it or for its assertion.
    pub(super) fn provenance(&self, about: &mut Description<'a>) {
        about.add(onrecord::BASIS, Object::Word(self.basis.name()));
        if self.in_cycle {
            about.add(onrecord::IN_CYCLE, Object::True);
        }
        let is_agent = |link: &Link<'_>| is_agent(self.export, link.to);
        self.link(about, LinkKind::AttributedTo, prov::WAS_ATTRIBUTED_TO, is_agent);
        self.link(about, LinkKind::AttributedTo, onrecord::ATTRIBUTED_TO, |link| !is_agent(link));
        let is_derivation = |link: &Link<'_>| self.export.is_derivation(self.record, link.to);
        self.link(about, LinkKind::Cites, prov::WAS_DERIVED_FROM, is_derivation);
        self.link(about, LinkKind::Cites, prov::WAS_INFLUENCED_BY, |link| !is_derivation(link));
        for (nth, _) in self.places() {
            about.add(onrecord::HAS_EVIDENCE, Object::Named(self.evidence_name(nth)));
        }
        if self.claim.retracted().is_some() {
            about.add(prov::WAS_INVALIDATED_BY, Object::Named(self.retraction_name()));
            about.date(prov::INVALIDATED_AT_TIME, self.retracted_at());
        }
    }

    /// The places in documents that support it.
    pub(super) fn evidence(&self) -> impl Iterator<Item = Description<'a>> {
        self.places().map(|(nth, link)| {
            let mut about = Description::new(self.evidence_name(nth));
            about.types(&[prov::ENTITY, onrecord::EVIDENCE]);
            about.add(onrecord::DOCUMENT, Object::Named(self.names.of(self.export, link.to)));
            about.text(onrecord::QUOTE, link.evidence.and_then(Evidence::words));
            about.text(onrecord::LOCATOR, link.evidence.and_then(|evidence| evidence.locator.as_ref()));
            about
        })
    }

    /// That it was withdrawn.
    pub(super) fn retraction(&self) -> Option<Description<'a>> {
        let retraction = self.claim.retracted()?;
        let mut about = Description::new(self.retraction_name());
        about.types(&[prov::ACTIVITY, onrecord::RETRACTION]);
        about.date(dcterms::DATE, retraction.date.as_ref());
        Some(about)
    }

    /// When it was withdrawn, if that is known to the second. PROV knows no other times.
    fn retracted_at(&self) -> Option<&'a Date> {
        let date = self.claim.retracted()?.date.as_ref();
        date.filter(|date| typed(date).1 == xsd::DATE_TIME)
    }

    fn link(&self, about: &mut Description<'a>, kind: LinkKind, predicate: Term, takes: impl Fn(&Link<'a>) -> bool) {
        for link in self.links.iter().filter(|link| link.kind == kind && takes(link)) {
            about.add(predicate, Object::Named(self.names.of(self.export, link.to)));
        }
    }

    fn places(&self) -> impl Iterator<Item = (usize, &Link<'a>)> {
        (1..).zip(self.links.iter().filter(|link| link.kind == LinkKind::Evidence))
    }

    fn evidence_name(&self, nth: usize) -> Cow<'a, str> {
        format!("{}.evidence-{nth}", self.name()).into()
    }

    fn retraction_name(&self) -> Cow<'a, str> {
        [self.name(), ".retraction"].concat().into()
    }
}

/// Of a confidential source, readers get the description and that it is not named.
fn of_source<'a>(source: &'a Source, name: Cow<'a, str>) -> Description<'a> {
    let mut about = Description::new(name);
    about.types(match (source.identity, source.kind) {
        (Identity::Named, Some(SourceKind::Person)) => &[onrecord::SOURCE, prov::AGENT, prov::PERSON],
        (Identity::Named, Some(SourceKind::Organization)) => &[onrecord::SOURCE, prov::AGENT, prov::ORGANIZATION],
        (Identity::Named | Identity::Anonymous, _) => &[onrecord::SOURCE, prov::AGENT],
        // Nobody in particular does nothing in particular.
        (Identity::Unspecified, _) => &[onrecord::SOURCE, prov::ENTITY],
    });
    about.text(rdfs::LABEL, Some(&source.label));
    about.add(onrecord::IDENTITY, Object::Word(source.identity.name()));
    if !source.is_confidential() {
        if let Some(kind) = source.kind {
            about.add(onrecord::KIND, Object::Word(kind.name()));
        }
        about.text(onrecord::ROLE, source.role.as_ref());
        about.text(dcterms::DESCRIPTION, source.description.as_ref());
        about.url(source.url.as_ref());
    }
    about
}

fn of_document<'a>(export: &Export<'a>, names: &Names, record: Record, document: &'a Document) -> Description<'a> {
    let mut about = Description::new(names.of(export, record));
    about.types(&[prov::ENTITY, schema::CREATIVE_WORK]);
    about.text(dcterms::TITLE, Some(&document.title));
    about.url(document.url.as_ref());
    about.date(dcterms::ISSUED, document.published.as_ref());
    for link in export.links(record) {
        let predicate = if is_agent(export, link.to) { dcterms::PUBLISHER } else { onrecord::PUBLISHED_BY };
        about.add(predicate, Object::Named(names.of(export, link.to)));
    }
    about
}

/// Whether a record is somebody: an unspecified source is nobody in particular.
fn is_agent(export: &Export<'_>, record: Record) -> bool {
    matches!(export.node(record), Some(Node::Source(source)) if source.identity != Identity::Unspecified)
}

/// A date as XML Schema writes it, and its type.
pub(super) fn typed(date: &Date) -> (Cow<'_, str>, Term) {
    let text = date.as_str();
    match text.len() {
        4 => (text.into(), xsd::G_YEAR),
        7 => (text.into(), xsd::G_YEAR_MONTH),
        10 => (text.into(), xsd::DATE),
        // XML Schema has no type for a minute.
        _ if text.as_bytes().get(16) != Some(&b':') => (text.into(), xsd::STRING),
        // EDTF takes an offset of whole hours without minutes.
        _ if text.as_bytes()[..text.len() - 2].ends_with(b"-") || text.as_bytes()[..text.len() - 2].ends_with(b"+") => {
            (format!("{text}:00").into(), xsd::DATE_TIME)
        }
        _ => (text.into(), xsd::DATE_TIME),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_types_of_xml_schema() {
        for (text, written, datatype) in [
            ("2024", "2024", xsd::G_YEAR),
            ("2024-10", "2024-10", xsd::G_YEAR_MONTH),
            ("2024-10-21", "2024-10-21", xsd::DATE),
            ("2012-01-21T20:45:00-05:00", "2012-01-21T20:45:00-05:00", xsd::DATE_TIME),
            ("2012-01-21T20:45:00Z", "2012-01-21T20:45:00Z", xsd::DATE_TIME),
            ("2012-01-21T20:45-05:00", "2012-01-21T20:45-05:00", xsd::STRING),
            ("2012-01-21T20:45:00-05", "2012-01-21T20:45:00-05:00", xsd::DATE_TIME),
        ] {
            let date = Date::parse(&Text::new(text)).unwrap();
            assert_eq!(typed(&date), (written.into(), datatype), "{text}");
        }
    }
}
