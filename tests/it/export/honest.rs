//! An export says no more than the records do.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::statements::{line, of_json_ld, of_trig, of_turtle, short};
use super::{FORMATS, HONEST, LINKS, MARKUP, export};
use crate::hostile::program::Folder;
use crate::random::{self, Rng};

/// All that is to be said of `links.yaml`. Claims are nodes 1 to 6, named sources 7 to 9; the aide is node 10 and the
/// reports are node 11.
const STATEMENTS: &str = r#"
closes a prov:Entity
closes a schema:Claim
closes schema:text "The bridge closes."
closes schema:url <https://example.org/closes>
closes schema:keywords "bridge"
closes schema:keywords "works"
closes dcterms:date "2024-10-01"^^xsd:date
closes onrecord:basis "mixed"
closes prov:wasAttributedTo ada
closes prov:wasAttributedTo local.D.10
closes onrecord:attributedTo local.D.11
closes onrecord:hasEvidence closes.evidence-1
closes onrecord:hasEvidence closes.evidence-2
closes onrecord:hasEvidence closes.evidence-3
closes.evidence-1 a prov:Entity
closes.evidence-1 a onrecord:Evidence
closes.evidence-1 onrecord:document order
closes.evidence-1 onrecord:quote "It closes."
closes.evidence-1 onrecord:locator "page 1"
closes.evidence-2 a prov:Entity
closes.evidence-2 a onrecord:Evidence
closes.evidence-2 onrecord:document order
closes.evidence-2 onrecord:locator "page 2"
closes.evidence-3 a prov:Entity
closes.evidence-3 a onrecord:Evidence
closes.evidence-3 onrecord:document leaflet
closes-relayed a prov:Entity
closes-relayed a schema:Claim
closes-relayed schema:text "It is said that the bridge closes."
closes-relayed dcterms:date "2024-10-02"^^xsd:date
closes-relayed onrecord:basis "mixed"
closes-relayed cito:cites closes
closes-relayed prov:wasAttributedTo gazette
closes-relayed prov:wasDerivedFrom closes
closes-same-day a prov:Entity
closes-same-day a schema:Claim
closes-same-day schema:text "It was said on the same day."
closes-same-day dcterms:date "2024-10-01"^^xsd:date
closes-same-day onrecord:basis "mixed"
closes-same-day cito:cites closes
closes-same-day prov:wasInfluencedBy closes
closes-heard a prov:Entity
closes-heard a schema:Claim
closes-heard schema:text "One hears that it closes."
closes-heard onrecord:basis "retracted"
closes-heard cito:cites closes-relayed
closes-heard prov:wasDerivedFrom closes-relayed
closes-heard onrecord:corroborates closes
closes-heard onrecord:disputes stays
closes-heard prov:wasInvalidatedBy closes-heard.retraction
closes-heard prov:invalidatedAtTime "2024-10-05T12:00:00+02:00"^^xsd:dateTime
closes-heard.retraction a prov:Activity
closes-heard.retraction a onrecord:Retraction
closes-heard.retraction dcterms:date "2024-10-05T12:00:00+02:00"^^xsd:dateTime
stays a prov:Entity
stays a schema:Claim
stays schema:text "The bridge stays."
stays onrecord:basis "circular"
stays onrecord:inCycle "true"^^xsd:boolean
stays cito:cites stays-too
stays prov:wasAttributedTo ministry
stays prov:wasInfluencedBy stays-too
stays prov:wasInvalidatedBy stays.retraction
stays.retraction a prov:Activity
stays.retraction a onrecord:Retraction
stays.retraction dcterms:date "2024-10-05"^^xsd:date
stays-too a prov:Entity
stays-too a schema:Claim
stays-too schema:text "It stays, too."
stays-too onrecord:basis "circular"
stays-too onrecord:inCycle "true"^^xsd:boolean
stays-too cito:cites stays
stays-too prov:wasInfluencedBy stays
ada a onrecord:Source
ada a prov:Agent
ada a prov:Person
ada rdfs:label "Ada Example"
ada onrecord:identity "named"
ada onrecord:kind "person"
ada onrecord:role "Minister"
ada dcterms:description "in office since 2020"
ada schema:url <https://example.org/ada>
local.D.10 a onrecord:Source
local.D.10 a prov:Agent
local.D.10 rdfs:label "a civil servant"
local.D.10 onrecord:identity "anonymous"
gazette a onrecord:Source
gazette a prov:Agent
gazette rdfs:label "The Gazette"
gazette onrecord:identity "named"
gazette onrecord:kind "outlet"
ministry a onrecord:Source
ministry a prov:Agent
ministry a prov:Organization
ministry rdfs:label "Ministry of Works"
ministry onrecord:identity "named"
ministry onrecord:kind "organization"
local.D.11 a onrecord:Source
local.D.11 a prov:Entity
local.D.11 rdfs:label "papers"
local.D.11 onrecord:identity "unspecified"
leaflet a prov:Entity
leaflet a schema:CreativeWork
leaflet dcterms:title "confidential document"
leaflet dcterms:issued "2024"^^xsd:gYear
leaflet onrecord:publishedBy local.D.11
order a prov:Entity
order a schema:CreativeWork
order dcterms:title "The order"
order dcterms:issued "2024-10"^^xsd:gYearMonth
order dcterms:publisher gazette
order schema:url <https://example.org/order?a=1&b=2>
"#;

