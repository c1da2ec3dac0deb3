//! Safe fixes, applied: findings to the new texts of files.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diagnostic::render::Findings;
use crate::diagnostic::{Edit, Fix, Message, RuleMeta};
use crate::model::CONFIGURATION;
use crate::text::{File, FileId, Span, Text};
use crate::workspace::Workspace;

/// A file as safe fixes change it.
#[derive(Debug)]
pub struct Fixed {
    /// The file.
    pub file: FileId,
    /// What was changed, in order of place.
    pub changes: Vec<Change>,
    /// What was changed in the text. No two edits overlap.
    pub edits: Vec<Edit>,
    before: Text,
    after: String,
}

/// A fix that was applied.
#[derive(Debug, Clone)]
pub struct Change {
    /// The rule whose finding it puts right.
    pub rule: &'static RuleMeta,
    /// Where it was found.
    pub place: Span,
    /// What was done.
    title: Message,
}

impl Change {
    /// What was done, each value in it passed through an escaper.
    pub fn title<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> String {
        self.title.render(escape)
    }
}

impl Fixed {
    /// Whether this is the text that it was made from.
    pub fn is_of(&self, text: &str) -> bool {
        self.before.untrusted() == text
    }

    /// Writes the new text.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.after.as_bytes())
    }
}

/// The texts of all files to which a safe fix of some findings applies, in order of file. Of fixes that overlap the
/// first is applied, and one that would make something else of its file wrong is not.
///
/// ```
/// use onrecord::check::check;
/// use onrecord::diagnostic::Level;
/// use onrecord::editor::fixed;
/// use onrecord::policy::Request;
/// use onrecord::text::terminal;
/// use onrecord::Workspace;
///
/// let text = "claims:\n  a: {statment: Troops leave.}\n";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let checked = check(&snapshot, &Request::default());
/// let fixed = fixed(&checked.findings(Level::Error));
///
/// assert_eq!(fixed[0].changes[0].title(terminal::line), "write `statement`");
/// let mut after = Vec::new();
/// fixed[0].write(&mut after)?;
/// assert_eq!(after, b"claims:\n  a: {statement: Troops leave.}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn fixed(findings: &Findings<'_>) -> Vec<Fixed> {
    // By the place of a file among all: the configuration comes after the claim files.
    let mut by_file: BTreeMap<u32, Vec<(Fix, Change)>> = BTreeMap::new();
    for finding in findings.list {
        let diagnostic = findings.worded(finding);
        let Some(place) = diagnostic.place.span() else { continue };
        let is_here = |fix: &&Fix| fix.is_safe && fix.edits.iter().all(|edit| edit.span.file == place.file);
        // Of several ways nobody knows which is the right one.
        if let (Some(fix), 1) = (diagnostic.fixes.iter().find(is_here), diagnostic.fixes.len()) {
            let change = Change { rule: diagnostic.rule, place, title: fix.title.clone() };
            let rank = findings.files.order().key(place).0;
            by_file.entry(rank).or_default().push((fix.clone(), change));
        }
    }
    let apply = |(rank, fixes): (u32, Vec<(Fix, Change)>)| {
        let file = fixes.first()?.1.place.file;
        apply(findings.files.get(file), file, fixes, rank as usize >= findings.claim_files)
    };
    by_file.into_iter().filter_map(apply).collect()
}

/// Applies all fixes of a file if none does harm, and otherwise those that do none by themselves.
fn apply(file: &File, id: FileId, fixes: Vec<(Fix, Change)>, is_configuration: bool) -> Option<Fixed> {
    let judge = Judge::new(file.text().untrusted(), is_configuration);
    let fixes = apart(fixes);
    let of = |fixes: Vec<(Fix, Change)>| {
        let edits: Vec<_> = fixes.iter().flat_map(|(fix, _)| fix.edits.iter().cloned()).collect();
        let text = edited(judge.before, edits.clone());
        let rules: Vec<_> = fixes.iter().map(|(_, change)| change.rule).collect();
        let is_good = judge.is_better(&text, &rules);
        let changes = fixes.into_iter().map(|(_, change)| change).collect();
        (is_good, Fixed { file: id, changes, edits, before: file.text().clone(), after: text })
    };
    let (is_good, all) = of(fixes.clone());
    if is_good {
        return Some(all);
    }
    let harmless: Vec<_> = fixes.into_iter().filter(|fix| of(vec![fix.clone()]).0).collect();
    let (is_good, some) = of(harmless);
    (is_good && !some.changes.is_empty()).then_some(some)
}

/// The fixes in order of place, without those that overlap one before.
fn apart(mut fixes: Vec<(Fix, Change)>) -> Vec<(Fix, Change)> {
    let range = |fix: &Fix| {
        let start = fix.edits.iter().map(|edit| edit.span.start).min().unwrap_or(0);
        (start, fix.edits.iter().map(|edit| edit.span.end).max().unwrap_or(start))
    };
    fixes.sort_by_key(|(fix, _)| range(fix));
    let mut end = None;
    fixes.retain(|(fix, _)| {
        let (start, stop) = range(fix);
        let is_apart = end.is_none_or(|end| start > end);
        if is_apart {
            end = Some(stop);
        }
        is_apart
    });
    fixes
}

/// A text with some edits made, none of which overlap.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in &edits {
        new.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
        new.push_str(edit.text.untrusted());
        at = edit.span.end as usize;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// Says whether a new text of a file is better than the one that is there.
struct Judge<'t> {
    before: &'t str,
    faults: usize,
    path: &'static str,
}

impl<'t> Judge<'t> {
    fn new(before: &'t str, is_configuration: bool) -> Self {
        let path = if is_configuration { CONFIGURATION } else { "claims.yaml" };
        Self { before, faults: faults(path, before), path }
    }

    /// Whether every fix of what could not be understood leaves that much less that cannot be.
    fn is_better(&self, text: &str, rules: &[&RuleMeta]) -> bool {
        let fixed = rules.iter().filter(|rule| rule.is_fixed && rule.name != "invalid-configuration").count();
        let after = faults(self.path, text);
        // What could not be read has one fault, whatever else comes to light in it.
        let reads_more = rules.iter().any(|rule| rule.name == "syntax") && is_readable(self.path, text);
        after + fixed <= self.faults || reads_more
    }
}

/// How much of a file is not understood.
fn faults(path: &str, text: &str) -> usize {
    Workspace::of_texts([(path, text)]).snapshot().diagnostics().filter(|diagnostic| diagnostic.rule.is_fixed).count()
}

fn is_readable(path: &str, text: &str) -> bool {
    let snapshot = Workspace::of_texts([(path, text)]).snapshot();
    !snapshot.diagnostics().any(|diagnostic| diagnostic.rule.name == "syntax")
}
