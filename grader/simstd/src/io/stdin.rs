//! Standard input as a value.

use super::print::seen;
use super::{BufRead, Lines, Read, Result};
use crate::rt::{self, Place};
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
    /// What was looked at and not yet taken. One byte at most, so that nothing is lost with the lock.
    byte: Option<[u8; 1]>,
    /// The lock stays with the task that has it.
    not_send: PhantomData<(*const (), &'a ())>,
}

/// Standard input as a value.
#[must_use]
#[track_caller]
pub fn stdin() -> Stdin {
    Stdin {
        made: Location::caller(),
    }
}

impl Stdin {
    /// Locks the stream.
    #[track_caller]
    pub fn lock(&self) -> StdinLock<'static> {
        StdinLock {
            made: Location::caller(),
            byte: None,
            not_send: PhantomData,
        }
    }

    /// Reads a line, its end included, and adds it to `buf`: how many bytes; 0 at the end of the input.
    ///
    /// # Errors
    ///
    /// When the line is not UTF-8.
    #[track_caller]
    pub fn read_line(&self, buf: &mut String) -> Result<usize> {
        self.lock().read_line(buf)
    }

    /// The lines.
    #[track_caller]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}

impl Read for Stdin {
    #[track_caller]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        Ok(rt::input(buf, seen(Location::caller(), self.made)))
    }
}

impl Read for &Stdin {
    #[track_caller]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        Ok(rt::input(buf, seen(Location::caller(), self.made)))
    }
}

impl Read for StdinLock<'_> {
    #[track_caller]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        match (buf.first_mut(), self.byte.take()) {
            (Some(first), Some([byte])) => {
                *first = byte;
                Ok(1)
            }
            _ => Ok(rt::input(buf, seen(Location::caller(), self.made))),
        }
    }
}

impl BufRead for StdinLock<'_> {
    #[track_caller]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.byte.is_none() {
            let mut byte = [0];
            if rt::input(&mut byte, seen(Location::caller(), self.made)) == 1 {
                self.byte = Some(byte);
            }
        }
        Ok(self.byte.as_ref().map_or(&[], |it| it))
    }

    fn consume(&mut self, amount: usize) {
        if amount > 0 {
            self.byte = None;
        }
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
