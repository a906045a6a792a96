//! The JSON Schema of the course file, for editors: the written types and the registry of checks.

use super::written;
use crate::check::{KINDS, Kind};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The JSON Schema of `course.yaml`, as a JSON text that ends in a line feed.
///
/// # Panics
/// If the types cannot be described as JSON, which the tests rule out.
#[must_use]
pub fn schema() -> String {
    let schema = of(KINDS);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// The schema with these kinds of check.
pub(super) fn of(kinds: &[Kind]) -> Value {
    // Draft 7 is what the YAML support of editors knows best.
    let mut generator = SchemaSettings::draft07().into_generator();
    let properties: Map<String, Value> = kinds
        .iter()
        .map(|kind| (kind.key.to_owned(), (kind.schema)(&mut generator).to_value()))
        .collect();
    let mut schema = generator.into_root_schema_for::<written::Course>();
    schema.insert("title".to_owned(), json!("Clew course file"));
    let mut schema = schema.to_value();
    // One map with exactly one of the keys: editors complete that, and not a choice of maps.
    schema["definitions"]["Check"] = json!({
        "type": "object",
        "description": "One check: its kind, and what it asks for.",
        "properties": properties,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    });
    schema
}
