//! Waiting for the first process: how it ended and what it used.

use crate::{Ending, Usage};
use rustix::process::Pid;
use std::io;
use std::time::Duration;

/// Waits for a process that has ended and takes its exit status. `seen` is the peak memory that was seen while it
/// ran: the kernel's own figure counts our memory as the program's, from before it replaced us in its process.
///
/// # Errors
/// The process is not ours to wait for.
#[expect(unsafe_code, reason = "no wrapper of wait4 gives the usage of one process")]
pub(crate) fn wait(pid: Pid, seen: u64, ours: u64) -> io::Result<(Ending, Usage)> {
    let mut status: libc::c_int = 0;
    // SAFETY: rusage is plain integers, for which all zeros is a value.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both pointers are to live locals of the right types.
        let waited = unsafe { libc::wait4(pid.as_raw_nonzero().get(), &raw mut status, 0, &raw mut usage) };
        if waited >= 0 {
            break;
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    let ending = if libc::WIFSIGNALED(status) {
        Ending::Signaled(libc::WTERMSIG(status))
    } else {
        Ending::Exited(libc::WEXITSTATUS(status))
    };
    let kernels = u64::try_from(usage.ru_maxrss).unwrap_or(0) * 1024;
    let peak_memory = if kernels > ours { kernels } else { seen };
    Ok((
        ending,
        Usage {
            user: time(usage.ru_utime),
            system: time(usage.ru_stime),
            peak_memory,
        },
    ))
}

fn time(value: libc::timeval) -> Duration {
    let seconds = u64::try_from(value.tv_sec).unwrap_or(0);
    let micros = u64::try_from(value.tv_usec).unwrap_or(0);
    Duration::from_secs(seconds) + Duration::from_micros(micros)
}
