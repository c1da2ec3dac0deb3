//! Every kind of change, worked out by hand.

use serde_json::{Value, json};

use super::{FORMATS, Known, as_text, difference};
use crate::formats;
use onrecord::format::{Format, Options};
use onrecord::runs::diff;

/// A mayor says that the bridge closes, an engineer corroborates it, two papers relay it; an aide speaks of a tunnel.
const OLD: &str = "sources:
  mayor: {identity: named, name: Ada Byron, role: mayor}
  engineer: {identity: named, name: Mary Jackson}
  aide: {identity: anonymous, description: an aide to the mayor, reason: not allowed to speak}
documents:
  minutes: {title: Minutes}
claims:
  closes: {statement: The bridge closes., attributed_to: [mayor], evidence: [{document: minutes}]}
  cracked: {statement: The bridge has a crack., attributed_to: [engineer], corroborates: [closes]}
  paper-one: {statement: It is said to close., cites: [closes]}
  paper-two: {statement: A paper says it closes., cites: [paper-one]}
  tunnel: {statement: A tunnel is planned., attributed_to: [aide]}
";

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(OLD.to_owned(), |text, (before, after)| {
        assert!(text.contains(before), "{before}");
        text.replace(before, after)
    })
}

/// What a list of the difference says, claim by claim.
fn of(edits: &[(&str, &str)], list: &str) -> Value {
    difference(OLD, &edited(edits))[list].clone()
}

fn cause(kind: &str, id: &str, fields: &[&str], links: u32) -> Value {
    json!({"kind": kind, "id": id, "what": "changed", "fields": fields, "identity": null, "links": links})
}

#[test]
fn nothing_is_nothing() {
    let value = difference(OLD, OLD);
    assert_eq!(value["summary"]["changed"], false);
    for list in ["moved", "reviews", "reworded", "added", "removed", "records"] {
        assert_eq!(value[list], json!([]), "{list}");
    }
    let [text, _, markdown] = FORMATS.map(|format| as_text(OLD, OLD, format));
    assert_eq!((text.as_str(), markdown.as_str()), ("Nothing changed\n", "### Sourcing: Nothing changed\n"));
}

#[test]
fn a_source_that_is_no_longer_named() {
    let edits = [("identity: named, name: Ada Byron, role: mayor", "identity: anonymous, description: an official")];
    let moved = of(&edits, "moved");
    let step = |old: Value, new: Value| json!({"old": old, "new": new});
    let cause = |links: u32| {
        json!({"changes": [{"kind": "source", "id": "mayor", "what": "changed",
            "fields": ["description", "identity", "name", "role"],
            "identity": {"old": "named", "new": "anonymous"}, "links": links}], "truncated": false})
    };
    let expected = |id: &str, statement: &str, any: (u8, u8), named: (u8, u8), links: u32| {
        json!({"id": id, "statement": statement, "weaker": true, "basis": step("named".into(), "anonymous".into()),
            "independent_sources": step(any.0.into(), any.1.into()),
            "independent_named_sources": step(named.0.into(), named.1.into()),
            "on_the_record": step(true.into(), (named.1 > 0).into()), "because": cause(links)})
    };
    // What corroborates a claim is no origin of it, so its basis is that of the mayor; the engineer keeps it on the
    // record. Nobody at the desk knows the official, who may be the engineer. The papers pass
    // through the claim itself, one chain, and the engineer's chain is named.
    assert_eq!(
        moved,
        json!([
            expected("closes", "The bridge closes.", (2, 1), (2, 1), 1),
            expected("paper-one", "It is said to close.", (1, 1), (1, 1), 2),
            expected("paper-two", "A paper says it closes.", (1, 1), (1, 1), 3),
        ])
    );
    assert_eq!(
        of(&edits, "records"),
        json!([{"kind": "source", "id": "mayor", "what": "changed",
            "fields": ["description", "identity", "name", "role"],
            "identity": {"old": "named", "new": "anonymous"}}])
    );
}

