//! The threads of a tree that is about to be ended, with what they were doing and where.

use crate::registers::{Registers, Seized};
use crate::stack::Stacks;
use crate::task::{State, Task};
use crate::tree::{Bounds, Look, Tree};
use crate::{Activity, Thread};
use rustix::process::Signal;
use rustix::time::Timespec;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How many threads are described: nobody reads more.
const DESCRIBED: usize = 256;
/// How long a frozen tree may take to stand still.
const FREEZE: Duration = Duration::from_millis(50);
/// Between two looks at whether it does: threads that run must get to see the signal.
const PAUSE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 200_000,
};

/// Describes the threads that `look` found standing still.
pub(crate) fn describe(tree: &mut Tree, look: &Look) -> Vec<Thread> {
    let mut stacks: BTreeMap<i32, Stacks> = BTreeMap::new();
    let mut seized = Seized::default();
    let living = look.tasks.iter().filter(|task| task.state != State::Ended);
    let threads = living
        .take(DESCRIBED)
        .map(|task| {
            let walker = stacks.entry(task.pid).or_insert_with(|| Stacks::of(task.pid));
            Thread {
                pid: task.pid,
                tid: task.tid,
                name: tree.name(task.pid, task.tid),
                activity: task.activity(),
                stack: seized
                    .registers(task.tid)
                    .or_else(|| shown(task))
                    .map(|registers| walker.walk(registers))
                    .unwrap_or_default(),
            }
        })
        .collect();
    if seized.holds_any() {
        // The run is about to be ended anyway, and only a dead thread can be let go now.
        tree.signal(Signal::KILL);
        seized.take_exits();
    }
    threads
}

/// What everybody may see of a thread's registers.
fn shown(task: &Task) -> Option<Registers> {
    let (sp, pc) = task.call.registers()?;
    Some(Registers {
        pc,
        sp,
        ..Registers::default()
    })
}

/// Stops every process of the tree, so that the threads that ran show where, and describes all threads.
///
/// A thread that was on its way in or out of a system call when it was stopped still counts as running.
#[expect(
    clippy::disallowed_methods,
    reason = "a frozen tree gets some time, and no more, to stand still"
)]
pub(crate) fn freeze(tree: &mut Tree) -> Vec<Thread> {
    let bounds = Bounds {
        threads: DESCRIBED,
        processes: DESCRIBED,
    };
    let before = tree.look(bounds);
    let start = Instant::now();
    let mut frozen;
    loop {
        // Again and again: a process that forked while it was stopped has a child that was not.
        tree.signal(Signal::STOP);
        frozen = tree.look(bounds);
        let still = frozen
            .tasks
            .iter()
            .all(|task| matches!(task.state, State::Stopped | State::Ended));
        if still || start.elapsed() > FREEZE {
            break;
        }
        let _ = rustix::thread::nanosleep(&PAUSE);
    }
    let mut threads = describe(tree, &frozen);
    for thread in &mut threads {
        let same = before
            .tasks
            .iter()
            .find(|task| (task.pid, task.tid) == (thread.pid, thread.tid));
        // A stopped thread shows where it is; what it was doing there is what it did before.
        if let Some(task) = same {
            thread.activity = match task.state {
                State::Ready | State::Busy => Activity::Running,
                _ => task.activity(),
            };
        }
    }
    threads
}
