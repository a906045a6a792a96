//! A tree → a typed value, by serde, with errors as data: what was found, what was expected, which words are known.
//!
//! `serde_json` can do the same, but its errors are finished sentences in words of its own.

use serde::Deserializer;
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, Expected, IntoDeserializer, Unexpected, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// A tree to read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a>(pub(super) &'a Value);

/// What is wrong with a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A map holds a key that is not known.
    Key {
        found: String,
        known: &'static [&'static str],
    },
    /// A word is not one of those that are known.
    Word {
        found: String,
        known: &'static [&'static str],
    },
    /// A map lacks a key.
    Missing(&'static str),
    /// The value is something else.
    Value { found: String, expected: String },
    /// Anything else that a type has to say about its value. A second line is its remedy.
    Other(String),
}

impl Wrong {
    fn value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Wrong::Value {
            found: found_words(found),
            expected: expected_words(&expected.to_string()),
        }
    }
}

/// What was found, as the object of a sentence.
fn found_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Str(text) => quoted(text),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        other => other.to_string(),
    }
}

/// A text in quotes, on one line and short enough for a sentence.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let line = text.trim_end().lines().next().unwrap_or_default();
    let mut shown: String = line
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if line.chars().count() > SHOWN || text.trim_end().lines().count() > 1 {
        shown.push('…');
    }
    format!("'{shown}'")
}

/// Serde's names for types, in words that a course author knows.
fn expected_words(expected: &str) -> String {
    match expected {
        "a string" => "text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        other => other,
    }
    .to_owned()
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Key { found, .. } => write!(f, "unknown key '{found}'"),
            Wrong::Word { found, .. } => write!(f, "unknown word '{found}'"),
            Wrong::Missing(key) => write!(f, "'{key}' is missing"),
            Wrong::Value { found, expected } => write!(f, "expected {expected}, found {found}"),
            Wrong::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Wrong::Other(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Wrong::value(found, expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Wrong::value(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let items = if length == 1 { "element" } else { "elements" };
        Wrong::Value {
            found: format!("{length} {items}"),
            expected: expected_words(&expected.to_string()),
        }
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Wrong::Word {
            found: found.to_owned(),
            known,
        }
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Wrong::Key {
            found: found.to_owned(),
            known,
        }
    }

    fn missing_field(key: &'static str) -> Self {
        Wrong::Missing(key)
    }
}

impl<'a> Node<'a> {
    fn unexpected(self) -> Unexpected<'a> {
        match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => Unexpected::Unsigned(value),
                (None, Some(value)) => Unexpected::Signed(value),
                (None, None) => Unexpected::Float(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }

    fn refuse<T>(self, expected: &dyn Expected) -> Result<T, Wrong> {
        Err(Wrong::value(self.unexpected(), expected))
    }
}

impl IntoDeserializer<'_, Wrong> for Node<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn entries(map: &Map<String, Value>) -> impl Iterator<Item = (&str, Node<'_>)> {
    map.iter().map(|(key, value)| (key.as_str(), Node(value)))
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (None, Some(value)) => visitor.visit_i64(value),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(items) => {
                let mut items = SeqDeserializer::new(items.iter().map(Node));
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Value::Object(map) => visitor.visit_map(MapDeserializer::new(entries(map))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        // A key with nothing after it counts as absent, as it does for a reader.
        if self.0.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        // Serde would also fill a struct from a list, field by field: nobody means that in a course file.
        if self.0.is_object() {
            self.deserialize_any(visitor)
        } else {
            self.refuse(&visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(StrDeserializer::new(word)),
            Value::Object(map) if map.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(entries(map))))
            }
            _ => self.refuse(&"one word, or a map with one key"),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}
