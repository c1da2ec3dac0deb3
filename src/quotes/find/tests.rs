//! Quotes in a page, worked out by hand: what is found, what is changed, and what is somebody else's.

use super::*;
use crate::quotes::Difference;
use crate::quotes::Part as Piece;

fn find(page: &str, quote: &str) -> Outcome {
    find_all(&Page::new(Text::new(page)), &[&Text::new(quote)]).remove(0).unwrap()
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "exact",
        Outcome::Typographic { .. } => "typographic",
        Outcome::Elided { .. } => "elided",
        Outcome::Altered(_) => "altered",
        Outcome::Absent => "absent",
    }
}

/// A difference as text: `[-only in the quote-]`, `{+only in the page+}`.
fn difference(page: &str, quote: &str) -> String {
    let Outcome::Altered(altered) = find(page, quote) else { panic!("{quote} is altered") };
    let Some(Difference { parts }) = altered.difference else { panic!("{quote}") };
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

/// The page's word too many is shown, and not the quote's last word as missing.
#[test]
fn what_the_page_has_before_the_last_word_is_shown() {
    let page = "The stockpile of enriched uranium was not destroyed. The troops will not leave. He has never lied.";
    assert_eq!(
        difference(page, "The stockpile of enriched uranium was destroyed"),
        "(more) of enriched uranium was {+not+} destroyed"
    );
    assert_eq!(difference(page, "The troops will leave"), "The troops will {+not+} leave");
    assert_eq!(difference(page, "He has lied"), "He has {+never+} lied");
}

/// Texts that may be of different people are no text of one.
#[test]
fn no_quote_goes_on_from_one_text_into_another() {
    use crate::copies::APART;
    let page = format!(
        "I never said the port was\n{APART}guilty of all this, and I am not\n{APART}sorry about what happened here"
    );
    check(
        &page,
        &[
            ("exact", "guilty of all this, and I am not"),
            ("exact", "sorry about what happened here"),
            ("typographic", "“Sorry about what happened here”".replace('S', "s").as_str()),
            ("absent", "I never said […] sorry about what happened here"),
            ("absent", "the port was guilty of all this"),
            ("absent", "I am not [very] sorry about what happened here"),
        ],
    );
    for quote in ["I am not sorry about what happened here", "I never said the port was guilty of all this"] {
        assert!(matches!(find(&page, quote), Outcome::Altered(_) | Outcome::Absent), "{quote}");
    }
}

/// What is between two parts of one text may be left out with all that somebody else says in it.
#[test]
fn a_quote_may_leave_out_what_somebody_else_says() {
    use crate::copies::{APART, BACK};
    let page = format!(
        "I never said that the port was safe.\n{APART}The port was guilty of all this.\n{BACK}I am sorry about what happened."
    );
    check(
        &page,
        &[
            ("elided", "I never said that the port was safe. […] I am sorry about what happened"),
            ("absent", "I never said […] The port was guilty of all this"),
            ("absent", "The port was guilty of all this. […] I am sorry about what happened"),
        ],
    );
    for quote in ["guilty of all this. I am sorry about what happened", "the port was safe. The port was guilty"] {
        assert!(matches!(find(&page, quote), Outcome::Altered(_) | Outcome::Absent), "{quote}");
    }
}

#[test]
fn a_negation_that_is_put_in_is_seen() {
    let page = "The port was fully warned of the cracks. They can pay for it. He was never asked about it.";
    let negates = |quote| match find(page, quote) {
        Outcome::Elided { negates } => Some(negates),
        _ => None,
    };
    for quote in [
        "The port was [never] warned of the cracks",
        "The port was [not] warned of the cracks",
        "The port was [no longer] warned of the cracks",
        "The port was[n’t] fully warned of the cracks",
        "[Not] fully warned of the cracks",
        "They can[not] pay for it",
        "He was […] asked about it",
    ] {
        assert_eq!(negates(quote), Some(true), "{quote}");
    }
    for quote in [
        "The port was [then] warned of the cracks",
        "He was [not] asked about it",
        "The port was […] warned of the crack[s]",
    ] {
        assert_eq!(negates(quote), Some(false), "{quote}");
    }
}

#[test]
fn what_two_people_say_is_no_quote_of_one() {
    let page = "“I will resign on Monday,” Keller told the board, “you will not,” Oliveira replied.";
    check(page, &[("altered", "I will resign on Monday, you will not"), ("exact", "I will resign on Monday")]);
    let same = "I will resign on Monday, and you will not";
    for after in [
        "she added.",
        "Keller added.",
        "and left.",
        "and the board left.",
        "the Herald reported.",
        "and Oliveira said no.",
    ] {
        let page = format!("“I will resign on Monday,” Keller told the board, “and you will not,” {after}");
        check(&page, &[("elided", same)]);
    }
    for after in
        ["said Oliveira.", "the mayor replied.", "he asked.", "Oliveira told him.", "the mayor, Ruth Moss, told him."]
    {
        let page = format!("“I will resign on Monday,” Keller told the board, “and you will not,” {after}");
        check(&page, &[("altered", same)]);
    }
    let page = "“I will resign on Monday,” he said, “and you will not,” he told the court.";
    check(page, &[("elided", same)]);
    // A pronoun is of the only one who is named, unless it is of somebody who answers.
    for (said, after, expected) in [
        ("Keller said,", "he told reporters, laughing.", "elided"),
        ("said Ruth J. Keller,", "she told the board.", "elided"),
        ("Keller told Oliveira,", "he said.", "altered"),
        ("Keller asked,", "he said.", "altered"),
        ("Keller said,", "he replied.", "altered"),
        ("she said,", "he told reporters.", "altered"),
        ("the mayor said,", "he told reporters.", "altered"),
    ] {
        let page = format!("“I will resign on Monday,” {said} “and you will not,” {after}");
        check(&page, &[(expected, same)]);
    }
    let page = "“Will I resign on Monday?” Keller said, “and you will not,” he told reporters.";
    check(page, &[("altered", "Will I resign on Monday? and you will not")]);
    check(
        "“I will resign on Monday,” Keller said, “and you will not!” Oliveira cried.",
        &[("altered", "I will resign on Monday, and you will not!")],
    );
}

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
        &[("absent", "The plan was seen [only] by everybody here"), ("altered", "The plan was seen by everybody here")],
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
        &[("altered", "The “good bad” men are there"), ("altered", "The good bad men")],
    );
    let long = format!("“We left,” {}, “and we won.”", "said she ".repeat(8));
    assert!(!matches!(find(&long, "We left, and we won."), Outcome::Elided { .. }));
}

