//! The work list: its order and its reasons, by hand and against a naive count.

use std::collections::BTreeSet;

use onrecord::analysis::Basis;
use onrecord::format::{Format, Options};
use onrecord::index::Idx;
use onrecord::reviews::State;
use onrecord::runs::{Todo, todo};

use super::{Known, day};
use crate::formats;
use crate::random::Rng;
use crate::reference::Corpus;

fn ids<'c>(known: &'c Known, todo: &Todo<'_>) -> Vec<&'c str> {
    todo.items().iter().map(|item| known.0.corpus().claims[item.claim].id.as_str()).collect()
}

fn written(known: &Known, limit: Option<usize>, format: Format) -> String {
    formats::written(&todo(&known.0, Some(&day()), limit), format, &Options::default())
}

const CORPUS: &str = "sources:
  mayor: {identity: named, name: Ada Byron}
  aide: {identity: anonymous, description: an aide}
claims:
  a-named: {statement: One., attributed_to: [mayor]}
  b-nobody: {statement: Two.}
  c-base: {statement: Three., attributed_to: [aide]}
  d-relay: {statement: Four., cites: [c-base]}
  e-top: {statement: Five., cites: [d-relay]}
  f-current: {statement: Six., attributed_to: [mayor]}
  g-stale: {statement: Seven., attributed_to: [mayor]}
  h-expired: {statement: Eight., attributed_to: [mayor]}
  i-conflict: {statement: Nine., attributed_to: [mayor]}
reviews:
  f-1: {claim: f-current, verdict: supported, reviewer: desk, date: 2026-11-01}
  g-1: {claim: g-stale, verdict: supported, reviewer: desk, date: 2026-11-01,
    digest: 'sha256:0000000000000000000000000000000000000000000000000000000000000000',
    grounds: [g-stale attributed_to=7eeaaf70 statement=00000000, mayor identity=6ea2cc63 name=00000000,
      gone-one title=00000000]}
  h-1: {claim: h-expired, verdict: supported, reviewer: desk, date: 2026-11-01, expires: 2026-11-10}
  i-1: {claim: i-conflict, verdict: supported, reviewer: desk, date: 2026-11-01}
  i-2: {claim: i-conflict, verdict: 'un|proven', reviewer: copy desk, date: 2026-11-01}
";

#[test]
fn most_claims_first_then_the_weakest_basis_then_the_worst_state() {
    let known = Known::new(CORPUS);
    let todo = todo(&known.0, Some(&day()), None);
    // Two claims rest on `c-base` and one on `d-relay`; then nobody is behind `b-nobody`, an aide behind `e-top`, and
    // the mayor behind the others.
    assert_eq!(
        ids(&known, &todo),
        ["c-base", "d-relay", "b-nobody", "e-top", "i-conflict", "g-stale", "h-expired", "a-named"]
    );
    let counts: Vec<_> = todo.items().iter().map(|item| item.dependents).collect();
    assert_eq!(counts, [2, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(State::ALL.map(|state| todo.in_state(state)), [0, 5, 1, 1, 1]);
}

#[test]
fn a_list_looks_so() {
    let known = Known::new(CORPUS);
    insta::assert_snapshot!("todo_as_text", written(&known, Some(7), Format::Text));
    insta::assert_snapshot!("todo_as_json", written(&known, None, Format::Json));
    insta::assert_snapshot!("todo_as_markdown", written(&known, Some(7), Format::Markdown));
    let longest = formats::written(&todo(&known.0, Some(&day()), None), Format::Text, &Options::default().width(60));
    assert!(longest.lines().all(|line| line.chars().count() <= 60), "{longest}");
}

#[test]
fn nothing_to_do() {
    let text =
        "claims:\n  a: {statement: x}\nreviews:\n  r: {claim: a, verdict: supported, reviewer: desk, date: 2026}\n";
    let out = written(&Known::new(text), None, Format::Text);
    assert_eq!(out, "Nothing to do: 1 claim with a valid review\n");
}

/// The other claims that rest on one, by walking up as long as anybody new is met.
fn dependents(corpus: &Corpus, start: &str) -> usize {
    let mut met = BTreeSet::from([start.to_owned()]);
    loop {
        let before = met.len();
        for (id, claim) in &corpus.claims {
            let exists = |id: &&String| corpus.claims.contains_key(*id);
            if claim.cites.iter().any(|cited| met.contains(cited)) {
                met.insert(id.clone());
            }
            if met.contains(id) {
                let backs = claim.corroborates.iter().filter(|to| !claim.disputes.contains(to));
                met.extend(backs.filter(exists).cloned());
            }
        }
        if met.len() == before {
            return before - 1;
        }
    }
}

#[test]
fn the_order_is_that_of_a_naive_count() {
    for seed in 0..400 {
        let corpus = crate::random::corpus(&mut Rng::new(seed));
        let known = Known::new(&crate::random::yaml(&corpus));
        let todo = todo(&known.0, Some(&day()), None);
        let mut expected: Vec<_> = todo
            .items()
            .iter()
            .map(|item| {
                let id = known.0.corpus().claims[item.claim].id.as_str();
                (std::cmp::Reverse(dependents(&corpus, id)), item.basis, id)
            })
            .collect();
        let counts: Vec<_> = todo.items().iter().map(|item| item.dependents as usize).collect();
        assert_eq!(counts, expected.iter().map(|key| key.0.0).collect::<Vec<_>>(), "seed {seed}");
        expected.sort();
        assert_eq!(ids(&known, &todo), expected.iter().map(|key| key.2).collect::<Vec<_>>(), "seed {seed}");
    }
}

fn counts(known: &Known) -> Vec<u32> {
    todo(&known.0, Some(&day()), None).items().iter().map(|item| item.dependents).collect()
}

/// Claims in layers, each citing all of the layer before: few claims with many links, where walks are kept.
fn layers(count: usize, width: usize) -> String {
    let id = |layer: usize, at: usize| format!("c{layer:03}-{at:03}");
    let mut text = "claims:\n".to_owned();
    for layer in 0..count {
        for at in 0..width {
            let below: Vec<_> = (0..width).filter(|_| layer > 0).map(|other| id(layer - 1, other)).collect();
            text += &format!("  {}: {{statement: x, cites: [{}]}}\n", id(layer, at), below.join(", "));
        }
    }
    text
}

#[test]
fn counts_end_at_five_hundred_in_dense_corpora_too() {
    // 18 layers of 30: above the third from below stand 15 × 30 = 450, above the second 480, above the first 510.
    let known = Known::new(&layers(18, 30));
    let todo = todo(&known.0, Some(&day()), None);
    for item in todo.items() {
        let layer = item.claim.at() / 30;
        assert_eq!(item.dependents as usize, ((17 - layer) * 30).min(500), "layer {layer}");
        assert_eq!(item.basis, Basis::Unsourced);
    }
    let text = written(&known, Some(1), Format::Text);
    assert!(text.contains("dependents 500 or more") && text.contains("539 more"), "{text}");
    // A ring: all rest on all.
    let ring: String =
        (0..501).map(|at| format!("  c{at}: {{statement: x, cites: [c{}]}}\n", (at + 1) % 501)).collect();
    let known = Known::new(&format!("claims:\n{ring}"));
    assert!(counts(&known).iter().all(|&count| count == 500));
    let ring: String =
        (0..500).map(|at| format!("  c{at}: {{statement: x, cites: [c{}]}}\n", (at + 1) % 500)).collect();
    let known = Known::new(&format!("claims:\n{ring}"));
    assert!(counts(&known).iter().all(|&count| count == 499));
}
