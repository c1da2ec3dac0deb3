//! Fixes: what is offered, what `--fix` applies, and what must not be in them.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::hostile::program::Folder;

/// What a check of one claim file writes.
fn checked(claims: &str, format: &str) -> Value {
    Folder::with(claims).run(&["check", "--format", format, "."]).json()
}

/// The fixes of the findings of a rule in one claim file: title, whether it is safe, and the edits as line, columns and
/// text.
fn offered(rule: &str, claims: &str) -> Vec<String> {
    let log = checked(claims, "json");
    let findings = log["diagnostics"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    let fixes = findings.flat_map(|finding| finding["fixes"].as_array().cloned().unwrap_or_default());
    let shown = |fix: Value| {
        let edits = fix["edits"].as_array().unwrap().iter();
        let edit = |edit: &Value| {
            let of = |key: &str| edit[key].as_u64().unwrap();
            format!(" {}:{}-{} {:?}", of("line"), of("column"), of("end_column"), edit["text"].as_str().unwrap())
        };
        let safe = if fix["safe"] == true { "safe" } else { "unsafe" };
        format!("{} ({safe}){}", fix["title"].as_str().unwrap(), edits.map(edit).collect::<String>())
    };
    fixes.map(shown).collect()
}

#[test]
fn fixes_say_what_was_meant() {
    let claims = |field: &str| {
        format!("sources:\n  fidan: {{identity: named, name: F}}\nclaims:\n  a:\n    statement: x\n    {field}\n")
    };
    let of = |rule: &str, field: &str| offered(rule, &claims(field));
    assert_eq!(of("unknown-field", "retratced: 2024"), ["write `retracted` (unsafe) 6:5-14 \"retracted\""]);
    // A claim that was told again is not one that was withdrawn.
    assert_eq!(of("unknown-field", "retraced: 2024"), ["write `retracted` (unsafe) 6:5-13 \"retracted\""]);
    for field in ["attributed-to: [fidan]", "Cites: [a]", "corroborate: [a]", "dispute: [a]"] {
        assert!(of("unknown-field", field)[0].contains("(unsafe)"), "{field}");
    }
    for source in ["identity: Named", "identity: named, kind: persn", "identty: named"] {
        let text = format!("sources:\n  s: {{{source}, name: S}}\n");
        let fixes = [offered("wrong-type", &text), offered("unknown-field", &text)].concat();
        assert!(fixes.iter().all(|fix| fix.contains("(unsafe)")), "{source}: {fixes:?}");
    }
    assert_eq!(of("unknown-field", "disputed: [a]"), ["write `disputes` (unsafe) 6:5-13 \"disputes\""]);
    assert_eq!(of("unknown-field", "statment: y"), ["write `statement` (safe) 6:5-13 \"statement\""]);
    assert_eq!(of("unknown-field", "zzz: 2024"), [""; 0]);
    // Another id is another voice.
    let add = |section: &str, id: &str, field: &str| {
        format!("add a record with the id `{id}` (unsafe) {section} {:?}", format!("  {id}:\n    {field}:\n"))
    };
    let source = |id: &str| add("2:1-1", id, "identity").replace("identity:", "identity:\\n    description:");
    assert_eq!(
        of("dangling-reference", "attributed_to: [fidn]"),
        ["write `fidan` (unsafe) 6:21-25 \"fidan\"".to_owned(), source("fidn")]
    );
    assert_eq!(of("dangling-reference", "attributed_to: ['FIDAN']"), ["write `fidan` (safe) 6:21-28 \"fidan\""]);
    assert_eq!(of("dangling-reference", "attributed_to: [somebody]"), [source("somebody")]);
    assert_eq!(of("dangling-reference", "cites: [zzz]"), [add("4:1-1", "zzz", "statement")]);
    assert_eq!(of("dangling-reference", "attributed_to: [No Id]"), [""; 0]);
    assert_eq!(of("wrong-type", "attributed_to: fidan"), ["put it into a list (safe) 6:20-20 \"[\" 6:25-25 \"]\""]);
    assert_eq!(of("wrong-type", "attributed_to: a, b"), ["put it into a list (unsafe) 6:20-20 \"[\" 6:24-24 \"]\""]);
    let review =
        "claims:\n  a: {statement: x}\nreviews:\n  r: {claim: a, verdict: suported, reviewer: d, date: 2024}\n";
    assert_eq!(offered("unknown-verdict", review), ["write `supported` (safe) 4:26-34 \"supported\""]);
}

#[test]
fn a_text_with_a_colon_is_put_between_quotation_marks() {
    let of = |value: &str| offered("syntax", &format!("claims:\n  a:\n    statement: {value}\n    cites: []\n"));
    let enclosed =
        |end: u32, mark: &str| [format!("put the text in quotes (safe) 3:16-16 {mark:?} 3:{end}-{end} {mark:?}")];
    assert_eq!(of("He said: no"), enclosed(27, "\""));
    assert_eq!(of("He said: \"no\""), enclosed(29, "'"));
    for unsure in ["He said: no # not sure", "He said: it's \"no\"", "[He said: no: x]", "He said: no\n      and left"]
    {
        assert_eq!(of(unsure), [""; 0], "{unsure}");
    }
}

/// Nothing of a source that is not named, and no text at all of a file that could not be read.
#[test]
fn no_fix_repeats_a_secret() {
    for claims in [
        "sources:\n  s: {identity: anonymos, description: CANARY}\n",
        "sources:\n  s: {identity: anonymous, descripton: CANARY}\n",
        "sources:\n  s: {identity: anonymous, description: d, known_to: [CANARY]}\n",
        "sources:\n  s:\n    identity: anonymous\n    description: CANARY: x\n",
        "sources:\n  s: {identity: anonymous, description: d, kind: CANARYperson}\n",
    ] {
        for format in ["json", "sarif"] {
            let log = checked(claims, format).to_string();
            assert!(log.contains("\"error\""), "{log}");
            assert!(!log.contains("CANARY"), "{log}");
        }
    }
}

const BROKEN: &str = "\u{FEFF}sources:
  hakan-fidan: {identity: named, name: Hakan Fidan} # é 🍋
claims:
  a:\r
    statement: He said: they leave
    attributed_to: [Hakan_Fidan]
    cites: b
  b: {statement: y, attributed_to: [hakan-fidn], stat: z}
reviews:
  r: {claim: a, verdict: suported, reviewr: desk, date: 2024}
";

const FIXED: &str = "\u{FEFF}sources:
  hakan-fidan: {identity: named, name: Hakan Fidan} # é 🍋
claims:
  a:\r
    statement: \"He said: they leave\"
    attributed_to: [hakan-fidan]
    cites: [b]
  b: {statement: y, attributed_to: [hakan-fidn], stat: z}
reviews:
  r: {claim: a, verdict: supported, reviewer: desk, date: 2024}
";

#[test]
fn safe_fixes_are_applied_said_and_twice_change_nothing() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", BROKEN);
    folder.write("claims/onrecord.yaml", "rules: {unreviewd: off}\n");
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let before = folder.run(&["check"]);
    assert_eq!((before.status, &read("claims/a.yaml")[..]), (Some(1), BROKEN));
    let first = folder.run(&["check", "--fix", "--format", "json"]);
    assert_eq!(read("claims/a.yaml"), FIXED, "{}", first.all());
    assert_eq!(read("claims/onrecord.yaml"), "rules: {unreviewed: off}\n");
    // What is left is still found, and makes it fail.
    let rules: Vec<_> =
        first.json()["diagnostics"].as_array().unwrap().iter().map(|found| found["rule"].clone()).collect();
    assert!(
        first.status == Some(1)
            && rules.contains(&"dangling-reference".into())
            && rules.contains(&"unknown-field".into())
    );
    let said = first.err().to_owned();
    for line in [
        "fixed claims/a.yaml:5:23: syntax: put the text in quotes",
        "fixed claims/a.yaml:10:36: unknown-field: write `reviewer`",
        "fixed claims/a.yaml:6:21: dangling-reference: write `hakan-fidan`",
        "fixed claims/a.yaml:7:12: wrong-type: put it into a list",
        "fixed claims/a.yaml:10:26: unknown-verdict: write `supported`",
        "fixed claims/onrecord.yaml:1:9: invalid-configuration: write `unreviewed`",
    ] {
        assert!(said.lines().any(|said| said == line), "{line}\n{said}");
    }
    let second = folder.run(&["check", "--fix", "--format", "json"]);
    assert_eq!((second.err(), second.out(), &read("claims/a.yaml")[..]), ("", first.out(), FIXED));
}

