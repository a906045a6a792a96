//! In which order and for how long the strategies are tried.

use super::Driver;
use super::book::Book;
use crate::rt::flight;
use crate::search::naive::Naive;
use crate::search::{self, Strategy};
use wire::flight::Word;
use wire::{Clock, Exploration, Request, Strategy as Name};

/// Schedules of the exhaustive search before others are tried.
const EXHAUSTIVE: u64 = 30_000;
/// Schedules with few preemptions after that.
const BOUNDED: u64 = 10_000;
/// Schedules of each randomised strategy.
const RANDOM: u64 = 2_000;
/// Schedules of a strategy that was asked for by name.
const SINGLE: u64 = 1_000_000;
/// Schedules that may reach the limit of operations before a strategy is given up.
const UNFINISHED: u64 = 20;

/// Why a stage ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The strategy had no more schedules.
    Exhausted,
    /// Its budget was used up.
    Budget,
    /// Too many schedules were endless.
    Steps,
    /// Nothing more is needed, or allowed.
    Stop(&'static str),
}

/// Runs the strategies that the request asks for.
pub fn run(driver: &mut Driver, request: &Request, book: &mut Book, report: &mut Exploration) {
    let elastic = request.clock == Clock::Elastic;
    if let Some(mut strategy) = search::named(request.strategy, request.seed, elastic) {
        let random = matches!(request.strategy, Name::Random | Name::Pct | Name::Urw);
        let default = if random { RANDOM } else { SINGLE };
        let budget = if request.schedules == 0 { default } else { request.schedules };
        let end = stage(driver, request, book, &mut strategy, budget);
        conclude(driver, report, book, &*strategy, end);
        return;
    }
    let share = |default: u64, part: u64| match request.schedules {
        0 => default,
        all => (all * part / 16).max(1),
    };
    let exhaustive = if request.schedules == 0 { EXHAUSTIVE } else { request.schedules.div_ceil(2) };
    let mut strategy = search::named(Name::Dpor, request.seed, elastic).expect("it is one strategy");
    let mut end = stage(driver, request, book, &mut strategy, exhaustive);
    conclude(driver, report, book, &*strategy, end);
    if report.complete || matches!(end, End::Stop(_)) {
        return;
    }
    end = bounded(driver, request, book, report, share(BOUNDED, 4));
    for name in [Name::Pct, Name::Urw, Name::Random] {
        if matches!(end, End::Stop(_)) {
            break;
        }
        let mut strategy = search::named(name, request.seed, elastic).expect("it is one strategy");
        end = stage(driver, request, book, &mut strategy, share(RANDOM, 1));
    }
    if let End::Stop(why) = end {
        report.stopped = Some(why.to_owned());
    }
}

/// Every schedule with no preemption, then with one, and so on while the budget lasts.
fn bounded(driver: &mut Driver, request: &Request, book: &mut Book, report: &mut Exploration, budget: u64) -> End {
    let until = book.schedules + book.unfinished + budget;
    for bound in 0.. {
        let mut strategy: Box<dyn Strategy> = Box::new(Naive::new(Some(bound)));
        let unfinished = book.unfinished;
        let left = until.saturating_sub(book.schedules + book.unfinished);
        match stage(driver, request, book, &mut strategy, left) {
            End::Exhausted if book.unfinished == unfinished => report.preemption_bound = Some(bound),
            End::Exhausted => return End::Steps,
            end => return end,
        }
    }
    unreachable!("the budget is finite")
}

fn conclude(driver: &Driver, report: &mut Exploration, book: &Book, strategy: &dyn Strategy, end: End) {
    let sure = strategy.complete() && book.unfinished == 0 && !driver.engine().approximate;
    report.complete = end == End::Exhausted && sure;
    report.stopped = match end {
        End::Exhausted if report.complete => None,
        End::Exhausted => Some("approximate".to_owned()),
        End::Budget => Some("schedules".to_owned()),
        End::Steps => Some("steps".to_owned()),
        End::Stop(why) => Some(why.to_owned()),
    };
}

fn stage(driver: &mut Driver, request: &Request, book: &mut Book, strategy: &mut Box<dyn Strategy>, budget: u64) -> End {
    let mut begun = 0;
    let first_unfinished = book.unfinished;
    loop {
        if begun >= budget {
            return End::Budget;
        }
        let (outcome, _) = driver.run(strategy);
        begun += 1;
        book.enter(driver.engine(), &outcome);
        flight::set(Word::Schedules, book.schedules);
        if begun % 32 == 1 {
            flight::set(Word::Estimate, strategy.estimate().unwrap_or(0.0).to_bits());
            if driver.late() {
                return End::Stop("seconds");
            }
        }
        if book.refused.is_some() {
            return End::Stop("refused");
        }
        if let Some(why) = enough(request, book) {
            return End::Stop(why);
        }
        if book.unfinished - first_unfinished >= UNFINISHED {
            return End::Steps;
        }
        if !strategy.advance() {
            return End::Exhausted;
        }
    }
}

/// Whether what was found is worth no more schedules.
fn enough(request: &Request, book: &Book) -> Option<&'static str> {
    if request.first && book.found(request.allow_outputs) {
        return Some("first");
    }
    // A failure that is met early is met often; a few more schedules show what else is wrong.
    let first = book.failures.first()?;
    (request.schedules == 0 && book.schedules >= first.found_after * 4 + 2_000).then_some("finding")
}
