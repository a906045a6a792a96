//! The search over schedules from the request to the report.

pub(crate) mod book;
mod classes;
mod minimise;
mod outcome;
mod stages;
pub(crate) mod stuck;

use crate::rt::engine::{Ending, Engine, Settings};
use crate::rt::repeat::{IMPATIENCE, PATIENCE};
use crate::rt::{Machine, flight};
use crate::search::replay::Replay;
use crate::search::{Nobody, Over, Strategy};
use crate::tell;
use book::Book;
pub(crate) use outcome::{Failure, Outcome};
use std::time::{Duration, Instant};
use wire::flight::Word;
use wire::{Exploration, Request};

/// Visible operations in one schedule, unless the request says otherwise.
const STEPS: u64 = 200_000;

/// Runs schedules of the program, one after the other.
pub(crate) struct Driver {
    machine: Machine,
    began: Instant,
    seconds: Duration,
}

impl Driver {
    /// The engine, between schedules.
    pub(crate) fn engine(&self) -> &Engine {
        self.machine.engine()
    }

    /// Changes the clock for the schedules that follow.
    pub(crate) fn set_clock(&mut self, clock: wire::Clock) {
        self.machine.settings().clock = clock;
    }

    /// Runs one schedule and judges it.
    pub(crate) fn run(&mut self, strategy: &mut Box<dyn Strategy>) -> (Outcome, Ending) {
        flight::set(Word::Switches, 0);
        flight::set(Word::Running, 1);
        let own = std::mem::replace(strategy, Box::new(Nobody));
        let (own, ending) = self.machine.run(own);
        flight::set(Word::Running, 0);
        *strategy = own;
        let outcome = outcome::judge(self.engine(), &ending);
        let whole = matches!(outcome, Outcome::Ended(..) | Outcome::Failed(_));
        self.over(whole, |over| strategy.learn(over));
        (outcome, ending)
    }

    /// Shows the schedule just run, as strategies see it.
    fn over<R>(&self, whole: bool, look: impl FnOnce(&Over<'_>) -> R) -> R {
        let engine = self.engine();
        // A task that spins would only read once more what it has read.
        let waits = engine.alive().iter().filter(|&&it| !engine.spins(it));
        let stuck: Vec<_> = waits.map(|&it| (it, engine.pending[it])).collect();
        look(&Over {
            trace: &engine.trace,
            order: &engine.order,
            stuck: &stuck,
            whole,
        })
    }

    /// Whether the time allowed is over.
    pub(crate) fn late(&self) -> bool {
        !self.seconds.is_zero() && self.began.elapsed() >= self.seconds
    }
}

/// Explores the program whose `main` is `entry`.
///
/// # Errors
/// When the engine cannot be set up on this machine.
#[expect(clippy::disallowed_methods, reason = "the search is timed on the real clock")]
pub fn explore(request: &Request, entry: extern "C" fn() -> i32) -> std::io::Result<Exploration> {
    let began = Instant::now();
    let settings = Settings {
        clock: request.clock,
        spurious: request.spurious,
        steps: usize::try_from(if request.steps == 0 { STEPS } else { request.steps }).unwrap_or(usize::MAX),
        patience: PATIENCE,
        stdin: request.stdin.clone().into_bytes(),
        args: request.args.clone(),
    };
    let machine = Machine::install(Engine::new(entry, settings))?;
    let mut driver = Driver {
        machine,
        began,
        seconds: Duration::from_secs(request.seconds),
    };
    let mut report = match &request.replay {
        Some(token) => {
            driver.machine.settings().patience = IMPATIENCE;
            replay(&mut driver, token, request.shorten.as_ref())
        }
        None => search(&mut driver, request),
    };
    report.format = wire::FORMAT;
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

fn replay(driver: &mut Driver, token: &str, shorten: Option<&wire::Like>) -> Exploration {
    let mut report = Exploration::default();
    let switches = match wire::token::decode(token) {
        Ok(switches) => switches,
        Err(why) => {
            report.bad_token = Some(why);
            return report;
        }
    };
    let mut strategy: Box<dyn Strategy> = Box::new(Replay::new(switches));
    let (outcome, ending) = driver.run(&mut strategy);
    if let Some(why) = strategy.misfit() {
        report.bad_token = Some(why);
        return report;
    }
    let mut book = Book::new(1);
    book.enter(driver.engine(), &outcome, true);
    book.close(&mut report);
    let told = tell::finding(driver.engine(), &ending, outcome.failure());
    report.replayed = Some(match shorten {
        None => told,
        Some(like) => minimise::again(driver, &outcome, like).unwrap_or(told),
    });
    report
}

fn search(driver: &mut Driver, request: &Request) -> Exploration {
    let mut report = Exploration::default();
    let mut book = Book::new(usize::try_from(request.list).unwrap_or(usize::MAX));
    stages::run(driver, request, &mut book, &mut report);
    book.close(&mut report);
    driver.machine.settings().patience = IMPATIENCE;
    minimise::shorten(driver, &book, &mut report);
    minimise::tell(driver, request, &book, &mut report);
    report
}
