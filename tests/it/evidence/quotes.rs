//! The outcome of each quote, in every format, and what is shown of a page.

use super::{Folder, checked, found, said};

const PAGE: &str = "<!doctype html><title>Trams</title><p>The ministry wants <b>fourteen</b> trams by spring, \
                    if the town's council agrees.</p><p>It has said so before.</p>";

/// Quotes, each with what comes of it.
const QUOTES: [(&str, &str); 6] = [
    ("The ministry wants fourteen trams by spring", "exact"),
    ("if the town’s council agrees", "typographic"),
    ("The ministry wants […] trams by spring", "elided"),
    ("The ministry wants forty trams by spring", "altered"),
    ("Nobody in this whole wide county ever rides a bicycle", "absent"),
    ("It has said so before.", "exact"),
];

/// A claim with all quotes from the page, and one from a document without a copy.
fn corpus(publisher: &str, voice: &str) -> Folder {
    let folder = Folder::new();
    let quotes: String =
        QUOTES.iter().map(|(quote, _)| format!("      - document: tender\n        quote: \"{quote}\"\n")).collect();
    folder.write("claims/evidence/tender.html", PAGE);
    folder.write(
        "claims/a.yaml",
        format!(
            "sources:
  gazette: {{identity: named, name: Gazette}}
  insider: {{identity: anonymous, description: an insider, reason: fears for the job}}
documents:
  tender: {{title: Trams, snapshot: evidence/tender.html, publisher: {publisher}}}
  letter: {{title: A letter}}
claims:
  wanted:
    statement: Trams are wanted.
    attributed_to: [{voice}]
    evidence:
      - document: letter
        quote: the words of a letter
{quotes}"
        ),
    );
    folder
}

#[test]
fn each_outcome_is_told() {
    let folder = corpus("gazette", "gazette");
    assert_eq!(
        found(&folder, &[]),
        [
            "unverified-quote: cannot check this quote from `letter`: it has no archived copy",
            "quote-not-found: altered: the archived copy of `tender` has something like this quote: \
             `The ministry wants`, here `forty`, there `fourteen`, `trams by spring`",
            "quote-not-found: absent: the archived copy of `tender` contains nothing like this quote",
        ]
    );
    let json = checked(&folder, &[]).json();
    let outcomes: Vec<_> = json["quotes"].as_array().unwrap().iter().map(|quote| &quote["outcome"]).collect();
    assert_eq!(outcomes[0], "unchecked");
    assert!(outcomes[1..].iter().copied().eq(QUOTES.iter().map(|(_, outcome)| *outcome)), "{outcomes:?}");
    // Counted by hand: the second quote of the claim.
    let quote = &json["quotes"][1];
    assert_eq!((&quote["claim"], &quote["document"]), (&"wanted".into(), &"tender".into()));
    assert_eq!((&quote["line"], &quote["column"]), (&15.into(), &16.into()));
    let found: Vec<_> =
        json["diagnostics"].as_array().unwrap().iter().filter(|found| said(found).starts_with("quote")).collect();
    assert_eq!([&found[0]["outcome"], &found[1]["outcome"]], ["altered", "absent"]);
    assert_eq!(found[0]["about"], serde_json::json!(["wanted", "tender"]));
}

