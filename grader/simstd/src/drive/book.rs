//! What has been seen over all schedules.

use super::{Failure, Outcome};
use crate::model::{Task, ends_process};
use crate::rt::engine::Engine;
use crate::tell;
use std::collections::HashMap;
use wire::token::Switches;
use wire::{Exploration, Kind, Output, Span};

/// Different outputs that are listed, unless the request says otherwise.
const OUTPUTS: usize = 64;
/// Different outputs that are told apart at all.
const KNOWN: usize = 100_000;

/// A failure that was seen.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// What sort.
    pub failure: Failure,
    /// A schedule that shows it, with as few preemptions as any so far.
    pub switches: Switches,
    /// Preemptions in it.
    pub preemptions: u32,
    /// Schedules begun when it was first met, itself included.
    pub found_after: u64,
    /// How many showed it.
    pub schedules: u64,
    /// Instead of `switches`: an order of tasks that shows it before the process ends.
    pub(crate) path: Option<Vec<Task>>,
    /// All about the first one, where each costs seconds.
    pub told: Option<Box<wire::Finding>>,
}

/// An output that was seen.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    /// Standard output and exit code.
    pub output: (Vec<u8>, i32),
    /// The schedule with the fewest preemptions so far that gives it.
    pub switches: Switches,
    /// Preemptions in it.
    pub preemptions: u32,
    /// Schedules begun when it was first met, itself included.
    pub found_after: u64,
    /// How many gave it.
    pub schedules: u64,
    /// Every time, `main` panicked.
    pub failed: bool,
}

/// The schedule with the least or the greatest of something.
#[derive(Clone, Debug)]
struct Extreme {
    value: u64,
    switches: Switches,
}

/// The schedules at both ends of a range.
#[derive(Clone, Debug)]
struct Ends {
    least: Extreme,
    most: Extreme,
}

impl Ends {
    /// Takes one more schedule into account.
    fn enter(ends: &mut Option<Ends>, value: u64, engine: &Engine) {
        let here = || Extreme {
            value,
            switches: engine.switches.clone(),
        };
        match ends {
            None => {
                *ends = Some(Ends {
                    least: here(),
                    most: here(),
                });
            }
            Some(ends) if value < ends.least.value => ends.least = here(),
            Some(ends) if value > ends.most.value => ends.most = here(),
            Some(_) => {}
        }
    }
}

impl Extreme {
    /// For the report.
    fn tell(&self) -> wire::Extreme {
        wire::Extreme {
            value: self.value,
            token: wire::token::encode(&self.switches),
        }
    }
}

/// What has been seen.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// Schedules run to their end.
    pub schedules: u64,
    /// Schedules begun.
    pub runs: u64,
    /// Operations in them.
    operations: u64,
    /// Runs and operations when the first failure, or the second output, was met.
    first_failure: Option<(u64, u64)>,
    second_output: Option<(u64, u64)>,
    /// Given up at the limit of operations.
    pub unfinished: u64,
    /// Begun, and only a repetition.
    pub redundant: u64,
    /// Failures, in the order of first sight.
    pub failures: Vec<Seen>,
    /// Outputs, in the order of first sight.
    pub outputs: Vec<Printed>,
    known: HashMap<(Vec<u8>, i32), usize>,
    cut: bool,
    times: Option<Ends>,
    asleep: Option<Ends>,
    overlap: u32,
    /// What is not modelled and was met.
    pub refused: Option<(&'static str, crate::rt::Place)>,
    limit: usize,
}

impl Book {
    /// An empty one that lists `limit` outputs at most; 0 means the default.
    pub(crate) fn new(limit: usize) -> Self {
        Book {
            limit: if limit == 0 { OUTPUTS } else { limit.min(KNOWN) },
            ..Book::default()
        }
    }

    /// Enters what the schedule that `engine` has just run came to. `new`: no equivalent schedule was entered before.
    pub(crate) fn enter(&mut self, engine: &Engine, outcome: &Outcome, new: bool) {
        self.runs += 1;
        self.operations += engine.trace.len() as u64;
        match outcome {
            Outcome::Redundant => return self.redundant += 1,
            Outcome::Unfinished => return self.unfinished += 1,
            Outcome::Refused(item, place) => return self.refused = Some((item, place)),
            Outcome::Ended(..) | Outcome::Failed(_) if !new => return self.redundant += 1,
            Outcome::Ended(..) | Outcome::Failed(_) => self.schedules += 1,
        }
        self.overlap = self.overlap.max(engine.overlap);
        if let Outcome::Ended(code, _) = outcome {
            // On the elastic clock anything may take any time.
            if engine.settings.clock == wire::Clock::Exact {
                Ends::enter(&mut self.times, engine.gone_at.1, engine);
                Ends::enter(&mut self.asleep, u64::from(engine.asleep), engine);
            }
            self.enter_output(engine, *code, outcome.panicked());
        }
        if let Some(failure) = outcome.failure() {
            self.enter_failure(engine, failure);
        }
    }

