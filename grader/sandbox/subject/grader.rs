//! The face of a grader: it runs this program in another mode, in a sandbox of its own.

use crate::Mode;
use sandbox::{Ending, Job, Limits, Streams};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

pub(crate) const MODES: &[(&str, Mode)] = &[("grader", grader)];

/// `grader MARKER TIMES MODE…`: runs the mode so often, with the marker in its environment, and ends as it did.
fn grader(args: &[String]) {
    let [marker, times, mode @ ..] = args else {
        panic!("a marker, a number and a mode")
    };
    let job = Job {
        program: std::env::current_exe().expect("our own path"),
        args: mode.iter().map(Into::into).collect(),
        env: vec![("SANDBOX_TEST".into(), marker.into())],
        dir: "/".into(),
        streams: Streams::Captured { stdin: Vec::new() },
        limits: Limits {
            wall: Duration::from_mins(1),
            memory: 256 << 20,
            output: 64 << 10,
            threads: 64,
            processes: 8,
        },
    };
    for _ in 0..times.parse().expect("a number") {
        let run = sandbox::run(&job, &AtomicBool::new(false)).expect("it can be run and watched");
        if run.ending != Ending::Exited(0) {
            let Ending::Exited(status) = run.ending else {
                panic!("{run:?}")
            };
            std::process::exit(status);
        }
    }
}
