//! From a difference back to the program: which lines of a schedule made its output wrong.

use crate::check::blame;
use crate::finding::{DiffLine, Evidence, Finding, Side};
use wire::{Event, Op, Place};

/// What a schedule has to do with its wrong output.
#[derive(Debug, Default)]
pub(super) struct Guilt {
    /// The event that prints what should not be there, or the first thing after what is missing.
    pub(super) print: Option<usize>,
    /// The most telling lines.
    pub(super) first: Vec<Place>,
    /// Lines that may have to do with it too.
    pub(super) last: Vec<Place>,
}

/// Asks a schedule about the difference that was found in its output.
pub(super) fn of(found: &wire::Finding, finding: &Finding) -> Guilt {
    let lines = finding.evidence.iter().find_map(|evidence| match evidence {
        Evidence::Diff { lines } => Some(lines.as_slice()),
        _ => None,
    });
    let Some(lines) = lines else {
        return Guilt::default();
    };
    let unexpected: Vec<&DiffLine> = lines
        .iter()
        .filter(|line| line.side == Side::Unexpected)
        .collect();
    if unexpected.is_empty() {
        return gap(found, lines);
    }
    // Which line a difference names first need not be the one that was printed first.
    let surplus = unexpected.iter().map(|line| {
        let often = unexpected.iter().filter(|other| other.text == line.text);
        let prints = prints_of(found, &line.text);
        let from = prints.len().saturating_sub(often.count());
        prints[from..].to_vec()
    });
    match surplus.filter(|prints| !prints.is_empty()).min() {
        Some(prints) => printed(found, &prints),
        None => Guilt::default(),
    }
}

/// Something was printed that should not be there, in these events.
fn printed(found: &wire::Finding, surplus: &[usize]) -> Guilt {
    let events = || surplus.iter().map(|print| &found.events[*print]);
    // Perhaps it is the threads that should not be there.
    let threads = events().filter_map(|event| found.tasks.get(event.task));
    Guilt {
        print: surplus.first().copied(),
        first: events().map(|event| event.at.clone()).take(1).collect(),
        last: threads.filter_map(|task| task.spawned_at.clone()).collect(),
    }
}

/// Something is missing: what stands around it was printed, and between the two something was left out.
fn gap(found: &wire::Finding, lines: &[DiffLine]) -> Guilt {
    let missing = |line: &DiffLine| line.side == Side::Missing;
    let Some(from) = lines.iter().position(missing) else {
        return Guilt::default();
    };
    let after = lines[from..].iter().find(|line| line.side == Side::Both);
    let Some(after) = after.and_then(|line| print_of(found, &line.text)) else {
        let first = blame::cut_off(found).into_iter().cloned().collect();
        return Guilt {
            first,
            ..Guilt::default()
        };
    };
    let before = lines[..from].iter().rev().find(|line| line.side == Side::Both);
    let before = before.and_then(|line| print_of(found, &line.text));
    let begin = before.filter(|before| *before < after);
    let task = found.events[after].task;
    let between = |event: &&Event| event.task == task && !matches!(event.op, Op::Start | Op::End);
    let between = found.events[begin.map_or(0, |begin| begin + 1)..after]
        .iter()
        .filter(between);
    let prints = [begin, Some(after)]
        .into_iter()
        .flatten()
        .map(|at| &found.events[at]);
    Guilt {
        print: Some(after),
        first: prints.chain(between).map(|event| event.at.clone()).collect(),
        last: Vec::new(),
    }
}

/// The first event that prints this line.
fn print_of(found: &wire::Finding, line: &str) -> Option<usize> {
    prints_of(found, line).first().copied()
}

/// The events that print this line.
fn prints_of(found: &wire::Finding, line: &str) -> Vec<usize> {
    let line = line.trim();
    let prints = |event: &Event| {
        event.op == Op::Print && event.value.as_ref().is_some_and(|value| value.contains(line))
    };
    let events = found.events.iter().enumerate().filter(|_| !line.is_empty());
    events
        .filter(|(_, event)| prints(event))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Verdict;
    use wire::{State, Task};

    fn event(task: usize, op: Op, line: u32, value: &str) -> Event {
        Event {
            task,
            op,
            at: Place {
                file: "main.rs".to_owned(),
                line,
                column: 1,
            },
            value: Some(value.to_owned()),
            ..Event::default()
        }
    }

    /// Main prints `a` (line 1), joins (2) and prints `c` (3); a thread that was started at line 9 prints `x` (7).
    fn schedule(thread: State) -> wire::Finding {
        let spawned_at = Some(event(0, Op::Spawn, 9, "").at);
        wire::Finding {
            tasks: vec![
                Task {
                    state: State::Finished,
                    ..Task::default()
                },
                Task {
                    state: thread,
                    spawned_at,
                    ..Task::default()
                },
            ],
            events: vec![
                event(0, Op::Print, 1, "a\n"),
                event(1, Op::Print, 7, "x\n"),
                event(0, Op::Join, 2, ""),
                event(0, Op::Print, 3, "c\n"),
            ],
            ..wire::Finding::default()
        }
    }

    fn lines(thread: State, diff: &[(Side, &str)]) -> (Vec<u32>, Vec<u32>) {
        let lines = diff.iter().map(|(side, text)| DiffLine {
            side: *side,
            text: (*text).to_owned(),
            newline: true,
        });
        let evidence = Evidence::Diff {
            lines: lines.collect(),
        };
        let guilt = of(
            &schedule(thread),
            &Finding::new(Verdict::Wrong, "").with(evidence),
        );
        let of = |places: Vec<Place>| places.iter().map(|place| place.line).collect();
        (of(guilt.first), of(guilt.last))
    }

    #[test]
    fn what_is_too_much_leads_to_its_print_and_what_is_missing_to_the_gap() {
        let (both, missing, unexpected) = (Side::Both, Side::Missing, Side::Unexpected);
        let middle = [(both, "a"), (missing, "b"), (both, "c")];
        assert_eq!(lines(State::Finished, &middle), (vec![1, 3, 2], vec![]));
        let twice = [(both, "a"), (unexpected, "a"), (both, "c")];
        assert_eq!(lines(State::Finished, &twice).0, [1]);
        let surplus = [(both, "a"), (unexpected, "x"), (both, "c")];
        assert_eq!(lines(State::Finished, &surplus), (vec![7], vec![9]));
        let end = [(both, "a"), (both, "c"), (missing, "d")];
        assert_eq!(lines(State::Ready, &end), (vec![3, 9], vec![]));
        assert_eq!(lines(State::Finished, &end), (vec![], vec![]));
    }
}
