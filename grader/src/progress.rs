//! Live events → terminal: one line that says what is being done, gone when it is done.

mod search;

pub use search::Search;

use crate::pipeline::Event;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// So many tasks take their time.
const MANY: usize = 20;

/// A progress line on standard error; nothing where that is no terminal.
pub struct Progress {
    bar: ProgressBar,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    building: Vec<String>,
    running: Vec<String>,
    exploring: Vec<String>,
}

impl Progress {
    /// A line for this many tasks; `live`: whether there is a terminal to draw it on.
    #[must_use]
    pub fn new(live: bool, tasks: usize) -> Self {
        let target = if live {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(tasks as u64), target);
        // How long it will still take is worth a guess only where there is much to do.
        let template = if tasks < MANY {
            "{spinner} {pos}/{len}  {wide_msg}"
        } else {
            "{spinner} {bar:20} {pos}/{len}, {eta} left  {wide_msg:.dim}"
        };
        let style = ProgressStyle::with_template(template).map(|style| style.progress_chars("━━ "));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        if live {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Progress {
            bar,
            state: Mutex::new(State::default()),
        }
    }

    /// Draws what happened.
    pub fn hear(&self, event: Event<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let name = match event {
            Event::Building(task)
            | Event::Running(task)
            | Event::Exploring(task)
            | Event::Finished(task, _) => &task.label(),
        };
        let forget = |list: &mut Vec<String>| {
            if let Some(at) = list.iter().position(|other| other == name) {
                list.remove(at);
            }
        };
        match event {
            Event::Building(_) => state.building.push(name.clone()),
            Event::Running(_) => {
                forget(&mut state.building);
                state.running.push(name.clone());
            }
            Event::Exploring(_) => {
                state.exploring.push(name.clone());
            }
            Event::Finished(..) => {
                forget(&mut state.building);
                forget(&mut state.running);
                forget(&mut state.exploring);
                self.bar.inc(1);
            }
        }
        let part = |verb: &str, list: &[String]| {
            let (first, others) = list.split_first()?;
            Some(match others.len() {
                0 => format!("{verb} {first}"),
                others => format!("{verb} {first} and {others} more"),
            })
        };
        let parts = [
            part("building", &state.building),
            part("running", &state.running),
            part("exploring", &state.exploring),
        ];
        self.bar
            .set_message(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
