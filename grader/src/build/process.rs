//! Runs one tool of the toolchain: a fixed environment, a process group of its own, capped output, a time limit.

use crate::fault::{Fault, Kind, Result};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The most that is kept of each stream; what comes after is read and dropped, so that the tool is never blocked.
const KEPT: usize = 4 << 20;

/// How often output is looked for after the end: more than a pipe can hold.
const LAST_READS: usize = 128;

/// How often the interrupt flag is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// A tool to run.
#[derive(Debug)]
pub(super) struct Tool<'a> {
    /// Absolute, so that nothing on the way can take its place.
    pub(super) program: &'a Path,
    pub(super) args: Vec<OsString>,
    /// The whole environment: nothing is inherited.
    pub(super) env: Vec<(&'static str, OsString)>,
    /// The working directory.
    pub(super) dir: PathBuf,
    /// A file that stays open, and locked if it is, as long as the tool or anything that it started lives, even if
    /// this process does not: it serves as standard input, which is otherwise empty.
    pub(super) held: Option<&'a File>,
    /// Wall-clock time; then the tool and everything that it started is killed.
    pub(super) limit: Duration,
}

/// What became of a tool.
#[derive(Debug)]
pub(super) struct Finished {
    /// Its exit status; none: it was stopped at its time limit.
    pub(super) status: Option<ExitStatus>,
    /// Standard output, up to a limit.
    pub(super) stdout: Vec<u8>,
    /// Standard error, up to a limit.
    pub(super) stderr: Vec<u8>,
}

impl Finished {
    pub(super) fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// The first line of standard error that says anything.
    pub(super) fn complaint(&self) -> String {
        let text = String::from_utf8_lossy(&self.stderr);
        let line = text
            .lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or("it said nothing");
        line.chars().take(300).collect()
    }
}

impl Tool<'_> {
    /// Runs it to its end. Whatever it started dies with it.
    ///
    /// # Errors
    /// It cannot be started or watched, or `interrupt` was raised.
    pub(super) fn run(&self, interrupt: &AtomicBool) -> Result<Finished> {
        if interrupt.load(Ordering::Relaxed) {
            return Err(interrupted());
        }
        let child = self.spawn()?;
        let pid = Pid::from_child(&child);
        let mut group = Group {
            child,
            pid,
            ended: false,
        };
        self.watch(&mut group, interrupt)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "`build` is one of the two places that start processes"
    )]
    fn spawn(&self) -> Result<Child> {
        let mut command = Command::new(self.program);
        command
            .args(&self.args)
            .env_clear()
            .envs(self.env.iter().map(|(key, value)| (key, value)));
        command.current_dir(&self.dir).process_group(0);
        let held = self.held.map(File::try_clone).transpose();
        let held = held.map_err(|error| Fault::ours("cannot share a lock").because(error.to_string()))?;
        command
            .stdin(held.map_or_else(Stdio::null, Stdio::from))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().map_err(|error| {
            // `spawn` reports a missing working directory with the very same error as a missing program.
            let culprit = if self.dir.is_dir() {
                self.program
            } else {
                &self.dir
            };
            Fault::io("cannot start", culprit, &error)
        })
    }

    #[expect(clippy::disallowed_methods, reason = "the time limit is kept by the clock")]
    fn watch(&self, group: &mut Group, interrupt: &AtomicBool) -> Result<Finished> {
        let watching = |error: Errno| {
            Fault::ours(format!("cannot watch {}", self.program.display())).because(error.to_string())
        };
        let started = Instant::now();
        let exit = pidfd_open(group.pid, PidfdFlags::empty()).map_err(watching)?;
        let mut streams = [
            Stream::new(group.child.stdout.take()),
            Stream::new(group.child.stderr.take()),
        ];
        let mut in_time = true;
        loop {
            let left = self.limit.saturating_sub(started.elapsed());
            if interrupt.load(Ordering::Relaxed) {
                return Err(interrupted());
            }
            if left.is_zero() {
                in_time = false;
                break;
            }
            if look(Some(&exit), &mut streams, left.min(LOOK)).map_err(watching)? == Seen::Exit {
                break;
            }
        }
        let status = group.end()?;
        // What was written before the end is in the pipes by now. A descendant that left the group may hold them
        // open, or write for ever: nothing is waited for, and no more is read than pipes hold.
        for _ in 0..LAST_READS {
            if look(None, &mut streams, Duration::ZERO).map_err(watching)? == Seen::Nothing {
                break;
            }
        }
        let [stdout, stderr] = streams;
        Ok(Finished {
            status: in_time.then_some(status),
            stdout: stdout.kept,
            stderr: stderr.kept,
        })
    }
}

