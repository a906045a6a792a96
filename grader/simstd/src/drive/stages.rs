//! In which order and for how long the strategies are tried.

use super::book::Book;
use super::classes::Classes;
use super::{Driver, Outcome};
use crate::rt::flight;
use crate::search::naive::Naive;
use crate::search::scout::Scout;
use crate::search::{self, Strategy};
use crate::tell;
use wire::flight::Word;
use wire::{Clock, Exploration, Kind, Request, Strategy as Name};

/// What the portfolio does, with how many schedules, until a step of the exhaustive search has seen everything.
const PORTFOLIO: [(Step, u64); 9] = [
    (Step::Exhaustive, 1),
    (Step::Scouts, 64),
    (Step::Exhaustive, 500),
    (Step::Random(Name::Pct), 250),
    (Step::Random(Name::Urw), 1_000),
    (Step::Exhaustive, 9_000),
    (Step::Random(Name::Urw), 4_000),
    (Step::Random(Name::Random), 1_000),
    (Step::Exhaustive, 20_000),
];
/// Schedules with few preemptions after that.
const BOUNDED: u64 = 10_000;
/// Schedules of a randomised strategy that was asked for by name.
const RANDOM: u64 = 10_000;
/// Schedules of another strategy that was asked for by name.
const SINGLE: u64 = 1_000_000;
/// Schedules that may reach the limit of operations before a step is given up.
const UNFINISHED: u64 = 20;
/// Schedules after the first that fails, and operations in them.
const MORE: u64 = 2_000;
const MORE_OPERATIONS: u64 = 400_000;
/// Schedules after one that never ends: they take long.
const LIVELOCKS: u64 = 50;
/// Operations of the portfolio before the schedules with few preemptions, and in those: where schedules are long, there
/// are fewer of them.
const OPERATIONS: u64 = 2_000_000;
const BOUNDED_OPERATIONS: u64 = 500_000;

/// A step of the portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The exhaustive search goes on.
    Exhaustive,
    /// Schedules that are likely to fail.
    Scouts,
    /// A randomised strategy goes on.
    Random(Name),
}

/// Why a step ended.
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

/// A search that goes on from step to step.
struct Search<'a> {
    driver: &'a mut Driver,
    request: &'a Request,
    book: &'a mut Book,
    classes: Classes,
    /// Operations after which no more schedules are begun.
    operations: u64,
    /// Schedules that are equivalent to earlier ones are told apart.
    compares: bool,
}

/// Runs the strategies that the request asks for.
pub(super) fn run(driver: &mut Driver, request: &Request, book: &mut Book, report: &mut Exploration) {
    let elastic = request.clock == Clock::Elastic;
    let mut search = Search {
        driver,
        request,
        book,
        classes: Classes::default(),
        operations: u64::MAX,
        compares: false,
    };
    match search::named(request.strategy, request.seed, elastic) {
        Some(mut strategy) => {
            let random = matches!(request.strategy, Name::Random | Name::Pct | Name::Urw);
            let default = if random { RANDOM } else { SINGLE };
            let budget = if request.schedules == 0 {
                default
            } else {
                request.schedules
            };
            let end = search.step(&mut strategy, budget);
            search.conclude(report, &*strategy, end);
        }
        None => search.portfolio(report, elastic),
    }
}

