//! Levels, waivers and configurations: what a newsroom asks for, what is done about it, and what is said when it cannot
//! be done.

mod configurations;
mod levels;
mod narrowed;
mod waivers;

use serde_json::Value;

use super::hostile::program::{Folder, Run, place};

/// One anachronism, in line 5: `early` cites what was said a day later. The reference starts in column 71.
const CLAIMS: &str = "sources:
  s: {identity: named, name: S}
  t: {identity: named, name: T}
claims:
  early: {statement: x, attributed_to: [s], date: 2024-05-02, cites: [late]}
  late: {statement: y, attributed_to: [t], date: 2024-05-03}
";

/// A folder `claims` with that anachronism, and with a configuration.
fn folder(configuration: &str) -> Folder {
    let folder = Folder::new();
    folder.write("claims/c.yaml", CLAIMS);
    folder.write("claims/onrecord.yaml", configuration);
    folder
}

/// `check --format json`, on a fixed day unless the arguments have another one.
fn check(folder: &Folder, arguments: &[&str]) -> Run {
    let today = if arguments.contains(&"--today") { &[][..] } else { &["--today", "2026-01-01"] };
    folder.run(&[&["check", "--format", "json"], today, arguments].concat())
}

/// The levels of what a rule found.
fn levels(run: &Run, rule: &str) -> Vec<String> {
    let found = run.diagnostics();
    let of_rule = found.iter().filter(|found| found["rule"] == rule);
    of_rule.map(|found| found["level"].as_str().unwrap().to_owned()).collect()
}

/// What is found in configurations, as `line:column rule`.
fn faults(run: &Run) -> Vec<String> {
    let places = run.diagnostics().iter().map(place).collect::<Vec<_>>();
    let of_configuration = |place: &String| place.strip_prefix("claims/onrecord.yaml").map(str::to_owned);
    places.iter().filter_map(of_configuration).map(|place| place.trim_start_matches([':', ' ']).to_owned()).collect()
}

/// What is said of the one finding in the configuration, with the help.
#[track_caller]
fn words(run: &Run) -> String {
    let found = run.diagnostics();
    let mut found = found.iter().filter(|found| found["path"] == "claims/onrecord.yaml");
    let (Some(one), None) = (found.next(), found.next()) else { panic!("{}", run.all()) };
    let word = |key: &str| one.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    format!("{}; {}", word("message"), word("help"))
}
