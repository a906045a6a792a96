//! Running a program to its end: one loop that reads, looks, and ends the run when a limit is reached or nobody in it
//! can go on.

use crate::capture::Output;
use crate::proc::{self, Syscall};
use crate::registers::{Registers, Seized};
use crate::stack::Stacks;
use crate::start::{Started, start};
use crate::tree::{Tree, pause};
use crate::{Activity, Ending, Error, Frame, Job, RawRun, Streams, Thread, stuck, usage};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpid, set_child_subreaper};
use std::os::fd::AsRawFd;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Between the first two looks; each later pause is half as long again, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(1);
/// A program that gets stuck is noticed after half of this on average.
const LONGEST_PAUSE: Duration = Duration::from_millis(5);
/// Between the two looks that show a run to be stuck.
const CONFIRMATION: Duration = Duration::from_micros(500);
/// Being woken this much late is the way of a busy machine; more is a machine that stands still.
const PUNCTUAL: Duration = Duration::from_millis(50);
/// How long stopped threads may take to stand still before their stacks are read all the same.
const STANDSTILL: Duration = Duration::from_millis(50);
/// Threads beyond this many are not described one by one.
const MOST_DESCRIBED: usize = 256;

/// Runs `job` to its end. A raised `interrupt` ends it within some milliseconds.
///
/// Whatever grew from the program is ended and gone when this returns.
///
/// # Errors
/// The program could not be started or watched; then nothing of it is left running either.
pub fn run(job: &Job, interrupt: &AtomicBool) -> Result<RawRun, Error> {
    static SUBREAPER: Once = Once::new();
    static RUNS: AtomicU64 = AtomicU64::new(0);
    // Orphans then come to us instead of to init. Where that is refused they are still in the run's process group.
    SUBREAPER.call_once(|| {
        let _ = set_child_subreaper(Some(getpid()));
    });
    let marker = format!(
        "{}-{}",
        getpid().as_raw_nonzero(),
        RUNS.fetch_add(1, Ordering::Relaxed)
    );
    let ours = proc::peak_resident(getpid().as_raw_nonzero().get());
    let started = start(job, &marker)?;
    let captured = matches!(job.streams, Streams::Captured { .. });
    let us = getpid().as_raw_nonzero().get();
    let descriptors: Vec<i32> = match &started.outputs {
        Some(outputs) => outputs.iter().map(AsRawFd::as_raw_fd).collect(),
        None => vec![0, 1, 2],
    };
    let outside = descriptors
        .into_iter()
        .filter_map(|fd| proc::descriptor(us, fd))
        .collect();
    let tree = Tree::new(started.pid, &marker, captured, outside);
    Watch::new(job, interrupt, started, tree).run(ours)
}

struct Watch<'a> {
    job: &'a Job,
    interrupt: &'a AtomicBool,
    tree: Tree,
    began: Instant,
    pid: rustix::process::Pid,
    pidfd: std::os::fd::OwnedFd,
    stdout: Output,
    stderr: Output,
    stalled: Duration,
    work: Duration,
    last_glance: Duration,
    peak_memory: u64,
    threads: Vec<Thread>,
    seized: Seized,
}

impl<'a> Watch<'a> {
    fn new(job: &'a Job, interrupt: &'a AtomicBool, started: Started, tree: Tree) -> Self {
        let (stdout, stderr) = match started.outputs {
            Some([stdout, stderr]) => (Some(stdout), Some(stderr)),
            None => (None, None),
        };
        Watch {
            job,
            interrupt,
            tree,
            began: started.began,
            pid: started.pid,
            pidfd: started.pidfd,
            stdout: Output::new(stdout, job.limits.output),
            stderr: Output::new(stderr, job.limits.output),
            stalled: Duration::ZERO,
            work: Duration::ZERO,
            last_glance: Duration::ZERO,
            peak_memory: 0,
            threads: Vec::new(),
            seized: Seized::default(),
        }
    }

    /// Watches until the end, ends what is left, and puts the facts together.
    fn run(mut self, ours: u64) -> Result<RawRun, Error> {
        let verdict = self.watch();
        let elapsed = self.began.elapsed();
        let failed = |error| Error::new("cannot wait for", &self.job.program, error);
        self.peak_memory = self
            .peak_memory
            .max(proc::peak_resident(self.pid.as_raw_nonzero().get()));
        // Also when the first process has ended: until it is waited for, its group is surely its own.
        self.tree.signal(Signal::KILL);
        self.seized.take_exits(self.pid.as_raw_nonzero().get());
        let (exit, usage) = usage::wait(self.pid, self.peak_memory, ours).map_err(failed)?;
        self.tree.end_the_rest();
        let ending = verdict
            .map_err(|error| Error::new("cannot watch", &self.job.program, error))?
            .unwrap_or(exit);
        self.stdout.drain(elapsed);
        self.stderr.drain(elapsed);
        let overflowed = self.stdout.overflowed() || self.stderr.overflowed();
        let ending = match ending {
            Ending::Exited(_) | Ending::Signaled(_) if overflowed => Ending::TooMuchOutput,
            other => other,
        };
        Ok(RawRun {
            ending,
            elapsed,
            stalled: self.stalled,
            usage,
            stdout: self.stdout.finish(),
            stderr: self.stderr.finish(),
            work: self.work,
            threads: self.threads,
        })
    }

