//! Ends of the whole process.

use super::{Telling, at_line};
use crate::story::scene::Scene;
use crate::story::words::{clean, cut};
use wire::{Cause, Op, State};

/// The process died.
pub(super) fn tell(scene: &Scene<'_>) -> Telling {
    let finding = scene.finding;
    let dead = finding.tasks.iter().position(|task| task.state == State::Died);
    let (who, at) = match dead {
        Some(task) => (scene.task(task), at_line(scene, task)),
        None => ("the program".to_owned(), String::new()),
    };
    let acted = |task: usize| {
        scene
            .last(|event| event.task == task && event.op != Op::Start)
            .is_some()
    };
    let near = match dead {
        Some(task) if !acted(task) => at.replacen(" at ", ", spawned at ", 1),
        _ => at.replacen(" at ", " after ", 1),
    };
    let (what, remedy) = match finding.cause {
        Cause::StackOverflow => (
            format!("{who} overflows its stack{near}"),
            Some("See whether the recursion comes to an end; large arrays belong into a `Box` or a `Vec`."),
        ),
        Cause::Aborted if scene.written("panic in a destructor") => (
            format!("{who} panics{at} while it unwinds from another panic, and that aborts the process"),
            Some("A destructor must not panic: ask `thread::panicking()` first, or do what may fail before."),
        ),
        Cause::Aborted => (
            format!("{who} aborts the process{at}"),
            Some(
                "A panic while another one unwinds (in a destructor), or a panic that must not unwind, aborts too.",
            ),
        ),
        Cause::EndlessLoop => (
            format!("{who} is caught in a loop that never ends{near}"),
            Some(
                "The loop does nothing that another thread can see, so no schedule ends it: look at its condition; a plain \
                 variable cannot be changed from outside.",
            ),
        ),
        Cause::Memory => (
            format!("{who} uses up the memory{near}"),
            Some("Look for a collection or a channel that only grows."),
        ),
        _ => (
            format!("{who} is ended by {}{near}", cut(&clean(&finding.message), 40)),
            Some("Only `unsafe` code, or a library with such code, can do that."),
        ),
    };
    Telling {
        word: "ABORT",
        headline: format!("{}{what}", scene.often()),
        remedy: remedy.map(str::to_owned),
        ..Telling::default()
    }
}
