//! What of a draft can become claim files: its complete records, with all that they rest on.

mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use super::apart::{Apart, apart, is_there};
use super::blocks::{Block, Blocks, NotCut};
use super::yaml;
use crate::diagnostic::faults::{SYNTAX, WRONG_TYPE};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::Id;
use crate::text::escape::terminal;
use crate::text::{self, File, FileId, Span, Text};
use crate::workspace::{Snapshot, Workspace};
use lines::{counted, line, line_of};

/// The sections whose records are accepted by themselves. Sources and documents come with what rests on them.
const ACCEPTED: [&str; 2] = [CLAIMS, "reviews"];
const CLAIMS: &str = "claims";
/// So many claim files can come of one draft.
const MAX_FILES: u32 = 10_000;

/// What comes of accepting a draft.
#[derive(Debug)]
pub struct Accepted {
    /// The records that are accepted, as the text of a claim file; empty if there is none.
    pub file: String,
    /// What is left of the draft, byte for byte as it was.
    pub draft: String,
    /// Whether nothing is left in the draft that anybody wrote.
    pub is_empty: bool,
    /// How many records were accepted.
    pub moved: Count,
    /// How many were accepted before, and only leave the draft.
    pub known: Count,
    /// How many that were wanted stay.
    pub waiting: usize,
    /// How many stay.
    pub left: Count,
    /// What these wait for, and what is offered, in lines for people.
    pub words: String,
}

/// How many records there are: claims, and others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Claims.
    pub claims: usize,
    /// Sources, documents and reviews.
    pub others: usize,
}

impl Count {
    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (claims, others) = (text::counted(self.claims, "claim"), text::counted(self.others, "other record"));
        match (self.claims, self.others) {
            (_, 0) => f.write_str(&claims),
            (0, _) => f.write_str(&others),
            _ => write!(f, "{claims} and {others}"),
        }
    }
}

/// Why nothing of a draft can be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAccepted {
    /// It is not understood, for these reasons, in lines for people.
    NotRead(Vec<String>),
    /// At this line a record has no lines of its own.
    NotCut(usize),
    /// It has no such record.
    Unknown(String),
    /// The records would not be read as they are in the draft.
    Lost,
}

impl fmt::Display for NotAccepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRead(_) => f.write_str("cannot be read as a claim file"),
            Self::NotCut(line) => write!(f, "line {line}: write each record on lines of its own, without braces"),
            Self::Unknown(id) => write!(f, "no record with the id `{}` in the draft", terminal::escape(id)),
            Self::Lost => f.write_str("the records cannot be moved without a change"),
        }
    }
}

impl Error for NotAccepted {}

/// Accepts what is complete: some records, or without any of them all claims and reviews. The workspace has the claim
/// files, and gets the draft as one of them.
///
/// # Errors
/// If nothing can be accepted.
pub fn accept(
    workspace: &mut Workspace,
    (path, draft): (&Path, &Text),
    ids: &[String],
) -> Result<Accepted, NotAccepted> {
    let corpus = &workspace.snapshot();
    let Apart { draft, renamed } = apart(corpus, draft).ok_or(NotAccepted::Lost)?;
    workspace.set(path, draft.untrusted());
    let with_draft = &workspace.snapshot();
    let files = with_draft.files();
    let found = files.numbers().zip(files.iter()).find(|(_, file)| file.path().given() == path);
    let (number, file) = found.ok_or(NotAccepted::Lost)?;
    let id = FileId(u32::try_from(number).unwrap_or(u32::MAX));
    let mut faults: Vec<_> = with_draft.diagnostics().filter(|fault| is_error_in(fault, id)).collect();
    // What makes the text no YAML comes before what follows from that.
    faults.sort_by_key(|fault| fault.rule.name != SYNTAX.name);
    let blocks = Blocks::new(file.text()).map_err(|why| match why {
        NotCut::NotRead => NotAccepted::NotRead(faults.iter().map(|fault| line(fault, file, path)).collect()),
        NotCut::At(at) => NotAccepted::NotCut(line_of(file, at)),
    })?;
    let meant = |id: &String| renamed.get(&Text::new(&**id)).map_or_else(|| id.clone(), ToString::to_string);
    let drafted = Drafted { corpus, with_draft, file, path, blocks, faults, renamed: &renamed, cut: Vec::new() };
    drafted.accept(&ids.iter().map(meant).collect::<Vec<_>>())
}

