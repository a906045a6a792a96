//! The text report, line by line.

use super::*;
use crate::build::Place;
use crate::finding::{DiffLine, Evidence, Side, ThreadLine};
use crate::report::Basis;

fn entry(name: &str, chapter: &str, verdict: Verdict, findings: Vec<Finding>) -> Entry {
    Entry {
        name: name.to_owned(),
        chapter: chapter.to_owned(),
        title: String::new(),
        file: format!("exercises/{chapter}/{name}/src/main.rs"),
        verdict,
        message: findings
            .first()
            .map(|finding| finding.message.clone())
            .unwrap_or_default(),
        points: if verdict == Verdict::Pass { 10 } else { 0 },
        out_of: 10,
        rests_on: Basis::NativeRun,
        findings,
        warnings: Vec::new(),
        hint: None,
        remedies: Vec::new(),
        build_seconds: 0.2,
        run_seconds: Some(0.305),
    }
}

fn sample() -> Report {
    let side = |side, text: &str| DiffLine {
        side,
        text: text.to_owned(),
        newline: true,
    };
    let diff = Evidence::Diff {
        lines: vec![side(Side::Missing, "97"), side(Side::Unexpected, "99 ")],
    };
    let wrong = Finding::new(Verdict::Wrong, "got 99, expected 97").with(diff);
    let waits = ThreadLine {
        name: "consumer".to_owned(),
        doing: "waits for a message, in Receiver::recv".to_owned(),
        at: Some(Place {
            file: "exercises/queues/none-sentinel/src/main.rs".to_owned(),
            line: 14,
            column: None,
        }),
        source: Some("match rx.recv().unwrap() {".to_owned()),
    };
    let long = "consumer waits for ever for a message, in Receiver::recv (line 14); main waits for ever for another \
                thread to end, in JoinHandle::join (line 30)";
    let stuck = Finding::new(Verdict::Deadlock, long).with(Evidence::Threads { threads: vec![waits] });
    Report {
        format: 1,
        course: "A course".to_owned(),
        passed: 1,
        points: 10,
        out_of: 30,
        exercises: vec![
            entry("hello-threads", "threads", Verdict::Pass, Vec::new()),
            entry("race-counter", "shared-state", Verdict::Wrong, vec![wrong]),
            entry("none-sentinel", "queues", Verdict::Deadlock, vec![stuck]),
        ],
    }
}

fn look(detail: bool) -> Look {
    Look {
        color: false,
        width: 100,
        program: "grader".to_owned(),
        detail,
    }
}

#[test]
fn the_summary_has_a_line_for_each_exercise() {
    insta::assert_snapshot!(String::from_utf8(render(&sample(), &look(false))).unwrap());
}

#[test]
fn the_detail_shows_what_proves_each_finding() {
    insta::assert_snapshot!(String::from_utf8(render(&sample(), &look(true))).unwrap());
}

#[test]
fn colour_changes_nothing_but_colour() {
    let colored = render(
        &sample(),
        &Look {
            color: true,
            ..look(true)
        },
    );
    let stripped = anstream::adapter::strip_bytes(&colored).into_vec();
    assert_ne!(colored, stripped);
    assert_eq!(stripped, render(&sample(), &look(true)));
}
