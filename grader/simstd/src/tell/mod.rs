//! From what the engine knows after a schedule to the plain data of the report.

mod value;

use crate::drive::Failure;
use crate::drive::stuck;
use crate::model::{Kind, Task as Id};
use crate::rt::Place;
use crate::rt::engine::{Ending, Engine};
use crate::rt::objects::{STDERR, STDIN, STDOUT, task_of};
use std::collections::HashMap;
use wire::{Event, Finding, Held, Object, State, Task, Wait};

/// A place of the learner's source, for the report; the unknown place for one that is ours.
pub(crate) fn place(at: Place) -> wire::Place {
    let us = file!().trim_end_matches("tell/mod.rs");
    if at.file().starts_with(us) {
        return wire::Place::default();
    }
    wire::Place {
        file: at.file().to_owned(),
        line: at.line(),
        column: at.column(),
    }
}

/// Numbers of objects as the report gives them: in the order in which they are named.
#[derive(Default)]
struct Objects {
    numbers: HashMap<u32, usize>,
    all: Vec<Object>,
}

impl Objects {
    /// None for what is no object of the learner's: tasks' ends and tokens, and the clock.
    fn number(&mut self, engine: &Engine, object: u32) -> Option<usize> {
        if object == 0 || task_of(object).is_some() {
            return None;
        }
        if let Some(&number) = self.numbers.get(&object) {
            return Some(number);
        }
        let told = match object {
            STDOUT => Object {
                kind: "Stdout".to_owned(),
                ..Object::default()
            },
            STDERR => Object {
                kind: "Stderr".to_owned(),
                ..Object::default()
            },
            STDIN => Object {
                kind: "Stdin".to_owned(),
                ..Object::default()
            },
            _ => {
                let it = &engine.objects[object as usize];
                if it.kind.is_empty() {
                    return None;
                }
                let senders = it.senders.iter().map(|(_, at)| place(at)).collect();
                Object {
                    kind: it.kind.to_owned(),
                    made_at: Some(place(it.made)),
                    senders,
                }
            }
        };
        self.numbers.insert(object, self.all.len());
        self.all.push(told);
        Some(self.all.len() - 1)
    }
}

/// Everything about the schedule that `engine` has just run.
pub(crate) fn finding(engine: &Engine, ending: &Ending, failure: Option<&Failure>) -> Finding {
    let nth: HashMap<Id, usize> = engine
        .order
        .iter()
        .enumerate()
        .map(|(nth, &id)| (id, nth))
        .collect();
    let mut objects = Objects::default();
    let ghosts = engine
        .trace
        .iter()
        .position(|it| it.ghost)
        .unwrap_or(engine.trace.len());
    let events: Vec<Event> = engine.trace[..ghosts]
        .iter()
        .map(|it| Event {
            task: nth[&it.task],
            op: it.op.kind,
            object: objects.number(engine, it.op.object),
            other: other(it).and_then(|id| nth.get(&id).copied()),
            at: place(it.at),
            value: value::text(engine, it),
            time_ns: it.time,
            preempts: it.preempts,
        })
        .collect();
    let waiting = stuck::waiting(engine);
    let dead = match ending {
        Ending::Fault(_, id) => Some(*id),
        _ => None,
    };
    let tasks = engine
        .order
        .iter()
        .map(|&id| task(engine, id, &nth, &mut objects, &waiting, dead))
        .collect();
    let exit = match ending {
        Ending::Exited(code) => *code,
        _ => 0,
    };
    Finding {
        kind: failure.map(|it| it.kind).unwrap_or_default(),
        cause: failure.map(|it| it.cause).unwrap_or_default(),
        message: failure.map(|it| it.message.clone()).unwrap_or_default(),
        token: wire::token::encode(&engine.switches),
        preemptions: events.iter().filter(|it| it.preempts).count() as u32,
        fewest: false,
        found_after: 0,
        schedules: 0,
        tasks,
        objects: objects.all,
        events,
        decisive: None,
        stdout: String::from_utf8_lossy(&engine.out).into_owned(),
        stderr: String::from_utf8_lossy(&engine.err).into_owned(),
        exit,
        instead_of: None,
    }
}

fn other(event: &crate::model::Event) -> Option<Id> {
    match event.op.kind {
        Kind::Spawn => Some(event.value as Id),
        Kind::Join | Kind::IsFinished | Kind::Unpark => task_of(event.op.object),
        _ => None,
    }
}

fn task(
    engine: &Engine,
    id: Id,
    nth: &HashMap<Id, usize>,
    objects: &mut Objects,
    waiting: &std::collections::BTreeMap<Id, stuck::Waiting>,
    dead: Option<Id>,
) -> Task {
    let Some(it) = &engine.tasks[id] else {
        return Task::default();
    };
    let op = engine.pending[id];
    let ended = it.ended || !engine.alive().contains(&id);
    let state = match (&it.panic, waiting.get(&id)) {
        _ if dead == Some(id) => State::Died,
        (Some(message), _) if ended => State::Panicked(message.clone()),
        _ if ended => State::Finished,
        (_, Some(wait)) => {
            let told = Wait {
                op: wait.op.kind,
                object: objects.number(engine, wait.op.object),
                for_tasks: wait.on.iter().filter_map(|it| nth.get(it).copied()).collect(),
            };
            if engine.spins(id) {
                State::Spinning(told)
            } else {
                State::Blocked(told)
            }
        }
        _ if op.deadline() != crate::model::NEVER && op.deadline() > engine.now => {
            State::Sleeping(op.deadline())
        }
        _ => State::Ready,
    };
    let holds = it.held.iter().filter_map(|(object, at)| {
        let since = engine.trace.iter().rposition(|event| {
            let takes = matches!(
                event.op.kind,
                Kind::Lock | Kind::TryLock | Kind::Read | Kind::TryRead
            );
            takes && event.task == id && event.op.object == *object
        })?;
        Some(Held {
            object: objects.number(engine, *object)?,
            since,
            at: place(at),
        })
    });
    Task {
        name: it.name.clone().map(std::borrow::Cow::into_owned),
        parent: (id != 0).then(|| nth.get(&it.parent).copied()).flatten(),
        spawned_at: (id != 0).then(|| place(it.spawned_at)),
        state,
        at: Some(place(it.at)),
        holds: holds.collect(),
    }
}
