//! Broken course files and what their authors get to read: a table of data and one snapshot for each part of it.

mod checks;
mod keys;
mod several;
mod values;
mod yaml;

use super::{parse, shown, with};
use std::fmt::Write as _;

/// What is broken, and the text.
type Case = (&'static str, String);

fn all() -> Vec<Case> {
    [
        keys::cases(),
        yaml::cases(),
        values::cases(),
        checks::cases(),
        several::cases(),
    ]
    .concat()
}

fn report(cases: &[Case]) -> String {
    let mut report = String::new();
    for (name, text) in cases {
        let _ = write!(
            report,
            "### {name}
{}

",
            shown(text)
        );
    }
    report
}

#[test]
fn wrong_keys_and_types_are_told() {
    insta::assert_snapshot!(report(&keys::cases()));
}

#[test]
fn broken_yaml_is_told() {
    insta::assert_snapshot!(report(&yaml::cases()));
}

#[test]
fn wrong_values_are_told() {
    insta::assert_snapshot!(report(&values::cases()));
}

#[test]
fn wrong_checks_are_told() {
    insta::assert_snapshot!(report(&checks::cases()));
}

#[test]
fn several_problems_are_told_at_once() {
    insta::assert_snapshot!(report(&several::cases()));
}

#[test]
fn every_problem_has_a_place_a_message_and_a_remedy() {
    for (name, text) in all() {
        let Err(problems) = parse(&text) else {
            panic!("{name}: accepted")
        };
        assert!(!problems.is_empty(), "{name}: refused without a word");
        for problem in &problems {
            super::robust::well_formed(&text, problem)
                .unwrap_or_else(|why| panic!("{name}: {why}: {problem:?}"));
        }
        let shown = shown(&text);
        for problem in problems.iter().take(super::problem::MOST) {
            let place = format!(
                "course.yaml:{}:{}: {}",
                problem.at.line, problem.at.column, problem.message
            );
            assert!(shown.contains(&place), "{name}: {place} is not shown");
        }
    }
}

#[test]
fn the_same_problem_is_not_told_twice() {
    for (name, text) in all() {
        let problems = parse(&text).expect_err(name);
        for (index, problem) in problems.iter().enumerate() {
            let again = problems[..index]
                .iter()
                .find(|other| other.at == problem.at && other.message == problem.message);
            assert_eq!(again, None, "{name}");
        }
    }
}

#[test]
fn no_more_problems_are_shown_than_anybody_reads() {
    for (name, text) in [
        (
            "wrong values",
            with("args: [--fast, \"3\"]", &format!("args: {:?}", [1; 150])),
        ),
        (
            "wrong names",
            with("args: [--fast, \"3\"]", &format!("args: {:?}", ["a\0"; 150])),
        ),
        (
            "keys that come twice",
            with("title: Threads\n", &"title: Threads\n".repeat(150)),
        ),
    ] {
        let shown = shown(&text);
        assert_eq!(shown.matches("\nhelp: ").count(), super::problem::MOST, "{name}");
        assert!(
            shown.ends_with("\n100 problems or more in course.yaml; the first 100 are shown"),
            "{name}"
        );
    }
}
