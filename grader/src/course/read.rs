//! A tree → a typed value, with every problem and not only the first.
//!
//! Serde stops at the first error. So the node that it stopped at is taken out of the tree and the rest is read
//! again, until nothing is wrong any more.

use super::node::{Node, Wrong, quoted};
use super::problem::{MOST, Unplaced, instead};
use crate::check::{Problem, Step};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

/// What could be read of a tree.
pub(super) struct Partial<T> {
    /// The value, as if the places with problems were not there; none: too little is left.
    pub(super) value: Option<T>,
    /// Each with the path to it.
    pub(super) problems: Vec<Problem>,
    /// What `value` lacks.
    pub(super) taken: Taken,
}

/// Reads a value and names everything that is wrong with it.
///
/// A type may give a remedy with an error of its own: whatever follows the first line feed in its message.
///
/// # Errors
/// One [`Problem`] for each place that `T` cannot be read from; its path begins at `value`.
pub(crate) fn read_all<T: DeserializeOwned>(value: &Value) -> Result<T, Vec<Problem>> {
    // Nearly always all is well, and following the path costs as much again as the reading.
    if let Ok(read) = T::deserialize(Node(value)) {
        return Ok(read);
    }
    let partial = read_partial(value.clone());
    match partial.value {
        Some(read) if partial.problems.is_empty() => Ok(read),
        _ => Err(partial.problems),
    }
}

/// Reads as much as can be read, and names everything that is wrong.
pub(super) fn read_partial<T: DeserializeOwned>(mut tree: Value) -> Partial<T> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut taken = Taken(Vec::new());
    while problems.len() < MOST {
        let error = match serde_path_to_error::deserialize(Node(&tree)) {
            Ok(value) => {
                return Partial {
                    value: Some(value),
                    problems,
                    taken,
                };
            }
            Err(error) => error,
        };
        let path = existing(error.path(), &tree);
        let (path, message, remedy) = explain(path, error.into_inner(), &tree);
        let original = taken.original(&path);
        // What is wrong around a place that was just emptied is most likely wrong because of that.
        if !problems.iter().any(|earlier| earlier.path.starts_with(&original)) {
            problems.push(Problem {
                path: original.clone(),
                message,
                remedy,
            });
        }
        if !take(&mut tree, &path) {
            break;
        }
        taken.0.push(original);
    }
    Partial {
        value: None,
        problems,
        taken,
    }
}

/// The paths that were taken out of a tree, in the tree as it was.
#[derive(Debug, Default)]
pub(super) struct Taken(Vec<Vec<Step>>);

impl Taken {
    /// A path in what is left → the same path in the tree as it was: items move up when one before them is taken.
    pub(super) fn original(&self, path: &[Step]) -> Vec<Step> {
        let mut original: Vec<Step> = Vec::with_capacity(path.len());
        for step in path {
            let step = match step {
                Step::Item(index) => Step::Item(self.original_index(&original, *index)),
                other => other.clone(),
            };
            original.push(step);
        }
        original
    }

    fn original_index(&self, list: &[Step], index: usize) -> usize {
        let mut gone: Vec<usize> = self.0.iter().filter_map(|path| item_of(path, list)).collect();
        gone.sort_unstable();
        gone.into_iter()
            .fold(index, |index, gone| if gone <= index { index + 1 } else { index })
    }

    /// Problems of what is left → problems of the tree as it was. Drops those that are there only because
    /// something was taken: "has no points" after the wrong points were taken out.
    pub(super) fn restore(&self, found: impl IntoIterator<Item = Unplaced>) -> Vec<Unplaced> {
        let mut problems = Vec::new();
        for mut problem in found {
            problem.path = self.original(&problem.path);
            problem.other = problem.other.map(|(path, label)| (self.original(&path), label));
            if !self.0.iter().any(|taken| problem.path.starts_with(taken)) {
                problems.push(problem);
            }
        }
        problems
    }
}

/// The index, if this is the path of an item of that very list.
fn item_of(path: &[Step], list: &[Step]) -> Option<usize> {
    match path.split_last() {
        Some((Step::Item(index), parent)) if parent == list => Some(*index),
        _ => None,
    }
}

