//! Reports for programs.

use e2e::Course;
use serde_json::Value;

fn json(course: &Course, args: &[&str]) -> Value {
    let output = course.grader(args).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

/// The whole shape of a report, once.
#[test]
fn a_report_as_json() {
    let course = Course::with_program("fn main() {\n    println!(\"no\");\n}\n");
    insta::assert_snapshot!(course.show(&["check", "only", "--format", "json"]));
}

/// The same sources give the same report, times apart.
#[test]
fn the_same_report_every_time() {
    let course = Course::with_program("fn main() {\n    println!(\"no\");\n}\n");
    let args = ["check", "only", "--format", "json"];
    assert_eq!(course.show(&args), course.show(&args));
}

#[test]
fn list_and_verify_as_json() {
    let course = Course::shipped();
    let list = json(&course, &["list", "--format", "json"]);
    assert_eq!(list["format"], 1);
    assert_eq!(
        list["exercises"].as_array().map(Vec::len),
        Some(course.exercises().len())
    );
    let verify = json(&course, &["verify", "hello-threads", "--format", "json"]);
    assert_eq!(verify["valid"], true, "{verify}");
    assert!(
        verify["programs"]
            .as_array()
            .is_some_and(|programs| programs.len() >= 4)
    );
}
