//! Names, titles, verdicts and version requirements: which words are right, and what to write in place of a wrong one.
//!
//! Every function here gives back what is wrong as (message, remedy).

use super::bounds;
use super::node::quoted;
use crate::nearest::instead;
use crate::verdict::Verdict;

/// What is wrong, and what to do.
pub(super) type Objection = (String, String);

/// The end of the package names of solutions.
const SOLUTION: &str = "-solution";

/// Whether this can be the name of a chapter or exercise: it becomes a directory and a package.
pub(super) fn is_name(name: &str) -> bool {
    name.len() <= bounds::NAME
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !name.ends_with(SOLUTION)
}

/// What is wrong with a name.
pub(super) fn name(name: &str) -> Result<(), Objection> {
    if is_name(name) {
        return Ok(());
    }
    if name.ends_with(SOLUTION) {
        let remedy = format!("Choose another: the package of the solution to `x` is called `x{SOLUTION}`.");
        return Err((format!("a name cannot end with `{SOLUTION}`"), remedy));
    }
    let kebab = kebab(name);
    let better = if is_name(&kebab) {
        format!(": `{kebab}`")
    } else {
        String::new()
    };
    let longest = bounds::NAME;
    let remedy = format!(
        "Use lower-case letters, digits and dashes, begin with a letter, and stay within {longest} characters{better}."
    );
    Err((format!("{} cannot be a name", quoted(name)), remedy))
}

fn kebab(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// What is wrong with a title.
pub(super) fn title(title: &str) -> Result<(), Objection> {
    if title.trim().is_empty() {
        return Err((
            "an empty title".to_owned(),
            "Write a few words for people to read.".to_owned(),
        ));
    }
    if title.trim_end().chars().any(char::is_control) {
        return Err((
            "a title of more than one line".to_owned(),
            "Keep it to one line of text.".to_owned(),
        ));
    }
    Ok(())
}

/// The verdict of this word, which must be one that a learner's program can fail with.
pub(super) fn failing_verdict(word: &str) -> Result<Verdict, Objection> {
    let found = word.parse::<Verdict>().ok();
    match found {
        Some(verdict) if is_failing(verdict) && !word.contains(|c: char| c.is_ascii_uppercase()) => {
            Ok(verdict)
        }
        Some(verdict) if is_failing(verdict) => {
            let right = verdict.word().to_ascii_lowercase();
            Err((
                format!("unknown verdict '{word}'"),
                format!("Write it in lower case: `{right}`."),
            ))
        }
        Some(_) => {
            let remedy = "Name what goes wrong, such as `deadlock`, `race` or `wrong`.".to_owned();
            Err((
                format!("'{word}' is not a verdict that a learner's program fails with"),
                remedy,
            ))
        }
        None => {
            let words = failing();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let remedy = instead(
                &word.replace(['_', ' '], "-"),
                "The verdicts that may stand here",
                &words,
            );
            Err((format!("unknown verdict {}", quoted(word)), remedy))
        }
    }
}

fn is_failing(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Pass | Verdict::GraderFault)
}

/// Every verdict that a learner's program can fail with, as the course file writes it.
pub(super) fn failing() -> Vec<String> {
    Verdict::ALL
        .into_iter()
        .filter(|v| is_failing(*v))
        .map(|v| v.word().to_ascii_lowercase())
        .collect()
}

/// What is wrong with the name of a crate.
pub(super) fn crate_name(name: &str) -> Result<(), Objection> {
    let right = name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if right {
        return Ok(());
    }
    let remedy = "Write the crate's name as the registry has it, and after it only a version: `itoa: \"1\"`.";
    Err((
        format!("{} cannot be the name of a crate", quoted(name)),
        remedy.to_owned(),
    ))
}

/// What is wrong with a version requirement. It is written into a manifest, so nothing else may pass.
pub(super) fn requirement(text: &str) -> Result<(), Objection> {
    if !text.is_empty()
        && text.len() <= 100
        && text.split(',').all(|part| is_comparator(part.trim_matches(' ')))
    {
        return Ok(());
    }
    let remedy = "Write a version such as \"1\", \"0.4.2\" or \">=1.2, <3\"; paths and git addresses are not for exercises.";
    Err((
        format!("{} is not a version requirement", quoted(text)),
        remedy.to_owned(),
    ))
}

/// Such as `1`, `^0.4.2`, `>=1.2`, `1.*`, `=1.0.0-rc.1`.
fn is_comparator(part: &str) -> bool {
    let operator = [">=", "<=", ">", "<", "=", "^", "~"]
        .into_iter()
        .find(|operator| part.starts_with(operator));
    let version = operator.map_or(part, |operator| part[operator.len()..].trim_start_matches(' '));
    let (numbers, rest) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let is_number = |number: &str| number == "*" || is_all(number, |byte| byte.is_ascii_digit());
    numbers.split('.').count() <= 3
        && numbers.split('.').all(is_number)
        && (rest.is_empty()
            || is_all(&rest[1..], |byte| {
                byte.is_ascii_alphanumeric() || b".-+".contains(&byte)
            }))
}

fn is_all(text: &str, right: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(right)
}
