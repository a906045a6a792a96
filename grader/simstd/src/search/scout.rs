//! A few schedules that are likely to fail: one task is stopped half-way, right after an operation that is in a race,
//! while another runs as far as it can.
//!
//! Most concurrency bugs need no more than one such preemption (Lu, Park, Seo, Zhou, ASPLOS 2008; Musuvathi and
//! Qadeer, PLDI 2007). Tasks spawned at the same place are taken as alike, so that the number of these schedules does
//! not grow with the number of tasks.

use super::dpor::{Clocks, Race};
use super::{Over, Strategy, View};
use crate::model::{Event, Kind, Task};
use crate::rt::Place;

/// Schedules at most.
const MOST: usize = 64;
/// Schedules that do not depend on races.
const FIXED: usize = 2;

/// One schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// Each in turn, one operation at a time, the one created last first.
    Turn,
    /// Whoever runs goes on as long as it can; then the one created first goes, but the second before the first.
    Overtake,
    /// `first` does `steps` operations, then `second` goes as far as it can.
    Stop { steps: u32, first: Task, second: Task },
}

/// The lower, the sooner: what the stopped task has just done, and the number of that operation.
type Rank = (Moment, u32);

/// Scouting schedules.
#[derive(Debug)]
pub(crate) struct Scout {
    plans: Vec<Plan>,
    at: usize,
    done: u32,
}

impl Scout {
    /// From what one schedule showed; none when no two of its operations race.
    pub(crate) fn new(over: &Over<'_>, elastic: bool) -> Option<Self> {
        let tasks = over.order.iter().copied().max().map_or(0, |it| it + 1);
        let mut clocks = Clocks::default();
        clocks.read(over.trace, 0, tasks, !elastic);
        let kinds = kinds(over);
        let numbers = numbers(over, tasks);
        let mut plans = Vec::new();
        for &Race { first, second } in clocks.races() {
            for (event, other) in [(first, second), (second, first)] {
                let stopped = kind(&kinds, over.trace[event].task)[0];
                let others = kind(&kinds, over.trace[other].task);
                let Some(second) = others.iter().rev().copied().find(|it| *it != stopped) else {
                    continue;
                };
                let plan = Plan::Stop {
                    steps: numbers[event] + 1,
                    first: stopped,
                    second,
                };
                if !plans.iter().any(|it: &(Rank, Plan)| it.1 == plan) && plans.len() < MOST * 16 {
                    plans.push(((moment(over, event), numbers[event]), plan));
                }
            }
        }
        plans.sort_by_key(|it| it.0);
        let mut plans = in_turn(plans);
        plans.insert(0, Plan::Turn);
        plans.insert(2.min(plans.len()), Plan::Overtake);
        plans.truncate(MOST);
        (plans.len() > FIXED).then_some(Scout {
            plans,
            at: 0,
            done: 0,
        })
    }
}

/// The tasks by where they were spawned, in the order of creation.
fn kinds(over: &Over<'_>) -> Vec<(Option<Place>, Vec<Task>)> {
    let mut kinds: Vec<(Option<Place>, Vec<Task>)> = Vec::new();
    for &task in over.order {
        let spawn = over
            .trace
            .iter()
            .find(|it| it.op.kind == Kind::Spawn && it.value == task as u64);
        let place = spawn.map(|it| it.at);
        match kinds.iter_mut().find(|it| it.0 == place) {
            Some(kind) => kind.1.push(task),
            None => kinds.push((place, vec![task])),
        }
    }
    kinds
}

/// What a task has just done when it is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    /// It has written to an atomic.
    Wrote,
    /// It is about to, having read something.
    Read,
    /// Anything else.
    Other,
}

fn moment(over: &Over<'_>, event: usize) -> Moment {
    let writes = |it: &Event| matches!(it.op.kind, Kind::Store | Kind::Update);
    let task = over.trace[event].task;
    let next = over.trace[event + 1..].iter().find(|it| it.task == task);
    match next {
        _ if writes(&over.trace[event]) => Moment::Wrote,
        Some(next) if writes(next) => Moment::Read,
        _ => Moment::Other,
    }
}

/// One of each moment in turn.
fn in_turn(ranked: Vec<(Rank, Plan)>) -> Vec<Plan> {
    let mut counts = [0; 3];
    let mut places = Vec::new();
    for ((moment, _), plan) in ranked {
        let count = &mut counts[moment as usize];
        places.push(((*count, moment), plan));
        *count += 1;
    }
    places.sort_by_key(|it| it.0);
    places.into_iter().map(|it| it.1).collect()
}

/// The tasks of the same kind, `task` included.
fn kind(kinds: &[(Option<Place>, Vec<Task>)], task: Task) -> &[Task] {
    kinds
        .iter()
        .find(|it| it.1.contains(&task))
        .map_or(&[0], |it| &it.1)
}

/// For each event its number within its task.
fn numbers(over: &Over<'_>, tasks: usize) -> Vec<u32> {
    let mut next = vec![0; tasks];
    let number = |task: Task| {
        next[task] += 1;
        next[task] - 1
    };
    over.trace.iter().map(|it| it.task).map(number).collect()
}

impl Strategy for Scout {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let (steps, first, second) = match self.plans[self.at] {
            Plan::Stop { steps, first, second } => (steps, first, second),
            Plan::Overtake => return overtake(view),
            Plan::Turn => return turn(view),
        };
        if view.trace.is_empty() {
            self.done = 0;
        }
        // Everybody is spawned first, unless it is the one who spawns that is to be stopped.
        if let Some(spawner) = spawner(view).filter(|it| *it != first) {
            return Some(spawner);
        }
        if self.done < steps && view.enabled.has(first) {
            self.done += 1;
            return Some(first);
        }
        if self.done == steps && view.enabled.has(second) {
            return Some(second);
        }
        Some(view.default_choice())
    }

    fn advance(&mut self) -> bool {
        self.at += 1;
        self.at < self.plans.len()
    }
}

fn spawner(view: &View<'_>) -> Option<Task> {
    view.order
        .iter()
        .copied()
        .find(|&it| view.pending[it].kind == Kind::Spawn && view.enabled.has(it))
}

/// In the order of creation, but the second child before the first.
fn overtake(view: &View<'_>) -> Option<Task> {
    if view.enabled.has(view.last) {
        return Some(view.last);
    }
    let first = view.order.iter().copied().find(|&it| view.enabled.has(it));
    let second = view.order.get(2).copied().filter(|&it| view.enabled.has(it));
    if first == view.order.get(1).copied() {
        second.or(first)
    } else {
        first
    }
}

fn turn(view: &View<'_>) -> Option<Task> {
    let at = view.order.iter().position(|&it| it == view.last).unwrap_or(0);
    let (before, after) = view.order.split_at(at);
    let next = || {
        before
            .iter()
            .rev()
            .chain(after.iter().rev())
            .copied()
            .find(|&it| view.enabled.has(it))
    };
    spawner(view).or_else(next)
}
