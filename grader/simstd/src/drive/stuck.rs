//! Who waits for whom when nothing can go on, and why that is.

use crate::model::{self, Event, Kind, Op, Ready, Task};
use crate::rt::engine::Engine;
use crate::rt::objects::task_of;
use std::collections::BTreeMap;
use wire::Cause;

/// A task that waits for ever.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    /// What it waits to do.
    pub op: Op,
    /// Who could end the wait, as far as can be told.
    pub on: Vec<Task>,
}

/// The tasks that wait, by number.
pub(crate) fn waiting(engine: &Engine) -> BTreeMap<Task, Waiting> {
    let mut all = BTreeMap::new();
    for &task in engine.alive() {
        let op = engine.pending[task];
        let state = &engine.objects[op.object as usize].state;
        if engine.spins(task) || model::ready(state, &op, task, engine.now) == Ready::Blocked {
            all.insert(
                task,
                Waiting {
                    op,
                    on: on(engine, task, &op),
                },
            );
        }
    }
    all
}

fn on(engine: &Engine, task: Task, op: &Op) -> Vec<Task> {
    let state = &engine.objects[op.object as usize].state;
    match op.kind {
        Kind::Lock | Kind::Read | Kind::Print => {
            let lock = state.as_lock();
            let readers = lock
                .iter()
                .flat_map(|it| it.readers.iter().copied())
                .filter(|_| op.kind == Kind::Lock);
            let queue = lock
                .iter()
                .flat_map(|it| it.queue.iter().copied())
                .filter(|_| op.kind == Kind::Read);
            lock.and_then(|it| it.owner)
                .into_iter()
                .chain(readers)
                .chain(queue)
                .collect()
        }
        Kind::Join => task_of(op.object).into_iter().collect(),
        Kind::Once => state.as_once().map(|it| it.by).into_iter().collect(),
        Kind::Recv => doers(engine, op.object, &[Kind::Send, Kind::TrySend], task),
        Kind::Send | Kind::Taken => doers(
            engine,
            op.object,
            &[Kind::Recv, Kind::TryRecv, Kind::RecvTimeout],
            task,
        ),
        _ => Vec::new(),
    }
}

/// The living tasks other than `not` that did one of `kinds` to `object`.
fn doers(engine: &Engine, object: u32, kinds: &[Kind], not: Task) -> Vec<Task> {
    let mut all: Vec<Task> = Vec::new();
    for event in &engine.trace {
        let fits = event.op.object == object && kinds.contains(&event.op.kind) && event.task != not;
        if fits && !all.contains(&event.task) && engine.alive().contains(&event.task) {
            all.push(event.task);
        }
    }
    all
}

/// A cycle of locks, joins and initialisers among those that wait; in the order of waiting.
pub(crate) fn cycle(all: &BTreeMap<Task, Waiting>) -> Option<Vec<Task>> {
    let firm = |it: &Waiting| {
        matches!(
            it.op.kind,
            Kind::Lock | Kind::Read | Kind::Print | Kind::Join | Kind::Once
        )
    };
    for &start in all.keys() {
        let mut path = vec![start];
        let mut at = start;
        while let Some(next) = all
            .get(&at)
            .filter(|it| firm(it))
            .and_then(|it| it.on.first().copied())
        {
            if let Some(begin) = path.iter().position(|&it| it == next) {
                return Some(path.split_off(begin));
            }
            path.push(next);
            at = next;
        }
    }
    None
}

/// Why those that wait wait for ever.
pub(crate) fn cause(engine: &Engine, all: &BTreeMap<Task, Waiting>) -> Cause {
    match cycle(all) {
        Some(cycle) if cycle.len() == 1 => return Cause::SelfLock,
        Some(_) => return Cause::Cycle,
        None => {}
    }
    let panicked = engine
        .tasks
        .iter()
        .flatten()
        .any(|it| it.ended && it.panic.is_some());
    let mut causes: Vec<Cause> = all
        .iter()
        .filter_map(|(task, it)| root(engine, all, *task, it, panicked))
        .collect();
    causes.sort_by_key(|it| rank(*it));
    causes.first().copied().unwrap_or_default()
}