#[test]
fn what_two_have_said_is_not_one_quote() {
    for (page, quote) in [
        (
            "“It is safe,” said Smith, while Jones said, “That is false and dangerous.”",
            "It is safe. That is false and dangerous.",
        ),
        (
            "“It is safe,” said Smith, while Jones said, “That is false and dangerous.”",
            "It is safe, That is false and dangerous.",
        ),
        ("“It is safe,” said Smith. “That is false,” said Jones.", "It is safe. That is false."),
        ("“Is it safe?” said Smith. “It is not!” said Jones.", "Is it safe? It is not!"),
        ("“It is safe,” said Smith; Jones: “that is false.”", "It is safe, that is false."),
        ("Smith called it “good for all,” Jones called it “bad for us.”", "good for all, bad for us."),
        (
            "“We will withdraw,” he said. Asked whether Iran had agreed, she said, “Absolutely not under any terms.”",
            "We will withdraw, Absolutely not under any terms.",
        ),
        ("“Troops will go,” he denied ever having said, “by the end of May.”", "Troops will go, by the end of May."),
        ("“Troops will go,” he didn’t say, “by the end of May.”", "Troops will go by the end of May."),
        ("“It is safe,” said Smith, “that is true.”", "It is safe. that is true."),
        ("“It is safe,” said Smith, “That is true.”", "It is safe. That is true."),
        ("“It is safe,” said Smith, “that is true.”", "It is safe; that is true."),
        ("“We left.” he said. “They won it.”", "We left, They won it."),
    ] {
        let found = find(page, quote);
        assert!(matches!(found, Outcome::Altered(_) | Outcome::Absent), "{quote:?} in {page:?}: {}", name(&found));
    }
    for (page, quote) in [
        ("“It is safe,” said Mr. J. O’Neill, “that is true.”", "It is safe, that is true."),
        ("“It is safe,” he said. “They know it.”", "It is safe. They know it."),
        ("“It is safe,” he said. “They know it.” He added no more.", "It is safe. They know it."),
        ("“It is safe” – he said – “that is true.”", "It is safe that is true"),
    ] {
        check(page, &[("elided", quote)]);
    }
}

