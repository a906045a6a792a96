//! All the processes that grew from one run: found, looked at, stopped and ended as one.

use crate::proc::{self, Syscall};
use crate::stuck::{self, Task};
use crate::{Activity, MARKER};
use rustix::process::{Pid, Signal, WaitOptions, getpid, kill_process, kill_process_group, waitpid};
use std::time::Duration;

/// The processes of one run.
pub(crate) struct Tree {
    /// The first process; its id is also that of its process group, if it has one of its own.
    root: Pid,
    /// `KEY=value` in the environment of everything that grew from the run.
    mark: String,
    /// Whether the root leads a session and a group of its own.
    own_group: bool,
    /// The pipes and files that lead to us: whoever waits for those waits for somebody outside.
    outside: Vec<String>,
}

/// A quick look at a whole tree.
pub(crate) struct Glance {
    pub(crate) processes: usize,
    pub(crate) threads: usize,
    /// Threads that run or sleep for a set time.
    pub(crate) at_work: u32,
    /// Resident memory, in bytes.
    pub(crate) memory: u64,
    /// Whether every thread is in a call that can wait for ever.
    pub(crate) may_be_stuck: bool,
}

/// Rounds of killing: each ends all that is there, so a second one finds only what was born meanwhile.
const MOST_ROUNDS: usize = 2_000;

impl Tree {
    pub(crate) fn new(root: Pid, marker: &str, own_group: bool, outside: Vec<String>) -> Self {
        Tree {
            root,
            mark: format!("{MARKER}={marker}"),
            own_group,
            outside,
        }
    }

    fn root(&self) -> i32 {
        self.root.as_raw_nonzero().get()
    }

    /// The processes that still hang together with the first one.
    fn processes(&self) -> Vec<i32> {
        proc::descendants(&[self.root()])
    }

    /// Those, and the orphans: processes whose parent has ended come to us (we are the subreaper), and their
    /// environment still tells which run they are of.
    fn with_orphans(&self) -> Vec<i32> {
        let us = getpid().as_raw_nonzero().get();
        let ours = proc::children(us)
            .into_iter()
            .filter(|pid| proc::has_in_environment(*pid, &self.mark));
        let roots: Vec<i32> = std::iter::once(self.root()).chain(ours).collect();
        proc::descendants(&roots)
    }

    /// Looks quickly: one small file a thread.
    pub(crate) fn glance(&self) -> Glance {
        let mut glance = Glance {
            processes: 0,
            threads: 0,
            at_work: 0,
            memory: 0,
            may_be_stuck: true,
        };
        for pid in self.processes() {
            glance.processes += 1;
            glance.memory += proc::resident(pid);
            for tid in proc::threads(pid) {
                glance.threads += 1;
                match proc::syscall(pid, tid) {
                    Some(syscall) => {
                        glance.at_work += u32::from(stuck::at_work(syscall));
                        glance.may_be_stuck &= stuck::may_wait(syscall);
                    }
                    // An ended thread is no thread; one that we may not look at could be doing anything.
                    None => {
                        glance.may_be_stuck &=
                            proc::name_and_state(pid, tid).is_none_or(|(_, state)| is_ended(state));
                    }
                }
            }
        }
        glance.may_be_stuck &= glance.threads > 0;
        glance
    }

    /// Looks closely, at orphans too; empty as soon as one thread does not wait.
    pub(crate) fn look(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for pid in self.with_orphans() {
            for tid in proc::threads(pid) {
                match self.task(pid, tid) {
                    Some(task) if is_ended(task.state) => {}
                    Some(task) => tasks.push(task),
                    None => return Vec::new(),
                }
            }
        }
        tasks
    }

