//! A finding → a [`Board`]: the events that matter as steps, the rest folded, and at the end where tasks are stuck.

use super::acts;
use super::focus::Fault;
use super::layout::{Board, Decides, Lane, Row, Step};
use super::pick::{pick, release_right_after};
use super::scene::{Scene, Second};
use super::words::{duration, panicked};
use std::collections::{BTreeMap, BTreeSet};
use wire::{Cause, Event, Kind, Op, Place, State};

/// Stuck tasks that get a row of their own in the short story.
const STUCK: usize = 9;

/// Lays out the finding; everything of it with `verbose`.
pub(super) fn board(scene: &Scene<'_>, verbose: bool) -> Board {
    let whole = verbose || scene.focus.on_time();
    let shown = without_lone_folds(scene, pick(scene, verbose), whole);
    let stuck = stuck_groups(scene, verbose);
    let mut tasks: BTreeSet<usize> = shown
        .iter()
        .map(|index| scene.finding.events[*index].task)
        .collect();
    tasks.extend(stuck.iter().filter(|group| group.len() == 1).flatten());
    tasks.extend(dead(scene));
    let lanes: Vec<Lane> = tasks
        .into_iter()
        .map(|task| Lane {
            task,
            title: scene.task(task),
        })
        .collect();
    let mut rows = rows(scene, &lanes, &shown, verbose);
    rows.extend(deaths(scene, &lanes));
    rows.extend(
        stuck
            .iter()
            .map(|group| Row::Stuck(stuck_step(scene, &lanes, group))),
    );
    let timed = rows.iter().any(|row| match row {
        Row::Step(step) | Row::Stuck(step) => step.time_ns > 0,
        Row::Fold(_) => false,
    });
    Board { lanes, rows, timed }
}

/// The task that the process died in.
fn dead(scene: &Scene<'_>) -> Option<usize> {
    scene
        .finding
        .tasks
        .iter()
        .position(|task| task.state == State::Died)
}

/// Where the process died.
fn deaths(scene: &Scene<'_>, lanes: &[Lane]) -> Option<Row> {
    let task = dead(scene)?;
    let act = match scene.finding.cause {
        Cause::StackOverflow => "overflows its stack",
        Cause::EndlessLoop => "loops for ever",
        Cause::Aborted => "aborts",
        Cause::Memory => "runs out of memory",
        _ => "dies",
    };
    Some(Row::Stuck(last_step(scene, lanes, &[task], act.to_owned())))
}

/// A fold of a single step takes as much room as the step: then the step is shown.
fn without_lone_folds(scene: &Scene<'_>, mut shown: BTreeSet<usize>, whole: bool) -> BTreeSet<usize> {
    let events = &scene.finding.events;
    if whole || shown.is_empty() {
        return shown;
    }
    let hidden: Vec<usize> = (0..events.len())
        .filter(|index| !shown.contains(index) && !scene.is_quiet(*index))
        .collect();
    for (position, index) in hidden.iter().enumerate() {
        let neighbours = |other: Option<&usize>| {
            other.is_some_and(|other| {
                let (low, high) = (*other.min(index), *other.max(index));
                shown.range(low..high).next().is_none()
            })
        };
        let before = position.checked_sub(1).and_then(|before| hidden.get(before));
        if !neighbours(before) && !neighbours(hidden.get(position + 1)) {
            shown.insert(*index);
        }
    }
    shown
}

