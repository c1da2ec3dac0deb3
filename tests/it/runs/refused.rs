//! What is no manifest, and what `diff` does then.

use onrecord::runs::{Manifest, NoManifest};
use onrecord::text::Text;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Known;
use crate::hostile::program::Folder;

const FILE: &str = "sources:
  mayor: {identity: named, name: Ada}
claims:
  a: {statement: 'One \"x\" ü', attributed_to: [mayor]}
  b: {statement: Two., cites: [a]}
";

fn manifest() -> String {
    let mut out = Vec::new();
    Known::new(FILE).manifest().write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(text: &str) -> Result<(), NoManifest> {
    Manifest::read(&Text::new(text)).map(|_| ())
}

/// The manifest after a change, with the digest that belongs to it.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&manifest()).unwrap();
    change(&mut value);
    value.as_object_mut().unwrap().remove("digest");
    let digest: String = Sha256::digest(value.to_string()).iter().map(|byte| format!("{byte:02x}")).collect();
    value["digest"] = format!("sha256:{digest}").into();
    value.to_string()
}

#[test]
fn what_is_written_is_read_and_written_again_the_same() {
    let text = manifest();
    let known = Text::new(text.as_str());
    let mut again = Vec::new();
    Manifest::read(&known).unwrap().write(&mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), text);
    assert_eq!(read(text.trim_end()), Ok(()), "without the line feed at its end");
    assert_eq!(read(&forged(|_| {})), Ok(()));
}

#[test]
fn what_was_changed_by_hand_is_found_out() {
    let text = manifest();
    for (before, after, why) in [
        ("Two.", "Tow.", NoManifest::Digest),
        ("\"version\":1", "\"version\":2", NoManifest::Version),
        ("\"version\":1", "\"more\":{\"deep\":[1]},\"version\":7", NoManifest::Version),
        ("\"version\":1", "\"version\":-1", NoManifest::Form),
        ("\"claims\":[", "\"claims\": [", NoManifest::Canonical),
        ("ü", "\\u00fc", NoManifest::Canonical),
        ("\"basis\":", "\"more\":1,\"basis\":", NoManifest::Form),
        ("\"basis\":", "\"basis\":\"named\",\"basis\":", NoManifest::Form),
        ("\"claims\":2", "\"claims\":3", NoManifest::Canonical),
        ("\"on_the_record\":true", "\"on_the_record\":false", NoManifest::Canonical),
        ("\"id\":\"a\"", "\"id\":\"A\"", NoManifest::Value),
        ("\"basis\":\"named\"", "\"basis\":\"good\"", NoManifest::Value),
        ("\"review\":\"unreviewed\"", "\"review\":\"fine\"", NoManifest::Value),
        ("\"date\":\"2026-11-24\"", "\"date\":\"2026-11\"", NoManifest::Value),
        ("statement=", "statements=", NoManifest::Value),
        ("\"independent_sources\":1", "\"independent_sources\":4", NoManifest::Value),
        ("\"identity\":\"named\"", "\"identity\":\"known\"", NoManifest::Value),
        ("\"rests_on\":[\"mayor\"]", "\"rests_on\":[\"nobody\"]", NoManifest::Records),
        ("\"id\":\"b\"", "\"id\":\"a\"", NoManifest::Records),
        ("\"id\":\"mayor\"", "\"id\":\"a\"", NoManifest::Records),
    ] {
        assert!(text.contains(before), "{before}");
        assert_eq!(read(&text.replacen(before, after, 1)), Err(why), "{before} to {after}");
    }
    assert_eq!(read(&format!("{text}\n")), Err(NoManifest::Canonical));
    assert_eq!(read(&format!("{text}{text}")), Err(NoManifest::Form));
    for text in ["", "{}", "[]", "null", "{\"version\":1}", "\u{FEFF}{}", "claims:\n"] {
        assert_eq!(read(text), Err(NoManifest::Form), "{text}");
    }
    assert_eq!(read(&"[".repeat(1 << 20)), Err(NoManifest::Form));
    assert_eq!(
        read(&text.replacen("\"counts\":{", &format!("\"counts\":{{\"x\":{}", "[".repeat(1 << 20)), 1)),
        Err(NoManifest::Form)
    );
}

#[test]
fn a_right_digest_does_not_make_it_right() {
    assert_eq!(read(&forged(|value| value["counts"]["stale"] = 1.into())), Err(NoManifest::Digest));
    assert_eq!(
        read(&forged(|value| value["claims"][0]["rests_on"] = serde_json::json!(["mayor", "b", "a"]))),
        Err(NoManifest::Records)
    );
    assert_eq!(read(&forged(|value| value["claims"].as_array_mut().unwrap().reverse())), Err(NoManifest::Records));
    // Another statement is another manifest.
    assert_eq!(read(&forged(|value| value["claims"][0]["statement"] = "\u{202E}##[x]\n".into())), Ok(()));
}