impl Search<'_> {
    fn portfolio(&mut self, report: &mut Exploration, elastic: bool) {
        let seed = self.request.seed;
        self.compares = true;
        if self.request.schedules == 0 {
            self.operations = OPERATIONS;
        }
        let limit = if self.request.schedules == 0 {
            u64::MAX
        } else {
            self.request.schedules
        };
        // Each with whether it has run before.
        let mut strategies: Vec<(Name, Box<dyn Strategy>, bool)> = Vec::new();
        for (step, budget) in PORTFOLIO {
            let name = match step {
                Step::Exhaustive => Name::Dpor,
                Step::Random(name) => name,
                Step::Scouts => {
                    if let End::Stop(why) =
                        self.scout(elastic, budget.min(limit.saturating_sub(self.book.runs)))
                    {
                        report.stopped = Some(why.to_owned());
                        return;
                    }
                    continue;
                }
            };
            let known = strategies.iter().position(|it| it.0 == name).unwrap_or_else(|| {
                let strategy = search::named(name, seed, elastic).expect("it is one strategy");
                strategies.push((name, strategy, false));
                strategies.len() - 1
            });
            let (_, strategy, begun) = &mut strategies[known];
            let goes_on = std::mem::replace(begun, true);
            let budget = budget.min(limit.saturating_sub(self.book.runs));
            let exhausted = goes_on && budget > 0 && !strategy.advance();
            let end = if exhausted {
                End::Exhausted
            } else {
                self.step(strategy, budget)
            };
            if step == Step::Exhaustive {
                self.conclude(report, &*strategies[known].1, end);
            }
            match end {
                End::Stop(why) => {
                    report.stopped = Some(why.to_owned());
                    return;
                }
                End::Exhausted if report.complete => return,
                // What is not complete although it is exhausted met something that it cannot tell.
                End::Exhausted => break,
                _ => {}
            }
        }
        self.compares = false;
        if self.request.schedules == 0 {
            self.operations = self.book.operations() + BOUNDED_OPERATIONS;
        }
        let left = BOUNDED.min(limit.saturating_sub(self.book.runs));
        if let End::Stop(why) = self.bounded(report, left) {
            report.stopped = Some(why.to_owned());
        }
    }

    fn scout(&mut self, elastic: bool, budget: u64) -> End {
        let Some(scout) = self.driver.over(true, |over| Scout::new(over, elastic)) else {
            return End::Exhausted;
        };
        let mut strategy: Box<dyn Strategy> = Box::new(scout);
        self.step(&mut strategy, budget)
    }

    /// Every schedule with no preemption, then with one, and so on while the budget lasts.
    fn bounded(&mut self, report: &mut Exploration, budget: u64) -> End {
        let until = self.book.runs + budget;
        for bound in 0.. {
            let mut strategy: Box<dyn Strategy> = Box::new(Naive::new(Some(bound)));
            let unfinished = self.book.unfinished;
            let left = until.saturating_sub(self.book.runs);
            match self.step(&mut strategy, left) {
                End::Exhausted if self.book.unfinished == unfinished => report.preemption_bound = Some(bound),
                End::Exhausted => return End::Steps,
                end => return end,
            }
        }
        unreachable!("the budget is finite")
    }

    fn conclude(&self, report: &mut Exploration, strategy: &dyn Strategy, end: End) {
        let sure = strategy.complete() && self.book.unfinished == 0 && !self.driver.engine().approximate;
        report.complete = end == End::Exhausted && sure;
        report.stopped = match end {
            End::Exhausted if report.complete => None,
            End::Exhausted => Some("approximate".to_owned()),
            End::Budget => Some("schedules".to_owned()),
            End::Steps => Some("steps".to_owned()),
            End::Stop(why) => Some(why.to_owned()),
        };
    }

    fn step(&mut self, strategy: &mut Box<dyn Strategy>, budget: u64) -> End {
        let mut begun = 0;
        let unfinished = self.book.unfinished;
        loop {
            if begun >= budget || self.book.operations() >= self.operations {
                return End::Budget;
            }
            let (outcome, ending) = self.driver.run(strategy);
            begun += 1;
            let new = self.is_new(&outcome);
            self.book.enter(self.driver.engine(), &outcome, new);
            if let Some(failure) = outcome.failure().filter(|it| it.is_slow()) {
                self.book
                    .tell(tell::finding(self.driver.engine(), &ending, Some(failure)));
                return End::Stop("finding");
            }
            flight::set(Word::Schedules, self.book.schedules);
            if begun % 32 == 1 {
                flight::set(Word::Estimate, strategy.estimate().unwrap_or(0.0).to_bits());
                if self.driver.late() {
                    return End::Stop("seconds");
                }
            }
            if self.book.refused.is_some() {
                return End::Stop("refused");
            }
            if let Some(why) = self.enough() {
                return End::Stop(why);
            }
            if self.book.unfinished - unfinished >= UNFINISHED {
                return End::Steps;
            }
            if begun < budget && !strategy.advance() {
                return End::Exhausted;
            }
        }
    }

    fn is_new(&mut self, outcome: &Outcome) -> bool {
        if !self.compares || !matches!(outcome, Outcome::Ended(..) | Outcome::Failed(_)) {
            return true;
        }
        let elastic = self.request.clock == Clock::Elastic;
        let classes = &mut self.classes;
        self.driver.over(true, |over| classes.enter(over, elastic))
    }

    /// Whether what was found is worth no more schedules.
    fn enough(&self) -> Option<&'static str> {
        if self.request.first && self.book.found(self.request.allow_outputs) {
            return Some("first");
        }
        if self.request.strategy != Name::Portfolio || self.request.schedules != 0 {
            return None;
        }
        // A failure that is met early is met often; a few more schedules show what else is wrong.
        let (runs, operations) = self.book.since_found(self.request.allow_outputs)?;
        let few = self
            .book
            .failures
            .first()
            .is_some_and(|it| it.failure.kind == Kind::Livelock);
        let runs_enough = if few { LIVELOCKS } else { MORE };
        (runs >= runs_enough || operations >= MORE_OPERATIONS).then_some("finding")
    }
}