    fn enter_output(&mut self, engine: &Engine, code: i32, failed: bool) {
        // No new key is made for an output that is known, which nearly all are.
        let last = self
            .outputs
            .first()
            .filter(|it| it.output.1 == code && it.output.0 == engine.out);
        let key = if last.is_some() {
            None
        } else {
            Some((engine.out.clone(), code))
        };
        let known = key.as_ref().map_or(Some(0), |key| self.known.get(key).copied());
        match known {
            Some(at) => {
                let seen = &mut self.outputs[at];
                seen.schedules += 1;
                seen.failed &= failed;
                if seen.preemptions > 0 {
                    let preemptions = preemptions(engine);
                    if preemptions < seen.preemptions {
                        (seen.switches, seen.preemptions) = (engine.switches.clone(), preemptions);
                    }
                }
            }
            None if self.outputs.len() >= KNOWN => self.cut = true,
            None => {
                let output = (engine.out.clone(), code);
                self.known.insert(output.clone(), self.outputs.len());
                let switches = engine.switches.clone();
                let preemptions = preemptions(engine);
                let found_after = self.runs;
                if !failed && self.outputs.iter().any(|it| !it.failed) {
                    self.second_output.get_or_insert((self.runs, self.operations));
                }
                self.outputs.push(Printed {
                    output,
                    switches,
                    preemptions,
                    found_after,
                    schedules: 1,
                    failed,
                });
            }
        }
    }

    fn enter_failure(&mut self, engine: &Engine, failure: &Failure) {
        // What only came about after the end of the process is told as it could have been before.
        let late = failure.kind == Kind::Deadlock && engine.trace.last().is_some_and(|it| it.ghost);
        let preemptions = if late { u32::MAX } else { preemptions(engine) };
        if let Some(seen) = self.failures.iter_mut().find(|it| it.failure == *failure) {
            seen.schedules += 1;
            if preemptions < seen.preemptions {
                (seen.switches, seen.preemptions) = (engine.switches.clone(), preemptions);
                seen.path = None;
            }
            return;
        }
        self.first_failure.get_or_insert((self.runs, self.operations));
        self.failures.push(Seen {
            failure: failure.clone(),
            switches: engine.switches.clone(),
            preemptions,
            found_after: self.runs,
            schedules: 1,
            path: late.then(|| before_the_end(engine)),
            told: None,
        });
    }

    /// The failure last met for the first time is not to be run again: all about it.
    pub(crate) fn tell(&mut self, finding: wire::Finding) {
        if let Some(last) = self.failures.last_mut().filter(|it| it.told.is_none()) {
            last.told = Some(Box::new(finding));
        }
    }

    /// Operations in all schedules begun.
    pub(crate) fn operations(&self) -> u64 {
        self.operations
    }

    /// Runs and operations since something wrong was first met.
    pub(crate) fn since_found(&self, allow_outputs: bool) -> Option<(u64, u64)> {
        let race = self.second_output.filter(|_| !allow_outputs);
        let (runs, operations) = match (self.first_failure, race) {
            (Some(one), Some(other)) => one.min(other),
            (one, other) => one.or(other)?,
        };
        Some((self.runs - runs, self.operations - operations))
    }

    /// Whether anything is wrong, different outputs included unless they are allowed.
    pub(crate) fn found(&self, allow_outputs: bool) -> bool {
        !self.failures.is_empty() || !allow_outputs && self.outputs.iter().filter(|it| !it.failed).count() > 1
    }

    /// Writes it all into the report.
    pub(crate) fn close(&self, report: &mut Exploration) {
        report.schedules = self.schedules;
        report.redundant = self.redundant;
        report.unfinished = self.unfinished;
        report.outputs = self.outputs.iter().take(self.limit).map(Printed::tell).collect();
        report.outputs_cut = self.cut || self.outputs.len() > self.limit;
        report.makespan_ns = self.times.as_ref().map(|times| Span {
            min: times.least.value,
            max: times.most.value,
        });
        report.extremes = self
            .times
            .as_ref()
            .zip(self.asleep.as_ref())
            .map(|(times, asleep)| wire::Extremes {
                fastest: times.least.tell(),
                slowest: times.most.tell(),
                least_overlap: asleep.least.tell(),
                most_overlap: asleep.most.tell(),
            });
        report.max_overlap = self.overlap;
        report.refused = self.refused.map(|(item, at)| wire::Refused {
            item: item.to_owned(),
            at: tell::place(at),
        });
    }
}

impl Printed {
    /// For the report.
    pub(crate) fn tell(&self) -> Output {
        Output {
            stdout: String::from_utf8_lossy(&self.output.0).into_owned(),
            exit: self.output.1,
            found_after: self.found_after,
            schedules: self.schedules,
            token: wire::token::encode(&self.switches),
        }
    }
}

/// Preemptions in the schedule that `engine` has just run.
pub(crate) fn preemptions(engine: &Engine) -> u32 {
    engine.trace.iter().filter(|it| it.preempts && !it.ghost).count() as u32
}

/// The order of tasks in the schedule that `engine` has just run, with what ends the process put last.
fn before_the_end(engine: &Engine) -> Vec<Task> {
    let ends = |it: &&crate::model::Event| ends_process(&it.op);
    let before = engine.trace.iter().filter(|it| !ends(it));
    before
        .chain(engine.trace.iter().filter(ends))
        .map(|it| it.task)
        .collect()
}
