//! A thread's stack: a placeholder until the unwinder is merged.

use crate::Frame;

/// Unwinds the threads of one process.
#[derive(Debug)]
pub(crate) struct Stacks {
    _pid: i32,
}

impl Stacks {
    /// Gets ready to unwind threads of process `pid`.
    pub(crate) fn of(pid: i32) -> Self {
        Stacks { _pid: pid }
    }

    /// The calls of a thread that stands at `pc` with its stack pointer at `sp`, innermost first.
    #[expect(
        clippy::unused_self,
        reason = "the signature is settled; the unwinder needs its caches"
    )]
    pub(crate) fn walk(&mut self, _pc: u64, _sp: u64) -> Vec<Frame> {
        Vec::new()
    }
}
