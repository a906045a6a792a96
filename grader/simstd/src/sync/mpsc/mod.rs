//! `std::sync::mpsc` over the scheduler: the whole module, with std's own error types.

mod iter;
mod queue;
mod receiver;
mod sender;

use core::panic::Location;

pub use ::std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

pub use iter::{IntoIter, Iter, TryIter};
use queue::Queue;
pub use receiver::Receiver;
pub use sender::{Sender, SyncSender};

/// A channel with room for any number of values.
#[track_caller]
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let queue = Queue::open("channel", None, Location::caller());
    (Sender::new(queue.clone()), Receiver::new(queue))
}

/// A channel with room for `bound` values; with none, a sender waits until the receiver has taken its value.
#[track_caller]
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let queue = Queue::open("sync_channel", Some(bound), Location::caller());
    (SyncSender::new(queue.clone()), Receiver::new(queue))
}
