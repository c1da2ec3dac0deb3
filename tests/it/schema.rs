//! The schema of claim files against the loader: both must accept and refuse the same.

mod answers;
mod cases;
mod fields;
mod values;

use std::collections::BTreeSet;
use std::fs;
use std::net::Ipv6Addr;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use onrecord::Workspace;
use onrecord::model::{Corpus, Date, Id, Reference, SnapshotPath, Url};
use onrecord::schema::Schema;
use onrecord::text::Text;
use serde_json::{Map, Value, json};

use crate::random::Rng;
use cases::{APART, CASES, CONFIGURATIONS};
use fields::Record;

/// How many random files are compared.
const FILES: u64 = 10_000;
/// How many random texts of a kind are compared.
const TEXTS: u64 = 20_000;

static CLAIMS: LazyLock<Validator> = LazyLock::new(|| jsonschema::validator_for(&written(Schema::Claims)).unwrap());

fn text(schema: Schema) -> String {
    let mut out = Vec::new();
    schema.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn written(schema: Schema) -> Value {
    serde_json::from_str(&text(schema)).unwrap()
}

/// A file as an editor hands it to a schema; nothing if it is no YAML.
fn json(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok().map(as_json)
}

fn as_json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Sequence(items) => items.into_iter().map(as_json).collect(),
        serde_yaml::Value::Mapping(entries) => {
            entries.into_iter().map(|(key, value)| (as_key(&key), as_json(value))).collect::<Map<_, _>>().into()
        }
        scalar => serde_json::to_value(scalar).unwrap(),
    }
}

