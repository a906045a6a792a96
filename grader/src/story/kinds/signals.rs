//! Waits for a notify, an unpark or a barrier that do not end.

use super::{Telling, at_line, waits, who};
use crate::story::scene::Scene;
use crate::story::words::count;
use wire::{Event, Op, Wait};

fn waiter<'a>(scene: &Scene<'a>) -> Option<(usize, &'a Wait)> {
    scene
        .stuck()
        .find(|(_, wait)| matches!(wait.op, Op::Wait | Op::Wake | Op::Park))
}

/// The last notify or unpark that the wait of `task` could have been ended by.
fn notify<'a>(scene: &Scene<'a>, task: usize, wait: &Wait) -> Option<(usize, &'a Event)> {
    scene.last(|event| match event.op {
        Op::NotifyOne | Op::NotifyAll => event.object == wait.object,
        Op::Unpark => event.other == Some(task),
        _ => false,
    })
}

/// The notify came before the wait.
pub(super) fn lost_wakeup(scene: &Scene<'_>) -> Telling {
    let Some((task, wait)) = waiter(scene) else {
        return super::plain(scene);
    };
    let park = wait.op == Op::Park;
    let (name, thing) = (scene.task(task), scene.quoted(wait.object, wait.op));
    let sent = notify(scene, task, wait);
    let begun = scene
        .last(|event| event.op == Op::Wait && event.task == task)
        .map(|(index, _)| index);
    let woken = scene
        .last(|event| event.task == task && matches!(event.op, Op::Wake | Op::Park))
        .is_some();
    let (which, again) = if woken { ("last", " again") } else { ("only", "") };
    let headline = match sent {
        Some((index, event)) if begun.is_none_or(|begun| index < begun) => format!(
            "{}the {which} wake-up comes too early: {} {} {} at {} before {name} waits{again}{}, and {name} waits for ever",
            scene.often(),
            scene.task(event.task),
            if park { "unparks" } else { "notifies" },
            if park { name.clone() } else { thing.clone() },
            scene.at(&event.at),
            at_line(scene, task),
        ),
        Some((_, event)) => format!(
            "{}{name} waits on {thing}{} for ever: the notify of {} at {} woke another thread",
            scene.often(),
            at_line(scene, task),
            scene.task(event.task),
            scene.at(&event.at),
        ),
        None => format!(
            "{}{name} waits{} for a wake-up that came too early",
            scene.often(),
            at_line(scene, task)
        ),
    };
    let remedy = if park {
        "Park in a loop that asks for the condition first, and unpark after making it true."
    } else {
        "Keep what is waited for in the mutex: change it there before notifying, and wait in `while !ready { … }` \
         (or `wait_while`), so that who comes late does not wait at all."
    };
    Telling {
        word: "LOST-WAKEUP",
        headline,
        why: waits(scene),
        remedy: Some(remedy.to_owned()),
        ..Telling::default()
    }
}

/// Nobody notifies.
pub(super) fn never_notified(scene: &Scene<'_>) -> Telling {
    let Some((task, wait)) = waiter(scene) else {
        return super::plain(scene);
    };
    let name = scene.task(task);
    let park = wait.op == Op::Park;
    let all: Vec<usize> = scene
        .stuck()
        .filter(|(_, other)| other.op == wait.op && (park || other.object == wait.object))
        .map(|(task, _)| task)
        .collect();
    let (names, verb) = (who(scene, &all), if all.len() == 1 { "waits" } else { "wait" });
    let (on, nobody, remedy) = if park {
        (
            "to be unparked".to_owned(),
            if all.len() == 1 {
                format!("nobody unparks {name}")
            } else {
                "nobody unparks them".to_owned()
            },
            "Call `unpark` on the thread after what it waits for is done.",
        )
    } else {
        let thing = scene.quoted(wait.object, wait.op);
        match notify(scene, task, wait) {
            Some((_, event)) => (
                format!("for a notify on {thing}"),
                format!(
                    "the last one was by {} at {}",
                    scene.task(event.task),
                    scene.at(&event.at)
                ),
                "Notify after each change that somebody may wait for; `notify_all` where several wait for different things.",
            ),
            None => (
                format!("for a notify on {thing}"),
                "nobody ever notifies it".to_owned(),
                "Call `notify_one` or `notify_all` after changing what is waited for.",
            ),
        }
    };
    Telling {
        word: "DEADLOCK",
        headline: format!(
            "{}{names} {verb}{} {on}, and {nobody}",
            scene.often(),
            together(scene, &all)
        ),
        why: waits(scene),
        remedy: Some(remedy.to_owned()),
        ..Telling::default()
    }
}

/// Where all of them wait, if that is one place.
fn together(scene: &Scene<'_>, all: &[usize]) -> String {
    match all {
        [first, rest @ ..] if rest.iter().all(|task| scene.place(*task) == scene.place(*first)) => {
            at_line(scene, *first)
        }
        _ => String::new(),
    }
}

/// Too few tasks come to a barrier.
pub(super) fn too_few(scene: &Scene<'_>) -> Telling {
    let Some((_, wait)) = scene
        .stuck()
        .find(|(_, wait)| matches!(wait.op, Op::Pass | Op::Arrive))
    else {
        return super::plain(scene);
    };
    let all: Vec<usize> = scene
        .stuck()
        .filter(|(_, other)| other.object == wait.object)
        .map(|(task, _)| task)
        .collect();
    let verb = if all.len() == 1 { "waits" } else { "wait" };
    Telling {
        word: "DEADLOCK",
        headline: format!(
            "{}{} {verb}{} at the barrier {} for others that never come",
            scene.often(),
            who(scene, &all),
            together(scene, &all),
            scene.quoted(wait.object, wait.op)
        ),
        why: {
            let mut why = waits(scene);
            why.push((
                "Barrier",
                format!(
                    "{} there, fewer than `Barrier::new` was told.",
                    match all.len() {
                        1 => "1 thread waits".to_owned(),
                        many => format!("{} wait", count(many as u64, "thread")),
                    }
                ),
            ));
            why
        },
        remedy: Some("Make the barrier for as many threads as really come to it.".to_owned()),
        ..Telling::default()
    }
}
