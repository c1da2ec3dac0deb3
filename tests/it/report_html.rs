//! The report for a browser: what the file holds, byte by byte. `browser` opens it.

#![allow(clippy::format_push_string, clippy::format_collect, reason = "small texts, made once")]

pub(crate) mod browser;

use crate::hostile::program::Folder;

/// A corpus in which every kind of claim occurs.
const EVERY_BASIS: &str = include_str!("../corpora/every-basis/corpus.yaml");
/// Texts that would act in a page, in every field.
const PAGE: &str = include_str!("../corpora/hostile/page.yaml");
const HONEST: &str = include_str!("../corpora/hostile/honest.yaml");

/// Quotes with every outcome, and reviews in every state.
const CHECKED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/checked");
/// The day on which reviews are to hold.
const TODAY: [&str; 2] = ["--today", "2026-11-24"];

/// The project's own claims.
const CLAIMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/claims");

fn html(text: &str) -> String {
    written(&Folder::with(text), &["c.yaml"])
}

fn written(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(&[&["report", "--format", "html"], &TODAY[..], arguments].concat());
    assert_eq!(run.status, Some(0), "{}", run.all());
    run.out().to_owned()
}

/// A corpus of so many claims, in which each cites one or two that came before it, or has a source.
fn many(claims: usize) -> String {
    let mut text = String::from("sources:\n");
    for source in 0..claims / 4 {
        let identity = match source % 3 {
            0 => format!("anonymous, description: an official of the ministry no. {source}"),
            _ => format!("named, name: Person {source}"),
        };
        text += &format!("  s{source}: {{identity: {identity}}}\n");
    }
    text += "documents:\n  paper: {title: The paper, url: 'https://example.org/paper'}\nclaims:\n";
    for claim in 0..claims {
        let cited = (claim / 2, claim * 7 / 8);
        let grounds = match claim % 4 {
            1 => format!("cites: [c{}]", cited.0),
            2 | 3 => format!("cites: [c{}, c{}]", cited.0, cited.1),
            _ => format!("attributed_to: [s{}]", claim % (claims / 4)),
        };
        let date = format!("2024-{:02}-{:02}", claim % 12 + 1, claim % 28 + 1);
        text += &format!(
            "  c{claim}:\n    statement: The ministry said on several days that the bridge over the river number {claim} closes.\n    {grounds}\n    \
             date: {date}\n    tags: [topic-{}]\n    evidence: [{{document: paper, quote: it closes {claim}}}]\n    \
             url: https://example.org/2024/the-bridge-over-the-river-{claim}-closes\n",
            claim % 40
        );
    }
    text += "reviews:\n";
    for claim in 0..claims {
        text += &format!(
            "  r{claim}: {{claim: c{claim}, verdict: supported, reviewer: desk, date: 2024-12-31, expires: 2027, url: 'https://example.org/r/{claim}'}}\n"
        );
    }
    text
}

#[test]
fn fourteen_claims_are_small() {
    let corpus: String = many(14);
    let size = html(&corpus).len();
    assert!(size <= 150_000, "{size}");
    let size = written(&Folder::new(), &[CLAIMS]).len();
    assert!(size <= 160_000, "{size} for the project's own claims, of which there are 36");
}

#[test]
fn ten_thousand_claims_are_not_large() {
    let size = html(&many(10_000)).len();
    assert!(size <= 10_000_000, "{size}");
}

#[test]
fn the_bytes_are_the_same_from_run_to_run_and_from_file_to_file() {
    for text in [EVERY_BASIS, PAGE, &many(1_000)] {
        let once = html(text);
        let folder = Folder::with(text);
        let mut threads = folder.program();
        threads.env("RAYON_NUM_THREADS", "7").args(["report", "--format", "html", "c.yaml"]).args(TODAY);
        assert_eq!(threads.output().unwrap().stdout, once.as_bytes());
        // The same records in files of other names.
        let (sources, claims) = text.split_at(text.find("\nclaims:\n").unwrap() + 1);
        let folder = Folder::new();
        folder.write("x/2.yaml", sources);
        folder.write("x/1.yaml", claims);
        assert_eq!(written(&folder, &["x"]), once);
    }
}

