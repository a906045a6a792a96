//! Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte 2010).
//!
//! Each task gets a random priority when it is first seen; the one with the highest goes on. At d-1 steps chosen at
//! random the running task's priority falls below all others. A bug of depth d is met with a probability of at least
//! 1/(n k^(d-1)) in n tasks and k steps. The depth goes round from 1 to 5, schedule by schedule; k is the greatest
//! length seen.

use super::dice::Dice;
use super::{Over, Strategy, View};
use crate::model::Task;

const DEPTHS: u64 = 5;

/// PCT.
#[derive(Debug)]
pub(super) struct Pct {
    seed: u64,
    nth: u64,
    dice: Dice,
    length: u64,
    /// By task; 0: not seen yet. Priorities given at random are above 2^32, later falls below it.
    priorities: Vec<u64>,
    changes: Vec<(u64, u64)>,
}

impl Pct {
    /// Schedules of depths 1 to 5, each determined by `seed` and its number.
    pub(super) fn new(seed: u64) -> Self {
        let mut it = Pct {
            seed,
            nth: 0,
            dice: Dice::new(seed, 0),
            length: 0,
            priorities: Vec::new(),
            changes: Vec::new(),
        };
        it.prepare();
        it
    }

    fn prepare(&mut self) {
        self.dice = Dice::new(self.seed, self.nth);
        self.priorities.clear();
        let depth = self.nth % DEPTHS;
        self.changes.clear();
        for change in 0..depth {
            let step = self.dice.below(self.length.max(1));
            // Later changes fall less deep: each gets the priority d - i of the paper.
            self.changes.push((step, depth - change));
        }
    }

    fn priority(&mut self, task: Task) -> u64 {
        if self.priorities.len() <= task {
            self.priorities.resize(task + 1, 0);
        }
        if self.priorities[task] == 0 {
            self.priorities[task] = (1 << 32) + self.dice.below(1 << 62);
        }
        self.priorities[task]
    }
}

impl Strategy for Pct {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let step = view.trace.len() as u64;
        for change in 0..self.changes.len() {
            if self.changes[change].0 == step {
                self.priority(view.last);
                self.priorities[view.last] = self.changes[change].1;
            }
        }
        let mut best = None;
        for task in view.enabled.iter() {
            let priority = self.priority(task);
            if best.is_none_or(|(_, it)| priority > it) {
                best = Some((task, priority));
            }
        }
        let (task, _) = best?;
        // A task that only gives way must not keep the others from going on.
        if view.pending[task].kind == crate::model::Kind::Yield {
            self.priorities[task] = 1;
        }
        Some(task)
    }

    fn learn(&mut self, over: &Over<'_>) {
        self.length = self.length.max(over.trace.len() as u64);
    }

    fn advance(&mut self) -> bool {
        self.nth += 1;
        self.prepare();
        true
    }
}
