//! Which reviews hold, worked out by hand.

use std::fmt::Write as _;

use super::*;
use crate::graph::{Linked, link};
use crate::load::{Loaded, load_texts};
use crate::model::Record;
use crate::records::NewReview;

const TODAY: &str = "2026-11-24";

fn read(text: &str) -> (Loaded, Linked) {
    let loaded = load_texts([("claims.yaml".into(), text.to_owned())]);
    assert!(loaded.diagnostics.is_empty(), "{:?} in\n{text}", loaded.diagnostics);
    let linked = link(&loaded.corpus);
    (loaded, linked)
}

/// The digest of the grounds of a claim, and what a review of it lists.
fn reviewed(text: &str, claim: &str) -> (String, Vec<String>) {
    let (loaded, linked) = read(text);
    let Some(Record::Claim(claim)) = loaded.corpus.find(claim) else { panic!("no {claim}") };
    let digest = Digests::new(&loaded.corpus, &linked.graph).grounds(claim).to_string();
    (digest, grounds(&loaded.corpus, &linked.graph, claim))
}

/// Reviews of `a`, each as `id verdict reviewer date` and perhaps ` stale` or ` expired`: how each stands, the latest
/// first, and how things stand with the claim.
fn standing(reviews: &[&str]) -> (Vec<String>, &'static str, Option<String>) {
    let mut text = "claims:\n  a: {statement: x}\n".to_owned();
    let digest = reviewed(&text, "a").0;
    text.push_str(if reviews.is_empty() { "" } else { "reviews:\n" });
    for review in reviews {
        let words: Vec<_> = review.split(' ').collect();
        let digest = if words.contains(&"stale") { format!("sha256:{}", "0".repeat(64)) } else { digest.clone() };
        let expires = if words.contains(&"expired") { ", expires: 2026-11-23" } else { "" };
        let [id, verdict, reviewer, date] = words[..4] else { panic!("{review}") };
        let fields = format!("claim: a, verdict: {verdict}, reviewer: {reviewer}, date: {date}, digest: '{digest}'");
        writeln!(text, "  {id}: {{{fields}{expires}}}").unwrap();
    }
    let (loaded, linked) = read(&text);
    let (corpus, today) = (&loaded.corpus, Date::parse(&Text::new(TODAY)));
    let reviews = Reviews::of_corpus(corpus, &linked.graph, today.as_ref());
    let word = |&review: &ReviewIndex| {
        let flags = [
            (reviews.is_superseded(review), "superseded"),
            (reviews.is_stale(review), "stale"),
            (reviews.is_expired(review), "expired"),
            (reviews.stands(review), "stands"),
        ];
        let words: Vec<_> = flags.iter().filter(|flag| flag.0).map(|flag| flag.1).collect();
        format!("{} {}", corpus.reviews[review].id, words.join(" "))
    };
    let verdict = reviews.verdict(corpus, ClaimIndex(0)).map(|verdict| verdict.untrusted().to_owned());
    (reviews.of(ClaimIndex(0)).iter().map(word).collect(), reviews.state(ClaimIndex(0)).name(), verdict)
}

#[track_caller]
fn check(reviews: &[&str], expected: &[&str], state: &str, verdict: Option<&str>) {
    let (found, found_state, found_verdict) = standing(reviews);
    let found: Vec<_> = found.iter().map(String::as_str).collect();
    assert_eq!((&found[..], found_state, found_verdict.as_deref()), (expected, state, verdict));
}

#[test]
fn one_review() {
    check(&[], &[], "unreviewed", None);
    check(&["r mixed desk 2024"], &["r stands"], "current", Some("mixed"));
    check(&["r mixed desk 2024 stale"], &["r stale"], "stale", None);
    check(&["r mixed desk 2024 expired"], &["r expired"], "expired", None);
    check(&["r mixed desk 2024 stale expired"], &["r stale expired"], "stale", None);
}

#[test]
fn a_reviewer_s_last_word_takes_the_place_of_the_others() {
    for fault in ["", " stale", " expired"] {
        let early = format!("r-1 mixed desk 2024{fault}");
        let word = format!("r-1 superseded{fault}");
        check(&[&early, "r-2 refuted desk 2025"], &["r-2 stands", &word], "current", Some("refuted"));
        check(&[&early, "r-2 refuted desk 2025 stale"], &["r-2 stale", &word], "stale", None);
        check(&[&early, "r-2 refuted desk 2025 expired"], &["r-2 expired", &word], "expired", None);
    }
}

