//! Panics of the learner's tasks: counted per task, told on the captured standard error.

use super::{engine, memory, try_engine};
use std::any::Any;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

/// What the learner gave to `panic::set_hook`.
pub(crate) type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

/// Installs our hook. Call once.
pub(super) fn install() {
    panic::set_hook(Box::new(|info| {
        let inside = memory::in_program();
        memory::leave();
        match try_engine() {
            Some(engine) if inside => {
                let me = engine.current;
                let message = info.payload_as_str().unwrap_or("Box<dyn Any>").to_owned();
                let task = engine.tasks[me].as_mut().expect("the running task");
                task.panics += 1;
                let name = task.name.clone().unwrap_or_else(|| "<unnamed>".into());
                let place = info.location().map_or_else(String::new, ToString::to_string);
                // A panic inside std's own code is told at the learner's line that led there.
                task.panicked_at = Some(match info.location().filter(|it| engine.image.owns(it.file())) {
                    Some(it) => wire::Place {
                        file: it.file().to_owned(),
                        line: it.line(),
                        column: it.column(),
                    },
                    None => crate::tell::place(task.at),
                });
                if engine.hook.is_none() && engine.gone.is_none() {
                    let text = format!("\nthread '{name}' panicked at {place}:\n{message}\n");
                    engine.err.extend_from_slice(text.as_bytes());
                }
                memory::enter(me);
                if let Some(hook) = &engine.hook {
                    hook(info);
                }
            }
            _ => eprintln!("the explorer itself failed: {info}"),
        }
    }));
}

/// Runs `body`; a panic is caught, and counted off.
pub(super) fn catch<R>(body: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    let outcome = panic::catch_unwind(AssertUnwindSafe(body));
    if outcome.is_err() {
        let engine = engine();
        let me = engine.current;
        let task = engine.tasks[me].as_mut().expect("the running task");
        task.panics = task.panics.saturating_sub(1);
    }
    outcome
}
