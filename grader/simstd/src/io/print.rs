//! What the printing macros expand to.
#![expect(unsafe_code, reason = "a text that is being made is found through a pointer")]

use crate::rt::{self, Place, Stream};
use core::fmt::{self, Arguments, Write as _};
use core::panic::Location;

/// `print!`.
#[doc(hidden)]
#[track_caller]
pub fn clew_print(arguments: Arguments<'_>) {
    formatted(Stream::Out, arguments, "", Location::caller());
}

/// `println!`.
#[doc(hidden)]
#[track_caller]
pub fn clew_print_line(arguments: Arguments<'_>) {
    formatted(Stream::Out, arguments, "\n", Location::caller());
}

/// `eprint!`.
#[doc(hidden)]
#[track_caller]
pub fn clew_eprint(arguments: Arguments<'_>) {
    formatted(Stream::Err, arguments, "", Location::caller());
}

/// `eprintln!`.
#[doc(hidden)]
#[track_caller]
pub fn clew_eprint_line(arguments: Arguments<'_>) {
    formatted(Stream::Err, arguments, "\n", Location::caller());
}

/// Text that is printed when it is complete, or when making it panicked: what there is by then.
///
/// While it is made it is known to its task, so that what a `Display` prints by itself comes at its place in it.
struct Text {
    stream: Stream,
    made: Vec<u8>,
    at: Place,
}

/// Keys of the texts that a task is making, among its thread-local slots. No key of the program's is an address this low.
const fn key(stream: Stream) -> usize {
    match stream {
        Stream::Out => 1,
        Stream::Err => 2,
        Stream::In => 3,
    }
}

/// Keys from here on are the program's.
pub(crate) const FIRST_KEY: usize = 16;

impl Drop for Text {
    fn drop(&mut self) {
        rt::locals().retain(|it| it.0 != key(self.stream));
        rt::print(self.stream, &self.made, self.at);
    }
}

/// The text for `stream` that the current task is making.
fn open(stream: Stream) -> Option<&'static mut Text> {
    let slot = rt::locals().iter().find(|it| it.0 == key(stream))?.1;
    // SAFETY: it is further up on this task's stack, and takes itself off the list when it goes. Whoever asks for it
    // lets go of it before any other code of this task runs.
    #[expect(clippy::cast_ptr_alignment, reason = "it was made from a pointer to a text")]
    Some(unsafe { &mut *slot.cast::<Text>() })
}

/// Writes to the text that the current task is making, piece by piece.
struct Pieces(Stream);

impl fmt::Write for Pieces {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        if let Some(text) = open(self.0) {
            text.made.extend_from_slice(piece.as_bytes());
        }
        Ok(())
    }
}

/// Prints bytes: to the stream, or into the text that the task is making for it.
pub(super) fn bytes(stream: Stream, bytes: &[u8], at: Place) {
    match open(stream) {
        Some(text) => text.made.extend_from_slice(bytes),
        None => rt::print(stream, bytes, at),
    }
}

/// Prints in one go; waits while another task holds the stream's lock.
pub(super) fn formatted(stream: Stream, arguments: Arguments<'_>, end: &str, at: Place) {
    if let (Some(text), "") = (arguments.as_str(), end) {
        return bytes(stream, text.as_bytes(), at);
    }
    if open(stream).is_some() {
        return pieces(stream, arguments, end);
    }
    let mut text = Text {
        stream,
        made: Vec::new(),
        at,
    };
    rt::locals().push((key(stream), (&raw mut text).cast()));
    pieces(stream, arguments, end);
}

fn pieces(stream: Stream, arguments: Arguments<'_>, end: &str) {
    if Pieces(stream)
        .write_fmt(arguments)
        .and_then(|()| Pieces(stream).write_str(end))
        .is_err()
    {
        let stream = if stream == Stream::Out { "stdout" } else { "stderr" };
        panic!("failed printing to {stream}: formatter error");
    }
}

/// `at`, or `made` when `at` is not the learner's: inside std, where a `BufWriter` writes on, or here, when it was called
/// through a `dyn Write`.
pub(super) fn seen(at: Place, made: Place) -> Place {
    let file = at.file();
    let ours = file!().trim_end_matches("io/print.rs");
    let others =
        file.starts_with("/rustc/") || file.contains("/rustlib/src/rust/library/") || file.starts_with(ours);
    if others { made } else { at }
}
