//! Records where they were read, file by file, and the order that they have as one corpus.

use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

use super::{Claim, Document, Id, Review, Source};
use crate::index::{Idx, first, number};
use crate::text::Span;

/// The records of one file, in the order in which it has them. A corpus shares them: they are never moved, and never
/// copied.
#[derive(Debug, Default)]
pub(crate) struct FileRecords {
    pub(crate) sources: Vec<Source>,
    pub(crate) documents: Vec<Document>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) reviews: Vec<Review>,
    /// The ids of records of which nothing could be read, though they are there.
    pub(crate) unread: Vec<Id>,
    /// The ids of records of which a part could not be read.
    pub(crate) damaged: Vec<Id>,
}

impl FileRecords {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.sources.len() + self.documents.len() + self.claims.len() + self.reviews.len()
    }
}

/// A record of a type that a file has a list of.
pub(crate) trait InFile: Sized + Sync {
    /// Those of a file.
    fn list(file: &FileRecords) -> &[Self];

    /// Its id.
    fn id(&self) -> &Id;

    /// Where its id is.
    fn place(&self) -> Span;
}

/// Says for each type of record where a file has it.
macro_rules! kinds {
    ($($kind:ident $list:ident;)+) => {$(
        impl InFile for $kind {
            fn list(file: &FileRecords) -> &[Self] {
                &file.$list
            }

            fn id(&self) -> &Id {
                &self.id
            }

            fn place(&self) -> Span {
                self.place
            }
        }
    )+};
}

kinds! {
    Source sources;
    Document documents;
    Claim claims;
    Review reviews;
}

/// Where a record is: in which of the files, and which one of its kind there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) file: u32,
    pub(crate) at: u32,
}

/// All records of a kind, in order of id.
#[derive(Debug)]
pub struct Table<I, T> {
    files: Arc<[Arc<FileRecords>]>,
    order: Arc<[Slot]>,
    kind: PhantomData<fn(I) -> T>,
}

impl<I: Idx, T> Table<I, T> {
    /// The records of some files in an order.
    pub(crate) fn new(files: Arc<[Arc<FileRecords>]>, order: impl Into<Arc<[Slot]>>) -> Self {
        Self { files, order: order.into(), kind: PhantomData }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The numbers of all records.
    pub fn indices(&self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + Clone + use<I, T> {
        first(self.len())
    }

    /// The same with some records replaced, given by number. They are as if they were in a file of their own.
    pub(crate) fn replaced(&self, others: Vec<(usize, T)>, file: impl FnOnce(Vec<T>) -> FileRecords) -> Self {
        let mut order = self.order.to_vec();
        let own = number(self.files.len());
        for (at, (place, _)) in (0..).zip(&others) {
            order[*place] = Slot { file: own, at };
        }
        // In room of its own: what `others` has is room for the places, too, and for as many again.
        let mut list = Vec::with_capacity(others.len());
        list.extend(others.into_iter().map(|(_, other)| other));
        let others = Arc::new(file(list));
        Self::new(self.files.iter().cloned().chain([others]).collect(), order)
    }

    /// The same order of other versions of the records.
    pub(super) fn edited(&self, files: &Arc<[Arc<FileRecords>]>) -> Self {
        Self { files: Arc::clone(files), order: Arc::clone(&self.order), kind: PhantomData }
    }

    /// The records in some files, which are given by their place in order.
    pub(super) fn in_files(&self, is_wanted: impl Fn(u32) -> bool) -> Vec<I> {
        let slots = self.order.iter().enumerate().filter(|(_, slot)| is_wanted(slot.file));
        slots.map(|(at, _)| I::new(at)).collect()
    }

    /// Where each record is.
    pub(crate) fn slots(&self) -> &[Slot] {
        &self.order
    }
}

#[expect(private_bounds, reason = "there are four kinds of records, and no others can be made")]
impl<I: Idx, T: InFile> Table<I, T> {
    /// All records, in order.
    pub fn iter(&self) -> Records<'_, T> {
        Records { files: &self.files, slots: self.order.iter(), kind: PhantomData }
    }

    /// All records and their numbers, in order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (I, &T)> + DoubleEndedIterator {
        self.indices().zip(self.iter())
    }

    /// A record, if there is one with this number.
    pub fn of(&self, index: I) -> Option<&T> {
        self.order.get(index.at()).map(|&slot| at(&self.files, slot))
    }
}

#[inline]
fn at<T: InFile>(files: &[Arc<FileRecords>], slot: Slot) -> &T {
    &T::list(&files[slot.file as usize])[slot.at as usize]
}

impl<I, T> Clone for Table<I, T> {
    fn clone(&self) -> Self {
        Self { files: Arc::clone(&self.files), order: Arc::clone(&self.order), kind: PhantomData }
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { files: Arc::default(), order: Arc::default(), kind: PhantomData }
    }
}

impl<I: Idx, T: InFile> Index<I> for Table<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, index: I) -> &T {
        at(&self.files, self.order[index.at()])
    }
}

/// Records of a kind, in order.
#[derive(Debug, Clone)]
pub struct Records<'a, T> {
    files: &'a [Arc<FileRecords>],
    slots: std::slice::Iter<'a, Slot>,
    kind: PhantomData<&'a T>,
}

impl<'a, T: InFile> Iterator for Records<'a, T> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.slots.next().map(|&slot| at(self.files, slot))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.slots.size_hint()
    }
}

impl<T: InFile> DoubleEndedIterator for Records<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.slots.next_back().map(|&slot| at(self.files, slot))
    }
}

impl<T: InFile> ExactSizeIterator for Records<'_, T> {}

impl<'a, I: Idx, T: InFile> IntoIterator for &'a Table<I, T> {
    type Item = &'a T;
    type IntoIter = Records<'a, T>;

    fn into_iter(self) -> Records<'a, T> {
        self.iter()
    }
}
