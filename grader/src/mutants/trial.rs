//! Grades the mutants of exercises' solutions by the exercises' own checks, and explores those that pass.

use super::compare::compare;
use super::mutants;
use super::result::{Fate, Trial, Tried};
use crate::check::Searches;
use crate::check::schedules::Extent;
use crate::course::{Course, Exercise};
use crate::fault::{Fault, Kind, Result};
use crate::lab::Lab;
use crate::observe::Explored;
use crate::pipeline::{Graded, Pipeline};
use crate::plan::{Subject, Task};
use crate::verdict::Verdict;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// An exercise's mutants, and the tasks for its solution and for them.
pub type Stock<'c> = (Trial, Vec<Task<'c>>);

/// Makes the mutants of these exercises' solutions and writes them below `root`.
///
/// # Errors
/// A solution cannot be read, or a mutant cannot be written.
pub fn prepare<'c>(root: &Path, course: &Course, exercises: &[&'c Exercise]) -> Result<Vec<Stock<'c>>> {
    touch(root)?;
    exercises
        .iter()
        .map(|exercise| one(root, course, exercise))
        .collect()
}

/// Grades what was prepared below the pipeline's root, and says what became of every mutant.
///
/// # Errors
/// Somebody interrupts. Other trouble is in the mutants' fates.
pub fn try_checks(pipeline: &Pipeline<'_>, stock: Vec<Stock<'_>>) -> Result<Vec<Trial>> {
    let all: Vec<Task<'_>> = stock
        .iter()
        .flat_map(|(_, tasks)| tasks.iter().cloned())
        .collect();
    let mut graded = pipeline.grade(&all)?.into_iter();
    let mut trials = Vec::new();
    for (mut trial, tasks) in stock {
        let graded: Vec<Graded> = graded.by_ref().take(tasks.len()).collect();
        decide(pipeline, &mut trial, &tasks, &graded)?;
        trials.push(trial);
    }
    Ok(trials)
}

fn one<'c>(root: &Path, course: &Course, exercise: &'c Exercise) -> Result<Stock<'c>> {
    let file = Task::new(exercise, Subject::Solution).main;
    let path = course.root.join(&file);
    let text = fs::read_to_string(&path).map_err(|error| Fault::io("cannot read", &file, &error))?;
    let made = mutants(&text).map_err(|why| format!("it is not valid Rust: {why}"));
    let beside = path.parent().unwrap_or(Path::new("/"));
    let mut tasks = vec![written(root, exercise, Subject::Solution, &text, beside)?];
    for mutant in made.iter().flatten() {
        let subject = Subject::Mutant(name(&mutant.text));
        tasks.push(written(root, exercise, subject, &mutant.text, beside)?);
    }
    let tried = |made: Vec<super::Mutant>| {
        let mutants = made.into_iter().map(|mutant| Tried {
            mutant,
            fate: Fate::Equivalent,
        });
        mutants.collect()
    };
    let trial = Trial {
        exercise: exercise.name.clone(),
        file: file.display().to_string(),
        solution: text,
        mutants: made.map(tried),
    };
    Ok((trial, tasks))
}

