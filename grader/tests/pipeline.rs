//! The whole pipeline with a made-up compiler and made-up runs: no process, no file but the working directories, no time.

use grader::build::{Builder, Built, Diagnostic, Library, Order, Prepared};
use grader::check;
use grader::course::{self, Course};
use grader::fault::{Fault, Kind, Result};
use grader::pipeline::{Event, Graded, Pipeline};
use grader::plan::{self, Task};
use grader::report::{self, Basis};
use grader::run::{Executor, Explored, Fake, FakeExplorer, Run};
use grader::verdict::Verdict;
use sandbox::{Ending, Job};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::time::Duration;
use wire::{Clock, Exploration, Finding, Output, Request, Strategy};

const COURSE: &str = r"
format: 1
title: Made up
chapters:
  - name: one
    title: One
    exercises:
";

/// A course of exercises with these names, each of which must print its own name.
fn course(names: &[&str]) -> Course {
    let exercise = |name: &&str| {
        format!(
            "      - {{name: {name}, title: T, points: 10, starter: wrong, checks: [{{output: \"{name}\\n\"}}], \
             hints: [{{text: Print it.}}]}}\n"
        )
    };
    let exercises: Vec<String> = names.iter().map(exercise).collect();
    let exercises = exercises.concat();
    let text = format!("{}{exercises}", COURSE.trim_start());
    let files = |_: &str| Err(String::new());
    course::parse(&text, Path::new("course.yaml"), check::KINDS, &files)
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Builds everything but what is called `broken` (an error of the learner's) and `faulty` (one of ours).
struct Compiler {
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Compiler {
    fn new() -> Self {
        Compiler {
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        }
    }
}

impl Builder for Compiler {
    fn build(&self, order: &Order) -> Result<Built> {
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        std::thread::yield_now();
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        let error = Diagnostic {
            error: true,
            code: None,
            message: "no such name".to_owned(),
            rendered: "error: no such name\n".to_owned(),
            at: None,
        };
        let built = Built {
            program: Some(PathBuf::from(&order.name)),
            diagnostics: Vec::new(),
            sources: Vec::new(),
            cached: false,
            took: Duration::ZERO,
        };
        match order.name.as_str() {
            "faulty" => Err(Fault::ours("no linker")),
            "broken" => Ok(Built {
                program: None,
                diagnostics: vec![error],
                ..built
            }),
            _ => Ok(built),
        }
    }

    fn prepare(&self, _: &Order) -> Result<Prepared> {
        Ok(Prepared::Ready(Library::made_up(), Vec::new()))
    }
}

/// For courses that ask for no exploration.
fn unexplored() -> FakeExplorer<impl Fn(&Request) -> Result<Explored> + Sync> {
    FakeExplorer(|request: &Request| panic!("nobody asked for {request:?}"))
}

/// Every program prints its own name.
fn itself(job: &Job) -> Run {
    Run::made_up(&format!("{}\n", job.program.display()), Ending::Exited(0))
}

fn grade(course: &Course, builder: &dyn Builder, executor: &dyn Executor, jobs: usize) -> Vec<Graded> {
    let scratch = tempfile::tempdir().unwrap();
    let tasks = plan::learner(course.exercises());
    let pipeline = Pipeline {
        builder,
        executor,
        explorer: &unexplored(),
        root: &course.root,
        scratch: scratch.path(),
        jobs,
        color: false,
        interrupt: &AtomicBool::new(false),
        events: &|_| {},
    };
    pipeline.grade(&tasks).unwrap()
}

fn verdicts(graded: &[Graded]) -> Vec<Option<Verdict>> {
    graded
        .iter()
        .map(|one| one.outcome.as_ref().ok().map(|outcome| outcome.verdict))
        .collect()
}

#[test]
fn answers_come_in_the_order_of_the_course() {
    let names: Vec<String> = (0..40).map(|number| format!("exercise-{number}")).collect();
    let course = course(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let wrong_if_odd = Fake(|job: &Job| {
        let name = job.program.display().to_string();
        let odd = name.ends_with(['1', '3', '5', '7', '9']);
        Ok(
            Run::made_up(if odd { "no\n" } else { "" }, Ending::Exited(0)).then_prints(if odd {
                ""
            } else {
                &name
            }),
        )
    });
    let graded = grade(&course, &Compiler::new(), &wrong_if_odd, 3);
    for (number, verdict) in verdicts(&graded).into_iter().enumerate() {
        let expected = if number % 2 == 1 {
            Verdict::Wrong
        } else {
            Verdict::Pass
        };
        assert_eq!(verdict, Some(expected), "exercise-{number}");
    }
}

/// Prints a line after what was printed already.
trait ThenPrints {
    fn then_prints(self, line: &str) -> Self;
}

impl ThenPrints for Run {
    fn then_prints(mut self, line: &str) -> Self {
        if !line.is_empty() {
            self.raw.stdout.bytes.extend(format!("{line}\n").into_bytes());
        }
        self
    }
}

#[test]
fn a_fault_of_ours_spoils_one_answer_and_never_becomes_a_verdict() {
    let course = course(&["fine", "faulty", "broken", "unstartable"]);
    let executor = Fake(|job: &Job| match job.program.to_str() {
        Some("unstartable") => Err(Fault::ours("cannot start")),
        _ => Ok(itself(job)),
    });
    let graded = grade(&course, &Compiler::new(), &executor, 2);
    assert_eq!(
        verdicts(&graded),
        [Some(Verdict::Pass), None, Some(Verdict::Compile), None]
    );
    let tasks = plan::learner(course.exercises());
    let report = report::report(&course.title, &tasks, &graded);
    let told: Vec<_> = report
        .exercises
        .iter()
        .map(|entry| (entry.verdict, entry.rests_on))
        .collect();
    let nothing = (Verdict::GraderFault, Basis::Nothing);
    let expected = [
        (Verdict::Pass, Basis::NativeRun),
        nothing,
        (Verdict::Compile, Basis::Compiler),
        nothing,
    ];
    assert_eq!(told, expected);
    assert_eq!((report.points, report.exit_code()), (10, 3));
}

#[test]
fn builds_are_bounded_and_runs_overlap_more() {
    let course = course(&["a", "b", "c", "d", "e", "f", "g", "h"]);
    let compiler = Compiler::new();
    // All eight runs meet here, so this ends only if eight run at the same time, though two build at a time.
    let meeting = Barrier::new(8);
    let executor = Fake(|job: &Job| {
        meeting.wait();
        Ok(itself(job))
    });
    let graded = grade(&course, &compiler, &executor, 2);
    assert!(
        verdicts(&graded)
            .iter()
            .all(|verdict| *verdict == Some(Verdict::Pass))
    );
    assert!(compiler.most_at_once.load(Ordering::SeqCst) <= 2);
}

/// A run during which the machine stood still is repeated, whatever came of it; a third one has to do.
#[test]
fn disturbed_runs_are_repeated() {
    let course = course(&["a"]);
    for (stalls, runs) in [(vec![0], 1), (vec![500, 0], 2), (vec![500, 400, 300], 3)] {
        let done = AtomicUsize::new(0);
        let executor = Fake(|job: &Job| {
            let mut run = itself(job);
            run.raw.stalled = Duration::from_millis(stalls[done.fetch_add(1, Ordering::SeqCst)]);
            Ok(run)
        });
        let graded = grade(&course, &Compiler::new(), &executor, 1);
        assert_eq!(verdicts(&graded), [Some(Verdict::Pass)]);
        assert_eq!(done.load(Ordering::SeqCst), runs, "{stalls:?}");
    }
}

#[test]
fn an_interrupt_ends_everything_and_grades_nothing() {
    let course = course(&["a", "b", "c"]);
    let scratch = tempfile::tempdir().unwrap();
    let interrupt = AtomicBool::new(false);
    let executor = Fake(|_: &Job| {
        interrupt.store(true, Ordering::SeqCst);
        Ok(Run::made_up("", Ending::Interrupted))
    });
    let tasks = plan::learner(course.exercises());
    let pipeline = Pipeline {
        builder: &Compiler::new(),
        executor: &executor,
        explorer: &unexplored(),
        root: &course.root,
        scratch: scratch.path(),
        jobs: 1,
        color: false,
        interrupt: &interrupt,
        events: &|_| {},
    };
    assert_eq!(pipeline.grade(&tasks).unwrap_err().kind, Kind::Interrupted);
}

#[test]
fn every_task_is_told_from_its_building_to_its_end() {
    let course = course(&["a", "broken"]);
    let scratch = tempfile::tempdir().unwrap();
    let heard = Mutex::new(Vec::new());
    let tasks = plan::learner(course.exercises());
    let pipeline = Pipeline {
        builder: &Compiler::new(),
        executor: &Fake(|job: &Job| Ok(itself(job))),
        explorer: &unexplored(),
        root: &course.root,
        scratch: scratch.path(),
        jobs: 1,
        color: false,
        interrupt: &AtomicBool::new(false),
        events: &|event| {
            let told = |word: &str, task: &Task<'_>| format!("{word} {}", task.exercise.name);
            heard.lock().unwrap().push(match event {
                Event::Building(task) => told("building", task),
                Event::Running(task) => told("running", task),
                Event::Exploring(task) => told("exploring", task),
                Event::Finished(task, _) => told("finished", task),
            });
        },
    };
    pipeline.grade(&tasks).unwrap();
    let heard = heard.into_inner().unwrap();
    let of = |name: &str| {
        heard
            .iter()
            .filter(|event| event.ends_with(name))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(of(" a"), ["building a", "running a", "finished a"]);
    assert_eq!(of(" broken"), ["building broken", "finished broken"]);
}

/// An exercise `one` that must print its name in every schedule, graded with these answers of the native run and of the
/// explorer; and what the explorer was asked.
fn explored(native: &str, answer: impl Fn(&Request) -> Exploration + Sync) -> (Graded, Vec<Request>) {
    in_turn(&[native], answer)
}

/// The same with native runs that print these, one after the other, and then the last one again and again.
fn in_turn(native: &[&str], answer: impl Fn(&Request) -> Exploration + Sync) -> (Graded, Vec<Request>) {
    let runs = AtomicUsize::new(0);
    let next = || native[runs.fetch_add(1, Ordering::SeqCst).min(native.len() - 1)];
    let text = format!(
        "{}      - {{name: one, title: T, points: 10, starter: race, checks: [{{output: \"one\\n\"}}, \
         {{schedules: every}}], hints: [{{text: Print it.}}]}}\n",
        COURSE.trim_start()
    );
    let files = |_: &str| Err(String::new());
    let course = course::parse(&text, Path::new("course.yaml"), check::KINDS, &files).unwrap();
    let asked = Mutex::new(Vec::new());
    let explorer = FakeExplorer(|request: &Request| {
        asked.lock().unwrap().push(request.clone());
        let answer = Exploration {
            format: wire::FORMAT,
            ..answer(request)
        };
        Ok(Explored::Reported(Box::new(answer)))
    });
    let scratch = tempfile::tempdir().unwrap();
    let tasks = plan::learner(course.exercises());
    let pipeline = Pipeline {
        builder: &Compiler::new(),
        executor: &Fake(|_: &Job| Ok(Run::made_up(next(), Ending::Exited(0)))),
        explorer: &explorer,
        root: &course.root,
        scratch: scratch.path(),
        jobs: 2,
        color: false,
        interrupt: &AtomicBool::new(false),
        events: &|_| {},
    };
    let graded = pipeline.grade(&tasks).unwrap().remove(0);
    (graded, asked.into_inner().unwrap())
}

fn saw(complete: bool, outputs: &[&str]) -> Exploration {
    let output = |(at, stdout): (usize, &&str)| Output {
        stdout: (*stdout).to_owned(),
        schedules: 1,
        token: format!("1:{at}.0"),
        ..Output::default()
    };
    Exploration {
        complete,
        schedules: outputs.len() as u64,
        outputs: outputs.iter().enumerate().map(output).collect(),
        ..Exploration::default()
    }
}

fn verdict(graded: &Graded) -> Verdict {
    graded.outcome.as_ref().unwrap().verdict
}

#[test]
fn a_wrong_schedule_is_told_once_it_is_known_to_be_wrong() {
    let (graded, asked) = explored("one\n", |request| match &request.replay {
        None => saw(true, &["one\n", "two\n"]),
        Some(_) => Exploration {
            replayed: Some(Finding {
                stdout: "two\n".to_owned(),
                token: "1:7.1".to_owned(),
                ..Finding::default()
            }),
            ..Exploration::default()
        },
    });
    assert_eq!(verdict(&graded), Verdict::Race);
    let finding = &graded.outcome.as_ref().unwrap().findings[0];
    let told = finding.evidence.iter().find_map(|evidence| match evidence {
        grader::finding::Evidence::Schedule { told } => Some(told.token.as_str()),
        _ => None,
    });
    assert_eq!(told, Some("1:7.1"));
    // The search, and the schedule with what is right in its place.
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[1].replay.as_deref(), Some("1:1.0"));
    let right = wire::Right {
        stdout: "one\n".to_owned(),
        exit: 0,
    };
    assert_eq!(asked[1].shorten, Some(wire::Like::Failure(vec![right])));
}

#[test]
fn where_nothing_wrong_was_seen_the_search_goes_on() {
    let longer = |request: &Request| request.strategy == Strategy::Dpor;
    let (graded, asked) = explored("one\n", |request| saw(longer(request), &["one\n"]));
    assert_eq!(verdict(&graded), Verdict::Pass);
    assert_eq!(asked.iter().filter(|request| longer(request)).count(), 1);
    let (graded, asked) = explored("one\n", |_| saw(false, &["one\n"]));
    assert_eq!(verdict(&graded), Verdict::Inconclusive);
    assert_eq!(asked.len(), 2);
    // What failed needs no longer search.
    let (graded, asked) = explored("one\n", |_| saw(false, &["one\n", "two\n"]));
    assert_eq!(verdict(&graded), Verdict::Race);
    assert!(!asked.iter().any(longer));
}

#[test]
fn a_native_output_that_only_lateness_explains_is_no_failure() {
    let elastic = |request: &Request| request.clock == Clock::Elastic;
    let (graded, asked) = explored("late\n", |request| {
        if elastic(request) {
            saw(true, &["one\n", "late\n"])
        } else {
            saw(true, &["one\n"])
        }
    });
    assert_eq!(verdict(&graded), Verdict::Pass);
    assert_eq!(asked.iter().filter(|request| elastic(request)).count(), 1);
    let (graded, _) = explored("other\n", |_| saw(true, &["one\n"]));
    assert_eq!(verdict(&graded), Verdict::Wrong);
}

#[test]
fn a_run_on_a_late_machine_is_repeated_where_nothing_else_can_tell() {
    let unknown = |request: &Request| saw(request.clock == Clock::Exact, &["one\n"]);
    let (graded, _) = in_turn(&["late\n", "one\n"], unknown);
    assert_eq!(verdict(&graded), Verdict::Pass);
    let (graded, _) = in_turn(&["late\n"], unknown);
    assert_eq!(verdict(&graded), Verdict::Wrong);
    // What the elastic clock rules out, too, is no matter of lateness.
    let (graded, _) = in_turn(&["late\n", "one\n"], |_| saw(true, &["one\n"]));
    assert_eq!(verdict(&graded), Verdict::Wrong);
}