    /// Watches until the first process has ended by itself (none) or the run has to be ended for a reason.
    fn watch(&mut self) -> std::io::Result<Option<Ending>> {
        let mut rest = FIRST_PAUSE;
        let mut next_look = self.began.elapsed() + rest;
        loop {
            if self.sleep_until(next_look)? {
                return Ok(None);
            }
            let now = self.began.elapsed();
            self.stdout.drain(now);
            self.stderr.drain(now);
            if let Some(ending) = self.limit_reached(now) {
                return Ok(Some(ending));
            }
            if now < next_look {
                continue;
            }
            if let Some(ending) = self.look(now)? {
                return Ok(Some(ending));
            }
            rest = (rest + rest / 2).min(LONGEST_PAUSE);
            next_look = self.began.elapsed() + rest;
        }
    }

    fn limit_reached(&mut self, now: Duration) -> Option<Ending> {
        if self.interrupt.load(Ordering::Relaxed) {
            return Some(Ending::Interrupted);
        }
        if self.stdout.overflowed() || self.stderr.overflowed() {
            return Some(Ending::TooMuchOutput);
        }
        if now >= self.job.limits.wall {
            self.stop_and_describe();
            return Some(Ending::OutOfTime);
        }
        None
    }

    /// Looks at the whole tree: what it uses, who is at work, whether anybody still can be.
    fn look(&mut self, now: Duration) -> std::io::Result<Option<Ending>> {
        let glance = self.tree.glance();
        self.work += now.saturating_sub(self.last_glance) * glance.at_work;
        self.last_glance = now;
        self.peak_memory = self.peak_memory.max(glance.memory);
        let limits = &self.job.limits;
        if glance.memory > limits.memory {
            return Ok(Some(Ending::OutOfMemory));
        }
        if glance.processes > limits.processes as usize + 1 {
            return Ok(Some(Ending::TooManyProcesses));
        }
        if glance.threads > limits.threads as usize {
            return Ok(Some(Ending::TooManyThreads));
        }
        if !glance.may_be_stuck {
            return Ok(None);
        }
        let first = self.tree.look();
        if !stuck::stuck(&first, &first) || self.sleep_until(self.began.elapsed() + CONFIRMATION)? {
            return Ok(None);
        }
        if !stuck::stuck(&first, &self.tree.look()) {
            return Ok(None);
        }
        self.describe();
        Ok(Some(Ending::Stuck))
    }

    /// Waits for output, for the end or for `deadline`; whether the first process has ended.
    fn sleep_until(&mut self, deadline: Duration) -> std::io::Result<bool> {
        let asked = deadline.saturating_sub(self.began.elapsed());
        let timeout = Timespec::try_from(asked).unwrap_or(Timespec {
            tv_sec: 1,
            tv_nsec: 0,
        });
        let mut fds = vec![PollFd::new(&self.pidfd, PollFlags::IN)];
        fds.extend(
            [&self.stdout, &self.stderr]
                .into_iter()
                .filter_map(Output::fd)
                .map(|fd| PollFd::new(fd, PollFlags::IN)),
        );
        match poll(&mut fds, Some(&timeout)) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        let ended = !fds[0].revents().is_empty();
        // Whatever it was that woke us, it should have been by then.
        let late = self.began.elapsed().saturating_sub(deadline);
        if late > PUNCTUAL {
            self.stalled += late;
        }
        Ok(ended)
    }

    /// Stops every thread where it is, so that it can be described.
    fn stop_and_describe(&mut self) {
        let before: Vec<(i32, Activity)> = self.activities();
        self.tree.signal(Signal::STOP);
        let deadline = self.began.elapsed() + STANDSTILL;
        while !self.tree.stands_still() && self.began.elapsed() < deadline {
            pause(Duration::from_millis(1));
        }
        self.describe();
        // A stopped thread tells where it was; only before could one tell whether it was running or waiting.
        for thread in &mut self.threads {
            if let Some((_, activity)) = before.iter().find(|(tid, _)| *tid == thread.tid) {
                thread.activity = *activity;
            }
        }
    }

    fn activities(&self) -> Vec<(i32, Activity)> {
        let told = |syscall: Option<Syscall>| syscall.map_or(Activity::Running, stuck::activity);
        self.tree
            .threads()
            .into_iter()
            .map(|(_, tid, _, syscall)| (tid, told(syscall)))
            .collect()
    }

    /// Notes every thread: its name, what it does, and where.
    fn describe(&mut self) {
        let mut stacks: Option<(i32, Stacks)> = None;
        for (pid, tid, name, syscall) in self.tree.threads().into_iter().take(MOST_DESCRIBED) {
            let shown = match syscall {
                Some(Syscall::In { sp, pc, .. }) => Some(Registers {
                    pc,
                    sp,
                    ..Registers::default()
                }),
                _ => None,
            };
            let activity = syscall.map_or(Activity::Running, stuck::activity);
            if stacks.as_ref().is_none_or(|(of, _)| *of != pid) {
                stacks = Some((pid, Stacks::of(pid)));
            }
            let walk = |registers| stacks.as_mut().map(|(_, stacks)| stacks.walk(registers));
            let stack: Vec<Frame> = self
                .seized
                .registers(tid)
                .or(shown)
                .and_then(walk)
                .unwrap_or_default();
            self.threads.push(Thread {
                pid,
                tid,
                name,
                activity,
                stack,
            });
        }
        self.threads.sort_by_key(|thread| (thread.pid, thread.tid));
    }
}