/// What a mutant's directory is called: the same text is built once.
fn name(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().take(8).fold(String::new(), |mut name, byte| {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

/// Writes one program, with everything that lies beside the solution's main file.
fn written<'c>(
    root: &Path,
    exercise: &'c Exercise,
    subject: Subject,
    text: &str,
    beside: &Path,
) -> Result<Task<'c>> {
    let role = subject.role();
    let dir = Path::new(&exercise.name).join(role);
    copy(beside, &root.join(&dir))?;
    let main = dir.join("main.rs");
    let path = root.join(&main);
    fs::write(&path, text).map_err(|error| Fault::io("cannot write", &path, &error))?;
    Ok(Task {
        exercise,
        subject,
        main,
    })
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let cannot = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| Fault::io("cannot copy", &path, &error)
    };
    fs::create_dir_all(to).map_err(cannot(to))?;
    for entry in fs::read_dir(from).map_err(cannot(from))? {
        let entry = entry.map_err(cannot(from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else if entry.file_name() != "main.rs" {
            fs::copy(&from, &to).map_err(cannot(&from))?;
        }
    }
    Ok(())
}

/// Makes the directory look young, so that no sweep of the cache takes it away while it is used.
fn touch(root: &Path) -> Result<()> {
    let file = root.join(format!(".young-{}", std::process::id()));
    let touched = fs::create_dir_all(root)
        .and_then(|()| fs::write(&file, ""))
        .and_then(|()| fs::remove_file(&file));
    touched.map_err(|error| Fault::io("cannot write", &file, &error))
}

/// Says what became of every mutant of an exercise.
fn decide(pipeline: &Pipeline<'_>, trial: &mut Trial, tasks: &[Task<'_>], graded: &[Graded]) -> Result<()> {
    let Ok(mutants) = &mut trial.mutants else {
        return Ok(());
    };
    if let Some(why) = failure(&graded[0]) {
        trial.mutants = Err(why);
        return Ok(());
    }
    // The solution comes first; without survivors it need not be explored again.
    let passed: Vec<usize> = (0..graded.len())
        .filter(|at| failure(&graded[*at]).is_none())
        .collect();
    let explored = if passed.len() > 1 {
        in_parallel(pipeline.jobs, &passed, |at| {
            explore(pipeline, &tasks[*at], &graded[*at])
        })
    } else {
        Vec::new()
    };
    for (tried, graded) in mutants.iter_mut().zip(&graded[1..]) {
        tried.fate = fate(graded);
    }
    let mut explored = passed.into_iter().zip(explored);
    let Some((_, solution)) = explored.next() else {
        return Ok(());
    };
    for (at, mutant) in explored {
        let fault = match (&solution, mutant) {
            (Ok(solution), Ok(mutant)) => {
                mutants[at - 1].fate = Fate::of_passed(compare(solution, &mutant));
                continue;
            }
            (_, Err(fault)) => fault,
            (Err(fault), _) => fault.clone(),
        };
        if fault.kind == Kind::Interrupted {
            return Err(fault);
        }
        mutants[at - 1].fate = Fate::Failed(fault);
    }
    Ok(())
}

/// Why a program did not pass.
fn failure(graded: &Graded) -> Option<String> {
    match &graded.outcome {
        Err(fault) => Some(fault.to_string()),
        Ok(outcome) if outcome.verdict == Verdict::Pass => None,
        Ok(outcome) => {
            let message = outcome.findings.first().map_or("", |finding| &finding.message);
            Some(format!("{}: {message}", outcome.verdict))
        }
    }
}

fn fate(graded: &Graded) -> Fate {
    match &graded.outcome {
        Err(fault) => Fate::Failed(fault.clone()),
        Ok(outcome) => match outcome.verdict {
            Verdict::Compile => Fate::DoesNotCompile,
            Verdict::Inconclusive => {
                let message = outcome.findings.first().map(|finding| finding.message.clone());
                Fate::Undecided(message.unwrap_or_default())
            }
            verdict => Fate::Caught(verdict),
        },
    }
}

/// A program's behaviour on both clocks: what its checks did not ask for is looked at now.
fn explore(pipeline: &Pipeline<'_>, task: &Task<'_>, graded: &Graded) -> Result<Explored> {
    let seen = graded.seen.as_ref().map(|seen| seen.explored.clone());
    let mut seen = seen.unwrap_or_default();
    let searches = Searches {
        exact: seen.exact.is_none().then_some(Extent::Every),
        elastic: seen.elastic.is_none(),
    };
    let prepared = pipeline.builder.prepare(&task.order(pipeline.root, false))?;
    let lab = Lab {
        explorer: pipeline.explorer,
        interrupt: pipeline.interrupt,
        prepared: &prepared,
        exercise: task.exercise,
    };
    let more = lab.explore(searches)?;
    seen.exact = seen.exact.or(more.exact);
    seen.elastic = seen.elastic.or(more.elastic);
    Ok(seen)
}

/// Does the same with all of these, so many at a time; the answers are in their order.
fn in_parallel<T: Sync, R: Send>(jobs: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            scope.spawn(|| {
                while let Some((at, item)) =
                    items.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed))
                {
                    let result = work(item);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests;
