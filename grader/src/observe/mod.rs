//! A run → an [`Observation`]. Untrusted bytes end here: capped, parsed, escaped.

pub mod explored;
mod panics;

use crate::build::{Diagnostic, SourceFile};
use crate::run::{Run, StuckThread};
pub use explored::Explored;
pub use panics::PanicSeen;
pub(crate) use panics::panics;
use sandbox::{Ending, Limits, Usage};
use std::fmt::Write;
use std::time::Duration;

/// Everything that a check may look at.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The files that were compiled.
    pub sources: Vec<SourceFile>,
    /// What the compiler said.
    pub diagnostics: Vec<Diagnostic>,
    /// The native run; none: the program was not built.
    pub run: Option<Observation>,
    /// What came of exploring it; empty where the exercise does not ask for that.
    pub explored: Explored,
    /// What the program was allowed.
    pub limits: Limits,
}

/// A native run, cleaned.
#[derive(Debug, Clone)]
pub struct Observation {
    /// How it ended.
    pub ending: Ending,
    /// How long it took.
    pub elapsed: Duration,
    /// For how much of that the machine stood still: see [`sandbox::RawRun::stalled`].
    pub stalled: Duration,
    /// What it used.
    pub usage: Usage,
    /// What it printed, as [`text`] gives it.
    pub stdout: String,
    /// The same for standard error.
    pub stderr: String,
    /// Panics that were reported on standard error, in order.
    pub panics: Vec<PanicSeen>,
    /// See [`sandbox::RawRun::at_work`].
    pub work: Duration,
    /// The threads that were there when it was ended.
    pub threads: Vec<StuckThread>,
}

/// Cleans a run.
#[must_use]
pub fn observe(run: Run) -> Observation {
    let raw = run.raw;
    let stderr = text(&raw.stderr.bytes);
    let threads = run.threads.into_iter().map(|thread| StuckThread {
        name: text(thread.name.as_bytes()),
        ..thread
    });
    Observation {
        ending: raw.ending,
        elapsed: raw.elapsed,
        stalled: raw.stalled,
        usage: raw.usage,
        stdout: text(&raw.stdout.bytes),
        panics: panics(&stderr),
        stderr,
        work: raw.at_work,
        threads: threads.collect(),
    }
}

/// What a program wrote, safe to show and to compare: invalid UTF-8 becomes U+FFFD, and every control or
/// direction-changing character but the line feed and the tab is written out, as in `\u{1b}`.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    let lossy = String::from_utf8_lossy(bytes);
    let mut clean = String::with_capacity(lossy.len());
    for character in lossy.chars() {
        match character {
            '\n' | '\t' => clean.push(character),
            '\r' => clean.push_str("\\r"),
            _ if character.is_control() || turns_text(character) => {
                // Writing to a string cannot fail.
                let _ = write!(clean, "\\u{{{:x}}}", character as u32);
            }
            _ => clean.push(character),
        }
    }
    clean
}

/// Characters that reorder or hide the text around them.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let cases: [(&[u8], &str); 6] = [
            ("包子\tok\n".as_bytes(), "包子\tok\n"),
            (b"\x1b[31mred\x1b[0m", "\\u{1b}[31mred\\u{1b}[0m"),
            (b"a\r\n", "a\\r\n"),
            (b"\xff\xfe", "\u{fffd}\u{fffd}"),
            ("abc\u{202e}def".as_bytes(), "abc\\u{202e}def"),
            (b"nul\0", "nul\\u{0}"),
        ];
        for (bytes, clean) in cases {
            assert_eq!(text(bytes), clean);
        }
    }
}
