//! Values of the right type that are wrong all the same.

use super::super::with;
use super::Case;

#[expect(clippy::too_many_lines, reason = "a table of data")]
pub(super) fn cases() -> Vec<Case> {
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
