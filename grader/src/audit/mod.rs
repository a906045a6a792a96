//! The course audit: the checks are themselves graded. A course is valid only if every starter, solution and wrong
//! submission gets the verdict that it declares, and if no check could be left out.

pub mod files;
pub mod marks;

use crate::check;
use crate::course::{Course, Exercise};
use crate::pipeline::Graded;
use crate::plan::{Subject, Task};
use crate::verdict::{self, Verdict};
use marks::Mark;
use serde::Serialize;

/// Something that keeps a course from being valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file or directory it is about, relative to the course's root.
    pub place: String,
    /// What is wrong: lower case, no final period.
    pub message: String,
    /// What to do: a whole sentence.
    pub remedy: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(place: impl Into<String>, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Problem {
            place: place.into(),
            message: message.into(),
            remedy: remedy.into(),
        }
    }
}

/// What a program is expected to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The verdict.
    pub verdict: Verdict,
    /// The guilty lines; empty: no line is declared.
    pub lines: Vec<u32>,
}

/// A program of the course with what it declares and what it got.
#[derive(Debug, Clone)]
pub struct Audited<'a> {
    /// The program.
    pub task: &'a Task<'a>,
    /// What it declares; none: its marks are missing or contradict each other (a problem of its own).
    pub expected: Option<Expected>,
    /// What it got.
    pub graded: &'a Graded,
}

/// What a program declares. For a submission, `text` is its main file and carries the marks.
#[must_use]
pub fn expected(task: &Task<'_>, text: &str) -> Option<Expected> {
    match task.subject {
        Subject::Starter => Some(Expected {
            verdict: task.exercise.starter,
            lines: Vec::new(),
        }),
        Subject::Solution | Subject::Learner => Some(Expected {
            verdict: Verdict::Pass,
            lines: Vec::new(),
        }),
        Subject::Submission(_) => {
            let marks = marks::marks(text);
            let verdict = marks.first()?.verdict?;
            let agree = marks.iter().all(|mark| mark.verdict == Some(verdict));
            agree.then(|| Expected {
                verdict,
                lines: marks.iter().map(|mark: &Mark| mark.line).collect(),
            })
        }
    }
}

impl Audited<'_> {
    /// The verdict that it got; a failure of the grader is one too.
    #[must_use]
    pub fn got(&self) -> Verdict {
        self.graded
            .outcome
            .as_ref()
            .map_or(Verdict::GraderFault, |outcome| outcome.verdict)
    }

    /// Whether its declared line could be held against the findings: they name lines.
    #[must_use]
    pub fn has_line(&self) -> bool {
        self.places().next().is_some()
    }

    fn places(&self) -> impl Iterator<Item = u32> {
        let findings = self.graded.outcome.iter().flat_map(|outcome| &outcome.findings);
        let file = self.task.main.display().to_string();
        let own = findings.filter(|finding| finding.verdict == self.got());
        own.flat_map(|finding| &finding.places)
            .filter(move |place| place.file == file)
            .map(|place| place.line)
    }

    /// What is wrong with it, if anything.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let place = self.task.main.display().to_string();
        if let Err(fault) = &self.graded.outcome {
            return Some(Problem::new(
                place,
                format!("cannot be graded: {fault}"),
                fault.hints.join(" "),
            ));
        }
        let expected = self.expected.as_ref()?;
        let got = self.got();
        if got != expected.verdict {
            let why = self
                .graded
                .outcome
                .iter()
                .flat_map(|outcome| &outcome.findings)
                .next();
            let why = why
                .map(|finding| format!(" ({})", finding.message))
                .unwrap_or_default();
            let message = format!("expected {}, got {got}{why}", expected.verdict);
            return Some(Problem::new(
                place,
                message,
                "Mend the program, its declared verdict or the checks.",
            ));
        }
        let wanted = |line: u32| expected.lines.contains(&line);
        if expected.lines.is_empty() || !self.has_line() || self.places().any(wanted) {
            return None;
        }
        let list = |lines: Vec<u32>| lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let message = format!(
            "{got} was found at line {}, but line {} is marked",
            list(self.places().collect()),
            list(expected.lines.clone())
        );
        Some(Problem::new(
            place,
            message,
            "Mark the line that the finding names, or mend the finding.",
        ))
    }
}

/// Checks of an exercise that no wrong submission needs: without them every submission still gets its verdict.
#[must_use]
pub fn needless_checks(exercise: &Exercise, audited: &[Audited<'_>]) -> Vec<Problem> {
    let submissions: Vec<&Audited<'_>> = audited
        .iter()
        .filter(|one| one.task.exercise.name == exercise.name)
        .filter(|one| matches!(one.task.subject, Subject::Submission(_)))
        .collect();
    let needed = |at: usize| {
        submissions.iter().any(|one| {
            let others = exercise
                .checks()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, check)| check);
            let Some(seen) = &one.graded.seen else {
                return false;
            };
            verdict::decide(check::judge(others, seen), 0).verdict != one.got()
        })
    };
    exercise
        .checks()
        .enumerate()
        .filter(|(at, _)| !needed(*at))
        .map(|(at, check)| {
            Problem::new(
                format!("exercise {}", exercise.name),
                format!(
                    "check {} ({}: {}) is needed by no wrong submission",
                    at + 1,
                    check.key(),
                    check.asks()
                ),
                format!(
                    "Add a submission below {} that only this check finds, or drop the check.",
                    exercise.submissions_dir().display()
                ),
            )
        })
        .collect()
}

/// Hints that nobody can get, and verdicts without a hint.
#[must_use]
pub fn hints(course: &Course, audited: &[Audited<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for exercise in course.exercises() {
        let of = |one: &&Audited<'_>| one.task.exercise.name == exercise.name;
        let mut verdicts: Vec<Verdict> = audited.iter().filter(of).map(Audited::got).collect();
        if verdicts.is_empty() {
            continue;
        }
        // No example is needed of a program that does not compile.
        verdicts.extend([exercise.starter, Verdict::Compile]);
        let place = format!("exercise {}", exercise.name);
        let never = exercise
            .hints
            .iter()
            .filter_map(|hint| hint.when)
            .filter(|when| !verdicts.contains(when));
        problems.extend(never.map(|when| {
            let message = format!("has a hint for {when}, which no program of the course gets");
            Problem::new(
                &place,
                message,
                "Add a submission with that verdict, or drop the hint.",
            )
        }));
        if !exercise
            .hints
            .iter()
            .any(|hint| hint.when == Some(exercise.starter))
        {
            let message = format!("has no hint for {}, the starter's verdict", exercise.starter);
            problems.push(Problem::new(
                &place,
                message,
                "Add a hint with `when` for it: it is the first one that learners ask for.",
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests;