    fn task(&self, pid: i32, tid: i32) -> Option<Task> {
        let schedstat = proc::schedstat(pid, tid)?;
        let (_, state) = proc::name_and_state(pid, tid)?;
        if is_ended(state) {
            return Some(Task {
                pid,
                tid,
                state,
                syscall: Syscall::Running,
                schedstat,
                own_pipe: false,
            });
        }
        let syscall = proc::syscall(pid, tid)?;
        let own_pipe = match stuck::activity(syscall) {
            Activity::Read(fd) | Activity::Write(fd) => self.is_own_pipe(pid, fd),
            _ => false,
        };
        Some(Task {
            pid,
            tid,
            state,
            syscall,
            schedstat,
            own_pipe,
        })
    }

    fn is_own_pipe(&self, pid: i32, fd: i32) -> bool {
        proc::descriptor(pid, fd)
            .is_some_and(|target| target.starts_with("pipe:") && !self.outside.contains(&target))
    }

    /// Every thread of the tree with its name and call; `None` for a call that cannot be read.
    pub(crate) fn threads(&self) -> Vec<(i32, i32, String, Option<Syscall>)> {
        let mut all = Vec::new();
        for pid in self.with_orphans() {
            for tid in proc::threads(pid) {
                match proc::name_and_state(pid, tid) {
                    Some((name, state)) if !is_ended(state) => {
                        all.push((pid, tid, name, proc::syscall(pid, tid)));
                    }
                    _ => {}
                }
            }
        }
        all
    }

    /// Whether every thread stands still after [`Tree::signal`] with SIGSTOP.
    pub(crate) fn stands_still(&self) -> bool {
        self.with_orphans().into_iter().all(|pid| {
            proc::threads(pid)
                .into_iter()
                .filter_map(|tid| proc::name_and_state(pid, tid))
                .all(|(_, state)| matches!(state, 'T' | 't') || is_ended(state))
        })
    }

    /// Sends a signal to every process of the tree. Those that have ended meanwhile need none.
    pub(crate) fn signal(&self, signal: Signal) {
        if self.own_group {
            // At one stroke, so that a fork bomb cannot outrun it.
            let _ = kill_process_group(self.root, signal);
        }
        for pid in self.with_orphans().into_iter().filter_map(Pid::from_raw) {
            let _ = kill_process(pid, signal);
        }
    }

    /// Ends every process but the first, which the caller has waited for, and takes the orphans' exit statuses. The
    /// group is not signalled any more: with its leader waited for, its number may soon be somebody else's.
    pub(crate) fn end_the_rest(&self) {
        for round in 0..MOST_ROUNDS {
            let rest: Vec<Pid> = self
                .orphans()
                .into_iter()
                .filter_map(Pid::from_raw)
                .filter(|pid| *pid != self.root)
                .collect();
            if rest.is_empty() {
                return;
            }
            for pid in rest {
                let _ = kill_process(pid, Signal::KILL);
                // Not ours to wait for unless it is our child, orphaned; then it is nobody else's.
                let _ = waitpid(Some(pid), WaitOptions::NOHANG);
            }
            if round > 0 {
                pause(Duration::from_millis(1));
            }
        }
    }

    /// What is left once the first process has been waited for.
    fn orphans(&self) -> Vec<i32> {
        let us = getpid().as_raw_nonzero().get();
        let ours: Vec<i32> = proc::children(us)
            .into_iter()
            .filter(|pid| proc::has_in_environment(*pid, &self.mark))
            .collect();
        let zombies = proc::children(us).into_iter().filter(|pid| {
            // An ended process has no environment any more; its session is still that of the run.
            !ours.contains(pid) && proc::session(*pid) == Some(self.root())
        });
        let roots: Vec<i32> = ours.iter().copied().chain(zombies).collect();
        proc::descendants(&roots)
    }
}

/// Ended threads are still listed until somebody has taken note.
fn is_ended(state: char) -> bool {
    matches!(state, 'Z' | 'X' | 'x')
}

/// Lets the kernel finish what was begun.
#[expect(
    clippy::disallowed_methods,
    reason = "the kernel tells nobody when a stranger's child has gone"
)]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
