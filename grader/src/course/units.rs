//! placeholder until merge
use schemars::JsonSchema;
use serde::Deserialize;
use std::time::Duration;
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub struct Span(#[schemars(with = "String")] pub Duration);
