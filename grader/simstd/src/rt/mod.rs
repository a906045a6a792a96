//! What the std-shaped surface asks of the scheduler, and nothing else of it.
//!
//! Every function that takes a [`Place`] is a *visible operation*: the calling task announces it, the scheduler picks
//! whose announced operation happens next, and the function returns when this one has happened. Between its return
//! and the caller's next visible operation no other task runs, so the surface may touch the object's own data (the
//! value of an atomic, the queue of a channel) right after the call, without any lock.
//!
//! Blocking operations return only once they are possible; a task that can never go on never returns, and its stack
//! is thrown away without unwinding, as the operating system would do it.

use core::cell::Cell;
use core::panic::Location;

/// A place in the learner's source.
pub type Place = &'static Location<'static>;

/// The number of a task, in the order of creation; `main` is 0.
pub type TaskId = usize;

/// What a modelled std object holds so that the scheduler knows it again. `const`, so that statics work.
///
/// It registers at its first operation. Dropping it ends the object.
#[derive(Debug)]
pub struct Handle {
    id: Cell<u32>,
    made: Place,
    kind: &'static str,
}

// SAFETY: all tasks of the explored program run on one operating-system thread.
#[expect(unsafe_code)]
unsafe impl Sync for Handle {}
#[expect(unsafe_code)]
unsafe impl Send for Handle {}

impl Handle {
    /// An object of std's kind `kind` (such as `Mutex`) made at `made`.
    pub const fn new(kind: &'static str, made: Place) -> Self {
        Handle { id: Cell::new(0), made, kind }
    }

    /// Where the object was made: the best place for an operation that reaches the surface through `fmt`, whose
    /// caller is std's formatting machinery and not the learner's line.
    pub const fn made(&self) -> Place {
        self.made
    }
}

/// How a lock is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By one (`Mutex::lock`, `RwLock::write`).
    Exclusive,
    /// By many readers.
    Shared,
}

// ---- tasks -------------------------------------------------------------------------------------------------------

/// Spawns a task that runs `body`. `body` must not unwind: the surface catches the panic and reports it by
/// [`task_panicked`]. Thread-local destructors are the surface's job too, at the end of `body`.
pub fn spawn(name: Option<String>, stack: Option<usize>, body: Box<dyn FnOnce()>, at: Place) -> TaskId { todo!() }
/// Says that the current task's body panicked with `message`.
pub fn task_panicked(message: String) { todo!() }
/// Waits until `task` has ended.
pub fn join(task: TaskId, at: Place) { todo!() }
/// Whether `task` has ended.
pub fn is_finished(task: TaskId, at: Place) -> bool { todo!() }
/// The current task. Not an operation.
pub fn current() -> TaskId { todo!() }
/// The name that `task` was given (`main` has "main"). Not an operation.
pub fn name_of(task: TaskId) -> Option<String> { todo!() }
/// Sleeps for `nanos` of virtual time.
pub fn sleep(nanos: u64, at: Place) { todo!() }
/// Lets others go first.
pub fn yield_now(at: Place) { todo!() }
/// Waits for a token from [`unpark`], at most for `timeout` nanoseconds.
pub fn park(timeout: Option<u64>, at: Place) { todo!() }
/// Gives `task` its park token.
pub fn unpark(task: TaskId, at: Place) { todo!() }
/// Nanoseconds of virtual time since the program began.
pub fn now(at: Place) -> u64 { todo!() }
/// Whether the current task is unwinding (as `std::thread::panicking`). Not an operation.
pub fn panicking() -> bool { todo!() }

// ---- locks: Mutex, RwLock, the lock of standard output -------------------------------------------------------------

/// Takes the lock, waiting for it.
pub fn acquire(lock: &Handle, mode: Mode, at: Place) { todo!() }
/// Takes the lock if it is free.
pub fn try_acquire(lock: &Handle, mode: Mode, at: Place) -> bool { todo!() }
/// Gives the lock back. The place shown is where it was acquired.
pub fn release(lock: &Handle, mode: Mode) { todo!() }
/// Turns a lock that the current task holds exclusively into a shared one, in one step: no writer gets in between
/// (`RwLockWriteGuard::downgrade`). It is given back with [`Mode::Shared`].
pub fn downgrade(lock: &Handle, at: Place) { todo!() }

// ---- condition variables, barriers, once ---------------------------------------------------------------------------

/// Releases `mutex` (held exclusively), waits for a notification (at most `timeout` nanoseconds), takes `mutex`
/// again. Returns true when the time-out ended the wait.
pub fn wait(condvar: &Handle, mutex: &Handle, timeout: Option<u64>, at: Place) -> bool { todo!() }
/// Wakes one waiter or all.
pub fn notify(condvar: &Handle, all: bool, at: Place) { todo!() }
/// Waits until `n` tasks have arrived. Returns true for the one that arrived last.
pub fn barrier(barrier: &Handle, n: usize, at: Place) -> bool { todo!() }

