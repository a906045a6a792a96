//! The JSON Schema says what the reader does.

use super::{KINDS, VALID};
use crate::course::schema::of;
use serde_json::Value;
use std::collections::BTreeSet;

/// Calls `look` for every schema in a schema, with the way to it.
fn each(schema: &Value, way: &str, look: &mut impl FnMut(&Value, &str)) {
    look(schema, way);
    for keyword in ["properties", "definitions"] {
        for (name, schema) in schema[keyword].as_object().into_iter().flatten() {
            each(schema, &format!("{way}/{name}"), look);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if schema[keyword].is_object() {
            each(&schema[keyword], &format!("{way}/{keyword}"), look);
        }
    }
    for keyword in ["anyOf", "oneOf", "allOf"] {
        for (index, schema) in schema[keyword].as_array().into_iter().flatten().enumerate() {
            each(schema, &format!("{way}/{keyword}{index}"), look);
        }
    }
}

/// The schema that a reference stands for; itself, if it is none.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let reference = schema["$ref"]
        .as_str()
        .or_else(|| schema["allOf"][0]["$ref"].as_str());
    match reference {
        Some(reference) => root
            .pointer(reference.trim_start_matches('#'))
            .expect("a reference leads somewhere"),
        None => schema,
    }
}

#[test]
fn every_property_says_what_it_is() {
    let schema = of(KINDS);
    let mut properties = 0;
    each(&schema, "", &mut |part, way| {
        for (name, property) in part["properties"].as_object().into_iter().flatten() {
            properties += 1;
            // The key of a choice is described with the choice.
            let places = [property, resolved(&schema, property), part];
            let places = if way.contains("oneOf") {
                &places[..]
            } else {
                &places[..2]
            };
            let described = places.iter().find_map(|place| place["description"].as_str());
            // The checks of these tests are no documentation.
            let is_check = way.ends_with("/Check");
            assert!(
                is_check || described.is_some_and(|text| text.ends_with('.')),
                "{way}/{name}: {property}"
            );
        }
    });
    assert!(properties > 25, "{properties}");
}

#[test]
fn every_reference_leads_somewhere() {
    let schema = of(KINDS);
    each(&schema, "", &mut |part, _| {
        resolved(&schema, part);
    });
}

/// Every key in the reader's own list of known keys: those of the messages about unknown ones.
#[test]
fn the_schema_has_the_keys_that_the_reader_has() {
    let schema = of(KINDS);
    let keys = |schema: &Value| -> BTreeSet<String> {
        schema["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect()
    };
    for (name, unknown) in [
        ("", "zzzzzzzz: 1\n"),
        ("Chapter", "chapters: [{zzzzzzzz: 1}]\n"),
        ("Exercise", "chapters: [{exercises: [{zzzzzzzz: 1}]}]\n"),
        ("Limits", "chapters: [{exercises: [{limits: {zzzzzzzz: 1}}]}]\n"),
        ("Hint", "chapters: [{exercises: [{hints: [{zzzzzzzz: 1}]}]}]\n"),
    ] {
        let problems = super::parse(unknown).expect_err("an unknown key");
        let remedy = problems
            .iter()
            .find(|problem| problem.message == "unknown key 'zzzzzzzz'")
            .map(|p| &p.remedy);
        let known: BTreeSet<String> = remedy
            .expect("told")
            .split('`')
            .skip(1)
            .step_by(2)
            .map(ToOwned::to_owned)
            .collect();
        let part = if name.is_empty() {
            &schema
        } else {
            &schema["definitions"][name]
        };
        assert_eq!(keys(part), known, "{name}");
        assert_eq!(part["additionalProperties"], false, "{name}");
    }
    let kinds: BTreeSet<String> = KINDS.iter().map(|kind| kind.key.to_owned()).collect();
    assert_eq!(keys(&schema["definitions"]["Check"]), kinds);
}

#[test]
fn the_schema_requires_what_the_reader_requires() {
    let schema = of(KINDS);
    let required = |schema: &Value| -> Vec<String> {
        schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|key| key.as_str().map(ToOwned::to_owned))
            .collect()
    };
    for (name, text, owner) in [
        ("", "{}\n", "this course"),
        ("Chapter", "chapters: [{}]\n", "this chapter"),
        ("Exercise", "chapters: [{exercises: [{}]}]\n", "this exercise"),
        ("Hint", "chapters: [{exercises: [{hints: [{}]}]}]\n", "this hint"),
        (
            "Limits",
            "chapters: [{exercises: [{limits: {}}]}]\n",
            "these limits",
        ),
    ] {
        let problems = super::parse(text).expect_err("nothing is there");
        let prefix = format!("{owner} has no ");
        let told: BTreeSet<String> = problems
            .iter()
            .filter_map(|problem| problem.message.strip_prefix(&prefix).map(ToOwned::to_owned))
            .collect();
        let part = if name.is_empty() {
            &schema
        } else {
            &schema["definitions"][name]
        };
        assert_eq!(BTreeSet::from_iter(required(part)), told, "{name}");
    }
}

