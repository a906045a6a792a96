//! One item of `checks:` → a check ready to judge, by the registry of kinds.

use super::node::quoted;
use super::problem::{At, Unplaced};
use super::validate::Validator;
use super::written;
use crate::check::{Check, Kind, Step};
use crate::nearest::{instead, listed};
use serde_json::{Map, Value};

/// The one kind that may be asked for more than once: each asks for something else of the same output.
const REPEATABLE: &str = "output";

/// Reads one check.
pub(super) fn one(
    validator: &mut Validator<'_>,
    at: &At<'_>,
    written: written::Check,
) -> Option<Box<dyn Check>> {
    let kinds = validator.kinds;
    let (key, value) = match single_entry(kinds, at, written.0) {
        Ok(entry) => entry,
        Err(problem) => {
            validator.add(problem);
            return None;
        }
    };
    let Some(kind) = kinds.iter().find(|kind| kind.key == key) else {
        let remedy = instead(&key, "The kinds of check", &keys(kinds));
        validator.add(Unplaced::new(
            name(at, &key),
            format!("unknown check {}", quoted(&key)),
            remedy,
        ));
        return None;
    };
    match (kind.read)(&value, validator.files) {
        Ok(check) => Some(check),
        Err(problems) => {
            let here = at.key(&key).path();
            for mut problem in problems {
                problem.path.splice(0..0, here.iter().cloned());
                validator.add(problem.into());
            }
            None
        }
    }
}

/// Finds the checks of one exercise that are there already. `at`: the list of its checks.
pub(super) fn repeated(validator: &mut Validator<'_>, at: &At<'_>, written: &[written::Check]) {
    let key = |check: &written::Check| match &check.0 {
        Value::Object(map) if map.len() == 1 => map.keys().next().filter(|key| *key != REPEATABLE).cloned(),
        _ => None,
    };
    let keys: Vec<Option<String>> = written.iter().map(key).collect();
    for (index, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let earlier = keys[..index]
            .iter()
            .position(|earlier| earlier.as_ref() == Some(key));
        if let Some(earlier) = earlier {
            let message = format!("a second check {} for the same exercise", quoted(key));
            let remedy = "Put all that it asks for into one of the two.";
            let problem = Unplaced::new(name(&at.item(index), key), message, remedy);
            let other = Some((name(&at.item(earlier), key), "first here"));
            validator.add(Unplaced { other, ..problem });
        }
    }
}

/// The path to a key of the item.
fn name(at: &At<'_>, key: &str) -> Vec<Step> {
    let mut path = at.path();
    path.push(Step::Name(key.to_owned()));
    path
}

fn keys(kinds: &[Kind]) -> Vec<&'static str> {
    kinds.iter().map(|kind| kind.key).collect()
}

/// The one key of an item and what is under it.
fn single_entry(kinds: &[Kind], at: &At<'_>, item: Value) -> Result<(String, Value), Unplaced> {
    let map = match item {
        Value::Object(map) => map,
        other => {
            return Err(Unplaced::new(
                at.path(),
                "a check must be a map with one key",
                as_map(kinds, &other),
            ));
        }
    };
    if map.len() > 1 {
        return Err(several(kinds, at, &map));
    }
    map.into_iter()
        .next()
        .ok_or_else(|| Unplaced::new(at.path(), "an empty check", as_map(kinds, &Value::Null)))
}

fn as_map(kinds: &[Kind], found: &Value) -> String {
    match found {
        Value::String(word) if keys(kinds).contains(&word.as_str()) => {
            format!("Write `{word}: …`, with what it asks for.")
        }
        _ => format!(
            "Write the kind of check and what it asks for; the kinds are {}.",
            listed(&keys(kinds))
        ),
    }
}

/// Two checks in one item, or the settings of a check beside it.
fn several(kinds: &[Kind], at: &At<'_>, map: &Map<String, Value>) -> Unplaced {
    let (known, strange): (Vec<&str>, Vec<&str>) = map
        .keys()
        .map(String::as_str)
        .partition(|key| keys(kinds).contains(key));
    if let ([check], [setting, ..]) = (&known[..], &strange[..])
        && map[*check].is_null()
    {
        let message = format!("{} stands beside '{check}' and not in it", quoted(setting));
        let remedy = format!("Indent it further than `{check}:`, under which it belongs.");
        return Unplaced::new(name(at, setting), message, remedy);
    }
    let all: Vec<String> = map.keys().map(|key| quoted(key)).collect();
    let message = format!("{} checks in one item: {}", all.len(), all.join(", "));
    Unplaced::new(
        at.path(),
        message,
        "Begin a new item, with a dash, for each check.",
    )
}