fn lines(text: &str) -> BTreeSet<String> {
    text.trim().lines().map(str::to_owned).collect()
}

#[track_caller]
fn equal(found: &BTreeSet<String>, expected: &BTreeSet<String>) {
    let more: Vec<_> = found.difference(expected).collect();
    let fewer: Vec<_> = expected.difference(found).collect();
    assert!(more.is_empty() && fewer.is_empty(), "too many: {more:#?}\nmissing: {fewer:#?}");
}

#[test]
fn turtle_says_what_the_records_say_and_nothing_else() {
    equal(&of_turtle(export(LINKS, "turtle", &[]).out()), &lines(STATEMENTS));
}

#[test]
fn json_ld_says_the_same_as_turtle() {
    let mut rng = Rng::new(7);
    let random = (0..60).map(|_| random::yaml(&random::corpus(&mut rng)));
    for text in random.chain([LINKS, MARKUP, HONEST].map(str::to_owned)) {
        let turtle = of_turtle(export(&text, "turtle", &[]).out());
        assert!(!turtle.is_empty(), "{text}");
        equal(&of_json_ld(export(&text, "jsonld", &[]).out()), &turtle);
    }
}

#[test]
fn a_base_may_be_an_address() {
    for format in ["turtle", "jsonld"] {
        let base = "https://example.org/claims#";
        let run = export(LINKS, format, &["--base", base]);
        let read = if format == "turtle" { of_turtle } else { of_json_ld };
        assert_eq!(read(run.out()).len(), lines(STATEMENTS).len());
        assert!(
            read(run.out()).contains(&format!("<{base}stays> prov:wasAttributedTo <{base}ministry>")),
            "{}",
            run.out()
        );
    }
}

#[test]
fn the_command_says_how_many_citations_are_no_derivations() {
    let said = "onrecord: 3 of 5 citations written as prov:wasInfluencedBy instead of prov:wasDerivedFrom: 2 on a loop, 1 of a claim \
                that may be later\n";
    for format in FORMATS {
        let has_derivations = ["prov-json", "turtle", "trig", "jsonld"].contains(&format);
        let missing = "onrecord: skipped 1 of 3 reviews: superseded\nonrecord: 2 of 2 reviews have no url, which \
                       search engines require\nonrecord: no record says whether a reviewer is a person or an organization, which \
                       search engines require\n";
        let said = if format == "claimreview" { missing } else { said };
        let is_said = has_derivations || format == "claimreview";
        assert_eq!(export(LINKS, format, &[]).err(), if is_said { said } else { "" }, "{format}");
    }
    assert_eq!(export(LINKS, "turtle", &["--claim", "closes-heard"]).err(), "");
}