fn rank(cause: Cause) -> usize {
    const ORDER: [Cause; 9] = [
        Cause::AfterPanic,
        Cause::HeldForEver,
        Cause::LostWakeup,
        Cause::NeverNotified,
        Cause::NeverClosed,
        Cause::NeverDrained,
        Cause::TooFew,
        Cause::Spinning,
        Cause::Other,
    ];
    ORDER.iter().position(|it| *it == cause).unwrap_or(ORDER.len())
}

/// Why this one waits, if that is not just because another one does.
fn root(
    engine: &Engine,
    all: &BTreeMap<Task, Waiting>,
    task: Task,
    it: &Waiting,
    panicked: bool,
) -> Option<Cause> {
    let by_nature = match it.op.kind {
        Kind::Join => return None,
        Kind::Lock | Kind::Read | Kind::Print | Kind::Once => {
            let owner = it.on.first().copied();
            let moves_on =
                |task: &Task| matches!(all.get(task).map(|it| it.op.kind), Some(Kind::Lock | Kind::Join));
            if owner.is_some_and(|it| moves_on(&it)) {
                return None;
            }
            Cause::HeldForEver
        }
        Kind::Wake | Kind::Park => {
            if engine.spins(task) {
                Cause::Spinning
            } else if notified_before(engine, task, &it.op) {
                Cause::LostWakeup
            } else {
                Cause::NeverNotified
            }
        }
        Kind::Recv => Cause::NeverClosed,
        Kind::Send | Kind::Taken => Cause::NeverDrained,
        Kind::Pass => Cause::TooFew,
        _ if engine.spins(task) => Cause::Spinning,
        _ => Cause::Other,
    };
    Some(if panicked && by_nature != Cause::Spinning {
        Cause::AfterPanic
    } else {
        by_nature
    })
}

/// Whether a notification that `task` waits for came before its wait, and could have come after it.
fn notified_before(engine: &Engine, task: Task, op: &Op) -> bool {
    let trace = &engine.trace;
    let own = |it: &Event| it.task == task;
    let wait = trace.iter().rposition(|it| own(it) && it.op.kind == Kind::Wait);
    let Some(wait) = wait else {
        return trace.iter().any(|it| notifies(it, op.object));
    };
    let took = |it: &Event| own(it) && it.op.kind == Kind::Lock;
    let lock = trace[..wait]
        .iter()
        .rev()
        .find(|it| took(it))
        .map(|it| it.op.object);
    let looked = |from: usize| {
        let since = trace[from..wait].iter().filter(|it| took(it));
        since.filter(|it| Some(it.op.object) == lock).count()
    };
    let mut before = (0..wait).filter(|at| notifies(&trace[*at], op.object));
    // Who takes the lock once more after it and looks again has not missed it.
    before.any(|at| !own(&trace[at]) && looked(at) <= 1 && !precedes_birth(engine, at, task))
}

fn notifies(event: &Event, object: u32) -> bool {
    let kind = event.op.kind;
    event.op.object == object && matches!(kind, Kind::NotifyOne | Kind::NotifyAll | Kind::Unpark)
}

/// Whether the event was over before `task` was spawned, in whatever order tasks are run: it was done by an ancestor
/// before it spawned the branch, or by a task that such an ancestor had joined.
fn precedes_birth(engine: &Engine, event: usize, task: Task) -> bool {
    let trace = &engine.trace;
    let mut doers = vec![trace[event].task];
    let mut child = task;
    while let Some(parent) = engine.tasks[child]
        .as_ref()
        .map(|it| it.parent)
        .filter(|it| *it != child)
    {
        let spawned = |it: &Event| it.op.kind == Kind::Spawn && it.task == parent && it.value == child as u64;
        let Some(birth) = trace.iter().position(spawned) else {
            return false;
        };
        let joins = |it: &&Event| it.task == parent && it.op.kind == Kind::Join;
        let joined = trace[event.min(birth)..birth].iter().filter(joins);
        doers.extend(joined.filter_map(|it| crate::rt::objects::task_of(it.op.object)));
        if event < birth && (doers[0] == parent || doers[1..].contains(&doers[0])) {
            return true;
        }
        doers.truncate(1);
        child = parent;
    }
    false
}