/// Everything in the file that is not our style or our script, whatever a browser makes of it.
fn without_ours(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, _) = rest.rsplit_once("<script>").unwrap();
    format!("{before}{body}")
}

#[test]
fn no_text_is_markup() {
    for text in [PAGE.to_owned(), format!("{PAGE}{}", "").replace("reviews:\n", &padding())] {
        let page = html(&text);
        let body = without_ours(&page);
        for forbidden in
            ["<img", "<iframe", "<base", "<link", "<form action", "onerror=\"", "<svg/", "</bdi></title>", "<!--"]
        {
            assert!(!body.contains(forbidden), "{forbidden}");
        }
        assert_eq!(body.matches("<script").count(), 1, "the data");
        assert_eq!(body.matches("</script").count(), 1);
        assert_eq!(page.matches("<script>").count(), 1);
        assert_eq!(body.matches(" style=").count(), body.matches("&quot; style=").count(), "inline styles");
        for handler in [" onclick=", " onload=", " onfocus=\"", " onmouseover=\""] {
            assert!(!body.contains(handler), "{handler}");
        }
        let data = body.rsplit_once("id=\"_data\">").unwrap().1.split_once("</script>").unwrap().0;
        assert!(!data.contains(['<', '>', '&']));
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(Some(data["claims"].as_array().unwrap().len() as u64), data["rows"].as_u64());
    }
}

/// Claims enough for a page that does not hold everything, before the reviews.
fn padding() -> String {
    (0..400).map(|claim| format!("  z{claim}: {{statement: x}}\n")).collect::<String>() + "reviews:\n"
}

#[test]
fn every_link_is_to_the_web_or_to_the_page() {
    for text in [PAGE, HONEST, EVERY_BASIS] {
        let page = without_ours(&html(text));
        let mut links = 0;
        for tag in page.split("<a ").skip(1).map(|rest| rest.split_once('>').unwrap().0) {
            let address = tag.split_once("href=\"").unwrap().1.split_once('"').unwrap().0;
            links += 1;
            if !address.starts_with('#') {
                assert!(address.starts_with("https://"), "{address}");
                assert!(tag.ends_with(" rel=\"noopener noreferrer\""), "{tag}");
            }
        }
        assert!(links > 10);
    }
}

#[test]
fn of_a_confidential_source_only_what_readers_may_see_is_shown() {
    let text = "sources:\n  s: {identity: anonymous, description: an official, reason: SECRET-1, known_to: SECRET-2, note: SECRET-3, terms: background}\n\
                claims:\n  c: {statement: x, attributed_to: [s], note: SECRET-4}\n";
    let page = html(text);
    assert!(page.contains("an official"));
    assert!(!page.contains("SECRET"), "{page}");
    assert!(!page.contains("background}"));
}

/// The marks of the claims of a page in their order: first the worst basis, then the id.
fn marks(page: &str) -> Vec<String> {
    let claims = page.split_once("id=\"_documents\"").map_or(page, |(claims, _)| claims);
    let marks = claims.split("<b class=\"mark-").skip(1).map(|rest| rest.split_once("</b>").unwrap().0);
    marks.map(|mark| mark.replace("\">", ": ")).collect()
}

