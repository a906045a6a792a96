//! The exit status: 0 unless the course asks for another.

use super::{Check, Kind, Problem, blame, shown};
use crate::finding::{Evidence, Finding};
use crate::observe::Seen;
use crate::observe::explored::{Ask, Like};
use crate::story::Fault;
use crate::verdict::Verdict;
use sandbox::Ending;

/// How the exit status is written in the course file.
pub const KIND: Kind = Kind {
    key: "exit",
    read: |value, _| match value.as_i64().and_then(|status| u8::try_from(status).ok()) {
        Some(status) => Ok(Box::new(Exit {
            status: i32::from(status),
        })),
        None => Err(vec![Problem::at(
            &[],
            "not an exit status",
            "Write a whole number from 0 to 255, as in `exit: 3`.",
        )]),
    },
    schema: |_| {
        schemars::json_schema!({
            "type": "integer", "minimum": 0, "maximum": 255,
            "description": "The exit status that the program must end with. Without this check: 0.",
        })
    },
};

/// The program exits with this status.
#[derive(Debug)]
pub struct Exit {
    /// From 0 to 255.
    pub status: i32,
}

/// The status of a Rust program whose main thread panicked.
const PANICKED: i32 = 101;

impl Check for Exit {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        format!("exits with status {}", self.status)
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Exit, Verdict::SleepSync]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let explored = self.explored(seen);
        if !explored.is_empty() {
            return explored;
        }
        let Some(run) = &seen.run else { return Vec::new() };
        let Ending::Exited(status) = run.ending else {
            return Vec::new();
        };
        // A panic is a finding of its own; its exit status says nothing more.
        if status == self.status || (status == PANICKED && !run.panics.is_empty()) {
            return Vec::new();
        }
        let message = format!("exited with status {status}, expected {}", self.status);
        let finding = Finding::new(Verdict::Exit, message);
        if run.stderr.is_empty() {
            return vec![finding];
        }
        vec![finding.with(Evidence::Text {
            title: "standard error".to_owned(),
            text: run.stderr.clone(),
        })]
    }
}

impl Exit {
    /// What the explorer found.
    fn explored(&self, seen: &Seen) -> Vec<Finding> {
        shown::on_each_clock(seen, |clock, done| {
            let outputs = &done.exploration.outputs;
            let wrong = |output: &wire::Output| output.exit != self.status && output.exit != PANICKED;
            let Some(first) = outputs.iter().find(|output| wrong(output)) else {
                return Vec::new();
            };
            let count = outputs
                .iter()
                .filter(|output| wrong(output))
                .map(|output| output.schedules)
                .sum();
            let message = format!(
                "{} with status {}, expected {}",
                match shown::share(count, done).as_str() {
                    "every schedule" => "exited".to_owned(),
                    share => format!("{share} exited"),
                },
                first.exit,
                self.status
            );
            let right = outputs.iter().enumerate().filter(|(_, output)| !wrong(output));
            let ask = Ask {
                token: first.token.clone(),
                like: Like::Output(right.map(|(at, _)| at).collect()),
            };
            let met = outputs.iter().filter(|output| wrong(output));
            let finding = Finding {
                found_after: met.map(|output| output.found_after).min(),
                ..Finding::new(shown::verdict(clock, Verdict::Exit), message)
            };
            vec![
                shown::show(
                    finding,
                    seen,
                    clock,
                    done,
                    ask,
                    count,
                    (blame::deciding, Fault::Own),
                )
                .0,
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests_support::{ended, exited, seen};

    #[test]
    fn only_another_status_is_a_finding() {
        let cases = [
            (0, 0, None),
            (3, 3, None),
            (0, 2, Some("exited with status 2, expected 0")),
        ];
        for (expected, got, message) in cases {
            let findings = Exit { status: expected }.judge(&seen(exited(got)));
            assert_eq!(findings.first().map(|finding| finding.message.as_str()), message);
        }
        assert!(Exit { status: 0 }.judge(&seen(ended(Ending::Stuck))).is_empty());
    }

    #[test]
    fn a_status_is_a_byte() {
        let none = |_: &str| Err(String::new());
        for wrong in ["-1", "256", "\"0\"", "1.5"] {
            let value = serde_json::from_str(wrong).unwrap();
            assert!((KIND.read)(&value, &none).is_err(), "{wrong}");
        }
        assert!((KIND.read)(&serde_json::json!(3), &none).is_ok());
    }
}