fn interrupted() -> Fault {
    Fault::new(Kind::Interrupted, "interrupted")
}

/// A tool's process group: killed whole when this goes away, whatever the reason.
struct Group {
    child: Child,
    pid: Pid,
    ended: bool,
}

impl Group {
    /// Kills what is left of the group and collects the leader.
    fn end(&mut self) -> Result<ExitStatus> {
        // The order matters: until the leader is collected, its number cannot become another group's.
        let _ = kill_process_group(self.pid, Signal::KILL);
        self.ended = true;
        self.child
            .wait()
            .map_err(|error| Fault::ours("cannot wait for a tool to end").because(error.to_string()))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if !self.ended {
            let _ = self.end();
        }
    }
}

/// One of a tool's output streams; `pipe` is none once it ended.
struct Stream {
    pipe: Option<File>,
    kept: Vec<u8>,
}

impl Stream {
    fn new(pipe: Option<impl Into<OwnedFd>>) -> Self {
        Stream {
            pipe: pipe.map(|pipe| File::from(pipe.into())),
            kept: Vec::new(),
        }
    }

    /// Reads once; to be called when there is something to read.
    fn read(&mut self) {
        let mut chunk = [0; 16 << 10];
        match self.pipe.as_mut().map(|pipe| pipe.read(&mut chunk)) {
            Some(Ok(length)) if length > 0 => {
                let room = KEPT - self.kept.len();
                self.kept.extend_from_slice(&chunk[..length.min(room)]);
            }
            Some(Err(error)) if error.kind() == std::io::ErrorKind::Interrupted => {}
            _ => self.pipe = None,
        }
    }
}

/// What [`look`] saw.
#[derive(PartialEq)]
enum Seen {
    Nothing,
    Output,
    Exit,
}

/// Waits until the process ended, something can be read (then it is), or the time is over.
fn look(exit: Option<&OwnedFd>, streams: &mut [Stream; 2], time: Duration) -> rustix::io::Result<Seen> {
    let ready = {
        let pipes = streams.iter().map(|stream| stream.pipe.as_ref().map(AsFd::as_fd));
        let all = std::iter::once(exit.map(AsFd::as_fd)).chain(pipes).enumerate();
        let (places, mut fds): (Vec<usize>, Vec<PollFd<'_>>) = all
            .filter_map(|(place, fd)| Some((place, PollFd::from_borrowed_fd(fd?, PollFlags::IN))))
            .unzip();
        match poll(&mut fds, Timespec::try_from(time).ok().as_ref()) {
            Err(Errno::INTR) => return Ok(Seen::Nothing),
            answer => answer?,
        };
        let mut ready = [false; 3];
        for (place, fd) in places.into_iter().zip(&fds) {
            ready[place] = !fd.revents().is_empty();
        }
        ready
    };
    for (stream, _) in streams.iter_mut().zip(&ready[1..]).filter(|(_, ready)| **ready) {
        stream.read();
    }
    Ok(match ready {
        [true, ..] => Seen::Exit,
        [_, false, false] => Seen::Nothing,
        _ => Seen::Output,
    })
}

#[cfg(test)]
mod tests;