/// The claim files that may come of a draft, by its name, without those of the corpus. Others may be on the disk.
pub fn claim_files(draft: &Path, folder: &Path, corpus: &Snapshot) -> impl Iterator<Item = PathBuf> {
    let stem = draft.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = folder.to_owned();
    let name = move |number| if number == 1 { format!("{stem}.yaml") } else { format!("{stem}-{number}.yaml") };
    let paths = (1..MAX_FILES).map(move |number| folder.join(name(number)));
    paths.filter(|path| corpus.files().iter().all(|file| file.path().given() != path))
}

fn is_error_in(fault: &Diagnostic, file: FileId) -> bool {
    fault.rule.level == Level::Error && fault.place.span().is_some_and(|span| span.file == file)
}

struct Drafted<'a> {
    corpus: &'a Snapshot,
    with_draft: &'a Snapshot,
    file: &'a File,
    path: &'a Path,
    blocks: Blocks,
    faults: Vec<&'a Diagnostic>,
    renamed: &'a BTreeMap<Text, Id>,
    /// Where lines end that leave the draft, and how many do until there.
    cut: Vec<(usize, usize)>,
}

/// Where a record of a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It can be accepted.
    Complete,
    /// It was accepted before, as it is here.
    Known,
    /// Another record has its id.
    Taken,
    /// Something is wrong with it.
    Faulty,
    /// It rests on a record that cannot be accepted.
    Waiting(usize),
}

