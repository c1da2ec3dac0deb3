//! Ids of records of the right kind: those that are near first.

use hashbrown::HashSet;

use super::{Asked, List, MAX_PROPOSALS, Proposal, ProposalKind};
use crate::editor::Line;
use crate::editor::place::record_of;
use crate::model::{FileUses, Record, RecordKind, Role};
use crate::report::Origin;

/// How near a record is. The nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// It is in the same file, or used there for the same purpose.
    Here,
    /// It is in a file with a record that is used here.
    Neighbour,
    /// It is somewhere else.
    Far,
}

/// What is near a file.
struct Near {
    file: Option<u32>,
    used: HashSet<Record>,
    /// Whether each file, by its place among all, has a record that is used here.
    neighbours: Vec<bool>,
}

impl Near {
    fn new(asked: &Asked<'_>, role: Role) -> Self {
        let (snapshot, corpus) = (asked.snapshot, asked.snapshot.corpus());
        let in_file = asked.file.and_then(|file| snapshot.uses_in_file(file));
        let (mut used, mut neighbours) = (HashSet::new(), vec![false; snapshot.files().len()]);
        for of in in_file.into_iter().flat_map(FileUses::list) {
            let Some(record) = record_of(snapshot, &of.id).filter(|_| of.role != Role::Record) else { continue };
            if let Some(is_near) = neighbours.get_mut(corpus.file_rank(record) as usize) {
                *is_near = true;
            }
            if of.role == role {
                used.insert(record);
            }
        }
        Self { file: asked.file.map(|file| snapshot.files().order().rank(file)), used, neighbours }
    }

    fn distance(&self, record: Record, file: u32) -> Distance {
        match () {
            () if Some(file) == self.file || self.used.contains(&record) => Distance::Here,
            () if self.neighbours.get(file as usize).is_some_and(|&is_near| is_near) => Distance::Neighbour,
            () => Distance::Far,
        }
    }
}

impl List<'_> {
    /// The ids of records of some kinds in which is what has been typed: the nearest first, and of these first those
    /// that begin with it, in order of id.
    pub(super) fn ids(&mut self, kinds: &[RecordKind], role: Role) {
        let (asked, corpus) = (self.asked, self.asked.snapshot.corpus());
        let near = Near::new(asked, role);
        let own = asked.here.record().and_then(|own| record_of(asked.snapshot, &own));
        let wanted = asked.typed.lower();
        let wanted = memchr::memmem::Finder::new(&wanted);
        // By distance, and of each those first that begin with what is typed.
        let mut found: [Vec<Record>; 6] = Default::default();
        for record in kinds.iter().flat_map(|&kind| corpus.of_kind(kind)) {
            let id = corpus.id(record);
            let Some(at) = wanted.find(id.as_bytes()).filter(|_| Some(record) != own) else { continue };
            let distance = near.distance(record, corpus.file_rank(record));
            let alike = &mut found[distance as usize * 2 + usize::from(at > 0)];
            if alike.len() <= MAX_PROPOSALS {
                alike.push(record);
            }
        }
        let is_first_item = asked.is_first_item();
        for record in found.into_iter().flatten() {
            if !self.add(self.record(record, is_first_item)) {
                return;
            }
        }
    }

    fn record(&self, record: Record, is_first_item: bool) -> Proposal {
        let (asked, corpus) = (self.asked, self.asked.snapshot.corpus());
        let id = corpus.text_of_id(record);
        let line = Line::default().text(corpus.label(record));
        let (kind, detail) = match record {
            Record::Source(source) => {
                (ProposalKind::Source, line.words(format!(" ({})", Origin::new(corpus, source).word())))
            }
            Record::Claim(claim) => {
                let basis = asked.snapshot.analysis().basis(claim).name();
                (ProposalKind::Claim, line.words(format!(" ({basis})")))
            }
            Record::Document(_) => (ProposalKind::Document, line),
            Record::Review(_) => (ProposalKind::Review, line),
        };
        let insert = asked.typed.value(id, is_first_item);
        let is_retracted = record.claim().is_some_and(|claim| asked.snapshot.graph().is_retracted(claim));
        Proposal { is_retracted, ..Proposal::new(kind, id.clone(), insert, detail) }
    }
}
