//! Different outputs in different schedules; and schedules in which nothing is wrong.

use super::Telling;
use crate::story::scene::Scene;
use crate::story::words::{count, list, printed};
use crate::story::{Options, fails, outputs};
use wire::{Op, State};

/// What is done about steps that belong together.
pub(super) const ONE_STEP: &str =
    "Make it one step: one lock held over all of it, or one atomic operation such as `fetch_add`.";

/// The output depends on the schedule.
pub(super) fn tell(scene: &Scene<'_>, options: &Options) -> Telling {
    let finding = scene.finding;
    let Some(ordinary) = finding.instead_of.as_ref().filter(|_| fails(finding)) else {
        return fine(scene);
    };
    if options.elastic && slept(scene) {
        return sleep_sync(scene, ordinary);
    }
    let many = finding.schedules != 1;
    let share = scene
        .share(finding.schedules)
        .unwrap_or_else(|| "some schedules".to_owned());
    let differs = outputs::difference(&finding.stdout, finding.exit, ordinary, many);
    let between = between(scene);
    let remedy = if between.is_some() {
        ONE_STEP
    } else {
        "Make the order certain where it matters (join, a channel, a condition variable), or keep it out of the output."
    };
    Telling {
        word: "RACE",
        headline: match between.or_else(|| rivals(scene)) {
            Some(cause) => format!("{share} {differs}: {cause}"),
            None => format!("{share} {differs}"),
        },
        remedy: Some(remedy.to_owned()),
        ..Telling::default()
    }
}

/// The output depends on how long sleeps last.
fn sleep_sync(scene: &Scene<'_>, ordinary: &wire::Output) -> Telling {
    let finding = scene.finding;
    let one_line = |text: &str| text.lines().count() <= 1;
    let what = if one_line(&finding.stdout) && one_line(&ordinary.stdout) && finding.exit == ordinary.exit {
        format!(
            "whether it prints {} or {}",
            printed(&ordinary.stdout),
            printed(&finding.stdout)
        )
    } else {
        "what it prints".to_owned()
    };
    let place = |index: usize| {
        let event = finding.events.get(index)?;
        Some(format!("{} ({})", scene.task(event.task), scene.at(&event.at)))
    };
    let order = finding
        .decisive
        .and_then(|(first, second)| Some((place(first)?, place(second)?)));
    let nothing = match order {
        Some((first, second)) => format!("; nothing else keeps {first} and {second} in order"),
        None => String::new(),
    };
    Telling {
        word: "SLEEP-SYNC",
        headline: format!("{what} hangs on how long {} lasts{nothing}", sleeps(scene)),
        remedy: Some(
            "Wait for the thing itself: `join`, a channel, a condition variable or a barrier.".to_owned(),
        ),
        ..Telling::default()
    }
}

/// The sleeps that the schedule went through, and those that are not over.
fn sleeps(scene: &Scene<'_>) -> String {
    let finding = scene.finding;
    let done = finding
        .events
        .iter()
        .filter(|event| event.op == Op::Sleep)
        .map(|event| &event.at);
    let asleep =
        (0..finding.tasks.len()).filter(|task| matches!(scene.state(*task), Some(State::Sleeping(_))));
    let mut places: Vec<&wire::Place> = done.chain(asleep.filter_map(|task| scene.place(task))).collect();
    places.retain(|place| place.line > 0);
    places.sort_unstable();
    places.dedup();
    let lines: Vec<String> = places.iter().map(|place| scene.at(place)).collect();
    match lines.as_slice() {
        [] => "a sleep".to_owned(),
        [one] => format!("the sleep at {one}"),
        many => format!("each sleep (at {})", list(many)),
    }
}

/// Somebody slept before the failure showed.
fn slept(scene: &Scene<'_>) -> bool {
    scene.finding.events.iter().any(|event| event.op == Op::Sleep)
}

/// What got in between two steps of one task that belong together: it uses a thing, another one changes that, and it
/// goes on with what it knew.
pub(super) fn between(scene: &Scene<'_>) -> Option<String> {
    let events = &scene.finding.events;
    let (first, second) = scene.finding.decisive?;
    let object = events.get(first)?.object?;
    events.get(second).filter(|event| event.object == Some(object))?;
    [first, second]
        .iter()
        .find_map(|one| steps(scene, object, |look, change| look == *one || change == *one))
}

/// The same for whichever two steps with this thing are `meant`.
pub(super) fn steps(
    scene: &Scene<'_>,
    object: usize,
    meant: impl Fn(usize, usize) -> bool,
) -> Option<String> {
    let events = &scene.finding.events;
    let uses: Vec<usize> = (0..events.len())
        .filter(|index| events[*index].object == Some(object) && begins(events[*index].op))
        .collect();
    for task in 0..scene.finding.tasks.len() {
        let own: Vec<usize> = uses
            .iter()
            .copied()
            .filter(|index| events[*index].task == task)
            .collect();
        for step in own.windows(2) {
            let (look, change) = (step[0], step[1]);
            // The same line twice is a loop, and each round of it is a step of its own.
            let round = events[look].op == Op::Update || events[look].at == events[change].at;
            // A wait on a condition variable gives the lock away on purpose.
            let waited = events[look..change]
                .iter()
                .any(|event| event.task == task && event.op == Op::Wait);
            if round || waited || !changes(events[change].op) || !meant(look, change) {
                continue;
            }
            let other = uses.iter().find(|index| {
                (look..change).contains(index) && events[**index].task != task && changes(events[**index].op)
            });
            if let Some(other) = other {
                return Some(told(scene, look, *other, change));
            }
        }
    }
    None
}

fn told(scene: &Scene<'_>, look: usize, other: usize, change: usize) -> String {
    let events = &scene.finding.events;
    let (task, thing) = (
        scene.task(events[look].task),
        scene.quoted(events[look].object, events[look].op),
    );
    let (from, to) = (scene.at(&events[look].at), scene.at(&events[change].at));
    let other = scene.task(events[other].task);
    if events[look].op == Op::Load && events[change].op == Op::Store {
        format!("{task} reads {thing} ({from}), {other} writes it, and {task} writes over that ({to})")
    } else {
        format!("between {from} and {to} of {task}, {other} gets at {thing} too")
    }
}

/// The two that race for a thing, where no more is known of it.
fn rivals(scene: &Scene<'_>) -> Option<String> {
    let (first, second) = scene.finding.decisive?;
    let (a, b) = (
        scene.finding.events.get(first)?,
        scene.finding.events.get(second)?,
    );
    if a.object.is_none() || a.object != b.object || a.task == b.task {
        return None;
    }
    let lines = if a.at == b.at {
        scene.at(&a.at)
    } else {
        format!("{} and {}", scene.at(&a.at), scene.at(&b.at))
    };
    let (one, other) = (scene.task(a.task), scene.task(b.task));
    Some(match a.op {
        Op::Print => format!("{one} and {other} race to print ({lines})"),
        _ => format!(
            "{one} and {other} race for {} ({lines})",
            scene.quoted(a.object, a.op)
        ),
    })
}

/// Operations that begin to use a thing.
fn begins(op: Op) -> bool {
    changes(op) || matches!(op, Op::Load | Op::Read | Op::TryRead)
}

/// Those that may change it.
fn changes(op: Op) -> bool {
    matches!(op, Op::Store | Op::Update | Op::Lock | Op::TryLock)
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
