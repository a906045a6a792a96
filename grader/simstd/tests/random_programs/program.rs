//! Random programs: data that the interpreter carries out, and how they are made up.

use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt;
use wire::Clock;

/// One operation, written as the interpreter reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    name: &'static str,
    number: u32,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Channel {
    /// The task that has the receiver.
    owner: usize,
    /// How many messages it holds; any number when there is none.
    capacity: Option<u32>,
}

/// A program: the operations of each task, `main`'s first.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Program {
    channels: Vec<Channel>,
    tasks: Vec<Vec<Operation>>,
    /// How time passes.
    pub(crate) clock: Clock,
}

impl Program {
    /// The interpreter's arguments.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let channels: Vec<String> = self.channels.iter().map(ToString::to_string).collect();
        let tasks = self.tasks.iter().map(|task| words(task));
        std::iter::once(channels.join(",")).chain(tasks).collect()
    }
}

fn words(task: &[Operation]) -> String {
    let words: Vec<String> = task.iter().map(ToString::to_string).collect();
    words.join(" ")
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.capacity {
            Some(capacity) => write!(f, "{}/{capacity}", self.owner),
            None => write!(f, "{}/u", self.owner),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.number)
    }
}

/// Readable, because it is what proptest prints of the smallest program that fails.
impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, channel) in self.channels.iter().enumerate() {
            let capacity = channel
                .capacity
                .map_or("any number".to_owned(), |capacity| capacity.to_string());
            write!(
                f,
                "\n  channel {number}: holds {capacity}, received by task {}",
                channel.owner
            )?;
        }
        for (number, task) in self.tasks.iter().enumerate() {
            write!(f, "\n  task {number}: {}", words(task))?;
        }
        write!(f, "\n  clock: {:?}", self.clock)?;
        write!(f, "\n  as arguments: {:?}", self.arguments())
    }
}

/// Which part of std a program is about: a program about everything hardly ever has two operations that meet.
#[derive(Clone, Copy, Debug)]
enum Theme {
    Locks,
    Atomics,
    Channels,
    Conditions,
    Meetings,
    Time,
    Mixed,
}

impl Theme {
    /// Names of operations and what their numbers may be, as often as they are to come.
    fn operations(self) -> &'static [(&'static str, u32)] {
        match self {
            Self::Locks => &[
                ("lock", 2),
                ("lock", 2),
                ("unlock", 2),
                ("add", 2),
                ("try", 1),
                ("read", 1),
                ("write", 1),
                ("print", 1),
                ("unless", 2),
                ("try_read", 1),
                ("try_write", 1),
            ],
            Self::Atomics => &[
                ("load", 2),
                ("load", 2),
                ("store", 2),
                ("store", 2),
                ("increase", 2),
                ("claim", 1),
                ("print", 1),
                ("unless", 2),
                ("yield", 1),
            ],
            Self::Channels => &[
                ("send", 2),
                ("send", 2),
                ("receive", 2),
                ("receive", 2),
                ("try_receive", 1),
                ("hang_up", 2),
                ("print", 1),
                ("load", 1),
                ("increase", 1),
                ("try_send", 1),
            ],
            Self::Conditions => &[
                ("wait", 1),
                ("wait_once", 1),
                ("wait_within", 3),
                ("raise", 1),
                ("raise_all", 1),
                ("notify", 1),
                ("park", 1),
                ("unpark_main", 1),
                ("print", 1),
            ],
            Self::Meetings => &[
                ("arrive", 1),
                ("arrive", 1),
                ("once", 1),
                ("once", 1),
                ("once_done", 1),
                ("load", 1),
                ("increase", 1),
                ("print", 1),
            ],
            Self::Time => &[
                ("sleep", 3),
                ("sleep", 3),
                ("wait_within", 3),
                ("receive_within", 1),
                ("send", 1),
                ("load", 1),
                ("increase", 1),
                ("print", 1),
                ("raise", 1),
                ("park_within", 3),
                ("unpark_main", 1),
            ],
            Self::Mixed => &[
                ("lock", 1),
                ("unlock", 1),
                ("add", 1),
                ("load", 1),
                ("store", 1),
                ("send", 1),
                ("receive", 1),
                ("wait", 1),
                ("raise", 1),
                ("sleep", 2),
                ("print", 1),
                ("panic", 1),
                ("unless", 2),
            ],
        }
    }
}

fn operation(theme: Theme) -> impl Strategy<Value = Operation> {
    proptest::sample::select(theme.operations())
        // Mostly the first of each kind of object, so that tasks meet.
        .prop_flat_map(|(name, numbers)| (Just(name), prop::bool::weighted(0.6), 0..numbers))
        .prop_map(|(name, first, number)| (name, if first { 0 } else { number }))
        .prop_map(|(name, number)| match name {
            // To skip nothing or wait for no time says nothing.
            "unless" | "wait_within" | "park_within" => Operation { name, number: number + 1 },
            _ => Operation { name, number },
        })
}

/// A task that `main` waits for, or does not: then it may still be running when `main` returns.
fn joins(tasks: usize) -> impl Strategy<Value = Vec<Operation>> {
    vec(prop::bool::weighted(0.85), tasks).prop_map(|joined| {
        let of = |(number, _): (usize, &bool)| Operation {
            name: "join",
            number: u32::try_from(number + 1).expect("few tasks"),
        };
        joined
            .iter()
            .enumerate()
            .filter(|(_, joined)| **joined)
            .map(of)
            .collect()
    })
}

/// How many operations each task has, or one less; `main` first. So few that all orders can be tried one by one.
const SHAPES: [&[usize]; 6] = [
    &[5, 5],
    &[1, 4, 4],
    &[2, 3, 3],
    &[0, 4, 4],
    &[1, 2, 2, 2],
    &[0, 2, 2, 2],
];

/// A program of two to four tasks.
pub(crate) fn program() -> impl Strategy<Value = Program> {
    let theme = proptest::sample::select(
        &[
            Theme::Locks,
            Theme::Atomics,
            Theme::Channels,
            Theme::Conditions,
            Theme::Meetings,
            Theme::Time,
            Theme::Mixed,
        ][..],
    );
    (theme, proptest::sample::select(&SHAPES[..])).prop_flat_map(|(theme, shape)| {
        let tasks: Vec<_> = shape
            .iter()
            .map(|&most| vec(operation(theme), most.saturating_sub(1)..=most))
            .collect();
        let channel = (0..shape.len(), proptest::option::of(0..2_u32));
        let channel = channel.prop_map(|(owner, capacity)| Channel { owner, capacity });
        let clock = prop_oneof![3 => Just(Clock::Exact), 1 => Just(Clock::Elastic)];
        let parts = (vec(channel, 2), tasks, joins(shape.len() - 1), clock);
        parts.prop_map(|(channels, mut tasks, joins, clock)| {
            tasks[0].extend(joins);
            Program {
                channels,
                tasks,
                clock,
            }
        })
    })
}
