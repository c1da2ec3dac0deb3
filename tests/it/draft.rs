//! Drafts: from a saved article to claim files.

mod again;
mod articles;
mod lines;
mod picture;
#[cfg(unix)]
mod scripts;
mod together;
#[cfg(unix)]
mod with;

use super::hostile::program::Folder;

const ARTICLE: &str = "<!doctype html><html lang=en><head><title>Old bridge stays closed</title></head><body>\
    <h1>Old bridge stays closed</h1>\
    <p>“The old bridge is closed until May,” Ada Example said on Monday.</p>\
    <p>Bo Other said that the new bridge would open in June.</p></body></html>";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  ada-example: {identity: named, name: Ada Example, kind: person}\n");
    folder.write("saved.html", ARTICLE);
    folder
}

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap_or_default()
}

#[test]
fn a_quote_has_no_marks_around_it() {
    let folder = folder();
    for said in ["'The bridge is safe,'", "''The bridge is safe,''", "``The bridge is safe,''"] {
        let text = format!("{said} Ada Moss said on Monday. 'It is the workers',' she said of it later in the week.");
        folder.write("saved.txt", text);
        let run = folder.run(&["draft", "saved.txt", "--format", "yaml", "--title", "x"]);
        assert!(run.out().contains("      quote: The bridge is safe\n"), "{}", run.all());
    }
}

#[test]
fn a_title_is_that_of_the_document_or_refused() {
    let folder = folder();
    for name in ["saved.html", "saved.txt"] {
        folder.write(name, ARTICLE);
        let run = folder.run(&["draft", name, "--format", "yaml", "--title", "Bridges"]);
        assert!(run.out().contains("\n  bridges:\n    title: Bridges\n"), "{}", run.all());
        let page = folder.run(&["draft", name, "--format", "html", "--title", "Bridges"]);
        assert!(page.out().contains("<h1>Who says what: <bdi>Bridges</bdi></h1>"), "{name}");
    }
    assert_eq!(folder.run(&["draft", "saved.html", "--title", "Bridges", "--output", "a.draft"]).status, Some(0));
    assert_eq!(folder.run(&["draft", "saved.html", "--title", "Bridges", "--output", "b.draft"]).status, Some(0));
    let other =
        "the document `bridges` already has a record, at claims/evidence/bridges.yaml:2:3; change its title there";
    for subject in ["saved.html", "bridges"] {
        for format in [&["--format", "yaml"][..], &["--format", "text"], &["--output", "c.draft"]] {
            let run = folder.run(&[&["draft", subject, "--title", "Old bridges"], format].concat());
            assert_eq!(run.status, Some(2), "{}", run.all());
            assert!(run.err().contains(other), "{}", run.err());
        }
    }
}

