//! The schema of the configuration.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::editor;
use crate::diagnostic::RuleMeta;
use crate::load::configuration::{RawPolicy, RawWaiver};
use crate::load::shape::Words;
use crate::model::Setting;
use crate::rules::RULES;
use crate::tree::List;

/// A configuration, of which only the schema is ever made. It takes any rule.
enum ConfigurationFile {}

impl JsonSchema for ConfigurationFile {
    fn schema_name() -> Cow<'static, str> {
        "configuration".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let rules = json!({"type": "object", "additionalProperties": generator.subschema_for::<Setting>()});
        let policy = generator.subschema_for::<RawPolicy<'_>>().to_value();
        let mut verdicts = generator.subschema_for::<List<Words>>();
        verdicts.insert("minItems".to_owned(), 1.into());
        verdicts.insert("uniqueItems".to_owned(), true.into());
        let waivers = generator.subschema_for::<List<RawWaiver<'_>>>().to_value();
        json_schema!({
            "description": "What the newsroom requires of the claims in this folder.",
            "type": "object",
            "properties": {
                "rules": described(rules, "The level of each rule, if it is not the default."),
                "policy": described(policy, "What every claim must have."),
                "verdicts": described(verdicts.to_value(), "The verdicts that a review may have, instead of the \
                    default ones."),
                "waivers": described(waivers, "Findings that are waived, each with a last day and a reason."),
            },
            "additionalProperties": false,
        })
    }
}

/// The schema for the rules that there are: no others can be set or waived, and those that are always errors are
/// nothing else.
pub(super) fn schema(generator: SchemaGenerator) -> Schema {
    let rules = RULES.map(|rule| rule.meta);
    let mut schema = generator.into_root_schema_for::<ConfigurationFile>();
    if let Some(settings) = schema.pointer_mut("/properties/rules").and_then(Value::as_object_mut) {
        let setting = settings.remove("additionalProperties").unwrap_or_default();
        let each = |rule: &&RuleMeta| {
            let setting = if rule.is_fixed { json!({"enum": [Setting::Error.name()]}) } else { setting.clone() };
            (rule.name.to_owned(), described(setting, rule.summary()))
        };
        settings.insert("properties".to_owned(), rules.iter().map(each).collect::<Map<_, _>>().into());
        settings.insert("additionalProperties".to_owned(), false.into());
    }
    if let Some(rule) = schema.pointer_mut("/properties/waivers/items/properties/rule").and_then(Value::as_object_mut) {
        rule.remove("anyOf");
        let waivable = rules.iter().filter(|rule| !rule.is_fixed);
        let (names, summaries) = waivable.map(|rule| (Value::from(rule.name), Value::from(rule.summary()))).unzip();
        editor::words_of(rule, names, summaries);
    }
    schema
}

fn described(mut schema: Value, description: &str) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), description.into());
    }
    schema
}