#[test]
fn a_reviewer_is_one_however_the_name_is_written() {
    check(
        &["r-1 mixed Desk 2024", "r-2 refuted desk 2025"],
        &["r-2 stands", "r-1 superseded"],
        "current",
        Some("refuted"),
    );
}

#[test]
fn a_fresh_review_by_anybody_takes_the_place_of_one_that_no_longer_holds() {
    for fault in ["stale", "expired", "stale expired"] {
        let early = format!("r-1 mixed desk 2024 {fault}");
        let word = format!("r-1 superseded {fault}");
        check(&[&early, "r-2 refuted chief 2025"], &["r-2 stands", &word], "current", Some("refuted"));
        // One that does not hold either takes nobody's place.
        let (found, state, verdict) = standing(&[&early, "r-2 refuted chief 2025 expired"]);
        assert_eq!(found, ["r-2 expired".to_owned(), format!("r-1 {fault}")]);
        assert_eq!((state, verdict), (if fault == "expired" { "expired" } else { "stale" }, None));
    }
    // An earlier one does not help.
    check(
        &["r-1 mixed desk 2025 stale", "r-2 refuted chief 2024"],
        &["r-1 stale", "r-2 stands"],
        "stale",
        Some("refuted"),
    );
}

/// A claim is changed, reviewed again, and changed back. The verdict on the words as they are again counts, unless its
/// reviewer has decided otherwise since: then only that reviewer can say which of the two holds.
#[test]
fn changed_and_changed_back() {
    let claim = |statement: &str| format!("claims:\n  a: {{statement: {statement}}}\n");
    let at = |statement: &str, second: &str| {
        let digest = |statement: &str| reviewed(&claim(statement), "a").0;
        let mut text = claim(statement) + "reviews:\n";
        for (id, reviewer, verdict, date, of) in
            [("r-1", "desk", "supported", 2024, "first"), ("r-2", second, "refuted", 2025, "second")]
        {
            let fields = format!("claim: a, verdict: {verdict}, reviewer: {reviewer}, date: {date}");
            writeln!(text, "  {id}: {{{fields}, digest: '{}'}}", digest(of)).unwrap();
        }
        let (loaded, linked) = read(&text);
        let reviews = Reviews::of_corpus(&loaded.corpus, &linked.graph, None);
        let verdict = reviews.verdict(&loaded.corpus, ClaimIndex(0)).map(|verdict| verdict.untrusted().to_owned());
        let is_superseded = [0, 1].map(|at| reviews.is_superseded(ReviewIndex(at)));
        (reviews.state(ClaimIndex(0)).name(), verdict, is_superseded)
    };
    for second in ["chief", "desk"] {
        assert_eq!(at("second", second), ("current", Some("refuted".to_owned()), [true, false]), "{second}");
    }
    assert_eq!(at("first", "chief"), ("stale", Some("supported".to_owned()), [false, false]));
    assert_eq!(at("first", "desk"), ("stale", None, [true, false]));
}

#[test]
fn two_reviewers_who_disagree() {
    check(&["r-1 mixed desk 2024", "r-2 mixed chief 2025"], &["r-2 stands", "r-1 stands"], "current", Some("mixed"));
    check(&["r-1 mixed desk 2024", "r-2 refuted chief 2025"], &["r-2 stands", "r-1 stands"], "conflicting", None);
    // That a third one is stale matters less.
    check(
        &["r-1 mixed desk 2024", "r-2 refuted chief 2025", "r-3 mixed clerk 2026 stale"],
        &["r-3 stale", "r-2 stands", "r-1 stands"],
        "conflicting",
        None,
    );
    // Whose verdict is history does not disagree.
    check(
        &["r-1 mixed desk 2024", "r-2 refuted chief 2025", "r-3 refuted desk 2026"],
        &["r-3 stands", "r-2 stands", "r-1 superseded"],
        "current",
        Some("refuted"),
    );
}

