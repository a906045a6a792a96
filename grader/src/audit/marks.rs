//! Marks in wrong submissions: `//~ DEADLOCK` at the end of the guilty line, or alone below it.

use crate::verdict::Verdict;

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The line that it marks, from 1.
    pub line: u32,
    /// Its verdict; none: the word is no verdict.
    pub verdict: Option<Verdict>,
}

/// Every mark in a source text.
#[must_use]
pub fn marks(text: &str) -> Vec<Mark> {
    let split = |(line, text): (u32, &'_ str)| {
        let (code, word) = text.split_once("//~")?;
        // One that stands alone belongs to the line above: formatting moves it there from the end of a block's head.
        let line = if code.trim().is_empty() { line - 1 } else { line };
        Some(Mark {
            line,
            verdict: word.trim().parse().ok(),
        })
    };
    (1..).zip(text.lines()).filter_map(split).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_with_their_lines() {
        let text = "fn main() {\n    rx.recv(); //~ DEADLOCK\n    x(); //~ nonsense\n    loop {\n        //~ WRONG\n    }\n}\n";
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
                },
                Mark {
                    line: 4,
                    verdict: Some(Verdict::Wrong)
                }
            ]
        );
    }
}
