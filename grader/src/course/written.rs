//! The course file as an author writes it. Doc comments here are what editors show, by way of the JSON Schema.
//!
//! Every field may be absent: so one missing key hides no other problem. What must be there is said by
//! `#[schemars(required)]` to editors and by `validate` to everybody.

use super::bounds;
use super::tree::Tree;
use super::units::{Size, Time};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A course: chapters of exercises, and what the grader asks of each.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a map that begins with `format: 1`")]
pub(super) struct Course {
    /// The version of this file's format: 1.
    #[schemars(required, extend("const" = bounds::FORMAT))]
    pub(super) format: Option<i64>,
    /// What the course is called.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// The chapters, in the order of learning.
    #[schemars(required, length(min = 1))]
    pub(super) chapters: Option<Vec<Chapter>>,
}

/// A group of exercises on one subject.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a map with `name`, `title` and `exercises`")]
pub(super) struct Chapter {
    /// The directory below `exercises/` and `solutions/`. No other chapter has it.
    #[schemars(required, with = "Name")]
    pub(super) name: Option<Text>,
    /// For people.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// The exercises, in the order of learning.
    #[schemars(required, length(min = 1))]
    pub(super) exercises: Option<Vec<Exercise>>,
}

/// One exercise: a program to repair or to complete.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `name`, `title`, `points`, `starter`, `checks` and `hints`"
)]
pub(super) struct Exercise {
    /// The directory below the chapter's, and the package's name. No other exercise in the course has it.
    #[schemars(required, with = "Name")]
    pub(super) name: Option<Text>,
    /// For people.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// What a pass is worth.
    #[schemars(required, range(min = bounds::POINTS.0, max = bounds::POINTS.1))]
    pub(super) points: Option<i64>,
    /// The verdict that the untouched starter gets. The audit checks it.
    #[schemars(required, with = "FailingVerdict")]
    pub(super) starter: Option<Text>,
    /// What is asked of the program, beyond what is asked of every program. Each item is one check.
    #[schemars(required, length(min = 1))]
    pub(super) checks: Option<Vec<Check>>,
    /// What the program may use. Each limit that is left out has a value that suits most exercises.
    pub(super) limits: Option<Limits>,
    /// What the program can read from standard input. Nothing, if left out.
    pub(super) stdin: Option<Text>,
    /// Arguments given to the program.
    pub(super) args: Option<Vec<Text>>,
    /// Crates from the registry that the program may use, each with its version requirement: `itoa: "1"`.
    pub(super) dependencies: Option<Dependencies>,
    /// Help, from a nudge to nearly the answer.
    #[schemars(required, length(min = 1))]
    pub(super) hints: Option<Vec<Hint>>,
}

/// What a program may use before it is ended.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a map such as `{wall: 5s, memory: 256MiB}`")]
pub(super) struct Limits {
    /// Wall-clock time, from 10ms to 10m. 10s, if left out.
    pub(super) wall: Option<Time>,
    /// Resident memory of the whole process tree, from 1MiB to 8GiB. 256MiB, if left out.
    pub(super) memory: Option<Size>,
    /// Bytes of standard output and of standard error, each, from 1KiB to 16MiB. 64KiB, if left out.
    pub(super) output: Option<Size>,
    /// Threads alive at the same time, in the whole process tree. 64, if left out.
    #[schemars(range(min = bounds::THREADS.0, max = bounds::THREADS.1))]
    pub(super) threads: Option<i64>,
    /// Processes alive at the same time besides the first. 0, if left out.
    #[schemars(range(min = bounds::PROCESSES.0, max = bounds::PROCESSES.1))]
    pub(super) processes: Option<i64>,
}

/// A hint, for everybody or for those who got a certain verdict.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `text`, and `when` if it is for one verdict only"
)]
pub(super) struct Hint {
    /// The verdict that the hint is for. Any, if left out.
    #[schemars(with = "Option<FailingVerdict>")]
    pub(super) when: Option<Text>,
    /// Whole sentences.
    #[schemars(required)]
    pub(super) text: Option<Text>,
}

/// A check: a map whose one key is the kind of check. Its shape is the registry's business.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Check(pub(super) Value);

impl<'de> Deserialize<'de> for Check {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tree::<true>::deserialize(deserializer).map(|tree| Check(tree.0))
    }
}

impl JsonSchema for Check {
    fn schema_name() -> Cow<'static, str> {
        "Check".into()
    }

    /// Stands in for what `schema` makes of the registry.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

/// Text, and only text: to YAML `1.10` is a number, and as a number it would end up as 1.1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Only;

        impl Visitor<'_> for Only {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Text, E> {
                Ok(Text(text))
            }
        }

        deserializer.deserialize_any(Only)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// Crate name → version requirement.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(inline)]
pub(super) struct Dependencies(pub(super) BTreeMap<String, Requirement>);

impl<'de> Deserialize<'de> for Dependencies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Dependencies;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of crates, such as `{itoa: \"1\"}`")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut access: A) -> Result<Dependencies, A::Error> {
                let mut crates = BTreeMap::new();
                while let Some((name, requirement)) = access.next_entry()? {
                    // Serde's own maps would take the last of two in silence.
                    if crates.insert(name, requirement).is_some() {
                        return Err(de::Error::custom("a crate comes twice"));
                    }
                }
                Ok(Dependencies(crates))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// A version requirement, in quotes: to YAML `0.10` is the number 0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Requirement(pub(super) String);

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Only;

        impl<'de> Visitor<'de> for Only {
            type Value = Requirement;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Requirement, E> {
                Ok(Requirement(text.to_owned()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, _: A) -> Result<Requirement, A::Error> {
                let only = "only a version may stand here: no path, no git address, no features";
                Err(de::Error::custom(format!(
                    "{only}\nWrite the version of a crate from the registry, such as \"1\"."
                )))
            }
        }

        deserializer.deserialize_any(Only)
    }
}

impl JsonSchema for Requirement {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Requirement".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1 })
    }
}

/// How a name looks, for editors.
struct Name;

impl JsonSchema for Name {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Name".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9-]*$", "maxLength": bounds::NAME })
    }
}

/// A verdict that a submission of a learner can fail with, for editors.
struct FailingVerdict;

impl JsonSchema for FailingVerdict {
    fn schema_name() -> Cow<'static, str> {
        "FailingVerdict".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": super::words::failing() })
    }
}
