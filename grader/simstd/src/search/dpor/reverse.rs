//! What to run so that a race comes out the other way round.

use super::clocks::Clocks;
use super::tree::Sequence;
use crate::model::{self, Event, Order, Ready, State, order};

/// The second operation of a race brought before the first: what does not depend on the first one, then the second.
pub(super) struct Reversal<'a> {
    trace: &'a [Event],
    clocks: &'a Clocks,
    /// Events between the two, and after, that stay.
    keep: Vec<usize>,
    second: Event,
    row: &'a [u32],
}

impl<'a> Reversal<'a> {
    /// `row` is the clock of `second`; `elastic`: what waits for a moment can go on at once. None when the second operation could not happen there.
    pub(super) fn new(
        trace: &'a [Event],
        clocks: &'a Clocks,
        first: usize,
        second: &Event,
        row: &'a [u32],
        elastic: bool,
    ) -> Option<Self> {
        let task = trace[first].task;
        // What depends on the second depends on the first, too.
        let keep = (first + 1..trace.len()).filter(|&it| !clocks.before(first, task, it));
        let mut it = Reversal {
            trace,
            clocks,
            keep: keep.collect(),
            second: *second,
            row,
        };
        loop {
            let (mut state, now) = it.state(first);
            let possible = match model::ready(&state, &second.op, second.task, now) {
                Ready::Now => true,
                Ready::At(_) => elastic,
                Ready::Blocked => false,
            };
            if possible {
                it.second.value = model::perform(&mut state, &second.op, second.task, now);
                // What an update reads is not known here; it may well change something.
                it.second.wrote = it.second.value.wrapping_add(1);
                return Some(it);
            }
            let in_the_way = it
                .keep
                .iter()
                .rposition(|&at| matches!(order(&trace[at], second), Order::Race | Order::Enables))?;
            let cause = it.keep[in_the_way];
            it.keep.retain(|&at| !clocks.before(cause, trace[cause].task, at));
        }
    }

    /// What its object is like before the second operation, and what time it is.
    fn state(&self, first: usize) -> (State, u64) {
        let object = self.second.op.object;
        let events = self.clocks.on(object);
        let before = events.take_while(|&it| it < first);
        let between = self
            .keep
            .iter()
            .copied()
            .filter(|&it| self.trace[it].op.object == object);
        let mut state = State::before(&self.second.op);
        if object != 0 {
            for event in before.chain(between).map(|it| &self.trace[it]) {
                model::perform(&mut state, &event.op, event.task, event.time);
            }
        }
        (state, self.trace[self.keep.last().copied().unwrap_or(first)].time)
    }
}

impl Sequence for Reversal<'_> {
    fn len(&self) -> usize {
        self.keep.len() + 1
    }

    fn event(&self, at: usize) -> &Event {
        self.keep.get(at).map_or(&self.second, |&it| &self.trace[it])
    }

    fn before(&self, first: usize, second: usize) -> bool {
        let first = self.keep[first];
        let task = self.trace[first].task;
        match self.keep.get(second) {
            Some(&second) => self.clocks.before(first, task, second),
            None => self.row[task] > first as u32,
        }
    }
}
