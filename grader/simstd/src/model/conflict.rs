//! Which operations may not be exchanged.
//!
//! [`order`] looks at two operations that happened, one after the other; [`conflicts`] at one that happened and one
//! that is only announced (and could have happened instead). Both look at what came of the operations, so that, say,
//! two messages received in their turn, or two stores of the same value, count as independent (conditional
//! independence, Katz and Peled 1992).

use super::{Event, Kind as K, Op, value};

/// How two operations of different tasks, the first before the second, hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Exchanging them changes nothing.
    Free,
    /// The second cannot be done without the first.
    After,
    /// They could happen the other way round, to another effect.
    Race,
    /// The same; but it may be the first that lets the second happen at all, so that what came before the first and
    /// once kept the second from happening is in a race with the second, too.
    Enables,
}

use Order::{After, Enables, Free, Race};

fn race(it: bool) -> Order {
    if it { Race } else { Free }
}

fn enables(it: bool) -> Order {
    if it { Enables } else { Free }
}

fn after(it: bool) -> Order {
    if it { After } else { Free }
}

/// Whether `op` can end the process: `main` returns, `exit`, `abort`.
pub(crate) fn ends_process(op: &Op) -> bool {
    matches!(op.kind, K::Exit | K::Abort) || op.kind == K::End && op.arg == 1
}

/// Whether `op` can be seen from outside the process.
pub(crate) fn shown_outside(op: &Op) -> bool {
    op.kind == K::Print || ends_process(op)
}

/// How `first` and `second`, which happened in this order in different tasks, hang together.
pub(crate) fn order(first: &Event, second: &Event) -> Order {
    let (a, b) = (first.op.kind, second.op.kind);
    if ends_process(&first.op) && shown_outside(&second.op)
        || ends_process(&second.op) && shown_outside(&first.op)
    {
        return Race;
    }
    if first.op.object != second.op.object || first.op.object == 0 {
        return Free;
    }
    match b {
        // It keeps out readers, and whoever holds the lock goes on holding it.
        K::Queue => race(matches!(a, K::Read | K::TryRead)),
        K::Lock | K::TryLock | K::Unlock | K::Read | K::TryRead | K::Unread | K::Downgrade | K::Print => {
            locks(first, second)
        }
        K::Wait | K::Wake | K::NotifyOne | K::NotifyAll => condvars(first, second),
        K::Send
        | K::Taken
        | K::TrySend
        | K::Recv
        | K::TryRecv
        | K::RecvTimeout
        | K::DropSender
        | K::DropReceiver => channels(first, second),
        K::Load | K::Store | K::Update => race(!commuting_accesses(first, second)),
        // Who comes last leads; and who comes after that belongs to the next round.
        K::Arrive => {
            race(a == K::Arrive && (round(first) != round(second) || place(second) == second.op.arg))
        }
        K::Pass => after(a == K::Arrive && round(first) == second.op.arg),
        K::Once if a == K::Once => race(first.value != value::SURE),
        K::Once if a == K::OnceWait => race(first.value == value::FAILED),
        K::OnceWait => after(a == K::OnceEnd),
        K::Once => after(a == K::OnceEnd),
        K::OnceDone => race(a == K::OnceEnd),
        K::OnceEnd => race(a == K::OnceDone),
        K::Park => enables(a == K::Unpark),
        K::Unpark => race(a == K::Park),
        K::Join => after(a == K::End),
        K::IsFinished => race(a == K::End),
        K::End => race(a == K::IsFinished),
        K::Input => race(a == K::Input),
        // On the elastic clock only: there these two have the clock as their object.
        K::Now | K::Sleep => race(a != b || a == K::Sleep),
        _ => Free,
    }
}

fn round(arrival: &Event) -> u64 {
    arrival.value >> 32
}

fn place(arrival: &Event) -> u64 {
    arrival.value & 0xffff_ffff
}

fn locks(first: &Event, second: &Event) -> Order {
    let (a, b) = (first.op.kind, second.op.kind);
    let failed = |e: &Event| matches!(e.op.kind, K::TryLock | K::TryRead) && e.value == value::FAILED;
    let reads = |k| matches!(k, K::Read | K::TryRead);
    let releases = |k| matches!(k, K::Unlock | K::Unread | K::Downgrade);
    if a == K::Queue {
        return race(reads(b));
    }
    match (releases(a), releases(b)) {
        // A writer turned reader lets other readers in, and still nobody who wants to write.
        (true, false) if a == K::Downgrade && !reads(b) => Free,
        (true, true) => Free,
        // A lock needs the release; a try would have failed without it, or fails in spite of it (another reader).
        (true, false) if matches!(b, K::TryLock | K::TryRead) => Race,
        (true, false) => after(!(a == K::Unread && reads(b))),
        // A reader could have come before the writer got in line, not between that and its turn.
        (false, false) if a == K::Lock && reads(b) => After,
        (false, true) => race(failed(first)),
        (false, false) => race(!(failed(first) && failed(second) || reads(a) && reads(b))),
    }
}

fn condvars(first: &Event, second: &Event) -> Order {
    let notifies = |k| matches!(k, K::NotifyOne | K::NotifyAll);
    let (a, b) = (first.op.kind, second.op.kind);
    match (a, b) {
        (K::Wake, K::Wake) => race(first.value != value::SURE || second.value != value::SURE),
        (K::Wait, _) => race(notifies(b)),
        (_, K::Wait) => race(notifies(a)),
        (K::Wake, _) => race(notifies(b) && first.value == value::FAILED),
        (_, K::Wake) => enables(notifies(a) && second.value != value::FAILED),
        _ => Free,
    }
}

