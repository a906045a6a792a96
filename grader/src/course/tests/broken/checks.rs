//! Checks and their settings.

use super::super::with;
use super::Case;

pub(super) fn cases() -> Vec<Case> {
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
        (
            "checks with keys of two lines",
            with(
                "- output: \"end\\n\"",
                "- {\"a\\nb\": 1}\n          - {\"a\\nb\": 1, \"c\\nd\": 2}\n          - {time: , \"a\\nb\": 1}",
            ),
        ),
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