#[test]
fn every_format_counts_the_outcomes_and_tells_two_of_them_apart() {
    let folder = corpus("gazette", "gazette");
    let sentence = "checked 6 quotes against archived copies: 2 exact, 1 typographic, 1 elided, 1 altered, 1 absent; \
                    1 could not be checked";
    let counts = [("exact", 2), ("typographic", 1), ("elided", 1), ("altered", 1), ("absent", 1), ("unchecked", 1)];
    for format in ["text", "github", "junit", "json", "sarif"] {
        let run = folder.run(&["check", "--format", format, "claims"]);
        assert_eq!(run.status, Some(1), "{}", run.all());
        let out = run.out();
        match format {
            "json" => counts.iter().for_each(|&(word, count)| {
                assert_eq!(run.json()["summary"]["quotes"][word], count, "{word}");
            }),
            "sarif" => counts.iter().for_each(|&(word, count)| {
                assert_eq!(run.json()["runs"][0]["properties"]["quotes"][word], count, "{word}");
            }),
            "text" => assert!(out.replace("\n  ", " ").contains(sentence), "{out}"),
            _ => assert!(out.contains(sentence), "{out}"),
        }
        if format == "junit" {
            for (word, count) in counts {
                assert!(out.contains(&format!("<property name=\"quotes.{word}\" value=\"{count}\"/>")), "{out}");
            }
        }
        for outcome in ["altered: the archived copy", "absent: the archived copy"] {
            assert!(out.contains(outcome), "{format}: {outcome}");
        }
        if format == "sarif" {
            let results = run.json()["runs"][0]["results"].as_array().unwrap().clone();
            let of_rule = results.iter().filter(|result| result["ruleId"] == "quote-not-found");
            let outcomes: Vec<_> = of_rule.map(|result| result["properties"]["outcome"].clone()).collect();
            assert_eq!(outcomes, ["altered", "absent"]);
        }
    }
}

#[test]
fn a_corpus_without_quotes_reads_as_ever() {
    let folder = Folder::with("claims:\n  a: {statement: x}\n");
    for format in ["text", "github", "junit", "json", "sarif"] {
        let run = folder.run(&["check", "--format", format, "."]);
        assert!(!run.out().contains("archived copies: ") && !run.out().contains("\"quotes\""), "{}", run.out());
    }
}

#[test]
fn nothing_of_a_page_is_told_where_a_confidential_source_speaks() {
    for (publisher, voice) in [
        ("gazette", "insider"),
        ("insider", "gazette"),
        ("insider", "insider"),
        ("nobody", "gazette"),
        ("gazette", "nobody"),
    ] {
        let folder = corpus(publisher, voice);
        let pinned = std::fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap();
        let digest = super::sha256("another");
        for text in [pinned.clone(), pinned.replace("title: Trams,", &format!("title: Trams, sha256: '{digest}',"))] {
            folder.write("claims/a.yaml", text);
            for format in ["text", "json", "sarif", "github", "junit"] {
                let run = folder.run(&["check", "--format", format, "--deny", "note", "claims"]);
                let all = run.all();
                // The quote that was altered has another word in its place.
                assert!(!all.contains("there `") && !all.contains("`fourteen`"), "{publisher} {voice}: {all}");
                if publisher != "gazette" {
                    assert!(!all.contains(&super::sha256(PAGE)) && !all.contains(&format!("`{digest}`")), "{all}");
                }
            }
        }
    }
}

#[test]
fn words_of_a_page_are_told_only_where_everybody_is_named() {
    let folder = corpus("gazette", "gazette");
    let told = std::fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap();
    assert!(checked(&folder, &[]).all().contains("`fourteen`"));
    let voice = "attributed_to: [gazette]";
    let relayed = |source: &str| format!("  other: {{statement: They are., attributed_to: [{source}]}}\n");
    for (what, other) in [
        ("no publisher", told.replace(", publisher: gazette", "")),
        ("no voice", told.replace(&format!("    {voice}\n"), "")),
        ("no voice, a named origin", told.replace(voice, "cites: [other]") + &relayed("gazette")),
        (
            "an origin without a name",
            told.replace(voice, &format!("{voice}\n    cites: [other]")) + &relayed("insider"),
        ),
    ] {
        assert_ne!(other, told, "{what}");
        folder.write("claims/a.yaml", other);
        let all = checked(&folder, &["--deny", "note"]).all();
        assert!(
            all.contains("; the difference is not shown, because ") && !all.contains("`fourteen`"),
            "{what}: {all}"
        );
    }
}

#[test]
fn a_copy_that_cannot_be_held_to_its_digest_is_not_looked_in() {
    let folder = corpus("gazette", "gazette");
    let digest = super::sha256(PAGE);
    let text = std::fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap();
    let with = |digest: &str| text.replace("title: Trams,", &format!("title: Trams, sha256: {digest},"));
    folder.write("claims/a.yaml", with(&format!("'{digest}'")));
    assert_eq!(checked(&folder, &[]).json()["summary"]["quotes"]["exact"], 2);
    for wrong in [format!("'{}'", &digest[1..]), format!("['{digest}']"), "''".to_owned()] {
        folder.write("claims/a.yaml", with(&wrong));
        let run = checked(&folder, &[]);
        let counts = &run.json()["summary"]["quotes"];
        assert_eq!((&counts["exact"], &counts["unchecked"]), (&0.into(), &7.into()), "{wrong}: {}", run.all());
        let why = "the recorded digest of its archived copy is invalid";
        assert!(run.all().contains(why) && run.all().contains("wrong-type"), "{wrong}: {}", run.all());
    }
}

