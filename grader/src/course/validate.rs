//! As written → valid: what must be there is there, names are unique, numbers are sane, words are known.

use super::node::quoted;
use super::possible::{self, Expected};
use super::problem::{At, Unplaced};
use super::words::{self, Objection};
use super::written::{self, Text};
use super::{Chapter, Course, Exercise, Hint, bounds, checks, settings};
use crate::check::{Files, Kind, Step};
use std::collections::HashMap;
use std::fmt;
use std::path::Path;

/// Makes a course of what was written, or says everything that is wrong with it. Paths begin at the course.
pub(super) fn course(
    written: written::Course,
    file: &Path,
    kinds: &[Kind],
    files: &Files<'_>,
) -> Result<Course, Vec<Unplaced>> {
    let (problems, chapters, exercises) = (Vec::new(), HashMap::new(), HashMap::new());
    let mut check = Validator {
        kinds,
        files,
        problems,
        chapters,
        exercises,
    };
    match check.course(written, file) {
        Some(course) if check.problems.is_empty() => Ok(course),
        _ => Err(check.problems),
    }
}

/// What has been seen so far. A method gives `None` only after it has added a problem.
pub(super) struct Validator<'k> {
    pub(super) kinds: &'k [Kind],
    pub(super) files: &'k Files<'k>,
    problems: Vec<Unplaced>,
    /// Name → where it was used first.
    chapters: HashMap<String, Vec<Step>>,
    exercises: HashMap<String, Vec<Step>>,
}

/// What a key belongs to: where it is, and what it is called in a message.
struct Owner<'a> {
    at: &'a At<'a>,
    what: &'static str,
    name: Option<&'a Text>,
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) => write!(f, "{} {}", self.what, quoted(&name.0)),
            None => write!(f, "this {}", self.what),
        }
    }
}

