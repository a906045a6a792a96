//! Standard input as a value.

use super::print::seen;
use super::{BufRead, Lines, Read, Result};
use crate::rt::{self, Place, Stream};
use core::fmt;
use core::marker::PhantomData;
use core::panic::Location;

/// Standard input as a value.
pub struct Stdin {
    made: Place,
}

/// Standard input, locked.
pub struct StdinLock<'a> {
    made: Place,
    /// The lock stays with the task that has it.
    not_send: PhantomData<(*const (), &'a ())>,
}

#[expect(unsafe_code, reason = "as std's")]
// SAFETY: a shared lock can be shown and nothing else.
unsafe impl Sync for StdinLock<'_> {}
impl std::panic::UnwindSafe for StdinLock<'_> {}
impl std::panic::RefUnwindSafe for StdinLock<'_> {}

/// Standard input as a value.
#[must_use]
#[inline]
#[track_caller]
pub fn stdin() -> Stdin {
    Stdin {
        made: Location::caller(),
    }
}

fn locked(made: Place) -> StdinLock<'static> {
    rt::lock_stream(Stream::In, made);
    StdinLock {
        made,
        not_send: PhantomData,
    }
}

impl Stdin {
    /// Locks the stream: nobody else reads from it before the lock is dropped. A task that locks again waits for ever.
    #[must_use = "if unused the stream will immediately unlock"]
    #[inline]
    #[track_caller]
    pub fn lock(&self) -> StdinLock<'static> {
        locked(Location::caller())
    }

    /// Reads a line, its end included, and adds it to `buf`: how many bytes; 0 at the end of the input.
    ///
    /// # Errors
    ///
    /// When the line is not UTF-8.
    #[inline]
    #[track_caller]
    pub fn read_line(&self, buf: &mut String) -> Result<usize> {
        locked(Location::caller()).read_line(buf)
    }

    /// The lines. The stream stays locked until the iterator is dropped.
    #[must_use = "`lines` returns an iterator, which does nothing unless consumed"]
    #[inline]
    #[track_caller]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        locked(Location::caller()).lines()
    }
}

macro_rules! reads {
    ($($type:ty),*) => { $(
        impl Read for $type {
            #[inline]
            #[track_caller]
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                locked(seen(Location::caller(), self.made)).read(buf)
            }

            #[inline]
            #[track_caller]
            fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
                locked(seen(Location::caller(), self.made)).read_exact(buf)
            }

            #[inline]
            #[track_caller]
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
                locked(seen(Location::caller(), self.made)).read_to_end(buf)
            }

            #[inline]
            #[track_caller]
            fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
                locked(seen(Location::caller(), self.made)).read_to_string(buf)
            }
        }
    )* };
}

reads!(Stdin, &Stdin);

impl Drop for StdinLock<'_> {
    fn drop(&mut self) {
        rt::unlock_stream(Stream::In);
    }
}

impl Read for StdinLock<'_> {
    #[inline]
    #[track_caller]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        Ok(rt::input(buf, seen(Location::caller(), self.made)))
    }
}

impl BufRead for StdinLock<'_> {
    #[inline]
    #[track_caller]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(rt::input_rest(seen(Location::caller(), self.made)))
    }

    fn consume(&mut self, amount: usize) {
        rt::input_take(amount);
    }
}

impl fmt::Debug for Stdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stdin").finish_non_exhaustive()
    }
}

impl fmt::Debug for StdinLock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StdinLock").finish_non_exhaustive()
    }
}
