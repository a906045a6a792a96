//! Optimal dynamic partial-order reduction: every schedule that can differ, once.
//!
//! Algorithm 2 of Abdulla, Aronis, Jonsson and Sagonas, *Source Sets: A Foundation for Optimal Dynamic Partial Order
//! Reduction*, JACM 64(4), 2017: a depth-first search with sleep sets and wake-up trees, whose branches come from the
//! races found in finished schedules. Beyond the paper: an operation that is only announced when everything is stuck
//! takes part in races too, and operations that wait for room, a lock or a moment are checked for being possible in
//! the place to which a race would bring them.

mod clocks;
mod reverse;
mod straight;
mod tree;

use super::{Over, Strategy, View};
use crate::model::{Event, Kind, Op, Task, conflicts, value};
pub(crate) use clocks::{Clocks, Race};
use reverse::Reversal;
pub(crate) use straight::straightened;
use tree::{Branch, Rest, Sequence};

/// Operations that are looked at of a schedule without an end.
const BEGINNING: usize = 1_000;
/// Of a longer schedule only the beginning is looked at, too: all that it leads to would not come to an end anyway.
const LONGEST: usize = 4_000;

/// Operations that a task does in its turn. Taking a lock and giving it back are two.
const STRIDE: usize = 2;

/// A scheduling point of the running schedule.
#[derive(Debug)]
struct Node {
    chosen: Task,
    op: Op,
    /// Who was explored from here, or from above and nothing since depends on it; with the operation announced.
    sleep: Vec<(Task, Op)>,
    /// What is still to be explored from here.
    tree: Vec<Branch>,
    /// Choices tried, the present one included.
    tried: u32,
}

/// Optimal DPOR.
#[derive(Debug)]
pub(crate) struct Dpor {
    elastic: bool,
    /// One for each event of the running schedule.
    nodes: Vec<Node>,
    /// Nodes whose choice is given.
    given: usize,
    /// What the next node is to explore.
    next: Vec<Branch>,
    clocks: Clocks,
    /// Length of what the last schedule shares with the one before.
    shared: usize,
    /// Choices that turned out not to be possible, and schedules not analysed.
    misfits: u64,
    over: bool,
}

impl Dpor {
    /// A search from the beginning. `elastic`: what waits for a moment can go on at once.
    pub(crate) fn new(elastic: bool) -> Self {
        Dpor {
            elastic,
            nodes: Vec::new(),
            given: 0,
            next: Vec::new(),
            clocks: Clocks::default(),
            shared: 0,
            misfits: 0,
            over: false,
        }
    }

    /// Who goes where any one will do: whoever spawns, so that all are there; then each in turn, two operations at a
    /// time, so that the first schedules are those in which tasks go in step.
    fn choose(view: &View<'_>, sleep: &[(Task, Op)]) -> Option<Task> {
        let mut awake = *view.enabled;
        for (task, _) in sleep {
            awake.remove(*task);
        }
        if awake.is_empty() {
            return None;
        }
        let spawns = |it: &Task| view.pending[*it].kind == Kind::Spawn && awake.has(*it);
        if let Some(spawner) = view.order.iter().copied().find(spawns) {
            return Some(spawner);
        }
        let run = view
            .trace
            .iter()
            .rev()
            .take_while(|it| it.task == view.last)
            .count();
        if run % STRIDE != 0 && awake.has(view.last) {
            return Some(view.last);
        }
        let at = view
            .order
            .iter()
            .position(|&it| it == view.last)
            .map_or(0, |it| it + 1);
        let (before, after) = view.order.split_at(at.min(view.order.len()));
        after.iter().chain(before).copied().find(|&it| awake.has(it))
    }

    /// The races of the finished schedule, reversed where that leads to something new.
    fn plan(&mut self, over: &Over<'_>) {
        let trace = over.trace;
        for at in 0..self.clocks.races().len() {
            let Race { first, second } = self.clocks.races()[at];
            let row = self.clocks.row(second);
            let reversal = Reversal::new(trace, &self.clocks, first, &trace[second], row, self.elastic);
            plan_one(&mut self.nodes[first], reversal);
        }
        let mut races = Vec::new();
        for (task, op) in over.stuck {
            let second = announced(*task, *op, trace);
            races.clear();
            let row = self.clocks.announced(trace, &second, &mut races).to_vec();
            for race in &races {
                let reversal = Reversal::new(trace, &self.clocks, race.first, &second, &row, self.elastic);
                plan_one(&mut self.nodes[race.first], reversal);
            }
        }
    }
}

#[track_caller]
fn here() -> crate::rt::Place {
    core::panic::Location::caller()
}

/// A race, and the order of tasks by which it comes out the other way round while all else that can stays as it was.
pub(crate) type Turned = ((usize, usize), Vec<Task>);

