//! File → [`Course`], two ways.
//!
//! A valid course takes the short way: straight from the text into the written types, and from there into the
//! valid ones. Only where something is wrong is the text read again, the long way: with the place of everything,
//! and the values taken apart problem by problem. What the short way accepts, the long way accepts too.

use super::problem::{self, Problem, Unplaced};
use super::{Course, bounds, directories, locate, read, syntax, tree, validate, written};
use crate::check::{Files, KINDS, Kind};
use crate::fault::{self, Fault, Result};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

/// Reads a course and makes sure that its exercises and solutions are there.
///
/// # Errors
/// The file cannot be read, or anything in it or about its directories is wrong: all of it in one fault.
pub fn load(file: &Path) -> Result<Course> {
    let text = read_text(file)?;
    let root = root_of(file);
    let files = |path: &str| read_named(&root, path);
    examine(&text, file, KINDS, &files, |written| {
        directories::missing(written, &root)
    })
    .map_err(|problems| fault(file, &text, &problems))
}

/// Reads the text of a course file, by these kinds of check. `file` is its name; nothing is read from there, and the
/// files that it names count as empty.
///
/// # Errors
/// Every problem that the text has, with its place.
pub fn parse(text: &str, file: &Path, kinds: &[Kind]) -> Result<Course, Vec<Problem>> {
    let files = |_: &str| Ok(String::new());
    examine(text, file, kinds, &files, |_| Vec::new())
}

/// Text → course. `more` looks for further problems in what was written.
fn examine(
    text: &str,
    file: &Path,
    kinds: &[Kind],
    files: &Files<'_>,
    more: impl Fn(&written::Course) -> Vec<Unplaced>,
) -> Result<Course, Vec<Problem>> {
    if let Some(course) = short_way(text, file, kinds, files, &more) {
        return Ok(course);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let places = locate::Places::find(text);
    let mut problems = places.problems.clone();
    problems.extend(syntax::control_character(text));
    let mut course = None;
    if places.readable {
        match long_way(text, file, kinds, files, &more) {
            Ok(valid) => course = Some(valid),
            Err(Invalid::Unplaced(found)) => {
                problems.extend(found.into_iter().map(|problem| places.place(problem)))
            }
            // Whoever broke a rule of the places has been told so, and in better words.
            Err(Invalid::Unreadable(error)) if problems.is_empty() => {
                problems.push(syntax::values(&error, text))
            }
            Err(Invalid::Unreadable(_)) => {}
        }
    }
    match course {
        Some(course) if problems.is_empty() => Ok(course),
        _ => Err(problems),
    }
}

/// A course in which nothing is wrong, in as little time as it takes; `None` says nothing about what is wrong.
fn short_way(
    text: &str,
    file: &Path,
    kinds: &[Kind],
    files: &Files<'_>,
    more: impl Fn(&written::Course) -> Vec<Unplaced>,
) -> Option<Course> {
    if text.len() as u64 > bounds::FILE || locate::needs_a_close_look(text) {
        return None;
    }
    let written: written::Course = serde_yaml::from_str(text).ok()?;
    if !more(&written).is_empty() {
        return None;
    }
    validate::course(written, file, kinds, files).ok()
}

/// Why there is no course.
enum Invalid {
    Unplaced(Vec<Unplaced>),
    Unreadable(serde_yaml::Error),
}

/// The same course, or everything that is wrong with it.
fn long_way(
    text: &str,
    file: &Path,
    kinds: &[Kind],
    files: &Files<'_>,
    more: impl Fn(&written::Course) -> Vec<Unplaced>,
) -> Result<Course, Invalid> {
    let tree: tree::Tree<false> = serde_yaml::from_str(text).map_err(Invalid::Unreadable)?;
    if tree.0.is_null() {
        let remedy = "Begin it with `format: 1`, a `title:` and `chapters:`.";
        return Err(Invalid::Unplaced(vec![Unplaced::new(
            Vec::new(),
            "the course file is empty",
            remedy,
        )]));
    }
    let partial = read::read_partial::<written::Course>(tree.0);
    let mut problems: Vec<Unplaced> = partial.problems.into_iter().map(Unplaced::from).collect();
    let mut course = None;
    if let Some(written) = partial.value {
        let further = more(&written);
        let invalid = match validate::course(written, file, kinds, files) {
            Ok(valid) => {
                course = Some(valid);
                Vec::new()
            }
            Err(invalid) => invalid,
        };
        problems.extend(partial.taken.restore(further.into_iter().chain(invalid)));
    }
    match course {
        Some(course) if problems.is_empty() => Ok(course),
        _ => Err(Invalid::Unplaced(problems)),
    }
}

fn read_text(file: &Path) -> Result<String> {
    let cannot = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::new(
            fault::Kind::Course,
            format!("there is no course file {}", file.display()),
        )
        .hint("Run this in the directory of a course, or say where its file is: `--course FILE`."),
        _ => Fault::new(fault::Kind::Course, format!("cannot read {}", file.display()))
            .because(error.to_string())
            .hint("Name a file that holds a course and that you may read."),
    };
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(|error| cannot(&error))?;
    // One byte more than allowed tells a file that is too large; nobody waits for a device that never ends.
    opened
        .take(bounds::FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| cannot(&error))?;
    if bytes.len() as u64 > bounds::FILE {
        let message = format!("{} is larger than 1 MiB", file.display());
        return Err(
            Fault::new(fault::Kind::Course, message).hint("A course file is a few dozen lines an exercise.")
        );
    }
    String::from_utf8(bytes).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes());
        fault(
            file,
            &text,
            &[syntax::not_utf8(
                error.as_bytes(),
                error.utf8_error().valid_up_to(),
            )],
        )
    })
}

/// The text of a file that the course names, which must be below its root.
fn read_named(root: &Path, path: &str) -> std::result::Result<String, String> {
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Err("it is not below the directory of the course file".to_owned());
    }
    let path = root.join(path);
    let about = std::fs::metadata(&path).map_err(|error| error.to_string())?;
    if about.len() > bounds::FILE {
        return Err("it is larger than 1 MiB".to_owned());
    }
    std::fs::read_to_string(&path).map_err(|error| error.to_string())
}

fn fault(file: &Path, text: &str, problems: &[Problem]) -> Fault {
    Fault::new(fault::Kind::Course, problem::render(file, text, problems))
}

/// The directory that holds the course file.
pub(super) fn root_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
