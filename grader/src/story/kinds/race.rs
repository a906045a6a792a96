//! Different outputs in different schedules; and schedules in which nothing is wrong.

use super::Telling;
use crate::story::scene::Scene;
use crate::story::words::{count, printed};
use crate::story::{Options, fails, outputs};
use wire::{Op, State};

/// The output depends on the schedule.
pub(super) fn tell(scene: &Scene<'_>, options: &Options) -> Telling {
    let finding = scene.finding;
    let Some(ordinary) = finding.instead_of.as_ref().filter(|_| fails(finding)) else {
        return fine(scene);
    };
    let sleeps = slept(scene);
    let many = finding.schedules != 1;
    let share = scene
        .share(finding.schedules)
        .unwrap_or_else(|| "some schedules".to_owned());
    let differs = outputs::difference(&finding.stdout, finding.exit, ordinary, many);
    if options.elastic && sleeps {
        return Telling {
            word: "SLEEP-SYNC",
            headline: format!(
                "{share} {differs} when sleeps last longer: the order of threads rests on sleeping long enough"
            ),
            why: deciding(scene),
            remedy: Some(
                "Wait for the thing itself: `join`, a channel, a condition variable or a barrier.".to_owned(),
            ),
            ..Telling::default()
        };
    }
    let updates = lost_update(scene);
    let mut headline = format!("{share} {differs}");
    if let Some(cause) = &updates {
        headline = format!("{headline}: {cause}");
    }
    let remedy = if updates.is_some() {
        "Make reading and writing one step: `fetch_add` and its kin, or one lock held over both."
    } else {
        "Make the order certain where it matters (join, a channel, a condition variable), or keep it out of the output."
    };
    Telling {
        word: "RACE",
        headline,
        why: deciding(scene),
        remedy: Some(remedy.to_owned()),
        ..Telling::default()
    }
}

/// Somebody slept before the failure showed.
fn slept(scene: &Scene<'_>) -> bool {
    scene.finding.events.iter().any(|event| event.op == Op::Sleep)
}

fn deciding(scene: &Scene<'_>) -> Vec<(&'static str, String)> {
    outputs::summary(scene)
        .map(|text| ("Outputs", format!("{text}.")))
        .into_iter()
        .collect()
}

/// `main overwrites what t wrote to COUNT`: between a task's reading of a thing and its writing, another one wrote.
fn lost_update(scene: &Scene<'_>) -> Option<String> {
    let events = &scene.finding.events;
    let reads = |op: Op| matches!(op, Op::Load | Op::Lock | Op::Read);
    let (first, second) = scene.finding.decisive?;
    let object = events
        .get(first)?
        .object
        .filter(|object| events.get(second).is_some_and(|it| it.object == Some(*object)))?;
    let on = |index: &usize| events[*index].object == Some(object);
    let indices: Vec<usize> = (0..events.len()).filter(on).collect();
    for (position, write) in indices.iter().enumerate() {
        let writes = |index: usize| matches!(events[index].op, Op::Store);
        if !writes(*write) {
            continue;
        }
        let task = events[*write].task;
        let before = &indices[..position];
        let Some(read) = before
            .iter()
            .rposition(|index| events[*index].task == task && reads(events[*index].op))
        else {
            continue;
        };
        let between = before[read + 1..]
            .iter()
            .find(|index| events[**index].task != task && writes(**index));
        if let Some(between) = between {
            let thing = scene.quoted(Some(object), Op::Load);
            return Some(format!(
                "{} reads {thing} ({}), {} writes it, and {} writes over that ({})",
                scene.task(task),
                scene.at(&events[before[read]].at),
                scene.task(events[*between].task),
                scene.task(task),
                scene.at(&events[*write].at)
            ));
        }
    }
    None
}

/// A schedule that was asked for, and in which nothing is wrong.
fn fine(scene: &Scene<'_>) -> Telling {
    let finding = scene.finding;
    let lines = finding.stdout.lines().count();
    let prints = match lines {
        0 | 1 => format!("prints {}", printed(&finding.stdout)),
        many => format!("prints {}", count(many as u64, "line")),
    };
    let exit = if finding.exit == 0 {
        String::new()
    } else {
        format!(" and exits with code {}", finding.exit)
    };
    let left = finding
        .tasks
        .iter()
        .filter(|task| !matches!(task.state, State::Finished | State::Panicked(_)))
        .count();
    let running = match left {
        0 => String::new(),
        left => format!(
            "; {} had not ended when main returned",
            count(left as u64, "thread")
        ),
    };
    Telling {
        word: "OK",
        good: true,
        headline: format!("this schedule {prints}{exit}{running}"),
        ..Telling::default()
    }
}
