//! Searches that are ended before their end: by the guard, by ctrl-C, by the death of the grader.

use super::{explore, with};
use e2e::{Course, runs_of};
use rustix::process::{Pid, Signal, kill_process};
use std::process::{Child, Stdio};
use std::time::Duration;

/// More schedules than anybody can run.
fn endless() -> Course {
    with(
        "use std::sync::Mutex;
static M: Mutex<u32> = Mutex::new(0);
fn main() {
    let threads = [(); 6].map(|()| {
        std::thread::spawn(|| {
            for _ in 0..50 {
                *M.lock().unwrap() += 1;
            }
        })
    });
    threads.map(|thread| thread.join().unwrap());
}
",
    )
}

const FOR_EVER: [&str; 5] = ["main.rs", "--strategy", "naive", "--schedules", "1000000000000"];

/// The guard ends what would go on for very long, and that is no pass.
#[test]
fn the_guard_yields_inconclusive() {
    let args: Vec<&str> = FOR_EVER.into_iter().chain(["--seconds", "1"]).collect();
    let (status, report) = explore(&endless(), &args);
    assert_eq!(
        (&report["outcome"], status),
        (&"inconclusive".into(), 3),
        "{report:#}"
    );
    assert_eq!(
        (&report["complete"], &report["findings"][0]["kind"]),
        (&false.into(), &"inconclusive".into())
    );
    assert!(report["schedules"].as_u64().unwrap() > 0);
}

/// A grader whose explorer is at work.
fn at_work(course: &Course) -> Child {
    let args: Vec<&str> = ["explore"].into_iter().chain(FOR_EVER).collect();
    let grader = course
        .std_grader(&args)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until(|| !runs_of(grader.id()).is_empty());
    grader
}

#[test]
fn ctrl_c() {
    let course = endless();
    let grader = at_work(&course);
    let id = grader.id();
    kill_process(Pid::from_child(&grader), Signal::INT).unwrap();
    let output = grader.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "interrupted\n");
    assert_eq!(runs_of(id), Vec::<String>::new());
}

#[test]
fn a_killed_grader_leaves_nothing() {
    let course = endless();
    let mut grader = at_work(&course);
    grader.kill().unwrap();
    grader.wait().unwrap();
    wait_until(|| runs_of(grader.id()).is_empty());
}

/// Waits for something that must come to pass; a minute is for ever.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "between two looks")]
fn wait_until(mut holds: impl FnMut() -> bool) {
    for _ in 0..6_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not come to pass within a minute");
}