/// Serde's path, as far as it exists in the tree: it may end in a key that was only being read.
fn existing(path: &serde_path_to_error::Path, tree: &Value) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut node = tree;
    for segment in path {
        let (step, child) = match segment {
            Segment::Seq { index } => (Step::Item(*index), node.get(*index)),
            Segment::Map { key } | Segment::Enum { variant: key } => (Step::Key(key.clone()), node.get(key)),
            Segment::Unknown => break,
        };
        let Some(child) = child else { break };
        steps.push(step);
        node = child;
    }
    steps
}

fn at<'t>(tree: &'t Value, path: &[Step]) -> Option<&'t Value> {
    path.iter().try_fold(tree, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::Item(index) => node.get(*index),
        Step::Name(_) => None,
    })
}

/// Takes the node at the end of the path out of the tree. False: it is the tree itself, or not there.
fn take(tree: &mut Value, path: &[Step]) -> bool {
    let Some((last, parent)) = path.split_last() else {
        return false;
    };
    let parent = parent.iter().try_fold(tree, |node, step| match step {
        Step::Key(key) => node.get_mut(key),
        Step::Item(index) => node.get_mut(*index),
        Step::Name(_) => None,
    });
    match (last, parent) {
        (Step::Key(key) | Step::Name(key), Some(Value::Object(map))) => map.remove(key).is_some(),
        (Step::Item(index), Some(Value::Array(items))) if *index < items.len() => {
            items.remove(*index);
            true
        }
        _ => false,
    }
}

/// An error → the exact path, what is wrong, and what to do.
fn explain(mut path: Vec<Step>, wrong: Wrong, tree: &Value) -> (Vec<Step>, String, String) {
    match wrong {
        Wrong::Key { found, known } => {
            name_last(&mut path, &found);
            let remedy = instead(&found, "The keys that may stand here", known);
            (path, format!("unknown key '{found}'"), remedy)
        }
        Wrong::Word { found, known } => {
            // `schedules: evry` has its word in the value, `schedules: {randon: 5}` in the key.
            if !at(tree, &path).is_some_and(Value::is_string) {
                name_last(&mut path, &found);
            }
            let remedy = instead(&found, "The words that may stand here", known);
            (path, format!("unknown word '{found}'"), remedy)
        }
        Wrong::Missing(key) => {
            let message = format!("{} has no '{key}'", subject(&path));
            (path, message, format!("Add `{key}: …` here."))
        }
        Wrong::Value { found, expected } => {
            let message = format!("{} must be {expected}, not {found}", subject(&path));
            let remedy = retyped(&path, at(tree, &path), &expected);
            (path, message, remedy)
        }
        Wrong::Other(message) => match message.split_once('\n') {
            Some((message, remedy)) => (path, message.to_owned(), remedy.to_owned()),
            None => (
                path,
                message,
                "Compare it with the course file's schema: `grader schema` prints it.".to_owned(),
            ),
        },
    }
}

/// Makes the path lead to the key `found` itself. It may lead to the value under it already, or only to the map.
fn name_last(path: &mut Vec<Step>, found: &str) {
    if matches!(path.last(), Some(Step::Key(key)) if key == found) {
        path.pop();
    }
    path.push(Step::Name(found.to_owned()));
}

/// What a path leads to, as the subject of a sentence.
fn subject(path: &[Step]) -> String {
    match path {
        [.., Step::Key(list), Step::Item(index)] => format!("item {} of '{list}'", index + 1),
        [.., Step::Item(index)] => format!("item {}", index + 1),
        [.., Step::Key(key) | Step::Name(key)] => format!("'{key}'"),
        [] => "this".to_owned(),
    }
}

/// How to write a value of the wrong type rightly.
fn retyped(path: &[Step], found: Option<&Value>, expected: &str) -> String {
    let before = match path.last() {
        Some(Step::Key(key)) => format!("{key}: "),
        _ => String::new(),
    };
    match found {
        Some(Value::Number(_) | Value::Bool(_)) if expected == "text" => {
            format!(
                "Put it in quotes: `{before}\"{}\"`.",
                found.map(Value::to_string).unwrap_or_default()
            )
        }
        Some(Value::String(text)) if expected.contains("number") && text.parse::<f64>().is_ok() => {
            format!("Take the quotes away: `{before}{text}`.")
        }
        Some(Value::String(text)) if expected == "a list" && !text.contains('\n') && text.len() < 40 => {
            format!(
                "Write a list, even of one: `{before}[{}]`.",
                quoted(text).replace('\'', "\"")
            )
        }
        _ => format!("Write {expected} here."),
    }
}
