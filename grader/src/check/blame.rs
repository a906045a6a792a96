//! Which lines of a schedule brought its end about: pure questions to a trace.

use std::collections::{BTreeMap, BTreeSet};
use wire::{Event, Finding, Op, Place, State};

/// The most lines that are named for one finding.
pub(super) const LINES: usize = 6;

/// Where tasks are stuck, those that wait for another task's end last; then where what they wait for was taken.
pub(super) fn stuck(found: &Finding) -> Vec<&Place> {
    let waiting = found.tasks.iter().filter_map(|task| match &task.state {
        State::Blocked(wait) | State::Spinning(wait) => Some((wait.op == Op::Join, task.at.as_ref()?)),
        _ => None,
    });
    let (joins, others): (Vec<_>, Vec<_>) = waiting.partition(|(join, _)| *join);
    let held = found
        .tasks
        .iter()
        .flat_map(|task| &task.holds)
        .map(|held| &held.at);
    let last = joins.into_iter().map(|(_, at)| at);
    others
        .into_iter()
        .map(|(_, at)| at)
        .chain(held)
        .chain(last)
        .collect()
}

/// Where the tasks were that died with the process.
pub(super) fn died(found: &Finding) -> Vec<&Place> {
    let dead = found.tasks.iter().filter(|task| task.state == State::Died);
    dead.filter_map(|task| task.at.as_ref()).collect()
}

/// The two operations whose order decides, what else their tasks did with the same thing, and what was printed last.
pub(super) fn deciding(found: &Finding) -> Vec<&Place> {
    let mut places = Vec::new();
    if let Some((first, second)) = found.decisive {
        let pair: Vec<&Event> = [first, second]
            .iter()
            .filter_map(|at| found.events.get(*at))
            .collect();
        places.extend(pair.iter().map(|event| &event.at));
        let same = |event: &&Event| {
            pair.iter()
                .any(|one| one.object.is_some() && one.object == event.object && one.task == event.task)
        };
        places.extend(found.events.iter().filter(same).map(|event| &event.at));
    }
    places.extend(behind(found));
    places
}

/// What the last task to print had done with things that others touch too, latest first, and what those did with them.
pub(super) fn behind(found: &Finding) -> Vec<&Place> {
    let Some(last) = found.events.iter().rposition(|event| event.op == Op::Print) else {
        return found.events.iter().rev().map(|event| &event.at).take(1).collect();
    };
    let mut places = vec![&found.events[last].at];
    let mut tasks = BTreeSet::from([found.events[last].task]);
    let mut objects: BTreeSet<usize> = BTreeSet::new();
    for event in found.events[..last].iter().rev() {
        let own = tasks.contains(&event.task);
        let shared = event.object.is_some_and(|object| objects.contains(&object));
        if !own && !shared || matches!(event.op, Op::Start | Op::End | Op::Spawn | Op::Print) {
            continue;
        }
        if event.op == Op::Join {
            tasks.extend(event.other);
            continue;
        }
        if own {
            objects.extend(event.object);
        }
        places.push(&event.at);
    }
    places
}

/// The first print whose text holds `line`; without one the last print; and what stands behind it.
pub(super) fn print_of<'a>(found: &'a Finding, line: Option<&str>) -> Option<&'a Place> {
    let line = line.map(str::trim).filter(|line| !line.is_empty())?;
    let prints = |event: &&Event| {
        event.op == Op::Print && event.value.as_ref().is_some_and(|value| value.contains(line))
    };
    found.events.iter().find(prints).map(|event| &event.at)
}

/// The threads that had not ended when the process did, by where they were started; where tasks slept, and what each
/// did last, `main` at the end.
pub(super) fn unfinished(found: &Finding) -> Vec<&Place> {
    let left = found
        .tasks
        .iter()
        .filter(|task| !matches!(task.state, State::Finished | State::Panicked(_)));
    let spawned = left.filter_map(|task| task.spawned_at.as_ref());
    let sleeps = found.events.iter().filter(|event| event.op == Op::Sleep);
    let told = |event: &&Event| event.at.line > 0 && !matches!(event.op, Op::Start | Op::End);
    let last = |task: usize| {
        found
            .events
            .iter()
            .rev()
            .filter(told)
            .find(move |event| event.task == task)
    };
    let ends = (1..found.tasks.len()).chain([0]).filter_map(last);
    spawned
        .chain(sleeps.map(|event| &event.at))
        .chain(ends.map(|event| &event.at))
        .collect()
}

/// Where tasks waited while time passed, for locks first, and the longest waits first.
pub(super) fn waits(found: &Finding) -> Vec<&Place> {
    let mut waited: BTreeMap<&Place, (bool, u64)> = BTreeMap::new();
    for (event, time) in passing(found).filter(|(event, _)| event.op != Op::Sleep) {
        let lock = matches!(event.op, Op::Lock | Op::Read | Op::Wake);
        let entry = waited.entry(&event.at).or_insert((lock, 0));
        entry.1 += time;
    }
    let mut waited: Vec<(&Place, (bool, u64))> =
        waited.into_iter().filter(|(_, (_, time))| *time > 0).collect();
    waited.sort_by_key(|(_, (lock, time))| (!*lock, std::cmp::Reverse(*time)));
    waited
        .into_iter()
        .map(|(at, _)| at)
        .chain(sleeps(found))
        .collect()
}

/// Where tasks slept.
pub(super) fn sleeps(found: &Finding) -> Vec<&Place> {
    let sleeps = found.events.iter().filter(|event| event.op == Op::Sleep);
    sleeps.map(|event| &event.at).collect()
}

/// For how long all tasks slept together, in nanoseconds of virtual time.
pub(super) fn asleep(found: &Finding) -> u64 {
    let sleeps = passing(found).filter(|(event, _)| event.op == Op::Sleep);
    sleeps.map(|(_, time)| time).sum()
}

/// Each operation with the time that passed in its task since the one before.
fn passing(found: &Finding) -> impl Iterator<Item = (&Event, u64)> {
    let mut before: BTreeMap<usize, u64> = BTreeMap::new();
    found.events.iter().map(move |event| {
        // A task's time begins when it is spawned.
        if let Some(other) = event.other.filter(|_| event.op == Op::Spawn) {
            before.insert(other, event.time_ns);
        }
        let since = before.insert(event.task, event.time_ns);
        let since = since.unwrap_or(event.time_ns);
        (event, event.time_ns.saturating_sub(since))
    })
}