#[test]
fn one_waiver_covers_a_claim_or_a_document() {
    for id in ["wanted", "tender"] {
        let folder = corpus("gazette", "gazette");
        let waiver = format!("waivers: [{{rule: quote-not-found, id: {id}, reason: x, until: 2026-12-31}}]\n");
        folder.write("claims/onrecord.yaml", waiver);
        assert_eq!(found(&folder, &[]).len(), 1, "{id}");
        assert_eq!(checked(&folder, &[]).status, Some(0));
    }
}

#[test]
fn what_cannot_be_read_is_not_called_absent() {
    for (name, bytes, why) in [
        ("a.pdf", &b"%PDF-1.7\n"[..], "onrecord does not read PDF files"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "onrecord does not read text in pictures"),
        ("a.html", b"\x1F\x8B\x08\0", "the file is damaged or cut short"),
        ("a.html", b"\xFD7zXZ\0", "the file is compressed"),
        ("a.json", b"{\"text\": \"words", "the file is damaged or cut short"),
        ("a.txt", b"no w\xF6rd of it", "the file is not UTF-8 and does not declare its encoding"),
        (
            "a.html",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
            "its archived copy is a Git LFS pointer",
        ),
    ] {
        let folder = Folder::new();
        folder.write(format!("claims/{name}"), bytes);
        let text = format!(
            "documents:\n  d: {{title: x, snapshot: {name}}}\nclaims:\n  c: {{statement: x, evidence: [{{document: d, quote: words}}]}}\n"
        );
        folder.write("claims/a.yaml", text);
        let mut found = found(&folder, &[]);
        found.retain(|found| !found.starts_with("snapshot-missing"));
        let expected = format!("unverified-quote: cannot check this quote from `d`: {why}");
        assert!(found.len() == 1 && found[0].starts_with(&expected), "{found:?}");
    }
}

#[test]
fn a_copy_that_shows_nothing_is_an_error() {
    for (bytes, extension) in
        [("<script>show()</script>", "html"), ("", "html"), (" \n", "html"), ("", "pdf"), ("", "docx"), ("", "rss")]
    {
        let folder = Folder::new();
        folder.write(format!("claims/a.{extension}"), bytes);
        folder.write(
            "claims/a.yaml",
            format!("documents:\n  d: {{title: x, snapshot: a.{extension}}}\nclaims:\n  c: {{statement: x, evidence: [{{document: d, quote: words}}]}}\n"),
        );
        let expected = "quote-not-found: absent: the archived copy of `d` is empty, or shows text only with scripts";
        assert_eq!(found(&folder, &[]), [expected]);
        assert_eq!(checked(&folder, &[]).status, Some(1));
    }
}

#[test]
fn a_pointer_in_the_place_of_a_copy_is_a_missing_copy() {
    let folder = corpus("gazette", "gazette");
    let digest = super::sha256(PAGE);
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {}\n", PAGE.len());
    folder.write("claims/evidence/tender.html", pointer);
    let text = std::fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap();
    folder.write("claims/a.yaml", text.replace("title: Trams,", &format!("title: Trams, sha256: '{digest}',")));
    let all = checked(&folder, &[]).all();
    assert!(
        all.contains("snapshot-missing") && all.contains("git lfs pull") && !all.contains("snapshot-digest"),
        "{all}"
    );
}

#[test]
fn a_difference_that_may_be_shown_is_two_aligned_lines() {
    let folder = corpus("gazette", "gazette");
    let run = folder.run(&["check", "claims"]);
    let out = run.out();
    let line =
        |start: &str| out.lines().find(|line| line.trim_start_matches(['|', '=', ' ']).starts_with(start)).unwrap();
    let (quote, copy) = (line("quote: "), line("copy: "));
    assert!(quote.contains("The ministry wants forty    trams by spring"), "{out}");
    assert!(copy.contains("The ministry wants fourteen trams by spring"), "{out}");
    assert_eq!(quote.find("trams"), copy.find("trams"), "{out}");
}

