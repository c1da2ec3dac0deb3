//! The life of a review: written down, held to what the claim rests on, and made again.

use std::collections::BTreeSet;

use serde_json::Value;

use super::hostile::program::{Folder, Run};

const STORY: &str = "sources:
  mayor: {identity: named, name: Bo Example, role: Mayor}
  aide: {identity: anonymous, description: an aide, note: seldom there, known_to: city editor}
documents:
  minutes: {title: Minutes}
claims:
  a: {statement: The bridge is safe., attributed_to: [mayor], cites: [b]}
  b: {statement: It was looked at., attributed_to: [aide], evidence: [{document: minutes}]}
  d: {statement: The weather is fine., attributed_to: [mayor]}
";

const REVIEW: [&str; 6] = ["review", "a", "--verdict", "supported", "--reviewer", "desk"];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/story.yaml", STORY);
    folder
}

fn review(folder: &Folder, more: &[&str]) -> Run {
    folder.run(&[&REVIEW, more].concat())
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

fn reviews(folder: &Folder) -> Vec<String> {
    let Ok(entries) = folder.path().join("claims/reviews").read_dir() else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What `check` finds by one rule.
fn found(folder: &Folder, rule: &str) -> Vec<String> {
    let run = folder.run(&["check", "--format", "json", "--today", "2026-11-24"]);
    let json = run.json();
    let all = json["diagnostics"].as_array().unwrap().iter();
    all.filter(|found| found["rule"] == rule).map(|found| found["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_review_is_one_new_file() {
    let folder = folder();
    let more = [
        "--date",
        "2026-11-01",
        "--expires",
        "2027",
        "--rationale",
        "It \"is\":\nyes",
        "--url",
        "https://example.org/r",
    ];
    let run = review(&folder, &more);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    assert!(run.out().starts_with("wrote     claims/reviews/a-1.yaml\n\na is supported, says desk\n"), "{}", run.out());
    assert!(run.out().contains("It covers 5 records as they are now: sha256:"), "{}", run.out());
    let text = read(&folder, "claims/reviews/a-1.yaml");
    let begin = "reviews:
  a-1:
    claim: a
    verdict: supported
    reviewer: desk
    date: \"2026-11-01\"
    expires: \"2027\"
    rationale: |-
      It \"is\":
      yes
    url: https://example.org/r
    digest: sha256:";
    assert!(text.starts_with(begin), "{text}");
    let listed: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("    - ")?.split(' ').next()).collect();
    assert_eq!(listed, ["a", "b", "mayor", "aide", "minutes"]);
    assert_eq!(read(&folder, "claims/story.yaml"), STORY);
    // The next one has the next number, and leaves the first as it is.
    assert_eq!(review(&folder, &[]).status, Some(0));
    assert_eq!(reviews(&folder), ["a-1.yaml", "a-2.yaml"]);
    assert_eq!(read(&folder, "claims/reviews/a-1.yaml"), text);
    // Ids are counted wherever they stand, and whatever they are of.
    folder.write("claims/more.yaml", "sources:\n  a-7: {identity: named, name: Seven}\n");
    assert_eq!(review(&folder, &["--note", "Again."]).status, Some(0));
    assert_eq!(reviews(&folder), ["a-1.yaml", "a-2.yaml", "a-8.yaml"]);
    let run = folder.run(&["check", "--rule", "unreviewed=off", "--format", "json"]);
    assert!(
        run.json()["diagnostics"].as_array().unwrap().iter().all(|found| found["level"] != "error"),
        "{}",
        run.all()
    );
}

/// The same again is the same review, but a later day, other grounds and a change of mind are a new one.
#[test]
fn what_was_said_already_is_not_written_again() {
    let folder = folder();
    let first = ["--date", "2026-11-01", "--rationale", "Seen."];
    review(&folder, &first);
    let run = review(&folder, &first);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    let kept = "kept      the review `a-1` says the same; nothing changed\n\na is supported, says desk\n";
    assert!(run.out().starts_with(kept), "{}", run.out());
    assert_eq!(reviews(&folder), ["a-1.yaml"]);
    let written = |folder: &Folder, run: Run, id: u32| {
        assert!(run.out().starts_with(&format!("wrote     claims/reviews/a-{id}.yaml\n")), "{}", run.all());
        assert_eq!(reviews(folder).len(), id as usize);
    };
    written(&folder, review(&folder, &["--date", "2026-11-01"]), 2);
    written(&folder, review(&folder, &first), 3);
    written(&folder, review(&folder, &["--date", "2026-11-02", "--rationale", "Seen."]), 4);
    folder.write("claims/story.yaml", STORY.replace("Mayor", "Mayor of Example"));
    written(&folder, review(&folder, &["--date", "2026-11-02", "--rationale", "Seen."]), 5);
}

#[test]
fn what_changes_beneath_makes_it_stale() {
    let changes = [
        ("role: Mayor", "role: Former mayor", "`mayor` has changed (`role`), 1 link below `a`"),
        ("It was looked at.", "It was tested.", "`b` has changed (`statement`), 1 link below `a`"),
        ("title: Minutes", "title: Record", "`minutes` has changed (`title`), 2 links below `a`"),
        ("an aide", "a former aide", "`aide` has changed (`description`), 2 links below `a`"),
        ("The bridge is safe.", "The bridge is new.", "`a` has changed (`statement`)"),
        ("claims:\n", "claims:\n  e: {statement: Seen., corroborates: [a]}\n", "`e` is new, 1 link below `a`"),
        (", cites: [b]", "", "`a` has changed (`cites`), and 3 more"),
    ];
    for (old, new, what) in changes {
        let folder = folder();
        assert_eq!(review(&folder, &["--date", "2026-11-01"]).status, Some(0));
        assert_eq!(found(&folder, "stale-review"), [""; 0]);
        assert!(STORY.contains(old));
        folder.write("claims/story.yaml", STORY.replacen(old, new, 1));
        assert_eq!(found(&folder, "stale-review"), [format!("`a-1` of `2026-11-01` is stale: {what}")]);
        // Taken back, it holds again.
        folder.write("claims/story.yaml", STORY);
        assert_eq!(found(&folder, "stale-review"), [""; 0]);
        // Reviewed again by somebody else after the change, it is history.
        folder.write("claims/story.yaml", STORY.replacen(old, new, 1));
        let again = ["review", "a", "--verdict", "mixed", "--reviewer", "chief", "--date", "2026-11-02"];
        assert_eq!(folder.run(&again).status, Some(0));
        assert_eq!(found(&folder, "stale-review"), [""; 0]);
    }
}

#[test]
fn what_is_the_desk_s_alone_and_what_is_elsewhere_does_not() {
    let folder = folder();
    assert_eq!(review(&folder, &[]).status, Some(0));
    let changed = STORY.replace("seldom there", "never there").replace("city editor", "foreign editor");
    folder.write("claims/story.yaml", changed.replace("The weather is fine.", "It rains."));
    assert_eq!(found(&folder, "stale-review"), [""; 0]);
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let refused = |arguments: &[&str], words: &str| {
        let folder = folder();
        let run = folder.run(arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
        assert!(run.err().contains(words), "{words}: {}", run.all());
        assert_eq!(reviews(&folder), [""; 0]);
    };
    let with = |more: &[&'static str]| [&REVIEW, more].concat();
    let of = |claim, verdict, reviewer| ["review", claim, "--verdict", verdict, "--reviewer", reviewer];
    refused(&of("bb", "mixed", "desk"), "no record with the id `bb`; did you mean `b`?");
    refused(&of("mayor", "mixed", "desk"), "`mayor` is a source");
    refused(&of("a", "suported", "desk"), "did you mean `supported`?");
    refused(&of("a", "\u{202E}", "desk"), "expected one of `supported`, `mostly-supported`");
    refused(&of("a", "mixed", " "), "--reviewer is empty");
    refused(&of("a", "mixed", "a\u{202E}b"), "--reviewer has an invisible");
    refused(&with(&["--note", "a\u{1b}[2Jb"]), "--note has an invisible");
    refused(&with(&["--url", "javascript:alert(1)"]), "--url is not a web address");
    refused(&with(&["--date", "yesterday"]), "expected a date");
    refused(&with(&["--date", "2026-11", "--expires", "2026-10"]), "--expires is before");
}

#[test]
fn the_verdicts_are_those_of_the_newsroom() {
    let folder = folder();
    folder.write("claims/onrecord.yaml", "verdicts: [fine, bad]\n");
    assert_eq!(review(&folder, &[]).status, Some(2));
    assert_eq!(folder.run(&["review", "a", "--verdict", "fine", "--reviewer", "desk"]).status, Some(0));
    assert_eq!(found(&folder, "unknown-verdict"), [""; 0]);
    folder.write("claims/onrecord.yaml", "verdicts: [fin, bad]\n");
    assert_eq!(found(&folder, "unknown-verdict"), ["`a-1` has an unknown verdict, `fine`"]);
}

#[test]
fn what_could_not_be_read_may_be_beneath() {
    for (name, text) in
        [("claims/bad.yaml", "claims: [\n"), ("claims/bad.yaml", "claims:\n  x: {statement: x, retractd: 2024}\n")]
    {
        let folder = folder();
        folder.write(name, text);
        let run = review(&folder, &[]);
        assert_eq!((run.status, run.out()), (Some(1), ""), "{}", run.all());
        assert!(run.err().contains("bad.yaml"), "{}", run.all());
        assert_eq!(reviews(&folder), [""; 0]);
    }
    // A reference to nothing says itself that nothing is there.
    let folder = folder();
    folder.write("claims/more.yaml", "claims:\n  x: {statement: x, cites: [nothing]}\n");
    let run = review(&folder, &[]);
    assert_eq!((run.status, reviews(&folder).len()), (Some(1), 1), "{}", run.all());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_nothing_is_written_over() {
    let folder = folder();
    std::fs::create_dir_all(folder.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", folder.path().join("claims/reviews")).unwrap();
    let run = review(&folder, &[]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert_eq!(folder.path().join("elsewhere").read_dir().unwrap().count(), 0);
    std::fs::remove_file(folder.path().join("claims/reviews")).unwrap();
    // A file that has the name and holds something else, and a folder.
    let other = "sources:\n  other: {identity: named, name: Other}\n";
    folder.write("claims/reviews/a-1.yaml", other);
    std::fs::create_dir(folder.path().join("claims/reviews/a-2.yaml")).unwrap();
    let run = review(&folder, &[]);
    assert_eq!(reviews(&folder), ["a-1.yaml", "a-2.yaml", "a-3.yaml"], "{}", run.all());
    assert_eq!(read(&folder, "claims/reviews/a-1.yaml"), other);
}

#[test]
fn twenty_at_once_are_twenty_reviews() {
    let folder = folder();
    let reviewers: Vec<_> = (0..20).map(|nth| format!("reviewer {nth}")).collect();
    std::thread::scope(|scope| {
        for reviewer in &reviewers {
            let folder = &folder;
            scope.spawn(move || {
                let run = folder.run(&["review", "a", "--verdict", "mixed", "--reviewer", reviewer]);
                assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
            });
        }
    });
    let names: BTreeSet<_> = reviews(&folder).into_iter().collect();
    assert_eq!(names, (1..=20).map(|nth| format!("a-{nth}.yaml")).collect());
    let texts: Vec<_> = names.iter().map(|name| read(&folder, &format!("claims/reviews/{name}"))).collect();
    let is_there = |reviewer: &String| {
        texts.iter().any(|text| {
            text.contains(&format!("reviewer: \"{reviewer}\"")) || text.contains(&format!("reviewer: {reviewer}\n"))
        })
    };
    assert!(reviewers.iter().all(is_there));
    let run = folder.run(&["check", "--format", "json"]);
    let levels: Vec<Value> =
        run.json()["diagnostics"].as_array().unwrap().iter().map(|found| found["level"].clone()).collect();
    assert!(!levels.contains(&"error".into()), "{}", run.all());
}

#[test]
fn a_review_is_not_of_a_day_to_come() {
    let folder = folder();
    let run = review(&folder, &["--date", "2999-01-01"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert!(run.err().contains("--date is after today"), "{}", run.err());
    assert!(!folder.path().join("claims/reviews").exists());
}

/// In the east it is tomorrow already, and the dates of checks are those of UTC.
#[test]
fn a_review_of_tomorrow_says_from_when_it_counts() {
    let own = |folder: &Folder| {
        let files = std::fs::read_dir(folder.path().join("claims/reviews")).unwrap().flatten();
        files.map(|file| std::fs::read_to_string(file.path()).unwrap()).collect::<String>()
    };
    let folder = folder();
    let run = review(&folder, &[]);
    assert!(!run.out().contains("It counts from"), "{}", run.out());
    let review_of_today = own(&folder);
    let today = review_of_today.lines().find_map(|line| line.trim().strip_prefix("date: ")).unwrap().trim_matches('"');
    let tomorrow = today.parse::<jiff::civil::Date>().unwrap().tomorrow().unwrap().to_string();
    let run = review(&folder, &["--date", &tomorrow]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let words = format!("\nIt counts from {tomorrow} on: in UTC it is still {today}\n");
    assert!(run.out().contains(&words), "{}", run.out());
}
