//! File → [`Course`], two ways.
//!
//! A valid course takes the short way: straight from the text into the written types, and from there into the
//! valid ones. Only where something is wrong is the text read again, the long way: with the place of everything,
//! and the values taken apart problem by problem. What the short way accepts, the long way accepts too.

use super::problem::{self, Problem, Unplaced};
use super::tree::Tree;
use super::{Course, disk, locate, read, syntax, validate, written};
use crate::check::{Files, KINDS, Kind};
use crate::fault::{self, Fault, Result};
use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Reads a course and makes sure that its exercises and solutions are there.
///
/// # Errors
/// The file cannot be read, or anything in it is wrong, or anything that it names is missing: all of it in one fault.
pub fn load(file: &Path) -> Result<Course> {
    load_by(file, KINDS)
}

/// The same, by these kinds of check.
pub(super) fn load_by(file: &Path, kinds: &[Kind]) -> Result<Course> {
    let text = read_text(file)?;
    let text = plain(&text);
    let root = root_of(file);
    let files = |path: &str| disk::read_text(&root, path);
    let more = |written: &written::Course| disk::missing(written, &root);
    let source = Source {
        text: &text,
        file,
        kinds,
        files: &files,
        more: &more,
    };
    source
        .examine()
        .map_err(|problems| invalid(file, &text, &problems))
}

/// Reads the text of a course file, by these kinds of check. `file` is only its name; `files` gives the text of
/// other files that it names.
///
/// # Errors
/// Every problem that the text has, with its place.
pub fn parse(text: &str, file: &Path, kinds: &[Kind], files: &Files<'_>) -> Result<Course, Vec<Problem>> {
    Source {
        text: &plain(text),
        file,
        kinds,
        files,
        more: &|_| Vec::new(),
    }
    .examine()
}

/// The same, by the long way only.
#[cfg(test)]
pub(super) fn parse_closely(
    text: &str,
    file: &Path,
    kinds: &[Kind],
    files: &Files<'_>,
) -> Result<Course, Vec<Problem>> {
    Source {
        text: &plain(text),
        file,
        kinds,
        files,
        more: &|_| Vec::new(),
    }
    .look_closely()
}

/// The text without what other systems put into it: a byte order mark, carriage returns at the ends of lines. No
/// line gets another number by that.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A course file and what is needed to make a course of it.
struct Source<'s> {
    text: &'s str,
    file: &'s Path,
    kinds: &'s [Kind],
    files: &'s Files<'s>,
    /// Looks for further problems in what was written.
    more: &'s dyn Fn(&written::Course) -> Vec<Unplaced>,
}

/// Why the long way leads to no course.
enum Invalid {
    Unplaced(Vec<Unplaced>),
    Unreadable(serde_yaml::Error),
}

impl Source<'_> {
    fn examine(&self) -> Result<Course, Vec<Problem>> {
        self.short_way().map_or_else(|| self.look_closely(), Ok)
    }

    fn look_closely(&self) -> Result<Course, Vec<Problem>> {
        if let Some(problem) = syntax::strange_character(self.text) {
            return Err(vec![problem]);
        }
        let mut places = locate::Places::find(self.text);
        let mut problems = std::mem::take(&mut places.problems);
        // Where the two parsers do not agree about the syntax, the one that reads the values is right, unless the
        // other one was needed to rule something out.
        let doubt = places.syntax.take();
        let mut course = None;
        if places.readable && (doubt.is_none() || !locate::needs_a_close_look(self.text)) {
            match self.long_way(doubt.is_some()) {
                Ok(valid) => course = Some(valid),
                Err(Invalid::Unplaced(found)) => {
                    problems.extend(found.into_iter().map(|problem| places.place(problem)));
                }
                // Whatever keeps the values from being read has most likely been told already, in better words.
                Err(Invalid::Unreadable(error)) if problems.is_empty() && doubt.is_none() => {
                    problems.push(syntax::values(&error, self.text));
                }
                Err(Invalid::Unreadable(_)) => {}
            }
        }
        match course {
            Some(course) if problems.is_empty() => Ok(course),
            _ => {
                problems.extend(doubt);
                Err(problem::sorted(problems, self.text))
            }
        }
    }

    /// A course in which nothing is wrong, in as little time as it takes; `None` says nothing about what is wrong.
    fn short_way(&self) -> Option<Course> {
        if locate::needs_a_close_look(self.text) {
            return None;
        }
        let written: written::Course = serde_yaml::from_str(self.text).ok()?;
        if !(self.more)(&written).is_empty() {
            return None;
        }
        validate::course(written, self.file, self.kinds, self.files).ok()
    }

    /// The same course, or everything that is wrong with its values. `strict`: nobody has looked for keys that come
    /// twice.
    fn long_way(&self, strict: bool) -> Result<Course, Invalid> {
        let tree = if strict {
            serde_yaml::from_str(self.text).map(|Tree::<true>(tree)| tree)
        } else {
            serde_yaml::from_str(self.text).map(|Tree::<false>(tree)| tree)
        };
        let tree = tree.map_err(Invalid::Unreadable)?;
        if tree.is_null() {
            let remedy = "Begin it with `format: 1`, a `title:` and `chapters:`.";
            return Err(Invalid::Unplaced(vec![Unplaced::new(
                Vec::new(),
                "the course file is empty",
                remedy,
            )]));
        }
        let partial = read::read_partial::<written::Course>(tree);
        let mut problems: Vec<Unplaced> = partial.problems.into_iter().map(Unplaced::from).collect();
        let Some(written) = partial.value else {
            return Err(Invalid::Unplaced(problems));
        };
        problems.extend(partial.taken.restore((self.more)(&written)));
        match validate::course(written, self.file, self.kinds, self.files) {
            Ok(course) if problems.is_empty() => return Ok(course),
            Ok(_) => {}
            Err(found) => problems.extend(partial.taken.restore(found)),
        }
        Err(Invalid::Unplaced(problems))
    }
}

fn read_text(file: &Path) -> Result<String> {
    let shown = file.display();
    let bytes = disk::read(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Fault::new(fault::Kind::Course, format!("there is no course file {shown}"))
            .hint("Run this in the directory of a course, or say where its file is: `--course FILE`."),
        _ => Fault::new(fault::Kind::Course, format!("cannot read {shown}"))
            .because(error.to_string())
            .hint("Name a file that holds a course and that you may read."),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let (bytes, valid) = (error.as_bytes(), error.utf8_error().valid_up_to());
        invalid(
            file,
            &String::from_utf8_lossy(bytes),
            &[syntax::not_utf8(bytes, valid)],
        )
    })
}

fn invalid(file: &Path, text: &str, problems: &[Problem]) -> Fault {
    Fault::new(fault::Kind::Course, problem::render(file, text, problems))
}

/// The directory that holds the course file.
pub(super) fn root_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