#[test]
fn what_is_stronger_is_no_news_of_the_bad_kind() {
    let edits = [(
        "identity: anonymous, description: an aide to the mayor, reason: not allowed to speak",
        "identity: named, name: Jo",
    )];
    let value = difference(OLD, &edited(&edits));
    assert_eq!((&value["summary"]["moved"], &value["summary"]["weaker"]), (&json!(1), &json!(0)));
    assert_eq!(value["moved"][0]["basis"], json!({"old": "anonymous", "new": "named"}));
    assert_eq!(value["moved"][0]["on_the_record"], json!({"old": false, "new": true}));
}

#[test]
fn a_retraction_and_a_citation_more() {
    let moved =
        of(&[("closes., attributed_to: [mayor]", "closes., attributed_to: [mayor], retracted: 2026-11-02")], "moved");
    let told: Vec<_> = moved.as_array().unwrap().iter().map(|moved| (&moved["id"], &moved["basis"]["new"])).collect();
    let retracted = json!("retracted");
    let ids = ["closes", "paper-one", "paper-two"].map(|id| json!(id));
    assert_eq!(told, ids.each_ref().map(|id| (id, &retracted)));
    assert_eq!(moved[2]["because"]["changes"], json!([cause("claim", "closes", &["retracted"], 2)]));

    let moved = of(&[("cites: [paper-one]", "cites: [paper-one, tunnel]")], "moved");
    assert_eq!(moved.as_array().unwrap().len(), 1);
    assert_eq!(moved[0]["basis"], json!({"old": "named", "new": "mixed"}));
    assert_eq!(moved[0]["independent_sources"], json!({"old": 1, "new": 1}), "nobody at the desk knows the aide");
    assert_eq!(moved[0]["weaker"], true, "a worse basis is weaker");
    assert_eq!(moved[0]["because"]["changes"], json!([cause("claim", "paper-two", &["cites"], 0)]));
}

#[test]
fn corroboration_that_is_gone() {
    let removed = edited(&[(
        "  cracked: {statement: The bridge has a crack., attributed_to: [engineer], corroborates: [closes]}\n",
        "",
    )]);
    let value = difference(OLD, &removed);
    assert_eq!(value["removed"][0]["id"], "cracked");
    assert_eq!(value["summary"]["weaker"], 1);
    assert_eq!(value["moved"][0]["id"], "closes");
    assert_eq!(value["moved"][0]["independent_sources"], json!({"old": 2, "new": 1}));
    assert_eq!(
        value["moved"][0]["because"]["changes"],
        json!([{"kind": "claim", "id": "cracked", "what": "removed", "fields": [], "identity": null, "links": 1}])
    );
    // The other way round it is stronger.
    let value = difference(&removed, OLD);
    assert_eq!((&value["added"][0]["id"], &value["summary"]["weaker"]), (&json!("cracked"), &json!(0)));
    assert_eq!(value["moved"][0]["because"]["changes"][0]["what"], "added");
}

#[test]
fn only_the_nearest_causes_are_named() {
    let (mut old, mut new) = (String::from("sources:\n"), String::from("sources:\n"));
    for source in 1..=5 {
        old += &format!("  s{source}: {{identity: named, name: Name}}\n");
        new += &format!("  s{source}: {{identity: anonymous, description: Name}}\n");
    }
    let claims = "claims:\n  top: {statement: x, cites: [a, b]}\n  a: {statement: x, attributed_to: [s5, s4]}\n  \
                  b: {statement: x, cites: [c]}\n  c: {statement: x, attributed_to: [s1, s2, s3]}\n";
    let value = difference(&(old + claims), &(new + claims));
    let top = value["moved"].as_array().unwrap().iter().find(|moved| moved["id"] == "top").unwrap();
    let causes: Vec<_> =
        top["because"]["changes"].as_array().unwrap().iter().map(|cause| (&cause["id"], &cause["links"])).collect();
    assert_eq!(causes, [(&json!("s4"), &json!(2)), (&json!("s5"), &json!(2)), (&json!("s1"), &json!(3))]);
    assert_eq!(top["because"]["truncated"], true);
}

#[test]
fn what_touches_no_sourcing_explains_none() {
    let edits = [
        ("crack., attributed_to: [engineer]", "crack., attributed_to: [engineer], tags: [bridge]"),
        ("Minutes}", "Minutes of the council}"),
        ("Ada Byron, role: mayor", "Ada Byron, role: lord mayor"),
    ];
    assert_eq!(of(&edits, "moved"), json!([]));
    assert_eq!(
        of(&edits, "records"),
        json!([
            {"kind": "claim", "id": "cracked", "what": "changed", "fields": ["tags"], "identity": null},
            {"kind": "source", "id": "mayor", "what": "changed", "fields": ["role"], "identity": null},
            {"kind": "document", "id": "minutes", "what": "changed", "fields": ["title"], "identity": null},
        ])
    );
}

