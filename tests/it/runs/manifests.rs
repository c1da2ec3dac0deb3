//! Manifests as files: the command that writes them, and what another program makes of them.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for Python, and says if there is none"
)]

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::hostile::program::{Folder, Run, run};

const FILE: &str = "sources:
  mayor: {identity: named, name: Ada Byron}
  aide: {identity: anonymous, description: an aide, known_to: foreign editor, note: canary}
documents:
  minutes: {title: Minutes}
claims:
  closes:
    statement: \"The \\\"bridge\\\" closes \\\\ \\u0001\\t\\u2028 ##vso[x] Türkiye'den çekilme 🕊 \\U0001F469\\u200D\\U0001F52C\"
    attributed_to: [mayor]
    evidence: [{document: minutes}]
  said: {statement: An aide says so., attributed_to: [aide], corroborates: [closes]}
reviews:
  closes-1: {claim: closes, verdict: supported, reviewer: desk, date: 2026-11-01}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", FILE.replace("\\u0001", ""));
    folder
}

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

#[track_caller]
fn ok(run: &Run) {
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
}

/// The digest of the whole, the canonical form and what a manifest says of itself, by a program that knows nothing of
/// ours.
const PYTHON: &str = "
import hashlib, json, sys
text = open(sys.argv[1], encoding='utf-8').read()
form = lambda value: json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(',', ':'))
whole = json.loads(text)
assert form(whole) + '\\n' == text
digest = whole.pop('digest')
assert digest == 'sha256:' + hashlib.sha256(form(whole).encode()).hexdigest()
claims = whole['claims']
assert [claim['id'] for claim in claims] == sorted(claim['id'] for claim in claims)
assert whole['counts']['claims'] == len(claims)
print(len(claims))
";

#[test]
fn another_program_comes_to_the_same_digest() {
    let folder = folder();
    ok(&folder.run(&["run", "--date", "2026-11-24"]));
    let has_python = Command::new("python3").arg("--version").stdin(Stdio::null()).output().is_ok();
    if !has_python {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "Python is not installed");
        println!("skipped: Python is not installed");
        return;
    }
    let checked =
        run(Command::new("python3").args(["-c", PYTHON]).arg(folder.path().join("claims/runs/2026-11-24.json")));
    assert_eq!((checked.status, checked.out()), (Some(0), "2\n"), "{}", checked.all());
}

#[test]
fn a_manifest_says_what_is_documented() {
    let folder = folder();
    ok(&folder.run(&["run", "--date", "2026-11-24"]));
    let manifest: Value = serde_json::from_str(&read(&folder, "claims/runs/2026-11-24.json")).unwrap();
    let claim = &manifest["claims"][0];
    assert_eq!(
        (&claim["id"], &claim["basis"], &claim["review"]),
        (&"closes".into(), &"named".into(), &"current".into())
    );
    assert_eq!(claim["rests_on"], serde_json::json!(["mayor", "minutes", "said"]));
    assert_eq!(
        (
            &claim["independent_sources"],
            &claim["independent_named_sources"],
            &claim["on_the_record"],
            &claim["verdict"]
        ),
        (&2.into(), &1.into(), &true.into(), &"supported".into())
    );
    assert_eq!(manifest["claims"][1].get("verdict"), None);
    assert_eq!(manifest["sources"][0]["identity"], "anonymous");
    assert_eq!(
        manifest["counts"],
        serde_json::json!({"anonymous": 1, "circular": 0, "claims": 2, "conflicting": 0, "current": 1, "documents": 1,
            "expired": 0, "mixed": 0, "named": 1, "outlet": 0, "retracted": 0, "reviews": 1, "sources": 2, "stale": 0, "unreviewed": 1,
            "unsourced": 0})
    );
    assert_eq!((&manifest["date"], &manifest["version"]), (&"2026-11-24".into(), &1.into()));
}

