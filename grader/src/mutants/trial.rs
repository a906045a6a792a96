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
    let seen = graded
        .seen
        .as_ref()
        .map(|seen| seen.explored.clone())
        .unwrap_or_default();
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
    Ok(Explored {
        exact: seen.exact.or(more.exact),
        elastic: seen.elastic.or(more.elastic),
    })
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
mod tests {
    use super::*;
    use crate::build::{Builder, Built, Order, Prepared};
    use crate::run::{Explored as Raw, Explorer, Fake, Run};
    use sandbox::{Ending, Job};
    use std::path::PathBuf;
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    #[test]
    fn answers_are_in_the_order_of_the_questions() {
        let items: Vec<u32> = (0..100).collect();
        let doubled: Vec<u32> = items.iter().map(|n| n * 2).collect();
        assert_eq!(in_parallel(7, &items, |n| n * 2), doubled);
        assert_eq!(in_parallel(7, &[] as &[u32], |n| *n), Vec::<u32>::new());
    }

    /// Refuses programs that drop things; the others' text is their executable.
    struct Compiler;

    impl Builder for Compiler {
        fn build(&self, order: &Order) -> Result<Built> {
            let main = order.root.join(&order.main);
            let text = fs::read_to_string(&main).unwrap();
            assert!(
                main.with_file_name("beside.rs").exists(),
                "what lies beside the solution is there"
            );
            Ok(Built {
                program: (!text.contains("drop(")).then_some(main),
                diagnostics: Vec::new(),
                sources: Vec::new(),
                cached: false,
                took: Duration::ZERO,
            })
        }

        fn prepare(&self, _: &Order) -> Result<Prepared> {
            Ok(Prepared::NotExplored {
                reason: "it is made up".to_owned(),
                at: None,
            })
        }
    }

    struct Nobody;

    impl Explorer for Nobody {
        fn explore(
            &self,
            library: &crate::build::Library,
            _: &wire::Request,
            _: Option<&(dyn Fn(&wire::flight::Reading) + Sync)>,
            _: &AtomicBool,
        ) -> Result<Raw> {
            panic!("{} was not to be explored", library.path.display());
        }
    }

    /// Prints what the text of the program holds: whether `main` joins before it says so.
    fn pretend(job: &Job) -> Result<Run> {
        let text = fs::read_to_string(&job.program).unwrap();
        let late = text.find("join") > text.find("println");
        Ok(Run::made_up(
            if late { "late\n" } else { "ok\n" },
            Ending::Exited(0),
        ))
    }

    fn tried(solution: &str) -> Trial {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("solutions/one/only/src");
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("main.rs"), solution).unwrap();
        fs::write(place.join("beside.rs"), "").unwrap();
        let yaml = "format: 1\ntitle: T\nchapters:\n  - name: one\n    title: O\n    exercises:\n      - {name: only, title: T, \
                    points: 1, starter: wrong, checks: [{output: \"ok\\n\"}], hints: [{text: H.}]}\n";
        let mut course =
            crate::course::parse(yaml, Path::new("course.yaml"), crate::check::KINDS, &|_: &str| {
                Err(String::new())
            })
            .unwrap();
        course.root = dir.path().to_owned();
        let root = dir.path().join("mutants");
        let exercises: Vec<&Exercise> = course.exercises().collect();
        let pipeline = Pipeline {
            builder: &Compiler,
            executor: &Fake(pretend),
            explorer: &Nobody,
            root: &root,
            scratch: &dir.path().join("runs"),
            jobs: 2,
            color: false,
            interrupt: &AtomicBool::new(false),
            events: &|_| {},
        };
        let stock = prepare(&root, &course, &exercises).unwrap();
        try_checks(&pipeline, stock).unwrap().remove(0)
    }

    #[test]
    fn mutants_are_graded_like_submissions() {
        let trial =
            tried("fn main() {\n    let h = spawn(f);\n    g();\n    h.join();\n    println!(\"ok\");\n}\n");
        let fates: Vec<(&str, &str)> = trial
            .mutants
            .as_ref()
            .unwrap()
            .iter()
            .map(|it| (it.mutant.operator, it.fate.word()))
            .collect();
        assert_eq!(
            fates,
            [
                // It passes, and is no different as far as anybody knows; but nobody explored it.
                ("join-at-once", "slips-through"),
                ("join-removed", "does-not-compile"),
                ("join-late", "caught"),
                ("join-to-sleep", "does-not-compile"),
            ]
        );
        assert_eq!(
            trial.file,
            PathBuf::from("solutions/one/only/src/main.rs")
                .display()
                .to_string()
        );
    }

    #[test]
    fn a_solution_that_does_not_pass_says_nothing_about_its_mutants() {
        let trial = tried("fn main() {\n    println!(\"ok\");\n    h.join();\n}\n");
        assert!(trial.mutants.unwrap_err().starts_with("WRONG: "));
        let trial = tried("fn main() {");
        assert!(trial.mutants.unwrap_err().starts_with("it is not valid Rust: "));
    }
}
