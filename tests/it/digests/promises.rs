//! What digests promise, held to the plainest way of asking.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::Workspace;
use onrecord::digest::{Digest, Fields, beneath, changed};
use onrecord::model::Record;
use serde_json::{Value, json};

use super::Case;
use super::random_records::{Field, Records};
use crate::random::Rng;

const CORPORA: u64 = 150;

/// What a claim leads to: "the claims that it cites and those that corroborate it".
fn leads<'r>(records: &'r Records, claim: &str) -> BTreeSet<&'r str> {
    let mut leads: BTreeSet<_> = records.list("claims", claim, "cites").into_iter().collect();
    for (other, _) in records.section("claims") {
        let holds = |list| records.list("claims", other, list).contains(&claim);
        if holds("corroborates") && !holds("disputes") {
            leads.insert(other);
        }
    }
    leads.into_iter().filter(|other| *other != claim).collect()
}

/// All that a claim rests on, with its distance.
fn below(records: &Records, claim: &str) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::from([(claim.to_owned(), 0)]);
    let mut level = vec![claim.to_owned()];
    for depth in 1.. {
        let mut next = Vec::new();
        for claim in &level {
            let voices = records.list("claims", claim, "attributed_to");
            let documents = records.list("claims", claim, "evidence");
            for id in voices.into_iter().chain(documents) {
                found.entry(id.to_owned()).or_insert(depth);
            }
            for other in leads(records, claim) {
                if !found.contains_key(other) {
                    found.insert(other.to_owned(), depth);
                    next.push(other.to_owned());
                }
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    found
}

fn case(records: &Records) -> Case {
    Case::of(&records.yaml())
}

fn fields(case: &Case, id: &str) -> Fields {
    Fields::of(case.corpus(), case.corpus().find(id).unwrap())
}

/// One field was changed: exactly the right digests are others.
fn one_change(before: (&Records, &Case), field: &Field) {
    let Some(records) = before.0.changed(field) else { return };
    let (case_before, case_after) = (before.1, case(&records));
    if field.section == "claims" && before.0.is_open(&field.id) != records.is_open(&field.id) {
        // The note comes or goes, too.
        return;
    }
    let is_secret = before.0.is_secret(field.section, &field.id, &field.name);
    let named = changed(&fields(case_before, &field.id), &fields(&case_after, &field.id));
    assert_eq!(named, if is_secret { vec![] } else { vec![field.name.as_str()] }, "{field:?}");
    for record in case_before.corpus().records() {
        let id = case_before.corpus().id(record);
        let differs = case_before.digests().record(record) != case_after.digests().record(record);
        assert_eq!(differs, id == field.id && !is_secret, "{field:?} {id}");
    }
    for (claim, _) in records.section("claims") {
        let is_beneath = [before.0, &records].iter().any(|records| below(records, claim).contains_key(&field.id));
        let differs = case_before.grounds(claim) != case_after.grounds(claim);
        assert_eq!(differs, is_beneath && !is_secret, "{field:?} {claim}\n{}", before.0.yaml());
    }
}

#[test]
fn a_change_beneath_shows_and_any_other_does_not() {
    let mut names = BTreeSet::new();
    for seed in 0..CORPORA {
        let mut rng = Rng::new(seed);
        let records = Records::new(&mut rng);
        let case = case(&records);
        let mut all = records.fields();
        rng.shuffle(&mut all);
        for field in all.iter().take(12) {
            one_change((&records, &case), field);
            names.insert((field.section, field.name.clone()));
        }
    }
    assert!(names.len() >= 30, "{names:?}");
}

#[test]
fn neither_files_nor_order_matter() {
    for seed in 0..CORPORA {
        let mut rng = Rng::new(seed);
        let records = Records::new(&mut rng);
        let shuffled = records.shuffled(&mut rng);
        let files = shuffled.iter().map(|(name, text)| (name, text));
        assert_eq!(Case::new(Workspace::of_texts(files)).json(), case(&records).json(), "{shuffled:?}");
    }
}

/// The digest of a claim's grounds by definition; `None` if it is on a loop.
fn grounds(records: &Records, case: &Case, claim: &str, path: &mut Vec<String>) -> Option<Digest> {
    if path.iter().any(|other| other == claim) {
        return None;
    }
    path.push(claim.to_owned());
    let beneath = leads(records, claim).into_iter().map(|other| grounds(records, case, other, path));
    let beneath = beneath.collect::<Option<BTreeSet<_>>>()?;
    path.pop();
    let written = |ids: Vec<&str>| -> BTreeSet<String> {
        ids.iter().map(|id| case.digests().record(case.corpus().find(id).unwrap()).to_string()).collect()
    };
    let value = json!({
        "rests_on": beneath.iter().map(Digest::to_string).collect::<Vec<_>>(),
        "claims": written(vec![claim]),
        "sources": written(records.list("claims", claim, "attributed_to")),
        "documents": written(records.list("claims", claim, "evidence")),
    });
    Some(Digest::of(serde_json_canonicalizer::to_string(&value).unwrap().as_bytes()))
}

#[test]
fn without_loops_the_definition_can_be_followed_word_by_word() {
    let mut compared = 0;
    for seed in 0..CORPORA {
        let records = Records::new(&mut Rng::new(seed));
        let case = case(&records);
        for (claim, _) in records.section("claims") {
            if let Some(digest) = grounds(&records, &case, claim, &mut Vec::new()) {
                assert_eq!(case.grounds(claim), digest, "{claim}\n{}", records.yaml());
                compared += usize::from(!leads(&records, claim).is_empty());
            }
        }
    }
    assert!(compared > 100, "only {compared} claims lead anywhere");
}

/// The canonical form of a record straight from its fields.
#[test]
fn records_have_the_digest_of_what_they_say() {
    for seed in 0..CORPORA {
        let records = Records::new(&mut Rng::new(seed));
        let case = case(&records);
        for record in case.corpus().records() {
            let id = case.corpus().id(record);
            let section = record.kind().section();
            let mut fields = records.record(section, id).as_object().unwrap().clone();
            fields.retain(|name, value| !records.is_secret(section, id, name) && *value != json!([]));
            let is_named = fields.get("identity").is_none_or(|identity| identity == "named");
            if records.record(section, id).get("known_to").is_some() && !is_named {
                fields.insert("known_to".into(), "given".into());
            }
            for name in ["sha256", "text_sha256", "digest"] {
                if let Some(Value::String(digest)) = fields.get_mut(name) {
                    digest.make_ascii_lowercase();
                }
            }
            if section == "documents" && records.is_withheld(id) {
                fields.insert("confidential".to_owned(), "true".into());
            }
            let text =
                serde_json_canonicalizer::to_string(&json!({"record": fields, "id": id, "kind": record.kind().name()}));
            assert_eq!(case.digests().record(record), Digest::of(text.unwrap().as_bytes()), "{id}\n{}", records.yaml());
        }
    }
}

#[test]
fn what_is_beneath_comes_nearest_first() {
    for seed in 0..CORPORA {
        let records = Records::new(&mut Rng::new(seed));
        let case = case(&records);
        for claim in case.graph().claims() {
            let all = beneath(case.graph(), claim, usize::MAX);
            let found: BTreeMap<_, _> =
                all.iter().map(|&(record, depth)| (case.corpus().id(record).to_owned(), depth)).collect();
            assert_eq!(found.len(), all.len(), "nothing twice");
            assert_eq!(found, below(&records, case.corpus().id(Record::Claim(claim))), "{}", records.yaml());
            let height =
                |record| ["claim", "source", "document"].iter().position(|kind| *kind == Record::kind(record).name());
            assert!(all.is_sorted_by_key(|&(record, depth)| (depth, height(record), case.corpus().id(record))));
            for limit in 0..=all.len() {
                assert_eq!(beneath(case.graph(), claim, limit), all[..limit]);
            }
        }
    }
}
