//! What came of accepting a draft, record by record, in lines for people.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use super::{Drafted, State};
use crate::diagnostic::Diagnostic;
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
        while let Some(at) = next.pop() {
            if !seen.insert(at) || matches!(states[at], State::Complete | State::Known) {
                continue;
            }
            self.why(at, states[at], &mut words);
            next.extend(rests_on[at].iter().rev());
        }
        self.unused(moved, rests_on, &mut words);
        for (old, new) in self.renamed {
            let old = terminal::line(old);
            let _ = writeln!(words, "`{old}` becomes `{new}`: the claim files have another source with the id `{old}`");
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
                let (line, id) = (line_of(self.file, block.key.start), terminal::line(&block.id));
                let _ = writeln!(words, "{}:{line}: {id}: no claim of the draft names it", shown(self.path));
            }
        }
    }

    fn why(&self, at: usize, state: State, words: &mut String) {
        let block = &self.blocks.all[at];
        let place = format!("{}:{}", shown(self.path), line_of(self.file, block.key.start));
        let id = terminal::line(&block.id);
        match state {
            State::Taken if self.is_same_person(block) => {
                let _ = writeln!(
                    words,
                    "{place}: {id}: the claim files have a source with this id and name; delete this record, or choose \
                     another id if it is somebody else"
                );
            }
            State::Taken => {
                let _ = writeln!(words, "{place}: {id}: another record of the corpus has this id; choose another");
            }
            State::Waiting(below) => {
                let below = &self.blocks.all[below];
                let line = line_of(self.file, below.key.start);
                let _ = writeln!(words, "{place}: {id}: waits for `{}` (line {line})", terminal::line(&below.id));
            }
            State::Faulty => {
                for fault in self.faults.iter().filter(|fault| self.block_of(fault) == Some(at)) {
                    let what = fault.message.render(terminal::line);
                    let line = fault.place.span().map_or(0, |span| line_of(self.file, span.start as usize));
                    let whose = if what.contains(&format!("`{id}`")) { String::new() } else { format!("{id}: ") };
                    let _ = writeln!(words, "{}:{line}: {whose}{what}", shown(self.path));
                }
            }
            State::Complete | State::Known => {}
        }
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