#[test]
fn statements_that_are_reworded() {
    let edits = [("has a crack.", "has two cracks.")];
    assert_eq!(
        of(&edits, "reworded"),
        json!([{"id": "cracked", "old": "The bridge has a crack.", "new": "The bridge has two cracks."}])
    );
}

/// A claim file with reviews of `closes`, `paper-two` and `tunnel` that were made when it was `OLD`.
fn reviewed(text: &str, more: &str) -> String {
    let known = Known::new(OLD);
    let review = |claim: &str, verdict: &str| {
        let digest = known.grounds(claim);
        format!(
            "  {claim}-1: {{claim: {claim}, verdict: {verdict}, reviewer: desk, date: 2026-11-01, \
             digest: '{digest}'}}\n"
        )
    };
    let reviews = review("closes", "supported") + &review("paper-two", "supported") + &review("tunnel", "unproven");
    format!("{text}reviews:\n{reviews}{more}")
}

/// What became of the reviews of each claim: its id, what, and the causes.
fn turns(old: &str, new: &str) -> Vec<(String, String, Vec<String>)> {
    let value = difference(old, new);
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let turn = |turn: &Value| {
        let causes = turn["because"]["changes"].as_array().unwrap().iter();
        let causes = causes.map(|cause| format!("{} {} {}", word(&cause["id"]), cause["fields"], cause["links"]));
        (word(&turn["id"]), word(&turn["what"]), causes.collect())
    };
    value["reviews"].as_array().unwrap().iter().map(turn).collect()
}

