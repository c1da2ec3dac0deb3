//! Five articles from start to finish: drafted, finished as a person would, accepted and checked.

use std::collections::BTreeSet;

use super::read;
use crate::hostile::program::Folder;

/// An article, who has a name in it, and by hand who says what: the words of a claim, and how its source is called.
struct Article {
    name: &'static str,
    document: &'static str,
    page: &'static str,
    named: &'static [&'static str],
    said: &'static [(&'static str, &'static str)],
}

const ARTICLES: [Article; 5] = [
    Article {
        name: "bridge.html",
        document: "old-bridge-stays-closed-until-spring",
        page: include_str!("../../corpora/drafts/bridge.html"),
        named: &["Ada Example", "Ministry of Transport"],
        said: &[
            ("The old bridge is closed until April", "Ada Example"),
            ("the town had found cracks", "Ada Example"),
            ("Nobody will drive across it", "she"),
            ("repairs will cost 4.2 million euros", "Ministry of Transport"),
            ("the cracks had been known since 2019", "An engineer"),
        ],
    },
    Article {
        name: "harbour.html",
        document: "harbour-workers-vote-to-strike",
        page: include_str!("../../corpora/drafts/harbour.html"),
        named: &["Dock Workers’ Union", "Bo Lindholm", "Cy Third", "Northfield Courier"],
        said: &[
            ("will strike from Friday", "Dock Workers’ Union"),
            ("We have waited for eleven months", "Bo Lindholm"),
            ("1,400 people would walk out", "Bo Lindholm"),
            ("the company had made", "Cy Third"),
            ("the company was ready to pay more", "Two people familiar with the talks"),
        ],
    },
    Article {
        name: "school.html",
        document: "city-to-open-three-schools",
        page: include_str!("../../corpora/drafts/school.html"),
        named: &["Dee Fourth", "Eve Fifth", "Daily Example", "The Daily Example"],
        said: &[
            ("The city will open three schools", "officials"),
            ("Every child will have a desk", "Dee Fourth"),
            ("84 teachers had been hired", "Dee Fourth"),
            ("We heard the same last year", "Eve Fifth"),
            ("one of the buildings was not finished", "Daily Example"),
            ("one of the buildings was not finished", "a builder"),
        ],
    },
    Article {
        name: "river.html",
        document: "study-finds-lead-in-river",
        page: include_str!("../../corpora/drafts/river.html"),
        named: &["Fay Sixth", "Gus Seventh", "a study by the University of Southfield", "University of Southfield"],
        said: &[
            ("carries three times as much lead", "a study by the University of Southfield"),
            ("The numbers surprised us", "Fay Sixth"),
            ("most of the lead came from an old paint works", "Fay Sixth"),
            ("Our tanks are tight", "Gus Seventh"),
            ("the company would open its books", "Gus Seventh"),
            ("the regulator will look into the works", "Sources"),
        ],
    },
    Article {
        name: "vote.html",
        document: "council-delays-vote-on-tram",
        page: include_str!("../../corpora/drafts/vote.html"),
        named: &["Hal Eighth", "Ida Ninth"],
        said: &[
            ("We need a number that holds", "Hal Eighth"),
            ("the costs had risen to 310 million euros", "Hal Eighth"),
            ("the vote would be held in June", "Ida Ninth"),
            ("Nothing is lost", "she"),
            ("the state would not pay", "A senior official"),
        ],
    },
];

/// At least so many of the 27 that were found by hand are drafted, with the right source.
const FOUND: usize = 24;

