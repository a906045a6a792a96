//! A report for programs: one JSON object, the contract for whoever works with it.
//!
//! Outcomes that no schedule shows (`not_explored`, `inconclusive`, `build_failed`) have one finding of that kind, whose
//! message says why. A replayed schedule is a finding too: of its own kind, or `replayed` when nothing went wrong in it.

use super::{Outcome, Report, words};
use crate::build::Place;
use crate::story::{self, Options, Source};
use serde::Serialize;
use std::fmt::Write as _;
use wire::{Event, Finding, Kind, State, Task};

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    program: &'a str,
    outcome: &'static str,
    complete: bool,
    preemption_bound: Option<u32>,
    schedules: u64,
    seconds: f64,
    outputs: &'a [wire::Output],
    makespan_ns: Option<wire::Span>,
    max_overlap: u32,
    findings: Vec<WrittenFinding>,
}

#[derive(Serialize)]
struct WrittenFinding {
    kind: String,
    message: String,
    token: Option<String>,
    tasks: Vec<WrittenTask>,
    events: Vec<WrittenEvent>,
}

#[derive(Serialize)]
struct WrittenTask {
    name: String,
    state: &'static str,
    on: Option<String>,
    at: Option<String>,
}

#[derive(Serialize)]
struct WrittenEvent {
    task: String,
    op: String,
    at: Option<String>,
    value: Option<String>,
    time_ns: u64,
}

/// Writes a report.
#[must_use]
pub fn json(report: &Report) -> Vec<u8> {
    let found = &report.exploration;
    let written = Written {
        format: wire::FORMAT,
        program: &report.program,
        outcome: report.outcome.word(),
        complete: found.complete,
        preemption_bound: found.preemption_bound,
        schedules: found.schedules,
        // Microseconds are more than a clock tells, and short.
        seconds: (found.seconds * 1e6).round() / 1e6,
        outputs: &found.outputs,
        makespan_ns: found.makespan_ns,
        max_overlap: found.max_overlap,
        findings: findings(report),
    };
    // Plain data with plain keys can always be written.
    let mut bytes = serde_json::to_vec_pretty(&written).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn findings(report: &Report) -> Vec<WrittenFinding> {
    let found = &report.exploration;
    let reason = report.reason.iter().map(|reason| WrittenFinding {
        kind: report.outcome.word().to_owned(),
        message: match &reason.at {
            Some(at) if report.outcome == Outcome::NotExplored => format!("{} ({})", reason.text, told(at)),
            _ => reason.text.clone(),
        },
        token: reason.token.clone(),
        tasks: Vec::new(),
        events: Vec::new(),
    });
    let sources = report.story_sources();
    let tell = |of: &Finding, replayed: bool| Telling::new(report, &sources, of).finding(replayed);
    let replayed = found.replayed.iter().map(|it| tell(it, true));
    // With a replayed schedule, the findings are about that one.
    let others = found.findings.iter().filter(|_| found.replayed.is_none());
    reason
        .chain(replayed)
        .chain(others.map(|it| tell(it, false)))
        .collect()
}

fn told(at: &Place) -> String {
    let mut text = format!("{}:{}", at.file, at.line);
    if let Some(column) = at.column {
        let _ = write!(text, ":{column}");
    }
    text
}

/// A schedule, with what its tasks are called.
struct Telling<'a> {
    of: &'a Finding,
    names: Vec<String>,
    message: String,
}

impl<'a> Telling<'a> {
    fn new(report: &Report, sources: &[Source], of: &'a Finding) -> Self {
        let found = &report.exploration;
        let options = Options {
            program: report.program.clone(),
            ..Options::default()
        };
        Telling {
            names: story::task_names(found, of, sources),
            message: story::sentence(found, of, sources, &options),
            of,
        }
    }

    fn finding(&self, replayed: bool) -> WrittenFinding {
        // A single schedule has a single output, so what is wrong with a replayed one is never a race.
        let kind = match self.of.kind {
            Kind::Race if replayed => "replayed",
            kind => Outcome::from(kind).word(),
        };
        WrittenFinding {
            kind: kind.to_owned(),
            message: self.message.clone(),
            token: Some(self.of.token.clone()),
            tasks: self
                .of
                .tasks
                .iter()
                .enumerate()
                .map(|(index, it)| self.task(index, it))
                .collect(),
            events: self.of.events.iter().map(|it| self.event(it)).collect(),
        }
    }

