//! An article that was drafted before: what the corpus has is not proposed a second time.

use super::{ARTICLE, read};
use crate::hostile::program::Folder;

const PAGE: &str = "<link rel=canonical href='https://example.org/bridge'>";

/// The article, drafted and accepted.
fn accepted() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  ada: {identity: named, name: Ada Example, kind: person}\n");
    folder.write("saved.html", ARTICLE.replace("</head>", &format!("{PAGE}</head>")));
    folder.run(&["draft", "saved.html"]);
    let draft = read(&folder, "claims/old-bridge-stays-closed.draft");
    let finished =
        draft.replace("    attributed_to:\n    - ada\n", "    statement: It is closed.\n    attributed_to: [ada]\n");
    let finished = finished.replace("    description: Bo", "    identity: unspecified\n    description: Bo");
    folder.write("claims/old-bridge-stays-closed.draft", finished);
    let run = folder.run(&["draft", "--accept", "claims/old-bridge-stays-closed.draft"]);
    assert!(run.out().contains(": 2 claims and 1 other record\ndeleted "), "{}", run.all());
    folder
}

#[test]
fn a_second_draft_of_it_has_nothing() {
    let folder = accepted();
    let before = folder.run(&["list"]).out().to_owned();
    for subject in ["saved.html", "old-bridge-stays-closed"] {
        let run = folder.run(&["draft", subject]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let nothing = "nothing to draft: all that was found is in the claim files already\n";
        assert!(run.out().starts_with(nothing), "{}", run.out());
        assert!(run.out().contains("\nLeft out: 2 attributions whose quotes the corpus already has"), "{}", run.out());
        assert!(!folder.path().join("claims/old-bridge-stays-closed.draft").exists());
    }
    let json: serde_json::Value =
        serde_json::from_str(folder.run(&["draft", "saved.html", "--format", "json"]).out()).unwrap();
    assert_eq!((&json["account"]["known"], json["attributions"].as_array().unwrap().len()), (&2.into(), 2));
    assert_eq!(json["attributions"][0]["voice"], "ada");
    let page = folder.run(&["draft", "saved.html", "--format", "html"]);
    let known = "Already in the corpus: <code>old-bridge-is-closed-until-may</code>";
    assert!(page.out().contains(known) && !page.out().contains("Not drafted"), "{}", page.out());
    assert_eq!(folder.run(&["list"]).out(), before);
}

/// The page shows everybody who speaks in the article, and who of them is in the corpus.
#[test]
fn the_page_shows_sources_that_are_there_already() {
    let folder = accepted();
    let page = read(&folder, "saved.html");
    let shown = |text: &str| {
        folder.write("other.html", text);
        let run = folder.run(&["draft", "other.html", "--format", "html"]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let (_, sources) = run.out().split_once("<ul>\n").unwrap();
        assert!(run.out().contains(" by 2 sources, "), "{}", run.out());
        sources.split_once("</ul>").unwrap().0.to_owned()
    };
    let there = "already in the corpus: <code>ada</code>";
    let sources = shown(&page);
    assert!(sources.contains("Ada Example</bdi></span>") && sources.contains("Bo Other</bdi></span>"), "{sources}");
    assert_eq!(sources.matches("<a href=\"#r").count(), 2, "{sources}");
    assert_eq!(sources.matches(" attribution, already in the corpus").count(), 2, "{sources}");
    assert!(sources.contains(there), "{sources}");
    let sources = shown(&page.replace("</body>", "<p>“It is a pity,” Ada Example said.</p></body>"));
    assert!(sources.contains(there) && sources.contains(">2 attributions, 1 already in the corpus</a>"), "{sources}");
    let sources = shown(&ARTICLE.replace("May", "April").replace("June", "July"));
    assert!(sources.contains(there) && sources.contains("<code>bo-other-2</code>"), "{sources}");
    assert!(!sources.contains("attribution, already"), "{sources}");
}

/// Another copy of the page is archived, and drafted as far as something in it is new.
#[test]
fn of_another_copy_only_what_is_new_is_drafted() {
    let folder = accepted();
    let page = read(&folder, "saved.html");
    folder.write("other.html", page.replace("<h1>", "<h1 class=new>"));
    let run = folder.run(&["draft", "other.html"]);
    assert!(run.out().starts_with("nothing to draft: "), "{}", run.all());
    assert!(!folder.path().join("claims/evidence/old-bridge-stays-closed-2.yaml").exists(), "nor is it archived");
    folder.write("other.html", page.replace("</body>", "<p>“It is a pity,” Ada Example said.</p></body>"));
    let run = folder.run(&["draft", "other.html"]);
    assert!(run.out().starts_with("another   copy of the page of `old-bridge-stays-closed`"), "{}", run.all());
    let draft = read(&folder, "claims/old-bridge-stays-closed-2.draft");
    let records = "claims:\n  # sure, quote-said, direct\n  # “It is a pity,” Ada Example said.\n  it-is-a-pity:\n    \
        attributed_to:\n    - ada\n    evidence:\n    - document: old-bridge-stays-closed-2\n      quote: It is a pity\n\n#";
    assert!(draft.contains(records) && !draft.contains("sources:"), "{draft}");
}

/// A page that was corrected: what it no longer says is said of it, and nothing is changed.
#[test]
fn what_a_corrected_page_no_longer_says_is_named() {
    let folder = accepted();
    let page = read(&folder, "saved.html");
    let corrected = page.replace("is closed until May", "is closed until July");
    folder.write("other.html", &corrected);
    let line = "1 claim of `old-bridge-stays-closed` has a quote that this copy does not have: \
        `old-bridge-is-closed-until-may`. See whether the page was corrected.";
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let json = || folder.run(&["draft", "other.html", "--format", "json"]).json()["account"]["lacking"].clone();
    for format in ["text", "yaml", "html"] {
        let run = folder.run(&["draft", "other.html", "--format", format]);
        assert!(plain(run.out()).contains(line), "{}", run.all());
    }
    assert_eq!(json(), serde_json::json!(["old-bridge-is-closed-until-may"]));
    let before = read(&folder, "claims/old-bridge-stays-closed.yaml");
    // A claim that was withdrawn is settled, and a copy that has everything lacks nothing.
    folder.write(
        "claims/old-bridge-stays-closed.yaml",
        before.replace("statement: It is closed.", "statement: It is closed.\n    retracted: 2026-11"),
    );
    assert_eq!(json(), serde_json::json!([]));
    folder.write("claims/old-bridge-stays-closed.yaml", &before);
    folder.write("other.html", page.replace("<h1>", "<h1 class=new>"));
    assert_eq!(json(), serde_json::json!([]));
    folder.write("other.html", &corrected);
    let run = folder.run(&["draft", "other.html"]);
    assert!(plain(run.out()).contains(line), "{}", run.all());
    assert_eq!(read(&folder, "claims/old-bridge-stays-closed.yaml"), before);
    // A draft that is finished is deleted, whatever its account says.
    let draft = "claims/old-bridge-stays-closed-2.draft";
    let finished = read(&folder, draft).replace("    attributed_to:\n", "    statement: It is.\n    attributed_to:\n");
    folder.write(draft, finished);
    let run = folder.run(&["draft", "--accept", draft]);
    assert!(run.out().contains(&format!("deleted   {draft}: nothing is left in it\n")), "{}", run.all());
    // Nothing else in it is new, and the text of the page may be in a language without rules.
    folder.write(
        "other.html",
        page.replace("<p>“The old bridge is closed until May,” Ada Example said on Monday.</p>", ""),
    );
    let run = folder.run(&["draft", "other.html"]);
    assert!(run.out().starts_with("nothing to draft: ") && plain(run.out()).contains(line), "{}", run.all());
    folder.write("other.html", page.replace("lang=en", "lang=fr").replace("is closed until May", "est fermé"));
    let run = folder.run(&["draft", "other.html"]);
    assert!(plain(run.out()).contains(line), "{}", run.all());
}

/// The copy of a document that was replaced is compared with the document's own claims.
#[test]
fn a_copy_that_was_replaced_is_compared_too() {
    let folder = accepted();
    let record = read(&folder, "claims/evidence/old-bridge-stays-closed.yaml");
    let sha256 = record.lines().find_map(|line| line.trim().strip_prefix("sha256: ")).unwrap();
    let hex = sha256.trim_matches('"');
    let page = read(&folder, "saved.html").replace("is closed until May", "is closed until July");
    folder.write(format!("claims/evidence/{hex}.html"), page);
    let line = format!("    sha256: {sha256}\n");
    folder.write("claims/evidence/old-bridge-stays-closed.yaml", record.replace(&line, ""));
    let json = folder.run(&["draft", "old-bridge-stays-closed", "--format", "json"]).json();
    assert_eq!(json["account"]["lacking"], serde_json::json!(["old-bridge-is-closed-until-may"]));
}

/// An article that was accepted in part, and is drafted again: who has no name in it is not made a second time.
#[test]
fn who_has_no_name_is_not_made_twice() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  ada: {identity: named, name: Ada Example, kind: person}\n");
    let text = "An official said that the road is bad. Another official said that the wall is old. \
        An official said that the roof leaks. The officials said that the lake is dry.";
    folder.write("t.html", format!("<html lang=en><title>Town</title>{PAGE}<p>{text}</p>"));
    let draft = || {
        std::fs::remove_file(folder.path().join("claims/town.draft")).unwrap_or_default();
        let run = folder.run(&["draft", "town"]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        (read(&folder, "claims/town.draft"), run.out().to_owned())
    };
    folder.run(&["draft", "t.html"]);
    assert_eq!(folder.run(&["draft", "--accept", "town", "road-is-bad"]).status, Some(0));
    // Of what is left, what the same one says further on is a question still.
    let more = text.replace(" Another", " The official said that the inn is shut. Another");
    folder.write("u.html", format!("<html lang=en><title>Town</title>{PAGE}<p>{more}</p>"));
    let run = folder.run(&["draft", "u.html", "--format", "yaml"]);
    assert!(run.out().contains("the inn is shut\n    attributed_to:\n    - official\n"), "{}", run.out());
    assert!(!run.out().contains("\n  official:\n"), "{}", run.out());
    let account = "In the corpus from this page: `official`. If one is somebody else, write a record";
    assert!(run.out().contains(account), "{}", run.out());
    let (file, shown) = draft();
    assert!(!file.contains("\n  official:\n") && !file.contains("    - official\n"), "{file}");
    assert!(file.contains("\n  another-official:\n") && file.contains("\n  official-2:\n"), "{file}");
    let offer = "The corpus has a source like this from this page: if it is the same, use `official` in the claims and";
    assert!(file.contains(offer) && shown.contains("  in corpus  official\n"), "{file}{shown}");
    // A person has decided who the other one is.
    folder.write("claims/town.draft", file.replace("  official-2:\n", "  official-2:\n    identity: anonymous\n"));
    assert_eq!(folder.run(&["draft", "--accept", "town", "roof-leaks"]).status, Some(0));
    let more = text.replace("roof leaks.", "roof leaks, adding that the moss grows.");
    folder.write("u.html", format!("<html lang=en><title>Town</title>{PAGE}<p>{more}</p>"));
    let run = folder.run(&["draft", "u.html", "--format", "yaml"]);
    assert!(run.out().contains("the moss grows\n    attributed_to:\n    - official-2\n"), "{}", run.out());
    let file = draft().0;
    assert!(!file.contains("\n  official:") && !file.contains("\n  official-"), "{file}");
    let accepted = folder.run(&["draft", "--accept", "town"]);
    assert!(!accepted.out().contains("becomes"), "{}", accepted.all());
    assert_eq!(folder.run(&["check", "--deny", "error"]).status, Some(0));
}

#[test]
fn a_copy_goes_to_the_document_with_its_address() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "documents:\n  bridge:\n    title: B\n    url: https://example.org/bridge\n");
    folder.write("saved.html", ARTICLE.replace("</head>", &format!("{PAGE}</head>")));
    let run = folder.run(&["draft", "saved.html"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().contains("added to  claims/a.yaml\nwrote     claims/bridge.draft\n"), "{}", run.out());
    assert!(read(&folder, "claims/bridge.draft").contains("    - document: bridge\n"));
}

/// The page is known under other forms of its address.
#[test]
fn another_form_of_the_address_is_the_same_page() {
    let folder = accepted();
    let page = read(&folder, "saved.html").replace("<h1>", "<h1 class=new>");
    for address in ["http://example.org/bridge", "https://www.example.org/bridge/?utm_source=x"] {
        folder.write("other.html", page.replace("https://example.org/bridge", address));
        let run = folder.run(&["draft", "other.html"]);
        assert!(run.out().starts_with("nothing to draft: "), "{address}: {}", run.all());
    }
}

/// An agency is the outlet that the corpus knows, and never drafted as a person.
#[test]
fn the_corpus_knows_what_a_name_is() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  afp: {identity: named, name: Agence France-Presse, kind: outlet}\n");
    let text = "Agence France-Presse reported that the boat sank. Al Jazeera reported that the camp was empty.";
    folder.write("boat.html", format!("<html lang=en><title>Boat</title><p>{text}</p></html>"));
    let run = folder.run(&["draft", "boat.html"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let draft = read(&folder, "claims/boat.draft");
    assert!(draft.contains("    attributed_to:\n    - afp\n") && !draft.contains("kind: person"), "{draft}");
    assert!(draft.contains("  al-jazeera:\n    identity: named\n    name: Al Jazeera\n"), "{draft}");
}

/// Of two people with one name both are offered, when it is drafted and when it is accepted.
#[test]
fn all_of_one_name_are_offered() {
    let folder = Folder::new();
    let jo = "{identity: named, name: Jo Smith, kind: person}";
    folder.write("claims/a.yaml", format!("sources:\n  jo-a: {jo}\n  jo-b: {jo}\n"));
    folder.write("boat.html", "<html lang=en><title>Boat</title><p>Jo Smith said that the boat sank.</p></html>");
    let run = folder.run(&["draft", "boat.html"]);
    assert!(run.out().contains("  in corpus  jo-a, jo-b\n"), "{}", run.all());
    let draft = read(&folder, "claims/boat.draft");
    let offer = "if it is one of them, use `jo-a` or `jo-b` in the claims and delete this record.";
    assert!(draft.contains(offer), "{draft}");
    let run = folder.run(&["draft", "--accept", "boat"]);
    assert!(run.out().contains("`jo-smith` has the name of `jo-a` and `jo-b`: if they"), "{}", run.all());
}

/// A paper is one source whether its name has an article or not, for whatever adds records.
#[test]
fn a_name_is_one_whatever_adds_the_record() {
    let page = "<html lang=en><title>Elms</title><meta property=og:site_name content='{}'>\
        <p>{} reported that the elms were old.</p>";
    for (named, written) in [("Elm Herald", "The Elm Herald"), ("The Elm Herald", "Elm  HERALD")] {
        let folder = Folder::new();
        folder.write("claims/a.yaml", format!("sources:\n  elm: {{identity: named, name: {named}, kind: outlet}}\n"));
        folder.write("a.html", page.replace("{}", written));
        let run = folder.run(&["archive", "a.html"]);
        assert!(run.out().contains("filled    title, publisher, language"), "{}", run.all());
        assert!(read(&folder, "claims/evidence/elms.yaml").contains("    publisher: elm\n"), "{}", run.all());
        let run = folder.run(&["draft", "elms", "--format", "yaml"]);
        assert!(!run.out().contains("sources:"), "{}", run.all());
        folder.write("t.csv", format!("statement,source\nThe elms are old.,{written}\n"));
        folder.write("m.yaml", folder.run(&["import", "table", "t.csv"]).out());
        let run = folder.run(&["import", "table", "t.csv", "--map", "m.yaml"]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let file = read(&folder, "claims/t.yaml");
        assert!(file.contains("    - elm\n") && !file.contains("sources:"), "{file}");
        folder.write("claims/b.yaml", format!("sources:\n  elm-b: {{identity: named, name: {written}}}\n"));
        let run = folder.run(&["check"]);
        assert!(run.out().contains("`elm-b` has the same name and kind as `elm`"), "{}", run.all());
    }
}

/// Words that the corpus has from somebody else, or from nobody, are not known: the page may have been corrected.
#[test]
fn the_same_words_from_somebody_else_are_drafted() {
    let folder = accepted();
    let page = read(&folder, "saved.html");
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let left_out = |page: &str| {
        folder.write("other.html", page);
        folder.run(&["draft", "other.html", "--format", "json"]).json()["account"]["known"].clone()
    };
    let claim = "old-bridge-is-closed-until-may";
    for (voice, id) in [("Marta Oliveira", "marta-oliveira"), ("A city official", "city-official")] {
        let other = page.replace("Ada Example said on Monday", &format!("{voice} said on Monday"));
        assert_eq!(left_out(&other), 1, "{voice}");
        let line = format!(
            "The claim `{claim}` has words that this copy gives to `{id}`, from somebody else or from nobody. See \
             which is right."
        );
        for format in ["text", "yaml", "html"] {
            let run = folder.run(&["draft", "other.html", "--format", format]);
            assert!(plain(&run.out().replace(" # ", " ").replace("\n#", "")).contains(&line), "{voice} {format}");
        }
    }
    // With a title, by a pronoun, or by the surname alone, it may be her.
    for voice in ["Mayor Ada Example", "she"] {
        assert_eq!(
            left_out(&page.replace("Ada Example said on Monday", &format!("{voice} said on Monday"))),
            2,
            "{voice}"
        );
    }
    // What the desk gave to nobody, or to somebody whom it does not name.
    let file = read(&folder, "claims/old-bridge-stays-closed.yaml");
    folder.write("claims/old-bridge-stays-closed.yaml", file.replace("    attributed_to: [ada]\n", ""));
    assert_eq!(left_out(&page), 1);
    folder.write("claims/a.yaml", "sources:\n  ada: {identity: anonymous, description: an engineer}\n");
    folder.write("claims/old-bridge-stays-closed.yaml", &file);
    assert_eq!(left_out(&page), 2);
}
