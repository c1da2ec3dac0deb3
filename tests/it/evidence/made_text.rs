//! Texts that somebody or a program has made of a copy: kept under their own digest, searched in place of the copy, and
//! made only by `archive`, within limits.

#![allow(clippy::disallowed_methods, reason = "a test looks for tools")]

use std::process::Command;
use std::time::Instant;

use super::super::hostile::program::run;
use super::{Folder, checked, found, sha256};

const SAID: &str = "The bridge closes in May.";

/// A page of PDF that says something, as small as can be.
fn pdf() -> String {
    let content = format!("BT /F1 12 Tf 72 720 Td ({SAID}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let list: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let start = pdf.len();
    pdf + &format!(
        "xref\n0 6\n0000000000 65535 f \n{list}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
}

/// A corpus with a text made of a copy, and what the record says of the text.
fn corpus(text: &str, more: &str) -> Folder {
    let folder = Folder::new();
    folder.write("claims/notice.pdf", "%PDF-1.4 whatever");
    folder.write("claims/notice.txt", text);
    let digest = sha256("%PDF-1.4 whatever");
    folder.write(
        "claims/a.yaml",
        format!(
            "sources:\n  gazette: {{identity: named, name: Gazette}}\ndocuments:\n  d:\n    title: x\n    \
             publisher: gazette\n    snapshot: notice.pdf\n    sha256: '{digest}'\n    text: notice.txt\n    {more}\n\
             claims:\n  c:\n    statement: x\n    attributed_to: [gazette]\n    evidence:\n      - document: d\n        \
             quote: {SAID}\n"
        ),
    );
    folder
}

fn outcome(folder: &Folder) -> String {
    checked(folder, &[]).json()["quotes"][0].to_string()
}

#[test]
fn quotes_are_searched_in_the_text_and_the_outcome_says_what_made_it() {
    let digest = sha256(SAID);
    let folder = corpus(SAID, &format!("text_sha256: '{digest}'\n    text_by: pdftotext 24.02"));
    assert_eq!(found(&folder, &[]), [""; 0]);
    let outcome = outcome(&folder);
    assert!(outcome.contains("\"exact\"") && outcome.contains("\"text_by\":\"pdftotext 24.02\""), "{outcome}");
    let html = folder.run(&["report", "--format", "html", "claims"]);
    assert!(html.out().contains("searched in a text that was made of the copy"));
    assert!(html.out().contains(", <span>text made by <bdi>pdftotext 24.02</bdi></span>"), "{}", html.out());
    let folder = corpus("Nothing about it is here.", "text_by: pdftotext 24.02");
    assert_eq!(
        found(&folder, &[]),
        [
            "quote-not-found: absent: the text of `d` that was made by `pdftotext 24.02` contains nothing like this quote"
        ]
    );
    let folder = corpus("The bridge closes in June.", "note: x");
    let found = found(&folder, &[]);
    let expected = "quote-not-found: altered: the text made of the copy of `d` has something like this quote";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
}

#[test]
fn a_text_that_is_altered_or_missing_is_found_like_a_copy() {
    let digest = sha256(SAID);
    let folder = corpus("The bridge opens.", &format!("text_sha256: '{digest}'"));
    let altered = found(&folder, &[]);
    let expected = "snapshot-digest: the text of the archived copy of `d` does not match the recorded digest: its";
    assert!(altered[0].starts_with(expected), "{altered:?}");
    assert_eq!(
        altered[1],
        "unverified-quote: cannot check this quote from `d`: the text of its archived copy does not match the recorded \
         digest"
    );
    std::fs::remove_file(folder.path().join("claims/notice.txt")).unwrap();
    assert_eq!(
        found(&folder, &[]),
        [
            "snapshot-missing: the text of the archived copy of `d` is missing",
            "unverified-quote: cannot check this quote from `d`: the text of its archived copy is missing"
        ]
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("claims/notice.txt")).unwrap();
        assert!(found(&folder, &[])[0].starts_with("snapshot-path: the path leads through a link"));
    }
}

#[test]
fn a_text_of_another_copy_is_not_searched() {
    let folder = corpus(SAID, "text_by: pdftotext");
    folder.write("claims/notice.pdf", "%PDF-1.4 another");
    assert_eq!(
        found(&folder, &[])[1],
        "unverified-quote: cannot check this quote from `d`: its archived copy does not match the recorded digest"
    );
    let folder = corpus(SAID, "text_by: pdftotext");
    std::fs::remove_file(folder.path().join("claims/notice.pdf")).unwrap();
    assert!(outcome(&folder).contains("\"exact\""), "the text has its own digest");
}

#[test]
fn what_cannot_be_read_is_why_there_is_no_title() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources: {gazette: {identity: named, name: Gazette}}\n");
    folder.write("x.pdf", "%PDF-1.4 whatever");
    folder.write("x.txt", "The bridge.");
    for (file, expected) in [
        ("x.pdf", "`x.pdf`: onrecord does not read PDF files, so it gives no title; pass --title and --text-by\n"),
        ("x.txt", "`x.txt`: the page has no title; pass --title\n"),
    ] {
        let run = folder.run(&["archive", file]);
        assert!(run.status == Some(2) && run.err().ends_with(expected), "{}", run.all());
    }
}

