//! Standard output and standard error: bytes out, faults in one shape, a closed pipe taken quietly.

use crate::fault::{Fault, Kind};
use crate::report::text::paint::{Paint, wrap};
use std::io::{ErrorKind, IsTerminal, Write};

/// Where the grader's own words go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Out {
    /// Whether standard output gets colours.
    pub(super) color: bool,
    /// Whether standard error gets colours.
    pub(super) error_color: bool,
    /// Columns to stay within.
    pub(super) width: usize,
    /// Whether standard error is a terminal that a progress line can live on.
    pub(super) live: bool,
}

/// Text wider than this is hard to read even where it fits.
const WIDEST: usize = 100;

impl Out {
    pub(super) fn new(color: super::args::Color) -> Self {
        use super::args::Color;
        let wanted = |auto: anstream::ColorChoice| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => auto != anstream::ColorChoice::Never,
        };
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Out {
            color: wanted(anstream::AutoStream::choice(&std::io::stdout())),
            error_color: wanted(anstream::AutoStream::choice(&std::io::stderr())),
            width: columns.unwrap_or(WIDEST).clamp(40, WIDEST),
            live: std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn paint(self) -> Paint {
        Paint { color: self.color }
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// It cannot be written, unless because nobody reads it any more: that is the reader's choice.
    #[expect(
        clippy::unused_self,
        reason = "whoever may write has been handed the way to do so"
    )]
    pub(super) fn bytes(self, bytes: &[u8]) -> Result<(), Fault> {
        let mut stdout = std::io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Fault::ours("cannot write to standard output").because(error.to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Writes a line to standard output; see [`Out::bytes`].
    pub(super) fn line(self, text: impl std::fmt::Display) -> Result<(), Fault> {
        self.bytes(format!("{text}\n").as_bytes())
    }

    /// Says what went wrong, why, and what to do about it, on standard error.
    pub(super) fn fault(self, fault: &Fault) {
        let paint = Paint {
            color: self.error_color,
        };
        let mut text = format!("{} {}\n", paint.bad("error:"), fault.message);
        for cause in &fault.causes {
            text = format!(
                "{text}  {} {}\n",
                paint.dim("because:"),
                wrap(cause, self.width, 11)
            );
        }
        for hint in &fault.hints {
            text = format!("{text}  {} {}\n", paint.note("help:"), wrap(hint, self.width, 8));
        }
        if fault.kind == Kind::Interrupted {
            text = format!("{}\n", paint.note(&fault.message));
        }
        self.warning(&text);
    }

    /// Writes text to standard error. Where that cannot be written, there is nobody left to tell.
    #[expect(
        clippy::unused_self,
        reason = "whoever may write has been handed the way to do so"
    )]
    pub(super) fn warning(self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}
