//! The stories of small wrong programs, as a learner reads them: one program for each kind of mistake.
//!
//! To add one: `programs/<name>.rs`, a line below, and a snapshot, read with a learner's eyes: is the cause plain within
//! ten seconds?

use e2e::Course;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// One test for each program: its story, and the same verdict when the command that the story ends with is typed.
macro_rules! stories {
    ($($name:ident: $verdict:literal $(, $flag:literal)*;)*) => {
        $(
            #[test]
            fn $name() {
                story(stringify!($name), $verdict, &[$($flag),*]);
            }
        )*

        /// A program without a test would rot.
        #[test]
        fn every_program_has_a_test() {
            let tested: BTreeSet<String> = [$(concat!(stringify!($name), ".rs")),*].map(str::to_owned).into();
            let there: BTreeSet<String> = e2e::names(&programs()).into_iter().collect();
            assert_eq!(tested, there);
        }
    };
}

stories! {
    race: "RACE";
    race_between_locks: "RACE";
    order_of_output: "RACE";
    lock_order: "DEADLOCK";
    philosophers: "DEADLOCK";
    self_lock: "DEADLOCK";
    waits_with_lock: "DEADLOCK";
    joins_in_a_circle: "DEADLOCK";
    forgotten_sender: "DEADLOCK";
    missing_sentinel: "DEADLOCK";
    full_channel: "DEADLOCK";
    too_few: "DEADLOCK";
    never_unparked: "DEADLOCK";
    after_panic: "DEADLOCK";
    lost_wakeup: "LOST-WAKEUP";
    livelock: "LIVELOCK";
    spinning: "LIVELOCK";
    sleep_sync: "SLEEP-SYNC", "--clock", "elastic";
    panic: "PANIC";
    panic_in_worker: "PANIC";
    abort: "ABORT";
    stack_overflow: "ABORT";
    endless_loop: "ABORT";
    not_explored: "NOT EXPLORED";
    right: "OK";
}

fn programs() -> std::path::PathBuf {
    e2e::repository().join("tests/stories/programs")
}

/// The explorer is made ready once, so that no story begins with that.
fn ready() {
    static READY: OnceLock<()> = OnceLock::new();
    READY.get_or_init(|| {
        let course = Course::empty();
        course.write("main.rs", "fn main() {}\n");
        course.grader(&["explore", "main.rs"]).assert().success();
    });
}

fn story(name: &str, verdict: &str, flags: &[&str]) {
    ready();
    let file = format!("{name}.rs");
    let text = std::fs::read_to_string(programs().join(&file)).expect("the program");
    let course = Course::empty();
    course.write(&file, &text);
    let mut command = vec!["explore", file.as_str()];
    command.extend(flags);
    let output = course.grader(&command).output().expect("the grader starts");
    let told = String::from_utf8(output.stdout).expect("stories are UTF-8");
    insta::assert_snapshot!(name, told);
    assert!(told.starts_with(&format!("{verdict} in {file}: ")), "{told}");
    // A long command goes on in the next line, as a shell reads it.
    let joined = told.replace("\\\n", "");
    let mut replays = joined
        .lines()
        .filter_map(|line| line.strip_prefix("  Replay    grader "));
    let Some(replay) = replays.next() else {
        assert!(["OK", "NOT EXPLORED"].contains(&verdict), "no replay in\n{told}");
        return;
    };
    let words: Vec<&str> = replay.split(' ').collect();
    let again = course.grader(&words).output().expect("the grader starts");
    let again = String::from_utf8(again.stdout).expect("stories are UTF-8");
    // A single schedule cannot differ from itself: replayed, a race is a schedule that ends well.
    let same = if ["RACE", "SLEEP-SYNC"].contains(&verdict) {
        "OK"
    } else {
        verdict
    };
    assert!(again.starts_with(&format!("{same} in {file}: ")), "{again}");
}
