//! Digests: the published ones first, which were worked out by another program, then what they promise, on random
//! corpora.

mod promises;
pub mod random_records;
mod second_opinion;

use onrecord::Workspace;
use onrecord::digest::{Digest, Digests, Fields};
use onrecord::graph::Graph;
use onrecord::model::{Corpus, Record};
use onrecord::schema::Schema;
use onrecord::workspace::Snapshot;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A corpus without errors.
struct Case(Snapshot);

impl Case {
    #[track_caller]
    fn new(mut workspace: Workspace) -> Self {
        let snapshot = workspace.snapshot();
        assert_eq!(snapshot.faults().count(), 0);
        Self(snapshot)
    }

    fn corpus(&self) -> &Corpus {
        self.0.corpus()
    }

    fn graph(&self) -> &Graph {
        self.0.graph()
    }

    fn digests(&self) -> &Digests {
        self.0.digests()
    }

    #[track_caller]
    fn of(text: &str) -> Self {
        Self::new(Workspace::of_texts([("c.yaml", text)]))
    }

    #[track_caller]
    fn read(path: PathBuf) -> Self {
        Self::new(Workspace::open(&[path]))
    }

    /// The grounds digest of the claim with an id.
    fn grounds(&self, id: &str) -> Digest {
        let claim = self.corpus().find(id).and_then(Record::claim);
        self.digests().grounds(claim.unwrap())
    }

    /// Everything, as the program in Python writes it.
    fn json(&self) -> Value {
        let (mut records, mut fields, mut grounds) = (Map::new(), Map::new(), Map::new());
        for record in self.corpus().records() {
            let id = self.corpus().id(record);
            records.insert(id.into(), self.digests().record(record).to_string().into());
            fields.insert(id.into(), Fields::of(self.corpus(), record).line(id).into());
        }
        for claim in self.graph().claims() {
            let id = self.corpus().id(claim.into());
            grounds.insert(id.into(), self.digests().grounds(claim).to_string().into());
        }
        serde_json::json!({"records": records, "fields": fields, "grounds": grounds})
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What was published, without the texts that are hashed, and those texts by digest.
fn published() -> (Value, Map<String, Value>) {
    let text = std::fs::read_to_string(root().join("tests/digests/expected.json")).unwrap();
    let mut expected = serde_json::from_str::<Value>(&text).unwrap()[0].take();
    let hashed = expected.as_object_mut().unwrap().remove("hashed").unwrap();
    (expected, hashed.as_object().unwrap().clone())
}

#[test]
fn the_published_digests_are_ours() {
    let case = Case::read(root().join("tests/digests/corpus"));
    let (expected, _) = published();
    assert_eq!(case.json(), expected);
    assert_eq!(expected["records"].as_object().unwrap().len(), 27);
}

#[test]
fn the_published_texts_have_the_published_digests_and_are_canonical() {
    let (expected, hashed) = published();
    for (digest, text) in &hashed {
        let text = text.as_str().unwrap();
        assert_eq!(Digest::of(text.as_bytes()).to_string(), *digest);
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), text);
    }
    for digests in [&expected["records"], &expected["grounds"]] {
        assert!(digests.as_object().unwrap().values().all(|digest| hashed.contains_key(digest.as_str().unwrap())));
    }
}

/// The texts were written by hand, and hashed with `sha256sum`.
#[test]
fn four_digests_by_hand() {
    let case = Case::of(
        "
sources:
  us-official: {identity: anonymous, description: a US official, known_to: desk, note: hush}
claims:
  b: {statement: Troops leave., attributed_to: [us-official]}
  a: {statement: He says so., cites: [b]}
",
    );
    let record = |id: &str| case.digests().record(case.corpus().find(id).unwrap()).hex();
    assert_eq!(record("us-official"), "5fad408aefab822d380267ae842c23b77d28dbdde2bd74291dc1970f19832da2");
    assert_eq!(record("a"), "beb2b219681c624df1690607518ed3da5dceec0606f181c5cb314c765f5c34b7");
    assert_eq!(case.grounds("b").hex(), "d7e97d19b77504fe702555a955938e3dae26a8784f45a04fc6883261a8880e7b");
    assert_eq!(case.grounds("a").hex(), "a5700ac00b0f3b0ead96c317585ea0f38a3d1c69ea3a95a755eedf9dddc204d4");
}

#[test]
fn claims_on_a_loop_share_a_digest_and_others_do_not() {
    let (expected, _) = published();
    let grounds = |id: &str| expected["grounds"][id].as_str().unwrap();
    assert_eq!(grounds("ring-a"), grounds("ring-c"));
    assert_eq!(grounds("mutual-a"), grounds("mutual-b"));
    let different: BTreeSet<_> =
        ["alone", "backs", "cites", "disputes", "mutual-a", "ring-a", "top"].map(grounds).into();
    assert_eq!(different.len(), 7);
}

/// The fields of a record that enter its digest: all that it may have, except the two that never do.
fn entering(section: &str) -> BTreeSet<String> {
    let mut schema = Vec::new();
    Schema::Claims.write(&mut schema).unwrap();
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let fields = schema["properties"][section]["additionalProperties"]["properties"].as_object().unwrap();
    fields.keys().filter(|name| !["known_to", "grounds"].contains(&name.as_str())).cloned().collect()
}

#[test]
fn every_field_enters_and_is_on_the_page() {
    let page = std::fs::read_to_string(root().join("docs/digests.md")).unwrap();
    let (expected, _) = published();
    for (section, kind, fullest) in [
        ("sources", "source", &["minister"][..]),
        ("documents", "document", &["gazette-2023", "archived", "withheld"]),
        ("claims", "claim", &["everything"]),
        ("reviews", "review", &["everything-1"]),
    ] {
        let lines = fullest.iter().map(|&id| expected["fields"][id].as_str().unwrap());
        let fields = lines.flat_map(|line| line.split(' ').skip(1));
        let entered: Vec<_> = fields.map(|field| field.split_once('=').unwrap().0).collect();
        // The corroborating claim is another one.
        let entered: BTreeSet<_> = entered.into_iter().chain((kind == "claim").then_some("corroborates")).collect();
        assert_eq!(entered, entering(section).iter().map(String::as_str).collect(), "{kind}");
        let names: Vec<_> = entered.iter().map(|name| format!("`{name}`")).collect();
        let row = format!("| {kind} | {} |", names.join(", "));
        assert!(page.lines().any(|line| line == row), "{row}");
    }
}

#[test]
fn the_examples_of_the_page_are_right() {
    let page = std::fs::read_to_string(root().join("docs/digests.md")).unwrap();
    let case = Case::of("sources:\n  us-official: {identity: anonymous, description: a US official}\n");
    let record = case.corpus().find("us-official").unwrap();
    let line = Fields::of(case.corpus(), record).line("us-official");
    assert!(page.lines().any(|other| other == line), "{line}");
    let texts = page.lines().map(|line| Digest::of(line.as_bytes()));
    assert!(texts.into_iter().any(|digest| digest == case.digests().record(record)));
}
