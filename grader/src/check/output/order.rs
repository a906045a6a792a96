//! An order between lines: every line of one kind before every line of another.

use crate::finding::{DiffLine, Evidence, Finding, Side};
use crate::verdict::Verdict;
use schemars::JsonSchema;
use serde::Deserialize;

/// Every line that matches `first` comes before every line that matches `then`, and both occur.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// The earlier lines; `*` stands for any text.
    first: String,
    /// The later lines; `*` stands for any text.
    then: String,
}

impl Order {
    pub(super) fn asks(&self) -> String {
        format!("prints `{}` before `{}`", self.first, self.then)
    }

    pub(super) fn judge(&self, stdout: &str) -> Option<Finding> {
        let places = |pattern: &str| -> Vec<usize> {
            stdout
                .lines()
                .enumerate()
                .filter(|(_, line)| matches(pattern, line))
                .map(|(at, _)| at + 1)
                .collect()
        };
        let (first, then) = (places(&self.first), places(&self.then));
        let wrong = |message: String| Some(Finding::new(Verdict::Wrong, message));
        let (Some(last_of_first), Some(first_of_then)) = (first.last(), then.first()) else {
            let absent = if first.is_empty() { &self.first } else { &self.then };
            return wrong(format!("no line `{absent}` was printed"));
        };
        if last_of_first < first_of_then {
            return None;
        }
        let line = |number: usize| stdout.lines().nth(number - 1).unwrap_or_default();
        let message = format!(
            "`{}` (line {first_of_then}) was printed before `{}` (line {last_of_first})",
            line(*first_of_then),
            line(*last_of_first)
        );
        let lines = stdout.lines().enumerate().map(|(at, text)| DiffLine {
            side: if then.contains(&(at + 1)) && at < *last_of_first {
                Side::Unexpected
            } else {
                Side::Both
            },
            text: text.to_owned(),
            newline: true,
        });
        let lines = lines.collect();
        Some(Finding::new(Verdict::Wrong, message).with(Evidence::Diff { lines }))
    }
}

/// Whether a line matches a pattern in which `*` stands for any text.
fn matches(pattern: &str, line: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else {
        return pattern == line;
    };
    let Some(mut rest) = line.strip_prefix(head) else {
        return false;
    };
    let mut pieces: Vec<&str> = tail.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    // Taking each piece at its earliest place leaves the most room for the next ones.
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_text() {
        let cases = [
            ("end", "end", true),
            ("end", "the end", false),
            ("*", "", true),
            ("task * ends", "task 3 ends", true),
            ("task * ends", "task 3 starts", false),
            ("*a*b", "xaxb", true),
            ("*a*b", "xbxa", false),
            ("a*a", "a", false),
            ("吃 *", "吃 包子", true),
        ];
        for (pattern, line, expected) in cases {
            assert_eq!(matches(pattern, line), expected, "{pattern} / {line}");
        }
    }

    #[test]
    fn an_order_needs_both_sides_and_their_sequence() {
        let order = Order {
            first: "worker *".to_owned(),
            then: "done".to_owned(),
        };
        let cases = [
            ("worker 1\nworker 2\ndone\n", None),
            (
                "worker 1\ndone\nworker 2\n",
                Some("`done` (line 2) was printed before `worker 2` (line 3)"),
            ),
            ("worker 1\n", Some("no line `done` was printed")),
            ("done\n", Some("no line `worker *` was printed")),
        ];
        for (stdout, message) in cases {
            assert_eq!(
                order.judge(stdout).map(|finding| finding.message).as_deref(),
                message
            );
        }
    }
}
