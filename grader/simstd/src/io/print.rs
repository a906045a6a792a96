//! What the printing macros expand to.

use crate::rt::{self, Place, Stream};
use core::fmt::{Arguments, Write as _};
use core::panic::Location;

/// `print!`.
#[doc(hidden)]
#[track_caller]
pub fn _print(arguments: Arguments<'_>) {
    formatted(Stream::Out, arguments, "", Location::caller());
}

/// `println!`.
#[doc(hidden)]
#[track_caller]
pub fn _print_line(arguments: Arguments<'_>) {
    formatted(Stream::Out, arguments, "\n", Location::caller());
}

/// `eprint!`.
#[doc(hidden)]
#[track_caller]
pub fn _eprint(arguments: Arguments<'_>) {
    formatted(Stream::Err, arguments, "", Location::caller());
}

/// `eprintln!`.
#[doc(hidden)]
#[track_caller]
pub fn _eprint_line(arguments: Arguments<'_>) {
    formatted(Stream::Err, arguments, "\n", Location::caller());
}

/// Text that is printed when it is complete, or when making it panicked: what there is by then.
struct Text {
    stream: Stream,
    text: String,
    at: Place,
}

impl Drop for Text {
    fn drop(&mut self) {
        rt::print(self.stream, self.text.as_bytes(), self.at);
    }
}

/// Prints in one go; waits while another task holds the stream's lock.
pub(super) fn formatted(stream: Stream, arguments: Arguments<'_>, end: &str, at: Place) {
    if let (Some(text), "") = (arguments.as_str(), end) {
        return rt::print(stream, text.as_bytes(), at);
    }
    let mut text = Text {
        stream,
        text: String::new(),
        at,
    };
    if text.text.write_fmt(arguments).is_err() {
        let stream = if stream == Stream::Out { "stdout" } else { "stderr" };
        panic!("failed printing to {stream}: formatter error");
    }
    text.text.push_str(end);
}

/// `at`, or `made` when `at` is inside std: a `BufWriter` that writes on, for instance, is not the learner's line.
pub(super) fn seen(at: Place, made: Place) -> Place {
    let file = at.file();
    let library = file.starts_with("/rustc/") || file.contains("/rustlib/src/rust/library/");
    if library { made } else { at }
}
