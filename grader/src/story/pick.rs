//! Which operations matter for a failure: each gets a weight, and the heaviest are shown.

use super::acts::is_tidying;
use super::focus::Fault;
use super::outputs;
use super::scene::Scene;
use std::collections::BTreeSet;
use wire::{Cause, Event, Kind, Op, State};

/// Rows of a short story: what fits a screen beside everything else that is said.
const ROWS: usize = 14;
/// Rows where only the time is wrong: what goes on like that need not be shown.
const TIMES: usize = 10;
/// So many times steps are left out between rows; what is before the last of these is seldom worth showing.
const GAPS: usize = 5;
/// What weighs so much is shown wherever it is.
const HEAVY: u32 = 700;
/// A schedule of so few operations is told whole.
const WHOLE: usize = 8;
/// What weighs less is never shown in the short story.
const LIGHTEST: u32 = 100;

/// The indices of the events to show, in order. All of them with `verbose`.
pub(super) fn pick(scene: &Scene<'_>, verbose: bool) -> BTreeSet<usize> {
    let events = &scene.finding.events;
    if verbose {
        return (0..events.len()).collect();
    }
    let panics =
        |event: &Event| event.op == Op::End && matches!(scene.state(event.task), Some(State::Panicked(_)));
    let loud = |index: &usize| panics(&events[*index]) || !scene.is_quiet(*index);
    let all: BTreeSet<usize> = (0..events.len()).filter(loud).collect();
    if all.len() <= WHOLE {
        return all;
    }
    let weights = weights(scene);
    let mut weighed: Vec<(u32, usize)> = weights
        .iter()
        .enumerate()
        .map(|(index, weight)| (*weight, index))
        .filter(|(weight, index)| *weight >= LIGHTEST && loud(index))
        .collect();
    // Of two that weigh the same the later one is closer to the failure.
    weighed.sort_unstable_by(|a, b| b.cmp(a));
    if scene.focus.on_time() {
        weighed.sort_by_key(|(weight, index)| (std::cmp::Reverse(*weight), *index));
    }
    let rows = if scene.focus.on_time() { TIMES } else { ROWS };
    let mut picked: BTreeSet<usize> = weighed.into_iter().take(rows).map(|(_, index)| index).collect();
    if !scene.focus.on_time() {
        close_up(&all, &weights, &mut picked);
    }
    keep_pairs(events, &mut picked);
    picked
}

/// Rows far apart, with steps left out between every two of them, tell no story: of those only the last stay.
fn close_up(all: &BTreeSet<usize>, weights: &[u32], picked: &mut BTreeSet<usize>) {
    let mut gaps = 0;
    let mut later: Option<usize> = None;
    for index in picked.clone().into_iter().rev() {
        // A single step between two rows is shown.
        let hidden = later.map_or(0, |later| all.range(index + 1..later).count());
        gaps += usize::from(hidden > 1);
        if gaps >= GAPS && weights[index] < HEAVY {
            picked.remove(&index);
        } else {
            later = Some(index);
        }
    }
}

/// A lock that is shown is shown together with its release when that comes next, for the two make one row.
fn keep_pairs(events: &[Event], picked: &mut BTreeSet<usize>) {
    for index in picked.clone() {
        if let Some(release) = release_right_after(events, index) {
            picked.insert(release);
        }
    }
}

/// The release of the lock that event `index` takes, when it is the very next event of all.
pub(super) fn release_right_after(events: &[Event], index: usize) -> Option<usize> {
    let (taken, next) = (&events[index], events.get(index + 1)?);
    let releases = matches!(
        (taken.op, next.op),
        (Op::Lock | Op::TryLock, Op::Unlock) | (Op::Read | Op::TryRead, Op::Unread)
    );
    (releases && taken.task == next.task && taken.object == next.object).then_some(index + 1)
}

/// The weight of every event.
fn weights(scene: &Scene<'_>) -> Vec<u32> {
    let finding = scene.finding;
    let events = &finding.events;
    let mut weights = vec![0; events.len()];
    let mut add = |index: usize, weight: u32| {
        if let Some(old) = weights.get_mut(index) {
            *old = weight.max(*old);
        }
    };
    let hot = hot_objects(scene);
    let focus = finding.decisive.map_or(events.len(), |(_, second)| second);
    let actors = actors(scene);
    let over = over(scene);
    let locks = matches!(finding.cause, Cause::Cycle | Cause::SelfLock | Cause::HeldForEver);
    let order_matters = scene.focus.fault == Fault::Own || scene.decisive.is_some();
    for (index, event) in events.iter().enumerate() {
        if over.is_some_and(|over| index > over) || scene.is_quiet(index) {
            continue;
        }
        // The nearer to the failure, the more it says about it.
        let distance = u32::try_from(focus.abs_diff(index)).unwrap_or(u32::MAX);
        let near = if scene.focus.on_time() {
            0
        } else {
            150_u32.saturating_sub(distance)
        };
        if scene.focus.on_time() {
            add(index, on_time(scene, index));
            continue;
        }
        if scene.focus.has(&event.at) && !is_tidying(event.op) {
            add(index, 400 + near);
        }
        let acts = actors.contains(&event.task);
        let past = finding.kind == Kind::Deadlock && !acts;
        match event.op {
            Op::Start | Op::End | Op::Now | Op::Yield => {}
            // Which locks others took and gave back before has nothing to do with who waits for whom.
            Op::Lock | Op::TryLock | Op::Unlock | Op::Read | Op::TryRead | Op::Unread if past && locks => {}
            Op::DropSender | Op::DropReceiver if finding.kind == Kind::Race => {}
            Op::Unlock | Op::Unread => {
                if is_hot(&hot, event) {
                    add(index, if finding.kind == Kind::Race { 60 } else { 60 + near });
                }
            }
            Op::Spawn | Op::CloneSender if !is_hot(&hot, event) => add(index, if acts { 40 } else { 20 }),
            Op::Sleep if acts && finding.kind == Kind::Race => add(index, 160 + near / 2),
            _ if is_hot(&hot, event) => add(index, if acts { 300 + near } else { 150 + near }),
            Op::Print if finding.kind == Kind::Race => add(index, near),
            _ => add(index, near / 2),
        }
        if event.preempts && order_matters {
            add(index, 600);
            add(index.saturating_sub(1), 550);
        }
    }
    for (index, weight) in milestones(scene) {
        add(index, weight);
    }
    weights
}

