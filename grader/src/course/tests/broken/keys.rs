//! Keys that are not known and values of the wrong type.

use super::super::{VALID, with};
use super::Case;

pub(super) fn cases() -> Vec<Case> {
    vec![
        ("a key with two letters swapped", with("points: 10", "pionts: 10")),
        (
            "a key unlike any other",
            with("points: 10", "points: 10\n        colour: red"),
        ),
        (
            "a key of two lines",
            with(
                "dependencies: {",
                "\"a\\nb\": 1\n        dependencies: {\"c\\nd\": 1, \"c\\nd\": 2, ",
            ),
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
