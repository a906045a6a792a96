//! Which lines of a schedule brought its end about: pure questions to a trace.

use std::collections::{BTreeMap, BTreeSet};
use wire::{Event, Finding, Op, Place, State, Task};

/// The most lines that are named for one finding.
pub(super) const LINES: usize = 8;

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

/// Where threads that had not ended when the process did were started, and what `main` did last: it should have waited.
/// None where all had ended.
pub(super) fn cut_off(found: &Finding) -> Vec<&Place> {
    let spawned: Vec<&Place> = left(found).filter_map(|task| task.spawned_at.as_ref()).collect();
    let last = found
        .events
        .iter()
        .rev()
        .find(|event| event.task == 0 && is_told(event));
    let last = last.map(|event| &event.at).filter(|_| !spawned.is_empty());
    last.into_iter().chain(spawned).collect()
}

/// The tasks that had not ended when the process did.
fn left(found: &Finding) -> impl Iterator<Item = &Task> {
    let ended = |task: &&Task| matches!(task.state, State::Finished | State::Panicked(_));
    found.tasks.iter().filter(move |task| !ended(task))
}

/// It stands in the source.
fn is_told(event: &Event) -> bool {
    event.at.line > 0 && !matches!(event.op, Op::Start | Op::End)
}

/// What each task did last, `main` at the end.
fn ends(found: &Finding) -> impl Iterator<Item = &Place> {
    let last = |task: usize| {
        let own = move |event: &&Event| event.task == task && is_told(event);
        found.events.iter().rev().find(own).map(|event| &event.at)
    };
    (1..found.tasks.len()).chain([0]).filter_map(last)
}

/// Where those were started that were at work at once.
fn crew(found: &Finding) -> Vec<&Place> {
    let crew = found.most_at_work();
    let started = crew
        .iter()
        .filter_map(|task| found.tasks[*task].spawned_at.as_ref());
    started.filter(|_| crew.len() > 1).collect()
}

/// The threads that had not ended when the process did, by where they were started; if all had, where those were that
/// were at work together; where tasks slept, and what each did last.
pub(super) fn unfinished(found: &Finding) -> Vec<&Place> {
    let mut places: Vec<&Place> = left(found).filter_map(|task| task.spawned_at.as_ref()).collect();
    if places.is_empty() {
        places = crew(found);
    }
    places.extend(sleeps(found));
    places.extend(ends(found));
    places
}

/// Where tasks waited busily, where those that were at work together were started, and where they slept.
pub(super) fn crowd(found: &Finding) -> Vec<&Place> {
    let spins = passing(found).filter(|(event, took)| *took > 0 && event.op.is_instant());
    let mut places: Vec<&Place> = spins.map(|(event, _)| &event.at).collect();
    places.extend(crew(found));
    places.extend(sleeps(found));
    places
}

/// Where tasks waited while time passed, for locks first, and the longest waits first; where they slept, and what each
/// did last.
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
    let needless = needless(found).map(|(event, _)| &event.at);
    needless
        .chain(waited.into_iter().map(|(at, _)| at))
        .chain(sleeps(found))
        .chain(ends(found))
        .collect()
}

/// Where tasks slept.
pub(super) fn sleeps(found: &Finding) -> Vec<&Place> {
    let sleeps = found.events.iter().filter(|event| event.op == Op::Sleep);
    sleeps.map(|event| &event.at).collect()
}

/// For how long all tasks slept together, and for how long of that `main` slept needlessly; in nanoseconds of virtual
/// time.
pub(super) fn asleep(found: &Finding) -> (u64, u64) {
    let sleeps = passing(found).filter(|(event, _)| event.op == Op::Sleep);
    let all = sleeps.map(|(_, time)| time).sum();
    (all, needless(found).map(|(_, time)| time).sum())
}

/// The sleeps of `main`, in a program with other threads, while none of those was at work.
fn needless(found: &Finding) -> impl Iterator<Item = (&Event, u64)> {
    let sleeps: Vec<(&Event, u64)> = passing(found)
        .filter(|(event, time)| event.op == Op::Sleep && *time > 0)
        .collect();
    let others: Vec<(u64, u64)> = sleeps
        .iter()
        .filter(|(event, _)| event.task != 0)
        .map(|(event, time)| (event.time_ns - time, event.time_ns))
        .collect();
    let threads = !others.is_empty();
    sleeps.into_iter().filter(move |(event, time)| {
        let (from, to) = (event.time_ns - time, event.time_ns);
        threads && event.task == 0 && others.iter().all(|(start, end)| *end <= from || to <= *start)
    })
}

/// Each operation with the time that it took.
fn passing(found: &Finding) -> impl Iterator<Item = (&Event, u64)> {
    found.events.iter().zip(found.took())
}
