//! Panics, read off standard error as std's own hook reports them.

use crate::build::Place;

/// A panic, as std's own hook reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanicSeen {
    /// The thread's name; `an unnamed thread` where it has none.
    pub thread: String,
    /// What it said.
    pub message: String,
    /// Where, relative to the course's root; none for a place outside the learner's files.
    pub at: Option<Place>,
}

/// More reports than this are one loop gone wrong, and the first ones tell it all.
const MOST: usize = 100;

/// Every report in `stderr`: `thread 'NAME' (ID) panicked at FILE:LINE:COLUMN:`, then the message, up to the note
/// about backtraces, the next report or the end.
pub(crate) fn panics(stderr: &str) -> Vec<PanicSeen> {
    let mut panics: Vec<PanicSeen> = Vec::new();
    let mut in_message = false;
    for line in stderr.lines() {
        if let Some(panic) = head(line) {
            if panics.len() == MOST {
                break;
            }
            panics.push(panic);
            in_message = true;
        } else if line.starts_with("note: run with `RUST_BACKTRACE") || line == "stack backtrace:" {
            in_message = false;
        } else if let Some(panic) = panics.last_mut().filter(|_| in_message) {
            if !panic.message.is_empty() {
                panic.message.push('\n');
            }
            panic.message.push_str(line);
        }
    }
    for panic in &mut panics {
        panic.message.truncate(panic.message.trim_end().len());
    }
    panics
}

fn head(line: &str) -> Option<PanicSeen> {
    let rest = line.strip_prefix("thread '")?;
    // A name may itself hold quotes: the report's own words come last.
    let (name, place) = rest.rsplit_once(" panicked at ")?;
    let name = name
        .rsplit_once("' (")
        .map_or_else(|| name.strip_suffix('\''), |(name, _)| Some(name))?;
    let thread = if name == "<unnamed>" {
        "an unnamed thread"
    } else {
        name
    };
    Some(PanicSeen {
        thread: thread.to_owned(),
        message: String::new(),
        at: parse_place(place.strip_suffix(':')?),
    })
}

fn parse_place(text: &str) -> Option<Place> {
    let (rest, column) = text.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let own = !file.starts_with('/');
    own.then_some(())?;
    Some(Place {
        file: file.to_owned(),
        line: line.parse().ok()?,
        column: Some(column.parse().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_read_with_and_without_ids() {
        let stderr = "\nthread 'worker-1' (4711) panicked at exercises/a/b/src/main.rs:7:9:\nboom\nsecond line\n\
                      note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n\
                      \nthread '<unnamed>' panicked at /rustc/abc/library/core/src/option.rs:1:1:\nnone\n\
                      \nthread 'it's (me)' panicked at src/main.rs:1:2:\nquoted\n";
        let seen = panics(stderr);
        let names: Vec<_> = seen.iter().map(|panic| panic.thread.as_str()).collect();
        assert_eq!(names, ["worker-1", "an unnamed thread", "it's (me)"]);
        assert_eq!(seen[0].message, "boom\nsecond line");
        assert_eq!(
            seen[0].at.as_ref().map(|at| (at.line, at.column)),
            Some((7, Some(9)))
        );
        assert_eq!(seen[1].at, None);
    }

    #[test]
    fn other_text_is_no_panic() {
        assert!(panics("thread of thought\npanicked at the disco\n").is_empty());
        assert!(panics("").is_empty());
    }

    #[test]
    fn a_flood_of_reports_is_cut() {
        let flood = "thread 'main' panicked at src/main.rs:1:2:\nx\n".repeat(1_000);
        assert_eq!(panics(&flood).len(), MOST);
    }
}
