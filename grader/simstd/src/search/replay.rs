//! One schedule again, from its token.

use super::{Strategy, View};
use crate::model::Task;

/// Follows the exceptions that a token lists.
#[derive(Debug)]
pub struct Replay {
    /// Step and creation number of the task that goes then, in ascending order of steps.
    switches: Vec<(u32, u32)>,
    at: usize,
    misfit: Option<String>,
}

impl Replay {
    /// The schedule with these exceptions from the default choice.
    pub fn new(switches: Vec<(u32, u32)>) -> Self {
        Replay { switches, at: 0, misfit: None }
    }

    /// What of the token did not fit the program.
    pub fn misfit(&self) -> Option<String> {
        if self.misfit.is_some() {
            return self.misfit.clone();
        }
        let (step, _) = self.switches.get(self.at)?;
        Some(format!("the program ends before step {step}, at which the token wants to go on"))
    }
}

impl Strategy for Replay {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let step = view.trace.len() as u32;
        let Some(&(when, who)) = self.switches.get(self.at) else { return Some(view.default_choice()) };
        if when != step {
            return Some(view.default_choice());
        }
        self.at += 1;
        let task = view.order.get(who as usize).copied().filter(|&it| view.enabled.has(it));
        if task.is_none() {
            self.misfit = Some(format!("at step {step} task {who} cannot go on"));
        }
        task
    }

    fn advance(&mut self) -> bool {
        false
    }
}