#[test]
fn a_review_that_does_not_hold_is_no_claim_review() {
    let stale = "0".repeat(64);
    let text = format!(
        "claims:\n  a: {{statement: x}}\nreviews:\n  r: {{claim: a, verdict: refuted, reviewer: desk, date: 2024, digest: 'sha256:{stale}'}}\n"
    );
    let run = export(&text, "claimreview", &[]);
    assert_eq!(run.json()["@graph"], json!([]));
    assert_eq!(run.err(), "onrecord: skipped 1 of 1 reviews: stale\n");
    let expires = text.replace(&format!("digest: 'sha256:{stale}'"), "expires: 2024-06-30");
    let reviews =
        |today| export(&expires, "claimreview", &["--today", today]).json()["@graph"].as_array().unwrap().len();
    assert_eq!([reviews("2024-06-30"), reviews("2024-07-01")], [1, 0]);
    let later = export(&expires, "claimreview", &["--today", "2023-12-31"]);
    assert_eq!(later.json()["@graph"], json!([]));
    assert_eq!(later.err(), "onrecord: skipped 1 of 1 reviews: dated in the future\n");
}

/// A digest would be stale. Without one, only the dates tell whether the review knew of the withdrawal.
#[test]
fn a_review_that_may_be_older_than_the_withdrawal_is_told() {
    let said = |retracted: &str, date: &str| {
        let text = format!(
            "claims:\n  a: {{statement: x{retracted}}}\nreviews:\n  r: {{claim: a, verdict: supported, reviewer: desk, date: {date}}}\n"
        );
        let run = export(&text, "claimreview", &[]);
        assert_eq!(run.json()["@graph"].as_array().unwrap().len(), 1);
        run.err().contains(
            "onrecord: 1 of 1 reviews may be older than the withdrawal of their claim, and have no digest that shows it\n",
        )
    };
    let told = [
        (", retracted: 2024-05-02", "2024-05-01"),
        (", retracted: 2024-05", "2024-05-03"),
        (", retracted: true", "2024"),
    ];
    for (retracted, date) in told {
        assert!(said(retracted, date), "{retracted} {date}");
    }
    for (retracted, date) in [("", "2024"), (", retracted: 2024-05-02", "2024-05-03")] {
        assert!(!said(retracted, date), "{retracted} {date}");
    }
}

#[test]
fn a_picture_past_the_limits_of_mermaid_is_said() {
    let chain = |links: usize| -> String {
        let cites = |at: usize| format!("  c{at}: {{statement: x, cites: [c{}]}}\n", at + 1);
        format!("claims:\n{}  c{links}: {{statement: x}}\n", (0..links).map(cites).collect::<String>())
    };
    assert_eq!(export(&chain(500), "mermaid", &[]).err(), "");
    assert!(
        export(&chain(501), "mermaid", &[])
            .err()
            .contains(" characters and 501 links; Mermaid draws at most 50,000 and 500")
    );
    let long = |length: usize| format!("claims:\n  a: {{statement: {}}}\n", "x".repeat(length));
    let around = export(&long(1), "mermaid", &[]).out().chars().count() - 1;
    assert_eq!(export(&long(50_000 - around), "mermaid", &[]).err(), "");
    assert!(export(&long(50_001 - around), "mermaid", &[]).err().contains("50001 characters and 0 links"));
}

/// Random corpora with dates: followed over any number of steps, derivations never come back, and never lead to a later
/// date.
#[test]
fn derivations_keep_to_the_constraints_of_prov() {
    let mut rng = Rng::new(11);
    let days = ["2024", "2024-01", "2024-01-15", "2024-02-01", "2024-03", "2025"];
    let (mut derivations, mut weakened) = (0, 0);
    for _ in 0..60 {
        let mut text = String::new();
        for line in random::yaml(&random::corpus(&mut rng)).lines() {
            text += &format!("{line}\n");
            if line.starts_with("    statement:") && rng.chance(60) {
                text += &format!("    date: {}\n", rng.pick(&days));
            }
        }
        let statements = of_turtle(export(&text, "turtle", &[]).out());
        let parts = |wanted: &str| -> Vec<(String, String)> {
            let part = |line: &String| {
                let [subject, predicate, object] = line.splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
                (predicate == wanted).then(|| (subject.to_owned(), object.to_owned()))
            };
            statements.iter().filter_map(part).collect()
        };
        let links: BTreeSet<_> = parts("prov:wasDerivedFrom").into_iter().collect();
        let dates: BTreeMap<_, _> =
            parts("dcterms:date").into_iter().filter(|(subject, _)| !subject.ends_with(".retraction")).collect();
        derivations += links.len();
        weakened += parts("prov:wasInfluencedBy").len();
        // What can be reached from what, by adding what can be reached in one more step until nothing is new.
        let mut reach = links.clone();
        loop {
            let longer = reach.iter().flat_map(|(from, over)| {
                links.iter().filter(move |(start, _)| start == over).map(move |(_, to)| (from.clone(), to.clone()))
            });
            let all: BTreeSet<_> = longer.chain(reach.iter().cloned()).collect();
            if all == reach {
                break;
            }
            reach = all;
        }
        for (from, to) in &reach {
            assert_ne!(from, to, "{text}");
            if let (Some(from), Some(to)) = (dates.get(from), dates.get(to)) {
                // Every date here names whole days of known months, so the first and the last can be written out.
                let day = |date: &str, rest: [&str; 3]| {
                    let date = date.split('"').nth(1).unwrap().to_owned();
                    rest[(date.len() - 4) / 3..].iter().fold(date, |date, part| date + part)
                };
                assert!(day(from, ["-01", "-01", ""]) >= day(to, ["-12", "-31", ""]), "{from} {to}\n{text}");
            }
        }
    }
    assert!(derivations > 50 && weakened > 50, "{derivations} {weakened}");
}