#[test]
fn one_copy_that_many_documents_name_is_read_once_and_held_to_the_digest_of_each() {
    let folder = Folder::new();
    folder.write("claims/tender.html", PAGE);
    std::fs::hard_link(folder.path().join("claims/tender.html"), folder.path().join("claims/same.html")).unwrap();
    let (right, wrong) = (super::sha256(PAGE), super::sha256("another"));
    let document =
        |id: &str, file: &str, digest: &str| format!("  {id}: {{title: x, snapshot: {file}, sha256: '{digest}'}}\n");
    let item = |id: &str| format!("{{document: {id}, quote: The ministry wants fourteen trams by spring}}");
    folder.write(
        "claims/a.yaml",
        format!(
            "documents:\n{}{}{}claims: {{c: {{statement: x, evidence: [{}, {}, {}]}}}}\n",
            document("a", "tender.html", &right),
            document("b", "tender.html", &wrong),
            document("d", "same.html", &right),
            item("a"),
            item("b"),
            item("d"),
        ),
    );
    let json = checked(&folder, &[]).json();
    let outcomes: Vec<_> = json["quotes"].as_array().unwrap().iter().map(|quote| quote["outcome"].clone()).collect();
    assert_eq!(outcomes, ["exact", "unchecked", "exact"]);
}

#[test]
fn a_quote_from_a_document_that_is_not_there_is_a_dangling_reference_and_no_more() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "claims:\n  c: {statement: x, evidence: [{document: d, quote: words}]}\n");
    assert_eq!(found(&folder, &[]), [""; 0]);
    let run = checked(&folder, &[]);
    assert_eq!((&run.json()["quotes"], run.errors().len()), (&serde_json::Value::Null, 1));
}

/// A claim whose quotes are from one page.
fn quoting(copy: (&str, &str), quotes: &[&str]) -> Folder {
    let folder = Folder::new();
    folder.write(format!("claims/evidence/{}", copy.0), copy.1);
    let evidence: String =
        quotes.iter().map(|quote| format!("      - {{document: page, quote: \"{quote}\"}}\n")).collect();
    folder.write(
        "claims/a.yaml",
        format!(
            "documents:\n  page: {{title: A page, snapshot: evidence/{}}}\nclaims:\n  paid:\n    statement: It is paid.\n    \
             evidence:\n{evidence}",
            copy.0
        ),
    );
    folder
}

