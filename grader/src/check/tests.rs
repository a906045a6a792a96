//! What the judges make of explorations: tables of what was found against the verdict and the sentence.

use super::tests_support::{exited, printed, seen};
use super::{Check, KINDS, Searches, judge};
use crate::finding::Finding;
use crate::observe::explored::{Done, Search};
use crate::observe::{Observation, Seen};
use crate::verdict::Verdict;
use serde_json::json;
use wire::{Exploration, Extreme, Extremes, Kind, Output};

fn check(key: &str, value: impl std::borrow::Borrow<serde_json::Value>) -> Box<dyn Check> {
    let kind = KINDS.iter().find(|kind| kind.key == key).unwrap();
    (kind.read)(value.borrow(), &|_| Err(String::new())).unwrap()
}

/// A complete search that saw these outputs, each in so many schedules.
fn found(outputs: &[(&str, u64)]) -> Exploration {
    let output = |(at, (stdout, schedules)): (usize, &(&str, u64))| Output {
        stdout: (*stdout).to_owned(),
        schedules: *schedules,
        token: format!("1:{at}.0"),
        ..Output::default()
    };
    Exploration {
        complete: true,
        schedules: outputs.iter().map(|it| it.1).sum(),
        outputs: outputs.iter().enumerate().map(output).collect(),
        ..Exploration::default()
    }
}

fn done(exploration: Exploration) -> Search {
    Search::Done(Box::new(Done::of(exploration)))
}

/// A native run that printed this, beside an exploration on the exact clock.
fn both(native: &str, exact: Exploration) -> Seen {
    let mut seen = printed(native);
    seen.explored.exact = Some(done(exact));
    seen
}

fn words(findings: &[Finding]) -> Vec<(Verdict, &str)> {
    findings
        .iter()
        .map(|finding| (finding.verdict, finding.message.as_str()))
        .collect()
}

#[test]
fn wrong_in_some_schedules_is_a_race_and_wrong_in_all_is_wrong() {
    let asks = check("output", json!("97\n"));
    // (outputs, the verdict)
    let cases = [
        (&[("97\n", 6)][..], None),
        (&[("97\n", 4), ("98\n", 2)], Some(Verdict::Race)),
        (&[("98\n", 4), ("99\n", 2)], Some(Verdict::Wrong)),
        (&[("99\n", 1)], Some(Verdict::Wrong)),
    ];
    for (outputs, verdict) in cases {
        let findings = asks.judge(&both("97\n", found(outputs)));
        let got = findings.first().map(|finding| finding.verdict);
        assert_eq!(got, verdict, "{outputs:?}");
        // What is found wants to be told.
        assert!(findings.iter().all(|finding| finding.ask.is_some()));
    }
}

#[test]
fn wrong_on_the_elastic_clock_alone_is_sleep_sync() {
    let asks = check("output", json!("97\n"));
    let mut seen = both("97\n", found(&[("97\n", 1)]));
    seen.explored.elastic = Some(done(found(&[("97\n", 3), ("98\n", 1)])));
    assert_eq!(asks.judge(&seen)[0].verdict, Verdict::SleepSync);
    // What is wrong without that is no matter of sleeping.
    seen.explored.exact = Some(done(found(&[("97\n", 3), ("98\n", 1)])));
    assert_eq!(asks.judge(&seen)[0].verdict, Verdict::Race);
}

#[test]
fn a_late_machine_explains_what_only_sleeps_can_bring_about() {
    let asks = [
        check("output", json!("a\nb\n")),
        check("schedules", json!("every")),
    ];
    let asks = || asks.iter().map(AsRef::as_ref);
    let verdicts = |seen: &Seen| -> Vec<Verdict> {
        judge(asks(), seen)
            .iter()
            .map(|finding| finding.verdict)
            .collect()
    };
    let mut seen = both("b\na\n", found(&[("a\nb\n", 1)]));
    assert_eq!(verdicts(&seen), [Verdict::Wrong]);
    seen.explored.late = Some(done(found(&[("a\nb\n", 1), ("b\na\n", 1)])));
    assert_eq!(verdicts(&seen), []);
    seen.explored.late = Some(done(found(&[("a\nb\n", 1)])));
    assert_eq!(verdicts(&seen), [Verdict::Wrong]);
}

