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

/// An event on an object.
#[derive(Clone, Copy, Debug)]
struct Touch {
    event: u32,
    /// How many events on the object there were before those that this task did in a row up to this one.
    skip: u32,
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
    touched: Vec<Vec<Touch>>,
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
            self.add(trace, event, index);
        }
        self.done = trace.len();
    }

    /// The races among the events of the trace.
    pub(crate) fn races(&self) -> &[Race] {
        &self.races
    }

    /// The events on `object`, ascending.
    pub(crate) fn on(&self, object: u32) -> impl Iterator<Item = usize> {
        let list = self.touched.get(object as usize);
        list.into_iter().flatten().map(|it| it.event as usize)
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
        for list in &mut self.touched {
            let length = list.partition_point(|it| (it.event as usize) < keep);
            list.truncate(length);
        }
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
        let own = self.touched.get(event.op.object as usize);
        let own: &[Touch] = own.filter(|_| event.op.object != 0).map_or(&[], Vec::as_slice);
        let other: &[u32] = if ends_process(&event.op) {
            &self.outside
        } else if event.op.kind == Kind::Print {
            &self.finals
        } else {
            &[]
        };
        let (mut own_left, mut other_left) = (own.len(), other.len());
        let mut floor = floor(&self.cover, &self.last, event.task);
        loop {
            let mine = own_left.checked_sub(1).map(|it| own[it]);
            let others = other_left.checked_sub(1).map(|it| other[it]);
            let from_own = mine.map(|it| it.event) >= others;
            let Some(before) = mine.map(|it| it.event).max(others) else {
                break;
            };
            if before < floor {
                break;
            }
            let first = &trace[before as usize];
            let covered = before < self.cover[first.task] || first.task == event.task;
            match mine {
                // What the same task did before is covered, too.
                Some(touch) if from_own && covered => own_left = touch.skip as usize,
                Some(_) if from_own => own_left -= 1,
                _ => other_left -= 1,
            }
            if covered {
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

    fn add(&mut self, trace: &[Event], event: &Event, index: usize) {
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
            let list = &mut self.touched[object];
            let same = list
                .last()
                .is_some_and(|it| trace[it.event as usize].task == event.task);
            let skip = if same {
                list[list.len() - 1].skip
            } else {
                list.len() as u32
            };
            list.push(Touch { event: number, skip });
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
