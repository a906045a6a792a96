//! Mutants graded with a made-up compiler and made-up runs.

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
fn pretend(job: &Job) -> Run {
    let text = fs::read_to_string(&job.program).unwrap();
    let late = text.find("join") > text.find("println");
    Run::made_up(if late { "late\n" } else { "ok\n" }, Ending::Exited(0))
}

fn tried(solution: &str) -> Trial {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("solutions/one/only/src");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("main.rs"), solution).unwrap();
    fs::write(place.join("beside.rs"), "").unwrap();
    let yaml = "format: 1\ntitle: T\nchapters:\n  - name: one\n    title: O\n    exercises:\n      - {name: only, title: T, \
                points: 1, starter: wrong, checks: [{output: \"ok\\n\"}], hints: [{text: H.}]}\n";
    let mut course = crate::course::parse(yaml, Path::new("course.yaml"), crate::check::KINDS, &|_: &str| {
        Err(String::new())
    })
    .unwrap();
    course.root = dir.path().to_owned();
    let root = dir.path().join("mutants");
    let exercises: Vec<&Exercise> = course.exercises().collect();
    let pipeline = Pipeline {
        builder: &Compiler,
        executor: &Fake(|job: &Job| Ok(pretend(job))),
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
