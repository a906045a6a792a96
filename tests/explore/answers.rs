//! Each outcome with its exit code, in both formats.

use super::{ABBA, RACE, RIGHT, explore, with};

#[test]
fn a_right_program() {
    let course = with(RIGHT);
    insta::assert_snapshot!("right-text", course.show(&["explore", "main.rs"]));
    insta::assert_snapshot!(
        "right-json",
        course.show(&["explore", "main.rs", "--format", "json"])
    );
}

#[test]
fn a_race() {
    let course = with(RACE);
    insta::assert_snapshot!("race-text", course.show(&["explore", "main.rs"]));
    insta::assert_snapshot!(
        "race-json",
        course.show(&["explore", "main.rs", "--format", "json"])
    );
    let (status, report) = explore(&course, &["main.rs", "--allow-outputs"]);
    assert_eq!((status, &report["outcome"]), (0, &"ok".into()), "{report}");
    assert_eq!(report["outputs"].as_array().map(Vec::len), Some(2), "{report}");
}

#[test]
fn a_deadlock() {
    let course = with(ABBA);
    insta::assert_snapshot!("deadlock-text", course.show(&["explore", "main.rs"]));
    let (status, report) = explore(&course, &["main.rs"]);
    assert_eq!((status, &report["outcome"]), (1, &"deadlock".into()), "{report}");
    let tasks = report["findings"][0]["tasks"].as_array().unwrap();
    let waits: Vec<_> = tasks
        .iter()
        .map(|task| (task["state"].as_str().unwrap(), task["on"].as_str().unwrap()))
        .collect();
    assert_eq!(
        waits,
        [
            ("blocked", "Mutex acquired at main.rs:9 by other"),
            ("blocked", "Mutex acquired at main.rs:13 by main")
        ]
    );
}

/// All of one schedule, by its token.
#[test]
fn a_replay_as_text() {
    let course = with(ABBA);
    let report = explore(&course, &["main.rs"]).1;
    let token = report["findings"][0]["token"].as_str().unwrap();
    let shown = course.show(&["explore", "main.rs", "--verbose", "--replay", token]);
    insta::assert_snapshot!("replay-text", shown.replace(token, "[token]"));
}

/// A program, its outcome, its exit code, and words of the finding's message.
#[test]
fn other_outcomes() {
    for (source, outcome, code, words) in [
        (
            "fn main() {\n    std::thread::spawn(|| panic!(\"lost\")).join().unwrap();\n}\n",
            "panic",
            1,
            "line 2",
        ),
        (
            "fn main() {\n    std::process::abort();\n}\n",
            "abort",
            1,
            "line 2",
        ),
        (
            "fn main() {\n    std::fs::read(\"main.rs\").unwrap();\n}\n",
            "not_explored",
            3,
            "main.rs:2",
        ),
        (
            "#[global_allocator]\nstatic A: std::alloc::System = std::alloc::System;\nfn main() {}\n",
            "not_explored",
            3,
            "it uses std in a way that the explorer does not know",
        ),
    ] {
        let (status, report) = explore(&with(source), &["main.rs"]);
        assert_eq!(
            (&report["outcome"], status),
            (&outcome.into(), code),
            "{source}\n{report:#}"
        );
        let finding = &report["findings"][0];
        assert_eq!(finding["kind"], outcome, "{report:#}");
        assert!(finding["message"].as_str().unwrap().contains(words), "{report:#}");
    }
}

/// A thread's panic that `join` returns, a fixed exit code: the program's own business.
#[test]
fn what_is_no_finding() {
    for source in [
        "fn main() {\n    assert!(std::thread::spawn(|| panic!(\"lost\")).join().is_err());\n}\n",
        "fn main() {\n    std::process::exit(7);\n}\n",
    ] {
        let (status, report) = explore(&with(source), &["main.rs"]);
        assert_eq!(
            (&report["outcome"], status),
            (&"ok".into(), 0),
            "{source}\n{report:#}"
        );
        assert_eq!(report["complete"], true, "{report:#}");
    }
}

/// Every schedule finds statics as they are written.
#[test]
fn statics_are_fresh_in_every_schedule() {
    let course = with(
        "use std::sync::{Mutex, OnceLock, atomic::{AtomicU32, Ordering::SeqCst}};
static RUNS: AtomicU32 = AtomicU32::new(0);
static SEEN: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static ONCE: OnceLock<String> = OnceLock::new();
fn main() {
    assert_eq!(RUNS.fetch_add(1, SeqCst), 0);
    assert!(ONCE.set(String::from(\"first\")).is_ok());
    let threads = [1, 2, 3].map(|n| std::thread::spawn(move || SEEN.lock().unwrap().push(n)));
    threads.map(|thread| thread.join().unwrap());
    println!(\"{}\", SEEN.lock().unwrap().len());
}
",
    );
    let (status, report) = explore(&course, &["main.rs"]);
    assert_eq!(status, 0, "{report:#}");
    assert_eq!(
        (&report["schedules"], &report["complete"]),
        (&6.into(), &true.into())
    );
    assert_eq!(report["outputs"][0]["stdout"], "3\n");
}

#[test]
fn input_and_arguments_reach_the_program() {
    let course = with(
        "fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let args: Vec<String> = std::env::args().skip(1).collect();
    println!(\"{} {args:?}\", line.trim());
}
",
    );
    course.write("input.txt", "from the file\nand more\n");
    let args = ["main.rs", "--stdin", "input.txt", "--", "--fast", "x"];
    let (_, report) = explore(&course, &args);
    assert_eq!(
        report["outputs"][0]["stdout"], "from the file [\"--fast\", \"x\"]\n",
        "{report:#}"
    );
    let output = course
        .grader(&["explore", "main.rs", "--format", "json", "--stdin", "-"])
        .write_stdin("from us\n")
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["outputs"][0]["stdout"], "from us []\n");
}

/// The clock is the program's own: an hour passes at once.
#[test]
fn time_is_virtual() {
    let course = with(
        "fn main() {
    let threads = [1, 2].map(|n| std::thread::spawn(move || std::thread::sleep(std::time::Duration::from_secs(3600 * n))));
    threads.map(|thread| thread.join().unwrap());
}
",
    );
    let (_, report) = explore(&course, &["main.rs"]);
    assert_eq!(report["makespan_ns"]["min"], 7_200_000_000_000_u64, "{report:#}");
    assert_eq!(report["makespan_ns"]["max"], 7_200_000_000_000_u64);
    assert_eq!(report["max_overlap"], 2);
}
