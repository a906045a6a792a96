//! One schedule again, from its token.

use super::{Strategy, View};
use crate::model::Task;

/// Follows the exceptions that a token lists.
#[derive(Debug)]
pub(crate) struct Replay {
    /// Step and creation number of the task that goes then, in ascending order of steps.
    switches: Vec<(u32, u32)>,
    at: usize,
    misfit: Option<String>,
    lenient: bool,
}

impl Replay {
    /// The schedule with these exceptions from the default choice.
    pub(crate) fn new(switches: Vec<(u32, u32)>) -> Self {
        Replay {
            switches,
            at: 0,
            misfit: None,
            lenient: false,
        }
    }

    /// The same, but an exception that does not fit is passed over.
    pub(crate) fn lenient(switches: Vec<(u32, u32)>) -> Self {
        Replay {
            lenient: true,
            ..Replay::new(switches)
        }
    }
}

impl Strategy for Replay {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let step = view.trace.len() as u32;
        let Some(&(when, who)) = self.switches.get(self.at) else {
            return Some(view.default_choice());
        };
        if when != step {
            return Some(view.default_choice());
        }
        self.at += 1;
        let task = view
            .order
            .get(who as usize)
            .copied()
            .filter(|&it| view.possible(it));
        if task.is_none() && self.lenient {
            return Some(view.default_choice());
        }
        if task.is_none() {
            self.misfit = Some(format!("task {who} cannot go on at step {step}"));
        }
        task
    }

    fn misfit(&self) -> Option<String> {
        if self.misfit.is_some() {
            return self.misfit.clone();
        }
        let (step, _) = self.switches.get(self.at)?;
        Some(format!("the program ends before step {step}"))
    }

    fn advance(&mut self) -> bool {
        false
    }
}

/// Runs the tasks in a given order as far as it goes, and then by default.
#[derive(Debug)]
pub(crate) struct Follow {
    path: Vec<Task>,
}

impl Follow {
    /// Along `path`.
    pub(crate) fn new(path: Vec<Task>) -> Self {
        Follow { path }
    }
}

impl Strategy for Follow {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let wanted = self
            .path
            .get(view.trace.len())
            .copied()
            .filter(|&it| view.possible(it));
        Some(wanted.unwrap_or_else(|| view.default_choice()))
    }

    fn advance(&mut self) -> bool {
        false
    }
}
