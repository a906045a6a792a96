//! A finding → the words for it: one file per family of failures.
//!
//! To add a cause: a variant in [`wire::Cause`], a function in the file of its family, a line in [`tell`] and a case
//! in the tests of the story.

mod death;
mod livelock;
mod locks;
mod messages;
mod panics;
mod race;
mod signals;

use super::Options;
use super::acts;
use super::scene::Scene;
use super::words::{count, list};
use wire::{Cause, Kind, State};

/// Waiting tasks that are told one by one.
const TOLD: usize = 4;

/// The words for one finding.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// The verdict.
    pub(super) word: &'static str,
    /// Nothing is wrong.
    pub(super) good: bool,
    /// What happens and why, without a final period.
    pub(super) headline: String,
    /// What stands under the schedule: a head and a paragraph each.
    pub(super) why: Vec<(&'static str, String)>,
    /// What is usually done about it.
    pub(super) remedy: Option<String>,
}

/// Finds the words.
pub(super) fn tell(scene: &Scene<'_>, options: &Options) -> Telling {
    match (scene.finding.kind, scene.finding.cause) {
        (Kind::Abort, _) => death::tell(scene),
        (Kind::Panic, _) => panics::tell(scene),
        (Kind::Race, _) => race::tell(scene, options),
        (Kind::Livelock, Cause::Spinning) | (Kind::Deadlock, Cause::Spinning) => livelock::spinning(scene),
        (Kind::Livelock, _) => livelock::in_step(scene),
        (Kind::Deadlock, Cause::Cycle) => locks::cycle(scene),
        (Kind::Deadlock, Cause::SelfLock) => locks::self_lock(scene),
        (Kind::Deadlock, Cause::HeldForEver) => locks::held_for_ever(scene),
        (Kind::Deadlock, Cause::LostWakeup) => signals::lost_wakeup(scene),
        (Kind::Deadlock, Cause::NeverNotified) => signals::never_notified(scene),
        (Kind::Deadlock, Cause::TooFew) => signals::too_few(scene),
        (Kind::Deadlock, Cause::NeverClosed) => messages::never_closed(scene),
        (Kind::Deadlock, Cause::NeverDrained) => messages::never_drained(scene),
        (Kind::Deadlock, Cause::AfterPanic) => panics::after(scene),
        (Kind::Deadlock, _) => plain(scene),
    }
}

/// Tasks are stuck, and nothing more can be said.
fn plain(scene: &Scene<'_>) -> Telling {
    let roots = scene.roots();
    let headline = match roots.first().and_then(|task| Some((*task, scene.wait(*task)?))) {
        Some((task, wait)) if roots.len() == 1 => format!(
            "{}{} {} and nothing can end the wait",
            scene.often(),
            scene.task(task),
            acts::stuck_in_prose(scene, wait)
        ),
        _ => format!("{}{} wait for ever", scene.often(), who(scene, &roots)),
    };
    Telling {
        word: "DEADLOCK",
        headline,
        why: waits(scene),
        ..Telling::default()
    }
}

/// Tasks by name, or how many.
fn who(scene: &Scene<'_>, tasks: &[usize]) -> String {
    match tasks.len() {
        0 => "all threads".to_owned(),
        1..=3 => list(&scene.tasks(tasks)),
        many => count(many as u64, "thread"),
    }
}

/// Who holds what since which line, and who waits for whom: a sentence for each stuck task that matters.
fn waits(scene: &Scene<'_>) -> Vec<(&'static str, String)> {
    let roots = scene.roots();
    let rest: Vec<usize> = scene
        .stuck()
        .map(|(task, _)| task)
        .filter(|task| !roots.contains(task))
        .collect();
    let mut sentences: Vec<String> = roots
        .iter()
        .take(TOLD)
        .map(|task| wait_of(scene, *task))
        .collect();
    if roots.len() > TOLD {
        sentences.push(format!(
            "{} more wait in the same way",
            count((roots.len() - TOLD) as u64, "thread")
        ));
    }
    if !rest.is_empty() && sentences.len() < TOLD {
        let (verb, them) = if rest.len() == 1 {
            ("waits", "one")
        } else {
            ("wait", "some")
        };
        sentences.push(match rest.as_slice() {
            [one] if scene.wait(*one).is_some_and(|wait| wait.for_tasks.len() == 1) => wait_of(scene, *one),
            _ => format!("{} {verb} for {them} of these", who(scene, &rest)),
        });
    }
    let mut heads = std::iter::once("Waits").chain(std::iter::repeat("     "));
    sentences
        .into_iter()
        .map(|text| (heads.next().unwrap_or_default(), text + "."))
        .collect()
}

/// `main holds a (since line 3) and waits for b (line 5), which worker holds since line 9`.
fn wait_of(scene: &Scene<'_>, task: usize) -> String {
    let name = scene.task(task);
    let Some(wait) = scene.wait(task) else {
        return format!("{name} {}", end_of(scene, task));
    };
    let at = scene.finding.tasks[task].at.as_ref().filter(|at| at.line > 0);
    let line = at.map(|at| format!(" ({})", scene.at(at))).unwrap_or_default();
    let mut text = format!("{name} {}{line}", acts::stuck_in_prose(scene, wait));
    let holds = holds(scene, task);
    if !holds.is_empty() {
        text = format!(
            "{name} holds {} and {}{line}",
            list(&holds),
            acts::stuck_in_prose(scene, wait)
        );
    }
    if let Some((holder, since)) = wait.object.and_then(|object| holder(scene, object)) {
        let who = if holder == task {
            "it".to_owned()
        } else {
            scene.task(holder)
        };
        let itself = if holder == task { " itself" } else { "" };
        text.push_str(&format!(", which {who} holds{itself} since {since}"));
        if holder != task && scene.wait(holder).is_none() {
            text.push_str(&format!(" ({who} {})", end_of(scene, holder)));
        }
    }
    text
}

/// What `task` holds and since when.
fn holds(scene: &Scene<'_>, task: usize) -> Vec<String> {
    let Some(task) = scene.finding.tasks.get(task) else {
        return Vec::new();
    };
    task.holds
        .iter()
        .map(|held| {
            format!(
                "{} since {}",
                scene.quoted(Some(held.object), wire::Op::Lock),
                scene.at(&held.at)
            )
        })
        .collect()
}

/// Who holds `object`, and where it was acquired.
fn holder(scene: &Scene<'_>, object: usize) -> Option<(usize, String)> {
    let tasks = scene.finding.tasks.iter().enumerate();
    tasks
        .flat_map(|(index, task)| task.holds.iter().map(move |held| (index, held)))
        .find(|(_, held)| held.object == object)
        .map(|(index, held)| (index, scene.at(&held.at)))
}

/// What became of a task that is not stuck, as the end of a sentence.
fn end_of(scene: &Scene<'_>, task: usize) -> &'static str {
    match scene.finding.tasks.get(task).map(|task| &task.state) {
        Some(State::Finished) => "has ended",
        Some(State::Panicked(_)) => "has panicked",
        Some(State::Died) => "died",
        Some(State::Sleeping(_)) => "sleeps",
        _ => "could go on",
    }
}

/// Where the task is, as ` at line 5` or nothing.
fn at_line(scene: &Scene<'_>, task: usize) -> String {
    let at = scene.finding.tasks.get(task).and_then(|task| task.at.as_ref());
    at.filter(|at| at.line > 0)
        .map(|at| format!(" at {}", scene.at(at)))
        .unwrap_or_default()
}
