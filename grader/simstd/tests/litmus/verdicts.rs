//! What is known of each litmus program.

use wire::Kind::{self, Deadlock, Panic, Race};

/// How far the search gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    /// To the end, in so many schedules.
    Every(u64),
    /// To the end, in so many schedules at most: some orders are taken more than once.
    Within(u64),
    /// Not to the end within `BUDGET` schedules. A wrong program's failure is found within them.
    Some,
    /// Not to the end within `BUDGET` schedules, and a failure that is known to exist is not found within them.
    Beyond,
}

/// What is known of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    /// Its name in `tests/litmus`.
    pub(crate) program: &'static str,
    /// How far the search gets.
    pub(crate) search: Search,
    /// Enumeration without reduction comes to its end as well, within `NAIVE` schedules.
    pub(crate) enumerable: bool,
    /// The ways in which it can fail, the gravest first.
    pub(crate) failures: &'static [Kind],
    /// What it may print when it ends well, sorted.
    pub(crate) prints: &'static [&'static str],
    /// How long it takes, in whole seconds of virtual time.
    pub(crate) seconds: u64,
}

impl Verdict {
    /// Outputs and exit codes, sorted: all of them, or those that may come when not every schedule is run.
    pub(crate) fn outputs(&self) -> Vec<(&'static str, i32)> {
        let mut outputs: Vec<_> = self.prints.iter().map(|text| (*text, 0)).collect();
        if self.failures.contains(&Panic) {
            // None of them prints anything before it panics.
            outputs.push(("", 101));
        }
        outputs
    }

    const fn enumerable(self) -> Self {
        Self {
            enumerable: true,
            ..self
        }
    }

    const fn fails(self, failures: &'static [Kind]) -> Self {
        Self { failures, ..self }
    }

    const fn prints(self, prints: &'static [&'static str]) -> Self {
        Self { prints, ..self }
    }

    const fn takes(self, seconds: u64) -> Self {
        Self { seconds, ..self }
    }
}

/// A right program that prints nothing and takes no time, as most do. What differs is said after it.
const fn some(program: &'static str) -> Verdict {
    Verdict {
        program,
        search: Search::Some,
        enumerable: false,
        failures: &[],
        prints: &[""],
        seconds: 0,
    }
}

const fn every(program: &'static str, schedules: u64) -> Verdict {
    Verdict {
        search: Search::Every(schedules),
        ..some(program)
    }
}

const fn within(program: &'static str, schedules: u64) -> Verdict {
    Verdict {
        search: Search::Within(schedules),
        ..some(program)
    }
}

const fn beyond(program: &'static str) -> Verdict {
    Verdict {
        search: Search::Beyond,
        ..some(program)
    }
}

/// Two bits read by each of two threads, but for the one outcome that no order explains.
const IRIW: [&str; 15] = [
    "0 0 0 0\n",
    "0 0 0 1\n",
    "0 0 1 0\n",
    "0 0 1 1\n",
    "0 1 0 0\n",
    "0 1 0 1\n",
    "0 1 1 0\n",
    "0 1 1 1\n",
    "1 0 0 0\n",
    "1 0 0 1\n",
    "1 0 1 1\n",
    "1 1 0 0\n",
    "1 1 0 1\n",
    "1 1 1 0\n",
    "1 1 1 1\n",
];