fn channels(first: &Event, second: &Event) -> Order {
    let sends = |k| matches!(k, K::Send | K::TrySend);
    let (a, b) = (first.op.kind, second.op.kind);
    let (x, y) = (first.value, second.value);
    let number = |v: u64| v < value::DISCONNECTED;
    // Whether the second could have gone on without waiting, when the first had just happened.
    let polls = matches!(b, K::TryRecv) || b == K::RecvTimeout && second.op.arg <= first.time;
    // One that waits for so long only may have given up before, had the first come late (on the elastic clock).
    let limited = b == K::RecvTimeout;
    let reversible = |it: bool| match it {
        false => Free,
        true if polls => Race,
        true if limited => Enables,
        true => After,
    };
    match b {
        K::Send | K::TrySend if sends(a) => {
            race(number(x) && !(b == K::TrySend && y == value::FAILED && x == y))
        }
        K::Send | K::TrySend => match a {
            K::DropReceiver => enables(y == value::DISCONNECTED),
            K::TryRecv | K::RecvTimeout if x == value::FAILED => race(number(y)),
            K::Recv | K::TryRecv | K::RecvTimeout if number(x) && number(y) && y > x => {
                // `arg` of a bounded channel's sends is its bound, 0 for no bound.
                let needed = second.op.arg != 0 && y - x >= second.op.arg;
                if b == K::TrySend {
                    race(needed)
                } else {
                    after(needed)
                }
            }
            _ => Free,
        },
        K::Recv | K::TryRecv | K::RecvTimeout => match a {
            K::Send | K::TrySend if number(x) => reversible(x == y),
            K::TrySend => race(x == value::FAILED && number(y)),
            K::DropSender => reversible(y == value::DISCONNECTED),
            _ => Free,
        },
        K::Taken => after(
            matches!(a, K::Recv | K::TryRecv | K::RecvTimeout) && x == second.op.arg || a == K::DropReceiver,
        ),
        K::DropSender => race(matches!(a, K::TryRecv | K::RecvTimeout) && x == value::FAILED && y == 0),
        K::DropReceiver => race(sends(a) && x != value::DISCONNECTED),
        _ => Free,
    }
}

/// Two accesses to an atomic that change nothing for each other.
fn commuting_accesses(first: &Event, second: &Event) -> bool {
    let only_reads = |e: &Event| e.op.kind == K::Load || e.op.kind == K::Update && e.value == e.wrote;
    let stores = |e: &Event| e.op.kind == K::Store;
    only_reads(first) && only_reads(second)
        || stores(first) && stores(second) && first.op.arg == second.op.arg
}

/// Whether the announced operation `other` of another task, which could have happened instead of `done`, must not be
/// exchanged with it.
pub(crate) fn conflicts(done: &Event, other: &Op) -> bool {
    let (a, b) = (done.op.kind, other.kind);
    if ends_process(&done.op) && shown_outside(other) || ends_process(other) && shown_outside(&done.op) {
        return true;
    }
    if done.op.object != other.object || other.object == 0 {
        return false;
    }
    let sends = |k| matches!(k, K::Send | K::TrySend);
    let polls = |k| matches!(k, K::TryRecv | K::RecvTimeout);
    let notifies = |k| matches!(k, K::NotifyOne | K::NotifyAll);
    let reads = |k| matches!(k, K::Read | K::TryRead);
    match (a, b) {
        (K::Queue, _) => reads(b),
        (_, K::Queue) => reads(a),
        (K::Lock | K::TryLock | K::Read | K::TryRead, _) => {
            done.value != value::FAILED && !(reads(a) && reads(b))
                || matches!(b, K::Unlock | K::Unread | K::Downgrade)
        }
        (K::Unlock | K::Unread | K::Downgrade, _) => !matches!(b, K::Unlock | K::Unread | K::Downgrade),
        (K::Print, _) | (_, K::Print) => true,
        (K::Wake, K::Wake) => done.value != value::SURE,
        (K::Wake, _) => notifies(b) && done.value == value::FAILED,
        (K::Wait, _) => notifies(b),
        (K::NotifyOne | K::NotifyAll, _) => b == K::Wait || b == K::Wake && other.arg != super::NEVER,
        (K::Load, _) => b != K::Load,
        (K::Store, K::Store) => done.op.arg != other.arg,
        (K::Update, K::Load) => done.value != done.wrote,
        (K::Store | K::Update, _) => true,
        (K::Arrive, _) => place(done) + 1 >= done.op.arg,
        (K::Once, K::Once) => done.value != value::SURE,
        (K::Once, K::OnceWait) | (K::OnceWait, K::Once) => true,
        (K::OnceEnd, K::OnceDone) | (K::OnceDone, K::OnceEnd) => true,
        (K::Park, K::Unpark) | (K::Unpark, K::Park) => true,
        (K::End, K::IsFinished) | (K::IsFinished, K::End) => true,
        (K::Input, _) => true,
        (K::Now | K::Sleep, _) => a != b || a == K::Sleep,
        (K::TrySend, K::Recv | K::TryRecv | K::RecvTimeout) if done.value == value::FAILED => true,
        (K::Send | K::TrySend, _) => sends(b) || polls(b) || b == K::DropReceiver || b == K::TrySend,
        (K::Recv | K::TryRecv | K::RecvTimeout, _) => {
            b == K::TrySend || done.value == value::FAILED && (sends(b) || b == K::DropSender)
        }
        (K::DropSender, _) => polls(b) && done.value == 0,
        (K::DropReceiver, _) => sends(b),
        _ => false,
    }
}
