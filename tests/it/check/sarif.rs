//! SARIF: the schema of OASIS, what GitHub asks for on top, and what must not be in it.

use std::path::Path;

use onrecord::diagnostic::Level;
use onrecord::format::Format;
use serde_json::Value;

use super::{corpus, skipped, text, written};
use crate::hostile::program::Folder;

/// Where `.ci/run` puts the schema, which is not ours to hand out.
const SCHEMA: &str = "target/schemas/sarif-2.1.0.json";

fn logs() -> Vec<Value> {
    let folder = Folder::new();
    for (at, claims) in [
        include_str!("../../corpora/hostile/nasty.yaml"),
        include_str!("../../corpora/hostile/canary/second-document.yaml"),
        "claims: [\n",
        // A fix that has two edits, one that has one, and a chain.
        "claims:\n  f: {statemnt: x, cites: g}\n  g: {statement: y, cites: [h]}\n  h: {statement: z, cites: [g]}\n",
        "",
    ]
    .iter()
    .enumerate()
    {
        folder.write(format!("{at}: #é?.yaml"), claims);
    }
    let hostile = folder.run(&["check", "--format", "sarif", ".", "absent"]);
    let nothing = text("claims:\n  a: {statement: x}\n");
    let written = [corpus(), nothing].map(|loaded| written(&loaded, Level::Error, Format::Sarif));
    let mut logs = vec![hostile.json()];
    logs.extend(written.iter().map(|log| serde_json::from_str::<Value>(log).unwrap()));
    logs
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn the_schema_holds() {
    let Ok(schema) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SCHEMA)) else {
        return skipped(SCHEMA);
    };
    let mut schema: Value = serde_json::from_str(&schema).unwrap();
    // A slip in the schema: a bracket too many, and so no regular expression.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for log in logs() {
        let errors: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
    let mut broken = logs().remove(0);
    broken["runs"][0]["columnKind"] = "bytes".into();
    assert!(!validator.is_valid(&broken), "the schema sees a fault");
}

#[test]
fn rules_have_all_that_is_shown_of_them() {
    for log in logs() {
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        let names: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert!(!names.is_empty() && names.is_sorted_by(|a, b| a < b), "{names:?}");
        for rule in rules {
            for (key, most) in [("shortDescription", 1024), ("fullDescription", 1024), ("help", usize::MAX)] {
                let words = rule[key]["text"].as_str().unwrap();
                assert!(!words.is_empty() && words.chars().count() <= most, "{key} of {}", rule["id"]);
            }
            assert_eq!(rule["help"]["markdown"], rule["help"]["text"]);
            assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
        }
        for result in results(&log) {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(result["ruleId"], rules[index]["id"]);
        }
    }
}

#[test]
fn every_result_has_a_place_a_message_and_a_fingerprint_of_its_own() {
    for log in logs() {
        let mut seen = std::collections::HashSet::new();
        for result in results(&log) {
            let locations = result["locations"].as_array().unwrap();
            assert_eq!(locations.len(), 1);
            let related = result["relatedLocations"].as_array().map_or(&[][..], |related| related);
            for location in locations.iter().chain(related) {
                let location = &location["physicalLocation"];
                is_relative(location["artifactLocation"]["uri"].as_str().unwrap());
                let number = |key: &str| location["region"][key].as_u64().unwrap();
                let (start, end) = (["startLine", "startColumn"].map(number), ["endLine", "endColumn"].map(number));
                assert!(start.iter().chain(&end).all(|&number| number >= 1) && start <= end, "{location}");
            }
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            assert!(seen.insert(result["partialFingerprints"]["onrecord/v1"].clone()), "{result}");
        }
    }
}

/// A relative reference of unreserved characters, `/` and percent-encoded bytes.
fn is_relative(uri: &str) {
    let bytes = uri.as_bytes();
    assert!(!uri.is_empty() && !uri.starts_with('/'), "{uri}");
    for (at, &byte) in bytes.iter().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let is_encoded = byte == b'%' && bytes[at + 1..at + 3].iter().all(u8::is_ascii_hexdigit);
        assert!(is_plain || is_encoded, "{uri}");
    }
}

#[test]
fn a_whole_file_is_its_first_line() {
    let log = logs().remove(2 - 1);
    let result = results(&log).iter().find(|result| result["ruleId"] == "unreadable").unwrap();
    let expected = serde_json::json!([{"physicalLocation": {
        "artifactLocation": {"uri": "tests/corpora/missing.yaml"},
        "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1},
    }}]);
    assert_eq!(result["locations"], expected);
}

#[test]
fn what_is_not_among_the_results_is_said() {
    let log = logs().remove(1);
    let said = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let said: Vec<_> = said.iter().map(|said| said["message"]["text"].as_str().unwrap()).collect();
    let [narrowed, waived] = said[..] else { panic!("{said:?}") };
    assert!(
        narrowed.starts_with("tests/corpora/findings/onrecord.yaml ") && narrowed.contains("self-reference to note")
    );
    assert!(waived.starts_with("1 waived: "), "{waived}");
}

/// In a message, braces are places to fill in and `[x](y)` is a link.
#[test]
fn values_are_no_links_and_no_places() {
    let claims = "claims:\n  a: {statement: x, date: '[x](https://example.org) {0} \\'}\n";
    let log: Value = serde_json::from_str(&written(&text(claims), Level::Error, Format::Sarif)).unwrap();
    let message = results(&log)[0]["message"]["text"].as_str().unwrap();
    assert!(message.starts_with("`[x]\\u{{28}}https://example.org) {{0}} \\` is not a date. Help: "), "{message}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_its_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    folder.write(OsStr::from_bytes(b"a\xFF %.yaml"), "claims: [\n");
    std::os::unix::fs::symlink("/absent", folder.path().join(OsStr::from_bytes(b"b\xFE.yaml"))).unwrap();
    let log = folder.run(&["check", "--format", "sarif", "."]).json();
    let uri = |result: &Value| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
    let uris: Vec<_> = results(&log).iter().map(uri).collect();
    assert_eq!(uris, ["a%FF%20%25.yaml", "b%FE.yaml"]);
}

#[test]
fn nothing_tells_of_the_machine() {
    let folder = Folder::with("claims:\n  a: {statement: x, date: soon}\n");
    let log = folder.run(&["check", "--format", "sarif", folder.path().to_str().unwrap()]);
    assert!(!log.out().contains(folder.path().to_str().unwrap()), "{}", log.out());
    for key in ["startTimeUtc", "machine", "account", "workingDirectory", "commandLine", "arguments", "processId"] {
        assert!(!log.out().contains(&format!("\"{key}\"")), "{key}");
    }
    let elsewhere = Folder::with("claims:\n  a: {statement: x, date: soon}\n");
    let here = |folder: &Folder| folder.run(&["check", "--format", "sarif", "c.yaml"]).stdout;
    assert_eq!(here(&folder), here(&elsewhere));
}
