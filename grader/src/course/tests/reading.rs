//! The parts by themselves: reading with all errors, words, units, excerpts.

use crate::check::{Problem, Step};
use crate::course::problem::{Place, render};
use crate::course::units::{Size, Time};
use crate::course::{read_all, words};
use crate::nearest::{instead, listed, nearest};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// Settings as a check may have them, with keys that must be there.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Settings {
    count: u32,
    names: Vec<String>,
    pair: Option<(u32, u32)>,
    inner: Option<Inner>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Inner {
    at_most: Time,
    room: Option<Size>,
}

/// Each problem as `path: message (remedy)`.
fn told(value: &Value) -> Vec<String> {
    let step = |step: &Step| match step {
        Step::Key(key) => format!("/{key}"),
        Step::Item(index) => format!("/{index}"),
        Step::Name(key) => format!("/{key}!"),
    };
    let line = |problem: Problem| {
        let path: String = problem.path.iter().map(step).collect();
        format!("{path}: {} ({})", problem.message, problem.remedy)
    };
    read_all::<Settings>(value).map_or_else(
        |problems| problems.into_iter().map(line).collect(),
        |_| Vec::new(),
    )
}

#[test]
fn what_is_right_is_read() {
    let value =
        json!({ "count": 3, "names": ["a"], "pair": [1, 2], "inner": { "at_most": "1s", "room": "1KiB" } });
    let settings: Settings = read_all(&value).expect("right");
    let inner = settings.inner.expect("there");
    assert_eq!((inner.at_most.0.as_secs(), inner.room), (1, Some(Size(1024))));
    assert_eq!(settings.pair, Some((1, 2)));
}

#[test]
fn every_error_is_found_and_none_that_follows_from_another() {
    let value = json!({ "cuont": 3, "names": [1, "a", true], "pair": [1, 2, 3], "inner": { "at_most": 5, "rom": "1KiB" }, "x": 1 });
    assert_eq!(
        told(&value),
        [
            "/cuont!: unknown key 'cuont' (Did you mean `count`?)",
            "/inner/at_most: '5' has no unit (Say the unit: `5s`, or `5ms`.)",
            "/inner/rom!: unknown key 'rom' (Did you mean `room`?)",
            "/names/0: item 1 of 'names' must be text, not the number 1 (Put it in quotes: `\"1\"`.)",
            "/names/2: item 3 of 'names' must be text, not `true` (Put it in quotes: `\"true\"`.)",
            "/pair: 'pair' must be 2 elements in sequence, not 3 elements (Write 2 elements in sequence here.)",
            "/x!: unknown key 'x' (The keys that may stand here are `count`, `names`, `pair` and `inner`.)",
        ]
    );
}

#[test]
fn a_key_that_is_missing_is_told_with_the_rest() {
    let value = json!({ "names": "a", "inner": { "room": 5 } });
    assert_eq!(
        told(&value),
        [
            "/inner/room: '5' has no unit (Say the unit: `5KiB`, or `5MiB`.)",
            "/inner/at_most: 'inner' has no 'at_most' (Add `at_most: …` to it.)",
            "/names: 'names' must be a list, not 'a' (Write a list, even of one: `names: [\"a\"]`.)",
            "/count: this has no 'count' (Add `count: …` to it.)",
        ]
    );
}

#[test]
fn a_value_that_is_something_else_altogether_is_told() {
    assert_eq!(
        told(&json!([1])),
        [": this must be struct Settings, not a list (Write struct Settings here.)"]
    );
}