fn rows(scene: &Scene<'_>, lanes: &[Lane], shown: &BTreeSet<usize>, verbose: bool) -> Vec<Row> {
    let events = &scene.finding.events;
    let mut rows = Vec::new();
    let mut folded: BTreeMap<usize, usize> = BTreeMap::new();
    let mut merged = None;
    let lives = lives(events, lanes);
    for (index, event) in events.iter().enumerate() {
        if merged == Some(index) {
            continue;
        }
        if !shown.contains(&index) {
            if !scene.is_quiet(index) {
                *folded.entry(event.task).or_insert(0) += 1;
            }
            continue;
        }
        fold(scene, &mut rows, &mut folded);
        if event.op == Op::End
            && let Some(State::Panicked(message)) = scene.state(event.task)
        {
            let mut step = last_step(
                scene,
                lanes,
                &[event.task],
                format!("panics: {}", panicked(message)),
            );
            (step.events, step.time_ns, step.alive) = (vec![index], event.time_ns, alive(&lives, index));
            rows.push(Row::Stuck(step));
            continue;
        }
        merged = if verbose {
            None
        } else {
            release_right_after(events, index)
        };
        let mut step = step(scene, lanes, index, merged);
        step.alive = alive(&lives, index);
        repeat_or_push(&mut rows, step);
    }
    fold(scene, &mut rows, &mut folded);
    // What takes no time says nothing where only the time is wrong.
    if scene.focus.on_time() {
        let last = rows.len().saturating_sub(1);
        let mut at = 0..;
        rows.retain(|row| at.next() == Some(last) || !matches!(row, Row::Fold(_)));
    }
    rows
}

/// What is done once more in the same line shares a row with the time before.
fn repeat_or_push(rows: &mut Vec<Row>, step: Step) {
    if let Some(Row::Step(last)) = rows.last_mut()
        && (last.lane, &last.at, &last.act) == (step.lane, &step.at, &step.act)
        && step.decides.is_none()
        && last.decides.is_none()
        && step.interrupts.is_none()
    {
        last.events.extend(step.events);
        (last.time_ns, last.times) = (step.time_ns, last.times + 1);
        return;
    }
    rows.push(Row::Step(step));
}

fn fold(scene: &Scene<'_>, rows: &mut Vec<Row>, folded: &mut BTreeMap<usize, usize>) {
    if !folded.is_empty() {
        let steps = std::mem::take(folded);
        rows.push(Row::Fold(
            steps
                .into_iter()
                .map(|(task, steps)| (scene.task(task), steps))
                .collect(),
        ));
    }
}

fn step(scene: &Scene<'_>, lanes: &[Lane], index: usize, merged: Option<usize>) -> Step {
    let events = &scene.finding.events;
    let event = &events[index];
    let lane_of = |task: usize| lanes.iter().position(|lane| lane.task == task);
    let mut act = acts::act(scene, event);
    if scene.focus.on_time() && scene.took[index] > 0 && event.op != Op::Sleep {
        let busily = if event.op.is_instant() { "busily " } else { "" };
        act = format!("waits {busily}{}, {act}", duration(scene.took[index]));
    }
    if merged.is_some() {
        act.push_str(", unlocks");
    }
    let (source, column) = scene.source(&event.at);
    let is = |decisive: usize| decisive == index || Some(decisive) == merged;
    let decides = scene.decisive.and_then(|(first, second)| match second {
        _ if is(first) => Some(Decides::First),
        Second::Event(second) if is(second) => Some(Decides::Second),
        _ => None,
    });
    let before = index.checked_sub(1).map(|before| events[before].task);
    // Who was interrupted matters only where another order would have ended well.
    let order_matters = scene.focus.fault == Fault::Own || scene.decisive.is_some();
    Step {
        lane: lane_of(event.task),
        who: scene.task(event.task),
        events: [Some(index), merged].into_iter().flatten().collect(),
        act,
        label: scene.label(&event.at),
        at: Some(event.at.clone()),
        source: if matches!(event.op, Op::Unlock | Op::Unread) {
            String::new()
        } else {
            source
        },
        column,
        time_ns: event.time_ns,
        decides,
        interrupts: before
            .filter(|_| event.preempts && order_matters)
            .and_then(lane_of),
        times: 1,
        alive: Vec::new(),
    }
}

fn alive(lives: &[(usize, usize)], index: usize) -> Vec<bool> {
    lives
        .iter()
        .map(|(first, end)| (*first..=*end).contains(&index))
        .collect()
}

