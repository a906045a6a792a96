//! Writes the flight recorder: see [`wire::flight`].

use core::cell::UnsafeCell;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use wire::flight::{HEADER, MAGIC, SIZE, SWITCHES, Word};

struct Recorder(UnsafeCell<*mut u8>);
// SAFETY: one thread.
unsafe impl Sync for Recorder {}
static RECORDER: Recorder = Recorder(UnsafeCell::new(core::ptr::null_mut()));

/// Maps `file` as the recorder. Call once.
///
/// # Errors
/// When the file cannot be sized or mapped.
pub fn open(file: &File) -> io::Result<()> {
    file.set_len(SIZE as u64)?;
    // SAFETY: a shared mapping of a file of that size.
    let map = unsafe {
        libc::mmap(
            core::ptr::null_mut(),
            SIZE,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED,
            file.as_raw_fd(),
            0,
        )
    };
    if map == libc::MAP_FAILED {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: one thread.
    unsafe { *RECORDER.0.get() = map.cast() };
    set(Word::Magic, MAGIC);
    Ok(())
}

fn word(word: Word) -> Option<*mut u64> {
    // SAFETY: one thread; mapped for the life of the process.
    let map = unsafe { *RECORDER.0.get() };
    // SAFETY: inside the header.
    (!map.is_null()).then(|| unsafe { map.cast::<u64>().add(word as usize) })
}

/// Sets a word of the header.
pub(crate) fn set(which: Word, value: u64) {
    if let Some(at) = word(which) {
        // SAFETY: mapped and aligned.
        unsafe { at.write(value) };
    }
}

/// Records that at `step` the `nth` task (in the order of creation) was chosen against the default.
pub(crate) fn switch(step: u32, nth: u32) {
    if let Some(at) = word(Word::Switches) {
        // SAFETY: mapped; the index is below SWITCHES.
        unsafe {
            let count = at.read();
            if count < SWITCHES as u64 {
                let map = *RECORDER.0.get();
                map.add(HEADER + count as usize * 8).cast::<u32>().write(step);
                map.add(HEADER + count as usize * 8 + 4).cast::<u32>().write(nth);
                at.write(count + 1);
            }
        }
    }
}
