//! `Once`, `OnceLock`, `LazyLock`.

use super::{Kind, Op, Task, value};

/// How far the initialisation is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Once {
    /// An initialiser is at work.
    pub running: bool,
    /// It has run.
    pub done: bool,
    /// The last one panicked.
    pub poisoned: bool,
    /// Who is, or was, the initialiser.
    pub by: Task,
}

impl Once {
    /// Whether a wait for the initialiser is over; `force` waits on although one panicked.
    pub(super) fn over(&self, force: bool) -> bool {
        self.done || self.poisoned && !self.running && !force
    }

    pub(super) fn perform(&mut self, op: &Op, task: Task) -> u64 {
        match op.kind {
            Kind::Once if self.done => value::SURE,
            Kind::Once => {
                (self.running, self.by) = (true, task);
                if self.poisoned {
                    value::POISONED
                } else {
                    value::DONE
                }
            }
            Kind::OnceEnd => {
                (self.running, self.done, self.poisoned) = (false, op.arg != 0, op.arg == 0);
                value::DONE
            }
            Kind::OnceWait if !self.done => value::FAILED,
            Kind::OnceWait => value::SURE,
            _ => u64::from(self.done),
        }
    }
}