#[test]
fn a_manifest_holds_nothing_of_the_machine_and_nothing_confidential() {
    let one = folder();
    let other = Folder::new();
    other.write(
        "claims/sub/b.yaml",
        FILE.replace("\\u0001", "").replace("foreign editor", "night desk").replace("canary", "other"),
    );
    for (folder, threads) in [(&one, "1"), (&other, "7")] {
        let mut program = folder.program();
        ok(&run(program.env("RAYON_NUM_THREADS", threads).env("TZ", "Asia/Tokyo").args([
            "run",
            "--date",
            "2026-11-24",
        ])));
    }
    let [one, other] = [&one, &other].map(|folder| read(folder, "claims/runs/2026-11-24.json"));
    assert!(one == other && !one.contains("canary") && !one.contains("editor"), "{one}");
}

#[test]
fn a_manifest_is_not_written_over_and_not_read_as_claims() {
    let folder = folder();
    let date = ["run", "--date", "2026-11-24"];
    let first = folder.run(&date);
    assert!(first.out().starts_with("claims/runs/2026-11-24.json was written: sha256:"), "{}", first.out());
    let again = folder.run(&date);
    ok(&again);
    assert!(again.out().starts_with("claims/runs/2026-11-24.json is up to date: sha256:"), "{}", again.out());
    assert_eq!(folder.run(&["check"]).out(), self::folder().run(&["check"]).out());

    let before = read(&folder, "claims/runs/2026-11-24.json");
    folder.write("claims/b.yaml", "claims:\n  more: {statement: More.}\n");
    let other = folder.run(&date);
    assert_eq!((other.status, other.out()), (Some(2), ""), "{}", other.all());
    assert!(other.err().contains("--replace"), "{}", other.err());
    assert_eq!(read(&folder, "claims/runs/2026-11-24.json"), before);
    ok(&folder.run(&[&date[..], &["--replace"]].concat()));
    assert_ne!(read(&folder, "claims/runs/2026-11-24.json"), before);
    // Beginning alike is not the same.
    folder.write("claims/runs/2026-11-24.json", before + " ");
    assert_eq!(folder.run(&date).status, Some(2));
}

#[test]
fn where_and_of_which_day() {
    let folder = folder();
    let mut program = folder.program();
    ok(&run(program.env("SOURCE_DATE_EPOCH", "1795564799").args(["run"])));
    assert!(folder.path().join("claims/runs/2026-11-24.json").exists());
    let mut program = folder.program();
    assert_eq!(run(program.env("SOURCE_DATE_EPOCH", "soon").args(["run"])).status, Some(2));
    ok(&folder.run(&["run", "claims/a.yaml", "--date", "2026-11-25"]));
    assert!(folder.path().join("claims/runs/2026-11-25.json").exists());
    ok(&folder.run(&["run", "--date", "2026-11-26", "--output", "other/m.json"]));
    assert!(folder.path().join("other/m.json").exists());
    folder.write("more/b.yaml", "claims:\n  more: {statement: More.}\n");
    let run = folder.run(&["run", "claims", "more", "--date", "2026-11-26"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("pass --output FILE"), "{}", run.err());
    ok(&folder.run(&["run", "claims", "more", "--date", "2026-11-26", "--output", "both.json"]));
    for date in ["2026", "2026-11", "today"] {
        assert_eq!(folder.run(&["run", "--date", date]).status, Some(2), "{date}");
    }
    assert_eq!(folder.run(&["run", "--output", "claims/a.yaml", "--replace"]).status, Some(2));
}

#[test]
fn a_corpus_with_errors_has_no_manifest() {
    let folder = folder();
    folder.write("claims/b.yaml", "claims:\n  more: {statement: More., cites: [nobody]}\n");
    let run = folder.run(&["run", "--date", "2026-11-24"]);
    assert_eq!((run.status, run.out()), (Some(1), ""), "{}", run.all());
    assert!(run.err().contains("dangling-reference"), "{}", run.err());
    assert!(run.err().ends_with("nothing was written; fix the errors above first\n"), "{}", run.err());
    assert!(!folder.path().join("claims/runs").exists());
}

#[test]
fn a_run_looks_so() {
    let out = folder().run(&["run", "--date", "2026-11-24"]);
    insta::assert_snapshot!("run_as_text", out.out());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_corpus_leads_no_manifest_out_of_it() {
    let folder = folder();
    let run = folder.script("mkdir out; ln -s ../out claims/runs; \"$ONRECORD\" run claims --date 2026-01-02");
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("`claims/runs` is a link"), "{}", run.all());
    assert_eq!(folder.script("ls out").out(), "");
}
