//! The receiving end of a channel.

use core::cell::Cell;
use core::fmt::{self, Debug};
use core::marker::PhantomData;
use core::panic::{Location, RefUnwindSafe, UnwindSafe};
use core::time::Duration;
use std::sync::Arc;

use super::queue::Queue;
use super::{IntoIter, Iter, RecvError, RecvTimeoutError, TryIter, TryRecvError};
use crate::rt::Received;

/// The one receiver of a channel.
pub struct Receiver<T> {
    queue: Arc<Queue<T>>,
    /// As std's: not to be shared among tasks.
    not_sync: PhantomData<Cell<()>>,
}

impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

impl<T> Receiver<T> {
    /// The receiver of a channel just opened.
    pub(super) fn new(queue: Arc<Queue<T>>) -> Self {
        Receiver {
            queue,
            not_sync: PhantomData,
        }
    }

    /// A value, if there is one.
    ///
    /// # Errors
    ///
    /// `Empty` if there is none yet, `Disconnected` if there will never be one.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.queue
            .try_recv(Location::caller())
            .map_err(|received| match received {
                Received::Empty => TryRecvError::Empty,
                Received::Disconnected | Received::Done => TryRecvError::Disconnected,
            })
    }

    /// Waits for a value.
    ///
    /// # Errors
    ///
    /// If there is none and all senders are gone.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.queue.recv(None, Location::caller()).map_err(|_| RecvError)
    }

    /// Waits for a value, at most for `timeout`. A time beyond the clock's range is as good as none, as in std.
    ///
    /// # Errors
    ///
    /// `Timeout` if none came in time, `Disconnected` if there is none and all senders are gone.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        let timeout = u64::try_from(timeout.as_nanos()).ok();
        self.queue
            .recv(timeout, Location::caller())
            .map_err(|received| match received {
                Received::Empty => RecvTimeoutError::Timeout,
                Received::Disconnected | Received::Done => RecvTimeoutError::Disconnected,
            })
    }

    /// An iterator that waits for each value, and ends when all senders are gone.
    #[expect(clippy::must_use_candidate, reason = "std lets it be ignored")]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter::new(self)
    }

    /// An iterator over the values that are there, which never waits.
    #[expect(clippy::must_use_candidate, reason = "std lets it be ignored")]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter::new(self)
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter::new(self)
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl<T> Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
