//! What the looks at a tree add up to: limits that were passed, a tree that is stuck, and how many worked at once.

use crate::cadence::Cadence;
use crate::clock::Clock;
use crate::task::{State, Task};
use crate::tree::{Bounds, Look, Tree};
use crate::{Ending, Limits, stuck};
use std::time::Duration;

/// Looks at a tree again and again.
#[derive(Debug)]
pub(crate) struct Looks {
    limits: Limits,
    first: i32,
    pub(crate) cadence: Cadence,
    /// The thread that was seen not to wait for others when we last looked: as long as it goes on, so does the
    /// program, and nothing else needs to be looked at.
    alive: Option<(i32, i32)>,
    /// When the last full look ended, what was resident then, and how many threads were at work.
    last: (Duration, u64, u32),
    /// The most threads at work at once.
    pub(crate) peak_at_work: u32,
    /// Thread time at work until the last full look.
    at_work: Duration,
    /// The largest peak of resident memory of any process, in bytes.
    pub(crate) peak_memory: u64,
    /// Whether some thread's system call could not be read.
    pub(crate) hidden: bool,
}

/// What a look led to.
#[derive(Debug)]
pub(crate) enum Sight {
    /// Nothing to act upon.
    Nothing,
    /// This limit was passed.
    Limit(Ending),
    /// The tree is stuck as shown here.
    Stuck(Look),
}

impl Looks {
    /// Looks at the tree of process `first`.
    pub(crate) fn new(limits: Limits, first: i32) -> Self {
        Looks {
            limits,
            first,
            cadence: Cadence::new(),
            alive: None,
            last: (Duration::ZERO, 0, 1),
            peak_at_work: 0,
            at_work: Duration::ZERO,
            peak_memory: 0,
            hidden: false,
        }
    }

    /// The thread time at work when the run ended at `now`.
    pub(crate) fn at_work(&self, now: Duration) -> Duration {
        let (since, _, threads) = self.last;
        self.at_work + now.saturating_sub(since) * threads
    }

    fn bounds(&self) -> Bounds {
        let count = |limit: u32| usize::try_from(limit).unwrap_or(usize::MAX);
        // The first process is not counted by the limit.
        Bounds {
            threads: count(self.limits.threads),
            processes: count(self.limits.processes).saturating_add(1),
        }
    }

    /// Does what is due at `now`.
    pub(crate) fn due(&mut self, tree: &mut Tree, clock: Clock, now: Duration) -> Sight {
        if self.cadence.look_is_due(now) {
            return self.look(tree, clock);
        }
        if !self.cadence.glance_is_due(now) {
            return Sight::Nothing;
        }
        if self.hidden || self.alive.is_some_and(|(pid, tid)| !tree.waits(pid, tid)) {
            self.cadence.glanced(now);
            return Sight::Nothing;
        }
        self.look(tree, clock)
    }

    fn look(&mut self, tree: &mut Tree, clock: Clock) -> Sight {
        let before = Clock::used();
        let look = tree.look(self.bounds());
        if let Some(ending) = self.passed(&look) {
            return Sight::Limit(ending);
        }
        self.count_work(tree, &look, clock.now());
        for &pid in &look.processes {
            self.peak_memory = self.peak_memory.max(tree.peak(pid));
        }
        self.hidden |= look.hidden;
        let now = clock.now();
        self.cadence.looked(
            now,
            Clock::used().saturating_sub(before),
            self.memory_lasts(&look, now),
        );
        self.last = (now, look.resident, at_work(&look));
        if stuck::may_be_stuck(&look) {
            let again = tree.look(self.bounds());
            if stuck::stuck(&look, &again) {
                return Sight::Stuck(again);
            }
        } else {
            let mut living = look.tasks.iter().filter(|task| task.state != State::Ended);
            self.alive = living
                .find(|task| !task.waits_for_the_tree())
                .map(|task| (task.pid, task.tid));
        }
        Sight::Nothing
    }

    /// The limit that a look shows to be passed.
    fn passed(&self, look: &Look) -> Option<Ending> {
        let bounds = self.bounds();
        let others = look.processes.iter().filter(|pid| **pid != self.first).count();
        if others >= bounds.processes {
            Some(Ending::TooManyProcesses)
        } else if look.threads() > bounds.threads {
            Some(Ending::TooManyThreads)
        } else if look.resident > self.limits.memory {
            Some(Ending::OutOfMemory)
        } else {
            None
        }
    }

    /// Counts the threads at work. Those of a new peak are looked at once more: a look takes a while, and a thread
    /// that ended during it must not be counted together with the one that came after it.
    fn count_work(&mut self, tree: &mut Tree, look: &Look, now: Duration) {
        self.at_work = self.at_work(now);
        if at_work(look) > self.peak_at_work {
            let again = tree.look(self.bounds());
            let still = look.tasks.iter().filter(|task| {
                task.at_work()
                    && again
                        .tasks
                        .iter()
                        .any(|other| same(task, other) && other.at_work())
            });
            self.peak_at_work = self
                .peak_at_work
                .max(u32::try_from(still.count()).unwrap_or(u32::MAX));
        }
    }

    /// For how long memory lasts at the rate at which it grew since the last look.
    fn memory_lasts(&self, look: &Look, now: Duration) -> Duration {
        let (before, resident, _) = self.last;
        let grown = look.resident.saturating_sub(resident);
        let room = self.limits.memory.saturating_sub(look.resident);
        let left = u128::from(room) * now.saturating_sub(before).as_nanos() / u128::from(grown.max(1));
        Duration::from_nanos(u64::try_from(left).unwrap_or(u64::MAX))
    }
}

fn at_work(look: &Look) -> u32 {
    u32::try_from(look.tasks.iter().filter(|task| task.at_work()).count()).unwrap_or(u32::MAX)
}

fn same(one: &Task, other: &Task) -> bool {
    (one.pid, one.tid) == (other.pid, other.tid)
}
