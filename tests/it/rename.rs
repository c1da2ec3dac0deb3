//! `rename`: another id everywhere the id is, and nothing else.

use crate::hostile::program::{Folder, Run};

const SOURCES: &str = "# The us-official speaks in line 2.\nsources:\n  us-official: # us-official, as he asked\n    identity: anonymous\n    description: a us-official, they say\n  'other-one': {identity: named, name: Other}\n";
const CLAIMS: &str = "claims:\n  us-official-said:\n    statement: us-official said it\n    attributed_to: [\"us-official\", us-official]\n    tags: [us-official]\n  b: {statement: x, cites: [us-official-said], evidence: [{document: d, quote: us-official}]}\ndocuments:\n  d: {title: us-official, publisher: other-one}\n";
const CONFIGURATION: &str =
    "waivers:\n  - {rule: anonymity-unexplained, id: us-official, reason: us-official, until: 2099-01-01}\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/sources.yaml", SOURCES);
    folder.write("claims/claims.yaml", CLAIMS);
    folder.write("claims/onrecord.yaml", CONFIGURATION);
    folder
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join("claims").join(name)).unwrap()
}

fn all(folder: &Folder) -> [String; 3] {
    ["sources.yaml", "claims.yaml", "onrecord.yaml"].map(|name| read(folder, name))
}

#[track_caller]
fn refused(folder: &Folder, arguments: &[&str], words: &str) -> Run {
    let before = all(folder);
    let run = folder.run(&[&["rename"], arguments].concat());
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert!(run.err().contains(words), "{words}: {}", run.err());
    assert_eq!(all(folder), before);
    run
}

#[test]
fn the_id_is_another_everywhere_and_all_else_is_as_it_was() {
    let folder = folder();
    let run = folder.run(&["rename", "us-official", "white-house"]);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    assert_eq!(
        run.out(),
        "changed claims/claims.yaml: 2 places\nchanged claims/sources.yaml: 1 place\nchanged claims/onrecord.yaml: 1 \
         place\n`us-official` is now `white-house`: 4 places in 3 files\n"
    );
    let sources = SOURCES.replace("  us-official: #", "  white-house: #");
    let claims = CLAIMS.replace("[\"us-official\", us-official]", "[\"white-house\", white-house]");
    let configuration = CONFIGURATION.replace("id: us-official", "id: white-house");
    assert_eq!(all(&folder), [sources, claims, configuration]);
}

#[test]
fn the_way_there_and_back_is_no_change() {
    for (old, new) in [("us-official", "no"), ("other-one", "x"), ("us-official-said", "y-2"), ("d", "2024")] {
        let folder = folder();
        let before = all(&folder);
        for arguments in [["rename", old, new], ["rename", new, old]] {
            let run = folder.run(&arguments);
            assert_eq!(run.status, Some(0), "{}", run.all());
            assert_eq!(folder.run(&["check"]).status, Some(0));
        }
        // An id that other readers of YAML would take for something else is quoted, and stays so.
        let plain = |text: String| text.replace(['\'', '"'], "");
        assert_eq!(all(&folder).map(plain), before.map(plain), "{old}");
    }
}

#[test]
fn an_id_that_cannot_be_is_refused() {
    let folder = folder();
    refused(&folder, &["us-official", "other-one"], "the id `other-one` is taken");
    refused(&folder, &["us-official", "us-official"], "is taken");
    refused(&folder, &["us-official", "White House"], "use only a-z and 0-9 in an id");
    refused(&folder, &["us-offical", "white-house"], "did you mean `us-official`?");
    refused(&folder, &["us", "white-house"], "2 ids begin with `us`");
    folder.write("claims/broken.yaml", "claims: [\n");
    let before = all(&folder);
    let run = folder.run(&["rename", "us-official", "white-house"]);
    assert_eq!((run.status, run.out()), (Some(1), ""), "{}", run.all());
    assert!(run.err().ends_with("nothing was written; fix the errors above first\n"), "{}", run.err());
    assert_eq!(all(&folder), before, "the id may be in what was not read");
}

#[test]
fn a_dry_run_changes_nothing() {
    let folder = folder();
    let before = all(&folder);
    let run = folder.run(&["rename", "us-official", "white-house", "--dry-run"]);
    assert_eq!(run.status, Some(0));
    assert!(run.out().starts_with("would change claims/claims.yaml: 2 places\n"), "{}", run.out());
    assert!(run.out().contains("`us-official` would be `white-house`: 4 places in 3 files\n"), "{}", run.out());
    assert_eq!(all(&folder), before);
}

/// Digests cover ids, so a review of whatever rests on the record no longer holds.
#[test]
fn reviews_that_go_stale_are_named_first() {
    let folder = folder();
    let review = |claim: &str| {
        let run = folder.run(&["review", claim, "--verdict", "mixed", "--reviewer", "desk", "--date", "2026-01-01"]);
        assert_eq!(run.status, Some(0), "{}", run.all());
    };
    review("b");
    refused(
        &folder,
        &["us-official", "white-house"],
        "1 review goes stale: `b-1`; pass `--yes` to rename all the same",
    );
    let run = folder.run(&["rename", "us-official", "white-house", "--yes"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().ends_with("\n1 review goes stale: `b-1`\n"), "{}", run.out());
    let checked = folder.run(&["check", "--only", "stale-review"]);
    assert!(checked.out().contains("warning[stale-review]"), "{}", checked.out());
    let run = folder.run(&["rename", "white-house", "us-official"]);
    assert_eq!(run.status, Some(0), "a review that is stale cannot go stale: {}", run.all());
    assert!(!folder.run(&["check", "--only", "stale-review"]).out().contains("stale-review]"), "it holds again");
    let run = folder.run(&["rename", "b-1", "first-look"]);
    assert_eq!(run.status, Some(0), "no digest covers a review: {}", run.all());
}
