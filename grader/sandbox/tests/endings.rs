//! How runs end, and what they leave: limits, signals, interrupts, and nothing at all.

#![expect(
    clippy::disallowed_methods,
    reason = "limits are kept in time, and a bystander is a plain process"
)]

mod common;

use common::{assert_ending, finish, job, left_over, limited, stdout, subject, try_run};
use sandbox::{Activity, Ending, ErrorKind, run};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long after a limit was reached everything must be over, on a machine that has other things to do, too.
const SOON: Duration = Duration::from_millis(500);

#[test]
fn exit_statuses_and_signals_are_told_apart() {
    let cases = [
        ("nothing", Ending::Exited(0)),
        ("exit 7", Ending::Exited(7)),
        ("exit 255", Ending::Exited(255)),
        ("panic", Ending::Exited(101)),
        ("segfault", Ending::Signaled(libc::SIGSEGV)),
        ("kill-itself 6", Ending::Signaled(libc::SIGABRT)),
        ("kill-itself 9", Ending::Signaled(libc::SIGKILL)),
        ("kill-itself 15", Ending::Signaled(libc::SIGTERM)),
    ];
    for (words, ending) in cases {
        assert_ending(&subject(words), ending);
    }
}

#[test]
fn what_cannot_be_started_says_why() {
    let mut missing = job("nothing");
    missing.program = "/no/such/program".into();
    let mut no_program = job("nothing");
    no_program.program = "/etc/passwd".into();
    let mut nowhere = job("nothing");
    nowhere.dir = "/no/such/directory".into();
    let mut null = job("nothing");
    null.args.push("a\0b".into());
    let cases = [
        (
            missing,
            "cannot start /no/such/program",
            std::io::ErrorKind::NotFound,
        ),
        (
            no_program,
            "cannot start /etc/passwd",
            std::io::ErrorKind::PermissionDenied,
        ),
        (
            nowhere,
            "cannot go to /no/such/directory",
            std::io::ErrorKind::NotFound,
        ),
        (
            null,
            concat!("cannot start ", env!("CARGO_BIN_EXE_sandbox-subject")),
            std::io::ErrorKind::InvalidInput,
        ),
    ];
    for (job, message, kind) in cases {
        let error = try_run(&job).expect_err(message);
        assert_eq!(
            (error.kind, error.to_string()),
            (ErrorKind::NotStarted, message.to_owned())
        );
        assert_eq!(error.source.kind(), kind, "{message}: {}", error.source);
    }
}

#[test]
fn a_busy_program_runs_out_of_time_and_shows_where_it_was() {
    let run = finish(&limited("busy", |limits| {
        limits.wall = Duration::from_millis(200);
    }));
    assert_ending(&run, Ending::OutOfTime);
    assert!(
        run.elapsed >= Duration::from_millis(200) && run.elapsed < Duration::from_millis(200) + SOON,
        "{run:?}"
    );
    let [main] = &run.threads[..] else {
        panic!("one thread: {run:?}")
    };
    assert_eq!(
        (main.activity, main.pid, main.name.as_str()),
        (Activity::Running, main.tid, "sandbox-subject")
    );
    assert!(
        run.usage.user > Duration::from_millis(20),
        "it computed all the time: {run:?}"
    );
}

#[test]
fn a_sleeping_program_runs_out_of_time_asleep() {
    let run = finish(&limited("sleep 5000", |limits| {
        limits.wall = Duration::from_millis(100);
    }));
    assert_ending(&run, Ending::OutOfTime);
    let activities: Vec<_> = run.threads.iter().map(|thread| thread.activity).collect();
    assert_eq!(activities, [Activity::Join, Activity::Sleeping], "{run:?}");
}

#[test]
fn a_program_that_stops_itself_runs_out_of_time() {
    let run = finish(&limited("stop-itself", |limits| {
        limits.wall = Duration::from_millis(100);
    }));
    assert_ending(&run, Ending::OutOfTime);
}

#[test]
fn a_program_that_ignores_every_signal_is_killed_with_its_children() {
    let run = finish(&limited("stubborn", |limits| {
        limits.wall = Duration::from_millis(100);
    }));
    assert_ending(&run, Ending::OutOfTime);
    assert_eq!(run.threads.len(), 4, "{run:?}");
    assert!(
        run.threads.is_sorted_by_key(|thread| (thread.pid, thread.tid)),
        "{run:?}"
    );
}

#[test]
fn memory_is_limited() {
    let start = Instant::now();
    let run = finish(&limited("allocate 2000", |limits| limits.memory = 64 << 20));
    assert_ending(&run, Ending::OutOfMemory);
    assert!(start.elapsed() < 2 * SOON, "{:?}", start.elapsed());
    assert!(run.usage.peak_memory > 64 << 20, "{run:?}");
}

#[test]
fn memory_within_the_limit_is_fine_and_measured() {
    let run = finish(&limited("allocate 100", |limits| limits.memory = 160 << 20));
    assert_ending(&run, Ending::Exited(0));
    let peak = run.usage.peak_memory >> 20;
    assert!((100..120).contains(&peak), "{peak} MiB");
}