/// In JSON every key is a string.
fn as_key(key: &serde_yaml::Value) -> String {
    match serde_json::to_value(key).unwrap() {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn schema_accepts(text: &str) -> bool {
    json(text).is_some_and(|file| CLAIMS.is_valid(&file))
}

/// Loads without a diagnostic, and every reference is an id: one that is none leads nowhere for sure.
fn loader_accepts(text: &str) -> bool {
    let snapshot = Workspace::of_texts([("a.yaml", text)]).snapshot();
    snapshot.load_faults().len() == 0
        && references(snapshot.corpus()).iter().all(|reference| Id::parse(&reference.to).is_ok())
}

fn references(corpus: &Corpus) -> Vec<&Reference> {
    let mut all: Vec<_> = corpus.documents.iter().filter_map(|document| document.publisher.as_ref()).collect();
    for claim in &corpus.claims {
        let lists = [claim.attributed_to(), claim.cites(), claim.corroborates(), claim.disputes()];
        all.extend(lists.into_iter().flatten());
        all.extend(claim.evidence.iter().map(|evidence| &evidence.document));
    }
    all.extend(corpus.reviews.iter().map(|review| &review.claim));
    all
}

#[test]
fn both_agree_with_what_was_written_down_by_hand() {
    for &(file, accepted) in CASES {
        assert_eq!(loader_accepts(file), accepted, "the loader on {file}");
        assert_eq!(schema_accepts(file), accepted, "the schema on {file}");
    }
}

#[test]
fn where_a_schema_cannot_follow_the_two_differ() {
    for &(file, loader, reason) in APART {
        assert_eq!(loader_accepts(file), loader, "the loader on {file}: {reason}");
        assert_eq!(schema_accepts(file), !loader, "the schema on {file}: {reason}");
    }
    // A zero in front: editors lose it, and the YAML reader that replaces them here does not.
    assert!(loader_accepts("claims: {a: {statement: x, date: 0476}}"));
    assert!(!CLAIMS.is_valid(&json!({"claims": {"a": {"statement": "x", "date": 476}}})));
}

/// Every field of every kind of record with every value, the rest of the record being good.
#[test]
fn both_agree_on_every_field_with_every_value() {
    let (mut accepted, mut refused) = (0, 0);
    for base in fields::bases() {
        for (field, shape) in base.fields() {
            for value in values::all().filter(|value| fields::beyond_a_schema(shape, value).is_none()) {
                let file = base.clone().with(field, value).file("a");
                let answer = agree(&file);
                accepted += usize::from(answer);
                refused += usize::from(!answer);
            }
        }
    }
    assert!(accepted > 3000 && refused > 3000, "{accepted} accepted, {refused} refused");
}

#[test]
fn the_fields_that_are_tried_are_those_that_there_are() {
    let schema = written(Schema::Claims);
    for base in fields::bases() {
        let record = &schema["properties"][base.section]["additionalProperties"];
        let there_are: BTreeSet<_> = record["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let tried = base.fields().into_iter().map(|(field, _)| field).filter(|&field| field != fields::UNKNOWN);
        assert_eq!(tried.collect::<BTreeSet<_>>(), there_are, "{}", base.section);
    }
}

#[test]
fn values_that_are_left_out_are_beyond_a_schema() {
    for base in fields::bases() {
        for (field, shape) in base.fields().into_iter().filter(|(field, _)| base.takes(field)) {
            for value in values::all() {
                if let Some(reason) = fields::beyond_a_schema(shape, value) {
                    let file = base.clone().with(field, value).file("a");
                    assert_ne!(schema_accepts(&file), loader_accepts(&file), "{reason}: {file}");
                }
            }
        }
    }
}

#[test]
fn both_agree_on_random_files() {
    let (mut accepted, mut refused) = (0, 0);
    for seed in 0..FILES {
        let answer = agree(&fields::random_file(&mut Rng::new(seed)));
        accepted += u64::from(answer);
        refused += u64::from(!answer);
    }
    assert!(accepted > FILES / 4 && refused > FILES / 4, "{accepted} accepted, {refused} refused");
}

/// What both say of a file.
fn agree(file: &str) -> bool {
    let (schema, loader) = (schema_accepts(file), loader_accepts(file));
    assert_eq!(schema, loader, "the schema and the loader on\n{file}");
    schema
}

/// Whether a text is accepted in a field of the first record of its kind.
fn accepts(record: &Record, field: &str, text: &str) -> bool {
    let mut file = json(&record.file("a")).unwrap();
    file[record.section]["a"][field] = text.into();
    CLAIMS.is_valid(&file)
}

#[test]
fn dates_are_those_of_the_model() {
    let claim = fields::base("claims");
    let check = |date: &str| {
        assert_eq!(accepts(&claim, "date", date), Date::parse(&Text::new(date)).is_some(), "{date:?}");
    };
    for year in ["0000", "0004", "0100", "1582", "1900", "2000", "2023", "2024", "2100", "2400", "9999", "999", "12345"]
    {
        check(year);
        for month in 0..=25 {
            check(&format!("{year}-{month:02}"));
            for day in 0..=32 {
                check(&format!("{year}-{month:02}-{day:02}"));
            }
        }
    }
    for hours in -25_i32..=25 {
        for minutes in [0, 1, 30, 59, 60] {
            check(&format!("2012-02-29T20:45:00{hours:+03}:{minutes:02}"));
            check(&format!("2012-02-29T{:02}:{minutes:02}:{minutes:02}Z", hours.abs()));
        }
        check(&format!("2012-02-29T20:45:00{hours:+03}"));
    }
    for offset in ["-00:00", "-00", "-00:01", "+00:00", "", "z", " Z", "+1", "+01:0", "+14:00", "+14:01", "-14:00"] {
        check(&format!("2012-02-28T20:45:60{offset}"));
        check(&format!("2012-02-30T20:45:61{offset}"));
    }
}

#[test]
fn addresses_paths_and_ids_are_those_of_the_model() {
    let claim = fields::base("claims");
    let document = fields::base("documents");
    for seed in 0..TEXTS {
        let mut rng = Rng::new(seed);
        let url = values::url(&mut rng);
        if !has_odd_address(&url) {
            assert_eq!(accepts(&claim, "url", &url), Url::parse(&Text::new(&*url)).is_some(), "{url:?}");
        }
        let path = values::path(&mut rng);
        assert_eq!(accepts(&document, "snapshot", &path), SnapshotPath::parse(&Text::new(&*path)).is_ok(), "{path:?}");
        let id = values::id(&mut rng);
        assert_eq!(accepts(&document, "publisher", &id), Id::parse(&Text::new(&*id)).is_ok(), "{id:?}");
    }
}

#[test]
fn every_character_counts_as_for_the_loader() {
    let characters = (0..=0x3100).chain(0xD7F0..=0xFFFF).filter_map(char::from_u32);
    let claim = fields::base("claims");
    for character in characters {
        for place in ["https://aXb/", "https://a/X", "https://a/?X", "https://a/#X"] {
            let url = place.replace('X', &character.to_string());
            assert_eq!(accepts(&claim, "url", &url), Url::parse(&Text::new(&*url)).is_some(), "{url:?}");
        }
        let escaped = format!("\"\\u{:04x}\"", u32::from(character));
        agree(&format!("claims: {{a: {{statement: {escaped}}}}}"));
        agree(&format!("claims: {{a: {{statement: x, note: {escaped}}}}}"));
        agree(&format!("documents: {{a: {{title: x, snapshot: {escaped}}}}}"));
    }
}

#[test]
fn sizes_are_counted_in_characters() {
    let statement = |text: &str| format!("claims: {{a: {{statement: {text}}}}}");
    let most = 1 << 20;
    assert!(agree(&statement(&"x".repeat(most))));
    assert!(!agree(&statement(&"x".repeat(most + 1))));
    let bytes = statement(&"é".repeat(most / 2 + 1));
    assert!(schema_accepts(&bytes) && !loader_accepts(&bytes));
    assert!(agree(&fields::base("claims").file(&"x".repeat(128))));
    assert!(!agree(&fields::base("claims").file(&"x".repeat(129))));
}

/// Whether something is between brackets that only looks like an IP address, as far as a pattern can tell.
fn has_odd_address(url: &str) -> bool {
    let address = url.split_once("://[").and_then(|(_, rest)| rest.split_once(']'));
    address.is_some_and(|(address, _)| !address.starts_with('v') && address.parse::<Ipv6Addr>().is_err())
}

#[test]
fn every_claim_file_of_the_project_is_accepted() {
    let mut files = 0;
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("claims")).unwrap() {
        let Ok(entries) = fs::read_dir(folder.unwrap().path()) else { continue };
        for file in entries {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let file = json(&fs::read_to_string(&path).unwrap()).unwrap();
            assert!(CLAIMS.validate(&file).is_ok(), "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 5);
}

#[test]
fn the_configuration_is_accepted_and_refused() {
    let schema = jsonschema::validator_for(&written(Schema::Configuration)).unwrap();
    for &(file, accepted, is_loaded) in CONFIGURATIONS {
        let snapshot = Workspace::of_texts([("onrecord.yaml", file)]).snapshot();
        assert_eq!(snapshot.load_faults().len() == 0, is_loaded, "the loader on {file}");
        assert_eq!(schema.is_valid(&json(file).unwrap()), accepted, "the schema on {file}");
    }
}

#[test]
fn schemas_are_schemas_and_the_same_every_time() {
    for schema in [Schema::Claims, Schema::Configuration] {
        let once = text(schema);
        assert_eq!(once, text(schema));
        assert!(once.ends_with("}\n"));
        let schema: Value = serde_json::from_str(&once).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(jsonschema::meta::is_valid(&schema));
        let undescribed = undescribed(&schema, "");
        assert!(undescribed.is_empty(), "an editor has nothing to say of {undescribed:?}");
    }
}

/// The fields that have no description, except for those that are only known or refused.
fn undescribed(schema: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in schema.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("if", _) => {}
            ("properties", Value::Object(fields)) => {
                for (field, schema) in fields {
                    let at = format!("{at}/{field}");
                    if schema.is_object() && schema["description"].as_str().is_none_or(|text| text.contains('\n')) {
                        found.push(at.clone());
                    }
                    found.extend(undescribed(schema, &at));
                }
            }
            (_, Value::Object(_)) => found.extend(undescribed(value, at)),
            (_, Value::Array(items)) => found.extend(items.iter().flat_map(|item| undescribed(item, at))),
            _ => {}
        }
    }
    found
}