#[test]
fn who_made_the_text_of_a_confidential_document_is_not_shown() {
    let folder = corpus("Nothing about it is here.", "text_by: an insider\n    confidential: true");
    let run = checked(&folder, &[]);
    assert!(!run.all().contains("an insider"), "{}", run.all());
    assert!(run.all().contains("the text made of the copy of `d`"), "{}", run.all());
    let folder = corpus(SAID, "text_by: an insider\n    confidential: true");
    let html = folder.run(&["report", "--format", "html", "claims"]);
    assert!(html.out().contains("quote exact") && !html.out().contains("an insider"), "{}", html.out());
}

#[test]
fn a_transcript_says_who_made_it_and_quotes_run_over_cues() {
    let folder = Folder::new();
    let cues = "1\n00:12:31,000 --> 00:12:33,000\nThe bridge\n\n2\n00:12:33,000 --> 00:12:35,000\ncloses in May.\n";
    folder.write("claims/talk.srt", cues);
    folder.write(
        "claims/a.yaml",
        format!(
            "documents:\n  d: {{title: x, snapshot: talk.srt, text_by: whisper large-v3}}\nclaims:\n  c:\n    \
             statement: x\n    evidence: [{{document: d, quote: {SAID}, locator: '00:12:31'}}]\n"
        ),
    );
    let outcome = outcome(&folder);
    assert!(outcome.contains("\"typographic\"") && outcome.contains("\"text_by\":\"whisper large-v3\""), "{outcome}");
}

#[cfg(unix)]
mod made {
    use super::*;

