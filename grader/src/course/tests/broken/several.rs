//! Several problems at once, and files that are unusual in other ways.

use super::super::{VALID, with};
use super::Case;

pub(super) fn cases() -> Vec<Case> {
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
