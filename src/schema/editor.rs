//! What is changed in every schema after it was derived.

use schemars::Schema;
use schemars::transform::transform_subschemas;
use serde_json::{Map, Value};

/// Lets an optional field be left out, but not be null, which is how it is derived.
pub(super) fn without_null(schema: &mut Schema) {
    transform_subschemas(&mut without_null, schema);
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|name| name != "null");
        if let [only] = types.as_mut_slice() {
            let only = only.take();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.retain(|word| !word.is_null());
    }
    let Some(options) = schema.get_mut("anyOf").and_then(Value::as_array_mut) else { return };
    options.retain(|option| option["type"] != "null");
    if let [Value::Object(only)] = options.as_mut_slice() {
        let only = std::mem::take(only);
        schema.remove("anyOf");
        let schema = schema.ensure_object();
        for (keyword, value) in only {
            // A field's own description goes before that of its type.
            schema.entry(keyword).or_insert(value);
        }
    }
}

/// Takes out formats such as `uint32`, which are of no vocabulary: a validator in strict mode warns of each. The bounds
/// that they stand for are there as numbers.
pub(super) fn without_widths(schema: &mut Schema) {
    transform_subschemas(&mut without_widths, schema);
    let is_width = |format: &str| format.trim_start_matches('u').starts_with("int");
    if schema.get("format").and_then(Value::as_str).is_some_and(is_width) {
        schema.remove("format");
    }
}

/// Takes the line breaks out of descriptions, each of which editors show as the end of a paragraph.
pub(super) fn in_one_line(schema: &mut Schema) {
    transform_subschemas(&mut in_one_line, schema);
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}

/// Lists the variants of an enum in one `enum` with a description for each. They are derived as one schema each, among
/// which an editor has to guess which one is meant.
pub(super) fn with_words_in_one_list(schema: &mut Schema) {
    transform_subschemas(&mut with_words_in_one_list, schema);
    let Some(variants) = schema.get("oneOf").and_then(Value::as_array) else { return };
    let part = |name: &str| variants.iter().map(|variant| variant.get(name).cloned()).collect::<Option<Vec<_>>>();
    let (Some(words), Some(descriptions)) = (part("const"), part("description")) else { return };
    schema.remove("oneOf");
    words_of(schema.ensure_object(), words, descriptions);
}

/// Makes a schema of the words that are accepted, and what each means.
pub(super) fn words_of(schema: &mut Map<String, Value>, words: Vec<Value>, descriptions: Vec<Value>) {
    schema.insert("enum".to_owned(), words.into());
    schema.insert("enumDescriptions".to_owned(), descriptions.into());
}
