//! What all rules have in common, and how the tests of one rule look at what it finds.

use super::{Facts, Find, RULES, Rule, find, nearest_rule, rule};
use crate::diagnostic::{Place, RuleFinding};
use crate::model::Date;
use crate::text::Text;
use crate::workspace::Workspace;

/// The day on which rules are tested.
const TODAY: &str = "2026-11-24";

/// Checks what a rule finds in a claim file if the policy requires 2 independent sources.
#[track_caller]
pub(super) fn check(name: &str, text: &str, expected: &[&str]) {
    assert_eq!(found(name, text), expected, "in\n{text}");
}

/// What a rule finds: `line:column message`, in order of place. Where other places belong to it, each follows as
/// `| line:column message`.
#[track_caller]
pub(super) fn found(name: &str, text: &str) -> Vec<String> {
    let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
    assert!(snapshot.load_diagnostics().is_empty(), "{:?} in\n{text}", snapshot.load_diagnostics());
    let facts = Facts::new(&snapshot, Date::parse(&Text::new(TODAY)).as_ref(), None, 2);
    let found: Vec<_> = find(&facts, |meta| meta.name == name, None).into_iter().flatten().collect();
    assert!(found.is_sorted_by(|a, b| a.order(b, snapshot.files().order()).is_le()));
    let at = |span| {
        let start = snapshot.files().start(span);
        format!("{}:{}", start.line, start.column)
    };
    let shown = |found: &&RuleFinding<'_>| {
        let diagnostic = &*found.worded(&facts);
        assert_eq!(found.span(), diagnostic.place.span(), "{found:?}");
        assert!(found.about(&facts).eq(&diagnostic.about), "{found:?}");
        let Place::Text(span) = diagnostic.place else { panic!("{diagnostic:?}") };
        let mut lines = vec![format!("{} {}", at(span), diagnostic.message.render(Text::untrusted))];
        let related = diagnostic.related.iter();
        lines.extend(related.map(|(span, message)| format!("| {} {}", at(*span), message.render(Text::untrusted))));
        lines
    };
    found.iter().flat_map(shown).collect()
}

#[test]
fn rules_are_in_order_and_named_once() {
    assert!(RULES.is_sorted_by(|a, b| a.meta.name < b.meta.name));
}

#[test]
fn a_page_starts_with_the_name_and_one_sentence() {
    for Rule { meta, .. } in &RULES {
        assert_eq!(meta.page.lines().next(), Some(&*format!("# {}", meta.name)));
        let summary = meta.summary();
        assert!(
            summary.ends_with('.') && !summary.contains('\n') && !summary.contains(". "),
            "{}: {summary}",
            meta.name
        );
        assert_eq!(rule(meta.name), Some(*meta));
    }
}

#[test]
fn the_example_of_a_page_is_found_and_the_mended_one_is_not() {
    // Those that look at archived copies bring files: `tests/it/rules.rs` runs their examples.
    let looks_at_files = |rule: &&Rule| {
        matches!(rule.find, Find::OnTheWay | Find::EachDocument { .. } | Find::EachQuote { .. })
            || rule.meta.name == "copied-text"
    };
    for Rule { meta, .. } in RULES.iter().filter(|rule| !looks_at_files(rule)) {
        let sections: Vec<_> = meta.page.lines().filter(|line| line.starts_with("## ")).collect();
        let expected = ["## Why it matters", "## Example", "## How to fix it", "## When to allow it"];
        assert_eq!(sections, expected, "{}", meta.name);
        let example = |section| {
            let examples: Vec<_> = meta.page.split("\n## ").filter(|text| text.starts_with(section)).collect();
            let (_, example) = examples[0].split_once("```yaml\n").expect(meta.name);
            example.split_once("```").expect(meta.name).0
        };
        assert_ne!(found(meta.name, example("Example")), [""; 0], "{}", meta.name);
        check(meta.name, example("How to fix it"), &[]);
    }
}

#[test]
fn the_rule_that_was_meant() {
    let meant = |name| nearest_rule(name).map(|rule| rule.name);
    assert_eq!(meant("single-sourc"), Some("single-source"));
    // The word of a basis, as reports have it.
    assert_eq!([meant("anonymous"), meant("circular")], [Some("anonymous-only"), Some("circular-citation")]);
    assert_eq!(meant("weather"), None);
}
