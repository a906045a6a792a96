//! Which schedules were run before.
//!
//! Two schedules that differ only in the order of independent operations are one and the same to everybody who looks
//! at the program. Such a class has a number here, so that it is counted once.

use crate::model::Event;
use crate::search::Over;
use crate::search::dpor::Clocks;
use std::collections::HashSet;

/// Classes of schedules that were run.
#[derive(Debug, Default)]
pub(super) struct Classes {
    clocks: Clocks,
    seen: HashSet<u64>,
    counts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Classes {
    /// A schedule was run: whether its class is new.
    pub(super) fn enter(&mut self, over: &Over<'_>, elastic: bool) -> bool {
        let class = self.class(over, elastic);
        self.seen.insert(class)
    }

    /// The number of the class: a hash of every operation with all that happened before it.
    fn class(&mut self, over: &Over<'_>, elastic: bool) -> u64 {
        let length = over
            .trace
            .iter()
            .position(|it| it.ghost)
            .unwrap_or(over.trace.len());
        let trace = &over.trace[..length];
        let tasks = over.order.iter().copied().max().map_or(0, |it| it + 1);
        self.clocks.read(trace, 0, tasks, !elastic);
        self.counts.clear();
        self.counts.resize(tasks, 0);
        self.numbers.clear();
        let mut class = 0_u64;
        for (at, event) in trace.iter().enumerate() {
            self.counts[event.task] += 1;
            self.numbers.push(self.counts[event.task]);
            let mut hash = start(event, self.counts[event.task]);
            for last in self.clocks.row(at).iter().take(tasks) {
                // A place in the trace, told as a number within the task.
                let number = last.checked_sub(1).map_or(0, |it| self.numbers[it as usize]);
                hash = mix(hash, u64::from(number));
            }
            class ^= hash;
        }
        class
    }
}

fn start(event: &Event, number: u32) -> u64 {
    let what = (event.task as u64) << 48 | (event.op.kind as u64) << 40 | u64::from(event.op.object);
    mix(mix(0x243f_6a88_85a3_08d3, what), u64::from(number))
}

fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
