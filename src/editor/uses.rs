//! Where ids are used: every place of a corpus and its configuration that names a record.

use crate::model::{Configuration, Corpus, Reference};
use crate::text::{Span, Text};

/// Every place that names an id, whether a record has it or not.
///
/// ```
/// use onrecord::editor::{Role, Uses};
/// use onrecord::Workspace;
///
/// # let text = "
/// # sources:
/// #   caliber-az: {identity: named, name: Caliber.Az, kind: outlet}
/// #   us-official: {identity: anonymous, description: a US official}
/// # claims:
/// #   agreement: {statement: There is an agreement., attributed_to: [us-official]}
/// #   relayed: {statement: Officials speak of one., attributed_to: [caliber-az], cites: [agreement]}
/// # ";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let uses = Uses::new(snapshot.corpus(), snapshot.configuration());
/// let roles: Vec<_> = uses.of(&"agreement".into()).iter().map(|of| of.role).collect();
/// assert_eq!(roles, [Role::Record, Role::Cites]);
/// ```
#[derive(Debug, Default)]
pub struct Uses {
    /// In order of id, then of place.
    list: Vec<Use>,
}

/// A place that names an id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Use {
    /// The id.
    pub id: Text,
    /// The place, quotation marks included.
    pub place: Span,
    /// What it does there.
    pub role: Role,
}

/// What an id does at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// It is the key of the record that has it.
    Record,
    /// A claim is attributed to it.
    AttributedTo,
    /// A claim cites it.
    Cites,
    /// A claim corroborates it.
    Corroborates,
    /// A claim disputes it.
    Disputes,
    /// It is the document of a claim's evidence.
    Evidence,
    /// It published a document.
    Publisher,
    /// A review is of it.
    Review,
    /// A finding about it is waived.
    Waiver,
}

impl Uses {
    /// All uses in a corpus and in its configuration. Linear, except for putting them in order.
    pub fn new(corpus: &Corpus, configuration: Option<&Configuration>) -> Self {
        let mut uses = Self::default();
        uses.records(corpus);
        for document in &corpus.documents {
            uses.add(document.publisher.as_ref(), Role::Publisher);
        }
        for claim in &corpus.claims {
            uses.add(&claim.attributed_to, Role::AttributedTo);
            uses.add(&claim.cites, Role::Cites);
            uses.add(&claim.corroborates, Role::Corroborates);
            uses.add(&claim.disputes, Role::Disputes);
            uses.add(claim.evidence.iter().map(|evidence| &evidence.document), Role::Evidence);
        }
        uses.add(corpus.reviews.iter().map(|review| &review.claim), Role::Review);
        let waivers = configuration.into_iter().flat_map(|configuration| &configuration.waivers);
        uses.add(waivers.map(|waiver| &waiver.id), Role::Waiver);
        let place = |of: &Use| corpus.files().key(of.place);
        uses.list.sort_unstable_by(|one, other| (&one.id, place(one)).cmp(&(&other.id, place(other))));
        uses
    }

    /// The uses of an id, in order of place.
    pub fn of(&self, id: &Text) -> &[Use] {
        let start = self.list.partition_point(|of| of.id < *id);
        let length = self.list[start..].partition_point(|of| of.id == *id);
        &self.list[start..start + length]
    }

    /// Every use, in order of id, then of place.
    pub fn iter(&self) -> impl Iterator<Item = &Use> {
        self.list.iter()
    }

    fn records(&mut self, corpus: &Corpus) {
        let records = corpus.records().map(|record| (corpus.text_of_id(record), corpus.place(record)));
        self.list.extend(records.map(|(id, place)| Use { id: id.clone(), place, role: Role::Record }));
    }

    fn add<'r>(&mut self, references: impl IntoIterator<Item = &'r Reference>, role: Role) {
        let uses = references.into_iter().map(|to| Use { id: to.to.clone(), place: to.span, role });
        self.list.extend(uses);
    }
}
