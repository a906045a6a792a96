//! The sending ends of a channel.

use core::fmt::{self, Debug};
use core::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use super::queue::Queue;
use super::{SendError, TrySendError};
use crate::rt::{self, Place, Sent};

/// One of the senders of a channel, which is open until the last of them is dropped.
struct End<T> {
    queue: Arc<Queue<T>>,
    number: u32,
}

impl<T> End<T> {
    fn clone(&self, at: Place) -> Self {
        End {
            queue: self.queue.clone(),
            number: rt::clone_sender(self.queue.handle(), at),
        }
    }
}

impl<T> Drop for End<T> {
    fn drop(&mut self) {
        rt::drop_sender(self.queue.handle(), self.number);
    }
}

/// The sending end of [`channel`](super::channel).
pub struct Sender<T> {
    end: End<T>,
}

/// The sending end of [`sync_channel`](super::sync_channel).
pub struct SyncSender<T> {
    end: End<T>,
}

impl<T> UnwindSafe for Sender<T> {}
impl<T> RefUnwindSafe for Sender<T> {}
impl<T> UnwindSafe for SyncSender<T> {}
impl<T> RefUnwindSafe for SyncSender<T> {}

impl<T> Sender<T> {
    /// The first sender.
    pub(super) fn new(queue: Arc<Queue<T>>) -> Self {
        let end = End { queue, number: 0 };
        Sender { end }
    }

    /// Sends `t`. Never waits.
    ///
    /// # Errors
    ///
    /// The value, if the receiver is gone.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.end.queue.send(t, Location::caller()).map_err(SendError)
    }
}

impl<T> SyncSender<T> {
    /// The first sender.
    pub(super) fn new(queue: Arc<Queue<T>>) -> Self {
        let end = End { queue, number: 0 };
        SyncSender { end }
    }

    /// Sends `t`, waiting for room, or for the receiver to take it if the channel has none.
    ///
    /// # Errors
    ///
    /// The value, if the receiver is gone.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.end.queue.send(t, Location::caller()).map_err(SendError)
    }

    /// Sends `t` if there is room, or a receiver that waits for it if the channel has none.
    ///
    /// # Errors
    ///
    /// The value, if there is no room or the receiver is gone.
    #[track_caller]
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        let refused = |(sent, t)| match sent {
            Sent::Full => TrySendError::Full(t),
            Sent::Disconnected | Sent::Done => TrySendError::Disconnected(t),
        };
        self.end.queue.try_send(t, Location::caller()).map_err(refused)
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Sender<T> {
        let end = self.end.clone(Location::caller());
        Sender { end }
    }
}

impl<T> Clone for SyncSender<T> {
    #[track_caller]
    fn clone(&self) -> SyncSender<T> {
        let end = self.end.clone(Location::caller());
        SyncSender { end }
    }
}

impl<T> Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}
