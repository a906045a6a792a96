//! Wake-up trees: what is still to be explored from a node, as sequences of operations.

use crate::model::{Event, Op, Task, conflicts};

/// One step of a sequence, and what may come after it.
#[derive(Debug)]
pub(super) struct Branch {
    /// Who goes.
    pub task: Task,
    /// What it does then.
    pub op: Op,
    /// How it goes on; nothing: freely.
    pub then: Vec<Branch>,
}

/// A sequence of operations in an order in which they can happen, and which of them must come before which.
pub(super) trait Sequence {
    /// How many.
    fn len(&self) -> usize;
    /// Number `at`.
    fn event(&self, at: usize) -> &Event;
    /// Whether number `first` must come before number `second`, which comes after it.
    fn before(&self, first: usize, second: usize) -> bool;
}

/// How a task that could go first occurs in a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Initial {
    /// Here, of what is left.
    At(usize),
    /// Not at all.
    Absent,
}

/// What is left of a sequence while a path through a tree uses it up.
pub(super) struct Rest<'a, S: Sequence + ?Sized> {
    sequence: &'a S,
    left: Vec<usize>,
}

impl<'a, S: Sequence + ?Sized> Rest<'a, S> {
    /// All of it.
    pub(super) fn new(sequence: &'a S) -> Self {
        Rest {
            sequence,
            left: (0..sequence.len()).collect(),
        }
    }

    /// Whether `task`, which announces `op`, could go first without changing what the sequence leads to: it is a weak
    /// initial of it (Abdulla, Aronis, Jonsson, Sagonas 2017, definition 5.1).
    pub(super) fn initial(&self, task: Task, op: &Op) -> Option<Initial> {
        let place = self
            .left
            .iter()
            .position(|&it| self.sequence.event(it).task == task);
        if let Some(place) = place {
            let this = self.left[place];
            let free = !self.left[..place]
                .iter()
                .any(|&it| self.sequence.before(it, this));
            free.then_some(Initial::At(place))
        } else {
            let free = !self.left.iter().any(|&it| conflicts(self.sequence.event(it), op));
            free.then_some(Initial::Absent)
        }
    }

    fn branches(&self) -> Option<Branch> {
        let mut branch: Option<Branch> = None;
        for &at in self.left.iter().rev() {
            let event = self.sequence.event(at);
            branch = Some(Branch {
                task: event.task,
                op: event.op,
                then: branch.into_iter().collect(),
            });
        }
        branch
    }
}

/// Adds `sequence` to the tree unless some path in it leads to the same.
pub(super) fn insert<S: Sequence + ?Sized>(tree: &mut Vec<Branch>, sequence: &S) {
    let mut rest = Rest::new(sequence);
    let mut level = tree;
    loop {
        let found = level
            .iter()
            .enumerate()
            .find_map(|(at, it)| Some((at, rest.initial(it.task, &it.op)?)));
        let Some((at, place)) = found else {
            level.extend(rest.branches());
            return;
        };
        if let Initial::At(place) = place {
            rest.left.remove(place);
        }
        level = &mut level[at].then;
        if level.is_empty() {
            return;
        }
    }
}
