//! Findings in one sentence each, and the names of tasks, places and objects in reports.

use wire::{Cause, Exploration, Finding, Kind, Object, Op, Output, Place, State, Wait};

/// The most characters of an output that a sentence quotes.
const QUOTED: usize = 40;

/// `src/main.rs:22:18`; none where the place is not known.
pub(super) fn place(at: &Place) -> Option<String> {
    (at.line > 0).then(|| format!("{}:{}:{}", at.file, at.line, at.column))
}

/// What the task is called: its own name, or its number.
pub(super) fn task(finding: &Finding, index: usize) -> String {
    match finding.tasks.get(index).and_then(|task| task.name.clone()) {
        Some(name) => name,
        None if index == 0 => "main".to_owned(),
        None => format!("thread {index}"),
    }
}

/// The word for what became of a task.
pub(super) fn state(state: &State) -> &'static str {
    match state {
        State::Ready => "ready",
        State::Finished => "finished",
        State::Panicked(_) => "panicked",
        State::Sleeping(_) => "sleeping",
        State::Blocked(_) => "blocked",
        State::Spinning(_) => "spinning",
        State::Died => "died",
    }
}

/// What a task waits for: `Mutex acquired at main.rs:14 by main`, `Receiver made at main.rs:3`, `the end of worker`.
pub(super) fn on(finding: &Finding, wait: &Wait) -> String {
    if wait.op == Op::Join {
        let names: Vec<String> = wait.for_tasks.iter().map(|&index| task(finding, index)).collect();
        return if names.is_empty() {
            "the end of a thread".to_owned()
        } else {
            format!("the end of {}", names.join(", "))
        };
    }
    let Some((index, object)) = wait
        .object
        .and_then(|index| Some((index, finding.objects.get(index)?)))
    else {
        return match wait.op {
            Op::Park => "an unpark".to_owned(),
            op => operation(op),
        };
    };
    let holders = finding.tasks.iter().enumerate();
    let holder = holders
        .flat_map(|(holder, task)| task.holds.iter().map(move |held| (holder, held)))
        .find(|(_, held)| held.object == index);
    match holder {
        Some((holder, held)) => {
            let (kind, by) = (&object.kind, task(finding, holder));
            format!("{kind} acquired at {}:{} by {by}", held.at.file, held.at.line)
        }
        None => made(object),
    }
}

fn made(object: &Object) -> String {
    match object.made_at.as_ref().filter(|at| at.line > 0) {
        Some(at) => format!("{} made at {}:{}", object.kind, at.file, at.line),
        None => object.kind.clone(),
    }
}

