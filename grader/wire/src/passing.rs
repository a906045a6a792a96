//! How much virtual time each operation of a told schedule took: pure arithmetic over its events.

use crate::{Event, Finding, Op};
use std::collections::BTreeMap;

impl Finding {
    /// For each event, the nanoseconds that passed in its task since the one before. A task's time begins when it is
    /// spawned, so that its first operation can take some too.
    #[must_use]
    pub fn took(&self) -> Vec<u64> {
        let mut before: BTreeMap<usize, u64> = BTreeMap::new();
        let took = |event: &Event| {
            if let Some(other) = event.other.filter(|_| event.op == Op::Spawn) {
                before.insert(other, event.time_ns);
            }
            let since = before.insert(event.task, event.time_ns);
            event.time_ns.saturating_sub(since.unwrap_or(event.time_ns))
        };
        self.events.iter().map(took).collect()
    }

    /// The tasks that sleep, or go on and on without getting anywhere, at that moment at which most of them do, in the
    /// order of creation.
    #[must_use]
    pub fn most_at_work(&self) -> Vec<usize> {
        let spans: Vec<(usize, u64, u64)> = self
            .events
            .iter()
            .zip(self.took())
            .filter(|(event, took)| *took > 0 && (event.op == Op::Sleep || event.op.is_instant()))
            .map(|(event, took)| (event.task, event.time_ns - took, event.time_ns))
            .collect();
        let at = |moment: u64| {
            let mut tasks: Vec<usize> = spans
                .iter()
                .filter(|(_, from, to)| (*from..*to).contains(&moment))
                .map(|(task, ..)| *task)
                .collect();
            tasks.sort_unstable();
            tasks.dedup();
            tasks
        };
        let mut most = Vec::new();
        for (_, from, _) in &spans {
            let tasks = at(*from);
            if tasks.len() > most.len() {
                most = tasks;
            }
        }
        most
    }
}

impl Op {
    /// Never waits for anything: when time passes before it, its task was waiting busily.
    #[must_use]
    pub fn is_instant(self) -> bool {
        matches!(
            self,
            Op::Load
                | Op::Update
                | Op::TryLock
                | Op::TryRead
                | Op::TrySend
                | Op::TryRecv
                | Op::IsFinished
                | Op::Yield
                | Op::OnceDone
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(task: usize, op: Op, millis: u64) -> Event {
        Event {
            task,
            op,
            time_ns: millis * 1_000_000,
            ..Event::default()
        }
    }

    fn finding() -> Finding {
        let spawn = |task| Event {
            other: Some(task),
            ..event(0, Op::Spawn, 0)
        };
        Finding {
            events: vec![
                spawn(1),
                spawn(2),
                event(1, Op::Sleep, 100),
                event(2, Op::Load, 100),
                event(2, Op::Sleep, 150),
                event(0, Op::Join, 150),
            ],
            ..Finding::default()
        }
    }

    #[test]
    fn a_task_takes_time_from_its_spawn_on() {
        let millis: Vec<u64> = finding().took().iter().map(|nanos| nanos / 1_000_000).collect();
        assert_eq!(millis, [0, 0, 100, 100, 50, 150]);
    }

    #[test]
    fn who_sleeps_or_spins_is_at_work_and_who_waits_is_not() {
        assert_eq!(finding().most_at_work(), [1, 2]);
    }
}
