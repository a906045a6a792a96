//! The same schedule with fewer switches: another order of the same operations in which everything that depends on
//! each other stays as it is.

use super::clocks::Clocks;
use crate::model::{Event, Task};
use crate::search::Over;

/// Orders that are tried.
const TRIES: usize = 12;

/// Orders of tasks equivalent to the finished schedule, each with as few switches as one goes without looking ahead.
pub(crate) fn straightened(over: &Over<'_>, elastic: bool) -> Vec<Vec<Task>> {
    let tasks = over.order.iter().copied().max().map_or(0, |it| it + 1);
    let mut clocks = Clocks::default();
    clocks.read(over.trace, 0, tasks, !elastic);
    let lines = Lines::new(over.trace, tasks, &clocks);
    let forwards = (0..over.order.len()).map(|from| rotated(over.order, from));
    let backwards = forwards.clone().map(|mut it: Vec<Task>| {
        it.reverse();
        it
    });
    forwards
        .take(TRIES / 2)
        .chain(backwards.take(TRIES / 2))
        .map(|order| lines.walk(&order))
        .collect()
}

fn rotated(order: &[Task], from: usize) -> Vec<Task> {
    order[from..].iter().chain(&order[..from]).copied().collect()
}

/// The events of each task, and what must come before each.
struct Lines<'a> {
    clocks: &'a Clocks,
    events: Vec<Vec<usize>>,
    length: usize,
}

impl<'a> Lines<'a> {
    fn new(trace: &[Event], tasks: usize, clocks: &'a Clocks) -> Self {
        let mut events = vec![Vec::new(); tasks];
        for (at, event) in trace.iter().enumerate() {
            events[event.task].push(at);
        }
        Lines {
            clocks,
            events,
            length: trace.len(),
        }
    }

    /// Whoever runs goes on as long as it can; then the first in `order` that can.
    fn walk(&self, order: &[Task]) -> Vec<Task> {
        let mut done = vec![0; self.events.len()];
        let mut path = Vec::with_capacity(self.length);
        let mut last = 0;
        while path.len() < self.length {
            let next = std::iter::once(&last)
                .chain(order)
                .copied()
                .find(|it| self.can(*it, &done));
            let Some(task) = next else { break };
            done[task] += 1;
            path.push(task);
            last = task;
        }
        path
    }

    /// Whether all that must come before the next event of `task` is done.
    fn can(&self, task: Task, done: &[usize]) -> bool {
        let Some(&next) = self.events[task].get(done[task]) else {
            return false;
        };
        let row = self.clocks.row(next);
        self.events.iter().enumerate().all(|(other, events)| {
            let last = row[other] as usize;
            other == task || last == 0 || done[other] > 0 && events[done[other] - 1] + 1 >= last
        })
    }
}