/// The operation's name, as in [`Op`].
pub(super) fn operation(op: Op) -> String {
    serde_json::to_value(op)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// What is wrong, in one sentence without a final period.
pub(super) fn message(found: &Exploration, finding: &Finding) -> String {
    if finding.kind == Kind::Race {
        return race(found, finding);
    }
    let told = match finding.cause {
        Cause::Other => kind(finding.kind),
        cause => because(cause),
    };
    match finding.message.as_str() {
        "" => told.to_owned(),
        message if finding.kind == Kind::Panic => format!("main panics: {message}"),
        // For the other causes the message is their name once more.
        message if matches!(finding.cause, Cause::Other | Cause::Signal) => format!("{told}: {message}"),
        _ => told.to_owned(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Abort => "the process dies",
        Kind::Deadlock => "threads wait for ever",
        Kind::Livelock => "threads are busy for ever and do not get on",
        Kind::Panic => "main panics",
        Kind::Race => "different schedules give different outputs",
    }
}

fn because(cause: Cause) -> &'static str {
    match cause {
        Cause::Other => "",
        Cause::Cycle => "threads wait for each other in a circle",
        Cause::SelfLock => "a thread waits for a lock that it holds itself",
        Cause::HeldForEver => "a thread waits for a lock that is never given back",
        Cause::LostWakeup => "a thread waits for a wake-up that came before it began to wait",
        Cause::NeverNotified => "a thread waits for a wake-up that nobody sends",
        Cause::NeverClosed => "a thread waits for a message while senders live on that send no more",
        Cause::NeverDrained => "a thread waits to send into a full channel that nobody reads",
        Cause::TooFew => "threads wait at a barrier that too few of them reach",
        Cause::AfterPanic => "a thread waits for something that a thread which panicked would have done",
        Cause::Spinning => "a thread spins for ever on a value that nobody changes",
        Cause::StackOverflow => "the stack overflows",
        Cause::Aborted => "the process aborts",
        Cause::EndlessLoop => "a loop without any operation on shared things does not end",
        Cause::Signal => "a signal ends the process",
        Cause::Memory => "memory runs out",
    }
}

fn race(found: &Exploration, finding: &Finding) -> String {
    let general = kind(Kind::Race);
    match finding.instead_of.as_ref().or(found.outputs.first()) {
        Some(other) if other.stdout != finding.stdout => {
            format!(
                "{general}: {} here, {} in another",
                quoted(&finding.stdout),
                quoted(&other.stdout)
            )
        }
        Some(Output { exit, .. }) if *exit != finding.exit => {
            format!(
                "different schedules give different exit codes: {} here, {exit} in another",
                finding.exit
            )
        }
        _ => general.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(QUOTED).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("{shown:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Held, Task};

    fn at(line: u32) -> Place {
        Place {
            file: "main.rs".to_owned(),
            line,
            column: 5,
        }
    }

    fn finding() -> Finding {
        let object = |kind: &str| Object {
            kind: kind.to_owned(),
            made_at: Some(at(3)),
            senders: Vec::new(),
        };
        let holder = Task {
            holds: vec![Held {
                object: 0,
                since: 0,
                at: at(14),
            }],
            ..Task::default()
        };
        let named = Task {
            name: Some("cook".to_owned()),
            ..Task::default()
        };
        Finding {
            tasks: vec![holder, named, Task::default()],
            objects: vec![object("Mutex"), object("Receiver")],
            ..Finding::default()
        }
    }

    #[test]
    fn what_a_task_waits_for() {
        let wait = |op, object, for_tasks: &[usize]| Wait {
            op,
            object,
            for_tasks: for_tasks.to_vec(),
        };
        for (wait, words) in [
            (
                wait(Op::Lock, Some(0), &[0]),
                "Mutex acquired at main.rs:14 by main",
            ),
            (wait(Op::Recv, Some(1), &[]), "Receiver made at main.rs:3"),
            (wait(Op::Join, None, &[1, 2]), "the end of cook, thread 2"),
            (wait(Op::Park, None, &[]), "an unpark"),
        ] {
            assert_eq!(on(&finding(), &wait), words);
        }
    }

    #[test]
    fn a_sentence_for_each_kind() {
        let told = |change: &dyn Fn(&mut Finding)| {
            let mut finding = finding();
            change(&mut finding);
            let output = Output {
                stdout: "97\n".to_owned(),
                ..Output::default()
            };
            let found = Exploration {
                outputs: vec![output],
                ..Exploration::default()
            };
            message(&found, &finding)
        };
        assert_eq!(
            told(&|finding| finding.stdout = "98\n".to_owned()),
            "different schedules give different outputs: \"98\\n\" here, \"97\\n\" in another"
        );
        assert_eq!(
            told(&|finding| (finding.stdout, finding.exit) = ("97\n".to_owned(), 4)),
            "different schedules give different exit codes: 4 here, 0 in another"
        );
        assert_eq!(
            told(&|finding| (finding.kind, finding.message) = (Kind::Panic, "boom".to_owned())),
            "main panics: boom"
        );
        assert_eq!(
            told(&|finding| {
                (finding.kind, finding.cause) = (Kind::Abort, Cause::Signal);
                finding.message = "SIGSEGV".to_owned();
            }),
            "a signal ends the process: SIGSEGV"
        );
        assert_eq!(
            told(&|finding| (finding.kind, finding.cause) = (Kind::Deadlock, Cause::SelfLock)),
            "a thread waits for a lock that it holds itself"
        );
        assert_eq!(
            told(&|finding| finding.kind = Kind::Livelock),
            "threads are busy for ever and do not get on"
        );
    }

    #[test]
    fn operations_are_named_as_the_wire_names_them() {
        assert_eq!(operation(Op::NotifyAll), "notify_all");
        assert_eq!(operation(Op::Recv), "recv");
    }
}
