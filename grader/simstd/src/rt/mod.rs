//! What the std-shaped surface asks of the scheduler, and nothing else of it.
//!
//! Every function that takes a [`Place`] is a *visible operation*: the calling task announces it, the scheduler picks
//! whose announced operation happens next, and the function returns when this one has happened. Between its return
//! and the caller's next visible operation no other task runs, so the surface may touch the object's own data (the
//! value of an atomic, the queue of a channel) right after the call, without any lock.
//!
//! Blocking operations return only once they are possible; a task that can never go on never returns, and its stack
//! is thrown away without unwinding, as the operating system would do it.

#![expect(
    unsafe_code,
    reason = "coroutines, an allocator and signal handlers: see each module"
)]
#![expect(
    clippy::cast_ptr_alignment,
    reason = "whole words in blocks that are aligned to words"
)]

pub(crate) mod engine;
pub(crate) mod faults;
pub(crate) mod flight;
mod image;
pub(crate) mod memory;
pub(crate) mod objects;
mod panics;
mod ready;
pub(crate) mod repeat;
pub(crate) mod stack;
mod steps;
mod task;

use crate::model::{Kind, NEVER, Op, value};
use crate::search::Strategy;
use core::cell::{Cell, UnsafeCell};
use core::panic::Location;
use engine::{Ending, Engine};
use objects::{STDIN, STDIN_LOCK, STDOUT, end_of, token_of};
pub(crate) use panics::Hook;

/// The engine of this process.
struct Current(UnsafeCell<*mut Engine>);
// SAFETY: all tasks of the explored program run on one operating-system thread.
unsafe impl Sync for Current {}
static ENGINE: Current = Current(UnsafeCell::new(core::ptr::null_mut()));

#[inline]
fn pointer() -> *mut Engine {
    // SAFETY: one thread.
    unsafe { *ENGINE.0.get() }
}

/// The engine, once there is one.
#[inline]
fn try_engine() -> Option<&'static mut Engine> {
    // SAFETY: one thread; no reference is kept across an operation.
    unsafe { pointer().as_mut() }
}

#[inline]
fn engine() -> &'static mut Engine {
    try_engine().expect("the program runs under the explorer")
}

/// The installed engine, as seen from outside its schedules.
#[derive(Debug)]
pub(crate) struct Machine(*mut Engine);

impl Machine {
    /// Makes `engine` the engine of this process, for ever. Call once.
    ///
    /// # Errors
    /// When the kernel does not give the address space that arenas and stacks need.
    pub(crate) fn install(engine: Engine) -> std::io::Result<Self> {
        memory::reserve()?;
        stack::reserve()?;
        faults::install();
        panics::install();
        let engine = Box::into_raw(Box::new(engine));
        // SAFETY: one thread.
        unsafe { *ENGINE.0.get() = engine };
        Ok(Machine(engine))
    }

    /// The engine, between schedules.
    pub(crate) fn engine(&self) -> &Engine {
        // SAFETY: no task runs between schedules, and `run` wants this machine for itself.
        unsafe { &*self.0 }
    }

    /// What does not change from schedule to schedule, to be changed between schedules.
    pub(crate) fn settings(&mut self) -> &mut engine::Settings {
        // SAFETY: as for `engine`.
        unsafe { &mut (*self.0).settings }
    }

    /// Runs one schedule, chosen by `strategy`, which comes back.
    pub(crate) fn run(&mut self, strategy: Box<dyn Strategy>) -> (Box<dyn Strategy>, Ending) {
        // SAFETY: the engine is the installed one, and nobody holds a reference into it.
        unsafe { Engine::run(self.0, strategy) }
    }
}

/// Does an operation of the current task.
#[inline]
fn op(kind: Kind, object: u32, arg: u64, at: Place) -> u64 {
    memory::leave();
    let engine = pointer();
    // SAFETY: called from inside a task, which holds no reference into the engine.
    unsafe {
        let value = Engine::op(engine, Op::new(kind, object, arg), at);
        memory::enter((*engine).current);
        value
    }
}

/// Does something in the engine on behalf of the current task.
#[inline]
fn aside<R>(body: impl FnOnce(&mut Engine) -> R) -> R {
    memory::leave();
    let engine = engine();
    let result = body(engine);
    memory::enter(engine.current);
    result
}

#[inline]
fn object(handle: &Handle) -> u32 {
    match handle.id.get() {
        0 => aside(|engine| engine.object(handle)),
        id => id,
    }
}

