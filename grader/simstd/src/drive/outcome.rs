//! What one schedule came to.

use super::stuck;
use crate::model::{Kind as Op, Task};
use crate::rt::engine::{Ending, Engine};
use crate::rt::faults::Fault;
use wire::{Cause, Kind};

/// What sort of failure a schedule shows: failures of one sort are told once.
#[derive(Clone, Debug, Eq)]
pub(crate) struct Failure {
    /// What went wrong.
    pub kind: Kind,
    /// More exactly.
    pub cause: Cause,
    /// Where, when that tells two failures of a kind apart.
    pub place: Option<wire::Place>,
    /// The panic's message, or the fault's name.
    pub message: String,
}

impl Failure {
    /// Whether it takes seconds to run into it.
    pub(crate) fn is_slow(&self) -> bool {
        matches!(self.cause, Cause::EndlessLoop | Cause::Memory)
    }
}

/// Messages may hold values that differ from schedule to schedule; it is the same failure all the same.
impl PartialEq for Failure {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.cause, &self.place) == (other.kind, other.cause, &other.place)
    }
}

/// How a schedule ended, for whoever judges the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The process ended by itself with this code; and perhaps something was wrong all the same.
    Ended(i32, Option<Failure>),
    /// It never would, or it died.
    Failed(Failure),
    /// It was given up at the limit of operations.
    Unfinished,
    /// It only repeated another schedule.
    Redundant,
    /// Something that is not modelled.
    Refused(&'static str, crate::rt::Place),
}

impl Outcome {
    /// Whether `main` panicked. (Tasks that wait for each other while `main` returns change nothing about its output.)
    pub(crate) fn panicked(&self) -> bool {
        self.failure().is_some_and(|it| it.kind == Kind::Panic)
    }

    /// What is wrong with it.
    pub(crate) fn failure(&self) -> Option<&Failure> {
        match self {
            Outcome::Ended(_, failure) => failure.as_ref(),
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

/// What the schedule that `engine` has just run came to.
pub(super) fn judge(engine: &Engine, ending: &Ending) -> Outcome {
    match ending {
        Ending::Exited(code) => Outcome::Ended(*code, panic_of_main(engine, *code).or_else(|| cycle(engine))),
        Ending::Stuck => Outcome::Failed(stuck_for_ever(engine)),
        Ending::Livelock => Outcome::Failed(Failure {
            kind: Kind::Livelock,
            cause: Cause::Other,
            place: None,
            message: String::new(),
        }),
        Ending::Fault(fault, task) => Outcome::Failed(died(engine, *fault, *task)),
        Ending::Steps => Outcome::Unfinished,
        Ending::Redundant => Outcome::Redundant,
        Ending::Refused(item, place) => Outcome::Refused(item, place),
    }
}

fn panic_of_main(engine: &Engine, code: i32) -> Option<Failure> {
    let main = engine.tasks.first()?.as_ref()?;
    let message = main.panic.clone().filter(|_| code == crate::run::PANICKED)?;
    Some(Failure {
        kind: Kind::Panic,
        cause: Cause::Other,
        place: main.panicked_at.clone(),
        message,
    })
}

/// Some wait for each other although the process has ended.
fn cycle(engine: &Engine) -> Option<Failure> {
    if engine.alive().is_empty() {
        return None;
    }
    let all = stuck::waiting(engine);
    let cycle = stuck::cycle(&all)?;
    // What happens after the end of the process shows what could have happened before, unless it is a thing that is
    // seen from outside.
    let printed = |task: &Task| {
        engine
            .trace
            .iter()
            .any(|it| it.ghost && it.task == *task && it.op.kind == Op::Print)
    };
    if cycle.iter().any(printed) {
        return None;
    }
    let cause = if cycle.len() == 1 {
        Cause::SelfLock
    } else {
        Cause::Cycle
    };
    Some(Failure {
        kind: Kind::Deadlock,
        cause,
        place: None,
        message: String::new(),
    })
}

fn stuck_for_ever(engine: &Engine) -> Failure {
    let all = stuck::waiting(engine);
    let cause = stuck::cause(engine, &all);
    let spinning = all.keys().any(|&it| engine.spins(it));
    let kind = if spinning && cause == Cause::Spinning {
        Kind::Livelock
    } else {
        Kind::Deadlock
    };
    Failure {
        kind,
        cause,
        place: None,
        message: String::new(),
    }
}

fn died(engine: &Engine, fault: Fault, task: Task) -> Failure {
    let (cause, message) = match fault {
        Fault::StackOverflow => (Cause::StackOverflow, "stack overflow".to_owned()),
        Fault::Abort => (Cause::Aborted, "abort".to_owned()),
        Fault::Memory => (Cause::Memory, "out of memory".to_owned()),
        Fault::EndlessLoop => (Cause::EndlessLoop, "endless loop".to_owned()),
        Fault::Signal(number) => (Cause::Signal, signal(number)),
    };
    let at = engine.tasks[task].as_ref().map(|it| crate::tell::place(it.at));
    Failure {
        kind: Kind::Abort,
        cause,
        place: at,
        message,
    }
}

fn signal(number: i32) -> String {
    let name = match number {
        libc::SIGSEGV => "SIGSEGV",
        libc::SIGBUS => "SIGBUS",
        libc::SIGILL => "SIGILL",
        libc::SIGFPE => "SIGFPE",
        libc::SIGTRAP => "SIGTRAP",
        _ => return format!("signal {number}"),
    };
    name.to_owned()
}
