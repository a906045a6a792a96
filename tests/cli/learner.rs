//! A learner's way through a course.

use e2e::Course;

/// The shipped course as it is handed out: six exercises, each with its right verdict and one sentence why.
#[test]
fn a_first_look_at_the_course() {
    let course = Course::shipped();
    insta::assert_snapshot!(course.show(&[]));
}

/// Copying a solution over its exercise turns it to PASS; then the next exercise is shown.
#[test]
fn every_solution_turns_its_exercise_to_pass() {
    let course = Course::shipped();
    for exercise in course.exercises() {
        let solution = course.read(&format!("solutions/{exercise}/src/main.rs"));
        course.write(&format!("exercises/{exercise}/src/main.rs"), &solution);
    }
    insta::assert_snapshot!("all-passed", course.show(&[]));
    insta::assert_snapshot!("list-all-passed", course.show(&["list"]));
    insta::assert_snapshot!("next-all-passed", course.show(&["next"]));
}

#[test]
fn list_and_next_before_anything_is_done() {
    let course = Course::shipped();
    insta::assert_snapshot!("list", course.show(&["list"]));
    insta::assert_snapshot!("next", course.show(&["next"]));
    assert!(!course.path("progress.txt").exists(), "looking is no progress");
}

/// Hints come one at a time; those for the last verdict come first.
#[test]
fn hints_come_in_levels() {
    let course = Course::with_program("fn main() {}\n");
    insta::assert_snapshot!("hint-before-a-verdict", course.show(&["hint", "only"]));
    insta::assert_snapshot!("check-wrong", course.show(&["check"]));
    insta::assert_snapshot!("hint-1", course.show(&["hint"]));
    insta::assert_snapshot!("hint-2", course.show(&["hint"]));
    insta::assert_snapshot!("hint-all", course.show(&["hint", "--all"]));
    insta::assert_snapshot!("progress-file", course.read("progress.txt"));
}

#[test]
fn the_solution_is_shown_once_passed_or_anyway() {
    let course = Course::with_program("fn main() {\n    print!(\"ok\");\n}\n");
    insta::assert_snapshot!("solution-refused", course.show(&["solution", "only"]));
    insta::assert_snapshot!("solution-anyway", course.show(&["solution", "only", "--anyway"]));
    course.write(
        "exercises/one/only/src/main.rs",
        "fn main() {\n    print!(\"ok\\n\");\n}\n",
    );
    insta::assert_snapshot!("check-pass", course.show(&["check", "only"]));
    insta::assert_snapshot!("solution-passed", course.show(&["solution", "only"]));
}

/// A reset keeps what the learner wrote, every time.
#[test]
fn reset_keeps_a_copy() {
    let course = Course::with_program("fn main() { /* one */ }\n");
    insta::assert_snapshot!("reset", course.show(&["reset", "only"]));
    assert_eq!(
        course.read("exercises/one/only/src/main.rs"),
        course.read("solutions/one/only/starter/main.rs")
    );
    insta::assert_snapshot!("reset-again", course.show(&["reset", "only"]));
    course.write("exercises/one/only/src/main.rs", "fn main() { /* two */ }\n");
    insta::assert_snapshot!("reset-second", course.show(&["reset", "only"]));
    assert_eq!(
        course.read("exercises/one/only/kept-1/main.rs"),
        "fn main() { /* one */ }\n"
    );
    assert_eq!(
        course.read("exercises/one/only/kept-2/main.rs"),
        "fn main() { /* two */ }\n"
    );
}

/// `run` gives the program the terminal and tells how it ended.
#[test]
fn run_just_runs_the_program() {
    let course =
        Course::with_program("fn main() {\n    println!(\"here\");\n    std::process::exit(3);\n}\n");
    insta::assert_snapshot!("run-exit", course.show(&["run", "only"]));
    let echo = "fn main() {\n    let mut line = String::new();\n    std::io::stdin().read_line(&mut line).unwrap();\n    \
                print!(\"you said {line}\");\n}\n";
    course.write("exercises/one/only/src/main.rs", echo);
    course
        .grader(&["run", "only"])
        .write_stdin("hello\n")
        .assert()
        .success()
        .stdout("you said hello\n");
    let stuck = "fn main() {\n    let m = std::sync::Mutex::new(0);\n    let _a = m.lock();\n    let _b = m.lock();\n}\n";
    course.write("exercises/one/only/src/main.rs", stuck);
    insta::assert_snapshot!("run-stuck", course.show(&["run", "only"]));
}

/// The audit of a part of the shipped course; CI audits all of it.
#[test]
fn verify() {
    let part = ["verify", "--pristine", "hello-threads", "event", "none-sentinel"];
    insta::assert_snapshot!(Course::shipped().show(&part));
}

/// An audit that finds everything there is to find.
#[test]
fn verify_finds_what_is_wrong_with_a_course() {
    let course = Course::with(
        "          - output: \"ok\\n\"\n          - time: {at_least: 1ms}\n",
        "fn main() {}\n",
    );
    course.write(
        "solutions/one/only/src/main.rs",
        "fn main() {\n    println!(\"nearly ok\");\n}\n",
    );
    course.write("tests/submissions/only/unmarked/main.rs", "fn main() {}\n");
    course.write("tests/submissions/only/right/main.rs", "fn main() {\n    println!(\"ok\"); //~ WRONG\n    std::thread::sleep(std::time::Duration::from_millis(2));\n}\n");
    course.write("tests/submissions/gone/x/main.rs", "fn main() {}\n");
    course.write("exercises/one/only/notes.txt", "mine\n");
    insta::assert_snapshot!(course.show(&["verify", "--pristine"]));
}
