//! What the two ends of a channel share: the values under way, and the scheduler's handle of the channel.
#![expect(
    unsafe_code,
    reason = "the queue is used right after the scheduler's word, when no other task runs"
)]

use core::cell::UnsafeCell;
use core::mem;
use std::collections::VecDeque;
use std::sync::Arc;

use crate::rt::{self, Handle, Place, Received, Sent};

/// A channel.
pub(super) struct Queue<T> {
    handle: Handle,
    /// A sender waits until its value is taken.
    rendezvous: bool,
    values: UnsafeCell<Values<T>>,
}

// SAFETY: only one task runs at a time, and no reference into the queue outlives an access.
unsafe impl<T: Send> Sync for Queue<T> {}

/// The values under way, each with its number, so that a sender finds its own again.
struct Values<T> {
    queue: VecDeque<(u64, T)>,
    next: u64,
}

impl<T> Queue<T> {
    /// Opens a channel of std's kind `kind`, made at `made`, for one sender and one receiver.
    pub(super) fn open(kind: &'static str, bound: Option<usize>, made: Place) -> Arc<Queue<T>> {
        let values = Values {
            queue: VecDeque::new(),
            next: 0,
        };
        let queue = Arc::new(Queue {
            handle: Handle::new(kind, made),
            rendezvous: bound == Some(0),
            values: UnsafeCell::new(values),
        });
        rt::channel_open(&queue.handle, bound);
        queue
    }

    /// The scheduler's handle.
    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Sends `value`, waiting for room. The value comes back if there is no receiver.
    pub(super) fn send(&self, value: T, at: Place) -> Result<(), T> {
        let (mut value, mut number) = (Some(value), 0);
        let sent = rt::send(&self.handle, &mut || number = self.push(&mut value), at);
        // A rendezvous whose receiver goes away in between: the value is still where it was offered.
        let left = if sent == Sent::Done {
            None
        } else {
            value.or_else(|| self.take_back(number))
        };
        left.map_or(Ok(()), Err)
    }

    /// Sends `value` if it can be done at once. The value comes back with the reason.
    pub(super) fn try_send(&self, value: T, at: Place) -> Result<(), (Sent, T)> {
        let mut value = Some(value);
        let mut push = || {
            self.push(&mut value);
        };
        let sent = rt::try_send(&self.handle, &mut push, at);
        value.map_or(Ok(()), |value| Err((sent, value)))
    }

    /// Receives, waiting for a value, at most for `timeout` nanoseconds.
    pub(super) fn recv(&self, timeout: Option<u64>, at: Place) -> Result<T, Received> {
        self.pop(rt::recv(&self.handle, timeout, at))
    }

    /// Receives if there is a value.
    pub(super) fn try_recv(&self, at: Place) -> Result<T, Received> {
        self.pop(rt::try_recv(&self.handle, at))
    }

    /// The receiver goes away, and what nobody will receive goes with it. What is offered at a rendezvous stays: the
    /// sender has it back.
    pub(super) fn close(&self) {
        rt::drop_receiver(&self.handle);
        if !self.rendezvous {
            // The values' destructors are the learner's code: they must find no reference into the queue.
            drop(self.with(|values| mem::take(&mut values.queue)));
        }
    }

    fn push(&self, value: &mut Option<T>) -> u64 {
        self.with(|values| {
            values.next += 1;
            let number = values.next;
            values.queue.extend(value.take().map(|value| (number, value)));
            number
        })
    }

    fn take_back(&self, number: u64) -> Option<T> {
        self.with(|values| {
            let mine = values.queue.iter().position(|it| it.0 == number)?;
            values.queue.remove(mine).map(|it| it.1)
        })
    }

    fn pop(&self, received: Received) -> Result<T, Received> {
        match received {
            Received::Done => Ok(self
                .with(|values| values.queue.pop_front())
                .expect("a value was sent")
                .1),
            other => Err(other),
        }
    }

    /// Uses the queue. `body` is ours and calls none of the learner's code.
    fn with<R>(&self, body: impl FnOnce(&mut Values<T>) -> R) -> R {
        // SAFETY: no other task runs between two operations, and `body` does not come back here.
        body(unsafe { &mut *self.values.get() })
    }
}