impl Drafted<'_> {
    fn accept(mut self, ids: &[String]) -> Result<Accepted, NotAccepted> {
        let all = &self.blocks.all;
        let is_empty = self.blocks.sections.is_empty();
        let outside = self
            .faults
            .iter()
            .filter(|fault| !is_empty && self.block_of(fault).is_none() && !self.is_of_empty_section(fault));
        let outside: Vec<_> = outside.map(|fault| line(fault, self.file, self.path)).collect();
        if !outside.is_empty() {
            return Err(NotAccepted::NotRead(outside));
        }
        let numbers: BTreeMap<&Text, usize> = all.iter().enumerate().map(|(at, block)| (&block.id, at)).collect();
        let rests_on: Vec<Vec<usize>> = all
            .iter()
            .map(|block| block.references.iter().filter_map(|named| numbers.get(&named.id).copied()).collect())
            .collect();
        let states = self.states(&rests_on);
        let wanted = self.wanted(ids)?;
        let mut moved = BTreeSet::new();
        let mut next: Vec<_> = wanted.iter().copied().filter(|&at| states[at] == State::Complete).collect();
        while let Some(at) = next.pop() {
            if states[at] == State::Complete && moved.insert(at) {
                next.extend(&rests_on[at]);
            }
        }
        let known: Vec<_> = (0..all.len()).filter(|&at| states[at] == State::Known).collect();
        let waiting: Vec<_> =
            wanted.into_iter().filter(|at| !moved.contains(at) && states[*at] != State::Known).collect();
        let cuts = self.blocks.lines_of(|block| is_gone(block, &numbers, &moved, &known));
        let draft = self.blocks.without(&cuts);
        self.cut = counted(self.file.text(), &cuts);
        let is_left = |at: &usize| !moved.contains(at) && !known.contains(at);
        let accepted = Accepted {
            file: self.moved(&moved),
            is_empty: !(moved.is_empty() && known.is_empty()) && yaml::is_untouched(&draft),
            draft,
            moved: self.count(moved.iter().copied()),
            known: self.count(known.iter().copied()),
            waiting: waiting.len(),
            left: self.count((0..all.len()).filter(is_left)),
            words: self.words(&moved, (&waiting, &known), &states, &rests_on),
        };
        if self.is_whole(&accepted, &moved, known.len()) { Ok(accepted) } else { Err(NotAccepted::Lost) }
    }

    fn count(&self, records: impl Iterator<Item = usize>) -> Count {
        let mut count = Count::default();
        for block in records.map(|at| &self.blocks.all[at]) {
            let is_claim = self.blocks.section(block) == CLAIMS;
            *(if is_claim { &mut count.claims } else { &mut count.others }) += 1;
        }
        count
    }

    /// The records that are to be accepted.
    fn wanted(&self, ids: &[String]) -> Result<Vec<usize>, NotAccepted> {
        let blocks = || self.blocks.all.iter().enumerate();
        if ids.is_empty() {
            let is_wanted = |block: &Block| ACCEPTED.contains(&self.blocks.section(block));
            return Ok(blocks().filter(|(_, block)| is_wanted(block)).map(|(at, _)| at).collect());
        }
        let find = |id: &String| {
            let exact = blocks().find(|(_, block)| block.id.untrusted() == id);
            let mut beginning = blocks().filter(|(_, block)| block.id.untrusted().starts_with(&**id));
            let only = beginning.next().filter(|_| beginning.next().is_none());
            exact.or(only).map(|(at, _)| at).ok_or_else(|| NotAccepted::Unknown(id.clone()))
        };
        ids.iter().map(find).collect()
    }

    /// Where each record stands by itself, and then by what it rests on.
    fn states(&self, rests_on: &[Vec<usize>]) -> Vec<State> {
        let mut states: Vec<_> = self.blocks.all.iter().map(|block| self.own_state(block)).collect();
        for fault in &self.faults {
            if let Some(at) = self.block_of(fault).filter(|&at| states[at] == State::Complete) {
                states[at] = State::Faulty;
            }
        }
        let mut resting = vec![Vec::new(); states.len()];
        for (at, below) in rests_on.iter().enumerate() {
            for &below in below {
                resting[below].push(at);
            }
        }
        let is_missing = |state: State| !matches!(state, State::Complete | State::Known);
        let mut missing: Vec<_> = (0..states.len()).filter(|&at| is_missing(states[at])).collect();
        while let Some(below) = missing.pop() {
            for &at in &resting[below] {
                if states[at] == State::Complete {
                    states[at] = State::Waiting(below);
                    missing.push(at);
                }
            }
        }
        states
    }

    fn own_state(&self, block: &Block) -> State {
        match self.corpus.corpus().find(block.id.untrusted()) {
            None => State::Complete,
            Some(_) if is_there(self.corpus, &self.blocks, block) => State::Known,
            Some(_) => State::Taken,
        }
    }

    /// The record that a fault is in.
    fn block_of(&self, fault: &Diagnostic) -> Option<usize> {
        let Span { start, .. } = fault.place.span()?;
        let at = self.blocks.all.partition_point(|block| block.range.end <= start as usize);
        self.blocks.all.get(at).filter(|block| block.range.start <= start as usize).map(|_| at)
    }

    /// Whether a fault is that a section has no records: somebody deleted all of them.
    fn is_of_empty_section(&self, fault: &Diagnostic) -> bool {
        let at = fault.place.span().map(|span| span.start as usize);
        fault.rule.name == WRONG_TYPE.name && at.is_some_and(|at| self.blocks.is_in_empty_section(at))
    }

    /// A claim file of some records, in the order of the draft.
    fn moved(&self, moved: &BTreeSet<usize>) -> String {
        let mut file = String::new();
        let mut section = None;
        for block in moved.iter().map(|&at| &self.blocks.all[at]) {
            let between = if file.is_empty() { "" } else { "\n" };
            file.push_str(between);
            if section.replace(block.section) != Some(block.section) {
                file.extend([self.blocks.section(block), ":\n"]);
            }
            file.push_str(&self.blocks.lines(block));
        }
        file
    }

    /// Whether both files, read again, have the records that they should have, line for line.
    fn is_whole(&self, accepted: &Accepted, moved: &BTreeSet<usize>, known: usize) -> bool {
        let records = |text: &str| {
            let blocks = Blocks::new(&Text::new(text)).ok()?;
            Some(blocks.all.iter().map(|block| (block.id.clone(), blocks.lines(block))).collect::<Vec<_>>())
        };
        let (Some(file), Some(draft)) = (records(&accepted.file), records(&accepted.draft)) else { return false };
        let of = |at: &usize| (self.blocks.all[*at].id.clone(), self.blocks.lines(&self.blocks.all[*at]));
        let mut left = self.blocks.all.iter().map(|block| (&block.id, self.blocks.lines(block)));
        let is_kept = |(id, lines): &(Text, String)| left.any(|(other, there)| other == id && there == *lines);
        file == moved.iter().map(of).collect::<Vec<_>>()
            && draft.len() + moved.len() + known == self.blocks.all.len()
            && draft.iter().all(is_kept)
    }
}