    fn script(folder: &Folder, name: &str, text: &str) -> String {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.write(name, format!("#!/bin/sh\n{text}\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn folder() -> Folder {
        let folder = Folder::new();
        folder.write("claims/a.yaml", "sources:\n  gazette: {identity: named, name: Gazette}\n");
        folder.write("notice.pdf", pdf());
        folder
    }

    fn is_installed(program: &str) -> bool {
        let is_there = Command::new(program).arg("-v").output().is_ok();
        assert!(is_there || std::env::var("CI").as_deref() != Ok("true"), "{program} is not installed");
        is_there
    }

    #[test]
    fn pdftotext_makes_the_text_of_a_pdf() {
        if !is_installed("pdftotext") {
            return;
        }
        let folder = folder();
        let run = folder.run(&[
            "archive",
            "--text-by",
            "pdftotext",
            "--document",
            "notice",
            "--title",
            "A notice",
            "notice.pdf",
        ]);
        assert_eq!((run.status, run.err()), (Some(0), ""));
        let record = std::fs::read_to_string(folder.path().join("claims/evidence/notice.yaml")).unwrap();
        assert!(record.contains("text_by: pdftotext 2"), "{record}");
        folder.write(
            "claims/b.yaml",
            format!("claims:\n  c: {{statement: x, evidence: [{{document: notice, quote: {SAID}}}]}}\n"),
        );
        assert_eq!(found(&folder, &[]), [""; 0]);
        assert!(outcome(&folder).contains("\"exact\""));
        let again = folder.run(&["archive", "--text-by", "pdftotext", "notice.pdf"]);
        assert_eq!((again.status, again.err()), (Some(0), ""));
    }

    #[test]
    fn a_text_is_added_to_a_copy_that_is_there() {
        let folder = folder();
        let program = script(&folder, "say", "cat >/dev/null; echo spoken words");
        assert_eq!(
            folder.run(&["archive", "--document", "notice", "--title", "A notice", "notice.pdf"]).status,
            Some(0)
        );
        let run = folder.run(&["archive", "--text-by", &program, "notice.pdf"]);
        assert_eq!((run.status, run.err()), (Some(0), ""));
        let record = std::fs::read_to_string(folder.path().join("claims/evidence/notice.yaml")).unwrap();
        assert_eq!(record.matches("snapshot:").count(), 1);
        assert!(record.contains("text_by: say\n"), "{record}");
        let name = format!("claims/evidence/{}.txt", sha256("spoken words\n"));
        assert_eq!(std::fs::read_to_string(folder.path().join(&name)).unwrap(), "spoken words\n");
        let again = folder.run(&["archive", "--text-by", &program, "--title", "A notice", "notice.pdf"]);
        assert_eq!((again.status, again.out(), again.err()), (Some(0), &*format!("unchanged {name}\n"), ""));
        let other = script(&folder, "say-more", "cat >/dev/null; echo other words");
        let run = folder.run(&["archive", "--text-by", &other, "notice.pdf"]);
        assert_eq!((run.status, run.out()), (Some(2), ""));
        assert!(run.err().contains("the record already has a text"), "{}", run.err());
        let there = std::fs::read_to_string(folder.path().join("claims/evidence/notice.yaml")).unwrap();
        assert_eq!(there, record);
        assert_eq!(folder.run(&["check", "--only", "snapshot-missing", "claims"]).status, Some(0));
    }

    /// What is wrong with the command, for a program that does something.
    fn why(text: &str) -> String {
        let folder = folder();
        let program = script(&folder, "program", text);
        let run = folder.run(&["archive", "--title", "x", "--text-by", &program, "notice.pdf"]);
        assert_eq!(run.status, Some(2), "{text}: {}", run.all());
        assert!(!folder.path().join("claims/evidence").exists(), "nothing is written");
        run.err().to_owned()
    }

    #[test]
    fn what_a_program_does_wrong_is_an_error() {
        for (text, expected) in [
            ("exit 3", "ended with exit status 3"),
            ("kill -SEGV $$", "was ended by signal 11"),
            ("echo", "found no text: the pages may be pictures"),
            ("printf 'a\\000b'", "did not print plain text in UTF-8"),
            ("printf 'caf\\351 latin'", "did not print plain text in UTF-8"),
            ("cat /dev/zero | tr '\\0' a", "printed more than 16 MiB"),
        ] {
            let why = why(text);
            assert!(why.contains(&format!("the command of --text-by {expected}")), "{text}: {why}");
        }
        let folder = folder();
        let run = folder.run(&["archive", "--title", "x", "--text-by", "no-such-program", "notice.pdf"]);
        assert!(run.err().contains("the command of --text-by does not exist, or is not a program"), "{}", run.err());
    }

    #[test]
    fn a_program_has_no_environment_no_files_and_limits() {
        let folder = folder();
        let said = folder.path().join("said");
        let text = format!(
            "exec >{}; env | grep -v -e ^PWD= -e ^_= -e ^SHLVL=; ulimit -t; ulimit -v; ulimit -c; ulimit -n; ls /dev/fd \
             | wc -l; pwd; echo \"$PPID\"",
            said.display()
        );
        let program = script(&folder, "program", &format!("({text}); echo words"));
        let command = format!("exec 7</etc/passwd; $ONRECORD archive --title x --text-by {program} notice.pdf");
        let run = folder.script(&format!("SECRET=1; export SECRET; {command}"));
        assert_eq!((run.status, run.err()), (Some(0), ""));
        let said = std::fs::read_to_string(said).unwrap();
        let lines: Vec<_> = said.lines().map(str::trim).collect();
        // `ls` has its own folder open beside the three.
        assert_eq!(lines[..6], ["20", "1048576", "0", "64", "4", "/"], "{said}");
    }

    #[test]
    #[ignore = "takes half a minute"]
    fn a_program_that_takes_too_long_is_ended_with_all_that_it_started() {
        let start = Instant::now();
        let folder = folder();
        let mark = folder.path().join("mark");
        let slow = why(&format!("(sleep 40; touch {}) & sleep 50", mark.display()));
        assert!(slow.contains("took longer than 30 seconds"), "{slow}");
        assert!(start.elapsed().as_secs() < 40);
        let busy = why("while :; do :; done");
        // On a busy machine, 20 seconds of computing take more than 30.
        let is_ended = busy.contains("was ended by signal") || busy.contains("took longer than 30 seconds");
        assert!(is_ended, "{busy}");
        std::thread::sleep(std::time::Duration::from_secs(1));
        assert!(!mark.exists());
    }

    #[test]
    fn a_program_that_wants_too_much_memory_is_refused_it() {
        let why = why("exec python3 -c 'x = bytearray(2 << 30); print(\"words\")'");
        assert!(why.contains("ended with exit status 1"), "{why}");
    }

    #[test]
    fn check_runs_nothing() {
        let is_there = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
        if !is_there.is_ok_and(|output| output.status.success()) {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "strace is not installed, or may not trace");
            return;
        }
        let folder = corpus(SAID, "text_by: pdftotext 24.02");
        let trace = folder.path().join("trace");
        let mut command = Command::new("strace");
        command.args(["-f", "-e", "trace=execve,execveat,fork,vfork", "-o"]).arg(&trace);
        command.arg(env!("CARGO_BIN_EXE_onrecord")).args(["check", "--format", "json", "claims"]);
        let ended = run(command.current_dir(folder.path()));
        assert!(String::from_utf8_lossy(&ended.stdout).contains("\"exact\""));
        let calls = std::fs::read_to_string(trace).unwrap();
        let started: Vec<_> = calls.lines().filter(|line| line.contains("exec") || line.contains("fork(")).collect();
        assert_eq!(started.len(), 1, "only its own start: {started:?}");
    }
}
