//! Proposals in small texts, worked out by hand.

use std::path::Path;

use super::*;
use crate::model::Date;
use crate::text::terminal;
use crate::workspace::Workspace;

const SOURCES: &str = "\
sources:
  hakan-fidan: {identity: named, name: Hakan Fidan}
  us-official: {identity: anonymous, description: a US official, note: SECRET, known_to: SECRET}
documents:
  caliber-2024: {title: Talks, publisher: hakan-fidan}
  secret: {title: SECRET, publisher: us-official}
";
const CLAIMS: &str = "\
claims:
  far-claim: {statement: Far., attributed_to: [us-official], tags: [iraq, oil]}
  withdrawn: {statement: Gone., retracted: 2024, tags: [iraq]}
reviews:
  far-claim-1: {claim: far-claim, verdict: mixed, reviewer: desk, date: 2024}
  no-such-1: {claim: no-such, verdict: mixed, reviewer: desk, date: 2024}
";

/// What is proposed at `|` of a text of the file `new.yaml`: what is put in the place of what, and what it is.
fn all(marked: &str, path: &str) -> (Completion, String) {
    let offset = marked.find('|').unwrap();
    let text = Text::new(marked.replacen('|', "", 1));
    let files = [
        ("sources.yaml", SOURCES),
        ("claims.yaml", CLAIMS),
        ("new.yaml", "claims:\n  near: {statement: Near., cites: [withdrawn]}\n"),
    ];
    let snapshot = Workspace::of_texts(files).snapshot();
    let request = Request { today: Date::parse(&"2026-01-31".into()), ..Request::default() };
    let typing = Typing { path: Path::new(path), text: &text, offset: u32::try_from(offset).unwrap() };
    let found = complete(&snapshot, &request, &typing);
    let replaced = text.untrusted()[found.range.0 as usize..found.range.1 as usize].to_owned();
    (found, replaced)
}

fn at(marked: &str) -> Vec<String> {
    let insert = |proposal: &Proposal| terminal::line(&proposal.insert).into_owned();
    all(marked, "new.yaml").0.proposals.iter().map(insert).collect()
}

#[test]
fn ids_of_the_right_kind_the_nearest_first() {
    assert_eq!(at("claims:\n  a:\n    attributed_to: [|"), ["hakan-fidan", "us-official"]);
    assert_eq!(at("claims:\n  a:\n    attributed_to: [fid|"), ["hakan-fidan"]);
    // One that is used here, one that is here, and one elsewhere; not the claim itself.
    assert_eq!(at("claims:\n  near:\n    cites: [|]\n"), ["withdrawn", "far-claim"]);
    assert_eq!(at("claims:\n  a:\n    cites:\n      - |\n"), ["near", "withdrawn", "far-claim"]);
    assert_eq!(at("claims:\n  a:\n    disputes: |\n"), ["[near]", "[far-claim]", "[withdrawn]"]);
    assert_eq!(at("documents:\n  d:\n    publisher: HAK|\n"), ["hakan-fidan"]);
    assert_eq!(at("claims:\n  a:\n    evidence:\n      - document: c|\n"), ["caliber-2024", "secret"]);
    assert_eq!(at("reviews:\n  a-1: {claim: f|"), ["far-claim"]);
    assert_eq!(at("claims:\n  a:\n    attributed_to: [nobody|"), [""; 0]);
}

#[test]
fn what_is_said_of_them_is_what_readers_may_see() {
    let details = |marked: &str| -> Vec<_> {
        all(marked, "new.yaml").0.proposals.iter().map(|proposal| proposal.detail.plain()).collect()
    };
    let sources = details("claims:\n  a:\n    attributed_to: [|");
    assert_eq!(sources, ["Hakan Fidan (named)", "a US official (anonymous)"]);
    let documents = details("claims:\n  a:\n    evidence: [{document: |");
    assert_eq!(documents, ["Talks", "confidential document"]);
    let claims = details("claims:\n  a:\n    cites: [|");
    assert_eq!(claims, ["Near. (unsourced)", "Gone. (unsourced)", "Far. (anonymous)"]);
    let (found, _) = all("claims:\n  a:\n    cites: [with|", "new.yaml");
    assert!(found.proposals[0].is_retracted && !found.proposals[0].is_in_schema);
}

#[test]
fn the_word_is_replaced_and_its_quotation_marks_stay() {
    let replaced = |marked: &str| {
        let (found, replaced) = all(marked, "new.yaml");
        (replaced, found.proposals.first().map(|proposal| terminal::line(&proposal.insert).into_owned()))
    };
    let fidan = Some("hakan-fidan".to_owned());
    assert_eq!(replaced("claims:\n  a:\n    attributed_to: [\"ha|x\"]"), ("hax".into(), fidan.clone()));
    assert_eq!(replaced("claims:\n  a:\n    attributed_to: ['ha|"), ("ha".into(), fidan.clone()));
    assert_eq!(replaced("claims:\n  a:\n    attributed_to: [h|akan, x]"), ("hakan".into(), fidan));
}

