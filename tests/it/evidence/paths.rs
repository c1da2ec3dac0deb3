//! Threats P1 to P9 and W6: which copies are opened, and what is shown of those that are not.

use std::fmt::Write;

use super::{checked, found, sha256};
use crate::hostile::program::Folder;

/// What a stranger would like to read.
const SECRET: &str = "the-words-of-a-private-file";

/// A corpus with one document, whose copy is to be at a path.
fn naming(snapshot: &str, more: &str) -> Folder {
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        format!("documents:\n  d: {{title: x, snapshot: {snapshot}{more}}}\nclaims:\n  c: {{statement: x, evidence: [{{document: d}}]}}\n"),
    );
    folder
}

#[test]
fn the_copy_has_the_digest_that_was_recorded() {
    for (recorded, expected) in [
        (sha256("page\n"), vec![]),
        (sha256("page\n").to_uppercase(), vec![]),
        (
            sha256("page\r\n"),
            vec![format!(
                "snapshot-digest: the archived copy of `d` does not match the recorded digest: its SHA-256 is `{}`, the recorded one `{}`",
                sha256("page\n"),
                sha256("page\r\n")
            )],
        ),
    ] {
        let folder = naming("evidence/x.txt", &format!(", sha256: '{recorded}'"));
        folder.write("claims/evidence/x.txt", "page\n");
        assert_eq!(found(&folder, &[]), expected);
    }
}

/// While a record is not understood nobody knows who is confidential, and a digest would let a stranger find out what
/// was published.
#[test]
fn no_digest_of_a_copy_is_shown_while_a_record_is_broken() {
    let folder = naming("evidence/x.txt", &format!(", sha256: '{}'", sha256("page\r\n")));
    folder.write("claims/evidence/x.txt", "page\n");
    assert!(checked(&folder, &[]).all().contains(&sha256("page\n")));
    folder.write("claims/broken.yaml", "sources:\n  s: {identity: anonymous, description: x, kind: nobody}\n");
    let all = checked(&folder, &[]).all();
    assert!(all.contains("does not match the recorded digest") && !all.contains(&sha256("page\n")), "{all}");
}

#[test]
fn a_copy_that_is_not_there_is_missed_and_may_be_waived() {
    let missing = "snapshot-missing: the archived copy of `d` is missing";
    let folder = naming("evidence/x.txt", "");
    assert_eq!(found(&folder, &[]), [missing]);
    // Spelt otherwise, it is another one.
    folder.write("claims/evidence/X.txt", "page");
    assert_eq!(found(&folder, &[]), [missing]);
    let waiver = "waivers: [{rule: snapshot-missing, id: d, reason: it is in the safe, until: 2026-12-31}]\n";
    folder.write("claims/onrecord.yaml", waiver);
    assert_eq!(found(&folder, &[]), [""; 0]);
    assert_eq!(checked(&folder, &[]).json()["summary"]["waived_by_rule"]["snapshot-missing"], 1);

    let only_digest = Folder::new();
    only_digest.write("claims/a.yaml", format!("documents:\n  d: {{title: x, sha256: '{}'}}\n", sha256("x")));
    assert_eq!(found(&only_digest, &[]), ["snapshot-missing: the archived copy of `d` has a digest but no path"]);
}

