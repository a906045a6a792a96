//! No run may get stuck: every thread waiting for ever for something that only another waiting thread could do.

use super::{Check, blame, shown};
use crate::build::SourceFile;
use crate::finding::{Evidence, Finding, ThreadLine};
use crate::observe::Seen;
use crate::run::StuckThread;
use crate::verdict::Verdict;
use sandbox::{Activity, Ending};
use wire::{Cause, Kind};

/// The program never gets stuck.
#[derive(Debug)]
pub struct Deadlock;

impl Check for Deadlock {
    fn key(&self) -> &'static str {
        "deadlock"
    }

    fn asks(&self) -> String {
        "never deadlocks".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Deadlock, Verdict::LostWakeup, Verdict::SleepSync]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let explored = explored(seen);
        if !explored.is_empty() {
            return explored;
        }
        let Some(run) = &seen.run else { return Vec::new() };
        if run.ending != Ending::Stuck {
            return Vec::new();
        }
        let mut finding = Finding::new(Verdict::Deadlock, sentence(&run.threads));
        finding.places = telling(&run.threads)
            .filter_map(|thread| thread.at.clone())
            .collect();
        finding.places.dedup();
        let threads = telling(&run.threads)
            .map(|thread| thread_line(thread, &seen.sources))
            .collect();
        vec![finding.with(Evidence::Threads { threads })]
    }
}

/// What the explorer found.
fn explored(seen: &Seen) -> Vec<Finding> {
    let verdict = |cause| match cause {
        Cause::LostWakeup => Verdict::LostWakeup,
        _ => Verdict::Deadlock,
    };
    shown::of_kind(seen, Kind::Deadlock, verdict, blame::stuck)
}

/// The threads in the order in which they explain a deadlock: one that waits for another to end explains nothing
/// by itself, so those come last.
fn telling(threads: &[StuckThread]) -> impl Iterator<Item = &StuckThread> {
    let waits_for_an_end =
        |thread: &&StuckThread| matches!(thread.activity, Activity::Join | Activity::Child);
    threads
        .iter()
        .filter(move |thread| !waits_for_an_end(thread))
        .chain(threads.iter().filter(move |thread| waits_for_an_end(thread)))
}

/// The longest list of threads that a one-line sentence can carry.
const TOLD: usize = 3;

/// `consumer waits for ever for a message, in Receiver::recv (line 14)`, and so on for the others.
fn sentence(threads: &[StuckThread]) -> String {
    if threads.is_empty() {
        return "every thread waits for ever".to_owned();
    }
    let mut parts: Vec<String> = telling(threads)
        .take(TOLD)
        .map(|thread| {
            let line = thread
                .at
                .as_ref()
                .map(|at| format!(" (line {})", at.line))
                .unwrap_or_default();
            format!("{} waits for ever {}{line}", thread.name, waits_in(thread))
        })
        .collect();
    if threads.len() > TOLD {
        parts.push(format!("so do {} more", threads.len() - TOLD));
    }
    parts.join("; ")
}

/// What a waiting thread waits for, after the verb: `for a message, in Receiver::recv`.
fn waits_in(thread: &StuckThread) -> String {
    let call = thread.call.as_deref().map(short).unwrap_or_default();
    let what = match thread.activity {
        Activity::Join => "for another thread to end",
        Activity::Child => "for a child process to end",
        Activity::Read(_) => "for data from a pipe",
        Activity::Write(_) => "for room in a pipe",
        _ => AWAITED
            .iter()
            .find(|(name, _)| *name == call)
            .map_or("to be woken", |(_, what)| what),
    };
    if call.is_empty() {
        what.to_owned()
    } else {
        format!("{what}, in {call}")
    }
}

