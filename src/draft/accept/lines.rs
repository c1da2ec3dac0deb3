//! What came of accepting a draft, record by record, in lines for people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use super::{Drafted, State};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::faults::DANGLING_REFERENCE;
use crate::draft::apart::{FreeIds, is_of_one_page};
use crate::draft::blocks::Block;
use crate::draft::words;
use crate::model::{Identity, Record};
use crate::text::escape::terminal;
use crate::text::{File, NormalName, Text, Unit, show};

impl Drafted<'_> {
    /// What is missing in each record that stays, which ids are others, and what the corpus has: records that were
    /// accepted before, and sources with the names of accepted ones.
    pub(super) fn words(
        &self,
        moved: &BTreeSet<usize>,
        (waiting, known): (&[usize], &[usize]),
        states: &[State],
        rests_on: &[Vec<usize>],
    ) -> String {
        let mut words = String::new();
        let mut seen = BTreeSet::new();
        let mut next: Vec<_> = waiting.iter().rev().copied().collect();
        let mut missing = self.missing();
        let mut free = FreeIds::new(self.corpus, &self.blocks);
        while let Some(at) = next.pop() {
            if !seen.insert(at) || matches!(states[at], State::Complete | State::Known) {
                continue;
            }
            match states[at] {
                State::Faulty => self.faults(at, &mut missing, &mut words),
                State::Taken => self.taken(at, &mut free, &mut words),
                state => self.waits(at, state, &mut words),
            }
            next.extend(rests_on[at].iter().rev());
        }
        self.unused(moved, rests_on, &mut words);
        for (old, new) in self.renamed {
            let kind = self.corpus.corpus().find(old.untrusted()).map_or("record", |record| record.kind().name());
            let old = terminal::line(old);
            let _ = writeln!(words, "`{old}` becomes `{new}`: the claim files have another {kind} with the id `{old}`");
        }
        for &at in moved {
            self.offer(&self.blocks.all[at], &mut words);
        }
        self.known(known, &mut words);
        words
    }

    /// What leaves the draft because the corpus has it. Somebody with a name may still be somebody else.
    fn known(&self, known: &[usize], words: &mut String) {
        let listed = |known: &mut dyn Iterator<Item = &Block>| {
            known.map(|block| format!("`{}`", terminal::line(&block.id))).collect::<Vec<_>>().join(", ")
        };
        let blocks = || known.iter().map(|&at| &self.blocks.all[at]);
        if !known.is_empty() {
            let _ = writeln!(words, "in the claim files already: {}", listed(&mut blocks()));
        }
        let named = listed(&mut blocks().filter(|block| block.name.is_some()));
        if !named.is_empty() {
            let _ = writeln!(words, "{}", words::by_name(&named));
        }
    }

    /// The sources that stay and that no claim names any more.
    fn unused(&self, moved: &BTreeSet<usize>, rests_on: &[Vec<usize>], words: &mut String) {
        let used: BTreeSet<_> = rests_on.iter().flatten().copied().collect();
        for (at, block) in self.blocks.all.iter().enumerate() {
            let is_source = self.blocks.section(block) == "sources";
            if is_source && !used.contains(&at) && !moved.contains(&at) {
                let (line, id) = (self.line_of(block.key.start), terminal::line(&block.id));
                let _ = writeln!(words, "{}:{line}: {id}: no claim of the draft names it", shown(self.path));
            }
        }
    }

    /// The line that a byte of the draft is in, as it is left.
    fn line_of(&self, at: usize) -> usize {
        let cuts = self.cut.partition_point(|&(end, _)| end <= at);
        line_of(self.file, at) - cuts.checked_sub(1).map_or(0, |last| self.cut[last].1)
    }

    /// The line of a record of the draft, and its id.
    fn place(&self, block: &Block) -> String {
        format!("{}:{}: {}", shown(self.path), self.line_of(block.key.start), terminal::line(&block.id))
    }

    fn waits(&self, at: usize, state: State, words: &mut String) {
        if let State::Waiting(below) = state {
            let below = &self.blocks.all[below];
            let (line, id) = (self.line_of(below.key.start), terminal::line(&below.id));
            let _ = writeln!(words, "{}: waits for `{id}` (line {line})", self.place(&self.blocks.all[at]));
        }
    }

    /// What to do about a record of which the corpus has the id: a free one is named, and where the draft names it.
    fn taken(&self, at: usize, free: &mut FreeIds, words: &mut String) {
        let block = &self.blocks.all[at];
        let is_of_one_page = is_of_one_page(self.corpus, &self.blocks, block);
        let why = match self.blocks.section(block) {
            _ if self.is_same_person(block) => {
                "the claim files have a source with this id and name; delete this record, or change its id"
            }
            "claims" if is_of_one_page => {
                "the claim files have a claim with this id from the same page; delete this one, or change its id"
            }
            "sources" if is_of_one_page => {
                "the claim files have a source with this id from the same page; delete this record, or change its id"
            }
            _ => "another record of the corpus has this id; change it",
        };
        let _ = write!(words, "{}: {why}", self.place(block));
        if let Some(id) = free.take(&self.blocks, block) {
            let _ = write!(words, " to `{id}`");
        }
        let references = self.blocks.all.iter().flat_map(|block| &block.references);
        let named = references.filter(|reference| reference.id == block.id);
        let lines: Vec<_> = named.map(|named| self.line_of(named.range.start).to_string()).collect();
        let _ = match &lines[..] {
            [] => writeln!(words),
            [line] => writeln!(words, ", also in line {line}"),
            [lines @ .., last] => writeln!(words, ", also in lines {} and {last}", lines.join(", ")),
        };
    }

    /// What is wrong with a record. What is said of an id that no record has is said once, for all that name it.
    fn faults(&self, at: usize, missing: &mut BTreeMap<String, BTreeSet<usize>>, words: &mut String) {
        let id = terminal::line(&self.blocks.all[at].id);
        for fault in self.faults.iter().filter(|fault| self.block_of(fault) == Some(at)) {
            let what = fault.message.render(terminal::line);
            let line = fault.place.span().map_or(0, |span| self.line_of(span.start as usize));
            let place = format!("{}:{line}", shown(self.path));
            let named_by = missing.get_mut(&*what).filter(|_| fault.rule.name == DANGLING_REFERENCE.name);
            let _ = match named_by.map(std::mem::take) {
                Some(records) if records.is_empty() => Ok(()),
                Some(records) if records.len() > 1 => {
                    writeln!(words, "{place}: {what}, which {} name", self.count(records.into_iter()))
                }
                _ if what.contains(&format!("`{id}`")) => writeln!(words, "{place}: {what}"),
                _ => writeln!(words, "{place}: {id}: {what}"),
            };
        }
    }

    /// What is said of each id that no record has, and the records that name it.
    fn missing(&self) -> BTreeMap<String, BTreeSet<usize>> {
        let mut missing = BTreeMap::<_, BTreeSet<_>>::new();
        for fault in self.faults.iter().filter(|fault| fault.rule.name == DANGLING_REFERENCE.name) {
            let what = fault.message.render(terminal::line);
            missing.entry(what).or_default().extend(self.block_of(fault));
        }
        missing
    }

    /// Whether the record of the corpus that has the id of one in the draft has its name, too.
    fn is_same_person(&self, block: &Block) -> bool {
        let corpus = self.corpus.corpus();
        let Some(Record::Source(at)) = corpus.find(block.id.untrusted()) else { return false };
        let source = &corpus.sources[at];
        let is_called = |name| NormalName::of(name) == NormalName::of(&source.label);
        !source.is_confidential() && block.name.as_ref().is_some_and(is_called)
    }

    /// A source of the corpus that may be the same, by its name.
    fn offer(&self, block: &Block, words: &mut String) {
        let drafted = self.with_draft.corpus();
        let Some(Record::Source(at)) = drafted.find(block.id.untrusted()) else { return };
        let drafted = &drafted.sources[at];
        if drafted.identity != Identity::Named {
            return;
        }
        let same = self.of_this_name(&drafted.label);
        if !same.is_empty() {
            let id = terminal::line(&block.id);
            let _ = writeln!(words, "`{id}` has the name of {same}: if they are the same, use one id for both");
        }
    }

    /// The named sources of the corpus with a name, as they are shown.
    fn of_this_name(&self, name: &Text) -> String {
        let same = self.corpus.corpus().sources_called(name);
        same.map(|source| format!("`{}`", source.id)).collect::<Vec<_>>().join(" and ")
    }
}

/// Where each of some lines of a text ends that are cut out, and how many are until there.
pub(super) fn counted(text: &Text, cuts: &[Range<usize>]) -> Vec<(usize, usize)> {
    let (mut until, mut count) = (0, 0);
    let mut counted = Vec::with_capacity(cuts.len());
    for cut in cuts.iter().filter(|cut| cut.end > cut.start) {
        let lines = text.untrusted().get(cut.start.max(until)..cut.end).unwrap_or_default();
        count += lines.matches('\n').count();
        until = until.max(cut.end);
        counted.push((until, count));
    }
    counted
}

/// What is wrong, as a line for people.
pub(super) fn line(fault: &Diagnostic, file: &File, path: &Path) -> String {
    let at = fault.place.span().map_or(0, |span| span.start as usize);
    format!("{}:{}: {}", shown(path), line_of(file, at), fault.message.render(terminal::line))
}

pub(super) fn line_of(file: &File, at: usize) -> usize {
    file.position(u32::try_from(at).unwrap_or(u32::MAX), Unit::Utf8).line
}

fn shown(path: &Path) -> String {
    terminal::line(&Text::new(show(path))).into_owned()
}
