//! What came of an operation, as text.

use crate::model::{Event, Kind, value};
use crate::rt::engine::Engine;
use crate::rt::objects::task_of;

/// The text for `event` of the schedule that `engine` has just run; none when there is nothing to say.
pub(super) fn text(engine: &Engine, event: &Event) -> Option<String> {
    let failed = event.value == value::FAILED;
    let gone = event.value == value::DISCONNECTED;
    let kind = engine.objects[event.op.object as usize].kind;
    let told = |bits: u64| number(kind, bits);
    Some(match event.op.kind {
        Kind::Load => told(event.value),
        Kind::Store => told(event.op.arg),
        Kind::Update if event.value == event.wrote => format!("{} (unchanged)", told(event.value)),
        Kind::Update => format!("{} → {}", told(event.value), told(event.wrote)),
        Kind::TryLock | Kind::TryRead => if failed { "would block" } else { "ok" }.to_owned(),
        Kind::Wake | Kind::Park if failed && event.op.arg != crate::model::NEVER => "timed out".to_owned(),
        Kind::RecvTimeout if failed => "timed out".to_owned(),
        Kind::TryRecv if failed => "empty".to_owned(),
        Kind::TrySend if failed => "full".to_owned(),
        Kind::Send | Kind::TrySend | Kind::Taken | Kind::Recv | Kind::TryRecv | Kind::RecvTimeout if gone => {
            "disconnected".to_owned()
        }
        Kind::NotifyOne | Kind::NotifyAll => match event.value {
            0 => "nobody waits".to_owned(),
            1 => "1 waits".to_owned(),
            n => format!("{n} wait"),
        },
        Kind::DropSender => match event.value {
            0 => "the last one".to_owned(),
            n => format!("{n} left"),
        },
        Kind::IsFinished | Kind::OnceDone => (event.value != 0).to_string(),
        Kind::Once => if event.value == value::SURE {
            "done before"
        } else {
            "initialises"
        }
        .to_owned(),
        Kind::Join => {
            match task_of(event.op.object).and_then(|it| engine.tasks[it].as_ref()?.panic.clone()) {
                Some(_) => "panicked".to_owned(),
                None => return None,
            }
        }
        Kind::Spawn => engine
            .tasks
            .get(event.value as usize)?
            .as_ref()?
            .name
            .clone()?
            .into_owned(),
        Kind::Print => {
            let from = event.value as usize;
            let bytes = engine.out.get(from..from + event.op.arg as usize)?;
            String::from_utf8_lossy(bytes).into_owned()
        }
        Kind::Sleep => format!("{:?}", std::time::Duration::from_nanos(event.value)),
        Kind::Exit => (event.op.arg as u32).cast_signed().to_string(),
        _ => return None,
    })
}

/// The bits of an atomic as its type prints them.
fn number(kind: &str, bits: u64) -> String {
    match kind {
        "AtomicBool" => (bits != 0).to_string(),
        "AtomicPtr" => format!("{bits:#x}"),
        _ if kind.starts_with("AtomicI") => bits.cast_signed().to_string(),
        _ => bits.to_string(),
    }
}