/// The races of a finished schedule, the last ones first. Of an operation that was only announced, the place is that
/// of its task's last one.
pub(crate) fn reversals(over: &Over<'_>, elastic: bool, limit: usize) -> Vec<Turned> {
    let trace = over.trace;
    let tasks = over.order.iter().copied().max().map_or(0, |it| it + 1);
    let mut clocks = Clocks::default();
    clocks.read(trace, 0, tasks, !elastic);
    let mut all = Vec::new();
    for (task, op) in over.stuck {
        let Some(last) = trace.iter().rposition(|it| it.task == *task) else {
            continue;
        };
        let second = announced(*task, *op, trace);
        let mut races = Vec::new();
        let row = clocks.announced(trace, &second, &mut races).to_vec();
        all.extend(
            races
                .into_iter()
                .filter(|it| it.first != last)
                .map(|it| (it.first, last, second, row.clone())),
        );
    }
    for &Race { first, second } in clocks.races() {
        all.push((first, second, trace[second], clocks.row(second).to_vec()));
    }
    all.sort_by_key(|it| std::cmp::Reverse((it.1, it.0)));
    let turn = |(first, at, second, row): &(usize, usize, Event, Vec<u32>)| {
        let reversal = Reversal::new(trace, &clocks, *first, second, row, elastic)?;
        let before = trace[..*first].iter().map(|it| it.task);
        let pair = (*first.min(at), *first.max(at));
        Some((
            pair,
            before
                .chain((0..reversal.len()).map(|it| reversal.event(it).task))
                .collect(),
        ))
    };
    all.iter().take(limit).filter_map(turn).collect()
}

/// An operation that did not come to happen, as an event after all others.
fn announced(task: Task, op: Op, trace: &[Event]) -> Event {
    let time = trace.last().map_or(0, |it| it.time);
    let (value, wrote) = (value::DONE, value::DONE);
    Event {
        task,
        op,
        value,
        wrote,
        time,
        ghost: false,
        preempts: false,
        woken: None,
        at: here(),
    }
}

fn plan_one(node: &mut Node, reversal: Option<Reversal<'_>>) {
    let Some(reversal) = reversal else { return };
    let rest = Rest::new(&reversal);
    if node
        .sleep
        .iter()
        .all(|(task, op)| rest.initial(*task, op).is_none())
    {
        tree::insert(&mut node.tree, &reversal);
    }
}

impl Strategy for Dpor {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let depth = view.trace.len();
        if depth < self.given {
            return Some(self.nodes[depth].chosen);
        }
        let mut sleep = Vec::new();
        if let Some(node) = self.nodes.last() {
            let done = &view.trace[depth - 1];
            sleep.extend(node.sleep.iter().filter(|(_, op)| !conflicts(done, op)));
        }
        let mut tree = std::mem::take(&mut self.next);
        let mut chosen = None;
        if !tree.is_empty() {
            let branch = tree.remove(0);
            if view.possible(branch.task) {
                chosen = Some(branch.task);
                self.next = branch.then;
            } else {
                self.misfits += 1;
            }
        }
        let chosen = chosen.or_else(|| Self::choose(view, &sleep))?;
        self.nodes.push(Node {
            chosen,
            op: view.pending[chosen],
            sleep,
            tree,
            tried: 1,
        });
        self.given = self.nodes.len();
        Some(chosen)
    }

    fn ghosts(&self) -> bool {
        true
    }

    fn learn(&mut self, over: &Over<'_>) {
        self.next.clear();
        // Of a schedule without an end only the beginning is looked at.
        let whole = over.whole && over.trace.len() <= LONGEST;
        self.misfits += u64::from(over.whole && !whole);
        let length = if whole {
            over.trace.len()
        } else {
            over.trace.len().min(BEGINNING)
        };
        let over = &Over {
            trace: &over.trace[..length],
            stuck: if whole { over.stuck } else { &[] },
            ..*over
        };
        // A node that was chosen but whose operation did not come to happen has no event.
        self.nodes.truncate(length);
        let tasks = over.order.iter().copied().max().map_or(0, |it| it + 1);
        self.clocks.read(over.trace, self.shared, tasks, !self.elastic);
        self.plan(over);
    }

    fn advance(&mut self) -> bool {
        while let Some(mut node) = self.nodes.pop() {
            if node.tree.is_empty() {
                continue;
            }
            let branch = node.tree.remove(0);
            node.sleep.push((node.chosen, node.op));
            (node.chosen, node.op, self.next) = (branch.task, branch.op, branch.then);
            node.tried += 1;
            self.shared = self.nodes.len();
            self.nodes.push(node);
            self.given = self.nodes.len();
            return true;
        }
        self.over = true;
        false
    }

    fn complete(&self) -> bool {
        self.over && self.misfits == 0
    }

    fn estimate(&self) -> Option<f64> {
        Some(
            self.nodes
                .iter()
                .map(|it| f64::from(it.tried + it.tree.len() as u32))
                .product(),
        )
    }
}
