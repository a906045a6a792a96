//! Places, states and what tasks wait for, in the words of reports.

use wire::{Finding, Object, Op, Place, State, Wait};

/// `src/main.rs:22:18`; none where the place is not known.
pub(super) fn place(at: &Place) -> Option<String> {
    (at.line > 0).then(|| format!("{}:{}:{}", at.file, at.line, at.column))
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

/// What a task waits for, the tasks called by these names: `Mutex acquired at main.rs:14 by main`, `Receiver made at main.rs:3`, `the end of worker`.
pub(super) fn on(finding: &Finding, names: &[String], wait: &Wait) -> String {
    let name = |task: usize| names.get(task).map_or("a thread", String::as_str);
    if wait.op == Op::Join {
        let all: Vec<&str> = wait.for_tasks.iter().map(|&task| name(task)).collect();
        return if all.is_empty() {
            "the end of a thread".to_owned()
        } else {
            format!("the end of {}", all.join(", "))
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
            let (kind, by) = (&object.kind, name(holder));
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
            let names = ["main", "cook", "thread 2"].map(str::to_owned);
            assert_eq!(on(&finding(), &names, &wait), words);
        }
    }

    #[test]
    fn operations_are_named_as_the_wire_names_them() {
        assert_eq!(operation(Op::NotifyAll), "notify_all");
        assert_eq!(operation(Op::Recv), "recv");
    }
}