#[test]
fn reviews_go_stale_and_are_made() {
    let old = reviewed(OLD, "");
    let turn = |id: &str, what: &str, causes: &[&str]| {
        (id.to_owned(), what.to_owned(), causes.iter().map(|&cause| cause.to_owned()).collect::<Vec<_>>())
    };
    // Any change below makes a review stale, including one of a document.
    let changed = reviewed(&edited(&[("Minutes}", "Minutes of the council}")]), "");
    assert_eq!(
        turns(&old, &changed),
        [turn("closes", "stale", &[r#"minutes ["title"] 1"#]), turn("paper-two", "stale", &[r#"minutes ["title"] 3"#])]
    );
    // Back again, and it holds.
    assert_eq!(
        turns(&changed, &old),
        [turn("closes", "reviewed_again", &[]), turn("paper-two", "reviewed_again", &[])]
    );
    assert_eq!(
        turns(OLD, &old),
        [turn("closes", "reviewed", &[]), turn("paper-two", "reviewed", &[]), turn("tunnel", "reviewed", &[])]
    );
    assert_eq!(turns(&old, OLD).iter().map(|turn| turn.1.as_str()).collect::<Vec<_>>(), ["unreviewed"; 3]);
    let later = |verdict: &str, reviewer: &str, more: &str| {
        reviewed(
            OLD,
            &format!("  z: {{claim: tunnel, verdict: {verdict}, reviewer: {reviewer}, date: 2026-11-02{more}}}\n"),
        )
    };
    assert_eq!(turns(&old, &later("refuted", "desk", "")), [turn("tunnel", "verdict_changed", &[])]);
    assert_eq!(turns(&old, &later("refuted", "copy desk", "")), [turn("tunnel", "conflicting", &[])]);
    assert_eq!(turns(&old, &later("unproven", "desk", ", expires: 2026-11-10")), [turn("tunnel", "expired", &[])]);
}

#[test]
fn a_difference_looks_so() {
    let edits = [
        ("identity: named, name: Ada Byron, role: mayor", "identity: anonymous, description: an official"),
        ("has a crack.", "has two cracks."),
        (
            "  tunnel: {statement: A tunnel is planned., attributed_to: [aide]}\n",
            "  ferry: {statement: A ferry is planned., attributed_to: [aide]}\n",
        ),
    ];
    let (old, new) = (reviewed(OLD, ""), reviewed(&edited(&edits), ""));
    insta::assert_snapshot!("diff_as_text", as_text(&old, &new, FORMATS[0]));
    insta::assert_snapshot!("diff_as_json", as_text(&old, &new, FORMATS[1]));
    insta::assert_snapshot!("diff_as_markdown", as_text(&old, &new, FORMATS[2]));
    for width in [40, 60, 80] {
        let (old, new) = (Known::new(&old), Known::new(&new));
        let options = Options::default().width(width);
        let text = formats::written(&diff(&old.manifest(), &new.manifest()), Format::Text, &options);
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(width), "{width}: {longest:?}\n{text}");
    }
}

#[test]
fn a_comment_is_no_longer_than_github_takes() {
    let claims: String =
        (0..2000).map(|at| format!("  c{at}: {{statement: '{}'}}\n", "@".repeat(at % 400 + 1))).collect();
    let (old, new) = ("claims:\n  a: {statement: x}\n", format!("claims:\n{claims}"));
    let comment = as_text(old, &new, Format::Markdown);
    assert!(comment.len() <= 65_536 && comment.len() > 60_000, "{}", comment.len());
    let shown = comment.lines().filter(|line| line.contains("<br>`c")).count();
    // One claim was removed, too, in a table of its own, for which there is no room.
    let left = comment.lines().last().unwrap().split(' ').next().unwrap().parse::<usize>().unwrap();
    assert_eq!(shown + left, 2001, "{}", comment.lines().last().unwrap());
}

#[test]
fn nothing_acts() {
    let nasty = "\\u001B[2J\\n::error::x ##vso[y] | <b>@team</b> [l](http://e) `c` \\u202E";
    let old = "claims:\n  a: {statement: x}\n  b: {statement: x}\n";
    let new = format!("claims:\n  a: {{statement: \"{nasty}\"}}\n  c: {{statement: \"{nasty}\"}}\n");
    for format in FORMATS {
        let out = as_text(old, &new, format);
        assert!(!out.contains(['\u{1b}', '\u{202E}']) && !out.contains("##vso[") && !out.contains("\n::"), "{out}");
    }
    let markdown = as_text(old, &new, Format::Markdown);
    for markup in ["<b>", "@team", "](http", " `c`"] {
        assert!(!markdown.contains(markup), "{markup} in {markdown}");
    }
}

/// A gate is not passed by giving a claim another id: it is compared with what it was as long as one source says it
/// still.
#[test]
fn a_claim_that_has_another_id_is_compared_with_what_it_was() {
    let value = difference(
        OLD,
        &edited(&[("  tunnel: {statement: A tunnel is planned.,", "  a-tunnel: {statement: A tunnel is planned,")]),
    );
    assert_eq!((&value["summary"]["weaker"], &value["added"], &value["removed"]), (&json!(0), &json!([]), &json!([])));
    assert_eq!(
        value["records"],
        json!([{"kind": "claim", "id": "a-tunnel", "old_id": "tunnel", "what": "renamed",
            "fields": ["statement"], "identity": null}])
    );
    assert_eq!(value["reworded"][0]["id"], "a-tunnel");
    let renamed = edited(&[
        (
            "  closes: {statement: The bridge closes., attributed_to: [mayor]",
            "  shut: {statement: the bridge closes, attributed_to: [aide, mayor]",
        ),
        ("corroborates: [closes]", "corroborates: [shut]"),
        ("cites: [closes]", "cites: [shut]"),
    ]);
    let value = difference(OLD, &renamed);
    let ids = |list: &str| value[list].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids("moved"), ["shut", "paper-one", "paper-two"], "{value}");
    let cause = json!({"kind": "claim", "id": "shut", "old_id": "closes", "what": "renamed",
        "fields": ["attributed_to", "statement"], "identity": null, "links": 0});
    let shut = value["moved"].as_array().unwrap().iter().find(|moved| moved["id"] == "shut").unwrap();
    assert_eq!(shut["because"]["changes"][0], cause);
    let [text, _, markdown] = FORMATS.map(|format| as_text(OLD, &renamed, format));
    for words in [&text, &markdown] {
        assert!(words.contains("was `closes` before and has changed (attributed_to, statement)"), "{words}");
        assert!(words.contains("0 removed, 1 renamed, 1 re-attributed, 1"), "{words}");
    }
    // What somebody else says in the same words is another claim.
    let another = edited(&[
        (
            "  closes: {statement: The bridge closes., attributed_to: [mayor]",
            "  shut: {statement: The bridge closes., attributed_to: [aide]",
        ),
        ("corroborates: [closes]", "corroborates: [shut]"),
        ("cites: [closes]", "cites: [shut]"),
    ]);
    let value = difference(OLD, &another);
    assert_eq!((&value["added"][0]["id"], &value["removed"][0]["id"]), (&json!("shut"), &json!("closes")), "{value}");
    // Whatever they are called, claims that relay claims and named sources are what they were.
    let all = OLD
        .replace("closes", "shuts")
        .replace("paper-", "report-")
        .replace("mayor]", "byron]")
        .replace("mayor:", "byron:");
    let value = difference(OLD, &all.replace("bridge shuts", "bridge closes").replace("it shuts", "it closes"));
    assert_eq!((&value["added"], &value["removed"]), (&json!([]), &json!([])), "{value}");
    // Of several that say the same, one that is as it was is taken for that.
    let twice = "sources: {a: {identity: named, name: A}, b: {identity: anonymous, description: b}}\nclaims:\n  \
        c1: {statement: S., attributed_to: [a]}\n  c2: {statement: S., attributed_to: [b]}\n";
    let value = difference(twice, &twice.replace("c1:", "d2:").replace("c2:", "d1:"));
    assert_eq!((&value["moved"], &value["added"]), (&json!([]), &json!([])));
    let value =
        difference(twice, &twice.replace("c1:", "d2:").replace("  c2: {statement: S., attributed_to: [b]}\n", ""));
    assert_eq!((&value["moved"], &value["removed"][0]["id"]), (&json!([]), &json!("c2")));
}

#[test]
fn the_first_line_says_that_claims_came_and_went() {
    let headline = |new: &str| as_text(OLD, new, FORMATS[0]).lines().next().unwrap().to_owned();
    let tunnel = "  tunnel: {statement: A tunnel is planned., attributed_to: [aide]}\n";
    for (edits, expected) in [
        (
            vec![
                ("documents:\n", "  usher: {identity: anonymous, description: an usher, reason: x}\ndocuments:\n"),
                ("[aide]", "[usher]"),
            ],
            "No claim has weaker sourcing than before; 1 claim is attributed to other sources",
        ),
        // Another id of a source that is otherwise the same makes no other source.
        (vec![("  engineer:", "  mary:"), ("[engineer]", "[mary]")], "No claim's sourcing has changed"),
        (vec![(tunnel, "")], "1 claim was removed; the sourcing of the others has not changed"),
        (
            vec![(tunnel, "  road: {statement: A road is planned., attributed_to: [aide]}\n")],
            "1 claim was added and 1 removed; the sourcing of the others has not changed",
        ),
        (
            vec![(tunnel, "  tunnel: {statement: Another tunnel is planned., attributed_to: [aide]}\n")],
            "No claim's sourcing has changed",
        ),
        (
            vec![(tunnel, ""), ("description: an aide to the mayor", "description: an aide")],
            "1 claim was removed; the sourcing of the others has not changed",
        ),
    ] {
        assert_eq!(headline(&edited(&edits)), expected);
    }
    let added = format!(
        "{OLD}  road: {{statement: A road., attributed_to: [aide]}}\n\
         \x20 rail: {{statement: Rail., attributed_to: [aide]}}\n"
    );
    assert_eq!(headline(&added), "2 claims were added; the sourcing of the others has not changed");
}

/// What a claim said while its source was named may have the name in it.
#[test]
fn what_a_source_that_is_no_longer_named_said_before_is_not_shown() {
    let old = "sources:
  ada: {identity: named, name: Ada Byron}
  bea: {identity: named, name: Bea Moss}
claims:
  kept: {statement: Ada Byron saw it., attributed_to: [ada]}
  gone: {statement: Ada Byron heard it., attributed_to: [ada]}
  other: {statement: Bea Moss saw it., attributed_to: [bea]}
  other-gone: {statement: Bea Moss heard it., attributed_to: [bea]}
";
    let new = |ada: &str, id: &str| {
        format!(
            "sources:\n  {id}: {{{ada}}}\n  bea: {{identity: named, name: Bea Moss}}\nclaims:\n  kept: {{statement: \
             A resident saw it., attributed_to: [{id}]}}\n  other: {{statement: Moss saw it., attributed_to: [bea]}}\n"
        )
    };
    for format in FORMATS {
        for (ada, id) in
            [("identity: anonymous, description: a", "ada"), ("identity: unspecified, description: a", "b-1")]
        {
            let out = as_text(old, &new(ada, id), format);
            assert!(
                !out.contains("Byron saw") && out.contains("Bea Moss saw") && out.contains("Bea Moss heard"),
                "{out}"
            );
            assert!(!out.contains("Byron heard"), "{out}");
            assert!(out.contains("not shown: a source of it is no longer named"), "{out}");
        }
        let out = as_text(old, &new("identity: named, name: Ada B.", "ada"), format);
        assert!(out.contains("Ada Byron saw") && out.contains("Ada Byron heard"), "{out}");
    }
}

/// A source that gets another id while it loses its name, or becomes one of the sources without a name: no output shows
/// who it was, nor the ids of what it said and of its documents.
#[test]
fn who_a_source_without_a_name_was_is_not_shown() {
    let old = "sources:
  byron: {identity: named, name: Ada Byron}
  moss: {identity: named, name: Bea Moss}
  aide: {identity: anonymous, description: an aide}
documents:
  byron-blog: {title: Blog, publisher: byron}
  moss-blog: {title: Blog, publisher: moss}
claims:
  byron-saw: {statement: It shook., attributed_to: [byron, moss], evidence: [{document: byron-blog}]}
  byron-felt: {statement: It fell., attributed_to: [byron]}
  moss-saw: {statement: It swayed., attributed_to: [moss], evidence: [{document: moss-blog}]}
";
    let of = |edits: &[(&str, &str)]| edits.iter().fold(old.to_owned(), |text, (from, to)| text.replace(from, to));
    let unnamed = of(&[
        ("byron: {identity: named, name: Ada Byron}", "s-1: {identity: anonymous, description: a resident}"),
        ("byron-blog: {title: Blog, publisher: byron}", "d-1: {title: Blog, publisher: s-1, confidential: true}"),
        ("byron-blog", "d-1"),
        ("byron-saw", "saw"),
        ("byron-felt: {statement: It fell.", "felt: {statement: It collapsed."),
        ("[byron", "[s-1"),
    ]);
    let merged = of(&[
        ("  byron: {identity: named, name: Ada Byron}\n", ""),
        ("  byron-blog: {title: Blog, publisher: byron}\n", ""),
        (", evidence: [{document: byron-blog}]", ""),
        ("byron-saw", "saw"),
        ("  byron-felt: {statement: It fell., attributed_to: [byron]}\n", ""),
        ("[byron", "[aide"),
    ]);
    for format in FORMATS {
        for new in [&unnamed, &merged] {
            let out = as_text(old, new, format);
            assert!(!out.contains("byron-saw") && !out.contains("`byron") && !out.contains("\"byron"), "{out}");
            assert!(out.contains("(not shown)") && !out.contains("It fell"), "{out}");
        }
        // A source with a name may ask for one claim only.
        let once = of(&[("It swayed., attributed_to: [moss]", "It moved., attributed_to: [aide]")]);
        assert!(!as_text(old, &once, format).contains("It swayed"), "{}", as_text(old, &once, format));
        // What has nothing to do with a source that came is shown.
        let came = "  s-1: {identity: anonymous, description: a resident}\ndocuments:";
        let new = of(&[
            ("  moss: {identity: named, name: Bea Moss}\n", ""),
            ("byron, moss", "byron"),
            ("documents:", came),
            ("publisher: moss", "publisher: byron"),
            ("[moss]", "[byron]"),
        ]);
        let out = as_text(old, &new, format);
        assert!(out.contains("moss") && !out.contains("not shown"), "{out}");
        // As another id of a source with a name is.
        let out = as_text(
            old,
            &of(&[("byron:", "ada:"), ("[byron", "[ada"), ("publisher: byron", "publisher: ada")]),
            format,
        );
        assert!(out.contains("byron") && !out.contains("not shown"), "{out}");
    }
}
