//! What the surface asks about locks, condition variables, barriers and one-time initialisation.

use super::{Handle, Kind, Mode, NEVER, Place, deadline, engine, here, object, op, value};

/// Takes the lock, waiting for it.
pub(crate) fn acquire(lock: &Handle, mode: Mode, at: Place) {
    let kind = if mode == Mode::Exclusive {
        Kind::Lock
    } else {
        Kind::Read
    };
    op(kind, object(lock), 0, at);
}
/// Begins to wait for exclusive use of a lock that others may share: no reader gets in before the current task has had
/// its turn.
pub(crate) fn queue(lock: &Handle, at: Place) {
    op(Kind::Queue, object(lock), 0, at);
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
