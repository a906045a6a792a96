//! What is no YAML, and what is YAML but not for course files.

use super::super::{VALID, with};
use super::Case;

#[expect(clippy::too_many_lines, reason = "a table of data")]
pub(super) fn cases() -> Vec<Case> {
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
            "a bracket before a list in lines",
            with("chapters:\n", "chapters: [\n"),
        ),
        (
            "a missing comma",
            with("threads: 8, processes: 2}", "threads: 8 processes: 2}"),
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
        (
            "an anchor after what only one parser takes",
            with("title: Threads", "title:\tThreads").replace("points: 10", "points: &ten 10"),
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
