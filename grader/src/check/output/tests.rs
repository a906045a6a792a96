//! Tables of outputs and what is said of them.

use super::*;
use crate::check::tests_support::{ended, printed, seen};
use crate::finding::{Evidence, Side};

fn read(yaml: &str) -> Result<Box<dyn Check>, Vec<Problem>> {
    let value: serde_json::Value = serde_yaml::from_str(yaml).unwrap();
    let files = |path: &str| match path {
        "expected.txt" => Ok("from a file\n".to_owned()),
        _ => Err("no such file".to_owned()),
    };
    (KIND.read)(&value, &files)
}

#[track_caller]
fn check(yaml: &str, stdout: &str, message: Option<&str>) {
    let check = read(yaml).unwrap();
    let findings = check.judge(&printed(stdout));
    assert_eq!(
        findings.first().map(|finding| finding.message.as_str()),
        message,
        "{yaml} against {stdout:?}"
    );
    assert!(findings.iter().all(|finding| finding.verdict == Verdict::Wrong));
}

#[test]
fn exact_text() {
    check(r#""97\n""#, "97\n", None);
    check(r#""97\n""#, "99\n", Some("got 99, expected 97"));
    check(r#""97\n""#, "97", Some("no line feed after 97"));
    check(r#""97""#, "97\n", Some("a line feed too many after 97"));
    check(r#""97\n""#, "", Some("printed nothing, expected 1 line"));
    check(r#""a\nb\nc\n""#, "a\nx\nc\n", Some("line 2: got x, expected b"));
    check(
        r#""a\nb\nc\n""#,
        "a\n",
        Some("2 lines missing at the end, from b"),
    );
    check(
        r#""a\n""#,
        "a\nb c\n",
        Some("1 line too many at the end, from `b c`"),
    );
    check("{file: expected.txt}", "from a file\n", None);
    check("{exact: ''}", "", None);
}

#[test]
fn any_order() {
    check(r#"{any_order: "a\nb\n"}"#, "b\na\n", None);
    check(
        r#"{any_order: "a\na\nb\n"}"#,
        "b\na\n",
        Some("the line a is missing"),
    );
    check(
        r#"{any_order: "a\nb\n"}"#,
        "b\na\nb\n",
        Some("the line b should not be there"),
    );
    check(r#"{any_order: "a\nb\n"}"#, "b\nx\n", Some("got x, expected a"));
    check(
        r#"{any_order: "a 1\na 2\n"}"#,
        "b 2\nb 1\n",
        Some("got `b 1`, expected `a 1` (in all, 2 lines missing and 2 lines too many)"),
    );
    check(
        r#"{any_order: "a\nb\nc\n"}"#,
        "b\n",
        Some("a and 1 line more are missing"),
    );
    check(
        r#"{any_order: "a\nb\nc\n"}"#,
        "x\n",
        Some("got x, expected a (in all, 3 lines missing and 1 line too many)"),
    );
}

#[test]
fn one_of_several() {
    let yaml = r#"{one_of: ["1 2\n", "2 1\n"]}"#;
    check(yaml, "2 1\n", None);
    let message = "none of the 2 texts allowed; against the most similar one: got `3 1`, expected `2 1`";
    check(yaml, "3 1\n", Some(message));
}

#[test]
fn patterns_cover_the_whole_output() {
    check(r"{pattern: 'n = \d+\n'}", "n = 97\n", None);
    check(
        r"{pattern: 'n = \d+\n'}",
        "n = 97\nx",
        Some(r"printed `n = 97⏎x`, which does not match `n = \d+\n`"),
    );
}

#[test]
fn demands_combine() {
    let yaml = r#"{any_order: "hi 1\nhi 2\nbye\n", order: [{first: "hi *", then: bye}]}"#;
    check(yaml, "hi 2\nhi 1\nbye\n", None);
    check(
        yaml,
        "hi 2\nbye\nhi 1\n",
        Some("`bye` (line 2) was printed before `hi 1` (line 3)"),
    );
}

#[test]
fn differences_keep_white_space_and_sides() {
    let findings = read(r#""a\n b\n""#).unwrap().judge(&printed("a\n\tb\n"));
    let [Evidence::Diff { lines }] = findings[0].evidence.as_slice() else {
        panic!("no diff")
    };
    let seen: Vec<_> = lines.iter().map(|line| (line.side, line.text.as_str())).collect();
    assert_eq!(
        seen,
        [
            (Side::Both, "a"),
            (Side::Missing, " b"),
            (Side::Unexpected, "\tb")
        ]
    );
}

#[test]
fn a_run_that_was_ended_is_not_judged_by_its_output() {
    assert!(
        read(r#""97\n""#)
            .unwrap()
            .judge(&seen(ended(Ending::Stuck)))
            .is_empty()
    );
}

#[test]
fn settings_that_cannot_be() {
    let cases = [
        ("{}", "an output check without a demand"),
        ("{one_of: []}", "no text is allowed at all"),
        ("{file: nowhere.txt}", "cannot read `nowhere.txt`: no such file"),
    ];
    for (yaml, message) in cases {
        assert_eq!(read(yaml).unwrap_err()[0].message, message);
    }
    assert!(
        read("{pattern: '('}").unwrap_err()[0]
            .message
            .starts_with("not a regular expression")
    );
}
