//! Reports opened in Chromium and used as a reader would. Where it or Node is not installed, the test says so and
//! passes; in CI it fails.
//!
//! `ONRECORD_TEST_NODE` is a folder in which puppeteer-core and axe-core are installed.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for tools, and says if there are none"
)]

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{CHECKED, CLAIMS, EVERY_BASIS, HONEST, PAGE, many, padding, written};
use crate::hostile::program::Folder;

/// Where puppeteer-core and axe-core are, and the browser.
pub(crate) fn tools() -> Option<(PathBuf, PathBuf)> {
    let folder =
        env::var_os("ONRECORD_TEST_NODE").map_or_else(|| PathBuf::from("."), PathBuf::from).canonicalize().ok()?;
    let looks = "for (const name of ['puppeteer-core', 'axe-core']) \
                 require('node:module').createRequire(process.argv[1] + '/x').resolve(name)";
    let node = Command::new("node").args(["-e", looks]).arg(&folder).stdin(Stdio::null()).output();
    let path = env::var_os("PATH").unwrap_or_default();
    let browser = env::split_paths(&path)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)))
        .find(|browser| browser.is_file());
    let found = browser.filter(|_| node.is_ok_and(|node| node.status.success()));
    if found.is_none() {
        assert!(
            env::var("CI").as_deref() != Ok("true"),
            "Chromium, or Node with puppeteer-core and axe-core, is not installed"
        );
        println!("skipped: Chromium, or Node with puppeteer-core and axe-core, is not installed");
    }
    Some((folder, found?))
}

/// What the browser saw, if there is one. What no report may do is looked at here.
fn seen(report: &[u8], plan: &Value) -> Option<Value> {
    let (modules, browser) = tools()?;
    let folder = Folder::new();
    let page = folder.write("report.html", report);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/report.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(modules).arg(browser).arg(page).arg(plan.to_string());
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    let nothing = json!([]);
    for what in ["requests", "errors", "dialogs", "violations", "axe", "dated_errors"] {
        assert!(seen.get(what).is_none_or(|found| *found == nothing), "{what}: {}", seen[what]);
    }
    assert_eq!(seen["pwned"], Value::Null, "a text acted");
    assert_eq!(seen["pdf"], "%PDF-");
    assert_eq!(seen["linked"], json!({"isOpen": true, "isFocused": true}));
    assert!(seen["overflow"].as_i64().unwrap() <= 0, "wider than a phone: {}", seen["overflow"]);
    assert_eq!(seen["plain"]["filter"], false);
    assert_ne!(seen["keepsZoom"], json!(false));
    assert_eq!(seen["behind"], 0, "lines run behind boxes");
    // A part is drawn anew for every claim that is chosen.
    assert!(
        seen["around"].is_null() || seen["around"] == plan["node"] || seen["around"] == plan["link"],
        "{}",
        seen["around"]
    );
    if seen["drawn"] != 0 {
        assert_eq!(seen["clicks"], json!({"afterDrag": true, "withCtrl": true}));
    }
    Some(seen)
}

fn report(text: &str) -> Vec<u8> {
    super::html(text).into_bytes()
}

/// The statements of a corpus, as an independent reader has them.
fn statements(text: &str) -> BTreeMap<String, String> {
    let corpus: Value = serde_yaml::from_str(text).unwrap();
    let claims = corpus["claims"].as_object().unwrap().iter();
    claims.map(|(id, claim)| (id.clone(), claim["statement"].as_str().unwrap().to_owned())).collect()
}

fn listed(seen: &Value) -> BTreeMap<String, String> {
    serde_json::from_value(seen["statements"].clone()).unwrap()
}

