//! The course audit: the checks are themselves graded. A course is valid only if every starter, solution and wrong
//! submission gets the verdict that it declares, and if no check could be left out.

pub mod files;
pub mod marks;
pub mod table;
pub mod text;

use crate::check::{self, Check, Searches};
use crate::course::{Course, Exercise};
use crate::pipeline::Graded;
use crate::plan::{Subject, Task};
use crate::verdict::{self, Outcome, Verdict};
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

/// How the names of submissions begin that are right, though they differ from the solution.
pub const RIGHT: &str = "right-";

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
        // Another right answer: whoever finds it must pass.
        Subject::Submission(ref name) if name.starts_with(RIGHT) => Some(Expected {
            verdict: Verdict::Pass,
            lines: Vec::new(),
        }),
        // Whatever it gets says something about the checks, not about the mutant.
        Subject::Mutant(_) => None,
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

    /// How many of its schedules were run; none: it was not explored.
    #[must_use]
    pub fn schedules(&self) -> Option<u64> {
        let done = self.graded.seen.as_ref()?.explored.done(wire::Clock::Exact)?;
        Some(done.exploration.schedules)
    }

    /// What is wrong with it, if anything.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match &self.graded.outcome {
            Ok(outcome) => self.problem_of(outcome),
            Err(fault) => Some(Problem::new(
                self.task.main.display().to_string(),
                format!("cannot be graded: {fault}"),
                fault.hints.join(" "),
            )),
        }
    }

    /// What would be wrong with it if this were its outcome.
    fn problem_of(&self, outcome: &Outcome) -> Option<Problem> {
        let place = self.task.main.display().to_string();
        let expected = self.expected.as_ref()?;
        let got = outcome.verdict;
        if got != expected.verdict {
            let why = outcome.findings.first();
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
        let named: Vec<u32> = named(outcome, &place).collect();
        if expected.lines.is_empty() || named.iter().any(|line| expected.lines.contains(line)) {
            return None;
        }
        let list = |lines: &[u32]| lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let found = if named.is_empty() {
            "without a line".to_owned()
        } else {
            format!("at line {}", list(&named))
        };
        let message = format!(
            "{got} was found {found}, but line {} is marked",
            list(&expected.lines)
        );
        Some(Problem::new(
            place,
            message,
            "Mark the line that the finding names, or mend the finding.",
        ))
    }

    /// Whether it would still get what it declares by these checks, which may ask for fewer searches.
    fn holds_without(&self, checks: &[&dyn Check]) -> bool {
        let Some(seen) = &self.graded.seen else {
            return true;
        };
        let searches = Searches::of(checks.iter().copied());
        let explored = &seen.explored;
        let fewer = explored.exact.is_some() && searches.exact.is_none()
            || explored.elastic.is_some() && !searches.elastic;
        let findings = if fewer {
            let mut seen = seen.clone();
            seen.explored.exact = seen.explored.exact.filter(|_| searches.exact.is_some());
            seen.explored.elastic = seen.explored.elastic.filter(|_| searches.elastic);
            check::judge(checks.iter().copied(), &seen)
        } else {
            check::judge(checks.iter().copied(), seen)
        };
        self.problem_of(&verdict::decide(findings, 0)).is_none()
    }
}

/// The lines of the main file that those findings name that gave the verdict.
fn named(outcome: &Outcome, file: &str) -> impl Iterator<Item = u32> {
    let own = outcome
        .findings
        .iter()
        .filter(|finding| finding.verdict == outcome.verdict);
    own.flat_map(|finding| &finding.places)
        .filter(move |place| place.file == file)
        .map(|place| place.line)
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
        let others: Vec<&dyn Check> = exercise
            .checks()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, check)| check)
            .collect();
        let right = submissions.iter().filter(|one| one.problem().is_none());
        right.into_iter().any(|one| !one.holds_without(&others))
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