#[test]
fn on_the_same_day_the_greater_number_is_later() {
    check(
        &["r-10 refuted desk 2024-05-03", "r-9 mixed desk 2024-05-03"],
        &["r-10 stands", "r-9 superseded"],
        "current",
        Some("refuted"),
    );
    check(
        &["r-9 mixed desk 2024-05-03 stale", "r-10 refuted chief 2024-05-03"],
        &["r-10 stands", "r-9 superseded stale"],
        "current",
        Some("refuted"),
    );
    check(
        &["r mixed desk 2024-05-03", "r-1 refuted desk 2024-05-03", "q-7 supported desk 2024-05-03"],
        &["r-1 stands", "r superseded", "q-7 superseded"],
        "current",
        Some("refuted"),
    );
}

#[test]
fn when_nobody_can_tell_which_is_later_both_stand() {
    check(&["r-1 mixed desk 2024", "r-2 refuted desk 2024-05-03"], &["r-2 stands", "r-1 stands"], "conflicting", None);
    // The same evening, by two clocks.
    check(
        &["r-1 mixed desk 2024-05-03", "r-2 refuted desk 2024-05-03T21:30:00-04:00"],
        &["r-2 stands", "r-1 stands"],
        "conflicting",
        None,
    );
    // The day begins before the moment, and a day after that surely is later than both.
    check(
        &["r-1 mixed desk 2024-05-03", "r-2 refuted desk 2024-05-03T21:30:00-04:00", "r-3 mixed desk 2024-05-06"],
        &["r-3 stands", "r-2 superseded", "r-1 superseded"],
        "current",
        Some("mixed"),
    );
}

/// What [`Seen`] finds in one pass is what a comparison of every two reviews finds.
#[test]
fn superseded_by_the_plain_definition() {
    let dates = ["2024", "2024-05", "2024-05-03", "2024-05-04", "2024-05-03T21:30:00-04:00", "2024-05-04T20:00:00Z"];
    let faults = ["", " stale", " expired"];
    let mut seed = 7_usize;
    let mut next = |most: usize| {
        seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
        (seed >> 8) % most
    };
    for _ in 0..300 {
        let made: Vec<_> = (1..=1 + next(7)).map(|nth| (nth, dates[next(6)], next(3), faults[next(3)])).collect();
        let lines: Vec<_> = made
            .iter()
            .map(|(nth, date, reviewer, fault)| format!("r-{nth} mixed d{reviewer} {date}{fault}"))
            .collect();
        let found = standing(&lines.iter().map(String::as_str).collect::<Vec<_>>()).0;
        let date = |text: &str| Date::parse(&Text::new(text)).unwrap();
        for (nth, when, reviewer, fault) in &made {
            let is_later = |other: &&(usize, &str, usize, &str)| {
                date(when).is_before(&date(other.1)) == Some(true) || other.1 == *when && other.0 > *nth
            };
            let takes_place =
                |other: &(usize, &str, usize, &str)| other.2 == *reviewer || !fault.is_empty() && other.3.is_empty();
            let expected = made.iter().filter(is_later).any(takes_place);
            let begin = format!("r-{nth} superseded");
            let superseded = found.iter().any(|line| *line == begin || line.starts_with(&format!("{begin} ")));
            assert_eq!(superseded, expected, "r-{nth} in {lines:?}: {found:?}");
        }
    }
}

#[test]
fn nothing_expires_where_nobody_knows_the_day() {
    let review = "{claim: a, verdict: mixed, reviewer: desk, date: 2020, expires: 2021}";
    let (loaded, linked) = read(&format!("claims:\n  a: {{statement: x}}\nreviews:\n  r: {review}\n"));
    let on = |today: Option<&str>| {
        let today = today.and_then(|today| Date::parse(&Text::new(today)));
        Reviews::of_corpus(&loaded.corpus, &linked.graph, today.as_ref()).state(ClaimIndex(0))
    };
    assert_eq!(
        [on(None), on(Some("2021-12-31")), on(Some("2022-01-01"))],
        [State::Current, State::Current, State::Expired]
    );
}

/// `a` rests on a named and an anonymous source, on `b` by a citation and on `c` by a corroboration, and those on more.
const STORY: &str = "sources:
  mayor: {identity: named, name: Bo Example, role: Mayor}
  aide: {identity: anonymous, description: an aide, note: seldom there, known_to: city editor}
  clerk: {identity: named, name: Cy Example}
documents:
  minutes: {title: Minutes}
