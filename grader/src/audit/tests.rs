//! What the audit says of programs that do and do not get what they declare.

use super::*;
use crate::build::Place;
use crate::check::tests_support::{exited, limits, printed, seen};
use crate::check::{Check, Kind};
use crate::fault::Fault;
use crate::finding::Finding;
use std::time::Duration;

fn exercise(checks: &[(Kind, &str)]) -> Exercise {
    let none = |_: &str| Err(String::new());
    let read = |(kind, yaml): &(Kind, &str)| -> Box<dyn Check> {
        (kind.read)(&serde_yaml::from_str(yaml).unwrap(), &none).unwrap()
    };
    Exercise {
        name: "race-counter".to_owned(),
        chapter: "shared-state".to_owned(),
        title: String::new(),
        points: 10,
        starter: Verdict::Wrong,
        checks: checks.iter().map(read).collect(),
        limits: limits(),
        stdin: String::new(),
        args: Vec::new(),
        dependencies: std::collections::BTreeMap::new(),
        hints: Vec::new(),
    }
}

fn graded(findings: Vec<Finding>) -> Graded {
    Graded {
        outcome: Ok(verdict::decide(findings, 10)),
        seen: Some(seen(exited(0))),
        build: Duration::ZERO,
    }
}

#[test]
fn a_program_must_get_its_verdict_at_its_line() {
    let exercise = exercise(&[]);
    let task = Task::new(&exercise, Subject::Submission("no-lock".to_owned()));
    let file = task.main.display().to_string();
    let at = |line| {
        Some(Place {
            file: file.clone(),
            line,
            column: None,
        })
    };
    let deadlock = |line| vec![Finding::new(Verdict::Deadlock, "stuck").at(at(line))];
    // (what the source declares, what was found, the problem)
    let cases = [
        ("x(); //~ DEADLOCK", deadlock(1), None),
        (
            "x(); //~ DEADLOCK",
            deadlock(7),
            Some("DEADLOCK was found at line 7, but line 1 is marked"),
        ),
        (
            "x(); //~ DEADLOCK",
            vec![Finding::new(Verdict::Deadlock, "stuck")],
            Some("DEADLOCK was found without a line, but line 1 is marked"),
        ),
        (
            "x(); //~ WRONG",
            deadlock(1),
            Some("expected WRONG, got DEADLOCK (stuck)"),
        ),
        (
            "x(); //~ DEADLOCK",
            Vec::new(),
            Some("expected DEADLOCK, got PASS"),
        ),
    ];
    for (text, findings, message) in cases {
        let graded = graded(findings);
        let audited = Audited {
            task: &task,
            expected: expected(&task, text),
            graded: &graded,
        };
        assert_eq!(
            audited.problem().map(|problem| problem.message).as_deref(),
            message
        );
    }
}

#[test]
fn a_fault_of_ours_is_a_problem_and_never_the_declared_verdict() {
    let exercise = exercise(&[]);
    let task = Task::new(&exercise, Subject::Solution);
    let graded = Graded {
        outcome: Err(Fault::ours("disk full")),
        seen: None,
        build: Duration::ZERO,
    };
    let audited = Audited {
        task: &task,
        expected: expected(&task, ""),
        graded: &graded,
    };
    assert_eq!(audited.problem().unwrap().message, "cannot be graded: disk full");
}

#[test]
fn marks_must_be_there_and_agree() {
    let exercise = exercise(&[]);
    let task = Task::new(&exercise, Subject::Submission("x".to_owned()));
    for text in ["", "a //~ nonsense", "a //~ WRONG\nb //~ RACE"] {
        assert_eq!(expected(&task, text), None, "{text}");
    }
    let both = expected(&task, "a //~ DEADLOCK\nb //~ DEADLOCK").unwrap();
    assert_eq!(both.lines, [1, 2]);
}

#[test]
fn a_check_that_no_submission_needs_is_told() {
    let exercise = exercise(&[
        (check::output::KIND, r#""97\n""#),
        (check::time::KIND, "{at_least: 1ms}"),
    ]);
    let task = Task::new(&exercise, Subject::Submission("no-lock".to_owned()));
    let seen = printed("99\n");
    let outcome = verdict::decide(check::judge(exercise.checks(), &seen), 10);
    let graded = Graded {
        outcome: Ok(outcome),
        seen: Some(seen),
        build: Duration::ZERO,
    };
    let wrong = Expected {
        verdict: Verdict::Wrong,
        lines: Vec::new(),
    };
    let audited = [Audited {
        task: &task,
        expected: Some(wrong),
        graded: &graded,
    }];
    let messages: Vec<_> = needless_checks(&exercise, &audited)
        .into_iter()
        .map(|problem| problem.message)
        .collect();
    assert_eq!(
        messages,
        ["check 2 (time: takes at least 1 ms) is needed by no wrong submission"]
    );
}
