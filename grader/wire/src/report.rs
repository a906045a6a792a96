//! What an exploration found.

use serde::{Deserialize, Serialize};

/// The whole result of one exploration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Exploration {
    /// [`crate::FORMAT`].
    pub format: u32,
    /// Every schedule that can differ was run to its end.
    pub complete: bool,
    /// When not complete: every schedule with up to so many preemptions was run.
    pub preemption_bound: Option<u32>,
    /// Schedules run to their end (those of minimising a failure are not counted).
    pub schedules: u64,
    /// Schedules begun that could only repeat another one.
    pub redundant: u64,
    /// Schedules given up because they reached the limit of operations.
    pub unfinished: u64,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Why the search ended before it was complete: `schedules`, `seconds`, `steps`, `memory`, `first`.
    pub stopped: Option<String>,
    /// Every different output seen, in the order of first sight.
    pub outputs: Vec<Output>,
    /// More different outputs were seen than are listed.
    pub outputs_cut: bool,
    /// Least and greatest makespan of the schedules that ended by themselves, in nanoseconds of virtual time.
    /// None on the elastic clock, where anything may take any time.
    pub makespan_ns: Option<Span>,
    /// The greatest number of tasks that were at work (asleep or able to go on) at one moment.
    pub max_overlap: u32,
    /// The schedules at both ends, among those that ended by themselves. None on the elastic clock.
    pub extremes: Option<Extremes>,
    /// One finding of each kind and place, the gravest first.
    pub findings: Vec<Finding>,
    /// Something was met that is not modelled.
    pub refused: Option<Refused>,
    /// The replayed schedule, when one was asked for.
    pub replayed: Option<Finding>,
    /// The token that was asked for does not fit this program.
    pub bad_token: Option<String>,
}

/// Least and greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Least.
    pub min: u64,
    /// Greatest.
    pub max: u64,
}

/// The schedules with the least and the greatest makespan and overlap. Overlap is the greatest number of tasks that
/// were asleep in `thread::sleep` at one moment of a schedule: a sleep stands for work that takes its time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extremes {
    /// The least makespan, in nanoseconds of virtual time.
    pub fastest: Extreme,
    /// The greatest makespan.
    pub slowest: Extreme,
    /// The least overlap.
    pub least_overlap: Extreme,
    /// The greatest overlap.
    pub most_overlap: Extreme,
}

/// One end of a range, with a schedule that reaches it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extreme {
    /// How much.
    pub value: u64,
    /// Replays the schedule.
    pub token: String,
}

/// One way the program's output came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Standard output; bytes that are not UTF-8 are replaced.
    pub stdout: String,
    /// Exit code.
    pub exit: i32,
    /// How many schedules had been run when it was first met, itself included.
    #[serde(default)]
    pub found_after: u64,
    /// So many schedules gave it.
    pub schedules: u64,
    /// A schedule that gives it.
    pub token: String,
}

/// An item of std that the explorer does not model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Such as `std::process::Command::spawn`.
    pub item: String,
    /// Where the learner's program used it.
    pub at: Place,
}

/// A place in the learner's source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// As the compiler was told: relative to the learner's crate.
    pub file: String,
    /// From 1; 0 when unknown.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// What went wrong, graver kinds first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The process died: `abort`, a stack overflow, a panic while panicking, an endless loop without operations.
    Abort,
    /// Tasks wait for each other, or for something that can never come.
    Deadlock,
    /// Tasks are busy for ever without getting on.
    Livelock,
    /// A panic ended `main`.
    Panic,
    /// Different schedules give different outputs.
    #[default]
    Race,
}

/// One failing schedule, told in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What went wrong.
    pub kind: Kind,
    /// More exactly: see [`Cause`].
    pub cause: Cause,
    /// The panic's message or the fault's name; empty for the kinds that need none.
    pub message: String,
    /// Replays this schedule.
    pub token: String,
    /// Preemptions in it.
    pub preemptions: u32,
    /// No schedule with fewer preemptions fails like this.
    pub fewest: bool,
    /// How many schedules had been run when it was first met, itself included.
    pub found_after: u64,
    /// How many of all schedules run ended like this.
    pub schedules: u64,
    /// Every task, in the order of creation; a task's index is its number.
    pub tasks: Vec<Task>,
    /// The locks, channels, variables and so on that the events name; an object's index is its number.
    pub objects: Vec<Object>,
    /// The visible operations in the order in which they happened.
    pub events: Vec<Event>,
    /// Two events (indices into `events`) whose order decides: the other way round, it ends differently.
    pub decisive: Option<(usize, usize)>,
    /// Standard output of this schedule.
    pub stdout: String,
    /// Standard error of this schedule (panic messages).
    pub stderr: String,
    /// Exit code of this schedule.
    pub exit: i32,
    /// For a race: the output of an ordinary schedule that this one differs from.
    pub instead_of: Option<Output>,
}

/// Why tasks are stuck, or why a process died.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Nothing more can be said.
    #[default]
    Other,
    /// Each holds what the next one waits for, or joins it.
    Cycle,
    /// A task waits for a lock that it holds itself.
    SelfLock,
    /// A lock is held by a task that is itself stuck elsewhere, or that ended without releasing it.
    HeldForEver,
    /// Waiting for a notify or unpark that had already happened.
    LostWakeup,
    /// Waiting for a notify or unpark that nobody will send.
    NeverNotified,
    /// Receiving from a channel whose senders all live but never send.
    NeverClosed,
    /// Sending into a full channel that nobody will read.
    NeverDrained,
    /// Waiting at a barrier that too few tasks reach.
    TooFew,
    /// Waiting for something that a task which panicked would have done.
    AfterPanic,
    /// Busy waiting for a value that nobody will write.
    Spinning,
    /// The stack overflowed.
    StackOverflow,
    /// The program called `abort`, or std did.
    Aborted,
    /// A loop without a visible operation did not end.
    EndlessLoop,
    /// A memory fault or another signal.
    Signal,
    /// Memory ran out.
    Memory,
}