#[test]
fn every_kind_of_claim_is_found_opened_and_drawn() {
    let plan = json!({"word": "tunnel", "open": "bridge-closes", "link": "ferry-a", "node": "tunnel-relayed"});
    let Some(seen) = seen(&report(EVERY_BASIS), &plan) else { return };
    assert_eq!(seen["headline"], "2 of 12 claims rest on named sources only");
    assert_eq!(listed(&seen), statements(EVERY_BASIS));
    assert_eq!((&seen["count"], &seen["afterReset"]), (&"12 claims".into(), &"12 claims".into()));
    let tunnels = ["tunnel-planned", "tunnel-relayed", "tunnel-reported"];
    assert_eq!(seen["filtered"], json!({"count": "3 of 12 claims", "ids": tunnels}));
    let typed = &seen["typed"];
    assert_eq!(typed["atOnce"][5], "3 of 12 claims");
    assert_eq!((&typed["on"], &typed["back"]), (&typed["atOnce"], &typed["atOnce"]), "however it is typed");
    assert_eq!(seen["basis"], json!({"chosen": "circular", "ids": ["ferry-a", "ferry-b", "ferry-heard"]}));
    assert_eq!(seen["tag"], json!({"chosen": "bridge", "ids": ["bridge-closes", "bridge-closes-mayor"]}));
    // She speaks in the first, which only relays, and the others rest on her.
    let hers = ["tunnel-relayed", "costs-agreed", "bridge-closes"];
    assert_eq!(seen["source"], json!({"chosen": "Ada Example (named)", "ids": hers}));
    assert_eq!(seen["dated"], json!([]), "no claim has a date");

    let opened = &seen["opened_claim"];
    assert_eq!((&opened["isOpen"], &opened["hash"]), (&true.into(), &"#bridge-closes".into()));
    assert_eq!(opened["chosen"], json!(["bridge-closes"]));
    let text = opened["text"].as_str().unwrap();
    for words in [
        "said by Ada Example (named)",
        "corroborated by The mayor saw the order",
        "said by Bo Example (named)",
        "INDEPENDENT LINES: 2",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    // All but the one claim that nothing is joined with, and four sources.
    assert_eq!((&seen["drawn"], &seen["plain"]["nodes"]), (&15.into(), &15.into()));
    assert_eq!(seen["plain"]["claims"], 12);
    let lit = ["aide", "reports", "tunnel-planned", "tunnel-relayed", "tunnel-reported"];
    assert_eq!(seen["node"], json!({"lit": lit, "isOpen": true, "hash": "#tunnel-relayed"}));
    assert_eq!((&seen["zoomed"], &seen["fits"], &seen["keys"]), (&true.into(), &true.into(), &true.into()));
    // Two were opened before: by the link, and by the node.
    assert_eq!(seen["print"], json!({"before": 10, "during": 0, "after": 10}));
}

#[test]
fn nothing_of_a_nasty_corpus_acts() {
    let plan = json!({"word": "pwned", "open": "quoted", "link": "closing", "node": "attribute"});
    let Some(seen) = seen(&report(PAGE), &plan) else { return };
    assert_eq!(listed(&seen), statements(PAGE));
    assert_eq!(seen["filtered"]["count"], "5 of 7 claims", "the word is in all except the loop, or in their sources");
    assert_eq!(seen["dated"], json!(["quoted"]), "its date is the month of the requested day");
    let opened = &seen["opened_claim"];
    let web = |address: &str| json!([address, "noopener noreferrer"]);
    let addresses = ["%22%3E?x=%3Cscript%3E&%27y%27", "review?a=1&b=%272%27"];
    assert_eq!(opened["links"], json!(addresses.map(|address| web(&format!("https://example.org/{address}")))));
    let text = opened["text"].as_str().unwrap();
    for words in [
        "</blockquote><script>window.pwned = 'quote'</script>\nA second line,",
        "<img src=https://example.org/x.png>",
        "</cite><iframe srcdoc=",
        "<script>window.pwned = 'verdict'</script>",
        "</li></ul><script>window.pwned = 'rationale'</script>",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

/// The same texts where the script makes everything out of data.
#[test]
fn nothing_of_a_large_nasty_corpus_acts() {
    let plan = json!({"word": "pwned", "open": "quoted", "link": "closing", "node": "attribute"});
    let Some(seen) = seen(&report(&PAGE.replace("reviews:\n", &padding())), &plan) else { return };
    let text = seen["opened_claim"]["text"].as_str().unwrap();
    for words in [
        "window.pwned = 'quote'</script>\nA second line,",
        "<img src=https://example.org/x.png>",
        "<script>window.pwned = 'verdict'",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(seen["plain"]["claims"], 300);
}

#[test]
fn honest_text_comes_out_as_it_went_in() {
    let plan = json!({"word": "wazara", "open": "punctuation", "link": "persian", "node": "hebrew"});
    let Some(seen) = seen(&report(HONEST), &plan) else { return };
    let trimmed = |texts: BTreeMap<String, String>| -> BTreeMap<_, _> {
        texts.into_iter().map(|(id, text)| (id, text.trim_end().to_owned())).collect()
    };
    assert_eq!(trimmed(listed(&seen)), trimmed(statements(HONEST)));
    assert!(seen["fromRight"].as_u64().unwrap() > 0);
}

#[test]
fn the_projects_own_claims_are_a_fine_report() {
    let plan = json!({"word": "fidan", "open": "background-troops-2500", "link": "background-troops-2500"});
    let Some(seen) = seen(written(&Folder::new(), &[CLAIMS]).as_bytes(), &plan) else { return };
    assert!(seen["opened_claim"]["text"].as_str().unwrap().contains("paragraph 8"));
    let before = seen["print"]["before"].as_u64().unwrap();
    assert_eq!(seen["print"], json!({"before": before, "during": 0, "after": before}));
}

/// What a claim with quotes and reviews opens into, whether made by us or by the script.
#[test]
fn what_came_of_checks_is_read_and_filtered() {
    let folder = Folder::new();
    let claims: String = (0..400).map(|claim| format!("  z{claim}: {{statement: x}}\n")).collect();
    let more = folder.write("more/z.yaml", format!("claims:\n{claims}")).display().to_string();
    for paths in [&[CHECKED][..], &[CHECKED, &more]] {
        let plan = json!({"word": "bridge", "open": "safe", "link": "argued", "review": "conflicting"});
        let Some(seen) = seen(written(&folder, paths).as_bytes(), &plan) else { return };
        assert_eq!(
            seen["review"],
            json!({"states": ["conflicting", "current", "expired", "stale"], "ids": ["argued"]})
        );
        let text = seen["opened_claim"]["text"].as_str().unwrap();
        for words in [
            "quote exact except for typography archived copy verified",
            "quote altered archived copy without a recorded digest",
            "quote absent archived copy verified",
            "quote could not be checked: it has no archived copy",
            "desk, 2026-01-01 superseded",
            "desk, 2026-02-01, valid until 2027-01-01 current",
            "ORIGINS\nBo Example (named)",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        let web = |address: &str| json!([address, "noopener noreferrer"]);
        let links = seen["opened_claim"]["links"].as_array().unwrap();
        assert_eq!(
            (links.first(), links.last()),
            (Some(&web("https://example.org/safe")), Some(&web("https://example.org/review")))
        );
        assert_eq!(seen["alarms"]["argued"], "reviews conflict");
    }
}

/// A claim that others relay, a circle, three single points of failure, and everything that a claim opens
/// into.
const STORY: &str = "\
sources:
  fidan: {identity: named, name: Hakan Fidan}
  ministry: {identity: named, name: Ministry}
  aide: {identity: anonymous, description: an aide}
  aide-2: {identity: anonymous, description: an aide}
  media: {identity: unspecified, kind: outlet, description: Turkish media}
documents:
  page: {title: The page, publisher: ministry, published: 2024-10, url: 'https://example.org/page'}
claims:
  troops: {statement: Troops leave., attributed_to: [fidan], date: 2024-10-02}
  troops-heard: {statement: Fidan says so., attributed_to: [media], cites: [troops]}
  troops-told: {statement: Media say so., attributed_to: [ministry], cites: [troops-heard], disputes: [aides],
    evidence: [{document: page, quote: they leave, locator: paragraph 3}, {document: gone}], tags: [iraq],
    url: 'https://example.org/c'}
  circle-a: {statement: A., cites: [circle-b], attributed_to: [media]}
  circle-b: {statement: B., cites: [circle-a]}
  circle-heard: {statement: C., cites: [circle-b, troops], corroborates: [aides]}
  aides: {statement: Two aides say it., attributed_to: [aide, aide-2]}
  aides-heard: {statement: The aides are right., cites: [aides], corroborates: [aides]}
  withdrawn: {statement: ' ', attributed_to: [fidan], retracted: 2024-11}
  withdrawn-heard: {statement: Relays it., cites: [withdrawn]}
  alone: {statement: Nobody says it.}
reviews:
  r1: {claim: troops, verdict: supported, reviewer: desk, date: 2024-11-03, rationale: heard it}
";

/// The page has one chain for a claim, whether it is in the page or drawn by the script.
#[test]
fn a_claim_reads_the_same_in_a_small_report_and_in_a_large_one() {
    let ids: Vec<String> = statements(STORY).into_keys().collect();
    let plan = json!({"word": "troops", "open": "troops-told", "link": "troops", "each": ids});
    let more: String = (0..394).map(|claim| format!("  z{claim}: {{statement: x}}\n")).collect();
    let page = |text: &str| {
        let run = Folder::with(text).run(&["report", "--format", "html", "--today", "2026-11-24", "c.yaml"]);
        seen(run.out().as_bytes(), &plan).map(|seen| seen["texts"].clone())
    };
    let Some(small) = page(STORY) else { return };
    let Some(large) = page(&STORY.replace("reviews:\n", &(more + "reviews:\n"))) else { return };
    for id in &ids {
        assert_eq!(large[id], small[id], "{id}");
    }
    let told = small["troops-told"].as_str().unwrap();
    for words in [
        "cites Fidan says so. troops-heard\nrelayed by Turkish media (unspecified)",
        "EVERYTHING HANGS ON\nMinistry (named)\nFidan says so. troops-heard\nTurkish media (unspecified)\n\
         Troops leave. troops\nHakan Fidan (named)",
        "they leave\nThe page, Ministry, 2024-10, paragraph 3. Read it",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    assert!(small["circle-heard"].as_str().unwrap().contains("circular: it leads back"), "{}", small["circle-heard"]);
    assert!(small["aides"].as_str().unwrap().contains("an aide (anonymous) aide-2"));
}

/// A straight chain longer than a page shows, and a tangle in which each claim cites four others, some of them far
/// beneath it.
#[test]
fn long_chains_and_large_pictures_say_what_they_leave_out() {
    let mut text = String::from("sources: {s: {identity: named, name: Ada Example}}\nclaims:\n");
    text += "  c0: {statement: x, attributed_to: [s]}\n  d0: {statement: x, attributed_to: [s]}\n";
    for claim in 1..250 {
        text += &format!("  c{claim}: {{statement: '{claim}', cites: [c{}]}}\n", claim - 1);
    }
    for claim in 1..150_u32 {
        let cited = [1, 2, 3, 9].map(|back| format!("d{}", claim.saturating_sub(back)));
        text += &format!("  d{claim}: {{statement: '{claim}', cites: [{}]}}\n", cited.join(", "));
    }
    let plan = json!({"word": "d149", "open": "c249", "link": "d149", "node": "d148"});
    let Some(seen) = seen(&report(&text), &plan) else { return };
    let opened = seen["opened_claim"]["text"].as_str().unwrap();
    // 250 claims and a source, of which the claim itself and 80 lines are shown.
    assert!(opened.contains("170 more: onrecord trace c249"), "{opened}");
    assert!(opened.contains("↓ cites 240 c240"), "{opened}");
    assert_eq!((&seen["drawn"], &seen["drawnWords"]), (&60.into(), &"60 of 151 around".into()));
}

/// Speed is printed; only noticeable delays are asserted: the machine may be busy.
#[test]
fn ten_thousand_claims_open_and_filter_at_once() {
    let plan = json!({"word": "BRIDGE c9998", "open": "c0", "link": "c9999"});
    let Some(seen) = seen(&report(&many(10_000)), &plan) else { return };
    println!("opened in {} ms, filtered in {} ms", seen["opened"], seen["filterTook"]);
    assert_eq!(seen["filtered"], json!({"count": "1 of 10,000 claims", "ids": ["c9998"]}));
    assert_eq!(seen["afterReset"], "10,000 claims");
    assert_eq!(listed(&seen).len(), 150);
    assert!(seen["drawn"].as_u64().unwrap() <= 60);
    assert!(seen["opened"].as_u64().unwrap() < 5_000 && seen["filterTook"].as_u64().unwrap() < 5_000);
}
