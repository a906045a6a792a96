//! What learners read first: the report of each exercise's starter, whole.
//!
//! To add one: a line below, and a snapshot, read with a learner's eyes. Within ten seconds it must be plain which line of
//! the code is wrong, what happened there and what to do next. Nothing but the measured time of the native run differs
//! from run to run.

use e2e::Course;
use std::sync::OnceLock;

/// One test for each starter.
macro_rules! starters {
    ($($test:ident: $exercise:literal $verdict:literal;)*) => {
        $(
            #[test]
            fn $test() {
                starter($exercise, $verdict);
            }
        )*
    };
}

starters! {
    hello_threads: "hello-threads" "EARLY";
    join_placement: "join-placement" "SERIAL";
    race_counter: "race-counter" "WRONG";
    check_then_act: "check-then-act" "WRONG";
    lock_order: "lock-order" "DEADLOCK";
    dining_philosophers: "dining-philosophers" "DEADLOCK";
    relock: "relock" "DEADLOCK";
    guard_lifetime: "guard-lifetime" "SERIAL";
    poisoned: "poisoned" "PANIC";
    read_mostly: "read-mostly" "SERIAL";
    semaphore: "semaphore" "WRONG";
    barrier: "barrier" "WRONG";
    event: "event" "LOST-WAKEUP";
    spin_to_park: "spin-to-park" "WRONG";
    sleep_is_not_sync: "sleep-is-not-sync" "SLEEP-SYNC";
    daemon_threads: "daemon-threads" "WRONG";
    panic_in_a_thread: "panic-in-a-thread" "PANIC";
    none_sentinel: "none-sentinel" "DEADLOCK";
    many_producers: "many-producers" "DEADLOCK";
    unreliable_size: "unreliable-size" "DEADLOCK";
    hang_up: "hang-up" "DEADLOCK";
    thread_pool: "thread-pool" "EARLY";
    pool_map: "pool-map" "WRONG";
    pool_callbacks: "pool-callbacks" "WRONG";
    several_callbacks: "several-callbacks" "WRONG";
}

/// The shipped course; the explorer is made ready once, so that no report has to wait for it.
fn course() -> Course {
    static READY: OnceLock<()> = OnceLock::new();
    let course = Course::shipped();
    READY.get_or_init(|| {
        course.write("ready.rs", "fn main() {}\n");
        course.grader(&["explore", "ready.rs"]).assert().success();
    });
    course
}

fn starter(exercise: &str, verdict: &str) {
    let output = course()
        .grader(&["check", exercise])
        .output()
        .expect("the grader starts");
    assert_eq!(output.status.code(), Some(1), "a starter does not pass");
    let report = String::from_utf8(output.stdout).expect("reports are UTF-8");
    let head = format!("✗ {exercise}  {verdict}  ");
    assert!(report.starts_with(&head), "{report}");
    // What the machine measured is no part of the answer.
    insta::with_settings!({ filters => [
        (r"ran \d+\.\d\d s", "ran [time]"),
        (r"ended after \d+ ms", "ended after [time]"),
    ] }, {
        insta::assert_snapshot!(exercise, report);
    });
}
