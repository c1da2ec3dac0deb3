//! Fixes that a person has to finish: the record that is missing, and a waiver.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Edit, Fix, Message, MissingRecord, RuleMeta};
use crate::index::number;
use crate::model::Id;
use crate::text::{File, FileId, Files, Span, Text};

/// For how many findings of one check a record is offered: for a million of them, nobody chooses one by one.
const MAX_OFFERED: usize = 1000;

/// A record for an id that is named and that no record has, in one of the sections of a file, with the fields that it
/// needs and no values: what they are only a person knows. Nothing for what is no id, and for a file whose sections are
/// in braces.
pub fn missing_record(file: &File, number: FileId, section: &'static str, id: &Text) -> Option<Fix> {
    Gap::find(file, section)?.record(number, section, id)
}

/// A waiver for what a rule finds of a record, without a reason and a last day, which are a person's to give. Nothing
/// for a rule that cannot be waived, and for a configuration whose waivers are in brackets.
pub fn waiver(configuration: &File, number: FileId, rule: &RuleMeta, id: &Text) -> Option<Fix> {
    let id = Id::parse(id).ok().filter(|_| !rule.is_fixed)?;
    let title = Message::new("waive ").value(rule.name).words(" for ").id(id.text());
    let gap = Gap::find(configuration, "waivers")?;
    let indent = &*gap.indent;
    let new =
        format!("{indent}- rule: {}\n{indent}  id: {}\n{indent}  reason:\n{indent}  until:\n", rule.name, id.as_str());
    Some(gap.add(number, title, &new))
}

/// Offers the records that are missing in the files of a corpus. Looks once at each section of a file.
pub(crate) struct MissingRecords<'f> {
    files: &'f Files,
    gaps: HashMap<(FileId, &'static str), Option<Gap>>,
    left: usize,
}

impl<'f> MissingRecords<'f> {
    pub(crate) fn new(files: &'f Files) -> Self {
        Self { files, gaps: HashMap::new(), left: MAX_OFFERED }
    }

    /// A finding with the offer to add the record that it misses, unless it is certain what was meant.
    pub(crate) fn offer<'d>(&mut self, diagnostic: &'d Diagnostic) -> Cow<'d, Diagnostic> {
        self.fix(diagnostic)
            .map_or(Cow::Borrowed(diagnostic), |fix| Cow::Owned(Box::new(diagnostic.to_owned().fix(fix))))
    }

    fn fix(&mut self, diagnostic: &Diagnostic) -> Option<Fix> {
        let MissingRecord { section, id } = diagnostic.missing.as_deref()?;
        let file = diagnostic.place.span()?.file;
        if self.left == 0 || diagnostic.fixes.iter().any(|fix| fix.is_safe) {
            return None;
        }
        let gap = self.gaps.entry((file, *section)).or_insert_with(|| Gap::find(self.files.get(file), section));
        let fix = gap.as_ref()?.record(file, section, id)?;
        self.left -= 1;
        Some(fix)
    }
}

/// Where something can be added to a section: at its beginning if it is in block style, or, if there is none, at the
/// end of the file.
struct Gap {
    at: u32,
    /// What comes before what is added.
    head: String,
    /// How the first line of what is added is indented.
    indent: String,
}

impl Gap {
    fn find(file: &File, section: &str) -> Option<Self> {
        let whole = file.text().untrusted();
        let start = lines(whole).find(|(_, line)| line.strip_prefix(section).is_some_and(|rest| rest.starts_with(':')));
        if let Some((start, line)) = start {
            let after = line[section.len() + 1..].trim();
            let next = start + line.len() + 1;
            let is_block = (after.is_empty() || after.starts_with('#')) && next <= whole.len();
            return is_block.then(|| Self { at: number(next), head: String::new(), indent: indent(&whole[next..]) });
        }
        // In braces nothing can be put behind.
        let is_block = lines(whole).any(|(_, line)| line.starts_with(|first: char| first.is_ascii_lowercase()));
        let end = if whole.is_empty() || whole.ends_with('\n') { "" } else { "\n" };
        if !whole.trim().is_empty() && (!is_block || whole.trim_start().starts_with('{')) {
            return None;
        }
        Some(Self { at: number(whole.len()), head: format!("{end}{section}:\n"), indent: "  ".to_owned() })
    }

