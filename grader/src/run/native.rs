//! The executor that runs programs for real, on this machine and its clock.

use super::symbols::Symbols;
use super::{Executor, Run, StuckThread};
use crate::fault::{Fault, Result};
use sandbox::{Job, Thread};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Runs programs natively.
#[derive(Debug)]
pub struct Native {
    root: PathBuf,
}

impl Native {
    /// For programs whose sources were compiled in `root`, the course's root.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        // The compiler noted its directory without symbolic links.
        Native {
            root: root.canonicalize().unwrap_or(root),
        }
    }
}

impl Executor for Native {
    fn run(&self, job: &Job, sources: &Path, interrupt: &AtomicBool) -> Result<Run> {
        let raw = sandbox::run(job, interrupt).map_err(|error| {
            Fault::ours(error.to_string())
                .because(error.source.to_string())
                .hint("`doctor` tries everything that running a program needs.")
        })?;
        let mut symbols = Symbols::new(&job.program, &self.root, sources);
        let threads = raw
            .threads
            .iter()
            .map(|thread| named(thread, &raw.threads, &mut symbols))
            .collect();
        Ok(Run { raw, threads })
    }
}

fn named(thread: &Thread, all: &[Thread], symbols: &mut Symbols) -> StuckThread {
    let (call, at) = symbols.place(&thread.stack);
    StuckThread {
        pid: thread.pid,
        name: name(thread, all),
        activity: thread.activity,
        call,
        at,
    }
}

/// `main`, the name that the program gave it, or its place in age. A thread without a name carries that of the
/// thread that started it, which in the end is the name of its process.
fn name(thread: &Thread, all: &[Thread]) -> String {
    if thread.tid == thread.pid {
        return "main".to_owned();
    }
    let siblings = all.iter().filter(|other| other.pid == thread.pid);
    let unnamed = siblings
        .clone()
        .find(|other| other.tid == other.pid)
        .is_some_and(|main| main.name == thread.name);
    if unnamed {
        let age = siblings.filter(|other| other.tid < thread.tid).count() + 1;
        return format!("thread {age}");
    }
    thread.name.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandbox::Activity;

    #[test]
    fn threads_without_a_name_are_told_by_age() {
        let thread = |tid, name: &str| Thread {
            pid: 10,
            tid,
            name: name.to_owned(),
            activity: Activity::Running,
            stack: Vec::new(),
        };
        let all = [thread(10, "prog"), thread(11, "consumer"), thread(12, "prog")];
        let names: Vec<String> = all.iter().map(|thread| name(thread, &all)).collect();
        assert_eq!(names, ["main", "consumer", "thread 3"]);
    }
}
