//! Who changes the claims may change the configuration beside them, too: what it asks less of is said in every result.

use serde_json::{Value, json};

use super::super::hostile::program::{Folder, Run};
use super::{CLAIMS, check, folder};

const LESS: &str = "rules: {self-reference: off, anachronism: off, off-the-record: warning, dangling-reference: note}
policy: {independent_sources: 1}
";

fn narrowed(run: &Run) -> Value {
    run.json()["summary"]["narrowed"].clone()
}

/// What is said after what was checked, on however many lines.
fn line(folder: &Folder, arguments: &[&str]) -> Option<String> {
    let run = folder.run(&[&["check"], arguments].concat());
    let (_, said) = run.out().split_once("\nnote: ")?;
    Some(said.trim_end().replace("\n  ", " "))
}

#[test]
fn what_a_configuration_inside_asks_less_of_is_said() {
    let said = "claims/onrecord.yaml switches off anachronism, self-reference; turns down dangling-reference to note, \
                off-the-record to warning; requires 1 independent source";
    assert_eq!(line(&folder(LESS), &[]).as_deref(), Some(said));
    let expected = json!({
        "by": "claims/onrecord.yaml",
        "off": ["anachronism", "self-reference"],
        "lowered": [
            {"rule": "dangling-reference", "level": "note"},
            {"rule": "off-the-record", "level": "warning"},
        ],
        "independent_sources": 1,
    });
    assert_eq!(narrowed(&check(&folder(LESS), &[])), expected);
}

#[test]
fn asking_for_as_much_or_more_is_not_worth_a_line() {
    for configuration in [
        "",
        "{}",
        "rules: {}",
        "rules: {anachronism: warning, self-reference: error}",
        "rules: {anachronism: error, link-not-followed: warning}",
        "policy: {independent_sources: 2}",
        "policy: {independent_sources: 3}",
        "rules: {syntax: error}",
    ] {
        assert_eq!(line(&folder(configuration), &[]), None, "{configuration}");
        assert_eq!(narrowed(&check(&folder(configuration), &[])), Value::Null, "{configuration}");
    }
}

#[test]
fn each_kind_alone() {
    for (configuration, said) in [
        ("rules: {anachronism: off}", "switches off anachronism"),
        ("rules: {anachronism: note}", "turns down anachronism to note"),
        ("policy: {independent_sources: 1}", "requires 1 independent source"),
    ] {
        assert_eq!(line(&folder(configuration), &[]), Some(format!("claims/onrecord.yaml {said}")));
    }
}

/// Who has the last word can be trusted, and knows what they said.
#[test]
fn what_the_command_line_settles_is_not_said() {
    let folder = folder("rules: {anachronism: off, self-reference: off}\n");
    assert_eq!(
        line(&folder, &["--rule", "anachronism=error"]).as_deref(),
        Some("claims/onrecord.yaml switches off self-reference")
    );
    assert_eq!(line(&folder, &["--rule", "anachronism=error", "--rule", "self-reference=off"]), None);
    assert_eq!(line(&super::folder("{}"), &["--rule", "anachronism=off"]), None);
}

#[test]
fn a_configuration_from_outside_can_be_trusted() {
    let folder = Folder::new();
    folder.write("claims/c.yaml", CLAIMS);
    folder.write("desk/strict.yaml", LESS);
    for path in
        [folder.path().join("desk/strict.yaml").to_str().unwrap(), "desk/strict.yaml", "./claims/../desk/strict.yaml"]
    {
        assert_eq!(line(&folder, &["--config", path]), None, "{path}");
        let run = check(&folder, &["--config", path]);
        assert_eq!((narrowed(&run), run.status), (Value::Null, Some(0)), "{path}");
        assert_eq!(super::levels(&run, "anachronism"), [""; 0], "{path}: it is in force");
    }
}

/// Naming it by hand does not protect it from people who change the claims.
#[test]
fn a_configuration_inside_is_inside_however_it_is_named() {
    let folder = folder(LESS);
    for path in [
        "claims/onrecord.yaml",
        "./claims/../claims/onrecord.yaml",
        folder.path().join("claims/onrecord.yaml").to_str().unwrap(),
    ] {
        let run = check(&folder, &["--config", path]);
        assert_eq!(narrowed(&run)["off"], json!(["anachronism", "self-reference"]), "{path}");
    }
    let run = check(&folder, &["--config", "claims/onrecord.yaml", "claims/c.yaml"]);
    assert_eq!(narrowed(&run)["by"], "claims/onrecord.yaml", "the folder of a corpus is that of the file given");
}
