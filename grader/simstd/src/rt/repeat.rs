//! Busy waiting: loops that only read, and whole programs that go in circles.
//!
//! A task that is back at the same operation with the same stack and the same memory, and has only read since it was
//! there before, will read the same again until somebody else changes what it reads. It is not run further until then:
//! so an endless loop of reads takes part in a search as if it were a wait. A program whose whole state comes back
//! while tasks that could run did run will go on like that for ever: that is a livelock.

use super::engine::Engine;
use super::{Place, memory, stack};
use crate::model::{Event, Kind, Op, Task as Id, value};
use crate::search::Set;
use std::hash::{BuildHasherDefault, Hasher};

/// Idle operations that are remembered.
const REMEMBERED: usize = 64;
/// Operations in which a task only takes locks and gives them back, before it is watched.
const PATIENCE_WITH_LOCKS: usize = 16;
/// Operations before a program's whole state is watched, while there are many schedules to run.
pub(crate) const PATIENCE: usize = 1_024;
/// The same for a few schedules.
pub(crate) const IMPATIENCE: usize = 8;

/// What a task has read since it last changed anything.
#[derive(Debug, Default)]
pub(crate) struct Idle {
    reads: Vec<Read>,
    /// The digest for the operation that is announced.
    digest: Option<u64>,
}

#[derive(Debug)]
struct Read {
    at: Place,
    kind: Kind,
    object: u32,
    event: usize,
    digest: Option<u64>,
}

/// The state at some moment, to be compared with later ones.
#[derive(Debug, Default)]
pub(crate) struct Mark {
    step: usize,
    digest: Option<u64>,
    /// Who could go on at some moment since.
    willing: Set,
}

/// Whether an operation of this kind may come to change nothing. On the elastic clock sleeping is no more than letting
/// others go first.
fn may_idle(op: &Op, elastic: bool) -> bool {
    if elastic && matches!(op.kind, Kind::Sleep | Kind::RecvTimeout) {
        return true;
    }
    let reads = matches!(
        op.kind,
        Kind::Load | Kind::Yield | Kind::OnceDone | Kind::IsFinished | Kind::Update
    );
    let tries = matches!(
        op.kind,
        Kind::TryLock | Kind::TryRead | Kind::TryRecv | Kind::TrySend
    );
    reads || tries || takes(op.kind)
}

/// Whether it takes a lock, and waits for it.
fn takes(kind: Kind) -> bool {
    matches!(kind, Kind::Lock | Kind::Read)
}

/// Whether the operation changed nothing as far as its own task can tell: a lock that was taken is given back before
/// the task can be where it was.
fn idled_alone(event: &Event, elastic: bool) -> bool {
    let timed = match event.op.kind {
        Kind::Sleep => elastic,
        Kind::RecvTimeout => elastic && event.value == value::FAILED,
        _ => false,
    };
    timed || idled(event) || takes(event.op.kind) || matches!(event.op.kind, Kind::Unlock | Kind::Unread)
}

/// Whether the operation changed nothing.
fn idled(event: &Event) -> bool {
    match event.op.kind {
        Kind::Load | Kind::Yield | Kind::OnceDone | Kind::IsFinished => true,
        Kind::Update => event.value == event.wrote,
        Kind::TryLock | Kind::TryRead | Kind::TryRecv | Kind::TrySend => event.value == value::FAILED,
        _ => false,
    }
}

impl Engine {
    /// The current task announces `op`: whether it only repeats itself.
    pub(super) fn look_for_spinning(&mut self, op: &Op, at: Place) {
        let me = self.current;
        let task = self.tasks[me].as_mut().expect("a task of this schedule");
        let Some(event) = task.last_event else { return };
        let elastic = self.settings.clock == wire::Clock::Elastic;
        if !idled_alone(&self.trace[event], elastic) {
            if !task.idle.reads.is_empty() {
                task.idle.reads.clear();
            }
            task.idle.digest = None;
            return;
        }
        let done = &self.trace[event];
        if task.idle.reads.len() >= REMEMBERED {
            task.idle.reads.drain(..REMEMBERED / 2);
        }
        let digest = task.idle.digest.take();
        task.idle.reads.push(Read {
            at: done.at,
            kind: done.op.kind,
            object: done.op.object,
            event,
            digest,
        });
        // Nearly every loop that takes a lock changes something under it, and finding out is dear.
        if !may_idle(op, elastic) || takes(op.kind) && task.idle.reads.len() < PATIENCE_WITH_LOCKS {
            return;
        }
        let same = |it: &Read| core::ptr::eq(it.at, at) && it.kind == op.kind && it.object == op.object;
        let Some(before) = task.idle.reads.iter().rposition(same) else {
            return;
        };
        // Who is watched is not stopped while it holds what others may wait for.
        let locks = task.idle.reads[before..].iter().any(|it| takes(it.kind));
        if locks && !task.held.is_empty() {
            return;
        }
        let mut digest = digest_of_task(self.image.learners_part(stack::live(me, task.sp)));
        if locks {
            // What it changed under a lock is no idle step.
            self.image.bytes().for_each(|it| digest.bytes(it));
        }
        let digest = digest.0;
        task.idle.digest = Some(digest);
        if task.idle.reads[before].digest != Some(digest) {
            return;
        }
        let body: Vec<(u32, usize)> = task.idle.reads[before..]
            .iter()
            .map(|it| (it.object, it.event))
            .collect();
        let changed = |&(object, event): &(u32, usize)| {
            let later = &self.trace[event + 1..];
            object != 0
                && later
                    .iter()
                    .any(|it| it.op.object == object && it.task != me && !idled(it))
        };
        if body.iter().any(changed) {
            return;
        }
        let task = self.tasks[me].as_mut().expect("a task of this schedule");
        (task.spins, task.watched) = (
            true,
            body.into_iter().map(|it| it.0).filter(|it| *it != 0).collect(),
        );
        self.spinning += 1;
        self.ready.stale = true;
    }

