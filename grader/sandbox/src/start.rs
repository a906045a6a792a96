//! Starting a program: a session of its own, only the descriptors it is given, and an end that cannot be missed.

use crate::{Error, Job, MARKER, Streams};
use rustix::fs::{MemfdFlags, memfd_create};
use rustix::io::ioctl_fionbio;
use rustix::process::{Pid, PidfdFlags, Resource, Rlimit, Signal};
use std::fs::File;
use std::io::{Seek, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A program that was started.
pub(crate) struct Started {
    /// Its first process.
    pub(crate) pid: Pid,
    /// Becomes readable when that process ends.
    pub(crate) pidfd: OwnedFd,
    /// The read ends of its outputs, non-blocking; none for inherited streams.
    pub(crate) outputs: Option<[OwnedFd; 2]>,
    /// Just before it was started.
    pub(crate) began: Instant,
}

/// Starts `job`, marked with `marker` in its environment so that whatever grows from it can be told.
pub(crate) fn start(job: &Job, marker: &str) -> Result<Started, Error> {
    let captured = matches!(job.streams, Streams::Captured { .. });
    let mut command = command(job, marker)?;
    if captured {
        in_a_session_of_its_own(&mut command);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "how long the run takes is a fact to report"
    )]
    let began = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|error| Error::new("cannot start", &job.program, error))?;
    let watching = |error: rustix::io::Errno| Error::new("cannot watch", &job.program, error.into());
    let pid = Pid::from_child(&child);
    let outputs = match (child.stdout.take(), child.stderr.take()) {
        (Some(stdout), Some(stderr)) => Some([OwnedFd::from(stdout), OwnedFd::from(stderr)]),
        _ => None,
    };
    let prepare = || {
        for output in outputs.iter().flatten() {
            ioctl_fionbio(output, true)?;
        }
        rustix::process::pidfd_open(pid, PidfdFlags::empty())
    };
    match prepare() {
        Ok(pidfd) => Ok(Started {
            pid,
            pidfd,
            outputs,
            began,
        }),
        Err(error) => {
            // What cannot be watched must not run.
            let _ = child.kill();
            let _ = child.wait();
            Err(watching(error))
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where untrusted code starts"
)]
fn command(job: &Job, marker: &str) -> Result<Command, Error> {
    let mut command = Command::new(&job.program);
    command.args(&job.args).current_dir(&job.dir).env_clear();
    command
        .envs(job.env.iter().map(|(key, value)| (key, value)))
        .env(MARKER, marker);
    if let Streams::Captured { stdin } = &job.streams {
        let input =
            input(stdin).map_err(|error| Error::new("cannot make the input for", &job.program, error))?;
        command
            .stdin(Stdio::from(input))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
    }
    Ok(command)
}

/// Standard input as a file without a name: no pipe of ours that a reader could wait on.
fn input(bytes: &[u8]) -> std::io::Result<OwnedFd> {
    let mut file = File::from(memfd_create("stdin", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file.into())
}

#[expect(unsafe_code, reason = "std offers no other way to act between fork and exec")]
fn in_a_session_of_its_own(command: &mut Command) {
    let parent = rustix::process::getpid();
    let prepare = move || {
        rustix::process::setsid()?;
        // Should the grader be killed, the program goes with it: at once, or, if that has happened already, here.
        rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
        if rustix::process::getppid() != Some(parent) {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        rustix::process::setrlimit(
            Resource::Core,
            Rlimit {
                current: Some(0),
                maximum: Some(0),
            },
        )?;
        Ok(())
    };
    // SAFETY: between fork and exec only async-signal-safe things may happen; these are plain system calls, and the
    // error value is built without allocating.
    unsafe { command.pre_exec(prepare) };
}
