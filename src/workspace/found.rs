//! What rules found in a snapshot, file by file, so that what is found in a file that nobody touched is found once.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FoundByRule, LazyFinding, Place, RuleFinding, RuleMeta};
use crate::model::{Date, Edits};
use crate::text::{FileOrder, Span, Text};

/// What findings depend on beside the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conditions {
    /// The rules that are looked for.
    pub(crate) rules: Vec<&'static str>,
    pub(crate) today: Option<Date>,
    /// A folder of copies that are not kept in the corpus.
    pub(crate) elsewhere: Option<PathBuf>,
    pub(crate) independent_sources: u8,
    /// The verdicts that a configuration lists.
    pub(crate) verdicts: Vec<Text>,
    pub(crate) is_understood: bool,
}

/// What rules found under some conditions. All of it is in a file that was read.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// By the number of the file.
    files: Vec<InFile>,
}

/// What was found in one file.
#[derive(Debug, Clone, Default)]
struct InFile {
    /// In order of place.
    list: Arc<Vec<RuleFinding<'static>>>,
    /// Whether some of it has its words, and with them, perhaps, places in other files.
    has_words: bool,
}

impl Found {
    /// Puts findings, which come rule by rule, in order. There can be millions: no list has more room than it needs.
    pub(crate) fn new(found: Vec<FoundByRule>, order: &FileOrder) -> Self {
        let file = |span: Span| span.file.0 as usize;
        let mut counts = Vec::new();
        for file in found.iter().flat_map(FoundByRule::spans).flatten().map(file) {
            counts.resize(counts.len().max(file + 1), 0);
            counts[file] += 1;
        }
        let mut lists: Vec<_> = counts.into_iter().map(Vec::with_capacity).collect();
        for finding in found.into_iter().flat_map(FoundByRule::into_findings) {
            if let Some(span) = finding.span() {
                lists[file(span)].push(finding);
            }
        }
        let files = lists.into_par_iter().map(|list| in_order(list, order));
        Self { files: files.collect() }
    }

    /// All of it, in order of place, as long as it lives.
    pub(crate) fn in_file(&self, file: usize) -> &[RuleFinding<'static>] {
        self.files.get(file).map_or(&[], |found| &found.list)
    }

    /// What is found after some edits: of files that were not touched the same; in those that were, what is to be
    /// worded later is left out, and what has its words, or `is_moved`, moves with what it is about. What `is_outdated`
    /// goes, and what is `new` comes.
    ///
    /// Nothing if something is about a place that no record knows.
    pub(crate) fn edited(
        &self,
        edits: &Edits,
        order: &FileOrder,
        is_outdated: impl Fn(&'static RuleMeta) -> bool + Sync,
        is_moved: impl Fn(&'static RuleMeta) -> bool + Sync,
        new: Vec<FoundByRule>,
    ) -> Option<Self> {
        let mut fresh = Self::new(new, order).files;
        fresh.resize_with(fresh.len().max(self.files.len()), InFile::default);
        let is_edited = |file: usize| edits.files().any(|edited| edited.0 as usize == file);
        let update = |(file, fresh): (usize, InFile)| {
            let Some(old) = self.files.get(file) else { return Some(fresh) };
            let is_edited = is_edited(file);
            let is_kept = |finding: &RuleFinding<'static>| match finding {
                RuleFinding::Lazy(_) => true,
                RuleFinding::Ready(ready) => !is_outdated(ready.rule) && !touches(ready, edits),
            };
            if !is_edited && fresh.list.is_empty() && (!old.has_words || old.list.iter().all(is_kept)) {
                return Some(old.clone());
            }
            let mut list = fresh.list.to_vec();
            for finding in &*old.list {
                match finding {
                    RuleFinding::Lazy(lazy) if is_edited => {
                        if is_moved(lazy.rule) {
                            list.push(RuleFinding::Lazy(LazyFinding { span: edits.place(lazy.span)?, ..*lazy }));
                        }
                    }
                    RuleFinding::Ready(ready) if is_outdated(ready.rule) => {}
                    RuleFinding::Ready(ready) if touches(ready, edits) => {
                        list.push(RuleFinding::Ready(std::borrow::Cow::Owned(Box::new(moved(ready, edits)?))));
                    }
                    kept => list.push(kept.clone()),
                }
            }
            Some(in_order(list, order))
        };
        let files: Option<_> = fresh.into_par_iter().enumerate().map(update).collect();
        Some(Self { files: files? })
    }
}

fn in_order(mut list: Vec<RuleFinding<'static>>, order: &FileOrder) -> InFile {
    list.sort_by(|a, b| a.order(b, order));
    let has_words = list.iter().any(|finding| matches!(finding, RuleFinding::Ready(_)));
    InFile { list: Arc::new(list), has_words }
}

/// Whether a finding has a place in a file that was edited.
pub(super) fn touches(diagnostic: &Diagnostic, edits: &Edits) -> bool {
    let fixed = diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    let related = diagnostic.related.iter().map(|(span, _)| *span);
    diagnostic.place.span().into_iter().chain(related).chain(fixed).any(|span| edits.touch(span))
}

/// A finding after edits, at the places where what it is about is now; nothing if one is not known.
pub(super) fn moved(diagnostic: &Diagnostic, edits: &Edits) -> Option<Diagnostic> {
    let mut moved = *diagnostic.to_owned();
    if let Place::Text(span) = &mut moved.place {
        *span = edits.place(*span)?;
    }
    let related = moved.related.iter_mut().map(|(span, _)| span);
    let fixed = moved.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
    for span in related.chain(fixed) {
        *span = edits.place(*span)?;
    }
    Some(moved)
}