/// What takes time tells why it is too long or too short; then what starts and ends such times.
fn on_time(scene: &Scene<'_>, index: usize) -> u32 {
    let event = &scene.finding.events[index];
    match event.op {
        Op::Start | Op::End => 0,
        _ if scene.took[index] > 0 => 400,
        Op::Lock | Op::Read | Op::Wake | Op::Join if scene.focus.has(&event.at) => 300,
        Op::Spawn if scene.focus.has(&event.at) => 250,
        Op::Spawn => 200,
        Op::Print => 150,
        _ => 0,
    }
}

/// The event after which nothing matters any more: the output has gone wrong, and the order that decides it is past.
fn over(scene: &Scene<'_>) -> Option<usize> {
    let decided = scene.finding.decisive;
    let told = match scene.focus.fault {
        Fault::Output(Some(print)) => print,
        _ => outputs::telling_print(scene)?,
    };
    Some(decided.map_or(told, |(_, second)| told.max(second)))
}

/// Events that matter whatever stands around them.
fn milestones(scene: &Scene<'_>) -> Vec<(usize, u32)> {
    let finding = scene.finding;
    let mut found = Vec::new();
    if let Some((first, second)) = finding.decisive {
        found.extend([(first, 1000), (second, 1000)]);
    }
    for (task, wait) in scene.stuck() {
        found.extend(finding.tasks[task].holds.iter().map(|held| (held.since, 900)));
        if matches!(wait.op, Op::Wait | Op::Wake | Op::Park) {
            let notifies = |event: &Event| match event.op {
                Op::NotifyOne | Op::NotifyAll => event.object == wait.object,
                Op::Unpark => event.other == Some(task),
                _ => false,
            };
            // One that was duly heeded says nothing about a wait for the next.
            let weight = if finding.cause == Cause::LostWakeup {
                900
            } else {
                120
            };
            found.extend(scene.last(notifies).map(|(index, _)| (index, weight)));
            let begins = |event: &Event| event.op == Op::Wait && event.task == task;
            found.extend(scene.last(begins).map(|(index, _)| (index, 900)));
        }
        let last = scene.last(|event| event.task == task && event.op != Op::Start);
        found.extend(last.map(|(index, _)| (index, 220)));
    }
    for (task, state) in finding.tasks.iter().map(|task| &task.state).enumerate() {
        let end = scene.last(|event| event.task == task && event.op == Op::End);
        found.extend(
            end.filter(|_| matches!(state, State::Panicked(_)))
                .map(|(index, _)| (index, 750)),
        );
        if matches!(state, State::Panicked(_) | State::Died) {
            let last = scene
                .last(|event| event.task == task && !matches!(event.op, Op::End | Op::Unlock | Op::Unread));
            found.extend(last.map(|(index, _)| (index, 700)));
        }
    }
    found.extend(outputs::telling_print(scene).map(|index| (index, 800)));
    if let Fault::Output(Some(print)) = scene.focus.fault {
        found.push((print, 800));
    }
    found
}

/// The tasks that the failure is about.
fn actors(scene: &Scene<'_>) -> BTreeSet<usize> {
    let finding = scene.finding;
    let mut actors: BTreeSet<usize> = scene.roots().into_iter().collect();
    if let Some((first, second)) = finding.decisive {
        let of = |index: usize| finding.events.get(index).map(|event| event.task);
        actors.extend([of(first), of(second)].into_iter().flatten());
    }
    let ended_badly = |state: &State| matches!(state, State::Panicked(_) | State::Died);
    actors.extend((0..finding.tasks.len()).filter(|task| ended_badly(&finding.tasks[*task].state)));
    actors
}

/// The objects that the failure is about.
fn hot_objects(scene: &Scene<'_>) -> BTreeSet<usize> {
    let finding = scene.finding;
    let mut hot = BTreeSet::new();
    if let Some((first, second)) = finding.decisive {
        let of = |index: usize| finding.events.get(index).and_then(|event| event.object);
        hot.extend([of(first), of(second)].into_iter().flatten());
    }
    for (task, wait) in scene.stuck() {
        if matches!(wait.op, Op::Wait | Op::Wake) && finding.cause != Cause::LostWakeup {
            // What it waits for is kept under the lock that it took last.
            let lock = scene.last(|event| event.task == task && event.op == Op::Lock);
            hot.extend(lock.and_then(|(_, event)| event.object));
        } else {
            hot.extend(wait.object);
        }
        hot.extend(finding.tasks[task].holds.iter().map(|held| held.object));
    }
    hot
}

fn is_hot(hot: &BTreeSet<usize>, event: &Event) -> bool {
    event.object.is_some_and(|object| hot.contains(&object))
}
