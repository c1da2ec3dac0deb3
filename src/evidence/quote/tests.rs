use super::*;
use crate::evidence::Part as Piece;

fn find(page: &str, quote: &str) -> Outcome {
    Page::of_text(page.to_owned()).find(&Text::new(quote))
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "exact",
        Outcome::Typographic => "typographic",
        Outcome::Elided => "elided",
        Outcome::Altered(_) => "altered",
        Outcome::Absent => "absent",
    }
}

/// A difference as text: `[-only in the quote-]`, `{+only in the page+}`.
fn difference(page: &str, quote: &str) -> String {
    let Outcome::Altered(Difference { parts }) = find(page, quote) else { panic!("{quote}") };
    let shown = parts.iter().map(|part| match part {
        Piece::Same(text) => text.untrusted().to_owned(),
        Piece::Quote(text) => format!("[-{}-]", text.untrusted()),
        Piece::Page(text) => format!("{{+{}+}}", text.untrusted()),
        Piece::More => "(more)".to_owned(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn check(page: &str, cases: &[(&str, &str)]) {
    for (expected, quote) in cases {
        assert_eq!(name(&find(page, quote)), *expected, "{quote:?} in {page:?}");
    }
}

/// The page of most cases.
const PAGE: &str = "The minister spoke on Monday. “As long as US troops are there,” he said, “they are open to attacks.”\n\
    Their with-\ndrawal was agreed on; the date – 30 September – is not. It cost 3.5 billion dollars, 10² times as much as \
    in 2003, and they don’t want to pay. Why? The long-term plan, which nobody has seen, is said to be complete.";

#[test]
fn as_it_stands_and_as_it_is_set() {
    check(
        PAGE,
        &[
            ("exact", "The minister spoke on Monday."),
            ("exact", "minister spoke"),
            ("exact", "As long as US troops are there,” he said, “they are open to attacks."),
            ("exact", "The minister  spoke\non Monday"),
            ("exact", "“As long as US troops are there,”"),
            ("typographic", "\"As long as US troops are there,\""),
            ("typographic", "« As long as US troops are there »"),
            ("typographic", "As long as US troops are there."),
            ("typographic", "The minister spoke on Monday;"),
            ("typographic", "withdrawal was agreed on"),
            ("typographic", "with-drawal was agreed on"),
            ("typographic", "Their withdrawal"),
            ("exact", "with-\ndrawal was"),
            ("typographic", "the with\u{AD}draw\u{AD}al was".trim_start_matches("the ")),
            ("typographic", "the date - 30 September - is not"),
            ("typographic", "the date--30\u{A0}September--is not"),
            ("typographic", "they don't want to pay"),
            ("typographic", "they do n't want to pay"),
            ("typographic", "The long‑term plan , which nobody has seen ,"),
            ("exact", "complete"),
        ],
    );
    check(
        "The withdrawal of US-backed troops",
        &[("typographic", "with-\ndrawal of US-\nbacked"), ("typographic", "with\u{AD}\ndrawal")],
    );
    check("Wait... for it. . . now", &[("exact", "Wait... for"), ("typographic", "Wait … for it … now")]);
    check("部隊は撤退する。", &[("exact", "撤退する"), ("typographic", "部隊 は 撤退"), ("altered", "部隊が撤退する")]);
    check("Café ﬁnance", &[("typographic", "Cafe\u{301} finance")]);
}

#[test]
fn what_is_not_said_is_not_found() {
    for quote in [
        "As long as US troops are therefore",
        "the minister spoke on Monday",
        "The Minister spoke on Monday",
        "The minister never spoke on Monday",
        "The minister spoke on Tuesday",
        "The minister on Monday spoke",
        "The minister on Monday",
        "It cost 3 .5 billion dollars",
        "It cost 35 billion dollars",
        "It cost 3",
        "5 billion dollars",
        "102 times as much",
        "dollars, 10",
        "and they do want to pay",
        "they don",
        "drawal was agreed on",
        "Their with",
        "The minister spoke on Monday!",
        "The minister spoke on Monday?",
        "Why.",
        "Why!",
        "The long-term plan is said to be complete",
        "he said they are open to attacks",
        "is (not) said to be complete",
        "inister spoke on Monday",
        "!?",
        "",
    ] {
        assert!(
            matches!(find(PAGE, quote), Outcome::Altered(_) | Outcome::Absent),
            "{quote:?}: {}",
            name(&find(PAGE, quote))
        );
    }
    check(
        "It fell to -5 degrees",
        &[("altered", "It fell to 5 degrees"), ("altered", "5 degrees"), ("typographic", "–5 degrees")],
    );
    check("I can't go", &[("altered", "I can")]);
    check("I ca n't go", &[("absent", "I ca"), ("typographic", "I can't go")]);
}

#[test]
fn what_is_declared() {
    check(
        PAGE,
        &[
            ("elided", "The long-term plan […] is said to be complete."),
            ("elided", "The long-term plan [...] is said to be complete."),
            ("elided", "The long-term plan … is said to be complete"),
            ("elided", "The long-term plan, (…), is said to be complete"),
            ("elided", "… long-term plan ... is said to be complete …"),
            ("elided", "The [secret] long-term plan"),
            ("elided", "[they] want to pay"),
            ("elided", "[T]heir withdrawal was agreed on"),
            ("elided", "[t]heir withdrawal was agreed on"),
            ("elided", "The minister[s] spoke on Monday"),
            ("elided", "The plan […] is said to be complete".replace("The", "long-term").as_str()),
            ("elided", "As long as [American] troops are there"),
            ("altered", "The long-term plan […] is not said to be complete"),
            ("absent", "is said to be complete […] The long-term plan"),
            ("absent", "… the … of …"),
            ("absent", "[…]"),
            ("absent", "the … on … they … to"),
        ],
    );
    let far = |words: usize| format!("The plan was seen {}by everybody here.", "and ".repeat(words));
    check(&far(150), &[("elided", "The plan was seen … by everybody here")]);
    check(&far(151), &[("absent", "The plan was seen … by everybody here")]);
    check(&far(8), &[("elided", "The plan was seen [only] by everybody here")]);
    check(
        &far(9),
        &[("absent", "The plan was seen [only] by everybody here"), ("absent", "The plan was seen by everybody here")],
    );
    check(&far(2), &[("altered", "The plan was seen by everybody here")]);
}

#[test]
fn what_an_attribution_breaks_up() {
    check(
        PAGE,
        &[
            ("elided", "As long as US troops are there, they are open to attacks."),
            ("elided", "As long as US troops are there they are open to attacks"),
            ("elided", "“As long as US troops are there, they are open to attacks.”"),
            ("altered", "As long as US troops are there, they are not open to attacks."),
        ],
    );
    check("‘We left’, she told us. ‘We won.’", &[("elided", "We left. We won.")]);
    check(
        "\"Why leave?\" she asked. \"Why not?\"",
        &[("elided", "Why leave? Why not?"), ("altered", "Why leave. Why not?")],
    );
    check("\" We left , \" she said , \" and we won . \"", &[("elided", "We left, and we won.")]);
    check(
        "The “good” men and “bad” men are there",
        &[("absent", "The “good bad” men are there"), ("absent", "The good bad men")],
    );
    let long = format!("“We left,” {}, “and we won.”", "said she ".repeat(8));
    assert!(!matches!(find(&long, "We left, and we won."), Outcome::Elided));
}

#[test]
fn differences() {
    for (quote, shown) in [
        ("The minister spoke on Tuesday.", "The minister spoke on [-Tuesday-] {+Monday+} ."),
        ("As long as our US troops are there", "As long as [-our-] US troops are there"),
        ("As long as troops are there", "As long as {+US+} troops are there"),
        (
            "Long-term plan, which nobody has ever seen, is said",
            "[-Long-] {+long+} -term plan, which nobody has [-ever-] seen, is said",
        ),
        ("It cost 4.5 billion dollars", "It cost [-4-] {+3+} .5 billion dollars"),
        (
            "As long as US troops were there, they are open to attacks.",
            "As long as US troops [-were-] {+are+} there, (more)",
        ),
        ("5 billion dollars", "{+.+} 5 billion dollars"),
        ("and they don", "and they don {+’t+}"),
        ("The minister spoke […] As long as our troops are there", "As long as [-our-] {+US+} troops are there"),
    ] {
        assert_eq!(difference(PAGE, quote), shown, "{quote}");
    }
}
