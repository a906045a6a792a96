//! What is wrong with a schedule that ends well by itself, and that a course calls wrong all the same: it ends too soon,
//! takes too long, has too many at work, or prints something else.

use super::race;
use crate::story::focus::Fault;
use crate::story::scene::Scene;
use crate::story::words::{count, duration, list, sentence};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wire::{Op, Place, State};

/// Places of waiting that are told.
const PLACES: usize = 2;

/// What stands before the schedule: a head and a paragraph each.
pub(crate) fn why(scene: &Scene<'_>) -> Vec<(String, String)> {
    let told = match scene.focus.fault {
        Fault::Own => None,
        Fault::Early => cut_off(scene).or_else(|| at_work(scene)),
        Fault::Late => return waits(scene),
        Fault::Crowded => return at_work(scene).into_iter().chain(busy(scene)).collect(),
        // What two tasks race for is told by the headline.
        Fault::Output(_) if scene.decisive.is_some() => None,
        Fault::Output(Some(print)) => mixed(scene, print),
        Fault::Output(None) => cut_off(scene),
    };
    told.into_iter().collect()
}

/// The threads that ended with the process.
fn cut_off(scene: &Scene<'_>) -> Option<(String, String)> {
    let ended = |state: &State| matches!(state, State::Finished | State::Panicked(_));
    let tasks = scene.finding.tasks.iter().enumerate().skip(1);
    let left: Vec<usize> = tasks
        .filter(|(_, task)| !ended(&task.state))
        .map(|(task, _)| task)
        .collect();
    if left.is_empty() {
        return None;
    }
    let text = format!(
        "{} had not ended when `main` returned, and with it the program.",
        list(&scene.tasks(&left))
    );
    Some(("Cut off".to_owned(), text))
}

/// Who sleeps or spins at the moment at which most do.
fn at_work(scene: &Scene<'_>) -> Option<(String, String)> {
    let tasks = scene.finding.most_at_work();
    let text = format!(
        "{} at once: {}.",
        count(tasks.len() as u64, "thread"),
        list(&scene.tasks(&tasks))
    );
    (tasks.len() > 1).then(|| ("At work".to_owned(), text))
}

/// Who asks again and again instead of being woken.
fn busy(scene: &Scene<'_>) -> Option<(String, String)> {
    let mut timed = scene.finding.events.iter().zip(&scene.took);
    let (event, took) = timed.find(|(event, took)| **took > 0 && event.op.is_instant())?;
    let text = format!(
        "{} waits busily at {}, for {}.",
        scene.task(event.task),
        scene.at(&event.at),
        duration(*took)
    );
    Some(("Busy".to_owned(), text))
}

/// Where time was spent waiting, for locks first, and the longest waits first.
fn waits(scene: &Scene<'_>) -> Vec<(String, String)> {
    let mut places: BTreeMap<&Place, Waits> = BTreeMap::new();
    for (event, took) in scene.finding.events.iter().zip(&scene.took) {
        if *took == 0 || event.op == Op::Sleep || event.at.line == 0 {
            continue;
        }
        let waits = places.entry(&event.at).or_default();
        waits.lock |= matches!(event.op, Op::Lock | Op::Read | Op::Wake);
        waits.took += took;
        if !waits.tasks.contains(&event.task) {
            waits.tasks.push(event.task);
        }
    }
    let mut places: Vec<(&Place, Waits)> = places.into_iter().collect();
    for (_, waits) in &mut places {
        waits.tasks.sort_unstable();
    }
    places.sort_by_key(|(_, waits)| (!waits.lock, Reverse(waits.took)));
    let mut heads = std::iter::once("Waits").chain(std::iter::repeat("     "));
    places
        .iter()
        .take(PLACES)
        .map(|(at, waits)| (heads.next().unwrap_or_default().to_owned(), waits.told(scene, at)))
        .collect()
}

/// What was waited at one place.
#[derive(Default)]
struct Waits {
    lock: bool,
    took: u64,
    tasks: Vec<usize>,
}

impl Waits {
    fn told(&self, scene: &Scene<'_>, at: &Place) -> String {
        let verb = if self.tasks.len() == 1 { "waits" } else { "wait" };
        format!(
            "{} {verb} at {}: {} in all.",
            list(&scene.tasks(&self.tasks)),
            scene.at(at),
            duration(self.took)
        )
    }
}

/// What got in between two steps with the thing that was printed.
fn mixed(scene: &Scene<'_>, print: usize) -> Option<(String, String)> {
    let events = &scene.finding.events;
    let task = events.get(print)?.task;
    let before = events[..print].iter().rev();
    let object = before
        .filter(|event| event.task == task)
        .find_map(|event| event.object)?;
    let told = race::steps(scene, object, |_, _| true)?;
    Some(match told.strip_prefix("between ") {
        Some(told) => ("Between".to_owned(), format!("{told}.")),
        None => ("Cause".to_owned(), format!("{}.", sentence(&told))),
    })
}
