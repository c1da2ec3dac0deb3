//! Where ids are: every place of a file that names a record.

use super::table::{FileRecords, InFile};
use super::{Configuration, Reference};
use crate::text::{Span, Text};

/// A place that names an id, whether a record has it or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Use {
    /// The id, or what is where an id should be.
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

impl Use {
    fn new(id: &Text, place: Span, role: Role) -> Self {
        Self { id: id.clone(), place, role }
    }
}

/// The uses of ids in one file.
#[derive(Debug, Default)]
pub(crate) struct FileUses {
    /// In the order of the records, which no edit changes that leaves links as they were.
    list: Vec<Use>,
    /// Their numbers, in order of place.
    by_place: Vec<u32>,
}

impl FileUses {
    pub(crate) fn new(records: &FileRecords) -> Self {
        let mut uses = Self::default();
        uses.keys(&records.sources);
        for document in &records.documents {
            uses.keys(std::slice::from_ref(document));
            uses.add(document.publisher.as_ref(), Role::Publisher);
        }
        for claim in &records.claims {
            uses.keys(std::slice::from_ref(claim));
            uses.add(claim.attributed_to(), Role::AttributedTo);
            uses.add(claim.cites(), Role::Cites);
            uses.add(claim.corroborates(), Role::Corroborates);
            uses.add(claim.disputes(), Role::Disputes);
            uses.add(claim.evidence.iter().map(|evidence| &evidence.document), Role::Evidence);
        }
        for review in &records.reviews {
            uses.keys(std::slice::from_ref(review));
            uses.add(Some(&review.claim), Role::Review);
        }
        uses.by_place = (0..crate::index::number(uses.list.len())).collect();
        uses.by_place.sort_unstable_by_key(|&nth| uses.list[nth as usize].place.start);
        uses
    }

    /// In the order of the records.
    pub(crate) fn list(&self) -> &[Use] {
        &self.list
    }

    /// In order of place.
    pub(crate) fn in_order(&self) -> impl DoubleEndedIterator<Item = &Use> + ExactSizeIterator {
        self.by_place.iter().map(|&nth| &self.list[nth as usize])
    }

    /// Those that start at a byte or before it, in order of place.
    pub(crate) fn up_to(&self, offset: u32) -> impl DoubleEndedIterator<Item = &Use> + ExactSizeIterator {
        let count = self.by_place.partition_point(|&nth| self.list[nth as usize].place.start <= offset);
        self.in_order().take(count)
    }

    fn keys<R: InFile>(&mut self, records: &[R]) {
        self.list.extend(records.iter().map(|record| Use::new(record.id().text(), record.place(), Role::Record)));
    }

    fn add<'r>(&mut self, references: impl IntoIterator<Item = &'r Reference>, role: Role) {
        self.list.extend(references.into_iter().map(|to| Use::new(&to.to, to.span, role)));
    }
}

impl Configuration {
    /// The ids that its waivers name, in order of place.
    pub(crate) fn uses(&self) -> impl DoubleEndedIterator<Item = Use> {
        self.waivers.iter().map(|waiver| Use::new(&waiver.id.to, waiver.id.span, Role::Waiver))
    }
}
