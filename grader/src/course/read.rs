//! placeholder until merge
use crate::check::Problem;
use serde::de::DeserializeOwned;
pub(crate) fn read_all<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, Vec<Problem>> {
    serde_json::from_value(value.clone()).map_err(|e| vec![Problem::at(&[], e.to_string(), "")])
}
