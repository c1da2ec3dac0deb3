//! The YAML that is written, as a reader of YAML 1.1 in Python takes it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for a tool, and says if there is none"
)]

use std::collections::BTreeMap;
use std::env;
use std::process::{Command, Stdio};

use onrecord::Workspace;
use onrecord::records::{ClaimFile, Scalar, to_yaml};
use onrecord::text::Text;
use serde_json::Value;

use super::hostile::program::Folder;
use super::random::Rng;

/// Reads a file and writes it as JSON; a date, a number or a truth value is written as what Python calls it.
const READ: &str = "import json, sys, yaml
print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), default=repr))";

fn python() -> Command {
    Command::new(env::var("ONRECORD_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned()))
}

fn has_pyyaml() -> bool {
    let asked = python().args(["-c", "import yaml"]).stdin(Stdio::null()).output();
    let answers = asked.is_ok_and(|output| output.status.success());
    assert!(answers || env::var("CI").as_deref() != Ok("true"), "PyYAML is not installed");
    if !answers {
        println!("skipped: PyYAML is not installed");
    }
    answers
}

fn read(yaml: &str) -> Value {
    let folder = Folder::new();
    let path = folder.write("file.yaml", yaml);
    let output = python().args(["-c", READ]).arg(path).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Texts that some reader of YAML takes for something else, or that are hard to write.
const BORDERLINE: [&str; 52] = [
    "",
    " ",
    "no",
    "No",
    "NO",
    "yes",
    "on",
    "Off",
    "y",
    "N",
    "true",
    "null",
    "~",
    "2024",
    "2024-10",
    "2024-10-21",
    "2024-10-21T12:00:00Z",
    "2024-10-21 12:00:00",
    "12:30",
    "1:30:00",
    "190:20:30.15",
    "1_000",
    "0o17",
    "017",
    "0b1",
    "0x1F",
    "12e4",
    "1.5e+3",
    "-1",
    "+1",
    ".5",
    "1.",
    ".inf",
    "-.INF",
    ".nan",
    "<<",
    "=",
    "- a",
    "? a",
    "a: b",
    "a #b",
    "a ",
    "'a'",
    "\"a\"",
    "a\nb",
    "a\n",
    "\n\na",
    "  a\nb",
    "a\tb",
    "a\u{202E}b\u{2028}\u{FEFF}",
    "👩‍🔬 می‌خواهم é",
    "%a",
];

const LETTERS: [char; 30] = [
    'a', 'e', 'n', 'o', 'y', '0', '1', '2', '9', ' ', '\n', '\t', ':', '#', '\'', '"', '\\', '-', '_', '.', '+', '=',
    '<', '?', '&', '*', '[', 'é', '🍋', '\u{200F}',
];

#[test]
fn every_text_is_a_text_to_every_reader() {
    if !has_pyyaml() {
        return;
    }
    let mut rng = Rng::new(11);
    let mut random = || (0..rng.below(7)).map(|_| LETTERS[rng.below(30)]).collect::<String>();
    let texts: Vec<String> = (0..5000).map(|_| random()).chain(BORDERLINE.map(str::to_owned)).collect();
    let as_keys: BTreeMap<&str, usize> = texts.iter().map(|text| (text.as_str(), 0)).collect();
    let keys = as_keys.keys().map(|&key| (key, key)).collect::<BTreeMap<_, _>>();
    assert_eq!(read(&to_yaml(&texts)), serde_json::json!(texts));
    assert_eq!(read(&to_yaml(&keys)), serde_json::json!(keys));
}

/// Why `serde_yaml` is not left to itself.
#[test]
fn serde_yaml_alone_writes_what_others_misread() {
    if !has_pyyaml() {
        return;
    }
    for text in ["no", "on", "2024-10-21", "12:30", "1_000"] {
        assert_ne!(read(&serde_yaml::to_string(&[text]).unwrap()), serde_json::json!([text]), "{text}");
        assert_eq!(read(&to_yaml(&[text])), serde_json::json!([text]), "{text}");
    }
}

/// Sections in the order in which they are begun, records in the order in which they are added.
#[test]
fn a_file_of_several_sections_is_read_back() {
    let mut file = ClaimFile::default();
    let texts = |text: &str| Text::new(text);
    let (named, name, statement) = (texts("named"), texts("Ada: 1"), texts("On\n2 lines"));
    let source = BTreeMap::from([("identity", Scalar(&named)), ("name", Scalar(&name))]);
    file.add("sources", &texts("no"), &source);
    file.add("claims", &texts("b"), &BTreeMap::from([("statement", Scalar(&statement))]));
    file.add("claims", &texts("a"), &BTreeMap::from([("statement", Scalar(&statement))]));
    let yaml = file.to_yaml();
    assert_eq!(
        yaml,
        "sources:\n  \"no\":\n    identity: named\n    name: 'Ada: 1'\nclaims:\n  b:\n    statement: |-\n      On\n      2 lines\n  \
         a:\n    statement: |-\n      On\n      2 lines\n"
    );
    let snapshot = Workspace::of_texts([("c.yaml", &*yaml)]).snapshot();
    assert!(snapshot.load_faults().len() == 0);
    assert!(snapshot.corpus().claims.iter().all(|claim| claim.statement == statement));
    assert_eq!(snapshot.corpus().claims.len() + snapshot.corpus().sources.len(), 3);
}