    /// The last event changed its object: whoever spins on it may go on.
    #[inline]
    pub(super) fn stir(&mut self) {
        if self.spinning > 0 {
            self.wake_spinning();
        }
    }

    #[cold]
    fn wake_spinning(&mut self) {
        let Some(event) = self.trace.last() else { return };
        let (object, number) = (event.op.object, self.trace.len() - 1);
        if object == 0 || idled(event) {
            return;
        }
        for task in self.tasks.iter_mut().flatten() {
            if task.spins && task.watched.contains(&object) {
                task.spins = false;
                task.woken = Some(number as u32);
                task.idle = Idle::default();
                self.spinning -= 1;
                self.ready.stale = true;
            }
        }
    }

    /// The tasks that spin.
    pub(super) fn spinners(&self) -> Set {
        let mut set = Set::default();
        if self.spinning > 0 {
            self.alive()
                .iter()
                .filter(|&&it| self.spins(it))
                .for_each(|&it| set.add(it));
        }
        set
    }

    /// `task` was chosen although it spins.
    pub(super) fn spin_once_more(&mut self, id: Id) {
        if let Some(task) = self.tasks[id].as_mut().filter(|it| it.spins) {
            task.spins = false;
            self.spinning -= 1;
            self.ready.stale = true;
        }
    }

    /// Whether the program as a whole is where it was before, all that could run having run in between.
    pub(super) fn goes_in_circles(&mut self, enabled: &Set) -> bool {
        let step = self.trace.len();
        if step < self.settings.patience {
            return false;
        }
        if step.is_power_of_two() {
            self.mark = Mark {
                step,
                digest: None,
                willing: *enabled,
            };
            self.mark.digest = Some(self.digest());
            return false;
        }
        let Some(digest) = self.mark.digest else {
            return false;
        };
        self.mark.willing.add_all(enabled);
        let (Some(now), Some(then)) = (self.trace.last(), self.trace.get(self.mark.step - 1)) else {
            return false;
        };
        if now.task != then.task || now.op.kind != then.op.kind || now.op.object != then.op.object {
            return false;
        }
        if self.digest() != digest {
            return false;
        }
        let since = &self.trace[self.mark.step..];
        // Who reads the clock sees time go on, sooner or later.
        if since.iter().any(|it| it.op.kind == Kind::Now) {
            return false;
        }
        // Whoever was kept waiting only by chance might have changed something.
        let mut willing = self.mark.willing.iter();
        willing.all(|id| since.iter().any(|it| it.task == id))
    }

    fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        for &id in self.alive() {
            let op = &self.pending[id];
            let left = op.deadline().wrapping_sub(self.now);
            let arg = if op.deadline() == crate::model::NEVER {
                0
            } else {
                left
            };
            digest.word(id as u64 | (op.kind as u64) << 16 | u64::from(op.object) << 32);
            digest.word(arg);
            if let Some(task) = &self.tasks[id] {
                digest.bytes(self.image.learners_part(stack::live(id, task.sp)));
            }
        }
        for object in &self.objects {
            object.state.digest(&mut |word| digest.word(word));
        }
        self.image.bytes().for_each(|it| digest.bytes(it));
        memory::bytes().for_each(|it| digest.bytes(it));
        digest.0
    }
}

fn digest_of_task(stack: &[u8]) -> Digest {
    let mut digest = Digest::new();
    digest.bytes(stack);
    memory::bytes().for_each(|it| digest.bytes(it));
    digest
}

/// A fast hash over words; not for strangers' data.
#[derive(Clone, Debug)]
pub(crate) struct Digest(u64);

/// For maps of our own whose keys are numbers.
pub(crate) type Fast = BuildHasherDefault<Digest>;

impl Default for Digest {
    fn default() -> Self {
        Digest::new()
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        // The map looks at the upper bits, which multiplying has mixed, and at the lower ones.
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        self.bytes(bytes);
    }

    fn write_usize(&mut self, word: usize) {
        self.word(word as u64);
    }

    fn write_u32(&mut self, word: u32) {
        self.word(u64::from(word));
    }
}

impl Digest {
    fn new() -> Self {
        Digest(0x243f_6a88_85a3_08d3)
    }

    #[inline]
    fn word(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.word(u64::from(*byte));
        }
        self.word(bytes.len() as u64);
    }
}
