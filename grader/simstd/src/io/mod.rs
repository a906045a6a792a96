//! `std::io`: the standard streams belong to the schedule, what works in memory is std's own.

mod pipe;
pub(crate) mod print;
mod stdin;
mod stdout;
mod terminal;

pub use ::std::io::{
    BufRead, BufReader, BufWriter, Bytes, Chain, Cursor, Empty, Error, ErrorKind, IntoInnerError, IoSlice,
    IoSliceMut, LineWriter, Lines, Read, Repeat, Result, Seek, SeekFrom, Sink, Split, Take, Write,
    WriterPanicked, copy, empty, prelude, read_to_string, repeat, sink,
};
pub use pipe::{PipeReader, PipeWriter, pipe};
#[doc(hidden)]
pub use print::{clew_eprint, clew_eprint_line, clew_print, clew_print_line};
pub use stdin::{Stdin, StdinLock, stdin};
pub use stdout::{Stderr, StderrLock, Stdout, StdoutLock, stderr, stdout};
pub use terminal::IsTerminal;
