//! The litmus programs under shuttle.

use anyhow::{Context as _, Result, bail};
use shuttle::scheduler::{
    PctScheduler, RandomScheduler, Schedule, Scheduler, Task, TaskId, UrwRandomScheduler,
};
use shuttle::{Config, FailurePersistence, MaxSteps, Runner};
use std::panic::{self, AssertUnwindSafe};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

mod programs {
    //! Made by the build script.
    include!(concat!(env!("OUT_DIR"), "/shuttle.rs"));
}

/// Steps after which a schedule is given up: a program that spins would otherwise never end.
const STEPS: usize = 20_000;

/// One of shuttle's strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// Uniform choice.
    Random,
    /// Probabilistic concurrency testing with this depth.
    Pct(usize),
    /// Uniform random walk.
    Urw,
}

impl Strategy {
    /// Those that finding power is compared with, those that are mostly best first.
    pub(crate) const ALL: [Self; 7] = [
        Self::Urw,
        Self::Pct(5),
        Self::Pct(4),
        Self::Pct(3),
        Self::Pct(2),
        Self::Random,
        Self::Pct(1),
    ];

    /// A short name, which [`FromStr`] understands.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Random => "random".to_owned(),
            Self::Pct(depth) => format!("pct{depth}"),
            Self::Urw => "urw".to_owned(),
        }
    }
}

impl FromStr for Strategy {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|strategy| strategy.name() == name);
        known.with_context(|| format!("no strategy is called `{name}`"))
    }
}

/// Counts the schedules that another scheduler begins.
struct Counting<S> {
    inner: S,
    begun: Arc<AtomicUsize>,
}

impl<S: Scheduler> Scheduler for Counting<S> {
    fn new_execution(&mut self) -> Option<Schedule> {
        let schedule = self.inner.new_execution();
        self.begun
            .fetch_add(usize::from(schedule.is_some()), Ordering::Relaxed);
        schedule
    }

    fn next_task(&mut self, runnable: &[&Task], current: Option<TaskId>, yielding: bool) -> Option<TaskId> {
        self.inner.next_task(runnable, current, yielding)
    }

    fn next_u64(&mut self) -> u64 {
        self.inner.next_u64()
    }
}

fn program(name: &str) -> Result<fn()> {
    let found = programs::PROGRAMS.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, main)| *main)
        .with_context(|| format!("no litmus program is called `{name}`"))
}

/// How long so many random schedules of a right program take.
pub(crate) fn random(name: &str, seed: u64, schedules: usize) -> Result<Duration> {
    let main = program(name)?;
    let runner = Runner::new(RandomScheduler::new_from_seed(seed, schedules), Config::new());
    let start = Instant::now();
    let run = runner.run(main);
    let took = start.elapsed();
    if run != schedules {
        bail!("shuttle ran {run} schedules of {name} instead of {schedules}");
    }
    Ok(took)
}

/// Schedules until the first failure, itself included, and what it said; none when `cap` schedules did not fail.
///
/// Shuttle reports failures on standard error: to be called in a process of its own.
pub(crate) fn first_failure(
    name: &str,
    strategy: Strategy,
    seed: u64,
    cap: usize,
) -> Result<Option<(usize, String)>> {
    let main = program(name)?;
    match strategy {
        Strategy::Random => Ok(until_failure(main, RandomScheduler::new_from_seed(seed, cap))),
        Strategy::Pct(depth) => Ok(until_failure(main, PctScheduler::new_from_seed(seed, depth, cap))),
        Strategy::Urw => Ok(until_failure(main, UrwRandomScheduler::new_from_seed(seed, cap))),
    }
}

fn until_failure(main: fn(), inner: impl Scheduler + 'static) -> Option<(usize, String)> {
    let begun = Arc::new(AtomicUsize::new(0));
    let scheduler = Counting {
        inner,
        begun: Arc::clone(&begun),
    };
    let mut config = Config::new();
    config.max_steps = MaxSteps::ContinueAfter(STEPS);
    config.failure_persistence = FailurePersistence::None;
    let end = panic::catch_unwind(AssertUnwindSafe(|| Runner::new(scheduler, config).run(main)));
    let said = end.err()?;
    let said = said
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| said.downcast_ref::<&str>().map(|&s| s.to_owned()));
    Some((begun.load(Ordering::Relaxed), said.unwrap_or_default()))
}
