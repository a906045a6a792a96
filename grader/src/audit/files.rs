//! The files of a course: lessons, manifests and submissions are there, and nothing else is.

use super::{Problem, RIGHT, expected};
use crate::course::{Course, Exercise};
use crate::plan::{Subject, Task};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The fewest wrong submissions that show what an exercise's checks are worth.
const FEWEST_SUBMISSIONS: usize = 2;
/// A lesson is at most a page.
const LONGEST_LESSON: usize = 90;

/// The names of an exercise's wrong submissions, sorted.
#[must_use]
pub fn submissions(root: &Path, exercise: &Exercise) -> Vec<String> {
    entries(&root.join(exercise.submissions_dir()))
        .into_iter()
        .collect()
}

/// Everything wrong with the files of these exercises; `pristine`: a learner's changes count as wrong.
#[must_use]
pub fn problems(course: &Course, wanted: &dyn Fn(&Exercise) -> bool, pristine: bool) -> Vec<Problem> {
    let root = &course.root;
    let mut problems = Vec::new();
    for exercise in course.exercises().filter(|exercise| wanted(exercise)) {
        lesson(root, exercise, &mut problems);
        manifest(root, &exercise.dir(), &exercise.name, &mut problems);
        manifest(
            root,
            &exercise.solution_dir(),
            &format!("{}-solution", exercise.name),
            &mut problems,
        );
        wrong_submissions(root, exercise, &mut problems);
        if pristine {
            as_handed_out(root, exercise, &mut problems);
        }
    }
    strays(course, &mut problems);
    problems
}

fn lesson(root: &Path, exercise: &Exercise, problems: &mut Vec<Problem>) {
    let file = exercise.dir().join("README.md");
    let place = file.display().to_string();
    match fs::read_to_string(root.join(&file)) {
        Err(_) => problems.push(Problem::new(
            place,
            "the lesson is missing",
            "Write it: the idea in at most a page.",
        )),
        Ok(text) if !text.starts_with("# ") => {
            problems.push(Problem::new(
                place,
                "the lesson has no title",
                "Begin it with a line `# Title`.",
            ));
        }
        Ok(text) if text.lines().count() > LONGEST_LESSON => {
            let message = format!("the lesson is longer than {LONGEST_LESSON} lines");
            problems.push(Problem::new(
                place,
                message,
                "Cut it to the one idea that the exercise teaches.",
            ));
        }
        Ok(_) => {}
    }
}

fn manifest(root: &Path, dir: &Path, name: &str, problems: &mut Vec<Problem>) {
    let file = dir.join("Cargo.toml");
    let wanted = format!("name = \"{name}\"");
    let text = fs::read_to_string(root.join(&file)).unwrap_or_default();
    if !text.lines().any(|line| line.trim() == wanted) {
        let message = format!("the package is not called `{name}`");
        problems.push(Problem::new(
            file.display().to_string(),
            message,
            format!("Give it the line `{wanted}`."),
        ));
    }
}

fn wrong_submissions(root: &Path, exercise: &Exercise, problems: &mut Vec<Problem>) {
    let faults = submissions(root, exercise);
    let place = exercise.submissions_dir().display().to_string();
    let wrong = faults.iter().filter(|fault| !fault.starts_with(RIGHT));
    if wrong.count() < FEWEST_SUBMISSIONS {
        let message = format!(
            "{} has fewer than {FEWEST_SUBMISSIONS} wrong submissions",
            exercise.name
        );
        problems.push(Problem::new(
            place,
            message,
            "Add those that learners really write.",
        ));
    }
    for fault in faults {
        let task = Task::new(exercise, Subject::Submission(fault));
        let text = fs::read_to_string(root.join(&task.main)).unwrap_or_default();
        if expected(&task, &text).is_none() {
            let message =
                "the guilty line is not marked, or the marks are no verdicts or contradict each other";
            let remedy = "End the guilty line with a mark such as `//~ DEADLOCK`.";
            problems.push(Problem::new(task.main.display().to_string(), message, remedy));
        }
    }
}

fn as_handed_out(root: &Path, exercise: &Exercise, problems: &mut Vec<Problem>) {
    let main = Task::new(exercise, Subject::Learner).main;
    let read = |file: &Path| fs::read(root.join(file)).ok();
    if read(&main) != read(&exercise.starter()) {
        let message = format!("differs from {}", exercise.starter().display());
        let remedy = format!(
            "Copy one over the other; `reset {}` brings the starter back.",
            exercise.name
        );
        problems.push(Problem::new(main.display().to_string(), message, remedy));
    }
}

/// Directories that belong to no exercise, and files in exercises that no learner needs.
fn strays(course: &Course, problems: &mut Vec<Problem>) {
    let root = &course.root;
    let mut stray = |path: PathBuf| {
        problems.push(Problem::new(
            path.display().to_string(),
            "belongs to no exercise",
            "Remove it, or add it to the course file.",
        ));
    };
    let chapters: BTreeSet<String> = course
        .chapters
        .iter()
        .map(|chapter| chapter.name.clone())
        .collect();
    for top in ["exercises", "solutions"] {
        for name in directories(&root.join(top)).difference(&chapters) {
            stray(Path::new(top).join(name));
        }
        for chapter in &course.chapters {
            let dir = Path::new(top).join(&chapter.name);
            let known = chapter
                .exercises
                .iter()
                .map(|exercise| exercise.name.clone())
                .collect();
            for name in entries(&root.join(&dir)).difference(&known) {
                stray(dir.join(name));
            }
        }
    }
    let known = course.exercises().map(|exercise| exercise.name.clone()).collect();
    for name in directories(&root.join("tests/submissions")).difference(&known) {
        stray(Path::new("tests/submissions").join(name));
    }
    for exercise in course.exercises() {
        for name in entries(&root.join(exercise.dir())) {
            if !["Cargo.toml", "README.md", "src"].contains(&name.as_str()) && !name.starts_with("kept-") {
                stray(exercise.dir().join(name));
            }
        }
        for name in entries(&root.join(exercise.solution_dir())) {
            if !["Cargo.toml", "src", "starter", "output.txt"].contains(&name.as_str()) {
                stray(exercise.solution_dir().join(name));
            }
        }
    }
}

/// The names of the directories in a directory: files beside them, such as settings of a lint, concern no learner.
fn directories(dir: &Path) -> BTreeSet<String> {
    entries(dir)
        .into_iter()
        .filter(|name| dir.join(name).is_dir())
        .collect()
}

/// The names in a directory; none where there is no such directory.
fn entries(dir: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(dir).into_iter().flatten().flatten();
    names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect()
}