impl Validator<'_> {
    fn course(&mut self, written: written::Course, file: &Path) -> Option<Course> {
        let at = At::Root;
        let owner = Owner {
            at: &at,
            what: "course",
            name: None,
        };
        if let Some(found) = self.required(&owner, "format", "1", written.format)
            && found != bounds::FORMAT
        {
            let message = format!(
                "this grader reads format {} of course files, not {found}",
                bounds::FORMAT
            );
            let remedy = format!("Write `format: {}`, or use a newer grader.", bounds::FORMAT);
            self.object(&at.key("format"), (message, remedy));
        }
        let title = self.title(&owner, written.title);
        let add = |check: &mut Self, at: &At<'_>, chapter| check.chapter(at, chapter);
        let chapters = self.list(&owner, "chapters", "- name: …", written.chapters, add);
        let root = super::load::root_of(file);
        Some(Course {
            root,
            file: file.to_owned(),
            title: title?,
            chapters: chapters?,
        })
    }

    fn chapter(&mut self, at: &At<'_>, written: written::Chapter) -> Option<Chapter> {
        let owner = Owner {
            at,
            what: "chapter",
            name: written.name.as_ref(),
        };
        let name = self.name(&owner, |check| &mut check.chapters);
        let title = self.title(&owner, written.title);
        let in_chapter = name.as_deref().unwrap_or_default();
        let add = |check: &mut Self, at: &At<'_>, exercise| check.exercise(at, in_chapter, exercise);
        let exercises = self.list(&owner, "exercises", "- name: …", written.exercises, add);
        Some(Chapter {
            title: title?,
            exercises: exercises?,
            name: name?,
        })
    }

    fn exercise(&mut self, at: &At<'_>, chapter: &str, written: written::Exercise) -> Option<Exercise> {
        let owner = Owner {
            at,
            what: "exercise",
            name: written.name.as_ref(),
        };
        let name = self.name(&owner, |check| &mut check.exercises);
        let title = self.title(&owner, written.title);
        let points = self
            .required(&owner, "points", "10", written.points)
            .and_then(|points| self.whole(&at.key("points"), "points", points, bounds::POINTS));
        let starter = self
            .required(&owner, "starter", "race", written.starter)
            .and_then(|word| self.accept(&at.key("starter"), words::failing_verdict(&word.0)));
        checks::repeated(
            self,
            &at.key("checks"),
            written.checks.as_deref().unwrap_or_default(),
        );
        let checks = self.list(&owner, "checks", "- output: …", written.checks, checks::one);
        let mut expected: Vec<Expected> = Vec::new();
        expected.extend(starter.map(|verdict| Expected {
            verdict,
            path: at.key("starter").path(),
        }));
        let hint = |check: &mut Self, at: &At<'_>, hint| {
            let hint = check.hint(at, hint)?;
            expected.extend(hint.when.map(|verdict| Expected {
                verdict,
                path: at.key("when").path(),
            }));
            Some(hint)
        };
        let hints = self.list(&owner, "hints", "- text: …", written.hints, hint);
        // Where a check is broken, what it would find is not known.
        if let Some(checks) = &checks {
            possible::check(self, &at.key("checks"), checks, expected);
        }
        let limits = settings::limits(self, &at.key("limits"), written.limits);
        let args = settings::args(self, &at.key("args"), written.args.unwrap_or_default());
        let dependencies = settings::dependencies(self, &at.key("dependencies"), written.dependencies);
        Some(Exercise {
            name: name?,
            chapter: chapter.to_owned(),
            title: title?,
            points: points?,
            starter: starter?,
            checks: checks?,
            limits: limits?,
            stdin: written.stdin.map(|text| text.0).unwrap_or_default(),
            args: args?,
            dependencies: dependencies?,
            hints: hints?,
        })
    }

    fn hint(&mut self, at: &At<'_>, written: written::Hint) -> Option<Hint> {
        let owner = Owner {
            at,
            what: "hint",
            name: None,
        };
        let when = match written.when {
            None => Some(None),
            Some(word) => self
                .accept(&at.key("when"), words::failing_verdict(&word.0))
                .map(Some),
        };
        let text = self.required(&owner, "text", "…", written.text)?.0;
        if text.trim().is_empty() {
            let remedy = "Write what may help, in whole sentences.".to_owned();
            self.object(&at.key("text"), ("an empty hint".to_owned(), remedy));
        }
        Some(Hint { when: when?, text })
    }

    /// The owner's name, which must not be in use among its kind.
    fn name(
        &mut self,
        owner: &Owner<'_>,
        used: impl Fn(&mut Self) -> &mut HashMap<String, Vec<Step>>,
    ) -> Option<String> {
        let name = &self.required(owner, "name", "…", owner.name)?.0;
        let at = owner.at.key("name");
        self.accept(&at, words::name(name))?;
        if let Some(first) = used(self).get(name).cloned() {
            let message = format!("two {}s are called '{name}'", owner.what);
            let remedy = format!("Give one of the {}s another name.", owner.what);
            let problem = Unplaced::new(at.path(), message, remedy);
            self.add(Unplaced {
                other: Some((first, "first used here")),
                ..problem
            });
        } else {
            used(self).insert(name.clone(), at.path());
        }
        Some(name.clone())
    }

    fn title(&mut self, owner: &Owner<'_>, written: Option<Text>) -> Option<String> {
        let title = self.required(owner, "title", "…", written)?.0;
        self.accept(&owner.at.key("title"), words::title(&title))?;
        Some(title)
    }

    /// A list that must be there and hold something, item by item.
    fn list<W, V>(
        &mut self,
        owner: &Owner<'_>,
        key: &str,
        example: &str,
        written: Option<Vec<W>>,
        mut item: impl FnMut(&mut Self, &At<'_>, W) -> Option<V>,
    ) -> Option<Vec<V>> {
        let at = owner.at.key(key);
        let written = written.unwrap_or_default();
        if written.is_empty() {
            let remedy = format!("Write at least one item below `{key}:`, such as `{example}`.");
            self.object(&at, (format!("{owner} has no {key}"), remedy));
            return None;
        }
        let items = written.into_iter().enumerate();
        let items: Vec<Option<V>> = items
            .map(|(index, written)| item(self, &at.item(index), written))
            .collect();
        items.into_iter().collect()
    }

    fn required<T>(&mut self, owner: &Owner<'_>, key: &str, example: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let objection = (
                format!("{owner} has no {key}"),
                format!("Add `{key}: {example}` to it."),
            );
            self.object(&owner.at.key(key), objection);
        }
        value
    }

    /// A whole number within bounds.
    pub(super) fn whole(
        &mut self,
        at: &At<'_>,
        key: &str,
        value: i64,
        bounds: bounds::Bounds<i64>,
    ) -> Option<u32> {
        let (least, most) = bounds;
        self.within(at, key, value, bounds, &[&least.to_string(), &most.to_string()])?;
        u32::try_from(value).ok()
    }

    /// A value within bounds; `shown` is how the two are written.
    pub(super) fn within<T: PartialOrd + Copy>(
        &mut self,
        at: &At<'_>,
        key: &str,
        value: T,
        (least, most): bounds::Bounds<T>,
        shown: &[&str; 2],
    ) -> Option<T> {
        if (least..=most).contains(&value) {
            return Some(value);
        }
        let [least, most] = shown;
        let message = format!("'{key}' must lie between {least} and {most}");
        self.object(at, (message, format!("Write a value from {least} to {most}.")));
        None
    }

    /// The value, or its objection noted.
    pub(super) fn accept<T>(&mut self, at: &At<'_>, result: Result<T, Objection>) -> Option<T> {
        result.map_err(|objection| self.object(at, objection)).ok()
    }

    fn object(&mut self, at: &At<'_>, (message, remedy): Objection) {
        self.add(Unplaced::new(at.path(), message, remedy));
    }

    pub(super) fn add(&mut self, problem: Unplaced) {
        self.problems.push(problem);
    }
}