/// From which event to which one each lane's task is alive.
fn lives(events: &[Event], lanes: &[Lane]) -> Vec<(usize, usize)> {
    lanes
        .iter()
        .map(|lane| {
            let first = events.iter().position(|event| event.task == lane.task);
            let end = events
                .iter()
                .position(|event| event.task == lane.task && event.op == Op::End);
            (first.unwrap_or(usize::MAX), end.unwrap_or(usize::MAX))
        })
        .collect()
}

/// The tasks that can go no further. In the short story those that wait in the same way at the same place share a
/// row when there are too many for one each.
fn stuck_groups(scene: &Scene<'_>, verbose: bool) -> Vec<Vec<usize>> {
    // Who waits when the process ends by itself would have had nothing to wait for.
    let told = matches!(scene.finding.kind, Kind::Deadlock | Kind::Livelock) || verbose;
    let roots = scene.roots();
    let mut tasks: Vec<usize> = scene.stuck().map(|(task, _)| task).collect();
    if !told {
        return Vec::new();
    }
    if !verbose && tasks.len() > 4 {
        tasks.retain(|task| roots.contains(task));
    }
    if verbose || tasks.len() <= STUCK {
        return tasks.into_iter().map(|task| vec![task]).collect();
    }
    let mut groups: Vec<(Option<Place>, Op, Vec<usize>)> = Vec::new();
    for task in tasks {
        let Some(wait) = scene.wait(task) else { continue };
        let at = scene.place(task).cloned();
        match groups
            .iter_mut()
            .find(|(place, op, _)| *place == at && *op == wait.op)
        {
            Some((_, _, group)) => group.push(task),
            None => groups.push((at, wait.op, vec![task])),
        }
    }
    groups
        .into_iter()
        .take(STUCK)
        .map(|(_, _, group)| group)
        .collect()
}

fn stuck_step(scene: &Scene<'_>, lanes: &[Lane], group: &[usize]) -> Step {
    let act = scene
        .wait(group[0])
        .map(|wait| acts::stuck(scene, wait))
        .unwrap_or_default();
    last_step(scene, lanes, group, act)
}

/// Where the tasks of `group` go no further.
fn last_step(scene: &Scene<'_>, lanes: &[Lane], group: &[usize], act: String) -> Step {
    let task = group[0];
    let at = scene.place(task).cloned();
    let (source, column) = at.as_ref().map(|at| scene.source(at)).unwrap_or_default();
    let (who, act) = match group {
        [one] => (scene.task(*one), act),
        many => (format!("{} threads", many.len()), alike(scene, group, act)),
    };
    let goes_on = |task: usize| {
        !matches!(
            scene.state(task),
            None | Some(State::Finished | State::Panicked(_))
        )
    };
    Step {
        lane: lanes
            .iter()
            .position(|lane| lane.task == task)
            .filter(|_| group.len() == 1),
        who,
        events: Vec::new(),
        act,
        label: at.as_ref().map(|at| scene.label(at)).unwrap_or_default(),
        at,
        source,
        column,
        time_ns: scene.finding.events.last().map_or(0, |event| event.time_ns),
        decides: scene
            .decisive
            .is_some_and(|(_, second)| second == Second::Stuck(task) && group.len() == 1)
            .then_some(Decides::Second),
        interrupts: None,
        times: 1,
        alive: lanes.iter().map(|lane| goes_on(lane.task)).collect(),
    }
}

/// A group is said to wait for one thing only when all of it does.
fn alike(scene: &Scene<'_>, group: &[usize], act: String) -> String {
    let object = |task: &usize| scene.wait(*task).and_then(|wait| wait.object);
    let same = group.iter().all(|task| object(task) == object(&group[0]));
    let words = if same {
        act
    } else {
        "waits for one another".to_owned()
    };
    let plural = [("waits ", "wait "), ("keeps ", "keep ")];
    plural
        .iter()
        .find_map(|(one, many)| words.strip_prefix(one).map(|rest| format!("{many}{rest}")))
        .unwrap_or(words)
}