#[test]
fn copies_may_be_kept_elsewhere() {
    let folder = naming("evidence/x.txt", &format!(", sha256: '{}'", sha256("page")));
    folder.write("kept/x.txt", "page");
    assert_eq!(found(&folder, &["--snapshots", "kept"]), [""; 0]);
    folder.write("kept/evidence/x.txt", "another");
    assert_eq!(found(&folder, &["--snapshots", "kept"]).len(), 1);
    let run = folder.run(&["check", "--snapshots", "nowhere", "claims"]);
    assert_eq!((run.status, run.out()), (Some(2), ""));
    assert!(run.err().contains("`nowhere`: no such folder"), "{}", run.all());
    folder.write("empty/other.txt", "page");
    assert_eq!(found(&folder, &["--snapshots", "empty"]), ["snapshot-missing: the archived copy of `d` is missing"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_told_of_what_a_path_leads_to() {
    use std::os::unix::fs::symlink;
    let refused =
        "snapshot-path: the path leads through a link, to a claim file, or to something that is not a regular file";
    let digest = format!(", sha256: '{}'", sha256("x"));
    for (case, target) in [
        ("a file", "../../private.txt"),
        ("nothing", "../../nothing.txt"),
        ("a folder", "../.."),
        ("a device", "/dev/zero"),
        ("the environment", "/proc/self/environ"),
        ("a copy", "copy.txt"),
    ] {
        let answer = |quote: &str| {
            let folder = naming("evidence/x.txt", &digest);
            folder.write("private.txt", SECRET);
            folder.write("claims/evidence/copy.txt", SECRET);
            folder.write(
                "claims/b.yaml",
                format!("claims:\n  q: {{statement: x, evidence: [{{document: d, quote: {quote}}}]}}\n"),
            );
            symlink(target, folder.path().join("claims/evidence/x.txt")).unwrap();
            let run = checked(&folder, &["--snapshots", "."]);
            (found(&folder, &["--snapshots", "."]), run.all().replace(quote, ""))
        };
        let unverified = "unverified-quote: cannot check this quote from `d`: the path of its archived copy is refused";
        let (right, wrong) = (answer(SECRET), answer("nobody-has-said-this-at-all"));
        assert_eq!(right.0, [refused, unverified], "{case}");
        assert_eq!(right.0, wrong.0, "{case}");
        assert!(!right.1.contains(SECRET) && !right.1.contains(&sha256(SECRET)), "{case}: {}", right.1);
    }
}

#[cfg(unix)]
#[test]
fn no_part_of_a_path_is_a_link_and_nothing_is_waited_for() {
    let refused =
        ["snapshot-path: the path leads through a link, to a claim file, or to something that is not a regular file"];
    for (snapshot, make) in [
        ("evidence/x.txt", "mkdir private; echo x > private/x.txt; ln -s ../private claims/evidence"),
        ("evidence/nothing.txt", "mkdir private; ln -s ../private claims/evidence"),
        ("evidence/x.txt", "mkdir claims/evidence; mkfifo claims/evidence/x.txt"),
        ("evidence/x.txt", "mkdir -p claims/evidence/x.txt"),
        ("evidence", "mkdir claims/evidence"),
        ("self/environ", "ln -s /proc/self claims/self"),
    ] {
        let folder = naming(snapshot, "");
        assert_eq!(folder.script(make).status, Some(0), "{make}");
        assert_eq!(found(&folder, &[]), refused, "{make}");
    }
    // Not even a waiver lets it pass.
    let folder = naming("x.txt", "");
    folder.write("claims/onrecord.yaml", "waivers: [{rule: snapshot-path, id: d, reason: x, until: 2027}]\n");
    assert_eq!(checked(&folder, &[]).errors()[0]["rule"], "invalid-configuration");
}

#[test]
fn a_path_that_leads_out_is_refused_by_its_text() {
    for path in ["../x.txt", "/etc/passwd", "a/../../x", "'C:x'", "'a\\b'", "'file:x'"] {
        let folder = naming(path, "");
        folder.write("x.txt", SECRET);
        let found = found(&folder, &["--snapshots", "."]);
        assert!(found.len() == 1 && found[0].starts_with("snapshot-path: the path "), "{path}: {found:?}");
    }
}

/// Files in which the desk writes may have notes in them, and hidden ones passwords.
#[test]
fn a_claim_file_and_a_hidden_file_are_no_copies() {
    let quote = "Ask nobody at all of the port.";
    let own = format!(
        "sources:\n  m: {{identity: named, name: Mayor}}\nclaims:\n  c: {{statement: x, attributed_to: [m], evidence: [{{document: d, \
         quote: {quote}}}]}}\n"
    );
    for path in
        ["a.yaml", "b.yaml", "onrecord.yaml", ".git/config", ".x.txt", "c.draft", "b.yaml.bak", "b.yml~", "B.YAML"]
    {
        let folder = Folder::new();
        let corpus = format!("{own}documents:\n  d: {{title: x, publisher: m, snapshot: {path}}}\n");
        folder.write("claims/a.yaml", &corpus);
        if path == "onrecord.yaml" {
            folder.write("claims/onrecord.yaml", "policy: {independent_sources: 1} # Ask Peter Zwolle of the port.\n");
        } else if path == "a.yaml" {
            folder.write("claims/a.yaml", format!("{corpus}# Ask Peter Zwolle of the port.\n"));
        } else {
            folder.write(format!("claims/{path}"), "# Ask Peter Zwolle of the port.\n");
        }
        let (found, all) = (found(&folder, &[]), checked(&folder, &[]).all());
        assert!(found.iter().any(|said| said.starts_with("snapshot-path: ")), "{path}: {found:?}");
        assert!(!all.contains("Zwolle"), "{path}: {all}");
        // Nor with the folder of copies that are kept elsewhere.
        let all = checked(&folder, &["--snapshots", "claims"]).all();
        assert!(!all.contains("Zwolle"), "{path}: {all}");
    }
    // One that was passed by name may be called anything.
    let folder = Folder::new();
    folder.write("claims/a.yaml", format!("{own}documents:\n  d: {{title: x, publisher: m, snapshot: b.txt}}\n"));
    folder.write("claims/b.txt", "claims:\n  e: {statement: x, note: Ask Peter Zwolle of the port.}\n");
    let run = folder.run(&["check", "--format", "json", "claims", "claims/b.txt"]);
    assert!(run.all().contains("snapshot-path") && !run.all().contains("Zwolle"), "{}", run.all());
}

/// Anybody who writes a record may give the copy of a confidential document to a document of their own.
#[test]
fn the_copy_of_a_confidential_document_is_not_read_out_by_another() {
    let page = "The minister told Grace Hopper that the bridge would close in May.";
    let confidential = [
        "  memo: {title: x, confidential: true, snapshot: memo.txt}\n".to_owned(),
        "  memo: {title: x, publisher: anon, snapshot: memo.txt}\n".to_owned(),
        "  memo: {title: x, confidential: true, snapshot: x.pdf, text: memo.txt}\n".to_owned(),
        format!("  memo: {{title: x, confidential: true, sha256: '{}'}}\n", sha256(page)),
    ];
    for memo in confidential {
        for (own, pin) in [("memo.txt", ""), ("again.txt", ""), ("memo.txt", "0")] {
            let folder = Folder::new();
            let pin = if pin.is_empty() { String::new() } else { format!(", sha256: '{}'", sha256("a guess")) };
            folder.write(
                "claims/a.yaml",
                format!(
                    "sources:\n  m: {{identity: named, name: Mayor}}\n  anon: {{identity: anonymous, description: an aide}}\ndocuments:\n\
                     {memo}  own: {{title: x, publisher: m, snapshot: {own}{pin}}}\nclaims:\n  c: {{statement: x, attributed_to: [m], \
                     evidence: [{{document: own, quote: The minister told somebody that the bridge would close in May.}}]}}\n"
                ),
            );
            folder.write("claims/memo.txt", page);
            folder.write("claims/again.txt", page);
            folder.write("claims/x.pdf", "%PDF-1.4");
            let all = checked(&folder, &[]).all();
            assert!(!all.contains("Hopper") && !all.contains(&sha256(page)), "{memo}{own}: {all}");
            assert!(!pin.is_empty() || all.contains("a confidential document has the same copy"), "{memo}{own}: {all}");
        }
    }
}

/// Nor is one that has the same words in other bytes, or the same address.
#[test]
fn what_has_the_words_or_the_address_of_a_confidential_document_is_not_read_out() {
    let page = "The minister told Grace Hopper on Monday that the bridge over the river would close in May.";
    let packed = super::damaged::gzip(page.as_bytes());
    let own = |memo: &str, fields: &str, bytes: &[u8]| {
        let folder = Folder::new();
        folder.write(
            "claims/a.yaml",
            format!(
                "sources:\n  m: {{identity: named, name: Mayor}}\ndocuments:\n  memo: {{title: x, confidential: true{memo}}}\n  \
                 own: {{title: x, publisher: m, snapshot: own.gz{fields}}}\nclaims:\n  c: {{statement: x, attributed_to: [m], \
                 evidence: [{{document: own, quote: The minister told somebody on Monday that the bridge over the river would close in May.}}]}}\n"
            ),
        );
        folder.write("claims/memo.txt", page);
        folder.write("claims/own.gz", bytes);
        checked(&folder, &[]).all()
    };
    for (memo, fields, bytes) in [
        (", snapshot: memo.txt", "", &packed[..]),
        (", snapshot: memo.txt", "", format!("{page}\n\n").as_bytes()),
        (", url: 'https://leaks.example/memo'", ", url: 'http://leaks.example/memo/'", page.as_bytes()),
        (
            ", url: 'https://leaks.example/memo'",
            "",
            format!("<html><link rel=canonical href='https://leaks.example/memo'><body>{page}").as_bytes(),
        ),
    ] {
        let all = own(memo, fields, bytes);
        assert!(!all.contains("Hopper") && all.contains("a confidential document has the same copy"), "{memo}: {all}");
    }
    // Of another document it is shown how they differ.
    let all =
        own(", url: 'https://leaks.example/memo', snapshot: none.txt", ", url: 'https://leaks.example/b'", &packed);
    assert!(all.contains("Hopper"), "{all}");
}

#[test]
fn a_large_copy_is_read_for_its_digest_and_not_for_its_quotes() {
    let folder = naming("x.txt", &format!(", sha256: '{}'", sha256(vec![0; (16 << 20) + 1])));
    folder.write("claims/b.yaml", "claims:\n  q: {statement: x, evidence: [{document: d, quote: words}]}\n");
    std::fs::File::create(folder.path().join("claims/x.txt")).unwrap().set_len((16 << 20) + 1).unwrap();
    assert_eq!(
        found(&folder, &[]),
        [
            "unverified-quote: cannot check this quote from `d`: the file is larger than 16 MiB (256 MiB for a web archive)"
        ]
    );
}

#[test]
fn threads_make_no_difference() {
    let folder = Folder::new();
    let mut claims = "claims:\n".to_owned();
    let mut documents = "documents:\n".to_owned();
    for nth in 0..40 {
        let _ = writeln!(documents, "  d{nth}: {{title: x, snapshot: {nth}.txt}}");
        let said = format!("the number {}", nth % 7);
        let _ = writeln!(claims, "  c{nth}: {{statement: x, evidence: [{{document: d{nth}, quote: {said}}}]}}");
        if nth % 5 > 0 {
            folder.write(format!("claims/{nth}.txt"), format!("This is the number {}.", nth % 3));
        }
    }
    folder.write("claims/a.yaml", documents + &claims);
    let run = |threads: &str| {
        let mut program = folder.program();
        program.env("RAYON_NUM_THREADS", threads).args(["check", "--format", "json", "claims"]);
        crate::hostile::program::run(&mut program).stdout
    };
    let one = run("1");
    assert!(one == run("2") && one == run("7"));
}

/// The user of a check may read the copies that are kept elsewhere, authors of records may not.
#[test]
fn a_copy_elsewhere_is_not_read_out_by_quotes() {
    let page = "The minister told Grace Hopper that the bridge would close in May.";
    let quote = "The minister told somebody that the bridge would close in May.";
    let corpus = |pin: &str| {
        let folder = Folder::new();
        folder.write(
            "claims/a.yaml",
            format!(
                "sources:\n  m: {{identity: named, name: Mayor}}\ndocuments:\n  d: {{title: x, publisher: m, snapshot: notes.txt{pin}}}\nclaims:\n  \
                 c: {{statement: x, attributed_to: [m], evidence: [{{document: d, quote: {quote}}}]}}\n"
            ),
        );
        folder.write("vault/notes.txt", page);
        folder
    };
    for pin in [String::new(), format!(", sha256: '{}'", sha256("a guess"))] {
        let folder = corpus(&pin);
        let run = checked(&folder, &["--snapshots", "vault"]);
        assert!(found(&folder, &["--snapshots", "vault"])[0].starts_with("snapshot-missing"), "{}", run.all());
        assert!(!run.all().contains("Hopper") && !run.all().contains(&sha256(page)), "{}", run.all());
    }
    let known = corpus(&format!(", sha256: '{}'", sha256(page)));
    let run = checked(&known, &["--snapshots", "vault"]);
    assert!(run.all().contains("altered") && !run.all().contains("Hopper"), "{}", run.all());
    known.write("claims/notes.txt", page);
    assert!(checked(&known, &[]).all().contains("Hopper"));
}

/// Who is confidential is known only of what was understood.
#[test]
fn nothing_is_told_of_a_copy_while_a_record_is_broken() {
    let folder = Folder::new();
    folder.write("claims/page.txt", "The secret aide SECRETWORD told us about the bridge in May.");
    folder.write(
        "claims/a.yaml",
        "sources:\n  m: {identity: named, name: Mayor}\n  anon: {identity: anonymous, description: an aide}\ndocuments:\n  \
         d: {title: x, publisher: m, snapshot: page.txt}\nclaims:\n  c:\n    statement: x\n    attributed_to: [m, [anon]]\n    \
         evidence: [{document: d, quote: The secret aide somebody told us about the bridge in May.}]\n",
    );
    let run = checked(&folder, &[]);
    assert!(run.all().contains("altered") && !run.all().contains("SECRETWORD"), "{}", run.all());
}
