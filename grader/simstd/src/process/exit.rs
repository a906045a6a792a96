//! How a process ends.

use crate::rt;
use core::convert::Infallible;
use core::fmt::{self, Debug};
use core::panic::Location;

/// The explored program's number: the same in every schedule.
const ID: u32 = 4242;

/// Ends the process with `code`. The calling task's thread-local values are dropped first, as the C library does it.
#[inline]
#[track_caller]
pub fn exit(code: i32) -> ! {
    let at = Location::caller();
    crate::thread::run_destructors();
    // The system keeps the lowest eight bits.
    rt::exit(code & 0xff, at)
}

/// Ends the process at once, abnormally.
#[inline]
#[track_caller]
pub fn abort() -> ! {
    rt::abort(Location::caller())
}

/// The process's number.
#[must_use]
pub fn id() -> u32 {
    ID
}

/// What `main` gives back to the system.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct ExitCode(u8);

impl ExitCode {
    /// All went well.
    pub const SUCCESS: ExitCode = ExitCode(0);
    /// It did not.
    pub const FAILURE: ExitCode = ExitCode(1);

    pub(crate) fn code(self) -> i32 {
        self.0.into()
    }
}

impl Debug for ExitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExitCode")
            .field(&format_args!("unix_exit_status({})", self.0))
            .finish()
    }
}

impl From<u8> for ExitCode {
    fn from(code: u8) -> Self {
        ExitCode(code)
    }
}

/// What `main` may return.
pub trait Termination {
    /// Reports what there is to report, and gives the exit code.
    fn report(self) -> ExitCode;
}

impl Termination for () {
    fn report(self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

impl Termination for Infallible {
    fn report(self) -> ExitCode {
        match self {}
    }
}

impl Termination for ExitCode {
    fn report(self) -> ExitCode {
        self
    }
}

impl<T: Termination, E: Debug> Termination for Result<T, E> {
    fn report(self) -> ExitCode {
        match self {
            Ok(value) => value.report(),
            Err(error) => {
                crate::io::clew_eprint_line(format_args!("Error: {error:?}"));
                ExitCode::FAILURE
            }
        }
    }
}