    fn record(&self, file: FileId, section: &str, id: &Text) -> Option<Fix> {
        let id = Id::parse(id).ok()?;
        let fields: &[&str] = match section {
            "sources" => &["identity", "description"],
            "documents" => &["title"],
            "claims" => &["statement"],
            "reviews" => &["claim", "verdict", "reviewer", "date"],
            _ => return None,
        };
        let title = Message::new("add a record with the id ").id(id.text());
        let indent = &*self.indent;
        let field = |field: &&str| format!("{indent}{indent}{field}:\n");
        let new = format!("{indent}{}:\n{}", id.as_str(), fields.iter().map(field).collect::<String>());
        Some(self.add(file, title, &new))
    }

    fn add(&self, file: FileId, title: Message, new: &str) -> Fix {
        let span = Span { file, start: self.at, end: self.at };
        let edit = Edit { span, text: Text::new([&*self.head, new].concat()) };
        Fix { title, edits: vec![edit], is_safe: false }
    }
}

/// Every line with where it starts, without its line end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.strip_suffix('\n').unwrap_or(line))
    })
}

/// How the first line that has something is indented; two blanks if it is not, since then nothing is in the section.
fn indent(rest: &str) -> String {
    let first = lines(rest).map(|(_, line)| line).find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    let columns = first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
    let is_list = first.is_some_and(|line| line.starts_with('-'));
    if columns == 0 && !is_list { "  ".to_owned() } else { " ".repeat(columns) }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::diagnostic::faults::{DANGLING_REFERENCE, SYNTAX};
    use crate::workspace::Workspace;

    fn file(text: &str) -> File {
        File::new(PathBuf::from("c.yaml"), Text::new(text))
    }

    fn applied(text: &str, fix: &Fix) -> String {
        assert!(!fix.is_safe);
        let at = fix.edits[0].span.start as usize;
        format!("{}{}{}", &text[..at], fix.edits[0].text.untrusted(), &text[at..])
    }

    #[test]
    fn a_missing_record_goes_into_its_section_or_behind_all() {
        let with = |text: &str| {
            missing_record(&file(text), FileId(0), "sources", &Text::new("new")).map(|fix| applied(text, &fix))
        };
        let claims = "claims:\n  a: {statement: x, attributed_to: [new]}\n";
        for (before, after) in [
            (claims.to_owned(), format!("{claims}sources:\n  new:\n    identity:\n    description:\n")),
            (
                format!("sources: # who\n    old: {{identity: named, name: Old}}\n{claims}"),
                format!(
                    "sources: # who\n    new:\n        identity:\n        description:\n    old: {{identity: named, name: Old}}\n{claims}"
                ),
            ),
            (format!("sources:\n{claims}"), format!("sources:\n  new:\n    identity:\n    description:\n{claims}")),
        ] {
            assert_eq!(with(&before).as_deref(), Some(&*after));
            let snapshot = Workspace::of_texts([("c.yaml", after)]).snapshot();
            let faults: Vec<_> = snapshot.diagnostics().map(|fault| fault.rule.name).collect();
            // Only what is to be filled in is missing.
            assert!(faults.iter().all(|&name| ["missing-field", "wrong-type"].contains(&name)), "{faults:?}");
        }
        for closed in ["{claims: {}}", "sources: {}\n", "sources: {old: {identity: named, name: Old}}\n"] {
            assert_eq!(with(closed), None, "{closed}");
        }
        assert!(missing_record(&file(claims), FileId(0), "sources", &Text::new("No Id")).is_none());
    }

    #[test]
    fn a_waiver_waits_for_its_reason_and_its_last_day() {
        let with =
            |text: &str, rule| waiver(&file(text), FileId(0), rule, &Text::new("a")).map(|fix| applied(text, &fix));
        let new = |indent: &str| {
            format!("{indent}- rule: dangling-reference\n{indent}  id: a\n{indent}  reason:\n{indent}  until:\n")
        };
        let old = "- {rule: unsourced, id: b, reason: x, until: 2030}\n";
        for (before, after) in [
            (String::new(), format!("waivers:\n{}", new("  "))),
            ("rules: {}".to_owned(), format!("rules: {{}}\nwaivers:\n{}", new("  "))),
            (format!("waivers:\n{old}"), format!("waivers:\n{}{old}", new(""))),
            (format!("waivers:\n  {old}"), format!("waivers:\n{}  {old}", new("  "))),
        ] {
            assert_eq!(with(&before, &DANGLING_REFERENCE).as_deref(), Some(&*after));
        }
        assert_eq!(with("waivers: []\n", &DANGLING_REFERENCE), None);
        assert_eq!(with("", &SYNTAX), None);
    }
}
