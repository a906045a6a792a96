//! Course + selection → what to build and run.

use crate::build::Order;
use crate::course::{Course, Exercise};
use std::path::{Path, PathBuf};

/// One program to grade.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// The exercise whose checks it must meet.
    pub exercise: &'a Exercise,
    /// Whose program it is.
    pub subject: Subject,
    /// Its main file, relative to the course's root.
    pub main: PathBuf,
}

/// Whose program is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// What stands in the exercise's directory: the learner's.
    Learner,
    /// The exercise as it is handed out.
    Starter,
    /// The reference solution.
    Solution,
    /// A known-wrong submission, by the name of its fault.
    Submission(String),
    /// The reference solution with something wrong on purpose, by a name of its own.
    Mutant(String),
}

impl Subject {
    /// A word that tells it from the exercise's other programs.
    #[must_use]
    pub fn role(&self) -> String {
        match self {
            Subject::Learner => "exercise".to_owned(),
            Subject::Starter => "starter".to_owned(),
            Subject::Solution => "solution".to_owned(),
            Subject::Submission(fault) => format!("submission-{fault}"),
            Subject::Mutant(name) => format!("mutant-{name}"),
        }
    }
}

impl<'a> Task<'a> {
    /// The program of this subject of an exercise.
    #[must_use]
    pub fn new(exercise: &'a Exercise, subject: Subject) -> Self {
        let main = match &subject {
            Subject::Learner => exercise.dir().join("src/main.rs"),
            Subject::Solution => exercise.solution_dir().join("src/main.rs"),
            Subject::Starter => exercise.starter(),
            Subject::Submission(fault) => exercise.submissions_dir().join(fault).join("main.rs"),
            // It is no part of the course: its root is where mutants are written.
            Subject::Mutant(_) => Path::new(&exercise.name).join(subject.role()).join("main.rs"),
        };
        Task {
            exercise,
            subject,
            main,
        }
    }

    /// What it is called where many programs are graded: `race-counter`, `race-counter/starter`, `race-counter/no-lock`.
    #[must_use]
    pub fn label(&self) -> String {
        let name = &self.exercise.name;
        match &self.subject {
            Subject::Learner => name.clone(),
            Subject::Starter | Subject::Solution => format!("{name}/{}", self.subject.role()),
            Subject::Submission(fault) | Subject::Mutant(fault) => format!("{name}/{fault}"),
        }
    }

    /// How to build it.
    #[must_use]
    pub fn order(&self, root: &Path, color: bool) -> Order {
        Order {
            name: self.exercise.name.clone(),
            role: self.subject.role(),
            root: root.to_owned(),
            main: self.main.clone(),
            dependencies: self.exercise.dependencies.clone(),
            color,
        }
    }
}

/// The learner's programs for these exercises.
#[must_use]
pub fn learner<'a>(exercises: impl IntoIterator<Item = &'a Exercise>) -> Vec<Task<'a>> {
    exercises
        .into_iter()
        .map(|exercise| Task::new(exercise, Subject::Learner))
        .collect()
}

/// Every program that the audit grades: of each exercise the starter, the solution and its wrong submissions.
#[must_use]
pub fn audit(
    course: &Course,
    wanted: impl Fn(&Exercise) -> bool,
    submissions: impl Fn(&Exercise) -> Vec<String>,
) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    for exercise in course.exercises().filter(|exercise| wanted(exercise)) {
        tasks.push(Task::new(exercise, Subject::Starter));
        tasks.push(Task::new(exercise, Subject::Solution));
        let faults = submissions(exercise).into_iter().map(Subject::Submission);
        tasks.extend(faults.map(|subject| Task::new(exercise, subject)));
    }
    tasks
}
