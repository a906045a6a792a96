//! What a program gets and what comes back from it.

mod common;

use common::{assert_ending, finish, job, stdout, subject};
use sandbox::{Ending, Streams};
use std::time::Duration;

#[test]
fn standard_input_holds_the_bytes_and_then_ends() {
    let long: Vec<u8> = (0..40_000_u32).flat_map(u32::to_le_bytes).collect();
    for input in [Vec::new(), b"one\ntwo".to_vec(), long] {
        let mut job = job("echo");
        job.limits.output = 1 << 20;
        job.streams = Streams::Captured { stdin: input.clone() };
        let run = finish(&job);
        assert_ending(&run, Ending::Exited(0));
        assert_eq!(run.stdout.bytes.len(), input.len());
        assert!(run.stdout.bytes == input, "the same bytes come back");
    }
}

#[test]
fn output_comes_with_its_times() {
    let run = subject("echo-slowly 60");
    assert_eq!(stdout(&run), "one\ntwo\nthree\n");
    assert_eq!(run.stderr.bytes, b"done\n");
    assert!(!run.stdout.truncated && !run.stderr.truncated);
    let lengths: Vec<usize> = run.stdout.arrivals.iter().map(|arrival| arrival.1).collect();
    assert_eq!(lengths, [4, 8, 14]);
    let times: Vec<Duration> = run.stdout.arrivals.iter().map(|arrival| arrival.0).collect();
    assert!(
        times
            .windows(2)
            .all(|pair| pair[1].saturating_sub(pair[0]) > Duration::from_millis(30)),
        "{times:?}"
    );
    let end = run.stderr.arrivals[0].0;
    assert!(
        end > times[2] + Duration::from_millis(30) && end <= run.elapsed,
        "{run:?}"
    );
}

#[test]
fn the_environment_is_what_the_job_says_and_nothing_else() {
    let mut job = job("environment");
    job.env.push(("LANG".into(), "C.UTF-8".into()));
    let run = finish(&job);
    let marker = job.env[0].1.to_str().expect("text");
    assert_eq!(stdout(&run), format!("SANDBOX_TEST={marker}\nLANG=C.UTF-8\n"));
}

#[test]
fn no_descriptor_of_ours_is_inherited() {
    // One that would be, since it says nothing of closing at an execution.
    let open = rustix::fs::open("/dev/zero", rustix::fs::OFlags::RDONLY, rustix::fs::Mode::empty())
        .expect("it is there");
    let run = subject("descriptors");
    drop(open);
    let kinds: Vec<(&str, &str)> = stdout(&run)
        .lines()
        .map(|line| line.split_once(' ').expect("a number and a target"))
        .map(|(number, target)| (number, target.split(':').next().expect("a target")))
        .collect();
    assert_eq!(kinds, [("0", "/memfd"), ("1", "pipe"), ("2", "pipe")]);
}

#[test]
fn a_run_has_a_session_a_group_and_a_place_of_its_own() {
    let mut job = job("place");
    job.dir = "/usr".into();
    let run = finish(&job);
    let lines: Vec<&str> = stdout(&run).lines().collect();
    assert_eq!(
        &lines[..4],
        ["/usr", "session true", "group true", "core Some(1)"]
    );
}

#[test]
fn inherited_streams_come_with_our_session_and_are_watched_as_well() {
    let mut job = job("exit 3");
    job.streams = Streams::Inherited;
    let run = finish(&job);
    assert_ending(&run, Ending::Exited(3));
    assert_eq!(
        (&run.stdout, &run.stderr),
        (&sandbox::Capture::default(), &sandbox::Capture::default())
    );

    let mut job = self::job("zombies 0");
    job.streams = Streams::Inherited;
    assert_ending(&finish(&job), Ending::Stuck);
}
