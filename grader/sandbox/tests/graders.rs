//! Runs inside graders to which something happens: they are killed, or were started in odd ways.

#![expect(
    clippy::disallowed_methods,
    reason = "graders are started here as a shell would start them"
)]

mod common;

use common::{job, left_over};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SUBJECT: &str = env!("CARGO_BIN_EXE_sandbox-subject");

/// Starts a grader that runs `job`, from a shell that does `first` beforehand.
fn grader(job: &sandbox::Job, first: &str) -> Child {
    let mut words = vec!["grader".into(), job.env[0].1.clone(), "1".into()];
    words.extend(job.args.iter().cloned());
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(format!("{first}; exec \"$0\" \"$@\""))
        .arg(SUBJECT)
        .args(words);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("a shell can be started")
}

/// Waits until as many processes carry the job's marker as `done` asks for.
fn wait_until(job: &sandbox::Job, time: Duration, done: fn(usize) -> bool) -> Vec<String> {
    let start = Instant::now();
    loop {
        let left = left_over(job);
        if done(left.len()) || start.elapsed() > time {
            return left;
        }
    }
}

#[test]
fn nothing_outlives_a_grader_that_is_killed() {
    let job = job("household");
    let mut grader = grader(&job, ":");
    let before = wait_until(&job, Duration::from_secs(5), |count| count >= 5);
    assert!(before.len() >= 5, "four processes and a daemon: {before:?}");
    grader.kill().expect("it runs");
    grader.wait().expect("it is ours");
    let after = wait_until(&job, Duration::from_secs(1), |count| count == 0);
    assert_eq!(after, Vec::<String>::new());
}

#[test]
fn a_grader_without_standard_streams_can_run_programs() {
    let status = grader(&job("exit 3"), "exec <&- >&- 2>&-")
        .wait()
        .expect("it is ours");
    assert_eq!(status.code(), Some(3));
}

#[test]
fn a_grader_that_ignores_its_children_can_run_programs() {
    let status = grader(&job("exit 3"), "trap '' CHLD").wait().expect("it is ours");
    assert_eq!(status.code(), Some(3));
}

#[test]
fn signals_that_the_grader_ignores_or_blocks_work_in_the_program() {
    let status = grader(&job("signals"), "trap '' INT TERM HUP PIPE CHLD")
        .wait()
        .expect("it is ours");
    assert_eq!(status.code(), Some(0));
}