#[test]
fn what_a_program_cut_into_words() {
    check(
        "We can not wait -LRB- and we 're gon na go -RRB- 1\\/2 of us . They wan na stay -LSB- here -RSB- .",
        &[
            ("typographic", "We cannot wait (and we're gonna go) 1/2 of us. They wanna stay"),
            ("altered", "We can wait (and"),
            ("absent", "We can"),
        ],
    );
    check(
        "We cannot wait (and go) 1/2",
        &[("typographic", "We can not wait -LRB- and go -RRB- 1\\/2"), ("altered", "We may wait (and go)")],
    );
}

#[test]
fn marks_at_the_ends_and_in_numbers() {
    check(
        "We will leave in May. Approx. 1,000 people, 3 of them children, saw the boys’ team.",
        &[
            ("typographic", "“We will leave in May"),
            ("typographic", "We will leave in May”"),
            ("typographic", "\"We will leave in May."),
            ("altered", "We will leave in May’"),
            ("altered", "Approx. 1000 people, 3 of them children"),
            ("altered", "1000 people, 3"),
        ],
    );
}

#[test]
fn words_that_are_nouns_in_an_attribution() {
    let page = |said: &str| format!("“We left the town,” {said} “and we won the war.”");
    for said in [
        "White House press secretary Jo Kim said,",
        "Kim said at a press conference,",
        "Kim, who demands nothing, said,",
        "said Jo Kim of the United States,",
        "said claims adjuster Jo Kim,",
        "Kim told the press,",
        "reports Kim,",
        "claims the minister,",
        "Kim said, according to the Post,",
        "according to Kim,",
        "said Jo Kim, president and founder of the league,",
        "Kim said before the vote,",
        "Kim told us after a debate –",
    ] {
        check(&page(said), &[("elided", "We left the town, and we won the war.")]);
    }
    for said in [
        "Kim says, reports Bo,",
        "Kim said, claims Bo,",
        "Kim said on “The Hour”",
        "Kim said on",
        "Kim said they had",
        "Kim said after Bo had called it,",
        "Kim said before adding that it was,",
        "Kim said in May and her aide cut in,",
        "Kim said and left,",
        "said Kim and they went on,",
    ] {
        let found = find(&page(said), "We left the town, and we won the war.");
        assert!(matches!(found, Outcome::Altered(_) | Outcome::Absent), "{said}: {}", name(&found));
    }
}

/// Another way to write the same words is a difference like any other, and it is shown.
#[test]
fn what_is_written_in_another_way_is_close() {
    let page = "He said that they didn’t leave the town. “It’s a war,” he said. The U.S. troops can’t stay. We are here and \
                the plan is good.";
    for (quote, expected) in [
        ("they did not leave", "they [-did not-] {+didn’t+} leave"),
        ("It is a war", "It [-is-] {+’s+} a war"),
        ("The US troops cannot stay", "The [-US-] {+U.S.+} troops [-cannot-] {+can’t+} stay"),
        ("the plan is bad", "the plan is [-bad-] {+good+}"),
    ] {
        assert_eq!(difference(page, quote), expected, "{quote}");
    }
}

/// Of two first words, the nearer one leaves less out.
#[test]
fn what_is_left_out_is_as_little_as_it_can_be() {
    let page = "Troops of ours were seen. Troops of ours who had been there since spring will leave the town soon.";
    let expected = "Troops of ours {+who had been there since spring+} will leave the town";
    assert_eq!(difference(page, "Troops of ours will leave the town"), expected);
}

#[test]
fn an_attribution_has_at_most_twelve_words() {
    let page = |words: usize| format!("“We left,” {} said, “and we won.”", vec!["Kim"; words - 1].join(" "));
    check(&page(12), &[("elided", "We left, and we won.")]);
    check(&page(13), &[("altered", "We left, and we won.")]);
}

#[test]
fn a_declared_quote_has_twice_as_many_words_as_parts_less_one() {
    check(
        "Troops stayed there and nobody of them left Iraq.",
        &[
            ("elided", "Troops … left Iraq"),
            ("absent", "Troops … Iraq"),
            ("elided", "Troops … nobody of … left Iraq"),
            ("absent", "Troops … nobody … left Iraq"),
            ("elided", "[s]tayed"),
        ],
    );
}

