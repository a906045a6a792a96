//! What is stuck is found out, and what is well is left alone.

mod common;

use common::{assert_ending, finish, limited, subject};
use sandbox::{Activity, Ending, RawRun};
use std::time::Duration;

const FUTEX: Activity = Activity::Futex { timed: false };

fn activities(run: &RawRun) -> Vec<Activity> {
    run.threads.iter().map(|thread| thread.activity).collect()
}

#[test]
fn every_way_to_get_stuck_is_found_out_and_described() {
    let cases: [(&str, &[Activity]); 11] = [
        ("stuck-mutex", &[FUTEX, FUTEX]),
        ("stuck-self-lock", &[FUTEX]),
        ("stuck-recv", &[FUTEX]),
        ("stuck-condvar", &[FUTEX]),
        ("stuck-barrier", &[FUTEX]),
        ("stuck-park", &[Activity::Join, FUTEX]),
        ("stuck-scope", &[Activity::Join, FUTEX]),
        ("stuck-detached", &[FUTEX]),
        ("stuck-child-output", &[Activity::Call(libc::SYS_poll), FUTEX]),
        ("stuck-late", &[FUTEX]),
        ("zombies 5", &[FUTEX]),
    ];
    for (words, expected) in cases {
        let run = subject(words);
        assert_ending(&run, Ending::Stuck);
        assert_eq!(activities(&run), expected, "{words}: {run:?}");
        assert!(
            run.threads.is_sorted_by_key(|thread| (thread.pid, thread.tid)),
            "{words}: {run:?}"
        );
        assert!(!run.blind);
    }
}

#[test]
fn threads_go_by_their_names() {
    let run = subject("stuck-mutex");
    let names: Vec<&str> = run.threads.iter().map(|thread| thread.name.as_str()).collect();
    assert_eq!(names, ["sandbox-subject", "second"]);
}

#[test]
fn twenty_threads_at_one_lock_are_all_described() {
    let run = subject("stuck-many");
    assert_ending(&run, Ending::Stuck);
    let (first, rest) = run.threads.split_first().expect("a main thread");
    assert_eq!(first.activity, Activity::Join);
    assert_eq!(
        (rest.len(), rest.iter().all(|thread| thread.activity == FUTEX)),
        (20, true),
        "{run:?}"
    );
}

#[test]
fn pipes_that_only_the_tree_holds_are_a_way_to_get_stuck() {
    let run = subject("stuck-pipes");
    assert_ending(&run, Ending::Stuck);
    assert!(
        matches!(activities(&run)[..], [Activity::Read(_), Activity::Read(_)]),
        "{run:?}"
    );
    let run = subject("stuck-full-pipe");
    assert_ending(&run, Ending::Stuck);
    assert!(
        matches!(activities(&run)[..], [Activity::Join, Activity::Write(_)]),
        "{run:?}"
    );
    let run = subject("stuck-child");
    assert_ending(&run, Ending::Stuck);
    assert!(
        matches!(activities(&run)[..], [Activity::Child, Activity::Read(0)]),
        "{run:?}"
    );
}

#[test]
fn the_healthy_are_left_alone() {
    let cases = [
        "sleep 60",
        "timed-wait 60",
        "hand-over 2000",
        "slow-pipe 80",
        "slow-child 60",
        "slow-child-output 60",
        "compute 40",
        "echo-slowly 20",
        "alarm",
        "short-threads 300",
        "short-children 10",
    ];
    for words in cases {
        assert_ending(&subject(words), Ending::Exited(0));
    }
}

#[test]
fn overlap_is_told_from_one_after_the_other() {
    let average = |run: &RawRun| run.at_work.as_secs_f64() / run.elapsed.as_secs_f64();
    let overlap = subject("overlap 200");
    // The main thread works, too, while it starts the others.
    assert!((5..=6).contains(&overlap.peak_at_work), "{overlap:?}");
    assert!(average(&overlap) > 3.5, "{overlap:?}");
    let serial = subject("serial 60");
    assert!(serial.peak_at_work <= 2, "{serial:?}");
    assert!((0.7..1.4).contains(&average(&serial)), "{serial:?}");
}

#[test]
fn a_stuck_run_ends_long_before_its_wall_limit() {
    let run = finish(&limited("stuck-recv", |limits| {
        limits.wall = Duration::from_hours(1);
    }));
    assert_ending(&run, Ending::Stuck);
    assert!(run.elapsed < Duration::from_secs(2), "{run:?}");
}

#[test]
fn what_cannot_be_seen_runs_into_its_wall_limit_and_says_so() {
    let run = finish(&limited("undumpable", |limits| {
        limits.wall = Duration::from_millis(200);
    }));
    if rustix::process::geteuid().is_root() {
        assert_ending(&run, Ending::Stuck);
    } else {
        assert_ending(&run, Ending::OutOfTime);
        assert!(run.blind);
        assert_eq!(activities(&run), [Activity::Call(-1)]);
    }
}
