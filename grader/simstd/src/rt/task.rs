//! A task of the explored program.

use super::Place;
use super::repeat::Idle;
use super::stack::Slot;
use crate::model::Task as Id;
use corosensei::trap::CoroutineTrapHandler;
use corosensei::{Coroutine, Yielder};

/// How a task's coroutine gave control back for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Its code came to an end.
    Ended,
    /// A signal took it down.
    Fault(super::faults::Fault),
}

/// The coroutine of a task.
pub(super) type Body = Coroutine<(), (), Exit, Slot>;

/// A task.
pub(crate) struct Task {
    /// The learner's name.
    pub name: Option<std::borrow::Cow<'static, str>>,
    /// Its number in the order of creation.
    pub nth: u32,
    /// Who spawned it.
    pub parent: Id,
    /// Where.
    pub spawned_at: Place,
    /// Tasks that it has spawned so far.
    pub children: u32,
    /// Where.
    pub at: Place,
    /// It has ended.
    pub ended: bool,
    /// It ended by this panic.
    pub panic: Option<String>,
    /// Where it panicked last.
    pub panicked_at: Option<wire::Place>,
    /// It repeats the same reads.
    pub spins: bool,
    /// The objects that it reads then.
    pub watched: Vec<u32>,
    /// The event that let it go on after that.
    pub woken: Option<u32>,
    /// What it has read since it last changed anything.
    pub idle: Idle,
    /// Its last event.
    pub last_event: Option<usize>,
    /// Panics that it is inside of.
    pub panics: usize,
    /// Its thread-local values.
    pub locals: Vec<(usize, *mut u8)>,
    /// What it has of its own in std's thread-local block while it does not run.
    pub own: super::image::Own,
    /// Locks that it holds: object and place of acquisition.
    pub held: Vec<(u32, Place)>,
    /// Where its stack ended when it last announced an operation.
    pub sp: usize,
    /// How a signal handler gets out of it.
    pub trap: CoroutineTrapHandler<Exit>,
    /// How often it holds the lock of standard output.
    pub out_depth: u32,
    /// Its way out of the coroutine.
    pub yielder: *const Yielder<(), ()>,
    /// The coroutine.
    pub body: Option<Body>,
}
