//! As written → valid: what must be there is there, names are unique, numbers are sane, words are known.

use super::problem::{At, Unplaced};
use super::words::{self, Objection};
use super::written::{self, Text};
use super::{Chapter, Course, Exercise, Hint, bounds, checks, settings};
use crate::check::{Files, Kind, Step};
use std::collections::HashMap;
use std::path::Path;

/// Makes a course of what was written, or says everything that is wrong with it. Paths begin at the course.
pub(super) fn course(
    written: written::Course,
    file: &Path,
    kinds: &[Kind],
    files: &Files<'_>,
) -> Result<Course, Vec<Unplaced>> {
    let mut check = Validator {
        kinds,
        files,
        problems: Vec::new(),
        chapters: HashMap::new(),
        exercises: HashMap::new(),
    };
    let course = check.course(written, file);
    match course {
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

impl Validator<'_> {
    fn course(&mut self, written: written::Course, file: &Path) -> Option<Course> {
        let at = At::Root;
        let format = self.required(&at, "the course", "format", "1", written.format);
        if let Some(found) = format
            && found != 1
        {
            let message = format!("this grader reads format 1 of course files, not {found}");
            self.object(
                &at.key("format"),
                (message, "Write `format: 1`, or use a newer grader.".to_owned()),
            );
        }
        let title = self.title(&at, "the course", written.title);
        let chapters = self.list(
            &at,
            "the course",
            "chapters",
            "- name: …",
            written.chapters,
            |check, at, chapter| check.chapter(at, chapter),
        );
        Some(Course {
            root: super::load::root_of(file),
            file: file.to_owned(),
            title: title?,
            chapters: chapters?,
        })
    }

    fn chapter(&mut self, at: &At<'_>, written: written::Chapter) -> Option<Chapter> {
        let owner = owner("chapter", written.name.as_ref());
        let name = self.name(at, &owner, written.name);
        if let Some(name) = &name {
            let first = self
                .chapters
                .entry(name.clone())
                .or_insert_with(|| at.key("name").path())
                .clone();
            self.unique(&at.key("name"), "chapter", name, first);
        }
        let title = self.title(at, &owner, written.title);
        let in_chapter = name.clone().unwrap_or_default();
        let add = |check: &mut Self, at: &At<'_>, exercise| check.exercise(at, &in_chapter, exercise);
        let exercises = self.list(at, &owner, "exercises", "- name: …", written.exercises, add);
        Some(Chapter {
            name: name?,
            title: title?,
            exercises: exercises?,
        })
    }

    fn exercise(&mut self, at: &At<'_>, chapter: &str, written: written::Exercise) -> Option<Exercise> {
        let owner = owner("exercise", written.name.as_ref());
        let name = self.name(at, &owner, written.name);
        if let Some(name) = &name {
            let first = self
                .exercises
                .entry(name.clone())
                .or_insert_with(|| at.key("name").path())
                .clone();
            self.unique(&at.key("name"), "exercise", name, first);
        }
        let title = self.title(at, &owner, written.title);
        let points = self.required(at, &owner, "points", "10", written.points);
        let points =
            points.and_then(|points| self.whole(&at.key("points"), "points", points, bounds::POINTS));
        let starter = self.required(at, &owner, "starter", "race", written.starter);
        let starter =
            starter.and_then(|word| self.accept(&at.key("starter"), words::failing_verdict(&word.0)));
        let mut seen = HashMap::new();
        let checks = self.list(
            at,
            &owner,
            "checks",
            "- output: …",
            written.checks,
            |check, at, written| checks::one(check, at, written, &mut seen),
        );
        let limits = settings::limits(self, &at.key("limits"), written.limits);
        let args = settings::args(self, &at.key("args"), written.args.unwrap_or_default());
        let dependencies = settings::dependencies(self, &at.key("dependencies"), written.dependencies);
        let hints = self.list(
            at,
            &owner,
            "hints",
            "- text: …",
            written.hints,
            |check, at, hint| check.hint(at, hint),
        );
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
        let when = match written.when {
            None => Some(None),
            Some(word) => self
                .accept(&at.key("when"), words::failing_verdict(&word.0))
                .map(Some),
        };
        let text = self.required(at, "this hint", "text", "…", written.text)?.0;
        if text.trim().is_empty() {
            let remedy = "Write what may help, in whole sentences.".to_owned();
            self.object(&at.key("text"), ("an empty hint".to_owned(), remedy));
        }
        Some(Hint { when: when?, text })
    }

    fn name(&mut self, at: &At<'_>, owner: &str, written: Option<Text>) -> Option<String> {
        let name = self.required(at, owner, "name", "…", written)?.0;
        let objection = words::name(&name);
        self.accept(&at.key("name"), objection)?;
        Some(name)
    }

    fn title(&mut self, at: &At<'_>, owner: &str, written: Option<Text>) -> Option<String> {
        let title = self.required(at, owner, "title", "…", written)?.0;
        let objection = words::title(&title);
        self.accept(&at.key("title"), objection)?;
        Some(title)
    }

    fn unique(&mut self, at: &At<'_>, what: &str, name: &str, first: Vec<Step>) {
        let here = at.path();
        if first != here {
            let message = format!("two {what}s are called '{name}'");
            let problem = Unplaced::new(here, message, format!("Give one of the {what}s another name."));
            self.problems.push(Unplaced {
                other: Some((first, "first used here")),
                ..problem
            });
        }
    }

    /// A list that must be there and hold something, item by item.
    fn list<W, V>(
        &mut self,
        at: &At<'_>,
        owner: &str,
        key: &str,
        example: &str,
        written: Option<Vec<W>>,
        mut item: impl FnMut(&mut Self, &At<'_>, W) -> Option<V>,
    ) -> Option<Vec<V>> {
        let written = self.required(at, owner, key, example, written)?;
        let at = at.key(key);
        if written.is_empty() {
            let message = format!("{owner} has no {key}");
            self.object(
                &at,
                (
                    message,
                    format!("Write at least one item below `{key}:`, such as `{example}`."),
                ),
            );
            return None;
        }
        let items: Vec<Option<V>> = written
            .into_iter()
            .enumerate()
            .map(|(index, written)| item(self, &at.item(index), written))
            .collect();
        items.into_iter().collect()
    }

    fn required<T>(
        &mut self,
        at: &At<'_>,
        owner: &str,
        key: &str,
        example: &str,
        value: Option<T>,
    ) -> Option<T> {
        if value.is_none() {
            self.object(
                &at.key(key),
                (
                    format!("{owner} has no '{key}'"),
                    format!("Add `{key}: {example}` to it."),
                ),
            );
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
        let remedy = format!("Write a value from `{key}: {least}` to `{key}: {most}`.");
        self.object(at, (message, remedy));
        None
    }

    /// The value, or its objection noted.
    pub(super) fn accept<T>(&mut self, at: &At<'_>, result: Result<T, Objection>) -> Option<T> {
        result.map_err(|objection| self.object(at, objection)).ok()
    }

    pub(super) fn object(&mut self, at: &At<'_>, objection: Objection) {
        self.add(Unplaced::new(at.path(), objection.0, objection.1));
    }

    pub(super) fn add(&mut self, problem: Unplaced) {
        self.problems.push(problem);
    }
}

/// What a chapter or exercise is called in a message.
fn owner(what: &str, name: Option<&Text>) -> String {
    match name {
        Some(name) => format!("{what} {}", super::node::quoted(&name.0)),
        None => format!("this {what}"),
    }
}
