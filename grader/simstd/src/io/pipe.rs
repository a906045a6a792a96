//! Pipes are not modelled yet.

use crate::io;
use crate::refused::{refused, unmade, unread, unwritten};

unmade! {
    /// The end of a pipe that is read from.
    PipeReader {
        fn try_clone(&self) -> io::Result<PipeReader>;
    }
    /// The end of a pipe that is written to.
    PipeWriter {
        fn try_clone(&self) -> io::Result<PipeWriter>;
    }
}

unread!(PipeReader, &PipeReader);
unwritten!(PipeWriter, &PipeWriter);

refused! {
    "std::io::pipe" fn pipe() -> io::Result<(PipeReader, PipeWriter)>;
}
