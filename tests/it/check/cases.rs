//! What a newsroom would be misled by: files that look as if they were read, and followers of one mistake.

use std::fs;

use serde_json::Value;

use crate::hostile::program::Folder;

const CLAIMS: &str = "sources:
  a-person: {identity: named, name: A Person}
claims:
  a-claim: {statement: The minister will buy fourteen trams., attributed_to: [a-person]}
";
const RULES: &str = "rules:\n  single-source: error\n";

/// The rule and the path of every finding that is about a file that is not read.
fn not_read(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["check", "--format", "json"], arguments].concat());
    let log = run.json();
    let findings = log["diagnostics"].as_array().unwrap().iter();
    let shown =
        |finding: &Value| format!("{} {}", finding["rule"].as_str().unwrap(), finding["path"].as_str().unwrap());
    findings.map(shown).filter(|shown| shown.contains("-not-read") || shown.contains("unknown-field")).collect()
}

#[test]
fn a_configuration_that_is_not_read_is_named() {
    for (path, arguments, expected) in [
        ("onrecord.yaml", &["claims"][..], &["configuration-not-read onrecord.yaml"][..]),
        ("onrecord.yaml", &["claims/c.yaml"], &["configuration-not-read onrecord.yaml"]),
        ("onrecord.yml", &["claims"], &["configuration-not-read onrecord.yml"]),
        ("claims/.onrecord.yaml", &["claims"], &["configuration-not-read claims/.onrecord.yaml"]),
        ("claims/onrecord.yml", &["claims"], &["configuration-not-read claims/onrecord.yml"]),
        ("claims/ONRECORD.YAML", &["claims"], &["configuration-not-read claims/ONRECORD.YAML"]),
        ("claims/sub/onrecord.yaml", &["claims"], &["configuration-not-read claims/sub/onrecord.yaml"]),
        ("claims/sub/.onrecord.yml", &["claims"], &["configuration-not-read claims/sub/.onrecord.yml"]),
        // Where one is read.
        ("claims/onrecord.yaml", &["claims"], &[]),
        ("claims/onrecord.yaml", &["claims", "more"], &[]),
        // If one is named, it is known which.
        ("onrecord.yaml", &["--config", "onrecord.yaml", "claims"], &[]),
        ("other/onrecord.yaml", &["claims"], &[]),
    ] {
        let folder = Folder::new();
        folder.write("claims/c.yaml", CLAIMS);
        folder.write("more/d.yaml", "claims:\n  d: {statement: x}\n");
        folder.write(path, RULES);
        assert_eq!(not_read(&folder, arguments), expected, "{path} {arguments:?}");
        let checked = if arguments.contains(&"more") { "checked 2 files, " } else { "checked 1 file, " };
        let run = folder.run(&[&["check"], arguments].concat());
        assert!(run.all().contains(checked), "{path} {arguments:?}: {}", run.all());
    }
}

#[test]
fn from_inside_the_folder_the_one_above_is_named_too() {
    let folder = Folder::new();
    folder.write("claims/c.yaml", CLAIMS);
    folder.write("onrecord.yaml", RULES);
    let run = folder.script("cd claims && $ONRECORD check --format json .");
    let log: Value = serde_json::from_slice(&run.stdout).unwrap();
    let found =
        log["diagnostics"].as_array().unwrap().iter().find(|finding| finding["rule"] == "configuration-not-read");
    assert_eq!(found.unwrap()["path"], "../onrecord.yaml");
    // It has that name already.
    let help = found.unwrap()["help"].as_str().unwrap();
    assert!(help.starts_with("move it to the top of the folder of claims"), "{help}");
}

/// Claims are never passed over because of the name of their file.
#[test]
fn claims_in_a_file_called_like_a_configuration_are_read() {
    let folder = Folder::new();
    folder.write("claims/sub/onrecord.yaml", CLAIMS);
    assert_eq!(not_read(&folder, &["claims"]), [""; 0]);
    assert_eq!(folder.run(&["report", "--format", "json"]).json()["summary"]["claims"], 1);
}

#[test]
fn a_file_that_is_called_almost_like_a_claim_file_is_named() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", CLAIMS);
    for path in ["claims/B.YAML", "claims/sub/c.Yml", "claims/d.yaml.txt", "claims/evidence/e.html", "claims/.f.YAML"] {
        folder.write(path, "claims:\n  bad: {statemnt: x}\n");
    }
    fs::create_dir(folder.path().join("claims/g.YAML")).unwrap();
    assert_eq!(not_read(&folder, &["claims"]), ["file-not-read claims/B.YAML", "file-not-read claims/sub/c.Yml"]);
}

/// The rules that find something, apart from those about what every new claim lacks.
fn rules(claims: &str) -> Vec<String> {
    let log = Folder::with(claims).run(&["check", "--format", "json", "--rule", "unreviewed=off", "."]).json();
    let findings = log["diagnostics"].as_array().unwrap().iter();
    findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn followers_of_one_mistake_are_not_reported_beside_it() {
    let claims = |voice: &str| {
        format!(
            "sources:\n  donald-trump: {{identity: named, kind: person, name: Donald Trump}}\n  ada: {{identity: named, kind: person, name: Ada}}\nclaims:\n  \
             a: {{statement: x, attributed_to: [{voice}]}}\n  b: {{statement: y, attributed_to: [ada], cites: [a]}}\n"
        )
    };
    assert_eq!(rules(&claims("donald-trmp")), ["dangling-reference"]);
    assert_eq!(rules(&claims("donald-trump")), ["single-source", "single-source"]);
    // If the mistake is not reported, its followers are all there is.
    let folder = Folder::with(claims("donald-trmp"));
    let off = ["check", "--format", "json", "--rule", "unreviewed=off", "--rule", "dangling-reference=off", "."];
    let left = folder.run(&off).json();
    let left: Vec<_> = left["diagnostics"].as_array().unwrap().iter().map(|finding| finding["rule"].clone()).collect();
    assert!(left.contains(&"unsourced".into()) && left.contains(&"single-source".into()), "{left:?}");
}

#[test]
fn a_review_of_a_day_to_come_does_not_hold_yet() {
    let folder = Folder::with(
        "sources:
  s1: {identity: named, name: Ada Byron}
claims:
  c1: {statement: S., attributed_to: [s1]}
reviews:
  r1: {claim: c1, verdict: supported, reviewer: desk, date: 2062-11-01}
  r2: {claim: c1, verdict: refuted, reviewer: desk, date: 2026-11-01}
",
    );
    let off = ["check", "--format", "json", "--today", "2026-11-28", "--rule", "review-without-digest=off", "."];
    let check = folder.run(&off).json();
    let found: Vec<_> =
        check["diagnostics"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(found, ["single-source", "anachronism"]);
    folder.run(&["run", "--date", "2026-11-28", "--output", "m.json", "."]);
    let manifest = fs::read_to_string(folder.path().join("m.json")).unwrap();
    assert!(manifest.contains("refuted") && !manifest.contains("\"supported\""), "{manifest}");
}

#[test]
fn a_named_voice_beside_what_is_cited_is_explained() {
    let folder = Folder::with(
        "sources:
  radio: {identity: unspecified, description: not said on air by Harbour Radio}
  own: {identity: named, kind: person, name: Vera Nordahl, role: Duty doctor at the clinic}
claims:
  on-air: {statement: The mayor has died., attributed_to: [radio]}
  channel-nine: {statement: The mayor has died in the clinic., attributed_to: [own], cites: [on-air]}
",
    );
    let said = folder.run(&["check", "."]).out().to_owned();
    assert!(said.contains("its voice `own` only relays what it cites"), "{said}");
}