#[test]
fn nanopublications_meet_the_four_graph_rules() {
    for text in [LINKS, MARKUP, HONEST] {
        let quads = of_trig(export(text, "trig", &[]).out());
        let mut graphs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for quad in &quads {
            let name = quad.graph_name.to_string();
            assert_ne!(name, "DEFAULT", "all is in a graph");
            graphs.entry(short(name.trim_matches(['<', '>']))).or_default().insert(line(quad));
        }
        let serde_claims: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        let claims: Vec<_> =
            serde_claims["claims"].as_mapping().unwrap().keys().map(|id| id.as_str().unwrap().to_owned()).collect();
        assert_eq!(graphs.len(), 4 * claims.len());
        for claim in claims {
            let part = |part: &str| &graphs[&format!("{claim}.np.{part}")];
            let head = format!(
                "{claim}.np a np:Nanopublication\n{claim}.np np:hasAssertion {claim}.np.assertion\n{claim}.np np:hasProvenance \
                 {claim}.np.provenance\n{claim}.np np:hasPublicationInfo {claim}.np.pubinfo"
            );
            equal(part("head"), &lines(&head));
            assert!(part("assertion").contains(&format!("{claim} a schema:Claim")));
            let is_about = |line: &String, subject: &str| line.starts_with(&format!("{subject} "));
            assert!(part("provenance").iter().any(|line| is_about(line, &format!("{claim}.np.assertion"))));
            assert!(part("pubinfo").iter().all(|line| is_about(line, &format!("{claim}.np"))));
            assert!(!part("pubinfo").is_empty());
        }
    }
}

