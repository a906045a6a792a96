//! Writes the flight recorder: see [`wire::flight`].

use core::cell::UnsafeCell;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use wire::flight::{CHOICES, HEADER, MAGIC, Word};

struct Recorder(UnsafeCell<*mut u8>);
// SAFETY: one thread.
unsafe impl Sync for Recorder {}
static RECORDER: Recorder = Recorder(UnsafeCell::new(core::ptr::null_mut()));

/// Maps `file` as the recorder. Call once.
///
/// # Errors
/// When the file cannot be sized or mapped.
pub fn open(file: &File) -> io::Result<()> {
    let size = HEADER + CHOICES;
    file.set_len(size as u64)?;
    // SAFETY: a shared mapping of a file of that size.
    let map = unsafe {
        libc::mmap(core::ptr::null_mut(), size, libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED, file.as_raw_fd(), 0)
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
pub fn set(which: Word, value: u64) {
    if let Some(at) = word(which) {
        // SAFETY: mapped and aligned.
        unsafe { at.write(value) };
    }
}

/// Records that the `nth` task (in the order of creation) was chosen.
#[inline]
pub fn choice(nth: usize) {
    if let Some(at) = word(Word::Choices) {
        // SAFETY: mapped; the index is below CHOICES.
        unsafe {
            let count = at.read();
            if count < CHOICES as u64 {
                let map = *RECORDER.0.get();
                map.add(HEADER + count as usize).write(nth as u8);
                at.write(count + 1);
            }
        }
    }
}
