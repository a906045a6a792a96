//! Tasks that are busy for ever.

use super::{Telling, at_line, who};
use crate::story::acts;
use crate::story::scene::Scene;
use wire::{Op, State};

/// Busy waiting for a value that nobody will write.
pub(super) fn spinning(scene: &Scene<'_>) -> Telling {
    let spins = scene
        .finding
        .tasks
        .iter()
        .enumerate()
        .find_map(|(index, task)| match &task.state {
            State::Spinning(wait) => Some((index, wait)),
            _ => None,
        });
    let Some((task, wait)) = spins else {
        return in_step(scene);
    };
    let name = scene.task(task);
    // A loop may yield or pause between two looks: what it looks at is the last thing that it read.
    let looks = |op: Op| {
        matches!(
            op,
            Op::Load | Op::Update | Op::TryLock | Op::TryRead | Op::TryRecv | Op::IsFinished
        )
    };
    let seen = scene
        .last(|event| event.task == task && looks(event.op))
        .map(|(_, event)| event);
    let what = match seen {
        Some(event) => acts::stuck_in_prose(
            scene,
            &wire::Wait {
                op: event.op,
                object: event.object,
                for_tasks: event.other.into_iter().collect(),
            },
        ),
        None => acts::stuck_in_prose(scene, wait),
    };
    let value = match seen {
        Some(event) if event.op == Op::Load => event.value.as_deref(),
        _ => None,
    };
    let value = value
        .map(|value| format!(" and finds {}", crate::story::words::printed(value)))
        .unwrap_or_default();
    let at = seen.filter(|event| event.at.line > 0).map_or_else(
        || at_line(scene, task),
        |event| format!(" at {}", scene.at(&event.at)),
    );
    Telling {
        word: "LIVELOCK",
        headline: format!("{}{name} {what}{at} for ever{value}; nobody will change it any more", scene.often()),
        why: super::waits(scene),
        remedy: Some(
            "See who should change it, and whether that one still can; a condition variable or a channel waits without a loop."
                .to_owned(),
        ),
        ..Telling::default()
    }
}

/// Several tasks keep reacting to each other.
pub(super) fn in_step(scene: &Scene<'_>) -> Telling {
    let busy: Vec<usize> = scene
        .finding
        .tasks
        .iter()
        .enumerate()
        .filter(|(_, task)| matches!(task.state, State::Ready | State::Sleeping(_) | State::Spinning(_)))
        .map(|(index, _)| index)
        .collect();
    let headline = match busy.as_slice() {
        [] => format!(
            "{}the same steps come again and again and nothing gets on",
            scene.often()
        ),
        [one] => format!(
            "{}{} does the same steps again and again{} and never gets on",
            scene.often(),
            scene.task(*one),
            at_line(scene, *one)
        ),
        many => format!(
            "{}{} keep reacting to each other: the same steps come again and again and nobody gets on",
            scene.often(),
            who(scene, many)
        ),
    };
    let endless = busy.len() == 1 && scene.stuck().next().is_some();
    Telling {
        word: "LIVELOCK",
        headline,
        why: super::waits(scene),
        remedy: Some(
            if endless {
                "Do not wait for a thread that never ends, or give it a reason to end."
            } else {
            "Let one of them insist: take turns by a fixed order, wait on a condition variable, or lock in the same order."
            }
                .to_owned(),
        ),
        ..Telling::default()
    }
}
