//! The picture of a draft, opened in Chromium and read as bytes.

#![allow(clippy::disallowed_methods, reason = "a test looks for tools")]

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::hostile::program::Folder;
use crate::report_html::browser::tools;

/// Words that would act in a page, in every place that a draft shows.
const EVIL: &str = "“</span><script>window.pwned = 'quote'</script> we leave,” Ada </script><script>window.pwned=1 Example said.\n\n\
    “<img src=x onerror='window.pwned = 2'> & stay,” Bo Other said on Monday. “It is “over”,” he added.\n\n\
    According to Cy \"Third\" <svg onload=window.pwned=3>, the bridge \u{202E}is closed\u{2028}.\n";

fn picture(text: &str) -> String {
    let folder = Folder::new();
    folder.write("a.txt", text);
    let run = folder.run(&["draft", "a.txt", "--format", "html"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    run.out().to_owned()
}

/// What a browser saw of it, if there is one. What no page may do is looked at here.
fn seen(picture: &str) -> Option<Value> {
    let (modules, browser) = tools()?;
    let folder = Folder::new();
    let page = folder.write("picture.html", picture);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/draft.mjs");
    let output = Command::new("node").arg(script).arg(modules).arg(browser).arg(page).stdin(Stdio::null()).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    for what in ["requests", "errors", "dialogs", "violations", "axe"] {
        assert_eq!(seen[what], json!([]), "{what}");
    }
    assert_eq!((&seen["pwned"], &seen["pdf"]), (&Value::Null, &json!("%PDF-")));
    assert!(seen["overflow"].as_i64().unwrap() <= 0, "wider than a phone: {}", seen["overflow"]);
    Some(seen)
}

const TEXT: &str = "“The old bridge is closed until May,” Ada Example said on Monday.\n\n\
    “It will be safe by June,” Bo Other said on Tuesday.\n\nNobody knows why.\n";

#[test]
fn it_is_read_with_the_keyboard() {
    let Some(seen) = seen(&picture(TEXT)) else { return };
    assert_eq!(seen["records"], json!(["r1", "r2"]));
    assert_eq!(seen["plain"], 2, "without a script everything is there");
    let text: Vec<_> = seen["text"].as_array().unwrap().iter().map(|row| row.as_str().unwrap()).collect();
    assert_eq!(text.join("\n"), TEXT.replace("\n\n", "\n").trim_end());
    let keys: Vec<_> = seen["keys"].as_array().unwrap().iter().map(|key| key["id"].clone()).collect();
    assert_eq!(keys, [json!("r1"), json!("r2"), json!("r1"), json!("r2"), Value::Null]);
    for key in seen["keys"].as_array().unwrap().iter().chain([&seen["linked"]]).filter(|key| !key.is_null()) {
        assert_eq!((&key["isFocused"], &key["outline"]), (&json!(true), &json!("solid")), "{key}");
    }
    assert_eq!(seen["linked"]["lit"], json!(["“It will be safe by June,”", "Bo Other", "said"]));
}

#[test]
fn nothing_of_a_nasty_article_acts() {
    let page = picture(EVIL);
    let (before, rest) = page.split_once("<style>").unwrap();
    let (body, _) = rest.split_once("</style>").unwrap().1.rsplit_once("<script>").unwrap();
    let page_without_ours = format!("{before}{body}");
    for forbidden in ["<script", "</script", "<img", "<svg", "onerror='", "\u{202E}", "\u{2028}", " style="] {
        assert!(!page_without_ours.contains(forbidden), "{forbidden}");
    }
    assert!(page_without_ours.contains("window.pwned = &#39;quote&#39;"), "it is shown as text");
    if let Some(seen) = seen(&page) {
        assert!(seen["text"][0].as_str().unwrap().contains("<script>window.pwned = 'quote'</script>"), "{seen}");
    }
}

#[test]
fn the_bytes_are_the_same_from_run_to_run() {
    assert_eq!(picture(TEXT), picture(TEXT));
    assert!(picture(TEXT).contains("default-src 'none'"));
}
