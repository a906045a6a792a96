//! Are the checks worth something? Mutants of a small solution, from the command line.

use e2e::Course;

/// A counter under a lock, and the checks that it needs. Without the last line a sleep would do for the join.
const SOLUTION: &str = "\
use std::sync::Mutex;
use std::thread;

static N: Mutex<u32> = Mutex::new(0);

fn main() {
    let other = thread::spawn(|| *N.lock().unwrap() += 1);
    *N.lock().unwrap() += 1;
    other.join().unwrap();
    println!(\"{}\", N.lock().unwrap());
}
";
const CHECKS: &str = "          - output: \"2\\n\"\n          - schedules: every\n";
const ELASTIC: &str = "          - elastic: true\n";

fn course(checks: &str) -> Course {
    let course = Course::with(checks, "fn main() {}\n");
    course.write("solutions/one/only/src/main.rs", SOLUTION);
    course
}

/// Two entries, of which the second is wanted in any case: the counter does not ask for threads that overlap.
const ACCEPTED: &str = "\
only:
  - {operator: join-to-sleep, at: other.join().unwrap();, reason: sleeping is allowed}
  - operator: join-at-once
    at: let other = thread::spawn(|| *N.lock().unwrap() += 1);
    reason: one after the other is right too
";

#[test]
fn what_slips_through_is_shown_until_the_checks_catch_it() {
    // From now on the explorer is ready, and no output tells of preparing it.
    course(CHECKS).grader(&["check"]).output().unwrap();
    insta::assert_snapshot!("mutants-slip", course(CHECKS).show(&["mutants", "--all"]));
    let course = course(&format!("{CHECKS}{ELASTIC}"));
    insta::assert_snapshot!("mutants-caught", course.show(&["mutants", "only"]));
    course.write("tests/mutants.yaml", ACCEPTED);
    insta::assert_snapshot!("mutants-stale", course.show(&["mutants"]));
}

#[test]
fn what_is_accepted_does_not_slip_through() {
    let course = course(CHECKS);
    course.write("tests/mutants.yaml", ACCEPTED);
    let output = course.grader(&["mutants", "--format", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["percentage"], 100.0);
    assert_eq!(report["tally"]["accepted"], 2);
    let mutants = report["exercises"][0]["mutants"].as_array().unwrap();
    let accepted = mutants.iter().filter(|mutant| mutant["fate"] == "accepted");
    let reasons: Vec<_> = accepted
        .map(|mutant| mutant["reason"].as_str().unwrap())
        .collect();
    assert_eq!(
        reasons,
        ["one after the other is right too", "sleeping is allowed"]
    );
}

#[test]
fn mistakes_are_told() {
    let course = course(CHECKS);
    insta::assert_snapshot!("mutants-unknown-exercise", course.show(&["mutants", "onyl"]));
    insta::assert_snapshot!(
        "mutants-unknown-format",
        course.show(&["mutants", "--format", "tap"])
    );
    course.write(
        "tests/mutants.yaml",
        "only:\n  - {operator: join-remove, at: x, reason: y}\n",
    );
    insta::assert_snapshot!("mutants-unknown-operator", course.show(&["mutants"]));
}
