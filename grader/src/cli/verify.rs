//! `verify`: the course audit, once or many times over, alone or under load.

use super::args::Verify as Args;
use super::context::Context;
use super::no_such_exercise;
use crate::audit::text::Audit;
use crate::audit::{self, Audited, Problem, files};
use crate::course::Exercise;
use crate::fault::{Fault, Result};
use crate::plan::{self, Task};
use crate::verdict::Verdict;
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};

/// Audits the course.
pub(super) fn verify(context: &Context, args: &Args) -> Result<u8> {
    let course = context.course()?;
    for name in &args.exercises {
        course
            .exercise(name)
            .ok_or_else(|| no_such_exercise(name, &course))?;
    }
    let wanted = |exercise: &Exercise| args.exercises.is_empty() || args.exercises.contains(&exercise.name);
    let once = plan::audit(&course, wanted, |exercise| {
        files::submissions(&course.root, exercise)
    });
    let rounds = args.repeat as usize;
    let tasks: Vec<Task<'_>> = std::iter::repeat_n(&once, rounds).flatten().cloned().collect();
    let graded = under_load(args.load, || context.grade(&course, &tasks))?;
    let audited: Vec<Audited<'_>> = tasks
        .iter()
        .zip(&graded)
        .map(|(task, graded)| {
            // A missing file has been reported by the build.
            let text = std::fs::read_to_string(course.root.join(&task.main)).unwrap_or_default();
            Audited {
                task,
                expected: audit::expected(task, &text),
                graded,
            }
        })
        .collect();

    let mut problems = files::problems(&course, &wanted, args.pristine);
    problems.extend(audited.iter().filter_map(Audited::problem));
    let first_round = &audited[..once.len()];
    let checked = course.exercises().filter(|exercise| wanted(exercise));
    problems.extend(checked.flat_map(|exercise| audit::needless_checks(exercise, first_round)));
    problems.extend(audit::hints(&course, first_round));
    if args.exercises.is_empty() {
        let table = audit::table::table(&course, first_round);
        if let Some(file) = &args.table {
            std::fs::write(file, &table).map_err(|error| Fault::io("cannot write", file, &error))?;
        }
        problems.extend(audit::table::stale(&course.root, &table, &context.program));
    }
    let differing = differing(&audited, once.len());
    dedup(&mut problems);
    if context.for_people() {
        let audit = Audit {
            course: &course,
            audited: first_round,
            rounds,
            load: args.load,
            differing: &differing,
            problems: &problems,
            named: !args.exercises.is_empty(),
        };
        let drawn = audit::text::draw(&audit, context.out.paint(), context.out.width);
        context.out.bytes(drawn.as_bytes())?;
    } else {
        let programs: Vec<_> = first_round.iter().map(program).collect();
        let valid = problems.is_empty() && differing.is_empty();
        context.out.line(json!({
            "format": 1, "course": course.title, "valid": valid, "rounds": rounds, "load": args.load,
            "programs": programs, "differing": differing, "problems": problems,
        }))?;
    }
    let ours = audited.iter().any(|one| one.graded.outcome.is_err());
    Ok(if ours {
        3
    } else {
        u8::from(!(problems.is_empty() && differing.is_empty()))
    })
}

/// Does `work` while this many busy loops run beside it.
fn under_load<T>(loops: u16, work: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..loops {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
        }
        let result = work();
        done.store(true, Ordering::Relaxed);
        result
    })
}

/// Programs that did not get the same verdict in every round, with all the verdicts that they got and how often.
fn differing(audited: &[Audited<'_>], round: usize) -> Vec<String> {
    (0..round)
        .filter_map(|at| {
            let mut verdicts: Vec<Verdict> =
                audited.iter().skip(at).step_by(round).map(Audited::got).collect();
            verdicts.sort_unstable();
            let alike = verdicts.chunk_by(|one, other| one == other);
            let words: Vec<_> = alike
                .map(|alike| format!("{} {}", alike.len(), alike[0]))
                .collect();
            (words.len() > 1).then(|| format!("{}: {}", audited[at].task.main.display(), words.join(", ")))
        })
        .collect()
}

/// The same problem in every round is one problem.
fn dedup(problems: &mut Vec<Problem>) {
    let mut seen: Vec<(String, String)> = Vec::new();
    problems.retain(|problem| {
        // The measured times in a message differ from round to round.
        let plain: String = problem.message.chars().filter(|c| !c.is_ascii_digit()).collect();
        let key = (problem.place.clone(), plain);
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
}

fn program(one: &Audited<'_>) -> serde_json::Value {
    json!({
        "file": one.task.main.display().to_string(),
        "expected": one.expected.as_ref().map(|expected| expected.verdict),
        "got": one.got(),
        "schedules": one.schedules(),
    })
}