#[test]
fn keys_that_are_not_there_yet() {
    let of = |marked: &str| at(marked).join("");
    assert_eq!(of("|"), "claims: documents: reviews: sources: ");
    assert_eq!(of("claims: {}\n|"), "documents: reviews: sources: ");
    assert_eq!(
        of("claims:\n  a:\n    cites: [b]\n    |\n    date: 2024\n  b:\n    tags: [x]\n"),
        "statement: attributed_to: corroborates: disputes: evidence: note: retracted: tags: url: "
    );
    assert_eq!(of("claims:\n  a:\n    stat|: x\n"), "statement");
    assert_eq!(of("claims:\n  a: {statement: 'date: x', da|"), "date: ");
    assert_eq!(
        of("claims:\n  a:\n    evidence:\n      - document: d\n        quote: x\n      - quote: y\n        |"),
        "document: locator: translation: "
    );
    // What only a source with a name may have comes once it is named.
    assert_eq!(of("sources:\n  a:\n    |\n"), "identity: description: kind: known_to: note: reason: terms: ");
    assert_eq!(of("sources:\n  a: {identity: anonymous, r|"), "reason: description: terms: ");
    assert_eq!(of("sources:\n  a:\n    identity: named\n    r|\n"), "reason: role: description: terms: url: ");
}

#[test]
fn words_verdicts_dates_and_tags() {
    assert_eq!(at("sources:\n  a:\n    identity: |\n"), ["named", "anonymous", "unspecified"]);
    assert_eq!(at("sources:\n  a: {kind: o|"), ["organization", "outlet", "person", "document"]);
    assert_eq!(at("reviews:\n  r:\n    verdict: sup|\n"), ["supported", "mostly-supported"]);
    assert_eq!(at("claims:\n  a:\n    date: |\n"), ["2026-01-31"]);
    assert_eq!(at("reviews:\n  r:\n    expires: |\n"), ["2027-01-31", "2026-05-01"]);
    assert_eq!(at("claims:\n  a:\n    tags: [|"), ["iraq", "oil"]);
    assert_eq!(at("reviews:\n  r:\n    reviewer: |\n"), ["desk"]);
    assert_eq!(at("claims:\n  a:\n    statement: h|\n"), [""; 0]);
    assert_eq!(at("claims:\n  a: # h|\n"), [""; 0]);
    assert_eq!(at("claims:\n  |"), ["no-such: "]);
}

#[test]
fn a_configuration_has_rules_settings_and_waivers() {
    let at = |marked: &str| -> Vec<_> {
        let insert = |proposal: &Proposal| terminal::line(&proposal.insert).into_owned();
        all(marked, "onrecord.yaml").0.proposals.iter().map(insert).collect()
    };
    assert_eq!(at("|"), ["policy: ", "rules: ", "verdicts: ", "waivers: "]);
    assert_eq!(at("rules:\n  unsou|"), ["unsourced: "]);
    assert_eq!(at("rules:\n  unsourced: |"), ["off", "note", "warning", "error"]);
    assert_eq!(at("waivers:\n  - rule: unsou|"), ["unsourced"]);
    assert_eq!(at("waivers:\n  - id: far|"), ["far-claim", "far-claim-1"]);
    assert_eq!(at("waivers: [{until: |"), ["2026-05-01", "2027-01-31"]);
}

#[test]
fn at_most_so_many_and_one_more_is_said() {
    for count in [MAX_PROPOSALS, MAX_PROPOSALS + 1] {
        let source = |nth| format!("  s-{nth}: {{identity: named, name: N}}\n");
        let sources: String = (0..count).map(source).collect();
        let snapshot = Workspace::of_texts([("s.yaml", format!("sources:\n{sources}"))]).snapshot();
        let text = Text::new("claims:\n  a:\n    attributed_to: [");
        let typing = Typing { path: Path::new("c.yaml"), text: &text, offset: 34 };
        let found = complete(&snapshot, &Request::default(), &typing);
        assert_eq!((found.proposals.len(), found.is_cut), (MAX_PROPOSALS, count > MAX_PROPOSALS));
    }
}

#[test]
fn paths_below_the_folder_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("claims/evidence/deep")).unwrap();
    std::fs::write(at("claims/c.yaml"), "claims: {}\n").unwrap();
    for name in ["claims/evidence/copy.html", "claims/evidence/.hidden", "claims/evidence/x.yaml", "outside.html"] {
        std::fs::write(at(name), "x").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), at("claims/link")).unwrap();
    let snapshot = Workspace::open(&[at("claims")]).snapshot();
    let proposed = |typed: &str| -> Vec<_> {
        let text = Text::new(format!("documents:\n  d:\n    snapshot: {typed}"));
        let path = at("claims/c.yaml");
        let typing = Typing { path: &path, text: &text, offset: u32::try_from(text.untrusted().len()).unwrap() };
        let found = complete(&snapshot, &Request::default(), &typing);
        found.proposals.iter().map(|proposal| terminal::line(&proposal.insert).into_owned()).collect()
    };
    assert_eq!(proposed(""), ["evidence/"]);
    assert_eq!(proposed("evidence/"), ["evidence/copy.html", "evidence/deep/"]);
    assert_eq!(proposed("evidence/c"), ["evidence/copy.html"]);
    for outside in ["../", "link/", "evidence/../../", "/"] {
        assert_eq!(proposed(outside), [""; 0], "{outside}");
    }
}