/// What a person types: a statement where there is none, and an identity for a source that has none. Returns the draft,
/// and how many lines that took.
fn finished(draft: &str) -> (String, usize) {
    let (mut file, mut typed, mut section) = (String::new(), 0, "");
    for line in draft.lines() {
        section = [line].into_iter().find(|line| line.ends_with(':') && !line.starts_with(' ')).unwrap_or(section);
        file.push_str(line);
        file.push('\n');
        let is_key = line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(':') && !line.contains('#');
        if !is_key {
            continue;
        }
        let record: Vec<_> = draft
            .split_once(&format!("\n{line}\n"))
            .unwrap()
            .1
            .lines()
            .take_while(|line| line.starts_with("    "))
            .collect();
        let has = |field: &str| record.iter().any(|line| line.trim_start().starts_with(field));
        if section == "claims:" && !has("statement:") {
            file.push_str(&format!("    statement: What {} says in a sentence.\n", line.trim().trim_end_matches(':')));
            typed += 1;
        } else if section == "sources:" && !has("identity:") {
            file.push_str("    identity: unspecified\n");
            typed += 1;
        }
    }
    (file, typed)
}

/// What `check` finds wrong, and how many quotes it has found.
fn checked(folder: &Folder) -> usize {
    let run = folder.run(&["check", "--format", "json", "--today", "2026-11-24"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let json = run.json();
    let quotes = json["quotes"].as_array().unwrap();
    for quote in quotes {
        assert!(["exact", "typographic"].contains(&quote["outcome"].as_str().unwrap()), "{quote}");
    }
    quotes.len()
}

#[test]
fn five_articles_from_start_to_finish() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  daily: {identity: named, name: The Daily Example, kind: outlet}\n");
    let (mut found, mut wanted, mut rows) = (0, 0, Vec::new());
    for article in &ARTICLES {
        folder.write(article.name, article.page);
        let json = folder.run(&["draft", article.name, "--format", "json"]).json();
        let label = |id: &serde_json::Value| {
            let sources = json["sources"].as_array().unwrap();
            sources.iter().find(|source| source["id"] == *id).map(|source| source["label"].as_str().unwrap().to_owned())
        };
        for source in json["sources"].as_array().unwrap().iter().filter(|source| source["identity"] == "named") {
            let label = source["label"].as_str().unwrap();
            assert!(article.named.contains(&label), "{}: {label} is not a name", article.name);
        }
        let attributions = json["attributions"].as_array().unwrap();
        for (words, who) in article.said {
            let says = |one: &&serde_json::Value| {
                let mut parts = one["content"].as_array().unwrap().iter();
                parts.any(|part| part["text"].as_str().unwrap().contains(words))
                    && label(&one["voice"]).is_some_and(|label| label.eq_ignore_ascii_case(who))
            };
            found += usize::from(attributions.iter().any(|one| says(&one)));
            wanted += 1;
        }

        let run = folder.run(&["draft", article.name]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let path = format!("claims/{}.draft", article.document);
        let draft = read(&folder, &path);
        let (file, typed) = finished(&draft);
        folder.write(&path, &file);
        let run = folder.run(&["draft", "--accept", &path]);
        assert_eq!(run.status, Some(0), "{}: {}", article.name, run.all());
        assert!(!folder.path().join(&path).exists(), "nothing is left in it: {}", run.all());
        let claims = read(&folder, &format!("claims/{}.yaml", article.document));
        let records = claims.lines().filter(|line| !line.trim_start().starts_with('#') && !line.is_empty());
        rows.push((article.name, attributions.len(), records.count() - typed, typed));
    }
    assert_eq!(wanted, 27);
    assert!(found >= FOUND, "{found} of {wanted}: {rows:?}");
    let quotes = checked(&folder);
    let claims: usize = rows.iter().map(|row| row.1).sum();
    assert!(quotes >= claims, "{quotes} quotes of {claims} claims");
    // What a person still types is a small part.
    let (drafted, typed) = rows.iter().fold((0, 0), |(drafted, typed), row| (drafted + row.2, typed + row.3));
    assert!(typed * 10 <= drafted, "{rows:?}");
    let names: BTreeSet<_> = rows.iter().map(|row| row.0).collect();
    assert_eq!(names.len(), 5);
    if std::env::args().any(|argument| argument == "--show-output" || argument == "--nocapture") {
        #[allow(clippy::print_stdout, reason = "for the table in docs/draft.md")]
        {
            println!("{found} of {wanted}; article, attributions, lines drafted, lines typed: {rows:?}");
        }
    }
}
