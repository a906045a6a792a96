//! What people and programs get to see: one plain [`Report`], and one file and one registry line for each format.
//!
//! To add a format: write `report/<name>.rs` with a pure function from the report to bytes, and add its line to
//! [`FORMATS`].

mod json;
pub mod text;

use crate::finding::Finding;
use crate::pipeline::Graded;
use crate::plan::Task;
use crate::verdict::Verdict;
use serde::Serialize;
use std::time::Duration;

/// The outcome of a grading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The version of this data; raised when a reader of an older one would misread it.
    pub format: u32,
    /// The course's title.
    pub course: String,
    /// How many exercises passed.
    pub passed: usize,
    /// What was earned.
    pub points: u32,
    /// What could be earned.
    pub out_of: u32,
    /// In the order of the course.
    pub exercises: Vec<Entry>,
}

/// One graded program.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The exercise.
    pub name: String,
    /// Its chapter.
    pub chapter: String,
    /// Its title.
    pub title: String,
    /// The main file, relative to the course's root.
    pub file: String,
    /// The word.
    pub verdict: Verdict,
    /// One plain sentence why; empty for a pass.
    pub message: String,
    /// What it earned.
    pub points: u32,
    /// What it could have earned.
    pub out_of: u32,
    /// What the verdict rests on.
    pub rests_on: Basis,
    /// Every finding, gravest first.
    pub findings: Vec<Finding>,
    /// The compiler's warnings, as it wrote them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The hint for this verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What to do about a fault of ours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<String>,
    /// How long the build took, in seconds.
    pub build_seconds: f64,
    /// How long the program ran, in seconds; absent when it did not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_seconds: Option<f64>,
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "basis")]
pub enum Basis {
    /// The compiler's word.
    Compiler,
    /// One run on this machine.
    NativeRun,
    /// That run, and so many schedules that were explored.
    Explored {
        /// How many.
        schedules: u64,
    },
    /// That run, and every schedule with few preemptions.
    Bounded {
        /// How many schedules were run.
        schedules: u64,
        /// All with up to so many preemptions are among them.
        preemptions: u32,
    },
    /// That run, and every schedule that matters.
    Proved {
        /// How many there are.
        schedules: u64,
    },
    /// Nothing: the grader failed.
    Nothing,
}

impl Basis {
    /// How many schedules were explored; none: it was not explored.
    #[must_use]
    pub fn schedules(self) -> Option<u64> {
        match self {
            Basis::Explored { schedules }
            | Basis::Bounded { schedules, .. }
            | Basis::Proved { schedules } => Some(schedules),
            Basis::Compiler | Basis::NativeRun | Basis::Nothing => None,
        }
    }

    fn of(graded: &Graded) -> Self {
        let Some(seen) = graded.seen.as_ref().filter(|seen| seen.run.is_some()) else {
            return Basis::Compiler;
        };
        let Some(done) = seen.explored.done(wire::Clock::Exact) else {
            return Basis::NativeRun;
        };
        let found = &done.exploration;
        let schedules = found.schedules;
        let elastic = seen.explored.elastic.is_none()
            || seen
                .explored
                .done(wire::Clock::Elastic)
                .is_some_and(|done| done.exploration.complete);
        match found.preemption_bound {
            _ if found.complete && elastic => Basis::Proved { schedules },
            Some(preemptions) if !found.complete => Basis::Bounded {
                schedules,
                preemptions,
            },
            _ => Basis::Explored { schedules },
        }
    }
}

/// How a report is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Whether to colour it.
    pub color: bool,
    /// Columns to stay within.
    pub width: usize,
    /// How the grader is called, for the commands that are suggested: `cargo run -p grader --`.
    pub program: String,
    /// Whether one exercise was asked for: then everything is shown, otherwise a line for each.
    pub detail: bool,
}

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for.
    pub help: &'static str,
    /// Draws the report.
    pub render: fn(&Report, &Look) -> Vec<u8>,
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        help: "for people",
        render: text::render,
    },
    Format {
        name: "json",
        help: "for programs; versioned",
        render: json::render,
    },
];

/// The format of this name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Puts graded tasks into a report.
#[must_use]
pub fn report(course: &str, tasks: &[Task<'_>], graded: &[Graded]) -> Report {
    let exercises: Vec<Entry> = tasks
        .iter()
        .zip(graded)
        .map(|(task, graded)| entry(task, graded))
        .collect();
    Report {
        format: 1,
        course: course.to_owned(),
        passed: exercises
            .iter()
            .filter(|entry| entry.verdict == Verdict::Pass)
            .count(),
        points: exercises.iter().map(|entry| entry.points).sum(),
        out_of: exercises.iter().map(|entry| entry.out_of).sum(),
        exercises,
    }
}

fn entry(task: &Task<'_>, graded: &Graded) -> Entry {
    let exercise = task.exercise;
    let warnings = graded.diagnostics().iter().filter(|diagnostic| !diagnostic.error);
    let blank = Entry {
        name: exercise.name.clone(),
        chapter: exercise.chapter.clone(),
        title: exercise.title.clone(),
        file: task.main.display().to_string(),
        verdict: Verdict::GraderFault,
        message: String::new(),
        points: 0,
        out_of: exercise.points,
        rests_on: Basis::Nothing,
        findings: Vec::new(),
        warnings: warnings.map(|diagnostic| diagnostic.rendered.clone()).collect(),
        hint: None,
        remedies: Vec::new(),
        build_seconds: graded.build.as_secs_f64(),
        run_seconds: graded.ran().as_ref().map(Duration::as_secs_f64),
    };
    match &graded.outcome {
        Err(fault) => Entry {
            message: fault.to_string(),
            remedies: fault.hints.clone(),
            ..blank
        },
        Ok(outcome) => Entry {
            verdict: outcome.verdict,
            message: outcome
                .findings
                .first()
                .map(|finding| finding.message.clone())
                .unwrap_or_default(),
            points: outcome.points,
            rests_on: Basis::of(graded),
            findings: outcome.findings.clone(),
            hint: exercise
                .hints
                .iter()
                .find(|hint| hint.when == Some(outcome.verdict))
                .map(|hint| hint.text.trim().to_owned()),
            ..blank
        },
    }
}

impl Report {
    /// 0 when everything passed, 3 when the grader failed somewhere, else 1.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        let has = |verdict| self.exercises.iter().any(|entry| entry.verdict == verdict);
        if has(Verdict::GraderFault) {
            3
        } else {
            u8::from(self.passed < self.exercises.len())
        }
    }
}