#[test]
fn a_mark_counts_half_a_word() {
    check(
        "Some other words stand here, and more of them. Troops left the town, and nobody knew.",
        &[
            ("altered", "Troops left this town; and"),
            ("altered", "Troops left the; town; and"),
            ("absent", "Troops; left this town; and"),
        ],
    );
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

#[test]
fn marks_that_the_page_has_itself_are_no_wildcards() {
    let page = "Keller said: “The council did [indeed] not approve the harbour plan last night.” She went on: “We met for six hours … not all of \
                them voted for the plan.” And: “Some of us thought you could not [work with the mayor].” They [the mayor] left.";
    check(
        page,
        &[
            ("exact", "The council did [indeed] not approve the harbour plan"),
            ("altered", "The council did [indeed] approve the harbour plan last night."),
            ("altered", "The council did [surely] not approve the harbour plan last night."),
            ("elided", "The council did […] approve the harbour plan last night."),
            ("elided", "The council did [indeed] not … plan last night."),
            ("elided", "The council […] approve the harbour plan"),
            ("exact", "We met for six hours … not all of them voted"),
            ("typographic", "We met for six hours ... not all of them voted"),
            ("elided", "We met for six hours […] not all of them voted"),
            ("altered", "We met for six hours … all of them voted for the plan."),
            ("altered", "We met for six … not all of them voted for the plan."),
            ("elided", "We met … for the plan."),
            ("exact", "Some of us thought you could not [work with the mayor]."),
            ("altered", "Some of us thought you could [work with the mayor]."),
            ("altered", "Some of us thought you could not [work with the governor]."),
            ("elided", "Some of us thought you could not [do it]".replace("not [do it]", "[…]").as_str()),
        ],
    );
    check("They left [] the town", &[("exact", "They left [] the town")]);
    check(
        "They did not leave the town of theirs",
        &[
            ("altered", "They did [] leave the town of theirs"),
            ("altered", "They did [sic] leave the town of theirs"),
            ("elided", "They did not leave [sic] the town of theirs"),
            ("elided", "They did […] leave the town of theirs"),
        ],
    );
}

#[test]
fn negations_that_are_left_out_are_known() {
    let negates = |page: &str, quote: &str| match find(page, quote) {
        Outcome::Elided { negates } => negates,
        other => panic!("{quote}: {}", name(&other)),
    };
    let page = "The plan is not complete, and the plan is, they say, never paid for.";
    assert!(negates(page, "The plan is […] complete"));
    assert!(negates(page, "The plan is [quite] complete"));
    assert!(negates(page, "the plan … paid for"));
    assert!(!negates(page, "The plan is not […] the plan is"));
    assert!(!negates(page, "the plan is […] never paid for"));
    // It need not be left out if the quote is there in another way, too.
    assert!(!negates("The plan is not all complete. The plan is all but complete.", "The plan is […] complete"));
}

#[test]
fn marks_around_and_at_paragraphs() {
    let page = "She said: “We left the town.\n\n“We won the war,” and went. “It is the best of all”";
    check(
        page,
        &[
            ("typographic", "We left the town. We won the war"),
            ("typographic", "“We left the town. We won the war”"),
            ("exact", "We left the town.\n\n“We won the war"),
            ("typographic", "We left the town.\n\nWe won the war"),
            ("elided", "“We left […] won the war”"),
            ("elided", "\"[w]e left the town\""),
            ("elided", "«We left the town[s]»"),
        ],
    );
    check("“We left.”\n\n“We won,” they said.", &[("altered", "We left. We won")]);
    check("We left.\nWe won", &[("typographic", "We left.\n“We won")]);
}

#[test]
fn only_the_case_differs() {
    let how = |page: &str, quote: &str| match find(page, quote) {
        Outcome::Altered(altered) => altered.how,
        other => panic!("{quote}: {}", name(&other)),
    };
    let page = "Some words.\nWE WILL NEVER GIVE UP THIS TOWN OF OURS.\n“We met,” he said, “and We left it.”";
    assert_eq!(how(page, "We will never give up this town of ours."), How::Case);
    assert_eq!(how(page, "We will […] this town of ours"), How::Case);
    assert_eq!(how(page, "We met, and we left it."), How::Case);
}

#[test]
fn words_in_order_with_others_between() {
    let how = |page: &str, quote: &str| match find(page, quote) {
        Outcome::Altered(altered) => altered.how,
        other => panic!("{quote}: {}", name(&other)),
    };
    let swedish = "”Vi ger aldrig upp”, säger ministern, ”den här staden är vår.”";
    assert_eq!(how(swedish, "Vi ger aldrig upp, den här staden är vår."), How::LeftOut);
    let french = "« Nous n’abandonnerons jamais, dit-il, cette ville qui est la nôtre. »";
    assert_eq!(how(french, "Nous n’abandonnerons jamais cette ville qui est la nôtre."), How::LeftOut);
    let far = |words: usize| format!("They left the town {}as they had to go", "and ".repeat(words));
    assert_eq!(how(&far(150), "They left the town as they had to go"), How::LeftOut);
    assert_eq!(find(&far(151), "They left the town as they had to go"), Outcome::Absent);
    assert_eq!(
        difference(&far(20), "They left the town as they had to go"),
        "They left the town {+and and and and and and+} (more) {+and and and and and and+} as they had to go"
    );
}

#[test]
fn a_word_put_in_at_the_very_start_is_seen() {
    assert_eq!(
        difference(
            "We will never give up this town, whatever they say.",
            "We will really never give up this town, whatever they say."
        ),
        "We will [-really-] never give up this (more)"
    );
}

#[test]
fn attributions_that_the_next_quote_hid() {
    for page in [
        "“I know this harbour better than anybody,” Keller said. “I have been there for twenty years and more.”\n\n“We are late,” Mira Kolbe said.",
        "“I know this harbour better than anybody,” Sen. Eva Keller (D-Mo.) said. “I have been there for twenty years and more.”",
        "“I know this harbour better than anybody,” Keller told NBC in May. “I have been there for twenty years and more.” Then “we”, she said.",
        "“I know this harbour better than anybody,” said Keller’s aide Jo, the D.C.-based lawyer. “I have been there for twenty years and more.”",
        "“I know this harbour better than anybody,” Keller urged. “I have been there for twenty years and more.”\nKolbe said: “No!”",
    ] {
        check(
            page,
            &[("elided", "I know this harbour better than anybody. I have been there for twenty years and more.")],
        );
    }
    check(
        "“I know this harbour better than anybody,” Keller said. “I asked him, ‘Is it late?’ and he left.”",
        &[("elided", "I know this harbour better than anybody. I asked him, ‘Is it late?’ and he left.")],
    );
    check(
        "“I know this harbour,” Keller said. “It is late,” Kolbe said.",
        &[("altered", "I know this harbour. It is late")],
    );
    for (page, outcome) in [
        ("“I know this harbour,” Keller said. “It is late,” she added. “Go.”", "elided"),
        ("“I know this harbour,” Keller said. “It is late,” she went on, “and dark.”", "elided"),
        ("“I know this harbour,” Keller said. “It is late,” she said.", "altered"),
        ("“I know this harbour,” Keller said. “It is late,” Kolbe added.", "altered"),
        ("“I know this harbour,” according to Eva Keller. “It is late.”", "elided"),
        ("“I know this harbour,” Keller told Fox and Friends. “It is late.”", "elided"),
        ("“I know this harbour,” Keller told Fox, and left. “It is late.”", "altered"),
    ] {
        check(page, &[(outcome, "I know this harbour. It is late")]);
    }
}

mod properties {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// Words, of which few are alike but some are nearly so.
    const PLAIN: [&str; 21] = [
        "the",
        "The",
        "of",
        "not",
        "troops",
        "troop",
        "withdrawal",
        "3.5",
        "35",
        "don’t",
        "done",
        "Iraq",
        "Iraq’s",
        "US",
        "us",
        "agreed",
        "agree",
        "yes",
        "30",
        "September",
        "never",
    ];
    /// Those, and some that may be set in several ways.
    const WORDS: [&str; 6] = ["with-drawal", "–", "“yes”", "don’t", "Iraq’s", "3.5"];

    fn page() -> impl Strategy<Value = Vec<&'static str>> {
        prop::collection::vec(prop_oneof![3 => select(&PLAIN[..]), 1 => select(&WORDS[..])], 12..120)
    }

    fn is_found(outcome: &Outcome) -> bool {
        matches!(outcome, Outcome::Exact | Outcome::Typographic { .. } | Outcome::Elided { .. })
    }

    /// The naive reference: forms of both texts as they are, compared at every place.
    fn stands_in(page: &[&str], quote: &[&str]) -> bool {
        let form = |word: &&str| word.replace('’', "'");
        let page: Vec<String> = page.iter().map(form).collect();
        let quote: Vec<String> = quote.iter().map(form).collect();
        let (last, others) = quote.split_last().unwrap();
        page.windows(quote.len()).any(|window| {
            let (there, before) = window.split_last().unwrap();
            before == others && (there == last || *there == format!("{last}'s"))
        })
    }

    /// The same words, set by somebody else.
    fn set_differently(text: &str, choices: &[u8]) -> String {
        let mut choices = choices.iter().copied().cycle();
        let mut pick = |from: &[&str]| from[usize::from(choices.next().unwrap_or(0)) % from.len()].to_owned();
        let mut out = String::new();
        for word in text.split(' ') {
            if !out.is_empty() {
                out += &pick(&[" ", "\n", "\u{A0}", " \t ", "\u{2009}"]);
            }
            // Only one line can end in a word.
            let mut may_end = word.chars().all(char::is_alphabetic);
            for (nth, character) in word.chars().enumerate() {
                if nth > 0 && word.chars().all(char::is_alphabetic) {
                    let between = pick(&["", "", "", "\u{AD}", "\u{200B}", "-\n"]);
                    if between != "-\n" || std::mem::take(&mut may_end) {
                        out += &between;
                    }
                }
                out += &match character {
                    '“' | '”' => pick(&["\"", "“", "„", "»", "``", "''"]),
                    '’' => pick(&["'", "’", "′"]),
                    '–' => pick(&["-", "–", "—", "--", "−"]),
                    '-' => pick(&["-", "\u{2011}", "\u{2010}"]),
                    other => other.to_string(),
                };
            }
        }
        out
    }

    proptest! {
        #[test]
        fn what_is_cut_out_is_found(words in page(), start in 0_usize..100, length in 1_usize..30, choices in prop::collection::vec(any::<u8>(), 1..60)) {
            let start = start % words.len();
            let cut = &words[start..words.len().min(start + length)];
            prop_assume!(cut.iter().any(|word| *word != "–"));
            let page = words.join(" ");
            let quote = cut.join(" ");
            prop_assert_eq!(find(&page, &quote), Outcome::Exact);
            let other = set_differently(&quote, &choices);
            prop_assert!(matches!(find(&page, &other), Outcome::Exact | Outcome::Typographic { .. }), "{:?} in {:?}", other, page);
            let page = set_differently(&page, &choices);
            prop_assert!(matches!(find(&page, &quote), Outcome::Exact | Outcome::Typographic { .. }), "{:?} in {:?}", quote, page);
        }

        #[test]
        fn what_is_changed_is_refused(words in prop::collection::vec(select(&PLAIN[..]), 12..120), start in 0_usize..100, length in 3_usize..30, at in 0_usize..30, with in select(&PLAIN[..]), how in 0..4) {
            let start = start % words.len();
            let mut quote = words[start..words.len().min(start + length)].to_vec();
            prop_assume!(quote.len() > 2);
            let at = 1 + at % (quote.len() - 2);
            match how {
                0 => quote[at] = with,
                1 => quote.insert(at, with),
                2 => drop(quote.remove(at)),
                _ => quote.swap(at, at + 1),
            }
            prop_assume!(!stands_in(&words, &quote));
            let found = find(&words.join(" "), &quote.join(" "));
            prop_assert!(!is_found(&found), "{:?} in {:?}", quote.join(" "), words.join(" "));
        }

        #[test]
        fn anything_is_bounded(page in ".{0,400}", quote in ".{0,60}") {
            let _ = find(&page, &quote);
            let _ = crate::copies::shown(page.as_bytes(), crate::copies::Kind::Html);
        }

        #[test]
        fn marks_make_no_trouble(page in "[ab \\[\\]().,…\"'“”\n-]{0,80}", quote in "[ab \\[\\]().,…\"'“”\n-]{0,20}") {
            if let Outcome::Altered(altered) = find(&page, &quote)
                && let Some(Difference { parts }) = altered.difference
            {
                prop_assert!(parts.iter().any(|part| matches!(part, Piece::Quote(_) | Piece::Page(_))));
            }
        }
    }
}