fn deadline(timeout: Option<u64>) -> u64 {
    timeout.map_or(NEVER, |it| engine().now.saturating_add(it))
}

/// A place in the learner's source.
pub(crate) type Place = &'static Location<'static>;

/// The number of a task, in the order of creation; `main` is 0.
pub(crate) type TaskId = usize;

/// What a modelled std object holds so that the scheduler knows it again. `const`, so that statics work.
///
/// It registers at its first operation. Dropping it ends the object.
#[derive(Debug)]
pub(crate) struct Handle {
    id: Cell<u32>,
    made: Place,
    kind: &'static str,
}

// SAFETY: all tasks of the explored program run on one operating-system thread.
unsafe impl Sync for Handle {}
// SAFETY: as above.
unsafe impl Send for Handle {}

impl Drop for Handle {
    fn drop(&mut self) {
        if self.id.get() != 0
            && let Some(engine) = try_engine()
        {
            engine.retire(self);
        }
    }
}

impl Handle {
    /// An object of std's kind `kind` (such as `Mutex`) made at `made`.
    pub(crate) const fn new(kind: &'static str, made: Place) -> Self {
        Handle {
            id: Cell::new(0),
            made,
            kind,
        }
    }

    /// Where the object was made: the best place for an operation that reaches the surface through `fmt`, whose
    /// caller is std's formatting machinery and not the learner's line.
    pub(crate) const fn made(&self) -> Place {
        self.made
    }
}

/// How a lock is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// By one (`Mutex::lock`, `RwLock::write`).
    Exclusive,
    /// By many readers.
    Shared,
}

// ---- tasks -------------------------------------------------------------------------------------------------------

/// Spawns a task that runs `body`. `body` must not unwind: the surface catches the panic and reports it by
/// [`task_panicked`]. Thread-local destructors are the surface's job too, at the end of `body`.
pub(crate) fn spawn(
    name: Option<String>,
    stack: Option<usize>,
    body: Box<dyn FnOnce()>,
    at: Place,
) -> TaskId {
    memory::leave();
    let engine = pointer();
    // The name is copied out of the task's arena.
    let own = name.as_deref().map(str::to_owned);
    drop(name);
    // SAFETY: as for `op`.
    unsafe {
        let id = Engine::spawn(engine, own, stack, body, at);
        memory::enter((*engine).current);
        id
    }
}
/// Says that the current task's body panicked with `message`.
pub(crate) fn task_panicked(message: &str) {
    aside(|engine| {
        let me = engine.current;
        if let Some(task) = &mut engine.tasks[me] {
            task.panic = Some(message.to_owned());
        }
    });
}
/// Waits until `task` has ended.
pub(crate) fn join(task: TaskId, at: Place) {
    op(Kind::Join, end_of(task), task as u64, at);
}
/// Whether `task` has ended.
pub(crate) fn is_finished(task: TaskId, at: Place) -> bool {
    op(Kind::IsFinished, end_of(task), task as u64, at) != 0
}
/// The current task. Not an operation.
pub(crate) fn current() -> TaskId {
    engine().current
}
/// The name that `task` was given (`main` has "main"). Not an operation.
pub(crate) fn name_of(task: TaskId) -> Option<String> {
    engine()
        .tasks
        .get(task)
        .and_then(|it| it.as_ref())
        .and_then(|it| it.name.clone())
}
/// Sleeps for `nanos` of virtual time.
pub(crate) fn sleep(nanos: u64, at: Place) {
    let until = deadline(Some(nanos));
    op(Kind::Sleep, engine().clock_object(), until, at);
    if let Some(event) = engine().trace.last_mut() {
        event.value = nanos;
    }
}
/// Lets others go first.
pub(crate) fn yield_now(at: Place) {
    op(Kind::Yield, 0, 0, at);
}
/// Waits for a token from [`unpark`], at most for `timeout` nanoseconds.
pub(crate) fn park(timeout: Option<u64>, at: Place) {
    op(Kind::Park, token_of(current()), deadline(timeout), at);
}
/// Gives `task` its park token.
pub(crate) fn unpark(task: TaskId, at: Place) {
    op(Kind::Unpark, token_of(task), 0, at);
}
/// Nanoseconds of virtual time since the program began.
pub(crate) fn now(at: Place) -> u64 {
    let until = aside(|engine| engine.poll(at));
    op(Kind::Now, engine().clock_object(), until, at);
    engine().now
}
/// The same without an operation, for what only reckons deadlines.
pub(crate) fn clock() -> u64 {
    engine().now
}
/// Whether the current task is unwinding (as `std::thread::panicking`). Not an operation.
pub(crate) fn panicking() -> bool {
    let engine = engine();
    engine.tasks[engine.current]
        .as_ref()
        .is_some_and(|it| it.panics > 0)
}

