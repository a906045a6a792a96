//! What each operation is called: in the cells of the table, and where a task can go no further.

use super::scene::Scene;
use super::words::{clean, cut, printed};
use wire::{Event, Op, Wait};

/// Values are cut to so many columns: what they are is seen from their beginning.
const VALUE: usize = 24;

/// What happened, as in `reads COUNT: 0`. The task is the subject.
pub(super) fn act(scene: &Scene<'_>, event: &Event) -> String {
    let thing = scene.thing(event.object, event.op);
    let value = event.value.as_deref().map(|value| cut(&clean(value), VALUE));
    let other = event
        .other
        .map_or_else(|| "a thread".to_owned(), |task| scene.task(task));
    let result = || match value.as_deref() {
        None | Some("" | "ok") => String::new(),
        Some(value) => format!(": {value}"),
    };
    match event.op {
        Op::Start => "starts".to_owned(),
        Op::Spawn => format!("spawns {other}"),
        Op::End => format!("ends{}", result()),
        Op::Join => format!("joins {other}{}", result()),
        Op::IsFinished => format!("has {other} ended?{}", result()),
        // It is told when it is over.
        Op::Sleep => match value {
            Some(value) if !value.is_empty() => format!("has slept {value}"),
            _ => "has slept".to_owned(),
        },
        Op::Yield => "yields".to_owned(),
        Op::Park => format!("park() returns{}", result()),
        Op::Unpark => format!("unparks {other}"),
        Op::Now => format!("reads the clock{}", result()),
        Op::Lock => format!("locks {thing}{}", result()),
        Op::TryLock => format!("tries to lock {thing}{}", result()),
        Op::Unlock => format!("unlocks {thing}"),
        Op::Read => format!("read-locks {thing}{}", result()),
        Op::TryRead => format!("tries to read-lock {thing}{}", result()),
        Op::Unread => format!("ends reading {thing}"),
        Op::Wait => format!("waits on {thing}"),
        Op::Wake => format!("wakes up{}", result()),
        Op::NotifyOne => format!("notifies one on {thing}{}", result()),
        Op::NotifyAll => format!("notifies all on {thing}{}", result()),
        Op::Arrive => format!("arrives at {thing}"),
        Op::Pass => format!("passes {thing}"),
        Op::Queue => format!("gets in line to write {thing}"),
        Op::Downgrade => format!("turns writing {thing} into reading"),
        Op::Once => match value.as_deref() {
            Some("done before") => format!("finds {thing} initialised"),
            _ => format!("begins to initialise {thing}"),
        },
        Op::OnceEnd => format!("has initialised {thing}"),
        Op::OnceDone => format!("is {thing} initialised?{}", result()),
        Op::OnceWait => format!("finds {thing} initialised by another"),
        Op::Taken => format!("goes on, the value was taken{}", result()),
        Op::Send => format!("sends to {thing}{}", result()),
        Op::TrySend => format!("tries to send to {thing}{}", result()),
        Op::Recv | Op::RecvTimeout => format!("receives from {thing}{}", result()),
        Op::TryRecv => format!("tries to receive from {thing}{}", result()),
        Op::CloneSender => format!("clones {thing}"),
        Op::DropSender | Op::DropReceiver => format!("drops {thing}"),
        Op::Load if scene.is_poison(event.object) => format!("asks whether {thing} is poisoned"),
        Op::Load => match value {
            Some(value) => format!("reads {thing}: {value}"),
            None => format!("reads {thing}"),
        },
        Op::Store if scene.is_poison(event.object) => format!("poisons {thing}"),
        Op::Store => match value {
            Some(value) => format!("writes {thing}: {value}"),
            None => format!("writes {thing}"),
        },
        Op::Update => format!("changes {thing}{}", result()),
        Op::Print => format!("prints {}", printed(event.value.as_deref().unwrap_or_default())),
        Op::Input => format!("reads input{}", result()),
        Op::Exit => format!("exits{}", result()),
        Op::Abort => "aborts".to_owned(),
    }
}

/// What a stuck task waits for, as in `waits for forks #2`, for the cells of the table.
pub(super) fn stuck(scene: &Scene<'_>, wait: &Wait) -> String {
    waiting(scene, wait, &scene.thing(wait.object, wait.op))
}

/// The same in running text, where names of the source stand in backquotes.
pub(super) fn stuck_in_prose(scene: &Scene<'_>, wait: &Wait) -> String {
    waiting(scene, wait, &scene.quoted(wait.object, wait.op))
}

fn waiting(scene: &Scene<'_>, wait: &Wait, thing: &str) -> String {
    match wait.op {
        Op::Join => match wait.for_tasks.as_slice() {
            [] => "waits for a thread to end".to_owned(),
            [one] => format!("waits for {} to end", scene.task(*one)),
            many => format!("waits for {} threads to end", many.len()),
        },
        Op::Wait | Op::Wake => format!("waits for a notify on {thing}"),
        Op::Park => "waits to be unparked".to_owned(),
        Op::Recv | Op::RecvTimeout => format!("waits for a message from {thing}"),
        Op::Send => format!("waits for room in {thing}"),
        Op::Taken => format!("waits for somebody to receive from {thing}"),
        Op::Read => format!("waits to read {thing}"),
        Op::Arrive | Op::Pass => format!("waits at {thing}"),
        Op::Once | Op::OnceWait => format!("waits for {thing} to be initialised"),
        Op::Load => format!("keeps reading {thing}"),
        Op::Update => format!("keeps trying to change {thing}"),
        Op::TryLock => format!("keeps trying to lock {thing}"),
        Op::TryRead => format!("keeps trying to read {thing}"),
        Op::TryRecv => format!("keeps asking {thing} for a message"),
        Op::TrySend => format!("keeps offering a message to {thing}"),
        Op::IsFinished => match wait.for_tasks.first() {
            Some(task) => format!("keeps asking whether {} has ended", scene.task(*task)),
            None => "keeps asking whether a thread has ended".to_owned(),
        },
        Op::Yield => "keeps yielding".to_owned(),
        Op::Sleep => "sleeps again and again".to_owned(),
        Op::Now => "keeps looking at the clock".to_owned(),
        Op::Input => "waits for input".to_owned(),
        _ => format!("waits for {thing}"),
    }
}

/// Gives back or throws away what was used.
pub(super) fn is_tidying(op: Op) -> bool {
    matches!(
        op,
        Op::Unlock | Op::Unread | Op::CloneSender | Op::DropSender | Op::DropReceiver
    )
}
