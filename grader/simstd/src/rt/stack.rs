//! The tasks' stacks: one address range for each task number, with a guard below, mapped when first used.

use super::memory::{TASKS, map};
use core::num::NonZeroUsize;
use corosensei::stack::{Stack, StackPointer};

const BASE: usize = 0x1000_0000_0000;
/// Address space of one stack and its guard.
const SLOT: usize = 64 << 20;
/// std's default for threads.
pub(crate) const THREAD: usize = 2 << 20;
/// What Linux gives `main`.
pub(crate) const MAIN: usize = 8 << 20;
/// The lowest pages of a slot are never mapped.
const GUARD: usize = 64 << 10;

/// Reserves the address space. Call once.
///
/// # Errors
/// When the kernel does not give it.
pub(crate) fn reserve() -> std::io::Result<()> {
    map(BASE, SLOT * TASKS, libc::PROT_NONE)
}

/// A task's stack.
#[derive(Debug)]
pub(crate) struct Slot {
    top: usize,
    bottom: usize,
}

/// The stacks that were mapped, by task.
#[derive(Debug)]
pub(crate) struct Stacks {
    mapped: [usize; TASKS],
}

impl Stacks {
    /// None mapped yet.
    pub(crate) const fn new() -> Self {
        Stacks { mapped: [0; TASKS] }
    }

    /// The stack of `task`, at least `size` bytes of it (as far as there is room).
    pub(crate) fn get(&mut self, task: usize, size: usize) -> Slot {
        let size = size.max(64 << 10).next_multiple_of(4096).min(SLOT - GUARD);
        let top = BASE + (task + 1) * SLOT;
        if self.mapped[task] < size {
            // SAFETY: inside our own reservation.
            let failed =
                unsafe { libc::mprotect((top - size) as *mut _, size, libc::PROT_READ | libc::PROT_WRITE) };
            assert!(failed == 0, "no memory for the stack of a task");
            self.mapped[task] = size;
        }
        Slot {
            top,
            bottom: top - self.mapped[task],
        }
    }
}

/// Whether `address` lies in the guard of a stack, and of whose.
pub(crate) fn guard_of(address: usize) -> Option<usize> {
    let offset = address.wrapping_sub(BASE);
    (offset < SLOT * TASKS).then_some(offset / SLOT)
}

/// The live part of `task`'s stack from the address `from` on.
pub(crate) fn live(task: usize, from: usize) -> &'static [u8] {
    let top = BASE + (task + 1) * SLOT;
    // SAFETY: between a saved stack pointer and the top everything is mapped.
    unsafe { core::slice::from_raw_parts(from as *const u8, top - from) }
}

// SAFETY: page-aligned, mapped read-write from `bottom` on, with unmapped pages below.
unsafe impl Stack for Slot {
    fn base(&self) -> StackPointer {
        NonZeroUsize::new(self.top).unwrap()
    }

    fn limit(&self) -> StackPointer {
        NonZeroUsize::new(self.bottom - 4096).unwrap()
    }
}
