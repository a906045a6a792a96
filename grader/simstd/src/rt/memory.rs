//! Where the learner's program allocates: an arena of its own for every task, emptied after each schedule.
//!
//! So nothing that a deadlocked or forgotten task held is ever leaked, and an address depends only on what the task
//! itself has done before, never on the schedule. The engine's own memory comes from the system.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr;
use std::alloc::System;

/// Tasks at most in one program.
pub(crate) const TASKS: usize = 256;
/// Address of the first arena: far from where the kernel puts mappings, and the same in every process.
const BASE: usize = 0x2000_0000_0000;
/// Address space of one arena.
const SLOT: usize = 1 << 30;
/// Bytes that one schedule may use in all.
const LIMIT: usize = 1 << 30;
/// An arena that grew beyond this gives its pages back.
const KEEP: usize = 1 << 20;
/// Blocks up to this size are kept apart by multiples of 16, larger ones by powers of two.
const SMALL: usize = 1024;
const CLASSES: usize = SMALL / 16 + 1 + 32;
/// Nobody's arena: the engine is at work.
const NONE: usize = usize::MAX;

struct Arena {
    next: usize,
    free: [usize; CLASSES],
    /// Bit by class: a block of it was given back in this schedule.
    freed: u128,
}

struct Arenas {
    /// Whose program code is running, or [`NONE`].
    current: usize,
    /// Bytes handed out by bumping in this schedule.
    used: usize,
    /// Memory ran out in this schedule.
    exhausted: bool,
    /// Arenas touched in this schedule.
    touched: usize,
    each: [Arena; TASKS],
}

/// The allocator of the learner's crate, of std and of the engine.
pub(crate) struct Memory(UnsafeCell<Arenas>);

// SAFETY: the learner's tasks and the engine share one operating-system thread; a thread that signals or libraries
// might start allocates only while `current` is NONE, and then nothing here is touched.
unsafe impl Sync for Memory {}

#[global_allocator]
static MEMORY: Memory = Memory(UnsafeCell::new(Arenas {
    current: NONE,
    used: 0,
    exhausted: false,
    touched: 0,
    each: [const {
        Arena {
            next: 0,
            free: [0; CLASSES],
            freed: 0,
        }
    }; TASKS],
}));

fn arenas() -> &'static mut Arenas {
    // SAFETY: one thread, and no reference is kept across a call.
    unsafe { &mut *MEMORY.0.get() }
}

/// Class of blocks for `size`, and the size of its blocks.
fn class(size: usize) -> (usize, usize) {
    if size <= SMALL {
        let class = size.div_ceil(16).max(1);
        (class, class * 16)
    } else {
        let block = size.next_power_of_two();
        let class = SMALL / 16 + 1 + (block.trailing_zeros() as usize - SMALL.trailing_zeros() as usize);
        (class.min(CLASSES - 1), block)
    }
}

// SAFETY: blocks come from the system or from an arena; which one is told by the address.
unsafe impl GlobalAlloc for Memory {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let all = arenas();
        if all.current == NONE {
            // SAFETY: the caller's promise.
            return unsafe { System.alloc(layout) };
        }
        all.take(layout)
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let address = block as usize;
        if address.wrapping_sub(BASE) >= SLOT * TASKS {
            // SAFETY: not from an arena, so from the system.
            return unsafe { System.dealloc(block, layout) };
        }
        arenas().give(address, layout);
    }
}

impl Arenas {
    fn take(&mut self, layout: Layout) -> *mut u8 {
        let (class, block) = class(layout.size());
        let arena = &mut self.each[self.current];
        if layout.align() <= 16 {
            let free = arena.free[class];
            if free != 0 {
                // SAFETY: a free block holds the address of the next one.
                arena.free[class] = unsafe { *(free as *const usize) };
                return free as *mut u8;
            }
        }
        let start = arena.next.next_multiple_of(layout.align().max(16));
        let end = start + block;
        let floor = BASE + self.current * SLOT;
        if end > floor + SLOT || self.used + block > LIMIT {
            self.exhausted = true;
            return ptr::null_mut();
        }
        self.used += end - arena.next;
        arena.next = end;
        start as *mut u8
    }

    fn give(&mut self, address: usize, layout: Layout) {
        let owner = (address - BASE) / SLOT;
        // A block that another task frees is not used again in this schedule: whether it can be would depend on the
        // schedule, and addresses must not.
        if owner == self.current && layout.align() <= 16 {
            let (class, _) = class(layout.size());
            let arena = &mut self.each[owner];
            // SAFETY: the block is at least 16 bytes and nobody's now.
            unsafe { *(address as *mut usize) = arena.free[class] };
            arena.free[class] = address;
            arena.freed |= 1 << class;
        }
    }
}

/// Reserves the address space. Call once.
///
/// # Errors
/// When the kernel does not give it.
pub(crate) fn reserve() -> std::io::Result<()> {
    map(BASE, SLOT * TASKS, libc::PROT_READ | libc::PROT_WRITE)?;
    for (task, arena) in arenas().each.iter_mut().enumerate() {
        arena.next = BASE + task * SLOT;
    }
    Ok(())
}

/// Maps anonymous memory at exactly this address.
pub(crate) fn map(address: usize, size: usize, protection: i32) -> std::io::Result<()> {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_FIXED_NOREPLACE;
    // SAFETY: a fresh mapping at an address where nothing is.
    let got = unsafe { libc::mmap(address as *mut _, size, protection, flags, -1, 0) };
    if got as usize == address {
        Ok(())
    } else {
        Err(std::io::Error::last_os_error())
    }
}

/// From now on `task`'s program code runs.
#[inline]
pub(crate) fn enter(task: usize) {
    let all = arenas();
    all.current = task;
    all.touched = all.touched.max(task + 1);
}

/// From now on the engine runs.
#[inline]
pub(crate) fn leave() {
    arenas().current = NONE;
}

/// Whether program code runs.
pub(crate) fn in_program() -> bool {
    arenas().current != NONE
}

/// Whether this schedule ran out of memory.
pub(crate) fn exhausted() -> bool {
    arenas().exhausted
}

/// Empties every arena.
pub(crate) fn reset() {
    let all = arenas();
    for (task, arena) in all.each[..all.touched].iter_mut().enumerate() {
        let floor = BASE + task * SLOT;
        if arena.next > floor + KEEP {
            // SAFETY: pages of our own mapping whose contents nobody needs.
            unsafe {
                libc::madvise(
                    (floor + KEEP) as *mut _,
                    arena.next - floor - KEEP,
                    libc::MADV_DONTNEED,
                )
            };
        }
        if arena.next != floor {
            arena.next = floor;
            while arena.freed != 0 {
                arena.free[arena.freed.trailing_zeros() as usize] = 0;
                arena.freed &= arena.freed - 1;
            }
        }
    }
    (all.used, all.exhausted, all.touched) = (0, false, 0);
}

/// The arenas' bytes in use, for comparing states.
pub(crate) fn bytes() -> impl Iterator<Item = &'static [u8]> {
    let all = arenas();
    all.each[..all.touched].iter().enumerate().map(|(task, arena)| {
        let floor = BASE + task * SLOT;
        // SAFETY: mapped, and initialised by the kernel to zero at least.
        unsafe { core::slice::from_raw_parts(floor as *const u8, arena.next - floor) }
    })
}