/// Only the description and identity of a source that is not named are shown, and nobody can see that two exports
/// speak of the same one.
#[test]
fn confidential_sources_are_nobody_elsewhere() {
    let folder = Folder::with(LINKS);
    folder.run(&["export", "--format", "csv", "--output", "out", "c.yaml"]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let mut all = vec![("csv", read("nodes.csv") + &read("edges.csv"))];
    all.extend(FORMATS.map(|format| (format, export(LINKS, format, &[]).out().to_owned())));
    for (format, text) in &all {
        for hidden in ["aide", "reports", "background", "fears", "editor", "secret"] {
            assert!(!text.contains(hidden), "{hidden} in {format}:\n{text}");
        }
        assert!(text.contains("a civil servant"), "{format}");
    }
    let names = |text: &str| -> BTreeSet<String> {
        let words = text.split([' ', '\n', ',', ';', '"']).filter(|word| word.contains("local."));
        words.map(|word| word.rsplit_once('.').unwrap().0.to_owned()).collect()
    };
    let whole = export(LINKS, "turtle", &[]);
    assert_eq!(names(whole.out()).len(), 1);
    for more in [&["--claim", "closes"][..], &["--claim", "closes-relayed"]] {
        assert!(names(whole.out()).is_disjoint(&names(export(LINKS, "turtle", more).out())), "{more:?}");
    }
    let changed = LINKS.replace("The bridge closes.", "The bridge closes!");
    assert!(names(whole.out()).is_disjoint(&names(export(&changed, "turtle", &[]).out())));
}

#[test]
fn only_what_was_reviewed_is_a_claim_review() {
    let found = export(LINKS, "claimreview", &[]).json();
    let closes = json!({
        "@type": "Claim", "@id": "urn:onrecord:closes", "text": "The bridge closes.", "url": "https://example.org/closes",
        "dateCreated": "2024-10-01",
        "author": [{"@type": "Person", "name": "Ada Example"}, {"description": "a civil servant"}],
    });
    let expected = json!({"@context": "https://schema.org", "@graph": [
        {
            "@type": "ClaimReview", "@id": "urn:onrecord:closes-2", "claimReviewed": "The bridge closes.",
            "itemReviewed": closes, "author": {"name": "desk"},
            "reviewRating": {"@type": "Rating", "bestRating": 5, "worstRating": 1, "alternateName": "unproven"},
            "datePublished": "2024-11-04",
        },
        {
            "@type": "ClaimReview", "@id": "urn:onrecord:stays-1", "claimReviewed": "The bridge stays.",
            "itemReviewed": {
                "@type": "Claim", "@id": "urn:onrecord:stays", "text": "The bridge stays.",
                "author": [{"@type": "Organization", "name": "Ministry of Works"}],
            },
            "author": {"name": "Bo Example"}, "reviewRating": {"@type": "Rating", "alternateName": "four noses"},
            "datePublished": "2024-11-05",
        },
    ]});
    assert_eq!(found, expected);
    assert_eq!(
        export(LINKS, "claimreview", &["--claim", "closes-same-day"]).json()["@graph"].as_array().unwrap().len(),
        1
    );
}

/// No key of a JSON form comes from a claim file, so none can be one that JSON-LD acts on.
#[test]
fn keys_are_ours() {
    for format in ["json", "jsonld", "claimreview"] {
        let mut keys = BTreeSet::new();
        let mut open = vec![export(MARKUP, format, &[]).json()];
        while let Some(value) = open.pop() {
            match value {
                serde_json::Value::Object(map) => map.into_iter().for_each(|(key, value)| {
                    keys.insert(key);
                    open.push(value);
                }),
                serde_json::Value::Array(list) => open.extend(list),
                _ => {}
            }
        }
        let is_ours = |key: &String| key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | ':' | '_'));
        assert!(keys.iter().all(is_ours), "{format}: {keys:?}");
        let at: Vec<_> = keys.iter().filter(|key| key.starts_with('@')).map(String::as_str).collect();
        let known: &[&str] = match format {
            "json" => &[],
            "jsonld" => &["@context", "@graph", "@id", "@type", "@value"],
            _ => &["@context", "@graph", "@id", "@type"],
        };
        assert_eq!(at, known, "{format}");
    }
}

/// Which of two verdicts is right, the number in the name of a file does not decide.
#[test]
fn no_verdict_is_published_on_which_reviewers_disagree() {
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        "sources: {ann: {identity: named, name: Ann Lee, kind: person}}\n\
         claims: {c: {statement: The port knew., attributed_to: [ann]}, d: {statement: So did the city., attributed_to: [ann]}}\n\
         reviews:\n  c-1: {claim: c, verdict: supported, reviewer: desk, date: 2026-11-01}\n  \
         c-2: {claim: c, verdict: refuted, reviewer: Lena, date: 2026-11-01}\n  \
         d-1: {claim: d, verdict: mixed, reviewer: desk, date: 2026-11-01}\n",
    );
    let run = folder.run(&["export", "--format", "claimreview", "claims"]);
    assert!(
        run.err().starts_with("onrecord: skipped 2 of 3 reviews: the reviewers of a claim disagree\n"),
        "{}",
        run.err()
    );
    assert!(
        run.out().contains("mixed") && !run.out().contains("supported") && !run.out().contains("refuted"),
        "{}",
        run.out()
    );
    folder.run(&["run", "--date", "2026-11-02", "claims"]);
    let manifests: Vec<_> = std::fs::read_dir(folder.path().join("claims/runs")).unwrap().flatten().collect();
    let manifest = std::fs::read_to_string(manifests[0].path()).unwrap();
    assert!(manifest.contains("\"review\":\"conflicting\"") && !manifest.contains("refuted"), "{manifest}");
    assert!(manifest.contains("\"verdict\":\"mixed\""), "{manifest}");
}
