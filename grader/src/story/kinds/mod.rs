//! A finding → the words for it: one file per family of failures.
//!
//! To add a cause: a variant in [`wire::Cause`], a function in the file of its family, a line in [`tell`] and a case
//! in the tests of the story.

pub(super) mod asked;
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
use std::fmt::Write as _;
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
        (Kind::Livelock | Kind::Deadlock, Cause::Spinning) => livelock::spinning(scene),
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
            "{} more, in the same way",
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

/// `main holds a since line 3 and waits for b (line 5), which worker holds since line 9`.
fn wait_of(scene: &Scene<'_>, task: usize) -> String {
    let name = scene.task(task);
    let Some(wait) = scene.wait(task) else {
        return format!("{name} {}", end_of(scene, task));
    };
    let line = scene
        .place(task)
        .map(|at| format!(" ({})", scene.at(at)))
        .unwrap_or_default();
    let waits = acts::stuck_in_prose(scene, wait);
    let held_by = wait.object.and_then(|object| holder(scene, object));
    let holds = holds(scene, task);
    let mut text = match &held_by {
        Some((holder, since)) if *holder == task => {
            return format!("{name} {waits}{line}, which it holds itself since {since}");
        }
        _ if holds.is_empty() => format!("{name} {waits}{line}"),
        _ => format!("{name} holds {} and {waits}{line}", list(&holds)),
    };
    if let Some((holder, since)) = held_by {
        let who = scene.task(holder);
        let _ = write!(text, ", which {who} holds since {since}");
        if scene.wait(holder).is_none() {
            let _ = write!(text, " ({who} {})", end_of(scene, holder));
        }
    }
    text
}

/// What `task` holds and since when. Where it waits for a thing of the same name, the lock is called a lock.
fn holds(scene: &Scene<'_>, task: usize) -> Vec<String> {
    let Some(stuck) = scene.finding.tasks.get(task) else {
        return Vec::new();
    };
    let waits_for = scene.wait(task).map(|wait| scene.quoted(wait.object, wait.op));
    stuck
        .holds
        .iter()
        .map(|held| {
            let name = scene.quoted(Some(held.object), wire::Op::Lock);
            let kind = if waits_for.as_ref() == Some(&name) {
                "the lock "
            } else {
                ""
            };
            format!("{kind}{name} since {}", scene.at(&held.at))
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
    let at = scene.place(task);
    at.filter(|at| at.line > 0)
        .map(|at| format!(" at {}", scene.at(at)))
        .unwrap_or_default()
}
