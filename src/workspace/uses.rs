//! Where ids are used, in all files of a snapshot.

use std::hash::BuildHasher;
use std::sync::Arc;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

use super::Snapshot;
use crate::load::Parsed;
use crate::model::{Configuration, FileUses, Use};
use crate::text::{FileId, Text};

/// Where each id is, by its hash: the place of a file among all, and the number of a use in that file. Edits that leave
/// links as they were leave this as it was.
#[derive(Debug)]
pub(super) struct UseIndex {
    hasher: DefaultHashBuilder,
    sorted: Vec<(u64, u32, u32)>,
}

impl UseIndex {
    fn new<'p>(files: impl ExactSizeIterator<Item = &'p Arc<Parsed>>) -> Self {
        let hasher = DefaultHashBuilder::default();
        let files: Vec<_> = files.zip(0..).collect();
        let of = |(file, at): (&Arc<Parsed>, u32)| -> Vec<_> {
            file.uses().list().iter().zip(0..).map(|(of, nth)| (hasher.hash_one(&of.id), at, nth)).collect()
        };
        let mut sorted: Vec<_> = files.into_par_iter().flat_map_iter(of).collect();
        sorted.par_sort_unstable();
        Self { hasher, sorted }
    }

    fn of(&self, id: &Text) -> impl Iterator<Item = (usize, usize)> {
        let hash = self.hasher.hash_one(id);
        let start = self.sorted.partition_point(|&(other, ..)| other < hash);
        let same = self.sorted[start..].iter().take_while(move |&&(other, ..)| other == hash);
        same.map(|&(_, file, nth)| (file as usize, nth as usize))
    }
}

impl Snapshot {
    /// Every place that names an id, whether a record has it or not, in order of place.
    ///
    /// ```
    /// use onrecord::model::Role;
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
    /// let roles: Vec<_> = snapshot.uses(&"agreement".into()).iter().map(|of| of.role).collect();
    /// assert_eq!(roles, [Role::Record, Role::Cites]);
    /// ```
    pub fn uses(&self, id: &Text) -> Vec<Use> {
        let files = self.parsed();
        let index = self.use_index(|| UseIndex::new(files.iter().map(|(_, file)| file)));
        let known = index.of(id).filter_map(|(file, nth)| files.get(file)?.1.uses().list().get(nth));
        let mut uses: Vec<_> = known.filter(|of| of.id == *id).cloned().collect();
        uses.sort_unstable_by_key(|of| self.files().order().key(of.place));
        let configuration = self.configuration();
        uses.extend(configuration.into_iter().flat_map(Configuration::uses).filter(|of| of.id == *id));
        uses
    }

    /// The place at a byte of a file that names an id; the byte behind it counts.
    pub fn use_at(&self, file: FileId, offset: u32) -> Option<Use> {
        let is_here = |of: &Use| of.place.file == file && of.place.start <= offset && offset <= of.place.end;
        let here = self.uses_in_file(file).and_then(|uses| uses.up_to(offset).next_back());
        let waivers = self.configuration().into_iter().flat_map(Configuration::uses);
        here.cloned().into_iter().chain(waivers).find(is_here)
    }

    /// The uses in a claim file.
    pub(crate) fn uses_in_file(&self, file: FileId) -> Option<&FileUses> {
        let (_, parsed) = self.parsed().get(self.files().order().rank(file) as usize)?;
        Some(parsed.uses())
    }
}