    fn name(&self, task: usize) -> String {
        self.names.get(task).cloned().unwrap_or_default()
    }

    fn task(&self, index: usize, task: &Task) -> WrittenTask {
        WrittenTask {
            name: self.name(index),
            state: words::state(&task.state),
            on: match &task.state {
                State::Blocked(wait) | State::Spinning(wait) => Some(words::on(self.of, &self.names, wait)),
                _ => None,
            },
            at: task.at.as_ref().and_then(words::place),
        }
    }

    fn event(&self, event: &Event) -> WrittenEvent {
        WrittenEvent {
            task: self.name(event.task),
            op: words::operation(event.op),
            at: words::place(&event.at),
            value: event
                .value
                .clone()
                .or_else(|| event.other.map(|other| self.name(other))),
            time_ns: event.time_ns,
        }
    }
}

/// What the explorer reported, for tests of both formats.
#[cfg(test)]
pub(super) fn made_up() -> wire::Exploration {
    use wire::{Cause, Exploration, Object, Op, Output, Span, Wait};
    let at = |line, column| wire::Place {
        file: "src/main.rs".to_owned(),
        line,
        column,
    };
    let main = Task {
        at: Some(at(22, 18)),
        state: State::Blocked(Wait {
            op: Op::Recv,
            object: Some(0),
            for_tasks: Vec::new(),
        }),
        ..Task::default()
    };
    let worker = Task {
        name: Some("worker-1".to_owned()),
        parent: Some(0),
        state: State::Finished,
        ..Task::default()
    };
    let spawn = Event {
        op: Op::Spawn,
        other: Some(1),
        at: at(9, 17),
        ..Event::default()
    };
    let print = Event {
        task: 1,
        op: Op::Print,
        at: at(10, 9),
        value: Some("up\n".to_owned()),
        time_ns: 1_000_000_000,
        ..Event::default()
    };
    let stuck = Finding {
        kind: Kind::Deadlock,
        cause: Cause::NeverClosed,
        token: "1:3.1".to_owned(),
        tasks: vec![main, worker],
        objects: vec![Object {
            kind: "Receiver".to_owned(),
            made_at: Some(at(3, 9)),
            senders: Vec::new(),
        }],
        events: vec![spawn, print],
        ..Finding::default()
    };
    Exploration {
        format: wire::FORMAT,
        complete: true,
        schedules: 20,
        seconds: 0.004_000_123_9,
        outputs: vec![Output {
            stdout: "97\n".to_owned(),
            exit: 0,
            found_after: 1,
            schedules: 20,
            token: "1:-".to_owned(),
        }],
        makespan_ns: Some(Span {
            min: 1_000_000_000,
            max: 1_000_000_000,
        }),
        max_overlap: 3,
        findings: vec![stuck],
        ..Exploration::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(report: &Report) -> String {
        String::from_utf8(json(report)).unwrap()
    }

    #[test]
    fn the_whole_shape() {
        let report = Report::explored("counter.rs", made_up(), Vec::new(), false);
        insta::assert_snapshot!(shown(&report));
    }

    #[test]
    fn what_no_schedule_shows_is_a_finding_all_the_same() {
        let at = Place {
            file: "Cargo.toml".to_owned(),
            line: 7,
            column: None,
        };
        let report = Report::not_explored("crate", "it depends on the crate `rand`".to_owned(), Some(at));
        insta::assert_snapshot!(shown(&report));
    }

    #[test]
    fn a_replayed_schedule_stands_for_itself() {
        let mut found = made_up();
        found.replayed = Some(Finding {
            token: "1:-".to_owned(),
            ..Finding::default()
        });
        found.findings.clear();
        let report = Report::explored("counter.rs", found, Vec::new(), false);
        let value: serde_json::Value = serde_json::from_str(&shown(&report)).unwrap();
        assert_eq!(value["outcome"], "ok");
        assert_eq!(value["findings"][0]["kind"], "replayed");
        assert_eq!(value["findings"][0]["token"], "1:-");
    }
}
