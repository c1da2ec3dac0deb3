//! Random corpora: what must hold of every difference, and every cause against a walk of its own.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::format::Format;
use onrecord::index::ClaimIndex;
use onrecord::runs::Manifest;
use serde_json::{Value, json};

use super::{FORMATS, Known, written};
use crate::random::{self, Rng};
use crate::reference::{Claim, Corpus, Identity};

/// The corpus after a few edits.
fn edited(corpus: &Corpus, rng: &mut Rng) -> Corpus {
    let mut edited = corpus.clone();
    let sources: Vec<_> = corpus.sources.keys().cloned().collect();
    for source in edited.sources.values_mut() {
        if rng.chance(20) {
            source.identity = rng.pick(&[Identity::Named, Identity::Anonymous, Identity::Unspecified]);
        }
    }
    for claim in edited.claims.values_mut() {
        if rng.chance(15) {
            claim.statement += " after all";
        }
        if rng.chance(10) {
            claim.attributed_to = sources[..=rng.below(sources.len())].to_vec();
        }
        if rng.chance(10) {
            claim.retracted = !claim.retracted;
        }
        if rng.chance(15) {
            claim.cites.pop();
        }
        if rng.chance(15) {
            claim.corroborates.pop();
        }
    }
    for id in corpus.claims.keys() {
        if rng.chance(8) && edited.claims.len() > 1 {
            edited.claims.remove(id);
        }
    }
    if rng.chance(20) {
        edited
            .claims
            .insert("new".to_owned(), Claim { statement: "x".to_owned(), attributed_to: sources, ..Claim::default() });
    }
    edited
}

fn pairs(mut check: impl FnMut(u64, &Corpus, &Corpus)) {
    for seed in 0..400 {
        let rng = &mut Rng::new(seed);
        let old = random::corpus(rng);
        let new = edited(&old, rng);
        check(seed, &old, &new);
    }
}

#[test]
fn a_corpus_does_not_differ_from_itself_and_no_less_from_its_manifest() {
    pairs(|seed, old, new| {
        let [old, new] = [old, new].map(|corpus| Known::new(&random::yaml(corpus)));
        let [old_file, new_file] = [&old, &new].map(Known::file);
        let [old_read, new_read] = [&old_file, &new_file].map(|file| Manifest::read(file).unwrap());
        let (old, new) = (old.manifest(), new.manifest());
        assert_eq!(written(&old, &old_read, FORMATS[0]), "Nothing changed\n", "seed {seed}");
        for format in FORMATS {
            let expected = written(&old, &new, format);
            for (old, new) in [(&old_read, &new), (&old, &new_read), (&old_read, &new_read)] {
                assert_eq!(written(old, new, format), expected, "seed {seed}");
            }
        }
    });
}

/// What is reported of every claim, by its id.
fn rows(known: &Known) -> BTreeMap<String, (usize, u8, u8)> {
    let snapshot = &known.0;
    let rank = |claim| {
        ["circular", "unsourced", "retracted", "anonymous", "outlet", "mixed", "named"]
            .iter()
            .position(|&name| name == snapshot.analysis().basis(claim).name())
            .unwrap()
    };
    let row = |claim: ClaimIndex| {
        let id = snapshot.corpus().claims[claim].id.as_str().to_owned();
        let analysis = snapshot.analysis();
        (id, (rank(claim), analysis.independent_sources(claim), analysis.independent_named_sources(claim)))
    };
    snapshot.graph().claims().map(row).collect()
}

/// The records that a claim rests on directly.
fn beneath<'c>(corpus: &'c Corpus, id: &'c str) -> BTreeSet<&'c str> {
    let Some(claim) = corpus.claims.get(id) else { return BTreeSet::new() };
    let voices = claim.attributed_to.iter().filter(|voice| corpus.sources.contains_key(*voice));
    let cited = claim.cites.iter().filter(|cited| corpus.claims.contains_key(*cited));
    let holds = |list: &[String]| list.iter().any(|to| to == id);
    let supported = corpus.claims.iter().filter(|(_, other)| holds(&other.corroborates) && !holds(&other.disputes));
    voices
        .chain(cited)
        .chain(supported.map(|(other, _)| other))
        .map(String::as_str)
        .filter(|other| *other != id)
        .collect()
}