/// Enough of JSON Schema for our own: types, enumerations, bounds, references, objects and lists.
fn accepts(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let refuse = |why: &str| Err(format!("{why}: {value} by {schema}"));
    let schema = if schema["$ref"].is_string() {
        resolved(root, schema)
    } else {
        schema
    };
    for part in schema["allOf"].as_array().into_iter().flatten() {
        accepts(root, part, value)?;
    }
    for keyword in ["anyOf", "oneOf"] {
        let choices = schema[keyword].as_array();
        if choices.is_some_and(|choices| !choices.iter().any(|choice| accepts(root, choice, value).is_ok())) {
            return refuse("none of the choices");
        }
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = &schema["type"];
    if !kinds.is_null()
        && kinds != kind
        && !kinds
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(|k| k == kind))
    {
        return refuse("another type");
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|words| !words.contains(value))
        || (!schema["const"].is_null() && schema["const"] != *value)
    {
        return refuse("another word");
    }
    if let Some(number) = value.as_i64()
        && (schema["minimum"].as_i64().is_some_and(|least| number < least)
            || schema["maximum"].as_i64().is_some_and(|most| number > most))
    {
        return refuse("out of bounds");
    }
    for item in value.as_array().into_iter().flatten() {
        accepts(root, &schema["items"], item)?;
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        match (&schema["properties"][key], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => return refuse(&format!("unknown key {key}")),
            (Value::Null, other) => accepts(root, other, value)?,
            (property, _) => accepts(root, property, value)?,
        }
    }
    let required = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    for key in required {
        if value.get(key).is_none() {
            return refuse(&format!("no {key}"));
        }
    }
    Ok(())
}

#[test]
fn the_schema_accepts_the_valid_course_and_refuses_changes_to_it() {
    let schema = of(KINDS);
    let tree = |text: &str| serde_yaml::from_str::<Value>(text).expect("YAML");
    accepts(&schema, &schema, &tree(VALID)).expect("valid");
    for (from, to) in [
        ("points: 10", "points: 0"),
        ("points: 10", "points: 1001"),
        ("points: 10", "points: ten"),
        ("points: 10", "pionts: 10"),
        ("format: 1", "format: 2"),
        ("starter: race", "starter: pass"),
        ("starter: race", "starter: RACE"),
        ("when: lost-wakeup", "when: lost_wakeup"),
        ("threads: 8", "threads: 0"),
        ("threads: 8", "thraeds: 8"),
        ("wall: 5s", "wall: 5"),
        ("[--fast, \"3\"]", "[--fast, 3]"),
        ("itoa: \"1\"", "itoa: 1"),
        ("- output: \"end\\n\"", "- ouput: \"end\\n\""),
        ("title: Threads\n", ""),
        ("- text: What does the worker wait for?", "- when: race"),
    ] {
        let text = super::with(from, to);
        assert!(accepts(&schema, &schema, &tree(&text)).is_err(), "{to}");
        assert!(super::parse(&text).is_err(), "{to}");
    }
}

#[test]
fn the_schema_is_plain_json_and_the_same_every_time() {
    let text = crate::course::schema();
    assert!(text.ends_with("}\n"));
    assert_eq!(text, crate::course::schema());
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(schema["definitions"]["Check"]["maxProperties"], 1);
}