/// Where the number of schedules can be reckoned, it is the number of orders that differ, the least possible: `n`
/// threads that lock `k` times: (nk)! / k!ⁿ; two-stage with `w` writers: w!² + w · w! · (w + 1)!; three workers in four
/// rounds: 3!⁴; the last zero and the file system: as in the papers that the programs name. `n`
/// philosophers have 2ⁿ − 1 orders; from four on, the search takes some of them twice.
pub(crate) const VERDICTS: [Verdict; 65] = [
    every("abba", 3).enumerable().fails(&[Deadlock]),
    every("abba_right", 2).enumerable().prints(&["0 0\n"]),
    every("bank_lost_update", 6).enumerable().fails(&[Panic]),
    every("bank_right", 6).enumerable().prints(&["100\n"]),
    every("bluetooth", 8).enumerable().fails(&[Panic]),
    every("bluetooth_right", 9).enumerable(),
    every("circular_buffer", 20).enumerable().fails(&[Panic]),
    within("dekker", 110),
    every("file_system_14", 2),
    every("file_system_16", 8),
    every("file_system_18", 32),
    every("file_system_20", 128),
    every("indexer_12", 4),
    every("indexer_15", 256),
    every("iriw", 15).fails(&[Race]).prints(&IRIW),
    within("lamport_fast_mutex", 100),
    every("last_zero_10", 3_328),
    every("last_zero_5", 64),
    every("lazy_init", 6).enumerable().fails(&[Panic]),
    every("lazy_init_right", 4).enumerable(),
    every("lazy_sum", 6).enumerable().fails(&[Panic]),
    every("load_buffering", 3)
        .enumerable()
        .fails(&[Race])
        .prints(&["0 0\n", "0 1\n", "1 0\n"]),
    every("lock_unlock_2x2", 6).enumerable(),
    every("lock_unlock_2x5", 252).enumerable(),
    every("lock_unlock_3x1", 6).enumerable(),
    every("lock_unlock_3x2", 90),
    every("lock_unlock_4x1", 24),
    some("lock_unlock_4x10"),
    some("lock_unlock_8x25"),
    every("message_passing", 3)
        .enumerable()
        .fails(&[Race])
        .prints(&["0 0\n", "0 1\n", "1 1\n"]),
    within("peterson", 60),
    within("peterson_swapped", 40).fails(&[Panic]),
    every("phases", 6).enumerable().fails(&[Deadlock]),
    every("phases_right", 6).enumerable(),
    every("philosophers_2", 3).enumerable().fails(&[Deadlock]),
    every("philosophers_3", 7).fails(&[Deadlock]),
    within("philosophers_4", 20).fails(&[Deadlock]),
    within("philosophers_5", 50).fails(&[Deadlock]),
    within("philosophers_6", 120).fails(&[Deadlock]),
    within("philosophers_7", 250).fails(&[Deadlock]),
    every("queue", 20).enumerable().fails(&[Panic]),
    within("read_write_lock", 1_000).fails(&[Deadlock, Panic]),
    every("read_write_lock_right", 5).enumerable(),
    some("reorder_10").fails(&[Panic]),
    some("reorder_20").fails(&[Panic]),
    every("reorder_3", 30).fails(&[Panic]),
    every("reorder_4", 214).fails(&[Panic]),
    every("reorder_5", 1_410).fails(&[Panic]),
    beyond("safe_stack").fails(&[Panic]),
    every("sleeps_in_turn", 1).enumerable().takes(5),
    every("sleeps_joined", 1).takes(1),
    every("sleeps_pool", 1_296).takes(8),
    every("store_buffering", 3)
        .enumerable()
        .fails(&[Race])
        .prints(&["0 1\n", "1 0\n", "1 1\n"]),
    every("string_buffer", 3).enumerable().fails(&[Panic]),
    every("token_ring", 24).fails(&[Panic]),
    some("two_stage_10").fails(&[Panic]),
    some("two_stage_100").fails(&[Panic]),
    some("two_stage_20").fails(&[Panic]),
    every("two_stage_3", 28).fails(&[Panic]),
    every("two_stage_5", 12_096).fails(&[Panic]),
    some("two_stage_50").fails(&[Panic]),
    every("work_stealing", 13).enumerable().fails(&[Panic]),
    every("work_stealing_right", 13).enumerable(),
    some("wrong_lock").fails(&[Panic]),
    within("wrong_lock_3", 300).fails(&[Panic]),
];
