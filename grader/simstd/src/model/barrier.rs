//! `Barrier`.

use super::{Kind, Op};

/// How many have arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Barrier {
    /// Rounds that are complete.
    pub generation: u64,
    /// Arrivals in this round.
    pub arrived: u64,
}

impl Barrier {
    /// `Arrive` takes the number of tasks as its argument and gives the arrival's number in its round, from 1, in the
    /// low half and the round in the high half; `Pass` takes the round that it waits for.
    pub(super) fn perform(&mut self, op: &Op) -> u64 {
        if op.kind == Kind::Pass {
            return 0;
        }
        let value = self.generation << 32 | (self.arrived + 1);
        self.arrived += 1;
        if self.arrived >= op.arg.max(1) {
            self.arrived = 0;
            self.generation += 1;
        }
        value
    }
}
