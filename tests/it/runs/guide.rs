//! What `docs/runs.md` shows is what the program does.

use serde_json::Value;

use crate::hostile::program::Folder;

const GUIDE: &str = include_str!("../../../docs/runs.md");

/// The first block in a language.
fn block(language: &str) -> &'static str {
    GUIDE.split_once(&format!("```{language}\n")).unwrap().1.split_once("```").unwrap().0
}

/// Runs a command of the guide, and expects what is under it.
#[track_caller]
fn shown(folder: &Folder, command: &str) {
    let (_, output) = GUIDE.split_once(&format!("```console\n$ onrecord {command}\n")).unwrap();
    let run = folder.run(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert_eq!([run.out(), run.err()].concat(), output.split_once("```").unwrap().0, "{command}");
}

#[test]
fn the_run_in_the_guide_goes_so() {
    let folder = Folder::new();
    folder.write("claims/bridge.yaml", block("yaml"));
    shown(&folder, "todo --limit 2 claims");

    folder.run(&["run", "claims", "--output", "before.json"]);
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("before.json")).unwrap()).unwrap();
    for claim in ["bridge-closes", "bridge-cracked"] {
        assert!(GUIDE.contains(&format!("$ onrecord review {claim} --verdict supported --reviewer desk\n")));
        let digest =
            manifest["claims"].as_array().unwrap().iter().find(|found| found["id"] == claim).unwrap()["grounds"]
                .clone();
        let review =
            format!("{{claim: {claim}, verdict: supported, reviewer: desk, date: 2026-11-24, digest: {digest}}}");
        folder.write(format!("claims/reviews/{claim}-1.yaml"), format!("reviews:\n  {claim}-1: {review}\n"));
    }
    shown(&folder, "run --date 2026-11-24 claims");

    let asked = "{identity: anonymous, description: a city official, reason: asked not to be named}";
    folder.write("claims/bridge.yaml", block("yaml").replace("{identity: named, name: Ada Byron, role: mayor}", asked));
    shown(&folder, "diff --today 2026-11-30 claims/runs/2026-11-24.json claims");
}