fn outcomes(folder: &Folder) -> Vec<String> {
    let json = checked(folder, &[]).json();
    json["quotes"].as_array().unwrap().iter().map(|quote| quote["outcome"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_quote_that_joins_a_heading_or_an_item_with_other_text_is_not_exact() {
    let html = "<h2>Council rejects claim that trams are unsafe</h2><p>The trams are safe.</p><p>They run.</p>\
                <ul><li>Not one tram</li><li>has failed yet.</li></ul>\
                <table><caption>Trams</caption><tr><th>Line one</th><td>is closed</td></tr></table><p>The end</p>";
    let markdown = "## Council rejects claim that trams are unsafe\n\nThe trams are safe.\n\nThey run.\n\n\
                    - Not one tram\n- has failed yet.\n\n| Trams | |\n|---|---|\n| Line one | is closed |\n\nThe end\n";
    let quotes = [
        ("trams are unsafe The trams are safe.", "typographic"),
        ("The trams are safe. They run.", "exact"),
        ("Council rejects claim that trams are unsafe", "exact"),
        ("Not one tram has failed yet.", "typographic"),
        ("has failed yet.", "exact"),
        ("Line one is closed", "typographic"),
        ("is closed The end", "typographic"),
    ];
    for copy in [("page.html", html), ("page.md", markdown)] {
        let folder = quoting(copy, &quotes.map(|(quote, _)| quote));
        assert_eq!(outcomes(&folder), quotes.map(|(_, outcome)| outcome), "{}", copy.0);
        let page = folder.run(&["report", "--format", "html", "claims"]).out().to_owned();
        let joined = page.matches("the quote joins a heading, list item or table cell with other text").count();
        assert_eq!(joined, 4, "{}", copy.0);
    }
    // The same words in one piece elsewhere count.
    let twice = format!("{html}<p>Line one is closed.</p>");
    let folder = quoting(("page.html", &twice), &["Line one is closed", "“Line one is closed”"]);
    assert_eq!(outcomes(&folder), ["exact", "typographic"]);
    let page = folder.run(&["report", "--format", "html", "claims"]).out().to_owned();
    assert!(!page.contains("the quote joins"));
}

#[test]
fn two_posts_are_not_one_quote() {
    let folder = Folder::new();
    let posts = r#"[{"text": "I never said the port was"}, {"text": "guilty of all this, and I am not"},
        {"text": "sorry about what happened here"}]"#;
    folder.write("claims/posts.json", posts);
    let claims = "documents:\n  p: {title: Posts, snapshot: posts.json}\nclaims:\n  a:\n    statement: A.\n    evidence:\n    \
                  - {document: p, quote: I am not sorry about what happened here}\n";
    folder.write("claims/a.yaml", claims);
    let run = folder.run(&["check", "claims", "--only", "quote-not-found"]);
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert!(run.out().contains("quote-not-found"), "{}", run.all());
}

/// What one speaker says and what another answers is not a sentence of either, whatever is left out between them.
#[test]
fn two_speakers_of_a_chat_or_a_transcript_are_not_one_quote() {
    let said = [
        ("Dana", "Is she ready?"),
        ("Karl", "Crew is on board."),
        ("Karl", "Lights off as agreed."),
        ("Dana", "Do not call the pilots."),
        ("Karl", "I will call them anyway."),
    ];
    let lines = |line: fn(&str, &str) -> String| said.map(|(who, what)| line(who, what)).concat();
    for copy in [
        ("whatsapp.txt", lines(|who, what| format!("[02/03/2026, 03:58:11] {who}: {what}\n"))),
        ("android.txt", lines(|who, what| format!("02.03.26, 03:58 - {who}: {what}\n"))),
        ("hearing.txt", lines(|who, what| format!("{}: {what}\n\n", who.to_uppercase()))),
        ("hearing.md", lines(|who, what| format!("**{who}:** {what}\n\n"))),
        ("interview.html", lines(|who, what| format!("<p><b>{who}:</b> {what}</p>"))),
        (
            "article.html",
            format!("<article><p>Intro.</p>{}</article>", lines(|who, what| format!("<p>{who}: {what}</p>"))),
        ),
        (
            "telegram.html",
            lines(|who, what| format!("<div class='message default'><div>{who}</div><div>{what}</div></div>")),
        ),
    ] {
        let joined = ["Lights off as agreed. […] Do not call the pilots.", "Is she ready? [She is.] Crew is on board."];
        let folder = quoting((copy.0, &copy.1), &joined);
        let outcomes_of_joined = outcomes(&folder);
        assert!(outcomes_of_joined.iter().all(|outcome| outcome == "absent"), "{}: {outcomes_of_joined:?}", copy.0);
        let folder = quoting((copy.0, &copy.1), &said.map(|(_, what)| what));
        assert_eq!(outcomes(&folder), ["exact"; 5], "{}", copy.0);
    }
}

#[test]
fn a_negation_that_is_left_out_is_seen_without_asking() {
    let html = "<p>The minister denied that the bill was paid. He refused to say who failed to pay.</p>";
    let quotes = ["The minister […] that the bill was paid", "He […] to say who failed"];
    let folder = quoting(("page.html", html), &quotes);
    let run = folder.run(&["check", "claims"]);
    assert_eq!(run.out().matches("note[negation-elided]").count(), 2, "{}", run.out());
    let run = folder.run(&["check", "--level", "warning", "claims"]);
    assert!(!run.out().contains("negation-elided"), "{}", run.out());
    let page = folder.run(&["report", "--format", "html", "claims"]).out().to_owned();
    assert_eq!(page.matches("the words left out or put in contain a negation: read the passage").count(), 2);
}