/// The records that changed in a way that touches sourcing, each with its place among records and what happened.
fn changed<'c>(old: &'c Corpus, new: &'c Corpus) -> BTreeMap<&'c str, (usize, &'static str)> {
    let mut changed = BTreeMap::new();
    for id in old.claims.keys().chain(new.claims.keys()) {
        let sourcing = |claim: &Claim| {
            let links = [&claim.attributed_to, &claim.cites, &claim.corroborates, &claim.disputes].map(Clone::clone);
            (links, claim.retracted)
        };
        let what = match (old.claims.get(id), new.claims.get(id)) {
            (Some(_), None) => "removed",
            (None, _) => "added",
            (Some(before), Some(now)) if sourcing(before) != sourcing(now) => "changed",
            _ => continue,
        };
        changed.insert(id.as_str(), (0, what));
    }
    for (id, source) in &old.sources {
        if source.identity != new.sources[id].identity {
            changed.insert(id, (1, "changed"));
        }
    }
    changed
}

/// The causes of one claim, by a walk of its own: what changed beneath it, the nearest first, then claims, then by id.
fn causes(old: &Corpus, new: &Corpus, claim: &str) -> Vec<(u32, usize, String, &'static str)> {
    let changed = changed(old, new);
    let (mut met, mut level, mut found) = (BTreeSet::from([claim]), vec![claim], Vec::new());
    for links in 0.. {
        found.extend(level.iter().filter_map(|&id| {
            let &(kind, what) = changed.get(id)?;
            Some((links, kind, id.to_owned(), what))
        }));
        let next: BTreeSet<_> = level.iter().flat_map(|&id| &beneath(old, id) | &beneath(new, id)).collect();
        level = next.into_iter().filter(|&id| met.insert(id)).collect();
        if level.is_empty() {
            break;
        }
    }
    found.sort();
    found
}

/// The id of a record, unless it is a claim that is gone with a voice that has lost its name.
fn shown_id<'c>(old: &Corpus, new: &Corpus, id: &'c str) -> &'c str {
    let is_named = |corpus: &Corpus, source: &String| {
        corpus.sources.get(source).is_some_and(|source| source.identity == Identity::Named)
    };
    let is_gone = !new.claims.contains_key(id);
    let mut voices = old.claims.get(id).filter(|_| is_gone).into_iter().flat_map(|claim| &claim.attributed_to);
    if voices.any(|source| is_named(old, source) && !is_named(new, source)) { "(not shown)" } else { id }
}

#[test]
fn what_moved_and_why_is_what_a_walk_for_each_claim_finds() {
    let mut explained = 0;
    pairs(|seed, old, new| {
        let known = [old, new].map(|corpus| Known::new(&random::yaml(corpus)));
        let (before, now) = (rows(&known[0]), rows(&known[1]));
        let text = written(&known[0].manifest(), &known[1].manifest(), Format::Json);
        let difference: Value = serde_json::from_str(&text).unwrap();
        let mut moved = difference["moved"].as_array().unwrap().clone();
        moved.sort_by_key(|moved| moved["id"].to_string());
        let mut expected = Vec::new();
        for (id, (basis, any, named)) in &now {
            let Some(&(old_basis, old_any, old_named)) = before.get(id) else { continue };
            if (*basis, *any, *named) == (old_basis, old_any, old_named) {
                continue;
            }
            let weaker = *basis < old_basis || *any < old_any || *named < old_named;
            let causes = causes(old, new, id);
            let causes_shown = causes.iter().take(3);
            let shown: Vec<_> =
                causes_shown.map(|(links, _, id, what)| json!([shown_id(old, new, id), what, links])).collect();
            explained += shown.len();
            expected.push(json!([id, weaker, shown, causes.len() > 3]));
        }
        expected.sort_by_key(|moved| moved[0].to_string());
        let shown = |moved: &Value| {
            let causes = moved["because"]["changes"].as_array().unwrap().iter();
            let causes: Vec<_> = causes.map(|cause| json!([cause["id"], cause["what"], cause["links"]])).collect();
            json!([moved["id"], moved["weaker"], causes, moved["because"]["truncated"]])
        };
        assert_eq!(moved.iter().map(shown).collect::<Vec<_>>(), expected, "seed {seed}");
    });
    assert!(explained > 500, "{explained}");
}
