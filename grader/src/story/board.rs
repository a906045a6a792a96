//! A finding → a [`Board`]: the events that matter as steps, the rest folded, and at the end where tasks are stuck.

use super::acts;
use super::layout::{Board, Decides, Lane, Row, Step};
use super::pick::{pick, release_right_after};
use super::scene::Scene;
use std::collections::{BTreeMap, BTreeSet};
use wire::{Event, Op, Place};

/// Stuck tasks that get a row of their own in the short story.
const STUCK: usize = 9;

/// Lays out the finding; everything of it with `verbose`.
pub(super) fn board(scene: &Scene<'_>, verbose: bool) -> Board {
    let shown = without_lone_folds(scene, pick(scene, verbose), verbose);
    let stuck = stuck_groups(scene, verbose);
    let mut tasks: BTreeSet<usize> = shown
        .iter()
        .map(|index| scene.finding.events[*index].task)
        .collect();
    tasks.extend(stuck.iter().filter(|group| group.len() == 1).flatten());
    let lanes: Vec<Lane> = tasks
        .into_iter()
        .map(|task| Lane {
            task,
            title: scene.task(task),
        })
        .collect();
    let mut rows = rows(scene, &lanes, &shown, verbose);
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

/// A fold of a single step takes as much room as the step: then the step is shown.
fn without_lone_folds(scene: &Scene<'_>, mut shown: BTreeSet<usize>, verbose: bool) -> BTreeSet<usize> {
    let events = &scene.finding.events;
    if verbose || shown.is_empty() {
        return shown;
    }
    let hidden: Vec<usize> = (0..events.len())
        .filter(|index| !shown.contains(index) && counts(&events[*index]))
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

/// Beginnings and ends of tasks go without saying.
fn counts(event: &Event) -> bool {
    !matches!(event.op, Op::Start | Op::End)
}

fn rows(scene: &Scene<'_>, lanes: &[Lane], shown: &BTreeSet<usize>, verbose: bool) -> Vec<Row> {
    let events = &scene.finding.events;
    let mut rows = Vec::new();
    let mut folded: BTreeMap<usize, usize> = BTreeMap::new();
    let mut merged = None;
    for (index, event) in events.iter().enumerate() {
        if merged == Some(index) {
            continue;
        }
        if !shown.contains(&index) {
            if counts(event) {
                *folded.entry(event.task).or_insert(0) += 1;
            }
            continue;
        }
        fold(scene, &mut rows, &mut folded);
        merged = if verbose {
            None
        } else {
            release_right_after(events, index)
        };
        rows.push(Row::Step(step(scene, lanes, index, merged)));
    }
    fold(scene, &mut rows, &mut folded);
    rows
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
    if merged.is_some() {
        act.push_str(", unlocks");
    }
    let (source, column) = scene.source(&event.at);
    let is = |decisive: usize| decisive == index || Some(decisive) == merged;
    let decides = scene.finding.decisive.and_then(|(first, second)| {
        if is(first) {
            Some(Decides::First)
        } else {
            is(second).then_some(Decides::Second)
        }
    });
    let before = index.checked_sub(1).map(|before| events[before].task);
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
        interrupts: before.filter(|_| event.preempts).and_then(lane_of),
        alive: alive(events, lanes, index),
    }
}

/// Which lanes' tasks have begun and not yet ended at event `index`.
fn alive(events: &[Event], lanes: &[Lane], index: usize) -> Vec<bool> {
    lanes
        .iter()
        .map(|lane| {
            let own = |event: &&Event| event.task == lane.task;
            let begun = events[..=index].iter().any(|event| own(&event));
            let ended = events[..index]
                .iter()
                .any(|event| own(&event) && event.op == Op::End);
            begun && !ended
        })
        .collect()
}

/// The tasks that can go no further. In the short story those that wait in the same way at the same place share a
/// row when there are too many for one each.
fn stuck_groups(scene: &Scene<'_>, verbose: bool) -> Vec<Vec<usize>> {
    let roots = scene.roots();
    let mut tasks: Vec<usize> = scene.stuck().map(|(task, _)| task).collect();
    if !verbose && tasks.len() > 4 {
        tasks.retain(|task| roots.contains(task));
    }
    if verbose || tasks.len() <= STUCK {
        return tasks.into_iter().map(|task| vec![task]).collect();
    }
    let mut groups: Vec<(Option<Place>, Op, Vec<usize>)> = Vec::new();
    for task in tasks {
        let Some(wait) = scene.wait(task) else { continue };
        let at = scene.finding.tasks[task].at.clone();
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
    let task = group[0];
    let at = scene.finding.tasks[task].at.clone();
    let act = scene
        .wait(task)
        .map(|wait| acts::stuck(scene, wait))
        .unwrap_or_default();
    let (source, column) = at.as_ref().map(|at| scene.source(at)).unwrap_or_default();
    let (who, act) = match group {
        [one] => (scene.task(*one), act),
        many => (format!("{} threads", many.len()), alike(scene, group, act)),
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
        decides: None,
        interrupts: None,
        alive: lanes.iter().map(|lane| scene.wait(lane.task).is_some()).collect(),
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
