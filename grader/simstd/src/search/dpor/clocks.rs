//! Happens-before over a trace, as vector clocks, and the races in it.
//!
//! Two operations of different tasks are ordered when the model says that they may not be exchanged
//! ([`crate::model::order`]); program order, spawning and the passing of virtual time order them too.

use crate::model::{Event, Kind, Order, Task, ends_process, order, shown_outside, value};

/// Two operations that could have happened the other way round, by their places in the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Race {
    /// The first.
    pub first: usize,
    /// The second.
    pub second: usize,
}

/// The clocks of a trace. What one schedule shares with the one before is kept.
#[derive(Debug, Default)]
pub(crate) struct Clocks {
    /// Entries in a row: tasks known, rounded up.
    width: usize,
    /// Row by event, entry by task: one past the last event of that task that is, or happens before, this one.
    rows: Vec<u32>,
    /// By task: one past its last event.
    last: Vec<u32>,
    /// By task: one past the event that spawned it.
    spawned: Vec<u32>,
    /// By object: the events on it, ascending.
    touched: Vec<Vec<u32>>,
    /// Prints and what ends the process, ascending.
    outside: Vec<u32>,
    /// What ends the process, ascending.
    finals: Vec<u32>,
    /// Where virtual time went on: the first event after it, and the clock of all events before.
    advances: Vec<(u32, Vec<u32>)>,
    /// Events that have rows.
    done: usize,
    races: Vec<Race>,
    /// The row being worked out, and what of it is ordered in any case.
    row: Vec<u32>,
    cover: Vec<u32>,
}

impl Clocks {
    /// Works out the clocks of `trace`, whose first `keep` events are those of the trace before. Tasks are numbered
    /// below `tasks`. `timed` says whether time moves by itself between events (the exact clock).
    pub(crate) fn read(&mut self, trace: &[Event], keep: usize, tasks: usize, timed: bool) {
        if tasks > self.width {
            self.width = tasks.next_multiple_of(8);
            self.forget(trace, 0);
        } else {
            self.forget(trace, keep.min(self.done).min(trace.len()));
        }
        for (index, event) in trace.iter().enumerate().skip(self.done) {
            if timed && index > 0 && event.time > trace[index - 1].time {
                self.advances.push((index as u32, self.last.clone()));
            }
            let before = self.races.len();
            let mut races = std::mem::take(&mut self.races);
            self.relate(trace, event, index, &mut races);
            debug_assert!(races.len() >= before, "races are only added");
            self.races = races;
            self.add(event, index);
        }
        self.done = trace.len();
    }

    /// The races among the events of the trace.
    pub(crate) fn races(&self) -> &[Race] {
        &self.races
    }

