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

mod channels;
mod effects;
pub(crate) mod engine;
pub(crate) mod faults;
pub(crate) mod flight;
mod image;
mod locks;
pub(crate) mod memory;
pub(crate) mod objects;
mod panics;
mod ready;
pub(crate) mod repeat;
pub(crate) mod stack;
mod steps;
mod task;
mod tasks;

use crate::model::{Kind, NEVER, Op, value};
use crate::search::Strategy;
pub(crate) use channels::*;
use core::cell::{Cell, UnsafeCell};
use core::panic::Location;
pub(crate) use effects::*;
use engine::{Ending, Engine};
pub(crate) use locks::*;
use objects::{STDIN, STDIN_LOCK, STDOUT, end_of, token_of};
pub(crate) use panics::Hook;
pub(crate) use tasks::*;

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

/// Where an operation is that the learner did not write: a release shows where the lock was taken instead.
#[track_caller]
fn here() -> Place {
    Location::caller()
}
