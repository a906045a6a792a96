//! Reduced search and naive enumeration see the same outcomes, on programs that nobody chose.
//!
//! A few dozen programs in every run of the tests; more by `CLEW_PROGRAMS=2000 cargo test --release -p simstd --test
//! random_programs`, and others by `CLEW_SEED=7`. The same numbers always give the same programs.
#![expect(
    clippy::disallowed_methods,
    reason = "how many programs to try is said in the environment"
)]

mod program;
#[path = "../support/mod.rs"]
mod support;

use program::{Program, program};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use support::{Explorable, Settings};
use wire::{Exploration, Kind, Request, Span, Strategy};

/// Programs in an ordinary run.
const PROGRAMS: u32 = 60;
/// Programs for which naive enumeration needs more schedules are left out.
const NAIVE: u64 = 10_000;

/// What can come of a program, whatever search found it.
#[derive(Debug, PartialEq, Eq)]
struct Outcomes {
    /// Standard output and exit code of the schedules that ended.
    outputs: BTreeSet<(String, i32)>,
    /// The ways to fail.
    failures: BTreeSet<(Kind, String)>,
    /// How long it takes.
    makespan: Option<Span>,
}

impl Outcomes {
    fn of(report: &Exploration) -> Self {
        let outputs = report
            .outputs
            .iter()
            .map(|output| (output.stdout.clone(), output.exit))
            .collect();
        let failures = report
            .findings
            .iter()
            .map(|finding| (finding.kind, finding.message.clone()))
            .collect();
        Self {
            outputs,
            failures,
            makespan: report.makespan_ns,
        }
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let Ok(text) = std::env::var(variable) else {
        return otherwise;
    };
    text.parse()
        .unwrap_or_else(|why| panic!("{variable}={text}: {why}"))
}

/// The outcomes of a program by both searches; none when the naive one does not come to its end.
fn both(interpreter: &Explorable, program: &Program) -> Result<Option<(Outcomes, Outcomes, u64)>, String> {
    let request = Request {
        strategy: Strategy::Naive,
        schedules: NAIVE,
        args: program.arguments(),
        clock: program.clock,
        ..Request::default()
    };
    let naive = interpreter.explore(&request)?;
    if !naive.complete {
        return Ok(None);
    }
    let request = Request {
        strategy: Strategy::Dpor,
        ..request
    };
    let reduced = interpreter.explore(&request)?;
    if !reduced.complete || reduced.schedules > naive.schedules {
        return Err(format!(
            "naive enumeration ends after {} schedules, but reduced search {} after {}",
            naive.schedules,
            if reduced.complete { "ends" } else { "does not end" },
            reduced.schedules
        ));
    }
    Ok(Some((
        Outcomes::of(&naive),
        Outcomes::of(&reduced),
        naive.schedules,
    )))
}

#[test]
fn reduced_search_sees_every_outcome_of_random_programs() {
    let settings = Settings {
        optimised: 3,
        ..Settings::default()
    };
    let interpreter = support::compile(include_str!("interpreter.rs"), settings).expect("it compiles");
    let programs =
        u32::try_from(number("CLEW_PROGRAMS", PROGRAMS.into())).expect("a sensible number of programs");
    let config = Config {
        cases: programs,
        failure_persistence: None,
        max_global_rejects: 20 * programs,
        max_shrink_iters: 600,
        ..Config::default()
    };
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("CLEW_SEED", 1).to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let (schedules, several) = (Cell::new(0), Cell::new(0_u32));
    let kinds = RefCell::new(BTreeMap::new());
    let result = runner.run(&program(), |program| {
        let Some((naive, reduced, run)) = both(&interpreter, &program).map_err(TestCaseError::fail)? else {
            return Err(TestCaseError::reject("too many schedules to try one by one"));
        };
        schedules.set(schedules.get() + run);
        several.set(several.get() + u32::from(naive.outputs.len() + naive.failures.len() > 1));
        for (kind, _) in &naive.failures {
            *kinds.borrow_mut().entry(*kind).or_insert(0_u32) += 1;
        }
        if naive == reduced {
            Ok(())
        } else {
            Err(TestCaseError::fail(format!(
                "naive: {naive:#?}\nreduced: {reduced:#?}"
            )))
        }
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(why, program)) => panic!("the searches differ on{program:?}\n{why}"),
        Err(TestError::Abort(why)) => panic!("too few programs could be enumerated: {why}"),
    }
    println!(
        "{programs} programs, {} schedules one by one, {} programs with several outcomes, failures: {:?}",
        schedules.get(),
        several.get(),
        kinds.borrow()
    );
    // Programs that can end in one way only prove nothing.
    assert!(
        several.get() * 6 >= programs,
        "only {} of {programs} programs have several outcomes",
        several.get()
    );
}
