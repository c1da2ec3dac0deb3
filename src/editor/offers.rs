//! Fixes that a person has to finish: the record that is missing, and a waiver.

use crate::diagnostic::{Edit, Fix, Message, RuleMeta};
use crate::model::Id;
use crate::text::{File, FileId, Span, Text};

/// A record for an id that is named and that no record has, in one of the sections of a file, with the fields that it
/// needs and no values: what they are only a person knows. Nothing for what is no id, and for a file whose sections are
/// in braces.
pub fn missing_record(file: &File, number: FileId, section: &'static str, id: &Text) -> Option<Fix> {
    let id = Id::parse(id).ok()?;
    let fields: &[&str] = match section {
        "sources" => &["identity", "description"],
        "documents" => &["title"],
        "claims" => &["statement"],
        "reviews" => &["claim", "verdict", "reviewer", "date"],
        _ => return None,
    };
    let title = Message::new("add a record with the id ").id(id.text());
    add(file, number, section, title, |indent| {
        let field = |field: &&str| format!("{indent}{indent}{field}:\n");
        format!("{indent}{}:\n{}", id.as_str(), fields.iter().map(field).collect::<String>())
    })
}

/// A waiver for what a rule finds of a record, without a reason and a last day, which are a person's to give. Nothing
/// for a rule that cannot be waived, and for a configuration whose waivers are in brackets.
pub fn waiver(configuration: &File, number: FileId, rule: &RuleMeta, id: &Text) -> Option<Fix> {
    let id = Id::parse(id).ok().filter(|_| !rule.is_fixed)?;
    let title = Message::new("waive the finding of ").value(rule.name).words(" finds of ").id(id.text());
    add(configuration, number, "waivers", title, |indent| {
        format!("{indent}- rule: {}\n{indent}  id: {}\n{indent}  reason:\n{indent}  until:\n", rule.name, id.as_str())
    })
}

/// Adds something at the beginning of a section in block style, or a section with it at the end of the file. It is
/// given how its first line is to be indented.
fn add(file: &File, number: FileId, section: &str, title: Message, text: impl FnOnce(&str) -> String) -> Option<Fix> {
    let whole = file.text().untrusted();
    let start = lines(whole).find(|(_, line)| line.strip_prefix(section).is_some_and(|rest| rest.starts_with(':')));
    let (at, new) = if let Some((start, line)) = start {
        let after = line[section.len() + 1..].trim();
        let next = start + line.len() + 1;
        let is_block = after.is_empty() || after.starts_with('#');
        if !is_block || next > whole.len() {
            return None;
        }
        (next, text(&indent(&whole[next..])))
    } else {
        // In braces nothing can be put behind.
        let is_block = lines(whole).any(|(_, line)| line.starts_with(|first: char| first.is_ascii_lowercase()));
        let end = if whole.is_empty() || whole.ends_with('\n') { "" } else { "\n" };
        if !whole.trim().is_empty() && (!is_block || whole.trim_start().starts_with('{')) {
            return None;
        }
        (whole.len(), format!("{end}{section}:\n{}", text("  ")))
    };
    let at = u32::try_from(at).ok()?;
    let edit = Edit { span: Span { file: number, start: at, end: at }, text: Text::new(new) };
    Some(Fix { title, edits: vec![edit], is_safe: false })
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