// ---- locks: Mutex, RwLock, the lock of standard output -------------------------------------------------------------

/// Takes the lock, waiting for it.
pub(crate) fn acquire(lock: &Handle, mode: Mode, at: Place) {
    let kind = if mode == Mode::Exclusive {
        Kind::Lock
    } else {
        Kind::Read
    };
    op(kind, object(lock), 0, at);
}
/// Takes the lock if it is free.
pub(crate) fn try_acquire(lock: &Handle, mode: Mode, at: Place) -> bool {
    let kind = if mode == Mode::Exclusive {
        Kind::TryLock
    } else {
        Kind::TryRead
    };
    op(kind, object(lock), 0, at) != value::FAILED
}
/// Gives the lock back. The place shown is where it was acquired.
pub(crate) fn release(lock: &Handle, mode: Mode) {
    let kind = if mode == Mode::Exclusive {
        Kind::Unlock
    } else {
        Kind::Unread
    };
    op(kind, object(lock), 0, here());
}
/// Turns a lock that the current task holds exclusively into a shared one, in one step: no writer gets in between
/// (`RwLockWriteGuard::downgrade`). It is given back with [`Mode::Shared`].
pub(crate) fn downgrade(lock: &Handle, at: Place) {
    op(Kind::Downgrade, object(lock), 0, at);
}

// ---- condition variables, barriers, once ---------------------------------------------------------------------------

/// Releases `mutex` (held exclusively), waits for a notification (at most `timeout` nanoseconds), takes `mutex`
/// again. Returns true when the time-out ended the wait.
pub(crate) fn wait(condvar: &Handle, mutex: &Handle, timeout: Option<u64>, at: Place) -> bool {
    let (condvar, mutex, until) = (object(condvar), object(mutex), deadline(timeout));
    op(Kind::Wait, condvar, until, at);
    op(Kind::Unlock, mutex, 0, at);
    let spurious = engine().settings.spurious;
    // It wakes up as soon as it may: when else it could is not tried.
    engine().approximate |= spurious;
    let wake = if spurious { 0 } else { until };
    let failed = op(Kind::Wake, condvar, wake, at) == value::FAILED;
    let late = until != NEVER && engine().now >= until;
    op(Kind::Lock, mutex, 0, at);
    failed && late
}
/// Wakes one waiter or all.
pub(crate) fn notify(condvar: &Handle, all: bool, at: Place) {
    op(
        if all { Kind::NotifyAll } else { Kind::NotifyOne },
        object(condvar),
        0,
        at,
    );
}
/// Waits until `n` tasks have arrived. Returns true for the one that arrived last.
pub(crate) fn barrier(barrier: &Handle, n: usize, at: Place) -> bool {
    let (barrier, n) = (object(barrier), n.max(1) as u64);
    let arrival = op(Kind::Arrive, barrier, n, at);
    let leader = arrival & 0xffff_ffff == n;
    if !leader {
        op(Kind::Pass, barrier, arrival >> 32, at);
    }
    leader
}

/// What [`once_begin`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Once {
    /// Run the initialiser, then call [`once_end`].
    Run,
    /// The same, after an earlier initialiser panicked.
    RunPoisoned,
    /// Somebody has done it.
    Done,
}
/// Waits while another task initialises; says what to do. Recursion from the initialiser waits for ever, as std.
pub(crate) fn once_begin(once: &Handle, at: Place) -> Once {
    match op(Kind::Once, object(once), 0, at) {
        value::SURE => Once::Done,
        value::POISONED => Once::RunPoisoned,
        _ => Once::Run,
    }
}
/// Ends the initialiser that [`once_begin`] asked for: `ok` false poisons.
pub(crate) fn once_end(once: &Handle, ok: bool) {
    op(Kind::OnceEnd, object(once), u64::from(ok), here());
}
/// Whether the initialiser has run (an atomic load).
pub(crate) fn once_done(once: &Handle, at: Place) -> bool {
    op(Kind::OnceDone, object(once), 0, at) != 0
}