#[test]
fn what_came_of_quotes_copies_and_reviews_is_said_in_words() {
    let page = written(&Folder::new(), &[CHECKED]);
    let expected = [
        "fails: expired",
        "holds: current",
        "holds: current",
        "fails: stale: the claim or what it rests on has changed since",
        "holds: quote exact",
        "holds: archived copy verified",
        "holds: quote exact except for typography",
        "holds: archived copy verified",
        "holds: quote exact except for words left out or put in",
        "holds: archived copy verified",
        "fails: quote altered",
        "open: archived copy without a recorded digest",
        "fails: quote absent",
        "holds: archived copy verified",
        "open: quote could not be checked: its archived copy does not match the recorded digest",
        "fails: archived copy does not match the recorded digest",
        "open: quote could not be checked: its archived copy is missing",
        "open: quote could not be checked: it has no archived copy",
        "open: quote could not be checked: onrecord does not read PDF files",
        "open: archived copy without a recorded digest",
        "holds: archived copy verified",
        "open: superseded",
        "holds: current",
    ];
    assert_eq!(marks(&page), expected);
    // What differs from the quote is in the copy, and stays there.
    assert!(page.contains("every column of it") && !page.contains("every pillar of it"));
    assert!(!page.contains("worrying"));
}

/// By docs/reviews.md: it takes no other review's place, and a claim with no other review is unreviewed.
#[test]
fn a_review_dated_in_the_future_is_not_current() {
    let folder = Folder::new();
    let padding: String = (0..300).map(|nth| format!("  z{nth}: {{statement: x}}\n")).collect();
    let text = |padding: &str| {
        format!(
            "claims:\n  a: {{statement: x}}\n  b: {{statement: x}}\n{padding}reviews:\n\
             \x20 a1: {{claim: a, verdict: refuted, reviewer: desk, date: 2024-05-20}}\n\
             \x20 a2: {{claim: a, verdict: supported, reviewer: desk, date: 2030-05-20}}\n\
             \x20 b1: {{claim: b, verdict: supported, reviewer: desk, date: 2030-05-20}}\n"
        )
    };
    let page = |padding: &str, today: &str| {
        folder.write("claims/c.yaml", text(padding));
        folder.run(&["report", "--format", "html", "--today", today, "claims"]).out().to_owned()
    };
    let future = "open: dated in the future: not valid yet";
    assert_eq!(marks(&page("", "2026-11-30")), ["holds: current", future, future]);
    assert_eq!(marks(&page("", "2030-05-20")), ["open: superseded", "holds: current", "holds: current"]);
    // What the script draws, and what it filters by.
    let large = page(&padding, "2026-11-30");
    assert!(large.contains(r#"["holds","current"],["open","dated in the future: not valid yet"]"#));
    assert_eq!(large.matches(r#""review":"current""#).count(), 1);
}

#[test]
fn reviews_hold_on_a_day_and_copies_are_looked_for_where_they_are() {
    let folder = Folder::new();
    let states = |today: &str| {
        let run = folder.run(&["report", "--format", "html", "--today", today, CHECKED]);
        marks(run.out()).iter().filter(|mark| mark.ends_with(": expired")).count()
    };
    assert_eq!([states("2026-03-01"), states("2026-03-02"), states("2027-01-02")], [0, 1, 2]);

    let corpus = "documents: {d: {title: x, snapshot: copies/d.txt, sha256: 25059b159c3c7c681b0105692fb3bf960f80564e1d09b32ba4fd1370044ffa95}}\n\
                  claims: {c: {statement: x, evidence: [{document: d, quote: it stands there}]}}\n";
    folder.write("claims/c.yaml", corpus);
    folder.write("elsewhere/d.txt", "We know that it stands there.");
    let missing = "open: quote could not be checked: its archived copy is missing";
    assert_eq!(marks(&written(&folder, &["claims"])), [missing]);
    let found = ["holds: quote exact", "holds: archived copy verified"];
    assert_eq!(marks(&written(&folder, &["claims", "--snapshots", "elsewhere"])), found);
}

/// Other formats show no more of a claim than a line.
#[test]
fn only_the_page_depends_on_the_day() {
    for format in ["text", "json", "markdown", "csv"] {
        let on = |today: &str| Folder::new().run(&["report", "--format", format, "--today", today, CHECKED]).stdout;
        assert_eq!(on("2020-01-01"), on("2030-01-01"), "{format}");
    }
}

/// Corroboration does not change a basis, but may put a claim on the record.
#[test]
fn the_headline_denies_no_corroboration() {
    let standfirst = |more: &str| {
        let text = format!(
            "sources:\n  ann: {{identity: named, name: Ann}}\n  aide: {{identity: anonymous, description: an aide}}\n\
             claims:\n  leak: {{statement: x, attributed_to: [ann], corroborates: [whole]}}\n  whole: {{statement: x}}\n{more}"
        );
        let page = html(&text);
        page.split_once("<p class=\"standfirst\">").unwrap().1.split_once('.').unwrap().0.to_owned()
    };
    assert_eq!(standfirst(""), "1 has no named origin, but is on the record by corroboration");
    let aside = "  said: {statement: x, attributed_to: [aide]}\n";
    assert_eq!(standfirst(aside), "2 have no named origin; 1 of them is on the record by corroboration");
    let told = "  told: {statement: x, attributed_to: [aide], cites: [leak]}\n";
    assert_eq!(
        standfirst(told),
        "1 of these is not on the record: only unnamed voices relay what the named sources say"
    );
}

#[test]
fn a_selection_says_that_it_is_one() {
    let folder = Folder::with(EVERY_BASIS);
    let page = written(&folder, &["--basis", "circular", "c.yaml"]);
    assert!(page.contains("<h1>0 of 3 claims rest on named sources only</h1>"));
    assert!(page.contains("The claims were selected from 12."));
    assert!(page.contains("All 12 claims are counted here"));
    assert!(!page.contains("id=\"road-safe\""));
}

#[test]
fn an_empty_corpus_is_a_page_too() {
    let page = html("claims: {}\n");
    assert!(page.contains("<h1>No claims</h1>"), "{page}");
    assert!(!page.contains("Every claim has"));
    let none = written(&Folder::with(EVERY_BASIS), &["--tag", "bridge", "--basis", "mixed", "c.yaml"]);
    assert!(none.contains("<h1>No claim fits the selection</h1>"));
    assert!(page.contains("There is nothing to draw."));
}

/// The part of a page in which a claim opens.
fn opened<'p>(page: &'p str, id: &str) -> &'p str {
    let (_, claim) = page.split_once(&format!("<details class=\"claim\" id=\"{id}\"")).unwrap();
    claim.split_once("</details>").unwrap().0
}

#[test]
fn what_a_claim_cites_stands_in_its_item() {
    let page = html(
        "sources:\n  s: {identity: named, name: Ada Example}\nclaims:\n  a: {statement: first, attributed_to: [s]}\n  \
         b: {statement: second, cites: [a]}\n  c: {statement: third, cites: [b]}\n",
    );
    let chain = opened(&page, "c").split_once("<div class=\"chain\">").unwrap().1.split_once("</div>").unwrap().0;
    assert_eq!(chain.matches("<ul>").count(), 3, "{chain}");
    assert!(!chain.split_once("<ul>").unwrap().1.split_once("said by").unwrap().0.contains("</li>"), "{chain}");
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn a_hundred_thousand_claims_are_listed() {
    let claims = |count: usize| {
        let claims = (0..count).map(|nth| format!("  c{nth}: {{statement: x}}\n"));
        html(&format!("claims:\n{}", claims.collect::<String>()))
    };
    let cut = "This file lists 100,000 of 100,001 claims";
    let (all, more) = (claims(100_000), claims(100_001));
    assert!(!all.contains("This file lists") && all.contains("{\"rows\":100000,"));
    assert!(more.contains(cut) && more.contains("{\"rows\":100000,"));
}

#[test]
fn a_ladder_does_not_fill_a_thousand_sheets() {
    let mut text = String::from(
        "sources:\n  s0: {identity: named, name: Ada Example}\n  s1: {identity: named, name: Bo Example}\nclaims:\n",
    );
    for step in 0..150 {
        for side in 0..2 {
            let grounds = match step {
                0 => format!("attributed_to: [s{side}]"),
                _ => format!("cites: [c{}-0, c{}-1]", step - 1, step - 1),
            };
            text += &format!("  c{step}-{side}: {{statement: The bridge closes., {grounds}}}\n");
        }
    }
    let page = html(&text);
    let lines = page.matches("<span class=\"link\">").count() + page.matches("<span class=\"step\">").count();
    // Four thousand, and a few of each chain and each line.
    assert!((4_000..4_000 + 300 * 5 * 4).contains(&lines), "{lines}");
    assert!(opened(&page, "c149-1").contains(" more: <code>onrecord trace c149-1</code>"));
}

#[test]
fn sources_that_are_called_the_same_are_told_apart() {
    let text = "sources:\n  s1: {identity: anonymous, description: an aide}\n  s2: {identity: anonymous, description: an aide}\n  \
         s3: {identity: anonymous, description: a guard}\nclaims:\n  a: {statement: ' ', attributed_to: [s1, s2, s3]}\n  \
         b: {statement: x, cites: [a]}\n";
    // A statement is missing, so the run says 1; the page is made all the same.
    let page = Folder::with(text).run(&["report", "--format", "html", "c.yaml"]).out().to_owned();
    let claim = opened(&page, "a");
    for id in ["s1", "s2"] {
        assert!(claim.contains(&format!("<small>(anonymous)</small> <code>{id}</code>")), "{claim}");
    }
    assert!(!claim.contains("<code>s3</code>"));
    assert!(opened(&page, "b").contains("<a href=\"#a\">(no statement)</a>"));
    assert!(page.contains("(no statement)</text>"), "the picture");
}

#[test]
fn looks() {
    let page = html(EVERY_BASIS);
    let body =
        page.split_once("<section class=\"claims\"").unwrap().1.split_once("<section class=\"words\"").unwrap().0;
    insta::assert_snapshot!(body);
}

#[test]
fn it_says_what_it_is_about_and_what_was_read() {
    let folder = Folder::with(HEADED);
    let page = written(&folder, &["--title", "The <b>bridge</b>", "--revision", "1a2b3c4&", "c.yaml"]);
    assert!(page.contains(r#"<p class="about"><bdi>The &lt;b&gt;bridge&lt;/b&gt;</bdi></p>"#), "{page}");
    let read = "Read: 3 claims, 2 sources, 2 documents and 0 reviews, revision <code>1a2b3c4&amp;</code>.";
    assert!(page.contains(read), "{page}");
    assert!(page.contains("<title>The &lt;b&gt;bridge&lt;/b&gt;: "), "{page}");
    let plain = html(HEADED);
    assert!(!plain.contains(r#"class="about""#) && !plain.contains("revision"), "only what was given is said");
}

/// The rows of a part of the page, each as text without markup.
fn rows(page: &str, part: &str, row: &str) -> Vec<String> {
    let (_, rest) = page.split_once(&format!(r#"id="{part}""#)).unwrap();
    let section = rest.split_once("</section>").unwrap().0;
    let text = |markup: &str| {
        let pieces = markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    section.split(row).skip(1).map(text).collect()
}

#[test]
fn documents_are_listed_with_their_copies_and_claims() {
    let rows = rows(&html(HEADED), "_documents", "<tr><th scope=\"row\">");
    assert_eq!(
        rows,
        [
            "The order The Gazette web paper 2024-10 archived copy is missing 2 claims \
             The bridge closes. closes The paper says that it closes. relayed",
            "Notes notes none nothing",
        ]
    );
}

/// Support that is none must not look like support.
#[test]
fn a_corroboration_that_is_not_independent_is_told_and_drawn_apart() {
    let text = "sources: {s: {identity: named, name: Ada Example}, t: {identity: named, name: Bo Example}}
claims:
  a: {statement: It closes., attributed_to: [s]}
  heard: {statement: It is said to close., cites: [a], corroborates: [a]}
  seen: {statement: It is closed., attributed_to: [t], corroborates: [a]}
";
    let html = html(text);
    let row = rows(&html, "_claims", "<span class=\"facts\">").join("\n");
    let told = "corroboration by heard is not independent";
    assert!(row.contains(told), "{row}");
    assert_eq!(row.matches("not independent").count(), 1);
    let edges = |kind: &str| html.matches(&format!("<path class=\"edge {kind}\" d=\"M")).count();
    // Each of both is in the legend once.
    assert_eq!((edges("hollow"), edges("corroborates")), (2, 2));
    assert!(
        !self::html("claims: {a: {statement: x}, b: {statement: y, corroborates: [a]}}").contains("edge hollow\" d")
    );
}

#[test]
fn a_timeline_shows_who_said_it_when() {
    assert_eq!(
        rows(&html(HEADED), "_timeline", "<li>"),
        [
            "2024-10-01 A. Mayor (named): The bridge closes. closes",
            "2024-10-02 The Gazette (outlet): The paper says that it closes. relayed relays closes (2024-10-01)",
            "2024-10-05 withdrawn The Gazette (outlet): The paper says that it closes. relayed",
        ]
    );
    assert!(!html("claims: {a: {statement: x, date: 2024}}").contains("_timeline"), "one date is no timeline");
}

#[test]
fn the_picture_says_who_relays() {
    let page = html(HEADED);
    assert!(page.contains(">relayed by The Gazette</text>"), "{page}");
    let many = HEADED.replace("attributed_to: [gazette]", "attributed_to: [gazette, mayor]");
    assert!(html(&many).contains(">relayed by The Gazette +1</text>"));
}

const HEADED: &str = "
sources:
  mayor: {identity: named, name: A. Mayor}
  gazette: {identity: named, name: The Gazette, kind: outlet}
documents:
  paper: {title: The order, publisher: gazette, published: 2024-10, url: https://example.org/, snapshot: x.html}
  notes: {title: Notes}
claims:
  closes: {statement: The bridge closes., attributed_to: [mayor], date: 2024-10-01, evidence: [{document: paper}]}
  relayed:
    statement: The paper says that it closes.
    attributed_to: [gazette]
    date: 2024-10-02
    retracted: 2024-10-05
    cites: [closes]
    evidence: [{document: paper}, {document: paper, locator: page 2}]
  undated: {statement: It stays., attributed_to: [mayor]}
";

#[test]
fn the_extension_of_the_file_is_its_format() {
    let folder = Folder::with("claims:\n  a: {statement: x}\n");
    for (file, start) in
        [("r.html", "<!doctype html>"), ("r.CSV", "\"id\","), ("r.md", "#"), ("r.json", "{"), ("r", "1 claim")]
    {
        let run = folder.run(&["report", "c.yaml", "-o", file]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let written = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(written.to_lowercase().starts_with(start), "{file} {written}");
    }
    for (arguments, file, start) in [
        (&["todo", "c.yaml"][..], "t.json", "{"),
        (&["todo", "c.yaml"], "t.md", "#"),
        (&["check", "c.yaml"], "c.sarif", "{"),
        (&["check", "c.yaml"], "c.XML", "<?xml"),
        (&["check", "c.yaml"], "c.json", "{"),
        (&["check", "c.yaml"], "c.txt", "warning["),
        (&["list", "c.yaml"], "l.json", "{"),
        (&["trace", "a", "c.yaml"], "a.json", "{"),
        (&["impact", "a", "c.yaml"], "i.json", "{"),
        (&["impact", "--rank", "c.yaml"], "k.json", "{"),
        (&["impact", "--rank", "c.yaml"], "k.html", "1 claim"),
    ] {
        let run = folder.run(&[arguments, &["-o", file]].concat());
        assert_ne!(run.status, Some(2), "{}", run.all());
        let written = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(written.starts_with(start), "{file} {written}");
    }
    folder.run(&["report", "c.yaml", "-o", "t.html", "--format", "text"]);
    assert!(std::fs::read_to_string(folder.path().join("t.html")).unwrap().starts_with("1 claim"));
}
