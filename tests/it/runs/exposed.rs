//! Manifests of earlier runs that have digests of what readers may not know any more.

use crate::hostile::program::{Folder, Run};

const FILE: &str = "sources:
  mayor: {identity: named, name: Ada Byron}
  aide: {identity: anonymous, description: an aide, known_to: foreign editor}
documents:
  minutes: {title: Minutes}
claims:
  closes: {statement: The bridge closes., attributed_to: [mayor], evidence: [{document: minutes}]}
  said: {statement: An aide says so., attributed_to: [aide], corroborates: [closes]}
";

#[track_caller]
fn ok(run: &Run) {
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
}

/// A manifest is kept for years, and its digests are of the names of that day.
#[test]
fn what_an_earlier_manifest_exposes_is_said() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", FILE);
    ok(&folder.run(&["run", "--date", "2026-11-24"]));
    folder.write("claims/runs/other.json", "{}");
    folder.write("claims/runs/broken.json", "{\"claims\":[ and no more");
    let named = "mayor: {identity: named, name: Ada Byron}";
    let advice = "Anyone can test a guess against them, so delete the manifest; git keeps what was committed.\n";
    for (new, what) in [
        (FILE.replace(named, "mayor: {identity: anonymous, description: x}"), "`mayor`"),
        (FILE.replace("{title: Minutes}", "{title: Minutes, confidential: true}"), "`minutes`"),
        (
            FILE.replace(named, "s-1: {identity: anonymous, description: x}").replace("[mayor]", "[s-1]"),
            "1 that may have another id now",
        ),
    ] {
        folder.write("claims/a.yaml", &new);
        let said = format!(
            "onrecord: claims/runs/2026-11-24.json has digests of what readers may not know now: {what}. {advice}"
        );
        let run = folder.run(&["run", "--date", "2026-11-25", "--replace"]);
        assert_eq!((run.status, run.err()), (Some(0), &*said), "{}", run.all());
        let run = folder.run(&["diff", "--today", "2026-11-25", "claims/runs/2026-11-24.json", "claims"]);
        assert_eq!((run.status, run.err()), (Some(0), &*said), "{}", run.all());
        std::fs::remove_file(folder.path().join("claims/runs/2026-11-25.json")).unwrap();
    }
    let old = std::fs::read_to_string(folder.path().join("claims/runs/2026-11-24.json")).unwrap();
    folder.write("claims/runs/2026-11-24.json", old.replace("closes.", "closed."));
    let run = folder.run(&["run", "--date", "2026-11-25"]);
    assert!(
        run.err().contains("2026-11-24.json may have digests of what readers may not know now, and"),
        "{}",
        run.all()
    );
    folder.write("claims/runs/2026-11-24.json", old);
    // Others that come and go, and what is named under another id, are no news.
    for (from, to) in [
        ("claims:", "  report: {title: Report}\nclaims:"),
        ("sources:", "sources:\n  clerk: {identity: anonymous, description: a clerk}"),
        ("mayor", "ada-byron"),
        ("Ada Byron", "Ada B. Byron"),
    ] {
        folder.write("claims/a.yaml", FILE.replace(from, to));
        ok(&folder.run(&["run", "--date", "2026-11-25", "--replace"]));
    }
}
