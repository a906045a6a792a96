//! Panics that end `main`, and waits for what a panicked task would have done.

use super::{Telling, at_line, waits, who};
use crate::story::acts;
use crate::story::scene::Scene;
use crate::story::words::{clean, cut, sentence};
use wire::{Op, State};

/// Columns for a message within a sentence, and that of its first line only: the rest is in the output.
const MESSAGE: usize = 120;

fn message(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default();
    cut(&clean(first), MESSAGE)
}

/// The tasks other than `main` that panicked, with their messages, the first one first. Those that only stumbled over a
/// lock that another panic had poisoned come last.
fn panicked<'a>(scene: &Scene<'a>) -> Vec<(usize, &'a str)> {
    let tasks = scene.finding.tasks.iter().enumerate().skip(1);
    let mut panicked: Vec<(usize, &str)> = tasks
        .filter_map(|(index, task)| match &task.state {
            State::Panicked(message) => Some((index, message.as_str())),
            _ => None,
        })
        .collect();
    panicked.sort_by_key(|(task, message)| {
        let end = scene.last(|event| event.task == *task && event.op == Op::End);
        (message.contains("PoisonError"), end.map(|(index, _)| index))
    });
    panicked
}

/// A panic ended `main`.
pub(super) fn tell(scene: &Scene<'_>) -> Telling {
    let at = at_line(scene, 0);
    let own = message(&scene.finding.message);
    let often = scene.often();
    let others = panicked(scene);
    let mut why = Vec::new();
    // `join().unwrap()` hands a panic on: then the first one is the cause.
    let headline = match others.first() {
        Some((task, first)) => {
            why.push(("Main", format!("main panics{at}: {own}.")));
            format!(
                "{often}{} panics{}: {}; then main panics too",
                scene.task(*task),
                at_line(scene, *task),
                message(first)
            )
        }
        None => format!("{often}main panics{at}: {own}"),
    };
    let mut remedy = "What it needs is not there in every schedule: wait until it is, with a join, a channel or a condition \
                  variable.";
    if let Some(between) = super::race::between(scene) {
        why.push(("Cause", format!("{}.", sentence(&between))));
        remedy = super::race::ONE_STEP;
    }
    let sometimes = scene.finding.schedules > 0 && scene.finding.schedules < scene.exploration.schedules;
    Telling {
        word: "PANIC",
        headline,
        why,
        remedy: sometimes.then(|| remedy.to_owned()),
        ..Telling::default()
    }
}

/// Somebody waits for something that a task which panicked would have done.
pub(super) fn after(scene: &Scene<'_>) -> Telling {
    let others = panicked(scene);
    let roots = scene.roots();
    let (names, many) = (who(scene, &roots), roots.len() > 1);
    let goes = match roots.first().and_then(|task| scene.wait(*task)) {
        Some(wait) if !many => acts::stuck_in_prose(scene, wait),
        _ => "wait".to_owned(),
    };
    let headline = match others.first() {
        Some((task, text)) => format!(
            "{}{} panics{} ({}), and {names} {goes} for ever for what it would have done",
            scene.often(),
            scene.task(*task),
            at_line(scene, *task),
            message(text)
        ),
        None => format!("{}{names} {goes} for ever after a panic", scene.often()),
    };
    Telling {
        word: "DEADLOCK",
        headline,
        why: waits(scene),
        remedy: Some(
            "Mend the panic first. A thread that may fail should not owe others a message, a notify or a barrier."
                .to_owned(),
        ),
        ..Telling::default()
    }
}