/// Waits until an initialiser has run to its end, whichever task's it is; it never runs one itself. Returns true then.
/// Without `force` it returns false as soon as the last initialiser to end panicked, at once if that was before.
pub(crate) fn once_wait(once: &Handle, force: bool, at: Place) -> bool {
    op(Kind::OnceWait, object(once), u64::from(force), at) != value::FAILED
}

// ---- channels ------------------------------------------------------------------------------------------------------

/// What became of sending. After `Done` the surface pushes the value at the end of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// The value is in.
    Done,
    /// No receiver.
    Disconnected,
    /// `try_send` only: no room.
    Full,
}
/// What became of receiving. After `Done` the surface pops the value at the front of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// There is a value.
    Done,
    /// Nothing is left and no sender either.
    Disconnected,
    /// `try_recv` and `recv_timeout` only: nothing in time.
    Empty,
}
/// Opens a channel with one sender and one receiver. `bound` None: unbounded. Call once, at creation.
pub(crate) fn channel_open(channel: &Handle, bound: Option<usize>) {
    aside(|engine| engine.open(channel, bound));
}
/// Sends, waiting for room in a bounded channel. For bound 0 (rendezvous) it is two steps, and `push` is called
/// between them: the offer, and the wait until a receiver took it. For other bounds `push` is called at `Done` too, so
/// the surface never pushes by itself.
pub(crate) fn send(channel: &Handle, push: &mut dyn FnMut(), at: Place) -> Sent {
    let channel = object(channel);
    let bound = bound_of(channel);
    let number = op(Kind::Send, channel, bound.unwrap_or(0), at);
    if number == value::DISCONNECTED {
        return Sent::Disconnected;
    }
    push();
    if bound == Some(0) && op(Kind::Taken, channel, number, at) == value::DISCONNECTED {
        return Sent::Disconnected;
    }
    Sent::Done
}
/// Sends if it can be done at once.
pub(crate) fn try_send(channel: &Handle, push: &mut dyn FnMut(), at: Place) -> Sent {
    let channel = object(channel);
    match op(Kind::TrySend, channel, bound_of(channel).unwrap_or(0), at) {
        value::DISCONNECTED => Sent::Disconnected,
        value::FAILED => Sent::Full,
        _ => {
            push();
            Sent::Done
        }
    }
}
/// Receives, waiting for a value (at most `timeout` nanoseconds).
pub(crate) fn recv(channel: &Handle, timeout: Option<u64>, at: Place) -> Received {
    let kind = if timeout.is_some() {
        Kind::RecvTimeout
    } else {
        Kind::Recv
    };
    received(op(kind, object(channel), deadline(timeout), at))
}
/// Receives if there is a value.
pub(crate) fn try_recv(channel: &Handle, at: Place) -> Received {
    received(op(Kind::TryRecv, object(channel), 0, at))
}
/// One more sender, made at `at`. Returns its number, for [`drop_sender`]. The first one has number 0.
pub(crate) fn clone_sender(channel: &Handle, at: Place) -> u32 {
    aside(|engine| engine.clone_sender(channel, at))
}
/// Sender number `sender` is gone.
pub(crate) fn drop_sender(channel: &Handle, sender: u32) {
    let id = object(channel);
    op(Kind::DropSender, id, u64::from(sender), here());
    engine().objects[id as usize].senders.retain(|it| it.0 != sender);
}
/// The receiver is gone; the surface drops what is left in the queue.
pub(crate) fn drop_receiver(channel: &Handle) {
    op(Kind::DropReceiver, object(channel), 0, here());
}

// ---- atomics -------------------------------------------------------------------------------------------------------

/// Announces a load; the surface reads its cell right after, and says what it read by [`note`].
pub(crate) fn load(atomic: &Handle, at: Place) {
    op(Kind::Load, object(atomic), 0, at);
}
/// Announces a store of `bits`; the surface writes its cell right after.
pub(crate) fn store(atomic: &Handle, bits: u64, at: Place) {
    op(Kind::Store, object(atomic), bits, at);
}
/// Announces a read-modify-write; the surface does it right after and says so by [`note`].
pub(crate) fn update(atomic: &Handle, at: Place) {
    op(Kind::Update, object(atomic), 0, at);
}
/// Tells what the operation just done read, and what it wrote (the same bits: nothing was written, as for a failed
/// compare-exchange). Values as the learner would print them fit in 64 bits; signed ones are sign-extended.
pub(crate) fn note(read: u64, wrote: u64) {
    let engine = engine();
    if let Some(event) = engine.trace.last_mut() {
        (event.value, event.wrote) = (read, wrote);
        if event.op.kind == Kind::Update {
            engine.stir();
        }
    }
}

