//! What the learner calls things: tasks and shared objects, found by where the source makes them.

mod bindings;
mod spawns;
#[cfg(test)]
mod tests;

use super::source::{self, Source};
use super::words::{clean, cut};
use bindings::Bindings;
use spawns::Spawns;
use std::collections::{BTreeMap, BTreeSet};
use wire::{Finding, Object, Op, Place};

/// Names longer than this are cut.
const LONGEST: usize = 24;

/// A position in a file as the wire counts: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    line: usize,
    column: usize,
}

impl Spot {
    fn of(place: &Place) -> Self {
        Spot {
            line: place.line as usize,
            column: place.column as usize,
        }
    }

    fn start(span: proc_macro2::Span) -> Self {
        let start = span.start();
        Spot {
            line: start.line,
            column: start.column + 1,
        }
    }

    fn end(span: proc_macro2::Span) -> Self {
        let end = span.end();
        Spot {
            line: end.line,
            column: end.column + 1,
        }
    }
}

/// The names of one finding's tasks and objects.
#[derive(Debug, Default)]
pub(super) struct Names {
    tasks: Vec<String>,
    objects: Vec<Called>,
    /// The binding of each place where a sender was made.
    senders: BTreeMap<Place, String>,
}

/// What an object is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Called {
    /// One name; for the two ends of a channel the sender's and the receiver's.
    names: Vec<String>,
    /// Tells objects of the same name apart.
    number: Option<usize>,
}

/// A parsed file.
struct Syntax {
    bindings: Bindings,
    spawns: Spawns,
}

impl Names {
    /// Reads the sources once and names everything in `finding`. What cannot be named, or stands in a file that
    /// does not parse, is called by its kind and line.
    pub(super) fn of(finding: &Finding, sources: &[Source]) -> Self {
        let files: Vec<Option<Syntax>> = sources
            .iter()
            .map(|source| {
                let file = syn::parse_file(&source.text).ok()?;
                Some(Syntax {
                    bindings: Bindings::of(&file),
                    spawns: Spawns::of(&file),
                })
            })
            .collect();
        let syntax = |place: &Place| files.get(source::index(sources, place)?)?.as_ref();
        let senders = finding.objects.iter().flat_map(|object| &object.senders);
        Names {
            tasks: tasks(finding, &syntax),
            objects: objects(&finding.objects, &syntax),
            senders: senders
                .filter_map(|place| {
                    let names = syntax(place)?.bindings.at(Spot::of(place))?;
                    Some((place.clone(), safe(names.first()?)))
                })
                .collect(),
        }
    }

    /// The task's name, as in `worker 2`.
    pub(super) fn task(&self, task: usize) -> String {
        self.tasks
            .get(task)
            .cloned()
            .unwrap_or_else(|| format!("thread {task}"))
    }

    /// The object's name as the one who does `op` knows it: a channel's ends have names of their own.
    pub(super) fn object(&self, object: usize, op: Op) -> Option<String> {
        let called = self.objects.get(object)?;
        let name = match (called.names.as_slice(), op) {
            ([], _) => return None,
            ([sender, _], Op::Send | Op::TrySend | Op::CloneSender | Op::DropSender) => sender.clone(),
            ([_, receiver], Op::Recv | Op::TryRecv | Op::RecvTimeout | Op::DropReceiver) => receiver.clone(),
            (names, _) => names.join("/"),
        };
        Some(match called.number {
            Some(number) => format!("{name} #{number}"),
            None => name,
        })
    }

    /// The binding of the sender that was made at `place`.
    pub(super) fn sender(&self, place: &Place) -> Option<&str> {
        self.senders.get(place).map(String::as_str)
    }
}

fn safe(name: &str) -> String {
    cut(&clean(name), LONGEST)
}

/// Names of all tasks: what they were given, else what the source calls them, numbered where several share it.
fn tasks<'a>(finding: &Finding, syntax: &impl Fn(&Place) -> Option<&'a Syntax>) -> Vec<String> {
    let given = |task: &wire::Task| {
        task.name
            .as_deref()
            .filter(|name| !name.trim().is_empty())
            .map(safe)
    };
    let found = |task: &wire::Task| {
        let place = task.spawned_at.as_ref()?;
        let syntax = syntax(place)?;
        let container = || syntax.bindings.at(Spot::of(place))?.first().cloned();
        syntax
            .spawns
            .name(Spot::of(place), container)
            .map(|name| safe(&name))
    };
    let bases: Vec<(Option<String>, bool)> = finding
        .tasks
        .iter()
        .enumerate()
        .map(|(index, task)| match given(task) {
            Some(name) => (Some(name), true),
            None if index == 0 => (Some("main".to_owned()), true),
            None => (found(task), false),
        })
        .collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = Vec::new();
    for (index, (base, _)) in bases.iter().enumerate() {
        let Some(base) = base else {
            names.push(format!("thread {index}"));
            continue;
        };
        let number = met.entry(base).or_insert(0);
        *number += 1;
        let shared = bases
            .iter()
            .filter(|(other, _)| other.as_ref() == Some(base))
            .count()
            > 1;
        let mut name = if shared {
            format!("{base} {number}")
        } else {
            base.clone()
        };
        if used.contains(&name) {
            name = format!("{name} (thread {index})");
        }
        used.insert(name.clone());
        names.push(name);
    }
    names
}

/// Names of all objects. Several of one name are numbered in the order in which they were first used; of different
/// places, they are told apart by their line.
fn objects<'a>(objects: &[Object], syntax: &impl Fn(&Place) -> Option<&'a Syntax>) -> Vec<Called> {
    let names: Vec<Vec<String>> = objects
        .iter()
        .map(|object| {
            let made = object
                .made_at
                .as_ref()
                .and_then(|place| Some((syntax(place)?, Spot::of(place))));
            let names = made.and_then(|(syntax, spot)| {
                let derived = || syntax.bindings.derived(spot, &object.kind).map(|name| vec![name]);
                syntax.bindings.at(spot).or_else(derived)
            });
            names.unwrap_or_default().iter().map(|name| safe(name)).collect()
        })
        .collect();
    let same = |a: usize, b: usize| names[a] == names[b] && objects[a].kind == objects[b].kind;
    (0..objects.len())
        .map(|index| {
            let twins = (0..objects.len()).filter(|other| same(index, *other)).count();
            let number = (0..=index).filter(|other| same(index, *other)).count();
            Called {
                number: (twins > 1 && !names[index].is_empty()).then_some(number),
                names: names[index].clone(),
            }
        })
        .collect()
}