#[test]
fn the_native_run_must_not_show_what_the_explorer_rules_out() {
    let every = check("schedules", json!("every"));
    assert!(every.judge(&both("97\n", found(&[("97\n", 6)]))).is_empty());
    let findings = every.judge(&both("96\n", found(&[("97\n", 6)])));
    assert_eq!(
        words(&findings),
        [(
            Verdict::Inconclusive,
            "the native run printed something that no explored schedule prints"
        )]
    );
    // It may well be among those that were not tried.
    let open = Exploration {
        complete: false,
        preemption_bound: Some(2),
        ..found(&[("97\n", 6)])
    };
    let few = check("schedules", json!({"preemptions": 2}));
    assert!(few.judge(&both("96\n", open)).is_empty());
}

#[test]
fn a_search_must_come_as_far_as_is_asked() {
    let open = || Exploration {
        complete: false,
        preemption_bound: Some(1),
        ..found(&[("97\n", 50)])
    };
    let endless = Exploration {
        unfinished: 3,
        ..found(&[("97\n", 50)])
    };
    let many = Exploration {
        outputs_cut: true,
        ..found(&[("97\n", 50)])
    };
    let cases = [
        (json!("every"), found(&[("97\n", 1)]), None),
        (
            json!("every"),
            open(),
            Some("nothing wrong was seen, but 50 schedules were tried and not all of them"),
        ),
        (json!({"preemptions": 1}), open(), None),
        (
            json!({"preemptions": 2}),
            open(),
            Some("nothing wrong was seen, but 50 schedules were tried and not all with up to 2 preemptions"),
        ),
        (json!({"random": 50}), open(), None),
        (
            json!({"random": 51}),
            open(),
            Some("nothing wrong was seen, but 50 schedules were tried and not 51 of them"),
        ),
        (
            json!("every"),
            endless,
            Some("3 schedules did not come to an end within the most operations that are followed"),
        ),
        (
            json!("every"),
            many,
            Some("50 schedules were tried, with more different outputs than can be judged"),
        ),
    ];
    for (asked, exploration, message) in cases {
        let findings = check("schedules", asked.clone()).judge(&both("97\n", exploration));
        let expected: Vec<_> = message
            .into_iter()
            .map(|text| (Verdict::Inconclusive, text))
            .collect();
        assert_eq!(words(&findings), expected, "{asked}");
    }
}

#[test]
fn what_cannot_be_explored_is_no_pass_and_names_its_line() {
    let mut seen = printed("97\n");
    let at = crate::build::Place {
        file: "src/main.rs".to_owned(),
        line: 3,
        column: None,
    };
    seen.explored.exact = Some(Search::NotExplored {
        reason: "it uses `std::fs::read`, which the explorer does not model".to_owned(),
        at: Some(at.clone()),
    });
    let every = check("schedules", json!("every"));
    let findings = judge([every.as_ref()].into_iter(), &seen);
    assert_eq!(findings[0].verdict, Verdict::Inconclusive);
    assert_eq!(findings[0].places, [at]);
    // Beside a failure it is not worth a word.
    let output = check("output", json!("96\n"));
    let findings = judge([every.as_ref(), output.as_ref()].into_iter(), &seen);
    assert_eq!(words(&findings), [(Verdict::Wrong, "got 97, expected 96")]);
}

