//! What the tests share: jobs that run the subject, and a way to see whether anything is left of them.

#![allow(dead_code, reason = "each test file uses a part of it")]

use sandbox::{Ending, Error, Job, Limits, RawRun, Streams, run};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

/// The variable by whose value everything that grew from one run can be found.
const MARKER: &str = "SANDBOX_TEST";

/// A job that runs the subject in this mode, with limits that no well-behaved mode reaches.
pub(crate) fn job(words: &str) -> Job {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let marker = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    Job {
        program: env!("CARGO_BIN_EXE_sandbox-subject").into(),
        args: words.split_ascii_whitespace().map(Into::into).collect(),
        env: vec![(MARKER.into(), marker.into())],
        dir: "/".into(),
        streams: Streams::Captured { stdin: Vec::new() },
        limits: Limits {
            wall: Duration::from_secs(20),
            memory: 256 << 20,
            output: 64 << 10,
            threads: 64,
            processes: 8,
        },
    }
}

/// A job with one limit changed.
pub(crate) fn limited(words: &str, change: impl FnOnce(&mut Limits)) -> Job {
    let mut job = job(words);
    change(&mut job.limits);
    job
}

/// Runs a job that nobody interrupts, and makes sure that nothing is left of it.
pub(crate) fn try_run(job: &Job) -> Result<RawRun, Error> {
    let result = run(job, &AtomicBool::new(false));
    assert_eq!(left_over(job), Vec::<String>::new(), "left of {:?}", job.args);
    result
}

/// The same for a job that can be run.
pub(crate) fn finish(job: &Job) -> RawRun {
    try_run(job).unwrap_or_else(|error| panic!("{:?}: {error}: {}", job.args, error.source))
}

/// Runs the subject in this mode.
pub(crate) fn subject(words: &str) -> RawRun {
    finish(&job(words))
}

/// The processes, dead ones excluded, that carry a job's marker.
pub(crate) fn left_over(job: &Job) -> Vec<String> {
    let marker = [b"SANDBOX_TEST=", job.env[0].1.as_encoded_bytes()].concat();
    let mut left = Vec::new();
    for entry in std::fs::read_dir("/proc").expect("/proc") {
        let path = entry.expect("an entry of /proc").path();
        let Ok(environment) = std::fs::read(path.join("environ")) else {
            continue;
        };
        if environment.split(|byte| *byte == 0).any(|pair| pair == marker) {
            left.push(path.display().to_string());
        }
    }
    left
}

/// What a run wrote to standard output.
pub(crate) fn stdout(run: &RawRun) -> &str {
    std::str::from_utf8(&run.stdout.bytes).expect("the subject writes text")
}

/// Asserts how a run ended, and shows all of it if it did not.
#[track_caller]
pub(crate) fn assert_ending(run: &RawRun, ending: Ending) {
    assert_eq!(run.ending, ending, "{run:?}");
}
