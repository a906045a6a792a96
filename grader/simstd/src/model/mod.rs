//! What the visible operations of std mean: when one can happen, what it changes, which two of them may not be
//! exchanged. No scheduling, no std shapes.
//!
//! Plain data and pure functions over it; one file for each family of objects.

#![expect(
    clippy::match_same_arms,
    reason = "each arm is a rule of its own, with its own reason"
)]

mod barrier;
mod channel;
mod condvar;
mod conflict;
mod lock;
mod once;
mod park;

pub(crate) use conflict::{Order, conflicts, ends_process, order, shown_outside};
pub(crate) use wire::Op as Kind;

use barrier::Barrier;
use channel::Channel;
use condvar::Condvar;
use lock::Lock;
use once::Once;
use park::Park;

/// The number of a task. The same task has the same number in every schedule.
pub(crate) type Task = usize;

/// No deadline.
pub(crate) const NEVER: u64 = u64::MAX;

/// An operation that a task announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Op {
    /// What.
    pub kind: Kind,
    /// Number of the object: the same in every schedule that treats it alike. 0: none.
    pub object: u32,
    /// The other task; the bits to store; the deadline (virtual nanoseconds); the number of an offer.
    pub arg: u64,
}

impl Op {
    /// An operation.
    pub(crate) const fn new(kind: Kind, object: u32, arg: u64) -> Self {
        Op { kind, object, arg }
    }

    /// The moment at which a timed operation goes on without what it waits for.
    pub(crate) fn deadline(&self) -> u64 {
        match self.kind {
            Kind::Sleep | Kind::Park | Kind::Wake | Kind::RecvTimeout | Kind::Now => self.arg,
            _ => NEVER,
        }
    }
}

/// An operation that happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    /// Who did it.
    pub task: Task,
    /// What.
    pub op: Op,
    /// What came of it: see [`value`], and what was read for atomics.
    pub value: u64,
    /// What an update wrote.
    pub wrote: u64,
    /// Virtual nanoseconds.
    pub time: u64,
    /// It happened after the process was gone, and only shows what could have happened before.
    pub ghost: bool,
    /// The task that ran before could have gone on.
    pub preempts: bool,
    /// The event that let it go on after it had spun.
    pub woken: Option<u32>,
    /// Where in the learner's source.
    pub at: crate::rt::Place,
}

/// What came of operations: the values that [`Event::value`] takes beyond plain numbers.
pub(crate) mod value {
    /// It did not work: would block, nothing there, timed out.
    pub(crate) const FAILED: u64 = u64::MAX;
    /// The other side is gone.
    pub(crate) const DISCONNECTED: u64 = u64::MAX - 1;
    /// It worked, and could not have gone otherwise.
    pub(crate) const SURE: u64 = 1;
    /// It worked.
    pub(crate) const DONE: u64 = 0;
    /// An earlier initialiser panicked.
    pub(crate) const POISONED: u64 = 2;
}

/// When an operation can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ready {
    /// Now.
    Now,
    /// Not before this moment of virtual time.
    At(u64),
    /// Not unless another task does something.
    Blocked,
}

impl Ready {
    fn when(possible: bool, now: u64, deadline: u64) -> Self {
        if possible || deadline <= now {
            Ready::Now
        } else if deadline == NEVER {
            Ready::Blocked
        } else {
            Ready::At(deadline)
        }
    }
}

/// What is known about an object in the running schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// Nothing yet, or nothing needs to be known (atomics, the clock).
    #[default]
    Plain,
    /// A lock.
    Lock(Lock),
    /// A condition variable.
    Condvar(Condvar),
    /// A barrier.
    Barrier(Barrier),
    /// A one-time initialisation.
    Once(Once),
    /// A channel.
    Channel(Channel),
    /// A task's park token.
    Park(Park),
    /// Whether a task has ended.
    Ended(bool),
}

macro_rules! part {
    ($($name:ident $shared:ident $variant:ident $type:ty;)*) => { impl State { $(
        fn $name(&mut self) -> &mut $type {
            if !matches!(self, State::$variant(_)) {
                *self = State::$variant(<$type>::default());
            }
            match self { State::$variant(it) => it, _ => unreachable!() }
        }
        #[allow(dead_code, reason = "not every family is looked at from outside")]
        pub(crate) fn $shared(&self) -> Option<&$type> {
            match self { State::$variant(it) => Some(it), _ => None }
        }
    )* } };
}
part! {
    lock as_lock Lock Lock;
    condvar as_condvar Condvar Condvar;
    barrier as_barrier Barrier Barrier;
    once as_once Once Once;
    channel as_channel Channel Channel;
    park as_park Park Park;
    ended as_ended Ended bool;
}

