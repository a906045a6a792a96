//! One snapshot a command: status, standard output and standard error, in a scrubbed environment.

mod json;
mod learner;
mod mutants;

use e2e::Course;

/// Every command has a help text with an example.
#[test]
fn help() {
    let course = Course::empty();
    insta::assert_snapshot!("help", course.show(&["--help"]));
    let commands = [
        "check", "list", "next", "run", "hint", "solution", "reset", "verify", "mutants", "explore",
        "doctor", "schema",
    ];
    for command in commands {
        let shown = course.show(&[command, "--help"]);
        assert!(shown.contains("Example"), "{command} has no example:\n{shown}");
        insta::assert_snapshot!(format!("help-{command}"), shown);
    }
}

#[test]
fn version() {
    insta::assert_snapshot!(Course::empty().show(&["--version"]));
}

#[test]
fn unknown_words_get_the_nearest_ones() {
    let course = Course::with_program("fn main() {}\n");
    insta::assert_snapshot!("unknown-command", course.show(&["chekc"]));
    insta::assert_snapshot!("unknown-exercise", course.show(&["check", "onyl"]));
    insta::assert_snapshot!("unknown-format", course.show(&["--format", "yaml"]));
}

#[test]
fn schema() {
    insta::assert_snapshot!(Course::empty().show(&["schema"]));
}

/// The checked-in schema, which editors use, is what the command prints.
#[test]
fn the_checked_in_schema_is_up_to_date() {
    let printed = Course::empty().grader(&["schema"]).output().unwrap().stdout;
    let file = e2e::repository().join("grader/course.schema.json");
    let kept = std::fs::read(&file).unwrap_or_default();
    assert!(
        kept == printed,
        "{} is out of date: `cargo run -p grader -- schema > grader/course.schema.json`",
        file.display()
    );
}

#[test]
fn doctor() {
    let course = Course::with_program("fn main() {}\n");
    let output = course.grader(&["doctor"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    for line in [
        "✓ course",
        "✓ compiler",
        "✓ linker",
        "✓ running",
        "✓ deadlocks",
        "✓ explorer",
        "! containment",
    ] {
        assert!(text.contains(line), "no line `{line}` in:\n{text}");
    }
}