claims:
  a: {statement: a, attributed_to: [mayor], cites: [b]}
  b: {statement: b, attributed_to: [aide], evidence: [{document: minutes}]}
  c: {statement: c, attributed_to: [clerk], corroborates: [a]}
  d: {statement: d, attributed_to: [clerk]}
";

/// What has changed beneath `a` since it was reviewed, or nothing if the review is not stale; each with its links.
fn since(now: &str, list: impl Fn(Vec<String>) -> Vec<String>) -> Option<Changes> {
    let (digest, lines) = reviewed(STORY, "a");
    let lines: String = list(lines).iter().fold(String::new(), |lines, line| lines + "      - '" + line + "'\n");
    let grounds = if lines.is_empty() { String::new() } else { format!("    grounds:\n{lines}") };
    let review =
        format!("    claim: a\n    verdict: mixed\n    reviewer: desk\n    date: 2024\n    digest: {digest}\n");
    let (loaded, linked) = read(&format!("{now}reviews:\n  r:\n{review}{grounds}"));
    let reviews = Reviews::of_corpus(&loaded.corpus, &linked.graph, None);
    assert_eq!(
        reviews.state(ClaimIndex(0)),
        if reviews.is_stale(ReviewIndex(0)) { State::Stale } else { State::Current }
    );
    reviews
        .is_stale(ReviewIndex(0))
        .then(|| changes(&loaded.corpus, &linked.graph, &loaded.corpus.reviews[ReviewIndex(0)], ClaimIndex(0)))
}

#[track_caller]
fn check_since(now: &str, expected: &[(&str, Changed, Option<u32>)]) {
    let expected =
        expected.iter().map(|(id, what, links)| Change { id: Text::new(*id), what: what.clone(), links: *links });
    let expected: Vec<_> = expected.collect();
    let expected = (!expected.is_empty()).then_some(Changes::Found(expected));
    assert_eq!(since(now, |lines| lines), expected, "in\n{now}");
}

