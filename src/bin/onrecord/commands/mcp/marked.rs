//! Answers as an assistant gets them: texts of the files stand in fields that say so, and are cut, as long lists are.
//!
//! Which fields these are is in the schemas of the answers: what writes a text of a file marks it there.

use std::sync::OnceLock;

use onrecord::schema::{Schema, UNTRUSTED};
use onrecord::text::terminal;
use serde_json::{Map, Value, json};

/// How many characters of a text and how many items of a list are passed on.
const MAX_TEXT: usize = 600;
const MAX_ITEMS: usize = 50;
/// Where an answer says how many items of its lists were left out.
const LEFT_OUT: &str = "left_out";

/// The schema of an answer as an assistant gets it.
pub(super) fn schema(answer: Schema) -> Value {
    let mut schema = read(answer).clone();
    rename(&mut schema);
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let about = "How many items of each list are not in this answer.";
        let counts = json!({"type": "object", "description": about, "additionalProperties": {"type": "integer"}});
        properties.insert(LEFT_OUT.to_owned(), counts);
    }
    schema
}

/// An answer as an assistant gets it.
pub(super) fn answer(mut answer: Value, schema: Schema) -> Value {
    let schema = read(schema);
    let mut left_out = Map::new();
    pass(&mut answer, schema, schema, "", &mut left_out);
    if !left_out.is_empty() {
        answer[LEFT_OUT] = left_out.into();
    }
    answer
}

/// A schema as it is, which is made once.
fn read(schema: Schema) -> &'static Value {
    static SCHEMAS: [OnceLock<Value>; Schema::ALL.len()] = [const { OnceLock::new() }; Schema::ALL.len()];
    let at = Schema::ALL.iter().position(|one| *one == schema).unwrap_or_default();
    SCHEMAS[at].get_or_init(|| {
        let mut bytes = Vec::new();
        // Nothing refuses to be written into memory.
        let _ = schema.write(&mut bytes);
        serde_json::from_slice(&bytes).unwrap_or_default()
    })
}

/// Gives the properties of a schema that hold texts of files their names.
fn rename(schema: &mut Value) {
    let root = schema.clone();
    let mut next = vec![schema];
    while let Some(schema) = next.pop() {
        match schema {
            Value::Object(map) => {
                if let Some(Value::Object(properties)) = map.get_mut("properties") {
                    let all = std::mem::take(properties);
                    let all = all.into_iter().map(|(name, of)| (called(&name, &of, &root), of));
                    *properties = all.collect();
                }
                let names = map.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
                if let Some(Value::Array(required)) = map.get_mut("required") {
                    for name in required {
                        let new = name.as_str().map(|name| format!("{PREFIX}{name}"));
                        if let Some(new) = new.filter(|new| names.contains_key(new)) {
                            *name = new.into();
                        }
                    }
                }
                next.extend(map.values_mut());
            }
            Value::Array(items) => next.extend(items),
            _ => {}
        }
    }
}

const PREFIX: &str = "untrusted_";

/// What a field is called.
fn called(name: &str, schema: &Value, root: &Value) -> String {
    if is_untrusted(schema, root) { format!("{PREFIX}{name}") } else { name.to_owned() }
}

/// Whether something is a text of a file, or a list of such texts.
fn is_untrusted<'s>(mut schema: &'s Value, root: &'s Value) -> bool {
    loop {
        schema = resolved(schema, root);
        if schema.get("$comment").is_some_and(|comment| comment == UNTRUSTED) {
            return true;
        }
        let options = schema.get("anyOf").and_then(Value::as_array);
        if options.is_some_and(|options| {
            options.iter().any(|option| option.get("$comment").is_some_and(|is| is == UNTRUSTED))
        }) {
            return true;
        }
        match schema.get("items") {
            Some(items) => schema = items,
            None => return false,
        }
    }
}

/// What a schema refers to.
fn resolved<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let referred = schema.get("$ref").and_then(Value::as_str).and_then(|to| root.pointer(to.strip_prefix('#')?));
    referred.unwrap_or(schema)
}

/// Passes a value on. The values of answers nest a few levels deep, whatever the files are.
fn pass(value: &mut Value, schema: &Value, root: &Value, name: &str, left_out: &mut Map<String, Value>) {
    let schema = fitting(value, resolved(schema, root), root);
    match value {
        Value::String(text) => *text = shown(text),
        Value::Array(items) => {
            let more = items.len().saturating_sub(MAX_ITEMS);
            if more > 0 {
                items.truncate(MAX_ITEMS);
                let count = left_out.get(name).and_then(Value::as_u64).unwrap_or_default() + more as u64;
                left_out.insert(name.to_owned(), count.into());
            }
            let of = schema.get("items").unwrap_or(&Value::Null);
            for item in items {
                pass(item, of, root, name, left_out);
            }
        }
        Value::Object(fields) => {
            let all = std::mem::take(fields);
            for (name, mut value) in all {
                let of = schema.pointer(&format!("/properties/{name}")).or_else(|| schema.get("additionalProperties"));
                let of = of.unwrap_or(&Value::Null);
                pass(&mut value, of, root, &name, left_out);
                fields.insert(called(&name, of, root), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Which of several schemas a value is of.
fn fitting<'s>(value: &Value, schema: &'s Value, root: &'s Value) -> &'s Value {
    let options = ["anyOf", "oneOf"].iter().find_map(|of| schema.get(of)?.as_array());
    let Some(options) = options else { return schema };
    let fits = |option: &&Value| match value {
        Value::Object(fields) => {
            let known = option.get("properties").and_then(Value::as_object);
            let required = option.get("required").and_then(Value::as_array);
            known.is_some_and(|known| fields.keys().all(|name| known.contains_key(name)))
                && required
                    .is_none_or(|names| names.iter().filter_map(Value::as_str).all(|name| fields.contains_key(name)))
                && is_of_kind(fields, option)
        }
        Value::Array(_) => option.get("items").is_some(),
        _ => option.get("type").is_some_and(|of| *of == "string") == value.is_string(),
    };
    options.iter().map(|option| resolved(option, root)).find(fits).unwrap_or(schema)
}

/// Whether the words that tell one kind of object from another are those of a schema.
fn is_of_kind(fields: &Map<String, Value>, schema: &Value) -> bool {
    fields.iter().all(|(name, value)| {
        let constant = schema.pointer(&format!("/properties/{name}/const"));
        constant.is_none_or(|constant| constant == value)
    })
}

/// A text that cannot act on who reads it, cut where it is long.
pub(super) fn shown(text: &str) -> String {
    let cut = text.char_indices().nth(MAX_TEXT).map(|(at, _)| at);
    let shown = terminal::escape(&text[..cut.unwrap_or(text.len())]).into_owned();
    if cut.is_some() { shown + " …" } else { shown }
}
