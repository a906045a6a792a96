//! What the surface asks about tasks and time.

use super::{Engine, Kind, Place, TaskId, aside, deadline, end_of, engine, memory, op, pointer, token_of};

/// Spawns a task that runs `body`. `body` must not unwind: the surface catches the panic and reports it by
/// [`task_panicked`]. Thread-local destructors are the surface's job too, at the end of `body`.
pub(crate) fn spawn(
    name: Option<String>,
    stack: Option<usize>,
    body: Box<dyn FnOnce()>,
    at: Place,
) -> TaskId {
    memory::leave();
    let engine = pointer();
    // The name is copied out of the task's arena.
    let own = name.as_deref().map(str::to_owned);
    drop(name);
    // SAFETY: as for `op`.
    unsafe {
        let id = Engine::spawn(engine, own, stack, body, at);
        memory::enter((*engine).current);
        id
    }
}
/// Says that the current task's body panicked with `message`.
pub(crate) fn task_panicked(message: &str) {
    aside(|engine| {
        let me = engine.current;
        if let Some(task) = &mut engine.tasks[me] {
            task.panic = Some(message.to_owned());
        }
    });
}
/// Waits until `task` has ended.
pub(crate) fn join(task: TaskId, at: Place) {
    op(Kind::Join, end_of(task), task as u64, at);
}
/// Whether `task` has ended.
pub(crate) fn is_finished(task: TaskId, at: Place) -> bool {
    op(Kind::IsFinished, end_of(task), task as u64, at) != 0
}
/// The current task. Not an operation.
pub(crate) fn current() -> TaskId {
    engine().current
}
/// The name that `task` was given (`main` has "main"). Not an operation.
pub(crate) fn name_of(task: TaskId) -> Option<String> {
    engine()
        .tasks
        .get(task)
        .and_then(|it| it.as_ref())
        .and_then(|it| it.name.clone())
        .map(std::borrow::Cow::into_owned)
}
/// Sleeps for `nanos` of virtual time.
pub(crate) fn sleep(nanos: u64, at: Place) {
    let until = deadline(Some(nanos));
    op(Kind::Sleep, engine().clock_object(), until, at);
    if let Some(event) = engine().trace.last_mut() {
        event.value = nanos;
    }
}
/// Lets others go first.
pub(crate) fn yield_now(at: Place) {
    op(Kind::Yield, 0, 0, at);
}
/// Waits for a token from [`unpark`], at most for `timeout` nanoseconds.
pub(crate) fn park(timeout: Option<u64>, at: Place) {
    op(Kind::Park, token_of(current()), deadline(timeout), at);
}
/// Gives `task` its park token.
pub(crate) fn unpark(task: TaskId, at: Place) {
    op(Kind::Unpark, token_of(task), 0, at);
}
/// Nanoseconds of virtual time since the program began.
pub(crate) fn now(at: Place) -> u64 {
    let until = aside(|engine| engine.poll(at));
    op(Kind::Now, engine().clock_object(), until, at);
    engine().now
}
/// The same without an operation, for what only reckons deadlines.
pub(crate) fn clock() -> u64 {
    engine().now
}
/// Whether the current task is unwinding (as `std::thread::panicking`). Not an operation.
pub(crate) fn panicking() -> bool {
    let engine = engine();
    engine.tasks[engine.current]
        .as_ref()
        .is_some_and(|it| it.panics > 0)
}
