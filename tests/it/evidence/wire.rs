//! Agency copy as papers print it: with another dateline, cut, under their own names, rewritten in part, set otherwise;
//! and texts that only share what everybody may print.

use super::copied::found_in;

const LEAD: &str = "HARBOURTON, March 3 (Coast Wire) - The council of Harbourton voted on Tuesday to close the old swing \
bridge to all traffic after engineers found that its second pier had sunk by nine centimetres since autumn.";
const PIER: &str = "Divers who went down last week saw cracks as wide as a hand in the masonry, according to a report of \
forty pages that the works department kept back until the evening before the vote.";
const COST: &str = "A new bridge would cost some 80 million crowns and take four years to build, the report says, while a \
repair would hold for ten years at most and could only be done in summer.";
const FERRY: &str = "Until then the two halves of the town are to be joined by a ferry that carries twenty cars, and by a \
footbridge that the army has offered to lay across the narrows in May.";
const PROTEST: &str = "Shopkeepers on the western shore blocked the approach road with vans on Monday and said that none \
of them had been asked what the closing would mean for their trade.";

fn wire() -> String {
    [LEAD, PIER, COST, FERRY, PROTEST].join("\n\n")
}

fn is_found(one: &str, other: &str) -> bool {
    !found_in(&[(0, 0, one.to_owned()), (0, 1, other.to_owned())]).is_empty()
}

#[test]
fn wire_copy_is_found_however_it_is_edited() {
    let wire = wire();
    let rewritten = "The old bridge is closed for good: so the council decided last night, eleven to four.";
    let own = "It was past midnight when the mayor came out. \"I have no more to say,\" she told this paper.";
    let wrapped = |width: usize| -> String {
        let mut lines = String::new();
        for paragraph in wire.split("\n\n") {
            let mut length = 0;
            for word in paragraph.split(' ') {
                if length + word.len() > width {
                    lines.push('\n');
                    length = 0;
                } else if length > 0 {
                    lines.push(' ');
                }
                lines.push_str(word);
                length += word.len() + 1;
            }
            lines.push_str("\n\n");
        }
        lines
    };
    for (how, text) in [
        ("another dateline", wire.replace("HARBOURTON, March 3 (Coast Wire) - The", "By our reporter. The")),
        ("cut to the first two paragraphs", [LEAD, PIER].join("\n\n")),
        ("cut to the last two paragraphs", [FERRY, PROTEST].join("\n\n")),
        ("one paragraph alone, in a text of its own", [rewritten, own, COST].join("\n\n")),
        ("under a name of its own", format!("Bridge to close for ever\nBy Kim Example\nUpdated 4 March\n\n{wire}")),
        ("one paragraph rewritten", [rewritten, PIER, COST, FERRY, PROTEST].join("\n\n")),
        ("every other paragraph rewritten", [rewritten, PIER, own, FERRY].join("\n\n")),
        ("in another order", [PROTEST, FERRY, LEAD, COST, PIER].join("\n\n")),
        ("in one paragraph", wire.replace("\n\n", " ")),
        ("in one line, with a notice", wire.replace("\n\n", " ") + " Sign up for our newsletter to read more of it."),
        ("a paragraph for each sentence and clause", wire.replace(", ", ",\n\n")),
        ("set by hand in narrow lines", wrapped(60)),
        (
            "with what a page puts in between",
            wire.replace("\n\n", "\n\nRead more: the ferry timetable\nAdvertisement\n\n"),
        ),
        ("another spelling and one word changed", wire.replace("centimetres", "centimeters").replace("autumn", "fall")),
        ("other dashes and marks", wire.replace(" - ", " — ").replace("80 million", "80\u{A0}million")),
        ("in capitals at the start", wire.replacen("The council of Harbourton", "THE COUNCIL OF HARBOURTON", 1)),
        ("with a paragraph of its own in the midst", [LEAD, own, PIER, rewritten, COST].join("\n\n")),
        ("a word put into each paragraph", wire.replace(" and ", " and then ")),
        ("shortened within a paragraph", wire.replace(", while a repair would hold for ten years at most", "")),
    ] {
        assert!(is_found(&wire, &text) && is_found(&text, &wire), "{how}:\n{text}");
    }
}

#[test]
fn what_everybody_may_print_is_not_found() {
    let speech = "I have crossed that bridge on every day of my working life, and I tell you that no minister, no engineer \
and no newspaper will make me believe that it cannot be mended before the summer is over";
    let law = "No vehicle whose weight exceeds three and a half tonnes shall be driven onto a bridge, jetty or slip of the \
harbour unless the harbour master has given leave in writing and a copy of it is carried";
    let post =
        "The bridge is closed. Eleven of the fifteen on the council were for it, and the mayor went home by boat.";
    let echo =
        "Harbourton has lost its bridge: a vote at night, a pier that sinks, and a ferry that nobody has seen yet.";
    let notices = [
        "© 2026 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or \
redistributed without permission.",
        "Reporting by Kim Example and Bo Example; Editing by Cy Example. Our Standards: The Thomson Reuters Trust Principles.",
        "Sign up for our newsletter and get the most important stories of the day in your inbox every morning, for free. You \
can unsubscribe at any time.",
        "This website uses cookies so that we can provide you with the best user experience possible and to show you \
advertisements that are of interest to you.",
        "If you have a story for us, write to our reporters in confidence. Follow us on Facebook, Instagram and X, and \
download our app to read more.",
    ];
    for notice in notices {
        let [one, other] = [post, echo].map(|text| format!("{text}\n\n{notice}\n"));
        assert!(!is_found(&one, &other), "{notice}");
    }
    for (how, one, other) in [
        (
            "a speech that both heard",
            format!("{post}\n\n“{speech},” Mayor Eva Keller said."),
            format!("{echo} Keller was loud: “{speech}.”"),
        ),
        (
            "a speech over two paragraphs",
            format!("{post}\n\nEva Keller said: “{speech}.\n\n“{law}.”"),
            format!("“{speech}. {law},” Keller said.\n\n{echo}"),
        ),
        (
            "a rule that both quote",
            format!("{post}\n\nThe harbour rules say: “{law}.”"),
            format!("“{law},” say the harbour rules of 1911.\n\n{echo}"),
        ),
        (
            "the same facts in other words",
            format!("{post}\n\n{PIER}"),
            format!("{echo}\n\nAs divers found, there are cracks a hand wide; the report has forty pages."),
        ),
        (
            "a list of names",
            format!("{post} For it were Ada Almond, Bo Birch, Cy Cedar, Di Date, Ed Elm and Flo Fir."),
            format!("{echo} Against the mayor voted Ada Almond, Bo Birch, Cy Cedar, Di Date, Ed Elm and Flo Fir."),
        ),
    ] {
        assert!(!is_found(&one, &other) && !is_found(&other, &one), "{how}");
    }
}