/// What [`once_begin`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Once {
    /// Run the initialiser, then call [`once_end`].
    Run,
    /// The same, after an earlier initialiser panicked.
    RunPoisoned,
    /// Somebody has done it.
    Done,
}
/// Waits while another task initialises; says what to do. Recursion from the initialiser waits for ever, as std.
pub fn once_begin(once: &Handle, at: Place) -> Once { todo!() }
/// Ends the initialiser that [`once_begin`] asked for: `ok` false poisons.
pub fn once_end(once: &Handle, ok: bool) { todo!() }
/// Whether the initialiser has run (an atomic load).
pub fn once_done(once: &Handle, at: Place) -> bool { todo!() }

/// Waits until an initialiser has run to its end, whichever task's it is; it never runs one itself. Returns true then.
/// Without `force` it returns false as soon as the last initialiser to end panicked, at once if that was before.
pub fn once_wait(once: &Handle, force: bool, at: Place) -> bool { todo!() }

// ---- channels ------------------------------------------------------------------------------------------------------

/// What became of sending. After `Done` the surface pushes the value at the end of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The value is in.
    Done,
    /// No receiver.
    Disconnected,
    /// `try_send` only: no room.
    Full,
}
/// What became of receiving. After `Done` the surface pops the value at the front of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// There is a value.
    Done,
    /// Nothing is left and no sender either.
    Disconnected,
    /// `try_recv` and `recv_timeout` only: nothing in time.
    Empty,
}
/// Opens a channel with one sender and one receiver. `bound` None: unbounded. Call once, at creation.
pub fn channel_open(channel: &Handle, bound: Option<usize>) { todo!() }
/// Sends, waiting for room in a bounded channel. For bound 0 (rendezvous) it is two steps, and `push` is called
/// between them: the offer, and the wait until a receiver took it. For other bounds `push` is called at `Done` too, so
/// the surface never pushes by itself.
pub fn send(channel: &Handle, push: &mut dyn FnMut(), at: Place) -> Sent { todo!() }
/// Sends if it can be done at once.
pub fn try_send(channel: &Handle, push: &mut dyn FnMut(), at: Place) -> Sent { todo!() }
/// Receives, waiting for a value (at most `timeout` nanoseconds).
pub fn recv(channel: &Handle, timeout: Option<u64>, at: Place) -> Received { todo!() }
/// Receives if there is a value.
pub fn try_recv(channel: &Handle, at: Place) -> Received { todo!() }
/// One more sender, made at `at`. Returns its number, for [`drop_sender`]. The first one has number 0.
pub fn clone_sender(channel: &Handle, at: Place) -> u32 { todo!() }
/// Sender number `sender` is gone.
pub fn drop_sender(channel: &Handle, sender: u32) { todo!() }
/// The receiver is gone; the surface drops what is left in the queue.
pub fn drop_receiver(channel: &Handle) { todo!() }

// ---- atomics -------------------------------------------------------------------------------------------------------

/// Announces a load; the surface reads its cell right after, and says what it read by [`note`].
pub fn load(atomic: &Handle, at: Place) { todo!() }
/// Announces a store of `bits`; the surface writes its cell right after.
pub fn store(atomic: &Handle, bits: u64, at: Place) { todo!() }
/// Announces a read-modify-write; the surface does it right after and says so by [`note`].
pub fn update(atomic: &Handle, at: Place) { todo!() }
/// Tells what the operation just done read, and what it wrote (the same bits: nothing was written, as for a failed
/// compare-exchange). Values as the learner would print them fit in 64 bits; signed ones are sign-extended.
pub fn note(read: u64, wrote: u64) { todo!() }

// ---- streams and the process ---------------------------------------------------------------------------------------

/// Which standard stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}
/// Writes `bytes` in one go; waits while another task holds the stream's lock.
pub fn print(stream: Stream, bytes: &[u8], at: Place) { todo!() }
/// Takes the stream's reentrant lock.
pub fn lock_stream(stream: Stream, at: Place) { todo!() }
/// Gives it back.
pub fn unlock_stream(stream: Stream) { todo!() }
/// Reads from standard input into `buffer`: how many bytes; 0 at the end.
pub fn input(buffer: &mut [u8], at: Place) -> usize { todo!() }
/// Ends the process.
pub fn exit(code: i32, at: Place) -> ! { todo!() }
/// Aborts the process.
pub fn abort(at: Place) -> ! { todo!() }
/// Ends the whole exploration: `item` (such as `std::process::Command::spawn`) is not modelled.
pub fn refuse(item: &'static str, at: Place) -> ! { todo!() }
/// The explored program's arguments after its own name. Not an operation.
pub fn args() -> Vec<String> { todo!() }
/// A fresh number in this schedule, counting from 1 per task. Not an operation.
pub fn fresh() -> u64 { todo!() }
/// Calls the learner's panic machinery: how many panics the current task is inside is kept per task, so
/// `catch_unwind` of the surface must call this instead of std's.
pub fn catch<R>(body: impl FnOnce() -> R) -> Result<R, Box<dyn core::any::Any + Send>> { todo!() }
/// The current task's thread-local slots: key address → value pointer. The surface runs the destructors.
pub fn locals() -> &'static mut Vec<(usize, *mut u8)> { todo!() }
