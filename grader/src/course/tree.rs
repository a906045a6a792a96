//! YAML values → a `serde_json` tree. Check kinds read from that: in YAML's own data model an enum is a tag.

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// A tree from any data. What JSON cannot hold becomes the text that it was written as.
///
/// `STRICT` refuses a key that comes twice; otherwise the last one stays, for a reader that has complained
/// about the others already.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree<const STRICT: bool>(pub(super) Value);

impl<'de, const STRICT: bool> Deserialize<'de> for Tree<STRICT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Builder::<STRICT>.deserialize(deserializer).map(Tree)
    }
}

struct Builder<const STRICT: bool>;

impl<'de, const STRICT: bool> DeserializeSeed<'de> for Builder<STRICT> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, const STRICT: bool> Visitor<'de> for Builder<STRICT> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without a tag")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// What an empty file holds.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "no number that large is right anywhere in a course"
    )]
    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok((value as f64).into())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "no number that large is right anywhere in a course"
    )]
    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok((value as f64).into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(if value.is_finite() {
            value.into()
        } else {
            value.to_string().into()
        })
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Builder::<STRICT>)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let value = access.next_value_seed(Builder::<STRICT>)?;
            if map.insert(key, value).is_some() && STRICT {
                return Err(de::Error::custom("a key comes twice"));
            }
        }
        Ok(Value::Object(map))
    }
}