/// A key that is there already must not be written twice.
#[test]
fn a_fix_that_would_do_harm_is_not_applied() {
    let folder = Folder::new();
    let claims = "claims:\n  a: {statement: x, statemnt: y, cites: b}\n  b: {statement: z}\n";
    folder.write("claims/a.yaml", claims);
    folder.run(&["check", "--fix"]);
    let after = fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap();
    assert_eq!(after, claims.replace("cites: b", "cites: [b]"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = Folder::new();
    let claims = "claims:\n  a: {statemnt: x}\n";
    folder.write("elsewhere/a.yaml", claims);
    std::os::unix::fs::symlink(Path::new("elsewhere/a.yaml"), folder.path().join("link.yaml")).unwrap();
    let run = folder.run(&["check", "--fix", "link.yaml"]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("link.yaml") && run.err().contains("is a link"), "{}", run.err());
    assert_eq!(fs::read_to_string(folder.path().join("elsewhere/a.yaml")).unwrap(), claims);
}

/// A circle of three, link by link.
#[test]
fn a_chain_is_a_code_flow() {
    let claims =
        "claims:\n  a: {statement: x, cites: [b]}\n  b: {statement: y, cites: [c]}\n  c: {statement: z, cites: [a]}\n";
    let log = checked(claims, "sarif");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let circle = results.iter().find(|result| result["ruleId"] == "circular-citation").unwrap();
    let flow = &circle["codeFlows"][0]["threadFlows"][0]["locations"];
    let lines: Vec<_> = flow
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["location"]["physicalLocation"]["region"]["startLine"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [2, 3, 4]);
    assert_eq!(flow[1]["location"]["message"]["text"], "`b` cites `c`");
    let others = results.iter().filter(|result| result["ruleId"] != "circular-citation");
    assert!(others.into_iter().all(|result| result.get("codeFlows").is_none()));
}

#[test]
fn sarif_has_the_edits() {
    let claims = "claims:\n  é: {statement: x}\n  a: {statemnt: x}\n";
    let log = checked(claims, "sarif");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let unknown = results.iter().find(|result| result["ruleId"] == "unknown-field").unwrap();
    let fix = &unknown["fixes"][0];
    assert_eq!(
        (fix["description"]["text"].as_str(), fix["properties"]["safe"].as_bool()),
        (Some("write `statement`"), Some(true))
    );
    let change = &fix["artifactChanges"][0];
    assert_eq!(
        change["artifactLocation"]["uri"],
        unknown["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    );
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["deletedRegion"], unknown["locations"][0]["physicalLocation"]["region"]);
    assert_eq!(replacement["insertedContent"]["text"], "statement");
}

/// Nobody but its author knows whether it is text or a comment, so `--fix` leaves it to people.
#[test]
fn a_text_that_a_comment_cuts_is_put_in_quotes_by_people() {
    let file = |value: &str| format!("claims:\n  a:\n    statement: {value}\n    cites: []\n");
    for (cut, whole) in [
        ("We refuse bill #12 unless it is amended.", "\"We refuse bill #12 unless it is amended.\""),
        ("He said \"no\" to bill #12.", "'He said \"no\" to bill #12.'"),
        ("It's \"no\" to #12's end", "'It''s \"no\" to #12''s end'"),
        ("It's bill #12's end", "\"It's bill #12's end\""),
        ("a\\b #c", "'a\\b #c'"),
        ("first\n      second #3", "\"first\n      second #3\""),
        ("The port knew. #TODO ask Peter", "\"The port knew. #TODO ask Peter\""),
    ] {
        let folder = Folder::with(file(cut));
        let run = folder.run(&["check", "--fix", "."]);
        assert_eq!(fs::read_to_string(folder.path().join("c.yaml")).unwrap(), file(cut), "{}", run.all());
        assert_eq!(edited("cut-text", &file(cut)), file(whole));
    }
    // In brackets, nobody can tell where the text ends.
    let list = "claims:\n  a: {\n    statement: bill #12, unless,\n    cites: [] }\n";
    assert_eq!(offered("cut-text", list), [""; 0]);
}

/// A comment behind what readers see of a source without a name stays a comment, and is in no message.
#[test]
fn no_fix_makes_a_comment_public_that_may_be_confidential() {
    let named = "  ada: {identity: named, name: Ada}\n";
    let source = "sources:\n  ada: {identity: named, name: Ada}\n  s:\n    identity: anonymous\n    description: an aide\n    reason: fear\n";
    let document = "documents:\n  d:\n    title: The blog\n    publisher: s\n";
    for records in [
        source.replace("an aide", "an aide #Zwolle"),
        source.replace("fear", "fear #Zwolle"),
        source.replace("fear", "fear\n      #Zwolle"),
        source.replace("identity: anonymous", "identity: unspecified").replace("an aide", "an aide #Zwolle"),
        format!("{source}{}", document.replace("The blog", "The blog #Zwolle")),
        format!(
            "{source}{}",
            document.replace("The blog", "The blog #Zwolle").replace("publisher: s", "confidential: true")
        ),
        format!("{source}claims:\n  c:\n    statement: X\n    attributed_to: [s]\n    note: ask him #Zwolle\n"),
        format!(
            "{source}{document}claims:\n  c:\n    statement: X\n    attributed_to: [ada]\n    evidence:\n      - document: d\n        \
             quote: words #Zwolle\n"
        ),
    ] {
        assert!(records.contains(named));
        let folder = Folder::with(&records);
        let run = folder.run(&["check", "--fix", "--format", "json", "."]);
        assert!(run.all().contains("cut-text") && !run.all().contains("Zwolle"), "{records}{}", run.all());
        assert_eq!(fs::read_to_string(folder.path().join("c.yaml")).unwrap(), records);
        assert_eq!(offered("cut-text", &records), [""; 0], "{records}");
    }
    // A colon inside a text is no reason to take in what is behind it.
    for blank in [" ", "\t"] {
        assert_eq!(offered("syntax", &format!("claims:\n  a:\n    statement: He said: no{blank}#Zwolle\n")), [""; 0]);
    }
}

/// The file as the one fix that is offered for it makes it.
fn edited(rule: &str, claims: &str) -> String {
    let log = checked(claims, "json");
    let finding = log["diagnostics"].as_array().unwrap().iter().find(|finding| finding["rule"] == rule).unwrap();
    let [fix] = &finding["fixes"].as_array().unwrap()[..] else { panic!("{finding}") };
    assert_eq!(fix["safe"], false);
    let mut edits: Vec<_> = fix["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let of = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
            let line: usize = claims.split_inclusive('\n').take(of("line") - 1).map(str::len).sum();
            (line + of("column") - 1, edit["text"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    edits.iter().rev().fold(claims.to_owned(), |mut text, (at, new)| {
        text.insert_str(*at, new);
        text
    })
}

#[test]
fn a_missing_record_is_offered_a_thousand_times() {
    let of = |count: usize| {
        let ids: Vec<_> = (0..count).map(|at| format!("x{at}")).collect();
        offered("dangling-reference", &format!("claims:\n  a: {{statement: y, cites: [{}]}}\n", ids.join(", "))).len()
    };
    assert_eq!((of(1000), of(1001)), (1000, 1000));
}