// ---- streams and the process ---------------------------------------------------------------------------------------

/// Which standard stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
    /// Standard input.
    In,
}
/// Writes `bytes` in one go; waits while another task holds the stream's lock.
pub(crate) fn print(stream: Stream, bytes: &[u8], at: Place) {
    if stream == Stream::Err {
        aside(|engine| engine.print_error(bytes));
    } else if !bytes.is_empty() {
        op(Kind::Print, STDOUT, bytes.len() as u64, at);
        aside(|engine| engine.print(bytes));
    }
}
/// Takes the stream's reentrant lock.
pub(crate) fn lock_stream(stream: Stream, at: Place) {
    match stream {
        Stream::Out if aside(Engine::deepen) => op(Kind::Lock, STDOUT, 0, at),
        Stream::In => op(Kind::Lock, STDIN_LOCK, 0, at),
        _ => 0,
    };
}
/// Gives it back.
pub(crate) fn unlock_stream(stream: Stream) {
    match stream {
        Stream::Out if aside(Engine::surface) => op(Kind::Unlock, STDOUT, 0, here()),
        Stream::In => op(Kind::Unlock, STDIN_LOCK, 0, here()),
        _ => 0,
    };
}
/// Everything that is left of standard input; empty at its end.
pub(crate) fn input_rest(at: Place) -> &'static [u8] {
    op(Kind::Input, STDIN, 0, at);
    let engine = engine();
    &engine.settings.stdin[engine.read.min(engine.settings.stdin.len())..]
}
/// `n` bytes of standard input are used up. Not an operation.
pub(crate) fn input_take(n: usize) {
    engine().read += n;
}
/// Reads from standard input into `buffer`: how many bytes; 0 at the end.
pub(crate) fn input(buffer: &mut [u8], at: Place) -> usize {
    op(Kind::Input, STDIN, 0, at);
    aside(|engine| engine.input(buffer))
}
/// Ends the process.
pub(crate) fn exit(code: i32, at: Place) -> ! {
    memory::leave();
    engine().exit(code, at)
}
/// Aborts the process.
pub(crate) fn abort(at: Place) -> ! {
    op(Kind::Abort, 0, 0, at);
    memory::leave();
    let engine = pointer();
    // SAFETY: as for `op`.
    unsafe { Engine::stop(engine, Ending::Fault(faults::Fault::Abort, (*engine).current)) }
}
/// Ends the whole exploration: `item` (such as `std::process::Command::spawn`) is not modelled.
pub(crate) fn refuse(item: &'static str, at: Place) -> ! {
    memory::leave();
    // SAFETY: as for `op`.
    unsafe { Engine::stop(pointer(), Ending::Refused(item, at)) }
}
/// The explored program's arguments after its own name. Not an operation.
pub(crate) fn args() -> Vec<String> {
    engine().settings.args.clone()
}
/// The learner's panic hook, if there is one.
pub(crate) fn hook() -> &'static mut Option<Hook> {
    &mut engine().hook
}
/// Unwinds with `payload`, without calling the hook, as `std::panic::resume_unwind`.
pub(crate) fn resume(payload: Box<dyn core::any::Any + Send>) -> ! {
    let engine = engine();
    engine.tasks[engine.current]
        .as_mut()
        .expect("the running task")
        .panics += 1;
    std::panic::resume_unwind(payload)
}
/// Calls the learner's panic machinery: how many panics the current task is inside is kept per task, so
/// `catch_unwind` of the surface must call this instead of std's.
pub(crate) fn catch<R>(body: impl FnOnce() -> R) -> Result<R, Box<dyn core::any::Any + Send>> {
    panics::catch(body)
}
/// The current task's thread-local slots: key address → value pointer. The surface runs the destructors.
pub(crate) fn locals() -> &'static mut Vec<(usize, *mut u8)> {
    let engine = engine();
    &mut engine.tasks[engine.current]
        .as_mut()
        .expect("the running task")
        .locals
}

fn received(value: u64) -> Received {
    match value {
        value::DISCONNECTED => Received::Disconnected,
        value::FAILED => Received::Empty,
        _ => Received::Done,
    }
}

fn bound_of(channel: u32) -> Option<u64> {
    engine().objects[channel as usize]
        .state
        .as_channel()
        .and_then(|it| it.bound)
}

/// Where an operation is that the learner did not write: a release shows where the lock was taken instead.
#[track_caller]
fn here() -> Place {
    Location::caller()
}
