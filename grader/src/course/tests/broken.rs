//! Broken course files and what their authors get to read: a table of data and one snapshot for each part of it.

use super::{VALID, parse, shown, with};

/// What is broken, and the text.
type Case = (&'static str, String);

fn keys_and_types() -> Vec<Case> {
    vec![
        ("a key with two letters swapped", with("points: 10", "pionts: 10")),
        (
            "a key unlike any other",
            with("points: 10", "points: 10\n        colour: red"),
        ),
        (
            "an unknown key of the course",
            with("format: 1\n", "format: 1\nauthor: me\n"),
        ),
        (
            "an unknown key in a map on one line",
            with("threads: 8,", "thraeds: 8,"),
        ),
        ("text for a number", with("points: 10", "points: ten")),
        ("a number in quotes", with("points: 10", "points: \"10\"")),
        ("a fraction for a whole number", with("points: 10", "points: 1.5")),
        ("a number for text", with("title: Shared state", "title: 1984")),
        (
            "a truth value for text",
            with("title: Shared state", "title: true"),
        ),
        (
            "a list for text",
            with("title: Shared state", "title: [Shared, state]"),
        ),
        ("text for a list", with("args: [--fast, \"3\"]", "args: --fast")),
        (
            "numbers among the arguments",
            with("args: [--fast, \"3\"]", "args: [1, --fast, 2]"),
        ),
        (
            "a list for a map",
            with(
                "limits: {wall: 5s, memory: 128MiB, output: 32KiB, threads: 8, processes: 2}",
                "limits: [5s, 128MiB]",
            ),
        ),
        (
            "a word for an exercise",
            with(
                "      - name: none-sentinel\n",
                "      - oops\n      - name: none-sentinel\n",
            ),
        ),
        (
            "an item of a list that is empty",
            with(
                "      - name: none-sentinel\n",
                "      -\n      - name: none-sentinel\n",
            ),
        ),
        (
            "a map for the chapters",
            VALID
                .replace("  - name:", "  name:")
                .replace("    title", "  title")
                .replace("    exercises", "  exercises")
                .split("  name: messages")
                .next()
                .unwrap()
                .to_owned(),
        ),
        ("a list for the course", "- format: 1\n".to_owned()),
        ("a word for the course", "format\n".to_owned()),
        (
            "a version as a number",
            with("rand: \">=0.8, <0.10\"", "rand: 0.10"),
        ),
        (
            "a dependency on a path",
            with("itoa: \"1\"", "itoa: {path: ../itoa}"),
        ),
    ]
}

fn yaml() -> Vec<Case> {
    vec![
        ("nothing at all", String::new()),
        ("only a comment", "# to do\n".to_owned()),
        (
            "a tab as indentation",
            with("    title: Shared state", "\ttitle: Shared state"),
        ),
        (
            "a tab after a colon, which is no problem unless there is another one",
            with("title: Threads", "title:\tThreads").replace("points: 10", "points: ten"),
        ),
        (
            "a tab before a comment",
            with("title: Threads", "title: Threads\n\t# more"),
        ),
        (
            "no space after the colon",
            with("title: Threads", "title:Threads"),
        ),
        ("no colon", with("title: Threads", "title Threads")),
        (
            "a second colon",
            with("title: Threads", "title: Threads: a course"),
        ),
        (
            "a quote that is never closed",
            with("title: Threads", "title: \"Threads"),
        ),
        (
            "text after a quote",
            with("title: Threads", "title: \"Threads\" and more"),
        ),
        ("text after a list", with("title: Threads", "title: [a] b")),
        (
            "a bracket that is never closed",
            with("args: [--fast, \"3\"]", "args: [--fast, \"3\""),
        ),
        (
            "a brace that is never closed",
            with("processes: 2}", "processes: 2"),
        ),
        (
            "a bracket that was never opened",
            with("title: Threads", "title: ]"),
        ),
        ("a back quote", with("Who was told?", "`notify` told whom?")),
        ("an unknown escape", with("\"97\\n\"", "\"\\d+\"")),
        ("text beside the bar", with("- text: |\n", "- text: | Hold it.\n")),
        (
            "a list on the line of its key",
            with("args: [--fast, \"3\"]", "args: - fast"),
        ),
        (
            "one space too few",
            with("        points: 10", "       points: 10"),
        ),
        (
            "one space too many",
            with("        points: 10", "         points: 10"),
        ),
        (
            "a dash too few",
            with("      - name: race-counter", "      name: race-counter"),
        ),
        (
            "a control character",
            with("Who was told?", "Who \u{1b}[31mwas told?"),
        ),
        ("an anchor", with("points: 10", "points: &ten 10")),
        (
            "an anchor and its alias",
            with("points: 10", "points: &ten 10").replace("points: 5", "points: *ten"),
        ),
        ("an alias to nothing", with("points: 10", "points: *ten")),
        ("a merge", with("limits: {", "limits: {<<: {wall: 1s}, ")),
        ("a tag", with("points: 10", "points: !!int \"10\"")),
        (
            "a tag of our own",
            with("- output: \"end\\n\"", "- !output \"end\\n\""),
        ),
        ("two documents", format!("{VALID}---\nformat: 1\n")),
        (
            "a key twice",
            with("points: 10", "points: 10\n        points: 20"),
        ),
        ("a crate twice", with("itoa: \"1\"", "itoa: \"1\", itoa: \"2\"")),
        (
            "a key twice in a check",
            with("at_most: 1s,", "at_most: 1s, at_most: 2s,"),
        ),
        (
            "a key twice and other problems",
            with("points: 10", "points: 10\n        points: 20").replace("points: 5", "points: 0"),
        ),
        (
            "a list as a key",
            with("title: Threads", "title: Threads\n? [a]\n: b"),
        ),
        (
            "too deep",
            with("Who was told?", &format!("{}{}", "[".repeat(20), "]".repeat(20))),
        ),
        ("many brackets", with("Who was told?", &"[".repeat(5000))),
    ]
}

fn values() -> Vec<Case> {
    vec![
        ("another format", with("format: 1", "format: 2")),
        ("an empty title", with("title: Threads", "title: \"  \"")),
        (
            "a title of two lines",
            with("title: Threads", "title: \"Threads\\nand more\""),
        ),
        ("no title", with("title: Threads\n", "")),
        ("a key with nothing after it", with("title: Threads", "title:")),
        (
            "an exercise without anything",
            with(
                "      - name: none-sentinel\n",
                "      - name: empty\n      - name: none-sentinel\n",
            ),
        ),
        (
            "no chapters",
            "format: 1\ntitle: Threads\nchapters: []\n".to_owned(),
        ),
        (
            "no exercises",
            with("title: Messages\n", "title: Messages\n    exercises: []\n")
                .split("    exercises:\n      - name: none")
                .next()
                .unwrap()
                .to_owned(),
        ),
        ("no points for a pass", with("points: 10", "points: 0")),
        ("too many points", with("points: 10", "points: 1001")),
        ("less than no points", with("points: 10", "points: -10")),
        (
            "points beyond any number",
            with("points: 10", "points: 99999999999999999999999"),
        ),
        (
            "a name in capitals",
            with("name: race-counter", "name: Race Counter"),
        ),
        (
            "a name that begins with a digit",
            with("name: race-counter", "name: 2nd-race"),
        ),
        (
            "a name that is too long",
            with("name: race-counter", &format!("name: {}", "long-".repeat(10))),
        ),
        (
            "a name that climbs",
            with("name: shared-state", "name: ../../etc"),
        ),
        (
            "the name of a solution",
            with("name: race-counter", "name: race-counter-solution"),
        ),
        (
            "two chapters of one name",
            with("name: messages", "name: shared-state"),
        ),
        (
            "two exercises of one name",
            with("name: none-sentinel", "name: race-counter"),
        ),
        (
            "an unknown verdict",
            with("starter: deadlock", "starter: deadlok"),
        ),
        (
            "a verdict with an underscore",
            with("when: lost-wakeup", "when: lost_wakeup"),
        ),
        ("a verdict in capitals", with("starter: race", "starter: RACE")),
        ("a starter that passes", with("starter: race", "starter: pass")),
        (
            "a verdict unlike any other",
            with("starter: race", "starter: sluggish"),
        ),
        (
            "a hint without text",
            with("- text: What does the worker wait for?", "- when: deadlock"),
        ),
        ("an empty hint", with("text: Who was told?", "text: \"\"")),
        ("no hints", with("- text: What does the worker wait for?", "[]")),
        ("a time without a unit", with("wall: 5s", "wall: 5")),
        (
            "a time in quotes without a unit",
            with("wall: 5s", "wall: \"0.5\""),
        ),
        ("a time in parsecs", with("wall: 5s", "wall: 5 parsecs")),
        (
            "a time beyond any clock",
            with("wall: 5s", "wall: 18446744073709551615s 1000ms"),
        ),
        ("a size without a unit", with("memory: 128MiB", "memory: 128")),
        ("a size in apples", with("memory: 128MiB", "memory: 128 apples")),
        (
            "limits that are all too large",
            with(
                "wall: 5s, memory: 128MiB, output: 32KiB, threads: 8, processes: 2",
                "wall: 11m, memory: 9GiB, output: 17MiB, threads: 4097, processes: 1025",
            ),
        ),
        (
            "limits that are all too small",
            with(
                "wall: 5s, memory: 128MiB, output: 32KiB, threads: 8, processes: 2",
                "wall: 0s, memory: 1KiB, output: 1B, threads: 0, processes: -1",
            ),
        ),
        (
            "a dependency without a version",
            with("itoa: \"1\"", "itoa: \"\""),
        ),
        ("a path as a version", with("itoa: \"1\"", "itoa: \"../itoa\"")),
        (
            "a version that would break out of a manifest",
            with("itoa: \"1\"", "itoa: \"1\\\"\\n[lib]\""),
        ),
        ("a crate that is none", with("itoa: \"1\"", "\"a b\": \"1\"")),
        (
            "an argument with a NUL",
            with("args: [--fast, \"3\"]", "args: [\"a\\0b\"]"),
        ),
    ]
}

fn checks() -> Vec<Case> {
    vec![
        ("no checks", with("- output: \"end\\n\"", "[]")),
        (
            "an unknown check",
            with("- output: \"end\\n\"", "- ouput: \"end\\n\""),
        ),
        (
            "a check unlike any other",
            with("- output: \"end\\n\"", "- colour: red"),
        ),
        (
            "a check that is only a word",
            with("- output: \"end\\n\"", "- output"),
        ),
        ("a check that is a number", with("- output: \"end\\n\"", "- 97")),
        ("an empty check", with("- output: \"end\\n\"", "- {}")),
        (
            "two checks in one item",
            with(
                "- output: \"end\\n\"",
                "- output: \"end\\n\"\n            no: [deadlock]",
            ),
        ),
        (
            "settings beside the check",
            with("- output: \"end\\n\"", "- time:\n            at_most: 1s"),
        ),
        (
            "the same check twice",
            with(
                "- output: \"end\\n\"",
                "- no: [deadlock]\n          - no: [unjoined]",
            ),
        ),
        ("an unknown setting", with("at_most: 1s", "at-most: 1s")),
        (
            "a setting that is missing",
            with("{at_most: 1s, at_least: 100ms}", "{at_least: 100ms}"),
        ),
        (
            "wrong settings",
            with(
                "{at_most: 1s, at_least: 100ms}",
                "{at_most: soon, at_least: 5, never: 1}",
            ),
        ),
        (
            "an unknown word in a list",
            with("[deadlock, unjoined]", "[deadlok, unjoined, orphans]"),
        ),
        ("an unknown word for a choice", with("{random: 5000}", "evry")),
        (
            "an unknown key for a choice",
            with("{random: 5000}", "{randon: 5000}"),
        ),
        (
            "a wrong value for a choice",
            with("{random: 5000}", "{random: many}"),
        ),
        ("a number for a choice", with("{random: 5000}", "5000")),
        ("none of the choices", with("{sorted: [a, b]}", "97")),
        (
            "a check with nothing after it",
            with("- output: \"end\\n\"", "- no:"),
        ),
    ]
}

fn several() -> Vec<Case> {
    let everywhere = VALID
        .replace("format: 1", "format: one")
        .replace("title: Threads", "titel: Threads")
        .replace("name: shared-state", "name: Shared_State")
        .replace("points: 10", "points: ten")
        .replace("starter: race", "starter: racy")
        .replace("at_most: 1s", "at_most: 1")
        .replace("wall: 5s", "wall: 5")
        .replace("threads: 8", "threads: none")
        .replace("when: lost-wakeup", "when: lost")
        .replace("points: 5", "points: 5000")
        .replace("output: \"end\\n\"", "outptu: \"end\\n\"");
    let after_a_bad_item = with(
        "      - name: none-sentinel\n",
        "      - oops\n      - 5\n      - name: None\n",
    );
    let long = format!("{} &", "many words ".repeat(30));
    vec![
        ("everywhere", everywhere),
        ("places after items that are no exercises", after_a_bad_item),
        (
            "in a long line",
            with(
                "text: Who was told?",
                &format!("text: {long:?}\n            txet: {long:?}, "),
            ),
        ),
        (
            "at the end of a long line",
            with("text: Who was told?", &format!("{{text: {long:?}, txet: 1}}"))
                .replace("when: lost-wakeup\n            ", ""),
        ),
        (
            "in a file of another system",
            with("points: 10", "pionts: 10").replace('\n', "\r\n"),
        ),
        (
            "after a byte order mark",
            format!("\u{feff}{}", with("format: 1", "fromat: 1")),
        ),
    ]
}

fn all() -> Vec<Case> {
    [keys_and_types(), yaml(), values(), checks(), several()].concat()
}

fn report(cases: &[Case]) -> String {
    cases
        .iter()
        .map(|(name, text)| format!("### {name}\n{}\n\n", shown(text)))
        .collect()
}

#[test]
fn wrong_keys_and_types_are_told() {
    insta::assert_snapshot!(report(&keys_and_types()));
}

#[test]
fn broken_yaml_is_told() {
    insta::assert_snapshot!(report(&yaml()));
}

#[test]
fn wrong_values_are_told() {
    insta::assert_snapshot!(report(&values()));
}

#[test]
fn wrong_checks_are_told() {
    insta::assert_snapshot!(report(&checks()));
}

#[test]
fn several_problems_are_told_at_once() {
    insta::assert_snapshot!(report(&several()));
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
            with("args: [--fast, \"3\"]", &format!("args: {:?}", ["a\0"; 150])).replace("\\0", "\\0"),
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
