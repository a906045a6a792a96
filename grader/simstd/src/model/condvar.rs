//! `Condvar`: `notify_one` may wake any of those that wait at that moment.
//!
//! A notification is a permit that every waiter who was there before may take, so *which* of them takes it is a matter
//! of the schedule, and the search tries them all.

use super::{Kind, Op, Task, value};

/// Who waits, and what was notified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Condvar {
    /// Waiting tasks with their tickets, in the order of arrival.
    pub waiting: Vec<(Task, u64)>,
    /// For each permit not yet taken, the first ticket that may *not* take it; ascending.
    pub permits: Vec<u64>,
    /// The next ticket.
    tickets: u64,
}

impl Condvar {
    fn ticket(&self, task: Task) -> Option<u64> {
        self.waiting.iter().find(|it| it.0 == task).map(|it| it.1)
    }

    /// The first permit that `task` may take.
    fn permit(&self, task: Task) -> Option<usize> {
        let ticket = self.ticket(task)?;
        self.permits.iter().position(|&bound| ticket < bound)
    }

    pub(super) fn may_wake(&self, task: Task) -> bool {
        self.permit(task).is_some()
    }

    pub(super) fn perform(&mut self, op: &Op, task: Task, _now: u64) -> u64 {
        match op.kind {
            Kind::Wait => {
                self.waiting.push((task, self.tickets));
                self.tickets += 1;
                value::DONE
            }
            Kind::NotifyOne => {
                if self.permits.len() < self.waiting.len() {
                    self.permits.push(self.tickets);
                }
                self.waiting.len() as u64
            }
            Kind::NotifyAll => {
                self.permits = vec![self.tickets; self.waiting.len()];
                self.waiting.len() as u64
            }
            _ => {
                let permit = self.permit(task);
                // With a permit for everybody it does not matter who takes which.
                let sure = self.permits.len() >= self.waiting.len();
                self.waiting.retain(|it| it.0 != task);
                match permit {
                    Some(at) => {
                        self.permits.remove(at);
                        if sure { value::SURE } else { value::DONE }
                    }
                    None => value::FAILED,
                }
            }
        }
    }
}
