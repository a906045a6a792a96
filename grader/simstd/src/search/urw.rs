//! Uniform random walk over interleavings (Zhao, Wolff, Mathur, Roychoudhury: *Selectively Uniform Concurrency
//! Testing*, ASPLOS 2025).
//!
//! A task is chosen with a probability in proportion to the operations that it, and those it will spawn, have left;
//! then each interleaving of tasks of fixed lengths is equally likely. The lengths are those of the schedule before.

use super::dice::Dice;
use super::{Over, Strategy, View};
use crate::model::{Kind, Task};

/// URW.
#[derive(Debug)]
pub(super) struct Urw {
    seed: u64,
    nth: u64,
    dice: Dice,
    /// Operations of each task and its descendants, in the schedule before.
    weights: Vec<u64>,
    left: Vec<u64>,
}

impl Urw {
    /// One walk after the other, each determined by `seed` and its number.
    pub(super) fn new(seed: u64) -> Self {
        Urw {
            seed,
            nth: 0,
            dice: Dice::new(seed, 0),
            weights: Vec::new(),
            left: Vec::new(),
        }
    }

    fn weight(&self, task: Task) -> u64 {
        self.left.get(task).copied().unwrap_or(1).max(1)
    }
}

impl Strategy for Urw {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let sum = view.enabled.iter().map(|it| self.weight(it)).sum();
        let mut point = self.dice.below(sum);
        let task = view.enabled.iter().find(|&it| {
            let weight = self.weight(it);
            let found = point < weight;
            point = point.wrapping_sub(weight);
            found
        })?;
        if let Some(left) = self.left.get_mut(task) {
            *left = left.saturating_sub(1);
        }
        Some(task)
    }

    fn learn(&mut self, over: &Over<'_>) {
        let tasks = over.order.iter().copied().max().map_or(0, |it| it + 1);
        self.weights.clear();
        self.weights.resize(tasks, 0);
        for event in over.trace.iter().rev() {
            self.weights[event.task] += 1;
            if event.op.kind == Kind::Spawn {
                // The child's operations are its parent's future until it is spawned.
                let child = self.weights.get(event.value as usize).copied().unwrap_or(0);
                self.weights[event.task] += child;
            }
        }
    }

    fn advance(&mut self) -> bool {
        self.nth += 1;
        self.dice = Dice::new(self.seed, self.nth);
        self.left.clone_from(&self.weights);
        true
    }
}
