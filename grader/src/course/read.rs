//! A tree → a typed value, with every problem and not only the first.
//!
//! Serde stops at the first error. So the node that it stopped at is taken out of the tree and the rest is read
//! again, until nothing is wrong any more.

use super::node::{Node, Wrong, quoted};
use super::problem::{MOST, Unplaced};
use crate::check::{Problem, Step};
use crate::nearest::{instead, nearest};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

/// How serde's message begins when a value is none of several types.
const UNTAGGED: &str = "data did not match any variant";

const SEE_SCHEMA: &str = "Compare it with the schema of course files, which `grader schema` prints.";

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
    let mut taken = Taken::default();
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
        let node = existing(error.path(), &tree);
        let wrong = error.into_inner();
        let culprit = culprit(node, &wrong, &tree);
        let problem = explain(taken.original(&culprit), &wrong, at(&tree, &culprit));
        if !taken.explains(&problem.path) {
            problems.push(problem);
        }
        taken.note(&culprit, &wrong, &tree);
        if !take(&mut tree, &culprit) {
            break;
        }
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
    /// Notes what is about to be taken.
    fn note(&mut self, culprit: &[Step], wrong: &Wrong, tree: &Value) {
        let original = self.original(culprit);
        // Whoever misspelt a key has not forgotten the right one.
        if let (Wrong::Key { found, known }, Some((_, map))) = (wrong, culprit.split_last())
            && let Some(meant) = nearest(found, known.iter().copied())
            && at(tree, map).is_some_and(|map| map.get(meant).is_none())
        {
            let mut meant_path = original.clone();
            meant_path.pop();
            meant_path.push(Step::Key(meant.to_owned()));
            self.0.push(meant_path);
        }
        self.0.push(original);
    }

    /// Whether a problem at this path (in the tree as it was) is there only because something was taken: the place
    /// itself, or something in it.
    fn explains(&self, path: &[Step]) -> bool {
        self.0
            .iter()
            .any(|taken| path.starts_with(taken) || taken.starts_with(path))
    }

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

    /// Problems of what is left → problems of the tree as it was, without those that taking things out has made:
    /// "has no points" after the wrong points were taken.
    pub(super) fn restore(&self, found: impl IntoIterator<Item = Unplaced>) -> Vec<Unplaced> {
        let mut problems = Vec::new();
        for mut problem in found {
            problem.path = self.original(&problem.path);
            problem.other = problem.other.map(|(path, label)| (self.original(&path), label));
            if !self.explains(&problem.path) {
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

/// The path to what is to blame: the node that serde stopped at, or the very key that it does not know.
fn culprit(mut node: Vec<Step>, wrong: &Wrong, tree: &Value) -> Vec<Step> {
    let key = match wrong {
        Wrong::Key { found, .. } => found,
        // `schedules: evry` has its word in the value, `schedules: {randon: 5}` in the key.
        Wrong::Word { found, .. } if !at(tree, &node).is_some_and(Value::is_string) => found,
        _ => return node,
    };
    // Serde's path may lead to the value under the key already, or only to the map.
    if matches!(node.last(), Some(Step::Key(last)) if last == key) {
        node.pop();
    }
    node.push(Step::Name(key.clone()));
    node
}

/// What is wrong at a path (in the tree as it was), and what to do.
fn explain(mut path: Vec<Step>, wrong: &Wrong, found_there: Option<&Value>) -> Problem {
    let (message, remedy) = match wrong {
        Wrong::Key { found, known } => (
            format!("unknown key {}", quoted(found)),
            instead(found, "The keys that may stand here", known),
        ),
        Wrong::Word { found, known } => (
            format!("unknown word {}", quoted(found)),
            instead(found, "The words that may stand here", known),
        ),
        Wrong::Missing(key) => {
            let message = format!("{} has no '{key}'", subject(&path));
            path.push(Step::Key((*key).to_owned()));
            (message, format!("Add `{key}: …` to it."))
        }
        Wrong::Value { found, expected } => {
            let message = format!("{} must be {expected}, not {found}", subject(&path));
            (message, retyped(&path, found_there, expected))
        }
        Wrong::Other(text) => match text.split_once('\n') {
            Some((message, remedy)) => (message.to_owned(), remedy.to_owned()),
            None if text.starts_with(UNTAGGED) => (
                format!("{} has a form that is not known", subject(&path)),
                SEE_SCHEMA.to_owned(),
            ),
            None => (text.clone(), SEE_SCHEMA.to_owned()),
        },
    };
    Problem {
        path,
        message,
        remedy,
    }
}

/// What a path leads to, as the subject of a sentence.
fn subject(path: &[Step]) -> String {
    match path {
        [.., Step::Key(list), Step::Item(index)] => format!("item {} of {}", index + 1, quoted(list)),
        [.., Step::Item(index)] => format!("item {}", index + 1),
        [.., Step::Key(key) | Step::Name(key)] => quoted(key),
        [] => "this".to_owned(),
    }
}

/// How to write a value of the wrong type rightly.
fn retyped(path: &[Step], found: Option<&Value>, expected: &str) -> String {
    let key = match path.last() {
        Some(Step::Key(key)) if !key.contains(char::is_control) => format!("{key}: "),
        _ => String::new(),
    };
    match found {
        // A fraction may have lost digits on the way: `0.10` arrives as 0.1.
        Some(Value::Number(number)) if expected == "text" && number.is_f64() => {
            "Put it in quotes.".to_owned()
        }
        Some(value @ (Value::Number(_) | Value::Bool(_))) if expected == "text" => {
            format!("Put it in quotes: `{key}\"{value}\"`.")
        }
        Some(Value::String(text)) if expected.contains("number") && text.parse::<f64>().is_ok() => {
            format!("Take the quotes away: `{key}{text}`.")
        }
        Some(Value::String(text))
            if expected == "a list" && text.len() < 40 && !text.contains(['\n', '"', '\\']) =>
        {
            format!("Write a list, even of one: `{key}[\"{text}\"]`.")
        }
        _ => format!("Write {expected} here."),
    }
}