#[test]
fn an_article_is_archived_and_drafted() {
    let folder = folder();
    let run = folder.run(&["draft", "saved.html"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().contains("wrote     claims/evidence/old-bridge-stays-closed.yaml\n"), "{}", run.out());
    assert!(run.out().contains("wrote     claims/old-bridge-stays-closed.draft\n"), "{}", run.out());
    assert!(run.out().contains("\nWithout an attribution: "), "{}", run.out());
    let draft = read(&folder, "claims/old-bridge-stays-closed.draft");
    assert!(
        draft.contains("    - document: old-bridge-stays-closed\n      quote: The old bridge is closed until May\n")
    );
    assert!(!draft.contains("documents:"), "the document has its record: {draft}");
    // The same again changes nothing, and does not archive it twice.
    let again = folder.run(&["draft", "saved.html"]);
    assert_eq!(again.status, Some(0), "{}", again.all());
    assert!(again.out().starts_with("unchanged claims/old-bridge-stays-closed.draft\n"), "{}", again.out());
    assert_eq!(folder.run(&["draft", "old-bridge-stays-closed"]).status, Some(0));
    // What a person has changed is not written over.
    folder.write("claims/old-bridge-stays-closed.draft", format!("{draft}# mine\n"));
    let refused = folder.run(&["draft", "saved.html"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err().contains("there is a draft already"), "{}", refused.err());
    assert_eq!(read(&folder, "claims/old-bridge-stays-closed.draft"), format!("{draft}# mine\n"));
    let elsewhere = folder.run(&["draft", "saved.html", "--output", "other.draft"]);
    assert_eq!(elsewhere.status, Some(0), "{}", elsewhere.all());
    assert_eq!(read(&folder, "other.draft"), draft);
}

#[test]
fn no_other_command_reads_a_draft() {
    let folder = folder();
    let before = ["check", "report", "list", "todo"].map(|command| folder.run(&[command]).out().to_owned());
    folder.write("claims/broken.draft", "claims: [\n");
    folder.write("claims/other.draft", "claims:\n  a: {statement: x, attributed_to: [nobody]}\n");
    assert_eq!(["check", "report", "list", "todo"].map(|command| folder.run(&[command]).out().to_owned()), before);
}

#[test]
fn looking_writes_nothing() {
    let folder = folder();
    for format in ["text", "json", "yaml", "html"] {
        let run = folder.run(&["draft", "saved.html", "--format", format]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        assert!(!folder.path().join("claims/evidence").exists());
        let bare = Folder::new();
        bare.write("saved.html", ARTICLE);
        assert_eq!(bare.run(&["draft", "saved.html", "--format", format]).status, Some(0));
    }
    let file = folder.run(&["draft", "saved.html", "--format", "yaml"]);
    assert!(file.out().contains("documents:\n  # The file is not archived yet"), "{}", file.out());
    assert!(file.out().contains("  old-bridge-stays-closed:\n    title: Old bridge stays closed\n"), "{}", file.out());
}

#[test]
fn what_is_missing_is_named_before_anything_is_written() {
    let folder = folder();
    folder.write("saved.txt", "“The old bridge is closed until May,” Ada Example said on Monday.\n");
    let run = folder.run(&["draft", "saved.txt"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("has no title; pass --title"), "{}", run.err());
    assert_eq!(folder.run(&["draft", "saved.txt", "--title", "Bridges"]).status, Some(0));
    assert!(folder.path().join("claims/bridges.draft").is_file());
    let bare = Folder::new();
    for arguments in [&["draft", "saved.html"][..], &["draft", "saved.html", "--format", "json"]] {
        let run = bare.run(arguments);
        assert_eq!((run.status, run.err()), (Some(2), "onrecord: `saved.html`: does not exist\n"));
    }
    bare.write("saved.html", ARTICLE);
    let run = bare.run(&["draft", "saved.html"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("`claims`: does not exist; run `onrecord init claims` first, or"), "{}", run.err());
    let run = bare.run(&["draft", "--accept", "claims/saved.draft"]);
    assert_eq!((run.status, run.err()), (Some(2), "onrecord: `claims/saved.draft`: does not exist\n"));
    for output in ["x.yaml", "claims/x.yaml", "x"] {
        assert_eq!(folder.run(&["draft", "saved.html", "--output", output]).status, Some(2), "{output}");
        assert!(!folder.path().join(output).exists());
        assert!(!folder.path().join("claims/evidence/old-bridge-stays-closed.yaml").exists(), "{output}");
    }
}

#[test]
fn only_what_is_sure() {
    let folder = folder();
    let all = folder.run(&["draft", "saved.html", "--format", "json"]).json();
    let sure = folder.run(&["draft", "saved.html", "--format", "json", "--sure"]).json();
    let tiers = |json: &serde_json::Value| {
        json["attributions"].as_array().unwrap().iter().map(|found| found["tier"].to_string()).collect::<Vec<_>>()
    };
    assert!(tiers(&sure).iter().all(|tier| tier == "\"sure\""));
    assert_eq!(tiers(&sure).len(), tiers(&all).iter().filter(|tier| *tier == "\"sure\"").count());
}

/// A draft by hand: one claim is complete, one waits for its statement, and one for its source.
const DRAFT: &str = "# A draft.

sources:
  # Who is this?
  he:
    description: he

  bo-other:
    identity: named
    name: Bo Other

claims:
  # sure
  opens:
    statement: The new bridge opens in June.
    attributed_to:
    - bo-other

  closed:
    attributed_to: [ada-example]

  unknown:
    statement: It is old.
    attributed_to: [he]
# The account.
";

#[test]
fn what_is_complete_is_accepted() {
    let folder = folder();
    folder.write("claims/bridge.draft", DRAFT);
    let run = folder.run(&["draft", "--accept", "claims/bridge.draft"]);
    assert_eq!(run.status, Some(0), "nothing else was required: {}", run.all());
    let expected = "wrote     claims/bridge.yaml: 1 claim and 1 other record\n\
        left      claims/bridge.draft: 2 claims and 1 other record, which no other command reads\n\n\
        claims/bridge.draft:10: `closed` needs `statement`\n\
        claims/bridge.draft:13: unknown: waits for `he` (line 5)\nclaims/bridge.draft:5: `he` needs `identity`\n\n\
        2 claims are still in claims/bridge.draft.\n";
    assert_eq!(run.out(), expected);
    let left = read(&folder, "claims/bridge.draft");
    // The lines are those of what is left.
    let lines: Vec<_> = left.lines().collect();
    assert_eq!((lines[4], lines[9], lines[12]), ("  he:", "  closed:", "  unknown:"));
    assert!(DRAFT.starts_with(left.split("  closed").next().unwrap().split("claims:").next().unwrap().trim_end()));
    assert_eq!(folder.run(&["check"]).status, Some(0), "{}", folder.run(&["check"]).all());
    // Twice changes nothing.
    let claims = read(&folder, "claims/bridge.yaml");
    let again = folder.run(&["draft", "--accept", "claims/bridge.draft"]);
    assert!(again.out().starts_with("nothing to accept in claims/bridge.draft\n"), "{}", again.out());
    assert_eq!((read(&folder, "claims/bridge.draft"), read(&folder, "claims/bridge.yaml")), (left.clone(), claims));
    // A person goes on, and the rest follows into a file of its own.
    let finished = left.replace("  closed:\n", "  closed:\n    statement: The old bridge is closed.\n");
    folder.write("claims/bridge.draft", &finished);
    let more = folder.run(&["draft", "--accept", "claims/bridge.draft", "closed"]);
    assert_eq!(more.status, Some(0), "{}", more.all());
    assert!(more.out().starts_with("wrote     claims/bridge-2.yaml: 1 claim\n"), "{}", more.out());
    assert_eq!(folder.run(&["check"]).status, Some(0));
    assert_eq!(folder.run(&["draft", "--accept", "claims/bridge.draft", "closed"]).status, Some(2));
}

#[test]
fn what_is_accepted_goes_where_it_is_wanted() {
    let folder = folder();
    folder.write("claims/bridge.draft", DRAFT);
    for output in ["claims/bridge.txt", "claims/a.yaml", "outside.yaml"] {
        let run = folder.run(&["draft", "--accept", "claims/bridge.draft", "--output", output]);
        assert_eq!(run.status, Some(2), "{}", run.all());
        assert_eq!(read(&folder, "claims/bridge.draft"), DRAFT);
    }
    let run = folder.run(&["draft", "--accept", "claims/bridge.draft", "opens", "--output", "claims/new.yaml"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(read(&folder, "claims/new.yaml").starts_with("sources:\n  bo-other:\n"));
    for (draft, why) in [
        ("claims: {a: {statement: x}}\n", "line 1: write each record on lines of its own"),
        ("claims: [", "claims/x.draft:1: "),
    ] {
        folder.write("claims/x.draft", draft);
        let run = folder.run(&["draft", "--accept", "claims/x.draft"]);
        assert_eq!(run.status, Some(2));
        assert!(run.err().contains(why), "{}", run.err());
    }
    assert_eq!(folder.run(&["draft", "--accept", "claims/a.yaml"]).status, Some(2));
    assert_eq!(folder.run(&["draft", "--accept", "claims/none.draft"]).status, Some(2));
    assert_eq!(folder.run(&["draft", "--accept", "bridge", "nobody"]).status, Some(2), "the id of a document will do");
    // Each reason has a line of its own, and that the text is no YAML comes first.
    folder.write("claims/x.draft", "claims:\n  a:\n    statement: x\n    b: [\n  c:\n    d: e\n");
    let run = folder.run(&["draft", "--accept", "claims/x.draft"]);
    assert!(run.err().lines().count() >= 2 && run.err().lines().all(|line| !line.contains("\\n")), "{}", run.err());
    // A file that could not be read may have any id.
    folder.write("claims/broken.yaml", "claims: [\n");
    folder.write("claims/bridge.draft", DRAFT);
    assert_eq!(folder.run(&["draft", "--accept", "claims/bridge.draft"]).status, Some(1));
    assert_eq!(read(&folder, "claims/bridge.draft"), DRAFT);
}

/// The claim files are those of the corpus around the draft, wherever in it that is.
#[test]
fn a_draft_below_the_corpus_belongs_to_it() {
    let folder = folder();
    folder.run(&["init", "claims"]);
    let draft = "claims:\n  closed:\n    statement: It is closed.\n    attributed_to: [ada-example]\n";
    folder.write("claims/desk/bridge.draft", draft);
    let run = folder.run(&["draft", "--accept", "claims/desk/bridge.draft"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let modeline = "# yaml-language-server: $schema=../.onrecord/claims.schema.json\n";
    assert_eq!(read(&folder, "claims/desk/bridge.yaml"), format!("{modeline}{draft}"));
    folder.write("claims/desk/again.draft", draft);
    let run = folder.run(&["draft", "--accept", "claims/desk/again.draft", "--output", "claims/up.yaml"]);
    assert!(run.out().starts_with("removed   1 claim from claims/desk/again.draft: already"), "{}", run.all());
    folder.write("claims/desk/other.draft", draft.replace("closed:", "shut:"));
    let run = folder.run(&["draft", "--accept", "claims/desk/other.draft", "--output", "claims/up.yaml"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    // A draft in no corpus belongs to its own folder.
    folder.write("other/bridge.draft", draft);
    let run = folder.run(&["draft", "--accept", "other/bridge.draft"]);
    assert!(run.out().contains("no source with the id `ada-example`"), "{}", run.all());
}

/// Nothing of a confidential document is in any output.
#[test]
fn a_confidential_document_is_not_drafted() {
    let folder = folder();
    let text = "“The CANARY is closed,” Ada Canary said on Monday.\n";
    folder.write("claims/a.txt", text);
    folder.write("saved.txt", text);
    let digest = "sources:\n  leak: {identity: anonymous, description: an employee}\ndocuments:\n";
    for fields in ["confidential: true", "publisher: leak"] {
        folder.write("claims/d.yaml", format!("{digest}  secret: {{title: x, snapshot: a.txt, {fields}}}\n"));
        for format in
            [&["--format", "text"][..], &["--format", "json"], &["--format", "yaml"], &["--format", "html"], &[]]
        {
            let run = folder.run(&[&["draft", "secret"][..], format].concat());
            assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
            assert!(!run.all().contains("CANARY") && run.err().contains("nothing of it is drafted"), "{}", run.err());
        }
        assert!(!folder.path().join("claims/secret.draft").exists());
    }
}

/// The path of a copy leads to it, whatever digest the record has of it and wherever the command is run.
#[test]
fn the_copy_of_a_confidential_document_is_not_drafted_by_its_path() {
    let text = "“The CANARY is closed,” Ada Canary said on Monday.\n";
    let leak = "sources:\n  leak: {identity: anonymous, description: an employee}\ndocuments:\n";
    let other = "0".repeat(64);
    for fields in [
        "publisher: leak, snapshot: evidence/a.txt".to_owned(),
        "confidential: true, snapshot: evidence/a.txt".to_owned(),
        format!("confidential: true, snapshot: evidence/a.txt, sha256: '{other}'"),
        "confidential: true, snapshot: x.pdf, text: evidence/a.txt".to_owned(),
        "confidential: true, snapshot: evidence/a.txt, sha256: 12, url: no".to_owned(),
    ] {
        let folder = Folder::new();
        folder.write("claims/evidence/a.txt", text);
        folder.write("claims/d.yaml", format!("{leak}  secret: {{title: x, {fields}}}\n"));
        folder.write("other/e.yaml", "sources: {}\n");
        folder.write("saved.txt", text);
        for arguments in [
            &["claims/evidence/a.txt", "--format", "text"][..],
            &["claims/evidence/a.txt"],
            &["claims/../claims/evidence/a.txt", "--format", "json"],
            &["claims/evidence/a.txt", "other", "--format", "text"],
        ] {
            let run = folder.run(&[&["draft"][..], arguments, &["--with", "cat > sent; echo {}"]].concat());
            assert_ne!(run.status, Some(0), "{fields}: {}", run.all());
            assert!(!run.all().contains("CANARY") && !folder.path().join("sent").exists(), "{fields}: {}", run.all());
        }
        // Where the record can be read, the same bytes elsewhere are the same copy.
        if !fields.contains("url: no") {
            let run = folder.run(&["draft", "saved.txt", "--format", "text"]);
            assert!(run.err().contains("nothing of it is drafted") && run.out().is_empty(), "{fields}: {}", run.all());
        }
        let run =
            folder.script("cd claims/evidence && \"$ONRECORD\" draft a.txt --format text --with 'cat > ../../sent'");
        assert!(!run.all().contains("CANARY") && !folder.path().join("sent").exists(), "{fields}: {}", run.all());
        assert!(!folder.path().join("claims/evidence/CANARY").exists());
    }
}

#[test]
fn neither_the_article_nor_a_draft_is_written_over() {
    let folder = folder();
    folder.write("claims/mine.draft", "# mine\n");
    for arguments in [
        &["draft", "saved.html", "--format", "json", "-o", "saved.html"][..],
        &["draft", "saved.html", "--format", "html", "-o", "./saved.html"],
        &["draft", "saved.html", "--format", "yaml", "-o", "claims/mine.draft"],
        &["report", "-o", "claims/mine.draft"],
        &["draft", "saved.html", "-o", "claims/mine.draft"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.all());
        assert_eq!(
            (read(&folder, "saved.html").as_str(), read(&folder, "claims/mine.draft").as_str()),
            (ARTICLE, "# mine\n")
        );
    }
    let typo = folder.run(&["draft", "svaed.html"]);
    assert!(typo.err().contains("`svaed.html`: does not exist"), "{}", typo.err());
}

#[test]
fn what_a_text_denies_becomes_no_claim_by_itself() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  gazette: {identity: named, name: The Gazette, kind: outlet}\n");
    folder.write(
        "saved.html",
        "<html lang=en><title>Bribes</title><p>John Smith denied that he took a bribe.</p>\
         <p>Ann Bell said that the bridge was safe.</p>",
    );
    let run = folder.run(&["draft", "saved.html"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().contains("denied  indirect"), "{}", run.out());
    let draft = read(&folder, "claims/bribes.draft");
    assert!(draft.contains("The text denies or doubts this") && !draft.contains("statement: he took"), "{draft}");
    let run = folder.run(&["draft", "--accept", "claims/bribes.draft"]);
    assert!(run.all().contains("needs `statement`"), "{}", run.all());
    let list = folder.run(&["list", "claims"]);
    assert!(list.out().contains("the bridge was safe") && !list.out().contains("bribe"), "{}", list.out());
}

#[test]
fn what_belongs_to_nobody_and_what_is_denied_is_shown() {
    let folder = Folder::new();
    folder.write(
        "saved.html",
        "<html lang=en><title>Bribes</title><p>The “Elm Plan” is old.</p>\
         <p>John Smith denied that he took a bribe.</p><p>Ann Bell said that the bridge was safe.</p>",
    );
    let shown = |format: &str| {
        let run = folder.run(&["draft", "saved.html", "--format", format]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        run.out().to_owned()
    };
    let text = shown("text");
    assert!(text.contains("  quotation │ paragraph 1: “Elm Plan”\n"), "{text}");
    assert!(text.contains("  denied    │ paragraph 2: that he took a bribe\n"), "{text}");
    assert!(text.contains("Denied or doubted: 1."), "{text}");
    let json: serde_json::Value = serde_json::from_str(&shown("json")).unwrap();
    assert_eq!(json["loose_quotations"], serde_json::json!([{"start": 4, "end": 14, "text": "“Elm Plan”"}]));
    assert_eq!((&json["account"]["denied"], &json["language_from"]), (&1.into(), &"page".into()));
    let html = shown("html");
    assert!(html.contains(">“Elm Plan”</span><sup class=\"sign\""), "{html}");
    assert!(
        html.contains(">that he took a bribe</span><sup class=\"sign\" title=\"denied or doubted by the text\">"),
        "{html}"
    );
}

#[test]
fn what_is_said_to_the_paper_itself_is_no_relay() {
    let folder = Folder::new();
    folder.write(
        "saved.html",
        "<html lang=en><title>Bridge</title><meta property=og:site_name content='The Elm Courier'>\
         <p>Ann Bell told the Courier that the bridge was safe.</p><p>Bo Other told Reuters that it was not.</p>",
    );
    let run = folder.run(&["draft", "saved.html", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(run.out()).unwrap();
    let relays: Vec<_> = json["attributions"].as_array().unwrap().iter().map(|one| &one["voice"]).collect();
    assert_eq!(relays, ["ann-bell", "reuters", "bo-other"]);
}

#[test]
fn open_drafts_are_not_forgotten() {
    let folder = folder();
    assert!(!folder.run(&["check", "claims"]).err().contains("open draft"));
    folder.run(&["draft", "saved.html"]);
    let check = folder.run(&["check", "claims"]);
    let line = "onrecord: 1 open draft is not checked: claims/old-bridge-stays-closed.draft\n";
    assert!(check.err().ends_with(line), "{}", check.err());
    for (command, words) in [("report", "is not reported"), ("todo", "is to be finished"), ("run", "is not in the run")]
    {
        let run = folder.run(&[command, "claims"]);
        let line = format!("onrecord: 1 open draft {words}: claims/old-bridge-stays-closed.draft\n");
        assert!(run.status == Some(0) && run.err().ends_with(&line), "{command}: {}", run.all());
        assert!(!run.out().contains("draft"), "{}", run.out());
    }
    folder.write("claims/b/other.draft", "claims:\n  x: {attributed_to: [ada-example]}\n");
    folder.write("claims/.hidden/other.draft", "");
    assert!(folder.run(&["check", "claims"]).err().contains("2 open drafts are not checked: "));
    let rename = folder.run(&["rename", "ada-example", "ada", "claims"]);
    assert_eq!(rename.status, Some(0), "{}", rename.all());
    let line =
        "onrecord: 2 open drafts still name the old id: claims/b/other.draft, claims/old-bridge-stays-closed.draft\n";
    assert!(rename.err().ends_with(line), "{}", rename.all());
    folder.write("claims/c.draft", "claims: [ unreadable, ada\n");
    let rename = folder.run(&["rename", "ada", "ada-two", "claims"]);
    assert!(rename.err().ends_with("1 open draft still names the old id: claims/c.draft\n"), "{}", rename.all());
}

/// An empty file is called what it is, whatever its name is.
#[test]
fn an_empty_file_is_called_empty() {
    let folder = folder();
    for extension in
        ["pdf", "html", "txt", "md", "docx", "odt", "eml", "json", "warc", "wacz", "srt", "gz", "html.gz", "x"]
    {
        let name = &format!("empty.{extension}");
        folder.write(name, "");
        let said = format!("onrecord: `{name}`: the file is empty\n");
        for arguments in [
            &["draft", name, "--title", "x"][..],
            &["draft", name, "--format", "text"],
            &["archive", name, "--title", "x"],
            &["import", "docx", name],
            &["import", "references", name],
            &["import", "claimreview", name],
            &["import", "autoarchiver", name],
        ] {
            let run = folder.run(arguments);
            assert_eq!((run.status, run.err()), (Some(2), &*said), "{arguments:?}");
        }
    }
    assert!(!folder.path().join("claims/evidence").exists());
}

#[test]
fn what_cannot_be_read_is_not_archived() {
    let folder = Folder::new();
    folder.write("claims/c.yaml", "claims: {}\n");
    folder.write("noise.html", [0xFF, 0x00, 0x9D, 0xFE].repeat(50));
    let run = folder.run(&["draft", "noise.html", "--title", "Noise"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert!(!folder.path().join("claims/evidence").exists());
}

/// What cannot stand alone as a statement waits for a person, and what is denied is quoted with its denial.
#[test]
fn what_to_do_about_a_language_without_rules_is_said() {
    let folder = folder();
    let draft = |name: &str, page: &str| {
        folder.write(name, format!("<title>{name}</title>{page}"));
        let run = folder.run(&["draft", name]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        run.out().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let french = "<p>« Le pont est fermé jusqu’en mai », a dit Ada Example lundi, selon le journal de la ville. \
                  Rien ne va plus \
        dans les rues de la ville, et le maire ne sait pas encore quand le pont sera de nouveau ouvert.</p>";
    let nothing = "nothing to draft: the text is in a language without rules, or in an unknown one Nothing was looked ";
    let out = draft("long.html", french);
    assert!(out.contains(nothing), "{out}");
    assert!(out.ends_with("for: the text is in `fr`, and there are rules for `en` and `de` only."), "{out}");
    let out = draft("short.html", "<p>Bridge 12");
    let words = "for: neither the text nor its page shows its language, and there are rules for `en` and `de` only. \
        If it is one, add `language` to the record of `shorthtml`.";
    assert!(out.ends_with(words), "{out}");
    let out = draft("page.html", "<html lang=fr><p>Bridge 13");
    assert!(out.contains("for: the page or its record says that the text is in `fr`, and there"), "{out}");
    assert!(!folder.path().join("claims/shorthtml.draft").exists());
    let record = read(&folder, "claims/evidence/shorthtml.yaml");
    folder.write("claims/evidence/shorthtml.yaml", record.replace("    title:", "    language: en\n    title:"));
    let out = folder.run(&["draft", "shorthtml"]).out().to_owned();
    assert!(out.starts_with("nothing to draft: no attribution was found\n"), "{out}");
}

#[test]
fn parts_of_clauses_and_denials_wait_for_a_person() {
    let folder = Folder::new();
    folder.write("claims/c.yaml", "claims: {}\n");
    folder.write(
        "dam.html",
        "<title>The dam</title><p>Asked about it, Ann Smith said that the bridge was safe, and she said it on \
         Monday.</p>\
         <p>Maria Okafor denied that the report had been ignored. She declined to comment.</p>\
         <p>The mayor promised to resign, and he called the spill a scandal.</p>",
    );
    assert_eq!(folder.run(&["draft", "dam.html"]).status, Some(0));
    let run = folder.run(&["draft", "--accept", "claims/dam.draft"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let accepted = read(&folder, "claims/dam.yaml");
    assert!(accepted.contains("statement: the bridge was safe"), "{accepted}");
    let draft = read(&folder, "claims/dam.draft");
    for words in ["to comment", "to resign", "about it", "a scandal", "the report had been ignored"] {
        let is_told = accepted.lines().any(|line| !line.trim_start().starts_with('#') && line.contains(words));
        assert!(!is_told, "{words} in\n{accepted}");
        assert!(!draft.contains(&format!("statement: {words}")), "{words} in\n{draft}");
    }
    assert!(draft.contains("quote: Maria Okafor denied that the report had been ignored\n"), "{draft}");
}
