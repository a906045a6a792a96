//! Observations for the tables of cases in the checks' own tests.

use crate::build::SourceFile;
use crate::observe::{Explored, Observation, Seen};
use sandbox::{Ending, Limits, Usage};
use std::time::Duration;

/// A run that ended by itself with this status and printed nothing.
pub(crate) fn exited(status: i32) -> Observation {
    ended(Ending::Exited(status))
}

/// A run that ended in this way and printed nothing.
pub(crate) fn ended(ending: Ending) -> Observation {
    Observation {
        ending,
        elapsed: Duration::from_millis(5),
        stalled: Duration::ZERO,
        usage: Usage::default(),
        stdout: String::new(),
        stderr: String::new(),
        panics: Vec::new(),
        work: Duration::ZERO,
        threads: Vec::new(),
    }
}

/// A run that printed this and exited with 0.
pub(crate) fn printed(stdout: &str) -> Seen {
    seen(Observation {
        stdout: stdout.to_owned(),
        ..exited(0)
    })
}

/// What is seen of a program that compiled without a word and ran like this.
pub(crate) fn seen(run: Observation) -> Seen {
    Seen {
        sources: Vec::new(),
        diagnostics: Vec::new(),
        run: Some(run),
        explored: Explored::default(),
        limits: limits(),
    }
}

/// What is seen of a program with this main file that ran well and printed nothing.
pub(crate) fn written(source: &str) -> Seen {
    let file = SourceFile {
        path: "src/main.rs".to_owned(),
        text: source.to_owned(),
    };
    Seen {
        sources: vec![file],
        ..seen(exited(0))
    }
}

/// The limits of the tables.
pub(crate) fn limits() -> Limits {
    Limits {
        wall: Duration::from_secs(10),
        memory: 256 << 20,
        output: 64 << 10,
        threads: 64,
        processes: 0,
    }
}
