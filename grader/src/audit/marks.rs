//! Marks in wrong submissions: `//~ DEADLOCK` at the end of the guilty line.

use crate::verdict::Verdict;

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The line it stands on, from 1.
    pub line: u32,
    /// Its verdict; none: the word is no verdict.
    pub verdict: Option<Verdict>,
}

/// Every mark in a source text.
#[must_use]
pub fn marks(text: &str) -> Vec<Mark> {
    (1..)
        .zip(text.lines())
        .filter_map(|(line, text)| text.split_once("//~").map(|(_, word)| (line, word.trim())))
        .map(|(line, word)| Mark {
            line,
            verdict: word.parse().ok(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_with_their_lines() {
        let text = "fn main() {\n    rx.recv(); //~ DEADLOCK\n    x(); //~ nonsense\n}\n";
        assert_eq!(
            marks(text),
            [
                Mark {
                    line: 2,
                    verdict: Some(Verdict::Deadlock)
                },
                Mark {
                    line: 3,
                    verdict: None
                }
            ]
        );
    }
}