impl State {
    /// An object on which nothing has happened yet, as far as `op` on it tells.
    pub(crate) fn before(op: &Op) -> Self {
        use Kind as K;
        match op.kind {
            K::Send
            | K::TrySend
            | K::Taken
            | K::Recv
            | K::TryRecv
            | K::RecvTimeout
            | K::DropSender
            | K::DropReceiver => State::Channel(Channel::seen_from(op)),
            _ => State::Plain,
        }
    }

    /// The channel, opened with `bound`.
    pub(crate) fn open(&mut self, bound: Option<usize>) {
        *self = State::Channel(Channel::open(bound));
    }

    /// What of it matters for what can happen next, as words.
    pub(crate) fn digest(&self, word: &mut dyn FnMut(u64)) {
        match self {
            State::Plain => {}
            State::Lock(it) => {
                word(it.owner.map_or(0, |it| it as u64 + 1));
                it.readers.iter().for_each(|it| word(*it as u64));
                it.queue.iter().for_each(|it| word(*it as u64 | 1 << 32));
            }
            State::Condvar(it) => {
                it.waiting.iter().for_each(|it| word(it.0 as u64));
                word(it.permits.len() as u64);
            }
            State::Barrier(it) => word(it.arrived),
            State::Once(it) => {
                word(u64::from(it.running) | u64::from(it.done) << 1 | u64::from(it.poisoned) << 2);
            }
            State::Channel(it) => {
                word(it.sent - it.received);
                word(it.senders << 1 | u64::from(it.closed));
            }
            State::Park(it) => word(u64::from(it.token)),
            State::Ended(it) => word(u64::from(*it)),
        }
    }

    /// One more sender.
    pub(crate) fn clone_sender(&mut self) {
        self.channel().senders += 1;
    }
}

/// When `task` can do `op` on an object in `state`; `now` is the virtual time.
pub(crate) fn ready(state: &State, op: &Op, task: Task, now: u64) -> Ready {
    use Kind as K;
    match op.kind {
        K::Lock | K::Read | K::Print => Ready::when(
            state.as_lock().is_none_or(|it| it.free_for(task, op.kind)),
            now,
            NEVER,
        ),
        K::Join => Ready::when(state.as_ended() == Some(&true), now, NEVER),
        K::Sleep | K::Now => Ready::when(false, now, op.arg),
        K::Park => Ready::when(state.as_park().is_some_and(|it| it.token), now, op.arg),
        K::Wake => Ready::when(
            state.as_condvar().is_some_and(|it| it.may_wake(task)),
            now,
            op.arg,
        ),
        K::Pass => Ready::when(
            state.as_barrier().is_some_and(|it| it.generation > op.arg),
            now,
            NEVER,
        ),
        K::Once => Ready::when(state.as_once().is_none_or(|it| !it.running), now, NEVER),
        K::OnceWait => Ready::when(state.as_once().is_some_and(|it| it.over(op.arg != 0)), now, NEVER),
        K::Send | K::Recv | K::RecvTimeout | K::Taken => Ready::when(
            state.as_channel().is_none_or(|it| it.possible(op)),
            now,
            op.deadline(),
        ),
        _ => Ready::Now,
    }
}

/// Does `op` by `task`: changes the object's state and says what came of it.
pub(crate) fn perform(state: &mut State, op: &Op, task: Task, now: u64) -> u64 {
    use Kind as K;
    match op.kind {
        K::Queue | K::Lock | K::TryLock | K::Unlock | K::Read | K::TryRead | K::Unread | K::Downgrade => {
            state.lock().perform(op.kind, task)
        }
        K::Wait | K::Wake | K::NotifyOne | K::NotifyAll => state.condvar().perform(op, task, now),
        K::Arrive | K::Pass => state.barrier().perform(op),
        K::Once | K::OnceEnd | K::OnceDone | K::OnceWait => state.once().perform(op, task),
        K::Send
        | K::Taken
        | K::TrySend
        | K::Recv
        | K::TryRecv
        | K::RecvTimeout
        | K::DropSender
        | K::DropReceiver => state.channel().perform(op),
        K::Park | K::Unpark => state.park().perform(op),
        K::End => {
            *state.ended() = true;
            value::DONE
        }
        K::IsFinished => u64::from(state.as_ended() == Some(&true)),
        _ => value::DONE,
    }
}