fn is_gone(block: &Block, numbers: &BTreeMap<&Text, usize>, moved: &BTreeSet<usize>, known: &[usize]) -> bool {
    numbers.get(&block.id).is_some_and(|at| moved.contains(at) || known.contains(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORPUS: &str = "sources:\n  ada: {identity: named, name: Ada Example}\ndocuments:\n  d: {title: D}\n";

    const DRAFT: &str = "# A draft.

sources:
  # Who is this?
  he:
    description: he

  ada-2:
    identity: named
    name: Ada  example

claims:
  # sure
  closed:
    statement: The bridge is closed.
    attributed_to:
    - ada-2
    evidence:
    - document: d
      quote: closed

  direct:
    attributed_to:
    - ada-2

  relay:
    statement: It is said to open.
    attributed_to: [ada]
    cites: [opens]

  opens:
    statement: It opens.
    attributed_to: [he] # by hand
# The account.
";

    fn accepted(corpus: &str, draft: &str, ids: &[&str]) -> Result<Accepted, NotAccepted> {
        let path = Path::new("d.draft");
        let ids: Vec<_> = ids.iter().map(|&id| id.to_owned()).collect();
        accept(&mut Workspace::of_texts([("c.yaml", corpus)]), (path, &Text::new(draft)), &ids)
    }

    #[test]
    fn what_is_complete_goes_with_its_sources() {
        let done = accepted(CORPUS, DRAFT, &[]).unwrap();
        let closed = "claims:\n  # sure\n  closed:\n    statement: The bridge is closed.\n    attributed_to:\n    \
                      - ada-2\n    evidence:\n    - document: d\n      quote: closed\n";
        let file = format!("sources:\n  ada-2:\n    identity: named\n    name: Ada  example\n\n{closed}");
        assert_eq!(done.file, file);
        let count = |claims, others| Count { claims, others };
        assert_eq!((done.moved, done.known, done.waiting), (count(1, 1), Count::default(), 3));
        assert_eq!(done.left, count(3, 1));
        let left = DRAFT
            .replace("\n  ada-2:\n    identity: named\n    name: Ada  example\n", "")
            .replace(&closed["claims:\n".len()..], "");
        assert_eq!(done.draft, left);
        assert_eq!(
            done.words,
            "d.draft:10: `direct` needs `statement`\n\
             d.draft:14: relay: waits for `opens` (line 19)\n\
             d.draft:19: opens: waits for `he` (line 5)\n\
             d.draft:5: `he` needs `identity`\n\
             `ada-2` has the name of `ada`: if they are the same, use one id for both\n"
        );
        // Again, nothing changes.
        let corpus = format!("{CORPUS}  x: {{title: x}}\n");
        let mut workspace = Workspace::of_texts([("c.yaml", &*corpus), ("d.yaml", &done.file)]);
        let again = accept(&mut workspace, (Path::new("d.draft"), &Text::new(&*done.draft)), &[]).unwrap();
        assert!(again.moved.is_none() && again.known.is_none() && again.file.is_empty() && !again.is_empty);
        assert_eq!(again.draft, done.draft);
    }

    /// A run that ended after the claim file and before the draft was written.
    #[test]
    fn what_was_accepted_before_only_leaves_the_draft() {
        let done = accepted(CORPUS, DRAFT, &[]).unwrap();
        let again = |draft: &str, ids: &[String]| {
            let mut workspace = Workspace::of_texts([("c.yaml", CORPUS), ("d.yaml", &done.file)]);
            accept(&mut workspace, (Path::new("d.draft"), &Text::new(draft)), ids).unwrap()
        };
        let known = again(DRAFT, &[]);
        assert!(known.moved.is_none() && known.file.is_empty());
        assert_eq!(known.known, Count { claims: 1, others: 1 });
        assert_eq!(known.draft, done.draft);
        // A record that somebody has changed since is another one.
        let changed = DRAFT.replace("The bridge is closed.", "The bridge is shut.");
        let other = again(&changed, &["closed".into()]);
        assert!(other.moved.is_none() && other.waiting == 1);
        let line = "closed: the claim files have a claim with this id from the same page; delete this one, or";
        assert!(other.words.contains(line), "{}", other.words);
    }

    #[test]
    fn only_what_is_wanted_is_accepted() {
        let done =
            accepted(CORPUS, &DRAFT.replace("description: he", "identity: unspecified\n    description: he"), &["rel"]);
        let done = done.unwrap();
        assert_eq!(
            (done.moved, done.waiting),
            (Count { claims: 2, others: 1 }, 0),
            "the relay, its origin, and the source of that: {}",
            done.file
        );
        assert!(done.draft.contains("closed:") && !done.draft.contains("relay"));
        assert_eq!(accepted(CORPUS, DRAFT, &["nobody"]).unwrap_err(), NotAccepted::Unknown("nobody".to_owned()));
    }

    #[test]
    fn what_cannot_be_cut_or_read_is_refused() {
        assert_eq!(accepted(CORPUS, "claims: {a: {statement: x}}\n", &[]).unwrap_err(), NotAccepted::NotCut(1));
        for draft in ["claims: [", "claim:\n  a:\n    statement: x\n"] {
            let why = accepted(CORPUS, draft, &[]).unwrap_err();
            assert!(matches!(&why, NotAccepted::NotRead(lines) if lines[0].starts_with("d.draft:1: ")), "{why:?}");
        }
        let empty = accepted(CORPUS, "# nothing\n", &[]).unwrap();
        assert!(empty.moved.is_none() && empty.waiting == 0 && empty.draft == "# nothing\n" && !empty.is_empty);
    }
}
