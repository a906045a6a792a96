//! Stories of explorations made by hand: how they read, and that nothing in an exploration can spoil the page.

mod any;
mod claims;
mod golden;

use super::{Options, Source, render};
use wire::{Event, Exploration, Finding, Held, Kind, Object, Op, Output, Place, State, Task, Wait};

const FILE: &str = "src/main.rs";

/// A program and one of its schedules, put together piece by piece. Places are given by what stands there.
struct Made {
    text: &'static str,
    finding: Finding,
}

impl Made {
    fn of(text: &'static str, kind: Kind) -> Self {
        let mut made = Made {
            text,
            finding: Finding {
                kind,
                token: "1:2.1".to_owned(),
                preemptions: 1,
                fewest: true,
                schedules: 1,
                ..Finding::default()
            },
        };
        made.finding.tasks.push(Task {
            name: Some("main".to_owned()),
            state: State::Finished,
            ..Task::default()
        });
        made
    }

    /// Where `needle` stands in the program.
    fn at(&self, needle: &str) -> Place {
        let offset = self
            .text
            .find(needle)
            .unwrap_or_else(|| panic!("`{needle}` is not in the program"));
        let before = &self.text[..offset];
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place {
            file: FILE.to_owned(),
            line: u32::try_from(before.matches('\n').count() + 1).expect("programs are short"),
            column: u32::try_from(column).expect("lines are short"),
        }
    }

    fn task(&mut self, spawned: &str) -> usize {
        let at = self.at(spawned);
        self.finding.tasks.push(Task {
            parent: Some(0),
            spawned_at: Some(at),
            state: State::Finished,
            ..Task::default()
        });
        let task = self.finding.tasks.len() - 1;
        self.event(0, Op::Spawn, None, spawned, None).other = Some(task);
        task
    }

    fn object(&mut self, kind: &str, made: &str) -> usize {
        let made_at = Some(self.at(made));
        let kind = kind.to_owned();
        self.finding.objects.push(Object {
            kind,
            made_at,
            senders: Vec::new(),
        });
        self.finding.objects.len() - 1
    }

    fn event(
        &mut self,
        task: usize,
        op: Op,
        object: Option<usize>,
        at: &str,
        value: Option<&str>,
    ) -> &mut Event {
        let at = self.at(at);
        self.finding.tasks[task].at = Some(at.clone());
        self.finding.events.push(Event {
            task,
            op,
            object,
            at,
            value: value.map(str::to_owned),
            ..Event::default()
        });
        self.finding.events.last_mut().expect("one was pushed")
    }

    /// `task` takes `lock` and keeps it.
    fn holds(&mut self, task: usize, lock: usize, at: &str) {
        self.event(task, Op::Lock, Some(lock), at, None);
        let since = self.finding.events.len() - 1;
        let at = self.at(at);
        self.finding.tasks[task].holds.push(Held {
            object: lock,
            since,
            at,
        });
    }

    /// `task` is stuck.
    fn waits(&mut self, task: usize, op: Op, object: Option<usize>, at: &str, for_tasks: &[usize]) {
        self.finding.tasks[task].at = Some(self.at(at));
        self.finding.tasks[task].state = State::Blocked(Wait {
            op,
            object,
            for_tasks: for_tasks.to_vec(),
        });
    }

    /// As the only finding of `schedules` schedules.
    fn among(self, schedules: u64) -> (Exploration, Vec<Source>) {
        let exploration = Exploration {
            complete: true,
            schedules,
            findings: vec![self.finding],
            ..Exploration::default()
        };
        (exploration, sources(self.text))
    }
}

fn sources(text: &str) -> Vec<Source> {
    vec![Source {
        path: FILE.to_owned(),
        text: text.to_owned(),
    }]
}

fn options() -> Options {
    Options {
        program: "shop.rs".to_owned(),
        command: "grader explore shop.rs".to_owned(),
        ..Options::default()
    }
}

fn output(stdout: &str, schedules: u64) -> Output {
    Output {
        stdout: stdout.to_owned(),
        exit: 0,
        found_after: 1,
        schedules,
        token: format!("1:{schedules}.1"),
    }
}

fn shown((exploration, sources): &(Exploration, Vec<Source>), options: &Options) -> String {
    render(exploration, sources, options)
}