#[test]
fn the_nearest_word_is_near() {
    let words = ["points", "title", "at_most", "lost-wakeup", "no"];
    for (word, near) in [
        ("pionts", Some("points")),
        ("Points", Some("points")),
        ("tittle", Some("title")),
        ("at-most", Some("at_most")),
        ("lostwakeup", Some("lost-wakeup")),
        ("not", Some("no")),
        ("notes", None),
        ("most", None),
        ("", None),
    ] {
        assert_eq!(nearest(word, words), near, "{word}");
    }
    assert_eq!(nearest("ab", ["abc", "ab"]), Some("ab"), "the nearest of several");
    assert_eq!(
        instead("zzz", "The words", &["a", "b"]),
        "The words are `a` and `b`."
    );
    assert_eq!(listed(&[]), "none");
    assert_eq!(listed(&["a"]), "`a`");
    assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` and `c`");
}

#[test]
fn only_names_are_names() {
    for name in ["a", "race-counter", "a1", &"a".repeat(40)] {
        assert_eq!(words::name(name), Ok(()), "{name}");
    }
    for name in [
        "",
        "A",
        "1a",
        "-a",
        "a_b",
        "a b",
        "é",
        "a.b",
        "../a",
        "a/b",
        "x-solution",
        &"a".repeat(41),
    ] {
        assert!(words::name(name).is_err(), "{name}");
    }
}

#[test]
fn only_versions_are_versions() {
    for version in [
        "",
        " ",
        "1,",
        "a",
        "1.2.3.4",
        "1..2",
        "git",
        "1-",
        "1 2",
        "^",
        "1\"",
        "1\n",
        "../1",
        "1.0.0-a b",
    ] {
        assert!(words::requirement(version).is_err(), "{version:?}");
    }
}

#[test]
fn times_and_sizes_are_read() {
    let time = |text: &str| {
        serde_json::from_value::<Time>(json!(text))
            .ok()
            .map(|time| time.0.as_millis())
    };
    for (text, millis) in [
        ("1s", Some(1000)),
        ("100ms", Some(100)),
        ("1m 30s", Some(90_000)),
        ("1.5s", Some(1500)),
        ("0s", Some(0)),
        ("", None),
        ("1", None),
        ("s", None),
        ("-1s", None),
        ("1 parsec", None),
        ("99999999999999999999s", None),
    ] {
        assert_eq!(time(text), millis, "{text:?}");
    }
    let size = |text: &str| {
        serde_json::from_value::<Size>(json!(text))
            .ok()
            .map(|size| size.0)
    };
    for (text, bytes) in [
        ("64KiB", Some(65_536)),
        ("64 KiB", Some(65_536)),
        ("1MB", Some(1_000_000)),
        ("0.5GiB", Some(536_870_912)),
        ("12B", Some(12)),
        ("", None),
        ("64", None),
        ("KiB", None),
        ("-1KiB", None),
        ("1 apple", None),
    ] {
        assert_eq!(size(text), bytes, "{text:?}");
    }
}

#[test]
fn places_beyond_the_text_are_brought_back() {
    let lines = ["abc", "ä  "];
    for ((line, column), within) in [
        ((1, 1), (1, 1)),
        ((1, 4), (1, 4)),
        ((1, 9), (1, 4)),
        ((2, 3), (2, 2)),
        ((3, 1), (2, 1)),
        ((9, 9), (2, 1)),
    ] {
        let place = Place::point(line, column).within(&lines);
        assert_eq!((place.line, place.column), within, "{line}:{column}");
    }
    assert_eq!(Place::point(3, 3).within(&[]), Place::point(1, 1));
}

/// The caret stands under its place in every kind of line.
#[test]
fn carets_stand_under_their_places() {
    let problem = |line, column, width| crate::course::Problem {
        at: Place { line, column, width },
        message: "m".to_owned(),
        remedy: "R.".to_owned(),
        other: None,
    };
    let long = format!("{}here{}", "a".repeat(200), "b".repeat(200));
    for (line, column, width, shown) in [
        ("ab cd", 4, 2, "   1 | ab cd\n     |    ^^\n"),
        ("\tab", 2, 1, "   1 | \tab\n     | \t^\n"),
        ("äö ü", 4, 1, "   1 | äö ü\n     |    ^\n"),
        ("ab", 3, 1, "   1 | ab\n     |   ^\n"),
        ("ab", 1, 99, "   1 | ab\n     | ^^\n"),
        ("a\u{1b}b", 3, 1, "   1 | a\u{fffd}b\n     |   ^\n"),
        ("", 1, 1, "   1 | \n     | ^\n"),
    ] {
        let text = render(Path::new("f"), line, &[problem(1, column, width)]);
        assert_eq!(
            text,
            format!("f:1:{column}: m\n{shown}help: R.\n\n1 problem in f"),
            "{line:?}"
        );
    }
    let text = render(Path::new("f"), &long, &[problem(1, 201, 4)]);
    let lines: Vec<&str> = text.lines().collect();
    let caret = lines[2].chars().position(|c| c == '^').expect("a caret");
    assert_eq!(lines[1].chars().skip(caret).take(4).collect::<String>(), "here");
    assert!(lines[1].chars().count() < 120);
}
