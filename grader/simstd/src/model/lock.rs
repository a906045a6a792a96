//! `Mutex`, `RwLock` and the lock of standard output.

use super::{Kind, Task, value};

/// Who holds a lock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Lock {
    /// The task that holds it alone.
    pub owner: Option<Task>,
    /// Those that hold it for reading, once for each time.
    pub readers: Vec<Task>,
    /// Those that wait to hold it for writing. As with std's own lock, no reader passes them.
    pub queue: Vec<Task>,
}

impl Lock {
    /// Whether `task` could do `kind` (`Lock`, `Read` or `Print`) now.
    pub(super) fn free_for(&self, task: Task, kind: Kind) -> bool {
        match kind {
            Kind::Read => self.owner.is_none() && self.queue.is_empty(),
            Kind::Print => self.owner.is_none_or(|owner| owner == task),
            _ => self.owner.is_none() && self.readers.is_empty(),
        }
    }

    pub(super) fn perform(&mut self, kind: Kind, task: Task) -> u64 {
        match kind {
            Kind::Queue => {
                self.queue.push(task);
                self.queue.sort_unstable();
            }
            Kind::Lock => {
                self.owner = Some(task);
                self.queue.retain(|&it| it != task);
            }
            Kind::Read => self.readers.push(task),
            Kind::TryLock if !self.free_for(task, Kind::Lock) => return value::FAILED,
            Kind::TryLock => self.owner = Some(task),
            Kind::TryRead if !self.free_for(task, Kind::Read) => return value::FAILED,
            Kind::TryRead => self.readers.push(task),
            Kind::Unlock => self.owner = None,
            Kind::Downgrade => {
                self.owner = None;
                self.readers.push(task);
            }
            // A guard may be dropped by another task than the one that made it (scoped borrows): any one will do.
            _ => {
                let at = self.readers.iter().position(|&it| it == task).unwrap_or(0);
                if at < self.readers.len() {
                    self.readers.swap_remove(at);
                    self.readers.sort_unstable();
                }
            }
        }
        value::DONE
    }
}
