//! The one place where untrusted code starts.
//!
//! [`run`] starts a program in a session of its own, watches it, and ends the whole tree that grew from it.
//! It reports what happened as a [`RawRun`]: facts only. What they mean for the learner is judged elsewhere.

#[cfg(not(target_os = "linux"))]
compile_error!("programs are started and watched by means that only Linux has");

mod cadence;
mod call;
mod capture;
mod clock;
mod error;
mod init;
mod kill;
mod looks;
mod pipes;
mod proc;
mod record;
mod registers;
mod stack;
mod start;
mod stuck;
mod task;
mod threads;
mod tree;
mod usage;
mod watch;

pub use error::{Error, ErrorKind};

use clock::Clock;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Runs `job` to its end and leaves nothing of it running; once `interrupt` is raised, the end comes at once.
///
/// The calling thread is used for nothing else meanwhile. Any number of runs may go on in as many threads.
/// If this process is killed, its runs end as well.
///
/// # Errors
/// The program could not be started or watched, or could not be ended: trouble that it has no part in.
pub fn run(job: &Job, interrupt: &AtomicBool) -> Result<RawRun, Error> {
    let clock = Clock::start();
    let started = start::start(job)?;
    watch::watch(job, interrupt, started, clock)
}

/// A program to run, with everything that it may see and use.
#[derive(Debug, Clone)]
pub struct Job {
    /// Absolute path of the executable.
    pub program: PathBuf,
    /// Arguments after the program's own name.
    pub args: Vec<OsString>,
    /// The whole environment: nothing is inherited.
    pub env: Vec<(OsString, OsString)>,
    /// Working directory.
    pub dir: PathBuf,
    /// What the program reads and where its output goes.
    pub streams: Streams,
    /// What it may use before it is ended.
    pub limits: Limits,
}

/// Where a program's standard streams lead.
#[derive(Debug, Clone)]
pub enum Streams {
    /// Standard input holds these bytes and then ends; both outputs are kept in the [`RawRun`].
    Captured {
        /// What the program can read.
        stdin: Vec<u8>,
    },
    /// The program shares our terminal, its session and its process group.
    Inherited,
}

/// What a run may use. Each limit that is reached ends the run and is named by its [`Ending`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Wall-clock time.
    pub wall: Duration,
    /// Resident memory of the whole tree, in bytes.
    pub memory: u64,
    /// Bytes of standard output and standard error, each.
    pub output: u64,
    /// Threads alive at the same time, in the whole tree, the main ones included.
    pub threads: u32,
    /// Processes alive at the same time besides the first.
    pub processes: u32,
}

/// What happened when a [`Job`] ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRun {
    /// How the run ended.
    pub ending: Ending,
    /// From just before the start to the end.
    pub elapsed: Duration,
    /// For how long the machine kept even the watcher from running: a part of `elapsed` that says nothing
    /// about the program.
    pub stalled: Duration,
    /// What was used.
    pub usage: Usage,
    /// Standard output; empty for [`Streams::Inherited`].
    pub stdout: Capture,
    /// Standard error; empty for [`Streams::Inherited`].
    pub stderr: Capture,
    /// The most threads that were seen at work (running, or sleeping for a set time) at one instant. A thread
    /// that waits for another is not at work. A lower bound: short work between two looks goes unseen.
    pub peak_at_work: u32,
    /// The time for which threads were at work, added up over all of them, as far as looks every few milliseconds
    /// can tell. Divided by `elapsed`, it is how many worked at once on average: about 1 for work that never
    /// overlaps.
    pub at_work: Duration,
    /// Whether the system forbade looking at what the threads wait for. Then a stuck run can only end by
    /// [`Limits::wall`], and `peak_at_work` and `at_work` mean nothing.
    pub blind: bool,
    /// Every thread of the tree when the run was found stuck or ran out of time; otherwise empty.
    pub threads: Vec<Thread>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The first process exited with this status.
    Exited(i32),
    /// This signal ended the first process, and we did not send it.
    Signaled(i32),
    /// Every thread waits, without a time-out, for something that only another waiting thread could do.
    Stuck,
    /// [`Limits::wall`] was reached.
    OutOfTime,
    /// [`Limits::memory`] was reached.
    OutOfMemory,
    /// [`Limits::output`] was reached.
    TooMuchOutput,
    /// [`Limits::threads`] was reached.
    TooManyThreads,
    /// [`Limits::processes`] was reached.
    TooManyProcesses,
    /// The interrupt flag was raised.
    Interrupted,
}

/// What a run used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Processor time in user mode, of every process that was waited for.
    pub user: Duration,
    /// Processor time in the kernel.
    pub system: Duration,
    /// Peak resident memory of the largest process, in bytes. Exact for a program that is larger than we were when
    /// it started. For a smaller one it is the largest peak that was seen, or, if it ended within a millisecond or
    /// two, an upper bound: our own size.
    pub peak_memory: u64,
}

/// One output stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capture {
    /// What was written, up to the limit.
    pub bytes: Vec<u8>,
    /// When how much of it had arrived: (time since the start, length of `bytes` then), ascending.
    pub arrivals: Vec<(Duration, usize)>,
    /// Whether more was written than `bytes` holds.
    pub truncated: bool,
}

/// A thread as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Its process.
    pub pid: i32,
    /// Its own id; that of a process's first thread equals `pid`.
    pub tid: i32,
    /// Its name as the kernel knows it (at most 15 bytes). A thread without a name of its own carries that of
    /// the thread that started it.
    pub name: String,
    /// What it was doing.
    pub activity: Activity,
    /// Where it was, innermost call first; empty where that could not be read.
    pub stack: Vec<Frame>,
}

/// What a thread was doing when it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// On a processor or ready for one.
    Running,
    /// Asleep for a set time.
    Sleeping,
    /// Waiting for a lock, a condition, a channel or an unpark.
    Futex {
        /// Whether it wakes by itself after a time.
        timed: bool,
    },
    /// Waiting for another thread to end.
    Join,
    /// Waiting for a child process to end.
    Child,
    /// Reading from this descriptor.
    Read(i32),
    /// Writing to this descriptor.
    Write(i32),
    /// In another system call, by number; −1 where that could not be read.
    Call(i64),
    /// Already ended, or on its way out.
    Ended,
}

/// One call on a thread's stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The file that holds the code: the executable or a library.
    pub module: PathBuf,
    /// The address as `module` itself counts it (the run-time load bias taken off). For every frame but the
    /// innermost it is the return address: the call itself ends just before it.
    pub address: u64,
}
