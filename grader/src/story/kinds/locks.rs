//! Deadlocks of locks and joins.

use super::{Telling, end_of, holder, waits, who};
use crate::story::acts;
use crate::story::scene::Scene;
use wire::Op;

/// Each waits for what the next one holds, or for its end.
pub(super) fn cycle(scene: &Scene<'_>) -> Telling {
    let circle = scene.circle();
    let ops: Vec<Op> = circle
        .iter()
        .filter_map(|task| Some(scene.wait(*task)?.op))
        .collect();
    let locks = ops.iter().all(|op| takes(*op));
    let joins = ops.iter().all(|op| *op == Op::Join);
    let names = who(scene, &circle);
    let often = scene.often();
    let headline = match circle.as_slice() {
        [] => format!("{often}threads wait for each other in a circle"),
        [_, _] if locks => format!("{often}{names} each hold the lock that the other one waits for"),
        _ if locks => format!("{often}{names} wait in a circle, each for a lock that the next one holds"),
        [_, _] if joins => format!("{often}{names} wait for each other to end"),
        _ if joins => format!("{often}{names} wait in a circle, each for the next one to end"),
        [a, b] => {
            let half = |task: usize| {
                scene
                    .wait(task)
                    .map(|wait| acts::stuck_in_prose(scene, wait))
                    .unwrap_or_default()
            };
            let held = |task: usize, by: usize| {
                let object = scene
                    .wait(task)
                    .filter(|wait| takes(wait.op))
                    .and_then(|wait| wait.object);
                let held = object
                    .and_then(|object| holder(scene, object))
                    .filter(|(holder, _)| *holder == by);
                held.map(|_| format!(", which {} holds", scene.task(by)))
                    .unwrap_or_default()
            };
            format!(
                "{often}{} {}{}, and {} {}{}",
                scene.task(*a),
                half(*a),
                held(*a, *b),
                scene.task(*b),
                half(*b),
                held(*b, *a)
            )
        }
        _ => format!("{often}{names} wait for each other in a circle"),
    };
    let remedy = if locks {
        "Take the locks in the same order everywhere, or hold only one at a time."
    } else if joins {
        "Let one thread, usually main, join all the others."
    } else {
        "Give the lock back before waiting for a thread that needs it: `drop` the guard, or end its block."
    };
    Telling {
        word: "DEADLOCK",
        headline,
        why: waits(scene),
        remedy: Some(remedy.to_owned()),
        ..Telling::default()
    }
}

/// A task waits for a lock that it holds itself.
pub(super) fn self_lock(scene: &Scene<'_>) -> Telling {
    let own = scene.stuck().find_map(|(task, wait)| {
        let object = wait.object?;
        let held = scene.finding.tasks[task]
            .holds
            .iter()
            .find(|held| held.object == object)?;
        Some((task, wait, held))
    });
    let headline = match own {
        Some((task, wait, held)) => {
            let again = scene.place(task);
            let again = again
                .map(|at| format!(" again at {}", scene.at(at)))
                .unwrap_or_default();
            format!(
                "{}{} locks {}{again} while it still holds it since {}",
                scene.often(),
                scene.task(task),
                scene.quoted(wait.object, wait.op),
                scene.at(&held.at)
            )
        }
        None => format!("{}{} waits for itself", scene.often(), who(scene, &scene.roots())),
    };
    let once = scene
        .stuck()
        .any(|(_, wait)| matches!(wait.op, Op::Once | Op::OnceWait));
    let remedy = if once {
        "An initialiser must not ask for the value that it is about to make."
    } else {
        "Let go of the first guard before: `drop` it, end its block, or hand the guard on instead of locking again."
    };
    Telling {
        word: "DEADLOCK",
        headline,
        why: waits(scene),
        remedy: Some(remedy.to_owned()),
        ..Telling::default()
    }
}

/// A lock is held by a task that is stuck elsewhere, or that ended without releasing it.
pub(super) fn held_for_ever(scene: &Scene<'_>) -> Telling {
    let held = scene.stuck().find_map(|(task, wait)| {
        if !takes(wait.op) {
            return None;
        }
        Some((task, wait, holder(scene, wait.object?)?))
    });
    let headline = match held {
        Some((task, wait, (holder, since))) => {
            let fate = match scene.wait(holder) {
                Some(wait) => acts::stuck_in_prose(scene, wait),
                None => end_of(scene, holder).to_owned(),
            };
            format!(
                "{}{} waits for {}, which {} holds since {since} and never gives back: it {fate}",
                scene.often(),
                scene.task(task),
                scene.quoted(wait.object, wait.op),
                scene.task(holder)
            )
        }
        None => format!(
            "{}{} wait for a lock that is never given back",
            scene.often(),
            who(scene, &scene.roots())
        ),
    };
    Telling {
        word: "DEADLOCK",
        headline,
        why: waits(scene),
        remedy: Some(
            "Hold a lock only as long as the data is used, never while waiting for something else."
                .to_owned(),
        ),
        ..Telling::default()
    }
}

fn takes(op: Op) -> bool {
    matches!(op, Op::Lock | Op::Read | Op::TryLock | Op::TryRead)
}
