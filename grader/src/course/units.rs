//! Times (`1s`, `100ms`) and sizes (`256MiB`) as a course file writes them.

use super::node::quoted;
use bytesize::ByteSize;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// No time or size needs more characters; whatever is longer is no honest one, and is kept from the parsers.
const LONGEST: usize = 20;

const TIME_HELP: &str = "Write a number and a unit, such as `1s`, `100ms` or `1m 30s`.";
const SIZE_HELP: &str = "Write a number and a unit, such as `64KiB`, `256MiB` or `2GiB`.";

/// A length of time, such as `1s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time(pub(crate) Duration);

/// A number of bytes, such as `256MiB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size(pub(crate) u64);

impl Time {
    fn parse(text: &str) -> Result<Self, String> {
        if is_bare_number(text) {
            return Err(format!(
                "'{text}' has no unit\nSay the unit: `{text}s`, or `{text}ms`."
            ));
        }
        let parsed = if text.len() > LONGEST {
            None
        } else {
            humantime::parse_duration(text).ok()
        };
        parsed
            .map(Time)
            .ok_or_else(|| format!("{} is not a time\n{TIME_HELP}", quoted(text)))
    }
}

impl Size {
    fn parse(text: &str) -> Result<Self, String> {
        if is_bare_number(text) {
            return Err(format!(
                "'{text}' has no unit\nSay the unit: `{text}KiB`, or `{text}MiB`."
            ));
        }
        let parsed = if text.len() > LONGEST {
            None
        } else {
            text.parse::<ByteSize>().ok()
        };
        parsed
            .map(|size| Size(size.as_u64()))
            .ok_or_else(|| format!("{} is not a size\n{SIZE_HELP}", quoted(text)))
    }
}

fn is_bare_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Reads text by a parser whose errors hold a remedy on their second line. Numbers get there too, so that a
/// forgotten unit is called just that.
struct Parsed<T> {
    expected: &'static str,
    parse: fn(&str) -> Result<T, String>,
}

impl<T> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        (self.parse)(&number.to_string()).map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<T, E> {
        (self.parse)(&number.to_string()).map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Parsed {
            expected: "a time such as `1s`",
            parse: Time::parse,
        })
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Parsed {
            expected: "a size such as `256MiB`",
            parse: Size::parse,
        })
    }
}

impl JsonSchema for Time {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\s*\d", "examples": ["1s", "100ms", "1m 30s"] })
    }
}

impl JsonSchema for Size {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Size".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d[\d.]*\s*[A-Za-z]", "examples": ["64KiB", "256MiB", "2GiB"] })
    }
}
