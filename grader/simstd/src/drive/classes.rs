//! Which schedules were run before the exhaustive search comes to them.
//!
//! Two schedules that differ only in the order of independent operations are one and the same to everybody who looks
//! at the program. Such a class has a number here, so that it is counted once.

use crate::model::Event;
use crate::search::Over;
use crate::search::dpor::Clocks;
use std::collections::HashMap;

/// Classes of schedules that were run out of turn.
#[derive(Debug, Default)]
pub struct Classes {
    clocks: Clocks,
    /// Each with whether it was run in its turn, too.
    seen: HashMap<u64, bool>,
    counts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Classes {
    /// A schedule was run out of turn: whether its class is new.
    pub fn enter(&mut self, over: &Over<'_>, elastic: bool) -> bool {
        let class = self.class(over, elastic);
        let known = self.seen.contains_key(&class);
        self.seen.entry(class).or_insert(false);
        !known
    }

    /// A schedule was run in its turn, in which no class comes twice: whether it was not run out of turn before.
    pub fn is_new(&mut self, over: &Over<'_>, elastic: bool) -> bool {
        let class = self.class(over, elastic);
        self.seen.insert(class, true) != Some(false)
    }

    /// The number of the class: a hash of every operation with all that happened before it.
    fn class(&mut self, over: &Over<'_>, elastic: bool) -> u64 {
        let length = over.trace.iter().position(|it| it.ghost).unwrap_or(over.trace.len());
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
