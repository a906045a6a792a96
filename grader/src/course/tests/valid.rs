//! Courses in which nothing is wrong.

use super::{FILE, KINDS, VALID, no_files, parse, with};
use crate::course::locate::needs_a_close_look;
use crate::course::{Hint, load};
use crate::verdict::Verdict;
use sandbox::Limits;
use std::path::Path;
use std::time::Duration;

#[test]
fn everything_that_is_written_arrives() {
    let course = parse(VALID).expect("valid");
    assert_eq!(course.title, "Threads");
    assert_eq!(course.file, Path::new(FILE));
    assert_eq!(course.root, Path::new("."));
    let chapters: Vec<_> = course
        .chapters
        .iter()
        .map(|chapter| (&*chapter.name, &*chapter.title))
        .collect();
    assert_eq!(
        chapters,
        [("shared-state", "Shared state"), ("messages", "Messages")]
    );
    let exercise = course.exercise("race-counter").expect("there");
    assert_eq!(exercise.chapter, "shared-state");
    assert_eq!(exercise.title, "The counter that loses updates");
    assert_eq!(exercise.points, 10);
    assert_eq!(exercise.starter, Verdict::Race);
    let asks: Vec<String> = exercise.checks.iter().map(|check| check.asks()).collect();
    assert_eq!(
        asks,
        [
            r#"Exact("97\n")"#,
            r#"Sorted(Sorted { sorted: ["a", "b"] })"#,
            "Bounds { at_most: Time(1s), at_least: Some(Time(100ms)) }",
            "[Deadlock, Unjoined]",
            "Random(5000)",
        ]
    );
    let limits = Limits {
        wall: Duration::from_secs(5),
        memory: 128 << 20,
        output: 32 << 10,
        threads: 8,
        processes: 2,
    };
    assert_eq!(exercise.limits, limits);
    assert_eq!(exercise.stdin, "1\n2\n");
    assert_eq!(exercise.args, ["--fast", "3"]);
    let crates: Vec<_> = exercise
        .dependencies
        .iter()
        .map(|(name, version)| (&**name, &**version))
        .collect();
    assert_eq!(crates, [("itoa", "1"), ("rand", ">=0.8, <0.10")]);
    let told = "Hold the lock from the read to the write:\n*guard += 1 & never 2!\n".to_owned();
    let hints = [
        Hint {
            when: Some(Verdict::LostWakeup),
            text: "Who was told?".to_owned(),
        },
        Hint {
            when: None,
            text: told,
        },
    ];
    assert_eq!(exercise.hints, hints);
}

#[test]
fn what_is_left_out_has_a_usual_value() {
    let course = parse(VALID).expect("valid");
    let exercise = course.exercise("none-sentinel").expect("there");
    let usual = Limits {
        wall: Duration::from_secs(10),
        memory: 256 << 20,
        output: 64 << 10,
        threads: 64,
        processes: 0,
    };
    assert_eq!(exercise.limits, usual);
    assert_eq!(
        (
            exercise.stdin.as_str(),
            exercise.args.len(),
            exercise.dependencies.len()
        ),
        ("", 0, 0)
    );
}

#[test]
fn the_bounds_themselves_are_within_bounds() {
    let limits = "wall: 5s, memory: 128MiB, output: 32KiB, threads: 8, processes: 2";
    for (points, limits_there) in [
        (
            "points: 1",
            "wall: 10ms, memory: 1MiB, output: 1KiB, threads: 1, processes: 0",
        ),
        (
            "points: 1000",
            "wall: 10m, memory: 8GiB, output: 16MiB, threads: 4096, processes: 1024",
        ),
    ] {
        let text = with(limits, limits_there).replace("points: 10", points);
        assert!(parse(&text).is_ok(), "{limits_there}");
    }
}

#[test]
fn a_course_may_come_from_another_system() {
    assert!(
        parse(&format!("\u{feff}{VALID}")).is_ok(),
        "with a byte order mark"
    );
    assert!(
        parse(&VALID.replace('\n', "\r\n")).is_ok(),
        "with carriage returns"
    );
}

#[test]
fn versions_that_cargo_knows_are_versions() {
    for version in [
        "1",
        "1.2",
        "1.2.3",
        "^1.2",
        "~1.2.3",
        "=1.0.0-rc.1",
        "*",
        "1.*",
        ">=1.2, <3",
        ">= 1",
        "1.0.0+build.5",
    ] {
        assert!(
            parse(&with("itoa: \"1\"", &format!("itoa: {version:?}"))).is_ok(),
            "{version}"
        );
    }
}

#[test]
fn a_check_kind_may_be_any_that_the_registry_has() {
    let problems =
        crate::course::parse(VALID, Path::new(FILE), &KINDS[..1], &no_files).expect_err("three kinds fewer");
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "unknown check 'time'",
            "unknown check 'no'",
            "unknown check 'schedules'"
        ]
    );
}

#[test]
fn a_missing_course_file_is_told() {
    let fault = load(Path::new("no/such/course.yaml")).expect_err("there is none");
    assert_eq!(fault.kind, crate::fault::Kind::Course);
    assert_eq!(fault.to_string(), "there is no course file no/such/course.yaml");
    assert_eq!(fault.hints.len(), 1);
}

#[test]
fn a_course_takes_the_short_way_whatever_its_texts_say() {
    assert!(!needs_a_close_look(VALID));
    for hint in [
        "R&D, and more!",
        "call `&x` and `!x`",
        "if a && b != c {",
        "2 * &y",
        "[see](https://x.y/?a=1&b=2)",
        "*x = !*y",
    ] {
        let text = with("Who was told?", &format!("{hint:?}"));
        assert!(!needs_a_close_look(&text), "{hint}");
        assert!(parse(&text).is_ok(), "{hint}");
    }
}

#[test]
fn code_in_a_hint_is_neither_anchor_nor_tag() {
    let code = "|\n              &mut *guard += 1;\n              !done\n              *alias\n              \tgo(\n";
    let text = with("Who was told?\n", code);
    assert!(needs_a_close_look(&text), "it could be some");
    assert!(parse(&text).is_ok(), "but it is not");
}

#[test]
fn a_check_reads_the_files_that_it_names() {
    let text = with("{sorted: [a, b]}", "\"b\"\n          - snapshot: out.txt");
    let files = |name: &str| Ok(format!("the text of {name}"));
    let course = crate::course::parse(&text, Path::new(FILE), KINDS, &files).expect("valid");
    let asks: Vec<String> = course.chapters[0].exercises[0]
        .checks
        .iter()
        .map(|check| check.asks())
        .collect();
    assert_eq!(asks[2], "\"the text of out.txt\"");
    let problems = parse(&text).expect_err("no files");
    assert_eq!(
        problems[0].message,
        "cannot read out.txt: there are no files here"
    );
    assert_eq!((problems[0].at.line, problems[0].at.column), (14, 23));
}

#[test]
fn what_only_one_parser_of_yaml_refuses_is_no_problem() {
    for (from, to) in [
        ("title: Threads", "title:\tThreads"),
        ("output: \"97\\n\"", "output: \"97\\n\"# exactly"),
        ("title: Threads\n", "title: Threads\u{2028}"),
    ] {
        assert!(parse(&with(from, to)).is_ok(), "{to:?}");
    }
}