#[test]
fn the_command_says_what_is_wrong() {
    let folder = Folder::with(FILE);
    folder.write("good.json", manifest());
    folder.write("bad.json", manifest().replace("Two.", "Tow."));
    folder.write("latin.json", b"\xFF\n");
    folder.write("errors/e.yaml", "claims:\n  a: {statement: x, cites: [b]}\n");
    folder.write("weak/w.yaml", FILE.replace("identity: named, name", "identity: anonymous, description"));
    let another =
        FILE.replace("claims:", "  clerk: {identity: named, name: Bo}\nclaims:").replace("[mayor]", "[clerk]");
    folder.write("voice/v.yaml", &another);
    folder.write("other/o.yaml", another.replace("  a: {", "  z: {").replace("[a]", "[z]"));
    let nasty = forged(|value| value["claims"][0]["statement"] = "\u{1b}[2J\u{202E}##[x]\n::error::".into());
    folder.write("nasty.json", nasty);
    for (arguments, status, words) in [
        (&["good.json", "c.yaml"][..], 0, "Nothing changed"),
        (&["c.yaml", "good.json", "--fail-on", "weaker"], 0, "Nothing changed"),
        (&["good.json", "bad.json"], 2, "`bad.json`: its digest does not match its content"),
        (&["good.json", "latin.json"], 2, "`latin.json`: not UTF-8"),
        (&["good.json", "none.json"], 2, "`none.json`: does not exist"),
        (&["good.json", "none"], 2, "`none`: neither a path nor a git revision"),
        (&["good.json", "errors"], 1, "error[dangling-reference]"),
        (&["good.json", "errors"], 1, "nothing was compared; fix the errors above first"),
        (&["good.json", "weak"], 0, "2 claims have weaker sourcing than before"),
        (&["good.json", "weak", "--fail-on", "weaker"], 1, "2 claims have weaker sourcing than before"),
        (&["weak", "good.json", "--fail-on", "weaker"], 0, "No claim has weaker sourcing"),
        (&["good.json", "other", "--fail-on", "weaker"], 0, "1 claim was added and 1 removed"),
        (&["good.json", "other", "--fail-on", "weaker,removed"], 1, "1 claim was added and 1 removed"),
        (&["good.json", "c.yaml", "--fail-on", "removed"], 0, "Nothing changed"),
        (&["good.json", "c.yaml", "--fail-on", "added"], 2, "--fail-on"),
        (&["good.json", "voice"], 0, "1 claim is attributed to other sources"),
        (&["good.json", "voice", "--fail-on", "reattributed"], 1, "1 re-attributed,"),
        (&["good.json", "voice", "--fail-on", "reworded,weaker,removed"], 0, "1 re-attributed"),
        (&["nasty.json", "good.json", "--fail-on", "reworded"], 1, "1 reworded"),
        (&["good.json"], 2, "nothing to read: `claims` does not exist"),
        (&["nasty.json", "good.json"], 0, "1 reworded"),
        (&["weak", "./weak/"], 2, "`weak`: would be compared with itself; pass an older run"),
        (&["good.json", "good.json"], 2, "or another git revision, such as HEAD, first"),
    ] {
        let run = folder.run(&[&["diff"], arguments].concat());
        assert_eq!(run.status, Some(status), "{arguments:?} {}", run.all());
        assert!(run.all().contains(words), "{arguments:?} {}", run.all());
        assert!(!run.out().contains(['\u{1b}', '\u{202E}']) && !run.out().contains("##["), "{}", run.out());
        if status == 2 || words.contains('[') {
            assert_eq!(run.out(), "", "{arguments:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = Folder::with(FILE);
    let run = folder.script("mkfifo pipe.json; $ONRECORD diff pipe.json c.yaml");
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("not a regular file"), "{}", run.err());
}

/// A count that another version had or had not is no sign that somebody changed the file.
#[test]
fn other_counts_are_those_of_another_version() {
    let counts = |change: fn(&mut serde_json::Map<String, Value>)| {
        read(&forged(|value| change(value["counts"].as_object_mut().unwrap())))
    };
    assert_eq!(counts(|counts| drop(counts.remove("outlet"))), Err(NoManifest::Version));
    assert_eq!(counts(|counts| drop(counts.insert("new".to_owned(), 0.into()))), Err(NoManifest::Version));
    assert_eq!(counts(|counts| drop(counts.insert("named".to_owned(), 7.into()))), Err(NoManifest::Digest));
}

/// The guide to the claims that are shipped compares them with the run that is shipped.
#[test]
fn the_run_that_is_shipped_is_read() {
    let run = include_str!("../../../claims/runs/2026-11-28.json");
    assert_eq!(read(run), Ok(()));
}