#[test]
fn each_kind_of_change_beneath() {
    let with = |old: &str, new: &str| {
        assert!(STORY.contains(old), "{old}");
        STORY.replacen(old, new, 1)
    };
    let fields = |names: &[&'static str]| Changed::Fields(names.to_vec());
    check_since(STORY, &[]);
    check_since(&with("statement: a", "statement: aa"), &[("a", fields(&["statement"]), Some(0))]);
    check_since(&with("role: Mayor", "role: Former mayor"), &[("mayor", fields(&["role"]), Some(1))]);
    check_since(&with(", role: Mayor", ""), &[("mayor", fields(&["role"]), Some(1))]);
    check_since(&with("statement: b", "statement: bb, date: 2024"), &[("b", fields(&["date", "statement"]), Some(1))]);
    check_since(&with("title: Minutes", "title: Record"), &[("minutes", fields(&["title"]), Some(2))]);
    check_since(&with("an aide", "a former aide"), &[("aide", fields(&["description"]), Some(2))]);
    check_since(
        &with("claims:\n", "claims:\n  e: {statement: e, corroborates: [b], attributed_to: [clerk]}\n"),
        &[("e", Changed::New, Some(2))],
    );
    check_since(&with(", corroborates: [a]", ""), &[("c", Changed::Gone, None), ("clerk", Changed::Gone, None)]);
    check_since(
        &with("cites: [b]", "cites: [d]"),
        &[
            ("a", fields(&["cites"]), Some(0)),
            ("d", Changed::New, Some(1)),
            ("b", Changed::Gone, None),
            ("aide", Changed::Gone, None),
            ("minutes", Changed::Gone, None),
        ],
    );
}

#[test]
fn what_does_not_count() {
    for (old, new) in [
        ("seldom there", "never there"),
        ("city editor", "foreign editor"),
        ("statement: d", "statement: dd"),
        (
            "known_to: city editor",
            "known_to: city editor} # and more\n  x: {identity: unspecified, description: others",
        ),
    ] {
        assert!(STORY.contains(old));
        check_since(&STORY.replacen(old, new, 1), &[]);
    }
}

#[test]
fn what_cannot_be_told() {
    let now = STORY.replacen("title: Minutes", "title: Record", 1);
    assert_eq!(since(&now, |_| Vec::new()), Some(Changes::NotListed));
    for bad in ["", "a b", "a statement=1", "A statement=00000000", "a statement=00000000  date=00000000"] {
        let with = |mut lines: Vec<String>| {
            lines[0] = bad.to_owned();
            lines
        };
        assert_eq!(since(&now, with), Some(Changes::NotReadable), "{bad}");
    }
    assert_eq!(since(&now, |lines| [&lines[..], &lines[..1]].concat()), Some(Changes::NotReadable));
    // Those that the list leaves out count as new; what it has is the same.
    let change = Change { id: Text::new("minutes"), what: Changed::New, links: Some(2) };
    let without = |lines: Vec<String>| lines.into_iter().filter(|line| !line.starts_with("minutes")).collect();
    assert_eq!(since(&now, without), Some(Changes::Found(vec![change])));
}

/// A chain of claims of which a review lists the first thousand.
#[test]
fn further_down_than_the_list() {
    let chain = |last: usize, deep: &str| {
        let links = (0..last).map(|nth| format!("  c-{nth}: {{statement: x, cites: [c-{}]}}\n", nth + 1));
        let links: String = links.collect();
        format!("claims:\n{links}  c-{last}: {{statement: {deep}}}\n")
    };
    let then = |text: &str, now: &str| {
        let (digest, lines) = reviewed(text, "c-0");
        assert_eq!(lines.len(), 1000);
        let lines: String = lines.iter().fold(String::new(), |all, line| all + "      - " + line + "\n");
        let review = format!(
            "reviews:\n  r:\n    claim: c-0\n    verdict: mixed\n    reviewer: desk\n    date: 2024\n    digest: {digest}\n"
        );
        let (loaded, linked) = read(&format!("{now}{review}    grounds:\n{lines}"));
        assert!(Reviews::of_corpus(&loaded.corpus, &linked.graph, None).is_stale(ReviewIndex(0)));
        changes(&loaded.corpus, &linked.graph, &loaded.corpus.reviews[ReviewIndex(0)], ClaimIndex(0))
    };
    let old = chain(1500, "x");
    assert_eq!(then(&old, &chain(1500, "y")), Changes::Elsewhere(1000));
    assert_eq!(then(&old, &chain(1501, "x")), Changes::Elsewhere(1000));
    // One more in the middle pushes the last one of the list down, and is all that is new.
    let found = then(
        &old,
        &old.replace("cites: [c-500]", "cites: [d]")
            .replace("claims:\n", "claims:\n  d: {statement: x, cites: [c-500]}\n"),
    );
    let change = |id: &str, what, links| Change { id: Text::new(id), what, links };
    assert_eq!(
        found,
        Changes::Found(vec![
            change("c-499", Changed::Fields(vec!["cites"]), Some(499)),
            change("d", Changed::New, Some(500)),
        ])
    );
}

/// Whatever is written in a review is read back, and is not stale.
#[test]
fn a_review_is_read_back_and_fresh() {
    let (loaded, linked) = read(STORY);
    let (digest, lines) = (
        Digests::new(&loaded.corpus, &linked.graph).grounds(ClaimIndex(0)),
        grounds(&loaded.corpus, &linked.graph, ClaimIndex(0)),
    );
    for text in ["no", "2024", "a: b # c", "line\nline\n", " \"quoted\" ", "می‌خواهم 👩‍🔬", "- x", "\t'", "~"]
    {
        let review = NewReview {
            claim: loaded.corpus.claims[ClaimIndex(0)].id.clone(),
            verdict: Text::new(text),
            reviewer: Text::new(text),
            date: Date::parse(&Text::new("2024-10")).unwrap(),
            expires: None,
            rationale: Some(Text::new(text)),
            url: None,
            note: Some(Text::new(text)),
            digest,
            grounds: lines.clone(),
        };
        assert_eq!(review.check(), Ok(()), "{text}");
        assert_eq!(review.ids(&loaded.corpus).next().as_deref(), Some("a-1"));
        let yaml = review.yaml("a-1").unwrap();
        let (again, linked) = read(&format!("{STORY}{yaml}"));
        assert_eq!(
            Reviews::of_corpus(&again.corpus, &linked.graph, None).state(ClaimIndex(0)),
            State::Current,
            "{text}"
        );
        assert_eq!(again.corpus.reviews[ReviewIndex(0)].rationale.as_ref().unwrap().untrusted(), text);
    }
}