#[test]
fn failures_that_the_explorer_found_have_their_verdicts() {
    let kinds = [
        (Kind::Deadlock, wire::Cause::Cycle, Verdict::Deadlock),
        (Kind::Deadlock, wire::Cause::LostWakeup, Verdict::LostWakeup),
        (Kind::Livelock, wire::Cause::Spinning, Verdict::Livelock),
        (Kind::Panic, wire::Cause::Other, Verdict::Panic),
        (Kind::Abort, wire::Cause::Aborted, Verdict::Crash),
        (Kind::Abort, wire::Cause::EndlessLoop, Verdict::Timeout),
        (Kind::Abort, wire::Cause::Memory, Verdict::Memory),
    ];
    for (kind, cause, verdict) in kinds {
        let exploration = Exploration {
            findings: vec![wire::Finding {
                kind,
                cause,
                ..wire::Finding::default()
            }],
            ..found(&[("", 1)])
        };
        let findings = judge(std::iter::empty(), &both("", exploration.clone()));
        assert_eq!(findings.len(), 1, "{cause:?}");
        assert_eq!(findings[0].verdict, verdict, "{cause:?}");
        let mut elastic = both("", found(&[("", 1)]));
        elastic.explored.elastic = Some(done(exploration));
        let findings = judge(std::iter::empty(), &elastic);
        assert_eq!(findings[0].verdict, Verdict::SleepSync, "{cause:?}");
    }
}

/// Searches whose schedules take from `fast` to `slow` milliseconds, with an overlap from `least` to `most`.
fn between(fast: u64, slow: u64, least: u64, most: u64) -> Seen {
    let end = |value| Extreme {
        value,
        token: "1:-".to_owned(),
    };
    let ends = Extremes {
        fastest: end(fast * 1_000_000),
        slowest: end(slow * 1_000_000),
        least_overlap: end(least),
        most_overlap: end(most),
    };
    let mut seen = seen(Observation {
        elapsed: std::time::Duration::from_secs(1),
        ..exited(0)
    });
    seen.explored.exact = Some(done(Exploration {
        extremes: Some(ends),
        ..found(&[("", 1)])
    }));
    seen
}

#[test]
fn times_are_exact_on_the_virtual_clock() {
    let asks = check("time", json!({"at_least": "1s", "at_most": "1s"}));
    let cases = [
        ((1_000, 1_000), None),
        ((999, 1_000), Some(Verdict::Early)),
        ((1_000, 1_001), Some(Verdict::Slow)),
    ];
    for ((fast, slow), verdict) in cases {
        let findings = asks.judge(&between(fast, slow, 1, 1));
        assert_eq!(
            findings.first().map(|finding| finding.verdict),
            verdict,
            "{fast} {slow}"
        );
    }
}

#[test]
fn overlap_must_hold_in_every_schedule() {
    // (asked, least and most overlap, the verdict)
    let cases = [
        (json!({"at_least": 3}), (3, 3), None),
        (json!({"at_least": 3}), (1, 3), Some(Verdict::Serial)),
        (json!({"at_most": 2}), (1, 2), None),
        (json!({"at_most": 2}), (2, 3), Some(Verdict::Race)),
        (json!({"at_most": 2}), (3, 3), Some(Verdict::Wrong)),
    ];
    for (asked, (least, most), verdict) in cases {
        let findings = check("overlap", asked.clone()).judge(&between(1, 1, least, most));
        let got = findings.first().map(|finding| finding.verdict);
        assert_eq!(got, verdict, "{asked} {least} {most}");
    }
}

#[test]
fn a_search_on_the_elastic_clock_must_come_to_its_end_too() {
    let elastic = check("elastic", json!(true));
    let mut seen = both("97\n", found(&[("97\n", 1)]));
    assert_eq!(elastic.judge(&seen)[0].verdict, Verdict::Inconclusive);
    seen.explored.elastic = Some(done(Exploration {
        unfinished: 2,
        ..found(&[("97\n", 1)])
    }));
    assert_eq!(elastic.judge(&seen)[0].verdict, Verdict::Inconclusive);
    seen.explored.elastic = Some(done(found(&[("97\n", 4)])));
    assert!(elastic.judge(&seen).is_empty());
}

#[test]
fn checks_ask_for_the_searches_that_they_need() {
    let of = |checks: &[Box<dyn Check>]| Searches::of(checks.iter().map(AsRef::as_ref));
    assert_eq!(of(&[check("output", json!("x"))]), Searches::default());
    let both = of(&[check("schedules", json!("every")), check("elastic", json!(true))]);
    assert_eq!(
        both,
        Searches {
            exact: Some(super::schedules::Extent::Every),
            elastic: true
        }
    );
}