/// A task: a thread of the learner's program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The learner's name for it (`main`, or what `Builder::name` said), if any.
    pub name: Option<String>,
    /// The number of the task that spawned it.
    pub parent: Option<usize>,
    /// Where it was spawned.
    pub spawned_at: Option<Place>,
    /// What became of it.
    pub state: State,
    /// Where it is, or the last place where it was.
    pub at: Option<Place>,
    /// The locks that it holds at the end.
    pub holds: Vec<Held>,
}

/// What became of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It could go on.
    #[default]
    Ready,
    /// It ended by returning.
    Finished,
    /// It ended by a panic, with this message.
    Panicked(String),
    /// It waits until the virtual clock shows this many nanoseconds.
    Sleeping(u64),
    /// It waits and nothing lets it go on.
    Blocked(Wait),
    /// It repeats the same reads for ever.
    Spinning(Wait),
    /// It died with the process.
    Died,
}

/// What a task waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The operation that cannot happen.
    pub op: Op,
    /// The object that it waits for.
    pub object: Option<usize>,
    /// The tasks that could end the wait, were they not stuck themselves.
    pub for_tasks: Vec<usize>,
}

/// A lock that is held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The lock.
    pub object: usize,
    /// Index of the event that acquired it.
    pub since: usize,
    /// Where it was acquired.
    pub at: Place,
}

/// A thing that tasks share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// Such as `Mutex`, `Receiver`, `AtomicUsize`.
    pub kind: String,
    /// Where it was made, if known.
    pub made_at: Option<Place>,
    /// For a channel: senders alive at the end, and where they were made.
    pub senders: Vec<Place>,
}

/// One visible operation that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Who did it.
    pub task: usize,
    /// What was done.
    pub op: Op,
    /// On what.
    pub object: Option<usize>,
    /// For `spawn`, `join`, `unpark`: which task.
    pub other: Option<usize>,
    /// Where in the learner's source; where the guard was acquired for a release.
    pub at: Place,
    /// What was read (`load`), written (`store`) or printed, `old → new` for an update; `ok`, `timed out`,
    /// `disconnected` and the like for the rest.
    pub value: Option<String>,
    /// Virtual time in nanoseconds.
    pub time_ns: u64,
    /// The task that ran before could have gone on.
    pub preempts: bool,
}

/// The kinds of visible operations, named as std names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// A task began.
    #[default]
    Start,
    /// A thread was spawned.
    Spawn,
    /// A task ended.
    End,
    /// `JoinHandle::join`, or the end of a scope.
    Join,
    /// `JoinHandle::is_finished`.
    IsFinished,
    /// `thread::sleep`.
    Sleep,
    /// `thread::yield_now`, `hint::spin_loop`.
    Yield,
    /// `thread::park`, `park_timeout`.
    Park,
    /// `Thread::unpark`.
    Unpark,
    /// `Instant::now`, `SystemTime::now`.
    Now,
    /// `Mutex::lock`, `RwLock::write`.
    Lock,
    /// `Mutex::try_lock`, `RwLock::try_write`.
    TryLock,
    /// The guard of a `Mutex` or of `RwLock::write` was dropped.
    Unlock,
    /// `RwLock::read`.
    Read,
    /// `RwLock::try_read`.
    TryRead,
    /// The guard of `RwLock::read` was dropped.
    Unread,
    /// `RwLock::write` begins to wait for its turn: from now on no reader gets in before it.
    Queue,
    /// `RwLockWriteGuard::downgrade`.
    Downgrade,
    /// `Condvar::wait`: the mutex is released and the wait begins.
    Wait,
    /// `Condvar::wait` wakes up.
    Wake,
    /// `Condvar::notify_one`.
    NotifyOne,
    /// `Condvar::notify_all`.
    NotifyAll,
    /// `Barrier::wait` arrives.
    Arrive,
    /// `Barrier::wait` goes on.
    Pass,
    /// `Once::call_once` and its kin begin, or find it done.
    Once,
    /// The initialiser of a `Once` ended.
    OnceEnd,
    /// Whether a `Once` is done was asked.
    OnceDone,
    /// `Once::wait` and `OnceLock::wait` wait for another task's initialiser.
    OnceWait,
    /// `send`.
    Send,
    /// A `send` into a channel of capacity 0 goes on: the value was taken.
    Taken,
    /// `try_send`.
    TrySend,
    /// `recv` and the iterators.
    Recv,
    /// `try_recv`.
    TryRecv,
    /// `recv_timeout`.
    RecvTimeout,
    /// A `Sender` was cloned.
    CloneSender,
    /// A `Sender` was dropped.
    DropSender,
    /// A `Receiver` was dropped.
    DropReceiver,
    /// An atomic load.
    Load,
    /// An atomic store.
    Store,
    /// An atomic read-modify-write.
    Update,
    /// Something was printed.
    Print,
    /// Standard input was read.
    Input,
    /// `process::exit`.
    Exit,
    /// `process::abort`.
    Abort,
}
