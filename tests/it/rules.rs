//! The page of every rule: its parts, its examples, and that `explain` shows it.

use std::collections::BTreeSet;

use onrecord::diagnostic::{Level, RuleMeta};
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::rules::{RULES, rule};
use onrecord::text::Text;
use onrecord::{Workspace, check};

use super::hostile::program::Folder;

/// The parts of a page, in order.
const SECTIONS: [&str; 4] = ["Why it matters", "Example", "How to fix it", "When to allow it"];
const EXAMPLE: &str = SECTIONS[1];
const FIX: &str = SECTIONS[2];
/// The day on which the waivers in the examples are looked at.
const TODAY: &str = "2026-11-24";
/// The first line of a block that is a configuration.
const CONFIGURATION: &str = "# onrecord.yaml\n";
/// What names rules in running text, beside the pages.
const DOCUMENTS: [(&str, &str); 5] = [
    ("README.md", include_str!("../../README.md")),
    ("docs/claim-files.md", include_str!("../../docs/claim-files.md")),
    ("CHANGELOG.md", include_str!("../../CHANGELOG.md")),
    ("CONTRIBUTING.md", include_str!("../../CONTRIBUTING.md")),
    ("src/ARCHITECTURE.md", include_str!("../../src/ARCHITECTURE.md")),
];

/// A code block: its language and its text.
type Block<'p> = (&'p str, &'p str);

fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta)
}

/// A section of a page, without its heading.
fn section<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("\n## {name}\n")).unwrap();
    rest.split_once("\n## ").map_or(rest, |(section, _)| section)
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let fenced = text.split("\n```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

/// The configuration and the claim file among some blocks, if they are there.
fn files<'p>(blocks: &[Block<'p>]) -> (Option<&'p str>, Option<&'p str>) {
    let find = |is_configuration: bool| {
        let mut found = blocks.iter().filter(|(language, block)| {
            assert_eq!(*language, "yaml");
            block.starts_with(CONFIGURATION) == is_configuration
        });
        let file = found.next().map(|&(_, block)| block);
        assert!(found.next().is_none(), "one file of a kind is enough");
        file
    };
    (find(true), find(false))
}

/// The rules that find something in a claim file under a configuration, each with its level.
fn found(configuration: Option<&str>, claims: Option<&str>) -> BTreeSet<(Level, &'static str)> {
    let texts = [("onrecord.yaml", configuration), ("claims.yaml", claims)];
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name, format!("{}\n", text?))));
    let snapshot = Workspace::of_texts(texts).snapshot();
    let request = Request { today: Date::parse(&Text::new(TODAY)), rules: Vec::new(), snapshots: None };
    let checked = check(&snapshot, &request);
    let findings = checked.findings(Level::Error);
    findings.iter().map(|finding| (finding.level(), finding.rule().name)).collect()
}

/// Whether a rule finds something in some blocks, where a file that they lack is that of the first example. Whatever
/// else is found is no error.
fn fires(meta: &RuleMeta, blocks: &[Block<'_>], example: &[Block<'_>]) -> bool {
    if let [("console", block)] = blocks {
        return prints(meta, block);
    }
    let (configuration, claims) = files(blocks);
    let (first_configuration, first_claims) = files(example);
    let found = found(configuration.or(first_configuration), claims.or(first_claims));
    let is_other_error = |&&(level, name): &&(Level, &str)| level == Level::Error && name != meta.name;
    let other_errors: Vec<_> = found.iter().filter(is_other_error).collect();
    assert!(other_errors.is_empty(), "{}: {other_errors:?} among {found:?}\n{blocks:?}", meta.name);
    found.iter().any(|&(_, name)| name == meta.name)
}

/// Whether the commands of a console block, run in an empty folder, print what a rule finds. All that the block shows
/// is printed.
fn prints(meta: &RuleMeta, block: &str) -> bool {
    let (commands, shown): (Vec<_>, Vec<_>) = block.lines().partition(|line| line.starts_with("$ "));
    let commands: Vec<_> = commands.iter().map(|line| &line[2..]).collect();
    let run = Folder::new().script(&format!("onrecord() {{ \"$ONRECORD\" \"$@\"; }}\n{}", commands.join("\n")));
    for line in shown {
        assert!(run.out().lines().any(|printed| printed == line), "{}: no line\n{line}\nin {}", meta.name, run.all());
    }
    run.out().contains(&format!("[{}]", meta.name))
}

