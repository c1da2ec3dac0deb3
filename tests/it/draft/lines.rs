//! Lines in which a sentence goes on.

use super::{Folder, read};

const WRAPPED: &str = "Ada Byron, the mayor, said the bridge is safe\nonly for pedestrians, and not for cars.\n";
const STATEMENT: &str = "the bridge is safe only for pedestrians, and not for cars";

/// Subtitles in two cues, with the mark that is in their times.
fn cues(mark: char) -> String {
    format!(
        "1\n00:00:01{mark}000 --> 00:00:04{mark}000\nAda Byron, the mayor, said the bridge is safe\n\n\
         2\n00:00:04{mark}000 --> 00:00:07{mark}500\nonly for pedestrians, and not for cars.\n"
    )
}

#[test]
fn a_statement_does_not_end_with_a_line() {
    let mail = format!("From: a@b.example\nSubject: Bridge\nContent-Type: text/plain; charset=utf-8\n\n{WRAPPED}");
    let json = format!("[{{\"text\": {}}}]", serde_json::to_string(WRAPPED).unwrap());
    for (name, text) in [
        ("a.srt", cues(',')),
        ("a.vtt", format!("WEBVTT\n\n{}", cues('.'))),
        ("a.eml", mail),
        ("a.txt", WRAPPED.to_owned()),
        ("a.md", format!("# Bridge\n\n{WRAPPED}")),
        ("a.json", json),
    ] {
        let folder = Folder::new();
        folder.write("claims/a.yaml", "sources: {}\n");
        folder.write(name, &text);
        let run = folder.run(&["draft", name, "--title", "Bridge", "--output", "claims/b.draft"]);
        assert_eq!(run.status, Some(0), "{name}: {}", run.all());
        let draft = read(&folder, "claims/b.draft");
        assert!(draft.contains(&format!("statement: {STATEMENT}\n")), "{name}: {draft}");
        let run = folder.run(&["draft", "--accept", "claims/b.draft"]);
        assert!(run.out().contains("1 claim"), "{name}: {}", run.all());
        let run = folder.run(&["check", "claims"]);
        assert!(
            run.out().contains("0 altered, 0 absent") || run.out().contains("0\n  altered, 0 absent"),
            "{}",
            run.all()
        );
    }
}

#[test]
fn who_introduces_somebody_does_not_say_it() {
    let folder = Folder::new();
    let cues = "1\n00:00:01,000 --> 00:00:02,000\nPRESENTER: Good morning. The minister, Ruth Adeyemi, said\n\n\
        2\n00:00:02,000 --> 00:00:04,000\nthe bridge is closed.\n\n\
        3\n00:00:04,000 --> 00:00:06,000\nADEYEMI: It is closed until May.\n";
    folder.write("a.srt", cues);
    let run = folder.run(&["draft", "a.srt", "--format", "text"]);
    let shown = run.out().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("Good morning. The minister, Ruth Adeyemi, said the bridge is closed."), "{}", run.all());
}