/// What the calls of std that can block wait for.
const AWAITED: &[(&str, &str)] = &[
    ("Receiver::recv", "for a message"),
    ("Iter::next", "for a message"),
    ("IntoIter::next", "for a message"),
    ("SyncSender::send", "for room in a channel"),
    ("Mutex::lock", "for a lock"),
    ("RwLock::read", "for a lock"),
    ("RwLock::write", "for a lock"),
    ("Condvar::wait", "for a notification"),
    ("Condvar::wait_while", "for a notification"),
    ("Barrier::wait", "for others at a barrier"),
    ("thread::park", "to be unparked"),
    ("thread::scope", "for the scope's threads to end"),
    ("Once::call_once", "for an initialisation"),
    ("OnceLock::get_or_init", "for an initialisation"),
    ("LazyLock::force", "for an initialisation"),
];

/// The last two parts of a path: `std::sync::mpsc::Receiver::recv` → `Receiver::recv`.
fn short(path: &str) -> &str {
    path.rmatch_indices("::")
        .nth(1)
        .map_or(path, |(at, separator)| &path[at + separator.len()..])
}

/// A thread as evidence, with the text of its line.
pub(super) fn thread_line(thread: &StuckThread, sources: &[SourceFile]) -> ThreadLine {
    let inside = thread
        .call
        .as_deref()
        .map(|call| format!(" in {}", short(call)))
        .unwrap_or_default();
    let doing = match thread.activity {
        Activity::Running => format!("is computing{inside}"),
        Activity::Sleeping => format!("sleeps{inside}"),
        Activity::Futex { timed: true } => format!("waits with a time-out{inside}"),
        Activity::Ended => "has ended".to_owned(),
        Activity::Call(number) if thread.call.is_none() => format!("is in system call {number}"),
        Activity::Call(_) => format!("is{inside}"),
        _ => format!("waits {}", waits_in(thread)),
    };
    let source = thread.at.as_ref().and_then(|at| {
        let file = sources.iter().find(|file| file.path == at.file)?;
        Some(file.text.lines().nth(at.line as usize - 1)?.trim().to_owned())
    });
    ThreadLine {
        name: thread.name.clone(),
        doing,
        at: thread.at.clone(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::Place;
    use crate::check::tests_support::{ended, exited, seen, written};

    fn thread(name: &str, activity: Activity, call: &str, line: u32) -> StuckThread {
        StuckThread {
            pid: 1,
            name: name.to_owned(),
            activity,
            call: (!call.is_empty()).then(|| call.to_owned()),
            at: (line > 0).then(|| Place {
                file: "src/main.rs".to_owned(),
                line,
                column: None,
            }),
        }
    }

    #[test]
    fn the_thread_that_others_wait_for_comes_first() {
        let mut run = ended(Ending::Stuck);
        run.threads = vec![
            thread("main", Activity::Join, "std::thread::JoinHandle::join", 30),
            thread(
                "consumer",
                Activity::Futex { timed: false },
                "std::sync::mpsc::Receiver::recv",
                14,
            ),
        ];
        let findings = Deadlock.judge(&seen(run));
        assert_eq!(
            findings[0].message,
            "consumer waits for ever for a message, in Receiver::recv (line 14); \
             main waits for ever for another thread to end, in JoinHandle::join (line 30)"
        );
        assert_eq!(
            findings[0]
                .places
                .iter()
                .map(|place| place.line)
                .collect::<Vec<_>>(),
            [14, 30]
        );
    }

    #[test]
    fn many_threads_are_counted_and_unknown_lines_left_out() {
        let mut run = ended(Ending::Stuck);
        run.threads = (1..=5)
            .map(|n| thread(&format!("w{n}"), Activity::Read(0), "", 0))
            .collect();
        let findings = Deadlock.judge(&seen(run));
        assert!(
            findings[0].message.ends_with("; so do 2 more"),
            "{}",
            findings[0].message
        );
        assert!(findings[0].places.is_empty());
    }

    #[test]
    fn evidence_shows_the_line_itself() {
        let file = written("fn main() {\n    rx.recv();\n}\n");
        let line = thread_line(
            &thread("main", Activity::Futex { timed: false }, "", 2),
            &file.sources,
        );
        assert_eq!(line.source.as_deref(), Some("rx.recv();"));
    }

    #[test]
    fn a_run_that_ended_is_not_stuck() {
        assert!(Deadlock.judge(&seen(exited(0))).is_empty());
    }
}