#[test]
fn a_page_has_its_parts_in_order() {
    for meta in metas() {
        let headings: Vec<_> = meta.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, SECTIONS, "{}", meta.name);
        for name in SECTIONS {
            let text = section(meta.page, name);
            assert!(text.trim().len() > 20, "{}: {name} says nothing", meta.name);
            let has_example = name == EXAMPLE || name == FIX;
            assert_eq!(has_example, !blocks(text).is_empty(), "{}: {name}", meta.name);
        }
    }
}

#[test]
fn an_example_shows_what_is_found_and_the_next_one_how_to_mend_it() {
    let needs_unix = |meta: &&RuleMeta| meta.page.contains("\n```console\n");
    for meta in metas().filter(|meta| cfg!(unix) || !needs_unix(meta)) {
        let example = blocks(section(meta.page, EXAMPLE));
        let fix = blocks(section(meta.page, FIX));
        assert!(fires(meta, &example, &example), "{} finds nothing in its example", meta.name);
        assert!(!fires(meta, &fix, &example), "{} still finds something in the fixed example", meta.name);
    }
}

#[test]
fn a_rule_that_cannot_be_allowed_says_so() {
    for meta in metas().filter(|meta| meta.is_fixed) {
        assert!(section(meta.page, SECTIONS[3]).trim_start().starts_with("Never: "), "{}", meta.name);
    }
}

#[test]
fn explain_shows_the_page() {
    let folder = Folder::new();
    for meta in metas() {
        let run = folder.run(&["explain", meta.name]);
        let level = if meta.is_fixed { "always an error" } else { meta.level.name() };
        let (_, rest) = meta.page.split_once('\n').unwrap();
        assert_eq!((run.status, run.err()), (Some(0), ""), "{}", meta.name);
        assert_eq!(run.out(), format!("# {} ({level})\n{rest}", meta.name));
    }
}

#[test]
fn explain_lists_all_rules_in_order_with_level_and_summary() {
    let run = Folder::new().run(&["explain"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    let lines: Vec<_> = run.out().lines().collect();
    assert_eq!(lines.len(), RULES.len());
    for (line, meta) in lines.iter().zip(metas()) {
        let words: Vec<_> = line.split_whitespace().take(2).collect();
        assert_eq!(words, [meta.name, meta.level.name()]);
        assert!(line.ends_with(meta.summary()), "{line}");
    }
}

#[test]
fn explain_knows_no_other_rule() {
    let folder = Folder::new();
    let run = folder.run(&["explain", "anachronsim"]);
    assert_eq!((run.status, run.out()), (Some(2), ""));
    assert_eq!(run.err(), "onrecord: unknown rule `anachronsim`; did you mean `anachronism`?\n");
    let run = folder.run(&["explain", "\u{1b}[31m"]);
    assert_eq!((run.status, run.out()), (Some(2), ""));
    assert!(
        run.err().contains("run `onrecord explain` for a list of rules") && !run.err().contains('\u{1b}'),
        "{}",
        run.err()
    );
}

#[test]
fn documents_name_only_rules_that_there_are() {
    let pages = metas().filter(|meta| meta.name != "invalid-configuration").map(|meta| (meta.name, meta.page));
    for (document, text) in DOCUMENTS.into_iter().chain(pages) {
        for name in named(text) {
            assert!(rule(name).is_some(), "{document} names `{name}`, which is an unknown rule");
        }
    }
    let text = "`onrecord explain a-b`, `--rule c-d=off`, error[e-f]: x\n- rule: g-h\nrules:\n  i-j: note\n  date: x\n";
    assert_eq!(named(text), ["a-b", "c-d", "e-f", "g-h", "i-j"]);
}

/// The words of a text that stand where a rule is named.
fn named(text: &str) -> Vec<&str> {
    let is_name = |word: &&str| word.contains(|letter: char| letter.is_ascii_lowercase());
    let word =
        |rest: &str| rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '-').unwrap_or(rest.len());
    let mut names: Vec<&str> = Vec::new();
    for before in ["onrecord explain ", "--rule ", "error[", "warning[", "note["] {
        let rests = text.match_indices(before).map(|(at, _)| &text[at + before.len()..]);
        names.extend(rests.map(|rest| &rest[..word(rest)]).filter(is_name));
    }
    for line in text.lines().map(|line| line.trim_start_matches([' ', '-'])) {
        if let Some((name, "off" | "note" | "warning" | "error") | ("rule", name)) = line.split_once(": ") {
            names.push(name);
        }
    }
    names
}
