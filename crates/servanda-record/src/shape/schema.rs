//! The table as a JSON Schema (2020-12), for editors that complete and check YAML.

use super::tables::{DOCUMENTS, NAME, TOPIC_TERM};
use super::{Fields, Shape};
use serde_json::{Map, Value, json};

/// Text or a number: YAML without quotes makes numbers of `1945` and `52241`.
fn single() -> Value {
    json!({ "type": ["string", "number"] })
}

/// The JSON Schema of one document of a record file.
///
/// It is published as `schema/record.schema.json`; a test keeps the two the same.
#[must_use]
pub fn json_schema() -> Value {
    let mut defs = Map::new();
    common(&mut defs);
    let mut rules = Vec::new();
    for (kind, fields) in DOCUMENTS {
        define(fields, &mut defs);
        let rule =
            json!({ "if": { "required": [kind.key()] }, "then": { "$ref": reference(fields) } });
        rules.push((kind.key(), rule));
    }
    define(&TOPIC_TERM, &mut defs);
    let term = defs
        .get_mut("taxonomy")
        .and_then(|t| t.pointer_mut("/properties/terms"));
    if let Some(terms) = term {
        let act = terms.clone();
        *terms = json!({ "anyOf": [act, many(json!({ "$ref": reference(&TOPIC_TERM) }))] });
    }
    // `source` is a kind and also a key of most other kinds, which therefore come before it.
    rules.sort_by_key(|(key, _)| *key == "source");
    let mut by_kind = json!(false);
    for (_, mut rule) in rules.into_iter().rev() {
        rule["else"] = by_kind;
        by_kind = rule;
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Servanda record",
        "description": "One document of a record file. Generated from the table of shapes.",
        "type": "object",
        "allOf": [by_kind],
        "$defs": defs,
    })
}

fn name_of(fields: &Fields) -> String {
    fields.name.replace(' ', "-")
}

fn reference(fields: &Fields) -> String {
    format!("#/$defs/{}", name_of(fields))
}

/// One or a list.
fn many(inner: Value) -> Value {
    json!({ "anyOf": [inner, { "type": "array", "items": inner }] })
}

fn define(fields: &'static Fields, defs: &mut Map<String, Value>) {
    let name = name_of(fields);
    if defs.contains_key(&name) {
        return;
    }
    defs.insert(name.clone(), Value::Null);
    let mut properties = Map::new();
    for key in fields.all_keys() {
        let mut value = schema(&key.shape, defs);
        if let Value::Object(map) = &mut value {
            map.insert("description".to_string(), json!(key.doc));
        }
        properties.insert(key.name.to_string(), value);
    }
    let required: Vec<&str> = fields
        .keys
        .iter()
        .filter(|k| k.required)
        .map(|k| k.name)
        .collect();
    let mut out = json!({
        "description": fields.doc,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    if !fields.exactly_one.is_empty() {
        let groups: Vec<Value> = fields
            .exactly_one
            .iter()
            .map(|g| json!({ "oneOf": g.iter().map(|k| json!({ "required": [k] })).collect::<Vec<_>>() }))
            .collect();
        out["allOf"] = json!(groups);
    }
    defs.insert(name, out);
}

/// What is used so often that the schema names it once.
fn common(defs: &mut Map<String, Value>) {
    let lang = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
    let by_language = |inner: Value| json!({ "type": "object", "patternProperties": { lang: inner }, "additionalProperties": false });
    let mut text = by_language(single());
    text["required"] = json!(["en"]);
    define(&NAME, defs);
    let name = json!({ "anyOf": [single(), { "$ref": reference(&NAME) }] });
    let mut put = |name: &str, value: Value| defs.insert(name.to_string(), value);
    put("text", text);
    put("names", by_language(many(name)));
    put("words", by_language(many(single())));
    put(
        "codes",
        json!({ "type": "object", "additionalProperties": many(single()) }),
    );
    put(
        "choices",
        json!({ "type": "object", "additionalProperties": single() }),
    );
    put("citations", many(json!({ "type": "string" })));
}

fn schema(shape: &Shape, defs: &mut Map<String, Value>) -> Value {
    let common = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    match shape {
        Shape::Id => {
            json!({ "type": ["string", "number"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" })
        }
        Shape::Text => common("text"),
        Shape::LineOrText => json!({ "anyOf": [single(), common("text")] }),
        Shape::Names => common("names"),
        Shape::Words { languages: true } => common("words"),
        Shape::Words { languages: false } => common("codes"),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Duration => {
            json!({ "type": "string", "pattern": "^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$" })
        }
        Shape::Period => json!({ "type": "string", "pattern": "/" }),
        Shape::Point => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Choices => common("choices"),
        Shape::Cite => common("citations"),
        Shape::Many(inner) => many(schema(inner, defs)),
        Shape::Fields(fields, short) => {
            define(fields, defs);
            let whole = json!({ "$ref": reference(fields) });
            match short.and_then(|s| fields.key(s)) {
                Some(key) => {
                    let value = schema(&key.shape, defs);
                    json!({ "anyOf": [value, whole] })
                }
                None => whole,
            }
        }
        _ => single(),
    }
}
