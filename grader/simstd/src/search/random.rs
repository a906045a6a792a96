//! Uniform choice among the tasks that can go on.

use super::dice::Dice;
use super::{Strategy, View};
use crate::model::Task;

/// The random walk.
#[derive(Debug)]
pub(super) struct Random {
    seed: u64,
    nth: u64,
    dice: Dice,
}

impl Random {
    /// One walk after the other, each determined by `seed` and its number.
    pub(super) fn new(seed: u64) -> Self {
        Random {
            seed,
            nth: 0,
            dice: Dice::new(seed, 0),
        }
    }
}

impl Strategy for Random {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        match view.enabled.len() {
            1 => view.enabled.nth(0),
            n => view.enabled.nth(self.dice.below(n as u64) as usize),
        }
    }

    fn advance(&mut self) -> bool {
        self.nth += 1;
        self.dice = Dice::new(self.seed, self.nth);
        true
    }
}
