//! The schema of claim files.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::load::record::{RawClaim, RawDocument, RawReview, RawSource};
use crate::load::shape::{ID, ID_HELP, WORDS_HELP, words};
use crate::model::fields::Secrecy;
use crate::model::{Identity, MAX_ID, Source};

/// What editors show for a field that could identify a source.
const REVEALING: &str = "Not allowed for a source that is not named, because it could identify the source. Remove it, \
                         or write `identity: named` if readers may know.";

/// A claim file, of which only the schema is ever made.
pub(super) enum ClaimFile {}

impl JsonSchema for ClaimFile {
    fn schema_name() -> Cow<'static, str> {
        "claim file".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let sources = by_identity(generator.subschema_for::<RawSource<'_>>());
        let documents = generator.subschema_for::<RawDocument<'_>>();
        let claims = generator.subschema_for::<RawClaim<'_>>();
        let reviews = generator.subschema_for::<RawReview<'_>>();
        json_schema!({
            "description": "Sources, documents, claims and reviews, from which onrecord shows which claims rest on \
                            named sources.",
            "type": "object",
            "properties": {
                "sources": section("Who asserts something: people, organizations, outlets, papers.", &sources),
                "documents": section("Where something was published.", &documents),
                "claims": section("What is asserted, one sentence each, and what it rests on.", &claims),
                "reviews": section("What fact-checking runs decided about claims.", &reviews),
            },
            "additionalProperties": false,
        })
    }
}

/// Records, each under its id.
fn section(description: &str, record: &Schema) -> Value {
    json!({
        "description": description,
        "type": "object",
        "propertyNames": {
            "title": "id",
            "description": "The id of the record: lower-case words joined by hyphens, unique in the corpus.",
            "maxLength": MAX_ID,
            "pattern": ID,
            "errorMessage": ID_HELP,
        },
        "additionalProperties": record,
    })
}

/// Says what a source needs and may not have, by its identity. As long as that is missing or misspelt, nothing else is
/// said.
///
/// The fields that only a named source may have are offered once it is named: until then they are known, and no more.
fn by_identity(mut source: Schema) -> Schema {
    let Some(fields) = source.get_mut("properties").and_then(Value::as_object_mut) else { return source };
    let mut revealing = Map::new();
    for field in Source::FIELDS.iter().filter(|field| field.secrecy == Secrecy::Revealing) {
        if let Some(schema) = fields.get_mut(field.name) {
            revealing.insert(field.name.to_owned(), std::mem::replace(schema, Value::Bool(true)));
        }
    }
    let who = fields.get("description").and_then(|field| field.get("description")).cloned();
    let refused: Map<_, _> = revealing.keys().map(|name| (name.clone(), Value::Bool(false))).collect();
    source.insert("if".to_owned(), identity_is(&[Identity::Named]));
    source.insert("then".to_owned(), json!({"required": ["name"], "properties": revealing}));
    source.insert(
        "else".to_owned(),
        json!({
            "if": identity_is(&[Identity::Anonymous, Identity::Unspecified]),
            "then": {
                "required": ["description"],
                "properties": {"description": {"description": who, "pattern": words(), "errorMessage": WORDS_HELP}},
                // On its own, so that the words are said of nothing else.
                "allOf": [{"properties": refused, "errorMessage": REVEALING}],
            },
        }),
    );
    source
}

fn identity_is(identities: &[Identity]) -> Value {
    let names: Vec<_> = identities.iter().map(|identity| identity.name()).collect();
    json!({"required": ["identity"], "properties": {"identity": {"enum": names}}})
}
