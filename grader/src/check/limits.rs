//! The program must stay within what it was given: time, memory, output, threads, processes.

use super::deadlock::thread_line;
use super::{Check, blame};
use crate::build::Place;
use crate::finding::{Evidence, Finding};
use crate::observe::{Observation, Seen, explored};
use crate::verdict::Verdict;
use bytesize::ByteSize;
use sandbox::{Activity, Ending};
use std::collections::BTreeMap;

/// The program stays within its limits.
#[derive(Debug)]
pub struct StaysWithin;

impl Check for StaysWithin {
    fn key(&self) -> &'static str {
        "limits"
    }

    fn asks(&self) -> String {
        "stays within its limits".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![
            Verdict::Timeout,
            Verdict::Memory,
            Verdict::OutputLimit,
            Verdict::Forbidden,
            Verdict::Inconclusive,
        ]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let Some(run) = &seen.run else { return Vec::new() };
        let limits = &seen.limits;
        let finding = match run.ending {
            Ending::OutOfTime => out_of_time(run, seen),
            Ending::OutOfMemory => Finding::new(
                Verdict::Memory,
                format!(
                    "used more than {} of memory",
                    ByteSize::b(limits.memory).display().iec()
                ),
            ),
            Ending::TooMuchOutput => Finding {
                places: busiest(seen),
                ..Finding::new(
                    Verdict::OutputLimit,
                    format!("printed more than {}", ByteSize::b(limits.output).display().iec()),
                )
            },
            Ending::TooManyThreads => Finding::new(
                Verdict::Forbidden,
                format!("had more than {} threads at the same time", limits.threads),
            ),
            Ending::TooManyProcesses if limits.processes == 0 => Finding::new(
                Verdict::Forbidden,
                "started another process; this exercise allows none",
            ),
            Ending::TooManyProcesses => Finding::new(
                Verdict::Forbidden,
                format!(
                    "had more than {} other processes at the same time",
                    limits.processes
                ),
            ),
            Ending::Interrupted => Finding::new(Verdict::Inconclusive, "the run was interrupted"),
            Ending::Exited(_) | Ending::Signaled(_) | Ending::Stuck => return Vec::new(),
        };
        vec![finding]
    }
}

/// The lines that print most in a schedule that goes on for ever: natively nobody sees where a flood comes from.
fn busiest(seen: &Seen) -> Vec<Place> {
    let Some(done) = seen.explored.done(wire::Clock::Exact) else {
        return Vec::new();
    };
    let mut prints: BTreeMap<Place, usize> = BTreeMap::new();
    let endless = done
        .exploration
        .findings
        .iter()
        .filter(|found| found.kind == wire::Kind::Livelock);
    for event in endless
        .flat_map(|found| &found.events)
        .filter(|event| event.op == wire::Op::Print)
    {
        if let Some(at) = explored::place(&event.at) {
            *prints.entry(at).or_insert(0) += 1;
        }
    }
    let mut places: Vec<(Place, usize)> = prints.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    // What was printed now and then is no flood.
    let most = places.first().map_or(0, |(_, count)| *count);
    places.retain(|(_, count)| count * 2 >= most);
    places
        .into_iter()
        .map(|(place, _)| place)
        .take(blame::LINES)
        .collect()
}

/// A busy hang or a slow program: says which of the two, and what each thread was doing.
fn out_of_time(run: &Observation, seen: &Seen) -> Finding {
    let limit = humantime::format_duration(seen.limits.wall);
    let busy: Vec<_> = run
        .threads
        .iter()
        .filter(|thread| thread.activity == Activity::Running)
        .collect();
    let doing = match busy.as_slice() {
        [] => "no thread was computing at the end".to_owned(),
        [only] => match &only.at {
            Some(at) => format!("{} was still computing at line {}", only.name, at.line),
            None => format!("{} was still computing", only.name),
        },
        several => format!("{} threads were still computing", several.len()),
    };
    let mut finding = Finding::new(Verdict::Timeout, format!("did not end within {limit}: {doing}"));
    finding.places = busy.iter().filter_map(|thread| thread.at.clone()).collect();
    let threads = run
        .threads
        .iter()
        .map(|thread| thread_line(thread, &seen.sources))
        .collect();
    finding.with(Evidence::Threads { threads })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::Place;
    use crate::check::tests_support::{ended, exited, seen};
    use crate::run::StuckThread;

    #[test]
    fn each_limit_has_its_verdict_and_its_number() {
        let cases = [
            (
                Ending::OutOfMemory,
                Verdict::Memory,
                "used more than 256.0 MiB of memory",
            ),
            (
                Ending::TooMuchOutput,
                Verdict::OutputLimit,
                "printed more than 64.0 KiB",
            ),
            (
                Ending::TooManyThreads,
                Verdict::Forbidden,
                "had more than 64 threads at the same time",
            ),
            (
                Ending::TooManyProcesses,
                Verdict::Forbidden,
                "started another process; this exercise allows none",
            ),
            (
                Ending::OutOfTime,
                Verdict::Timeout,
                "did not end within 10s: no thread was computing at the end",
            ),
        ];
        for (ending, verdict, message) in cases {
            let findings = StaysWithin.judge(&seen(ended(ending)));
            assert_eq!(
                (findings[0].verdict, findings[0].message.as_str()),
                (verdict, message)
            );
        }
        assert!(StaysWithin.judge(&seen(exited(0))).is_empty());
    }

    #[test]
    fn a_busy_hang_says_where() {
        let at = Some(Place {
            file: "src/main.rs".to_owned(),
            line: 9,
            column: None,
        });
        let spinning = StuckThread {
            pid: 1,
            name: "spinner".to_owned(),
            activity: Activity::Running,
            call: None,
            at: at.clone(),
        };
        let mut run = ended(Ending::OutOfTime);
        run.threads = vec![spinning];
        let findings = StaysWithin.judge(&seen(run));
        assert_eq!(
            findings[0].message,
            "did not end within 10s: spinner was still computing at line 9"
        );
        assert_eq!(findings[0].places, Vec::from_iter(at));
    }
}