    /// The events on `object`, ascending.
    pub(crate) fn on(&self, object: u32) -> &[u32] {
        self.touched.get(object as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether event `first` of `task` happens before (or is) event `second`.
    #[inline]
    pub(crate) fn before(&self, first: usize, task: Task, second: usize) -> bool {
        self.rows[second * self.width + task] > first as u32
    }

    /// The clock of an event that is only announced, after the whole trace: its races go to `races`, its row is
    /// returned.
    pub(crate) fn announced(&mut self, trace: &[Event], event: &Event, races: &mut Vec<Race>) -> &[u32] {
        self.relate(trace, event, trace.len(), races);
        &self.row
    }

    /// The row of an event.
    pub(crate) fn row(&self, index: usize) -> &[u32] {
        &self.rows[index * self.width..][..self.width]
    }

    fn forget(&mut self, trace: &[Event], keep: usize) {
        let cut = |list: &mut Vec<u32>| {
            let length = list.partition_point(|&it| (it as usize) < keep);
            list.truncate(length);
        };
        self.done = keep;
        self.rows.truncate(keep * self.width);
        self.touched.iter_mut().for_each(cut);
        cut(&mut self.outside);
        cut(&mut self.finals);
        let length = self.advances.partition_point(|it| (it.0 as usize) < keep);
        self.advances.truncate(length);
        let length = self.races.partition_point(|it| it.second < keep);
        self.races.truncate(length);
        self.last.clear();
        self.last.resize(self.width, 0);
        self.spawned.clear();
        self.spawned.resize(self.width, 0);
        for (index, event) in trace[..keep].iter().enumerate() {
            self.last[event.task] = index as u32 + 1;
            if event.op.kind == Kind::Spawn {
                self.spawned[event.value as usize] = index as u32 + 1;
            }
        }
    }

    /// Works out the row of `event` into `self.row`, and its races with what was before.
    fn relate(&mut self, trace: &[Event], event: &Event, index: usize, races: &mut Vec<Race>) {
        let width = self.width;
        let parent = match self.last[event.task] {
            0 => self.spawned[event.task],
            last => last,
        };
        self.row.clear();
        match parent {
            0 => self.row.resize(width, 0),
            it => self
                .row
                .extend_from_slice(&self.rows[(it as usize - 1) * width..][..width]),
        }
        if let Some(woken) = event.woken {
            join(&mut self.row, &self.rows[woken as usize * width..][..width]);
        }
        self.cover.clone_from(&self.row);
        // Time goes on when everybody waits; but what a timed operation did not get in time it could have got.
        if by_time(event)
            && let Some((_, clock)) = self.advances.last()
        {
            join(&mut self.row, clock);
        }
        let (own, other): (&[u32], &[u32]) = (
            if event.op.object == 0 {
                &[]
            } else {
                self.touched
                    .get(event.op.object as usize)
                    .map_or(&[], Vec::as_slice)
            },
            if ends_process(&event.op) {
                &self.outside
            } else if event.op.kind == Kind::Print {
                &self.finals
            } else {
                &[]
            },
        );
        let (mut own, mut other) = (own.iter().rev().peekable(), other.iter().rev().peekable());
        let mut floor = floor(&self.cover, &self.last, event.task);
        loop {
            let before = match (own.peek(), other.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a >= b => own.next(),
                (None | Some(_), Some(_)) => other.next(),
                (Some(_), None) => own.next(),
            };
            let Some(&before) = before else { break };
            if before < floor {
                break;
            }
            let first = &trace[before as usize];
            if before < self.cover[first.task] || first.task == event.task {
                continue;
            }
            let relation = order(first, event);
            if relation == Order::Free {
                continue;
            }
            let row = &self.rows[before as usize * width..][..width];
            join(&mut self.row, row);
            if relation == Order::Race {
                join(&mut self.cover, row);
                floor = self::floor(&self.cover, &self.last, event.task);
            }
            if relation != Order::After && !(first.ghost && event.ghost) {
                races.push(Race {
                    first: before as usize,
                    second: index,
                });
            }
        }
        self.row[event.task] = index as u32 + 1;
    }

    fn add(&mut self, event: &Event, index: usize) {
        let number = index as u32;
        self.rows.extend_from_slice(&self.row);
        self.last[event.task] = number + 1;
        if event.op.kind == Kind::Spawn {
            self.spawned[event.value as usize] = number + 1;
        }
        if event.op.object != 0 {
            let object = event.op.object as usize;
            if self.touched.len() <= object {
                self.touched.resize(object + 1, Vec::new());
            }
            self.touched[object].push(number);
        }
        if shown_outside(&event.op) {
            self.outside.push(number);
        }
        if ends_process(&event.op) {
            self.finals.push(number);
        }
    }
}

/// Every event before this one is covered.
fn floor(cover: &[u32], last: &[u32], task: Task) -> u32 {
    let open = |it: &(usize, (&u32, &u32))| it.0 != task && it.1.0 < it.1.1;
    cover
        .iter()
        .zip(last)
        .enumerate()
        .filter(open)
        .map(|it| *it.1.0)
        .min()
        .unwrap_or(u32::MAX)
}

/// Whether it was the passing of time that let `event` happen.
fn by_time(event: &Event) -> bool {
    match event.op.kind {
        Kind::Sleep | Kind::Now => true,
        Kind::Wake | Kind::Park | Kind::RecvTimeout => event.value == value::FAILED,
        _ => false,
    }
}

fn join(row: &mut [u32], other: &[u32]) {
    for (mine, other) in row.iter_mut().zip(other) {
        *mine = (*mine).max(*other);
    }
}