#[test]
fn a_small_program_is_not_charged_for_our_own_memory() {
    // Larger than the subject by far, and touched: a fork inherits it.
    let ballast = vec![1_u8; 64 << 20];
    let run = subject("sleep 30");
    assert_eq!(std::hint::black_box(ballast)[1], 1);
    assert!((100 << 10..16 << 20).contains(&run.usage.peak_memory), "{run:?}");
}

#[test]
fn threads_are_limited() {
    let run = finish(&limited("threads 40", |limits| limits.threads = 16));
    assert_ending(&run, Ending::TooManyThreads);
    assert_ending(
        &finish(&limited("threads 15", |limits| limits.threads = 16)),
        Ending::Exited(0),
    );
}

#[test]
fn processes_are_limited() {
    let run = finish(&limited("many-processes 4", |limits| limits.processes = 3));
    assert_ending(&run, Ending::TooManyProcesses);
    assert_ending(
        &finish(&limited("many-processes 3", |limits| limits.processes = 3)),
        Ending::Exited(0),
    );
    assert_ending(
        &finish(&limited("slow-child 20", |limits| limits.processes = 0)),
        Ending::TooManyProcesses,
    );
}

#[test]
fn a_fork_bomb_dies_whole_and_soon() {
    for words in ["bomb", "bomb-sessions"] {
        let start = Instant::now();
        let run = finish(&limited(words, |limits| limits.processes = 4));
        let all = start.elapsed();
        assert_ending(&run, Ending::TooManyProcesses);
        assert!(all < SOON, "{words}: {all:?}");
    }
}

#[test]
fn output_is_limited() {
    for (words, at) in [("flood", 0), ("flood-error", 1)] {
        let run = finish(&limited(words, |limits| limits.output = 10_000));
        assert_ending(&run, Ending::TooMuchOutput);
        let captures = [&run.stdout, &run.stderr];
        assert_eq!((captures[at].bytes.len(), captures[at].truncated), (10_000, true));
        assert_eq!(
            (captures[1 - at].bytes.len(), captures[1 - at].truncated),
            (0, false)
        );
    }
}

#[test]
fn an_interrupt_ends_a_run_at_once() {
    let interrupt = AtomicBool::new(false);
    let job = job("sleep 10000");
    let (raised, ended, run) = std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            let run = run(&job, &interrupt);
            (Instant::now(), run)
        });
        // Until it has begun; what counts is the time from here on.
        while left_over(&job).is_empty() && !run.is_finished() {
            std::thread::yield_now();
        }
        let raised = Instant::now();
        interrupt.store(true, Ordering::Relaxed);
        let (ended, run) = run.join().expect("the watcher does not panic");
        (raised, ended, run.expect("it could be watched"))
    });
    assert_ending(&run, Ending::Interrupted);
    assert!(
        ended - raised < Duration::from_millis(100),
        "{:?}",
        ended - raised
    );
    assert!(left_over(&job).is_empty());
}

#[test]
fn a_daemon_does_not_outlive_its_run() {
    let start = Instant::now();
    let run = subject("daemon");
    assert_ending(&run, Ending::Exited(0));
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "its output was not waited for: {:?}",
        start.elapsed()
    );
    let daemon = stdout(&run).trim();
    assert!(
        !std::path::Path::new("/proc").join(daemon).exists(),
        "process {daemon} is still there"
    );
}

#[test]
fn many_runs_at_once_end_their_own_daemons_only() {
    let sleeper = job("sleep 600");
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| subject_of(&sleeper));
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let run = finish(&limited("daemons", |limits| limits.processes = 100));
                    assert_ending(&run, Ending::Exited(0));
                }
            });
        }
        assert_ending(&watcher.join().expect("it does not panic"), Ending::Exited(0));
    });
}

fn subject_of(job: &sandbox::Job) -> sandbox::RawRun {
    let run = finish(job);
    assert!(
        run.elapsed >= Duration::from_millis(600),
        "somebody else ended it: {run:?}"
    );
    run
}

#[test]
fn children_of_ours_that_belong_to_no_run_are_left_alone() {
    let mut child = bystander();
    for _ in 0..5 {
        assert_ending(
            &finish(&limited("daemons", |limits| limits.processes = 100)),
            Ending::Exited(0),
        );
    }
    assert_eq!(child.try_wait().expect("it is still ours to wait for"), None);
    child.kill().expect("it lives");
    child.wait().expect("it is still ours to wait for");
}

#[expect(
    clippy::disallowed_methods,
    reason = "a child that the sandbox knows nothing of"
)]
fn bystander() -> std::process::Child {
    std::process::Command::new("/bin/sleep")
        .arg("600")
        .spawn()
        .expect("sleep can be started")
}

#[test]
fn orphans_are_reaped_while_the_program_goes_on() {
    assert_ending(&subject("orphans 200"), Ending::Exited(0));
}

#[test]
fn a_program_that_stops_its_parent_only_harms_itself() {
    let run = finish(&limited("stop-parent", |limits| {
        limits.wall = Duration::from_millis(300);
    }));
    assert_ending(&run, Ending::OutOfTime);
}

#[test]
fn a_program_that_kills_its_parent_dies_with_it() {
    let error = try_run(&job("kill-parent")).expect_err("nobody can say how it ended");
    assert_eq!(error.kind, ErrorKind::NotWatched);
}
