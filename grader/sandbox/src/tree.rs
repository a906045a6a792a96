//! The processes and threads of one run, looked at from outside.
//!
//! The tree is everything below the run's init process (see the module `init`). Nothing can leave it: whoever
//! loses its parent becomes a child of init.

use crate::call::Call;
use crate::pipes;
use crate::proc::{self, Proc};
use crate::task::{Stamp, Stat, State, Task};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};
use std::collections::BTreeSet;

/// What one look found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Every thread, by process and then by age; the dead included that nobody has waited for.
    pub(crate) tasks: Vec<Task>,
    /// Processes that live.
    pub(crate) processes: Vec<i32>,
    /// Resident memory of all of them, in bytes.
    pub(crate) resident: u64,
    /// Whether no thread can have been missed.
    pub(crate) whole: bool,
    /// Whether some process catches a signal that may come out of nowhere.
    pub(crate) timers: bool,
    /// Whether some living thread's system call may not be read.
    pub(crate) hidden: bool,
}

impl Look {
    /// Threads that live.
    pub(crate) fn threads(&self) -> usize {
        self.tasks
            .iter()
            .filter(|task| task.state != State::Ended)
            .count()
    }
}

/// How much a look takes in before it stops, because a limit is passed anyway.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) threads: usize,
    pub(crate) processes: usize,
}

/// The tree of one run.
#[derive(Debug)]
pub(crate) struct Tree {
    init: i32,
    /// Whether the kernel lists the children of each thread; else all processes must be scanned.
    lists: bool,
    /// Pipes that somebody outside the tree holds.
    outside: Vec<u64>,
    page: u64,
    proc: Proc,
}

/// A walk over the tree's processes, parents before their children.
#[derive(Debug)]
struct Walk {
    found: Vec<i32>,
    next: usize,
    seen: BTreeSet<i32>,
}

impl Walk {
    fn next(&mut self) -> Option<i32> {
        loop {
            let pid = *self.found.get(self.next)?;
            self.next += 1;
            // One that lost its parent during the walk may be found again as a child of init.
            if self.seen.insert(pid) {
                return Some(pid);
            }
        }
    }
}

impl Tree {
    /// The tree below process `init`; `outside` are the inodes of pipes that others hold, too.
    ///
    /// # Errors
    /// `/proc` does not show the process.
    pub(crate) fn below(init: Pid, outside: Vec<u64>) -> Result<Tree, Errno> {
        let init = init.as_raw_nonzero().get();
        let mut proc = Proc::default();
        proc.bytes(&format!("/proc/{init}/stat"))?;
        let lists = proc.children(init, init, &mut Vec::new()).is_ok();
        let page = u64::try_from(rustix::param::page_size()).unwrap_or(4096);
        Ok(Tree {
            init,
            lists,
            outside,
            page,
            proc,
        })
    }

    fn walk(&mut self) -> Walk {
        let mut found = Vec::new();
        if self.lists {
            // An error means that init is gone: then nothing is below it.
            let _ = self.proc.children(self.init, self.init, &mut found);
        } else {
            found = self.proc.descendants(self.init);
        }
        Walk {
            found,
            next: 0,
            seen: BTreeSet::new(),
        }
    }

    /// Adds the children of one thread to the walk; false when that thread is gone.
    fn follow(&mut self, pid: i32, tid: i32, walk: &mut Walk) -> bool {
        !self.lists || self.proc.children(pid, tid, &mut walk.found).is_ok()
    }

    /// Looks at every thread, but stops as soon as `bounds` are passed.
    pub(crate) fn look(&mut self, bounds: Bounds) -> Look {
        let mut look = Look {
            whole: true,
            ..Look::default()
        };
        let (mut candidate, mut living) = (true, 0);
        let mut walk = self.walk();
        while let Some(pid) = walk.next() {
            let tids = proc::threads(pid);
            let (mut counted, mut resident) = (0, 0);
            let before = living;
            for &tid in &tids {
                let Some((mut task, stat)) = self.task(pid, tid, &mut look) else {
                    look.whole = false;
                    continue;
                };
                counted = stat.threads;
                resident = stat.resident.max(resident);
                look.timers |= stat.catches_timers;
                if task.state != State::Ended {
                    living += 1;
                    candidate &= task.waits_for_the_tree();
                    if candidate {
                        task.stamp = self.stamp(pid, tid);
                    }
                }
                look.whole &= self.follow(pid, tid, &mut walk);
                look.tasks.push(task);
                if living > bounds.threads {
                    break;
                }
            }
            look.whole &= counted == tids.len();
            look.resident += resident * self.page;
            if living > before {
                look.processes.push(pid);
            }
            if living > bounds.threads || look.processes.len() > bounds.processes {
                look.whole = false;
                break;
            }
        }
        look.tasks.sort_by_key(|task| (task.pid, task.tid));
        look
    }

    /// One thread; `None` if it is gone. Its call is read before its state: see the module `stuck`.
    fn task(&mut self, pid: i32, tid: i32, look: &mut Look) -> Option<(Task, Stat)> {
        let call = self.call(pid, tid);
        let stat = Stat::parse(self.proc.bytes(&format!("/proc/{pid}/task/{tid}/stat")).ok()?)?;
        let mut task = Task {
            pid,
            tid,
            parent: stat.parent,
            state: stat.state,
            call,
            within: false,
            stamp: None,
        };
        if stat.state == State::Asleep {
            task.within = pipes::within(pid, tid, call.wait(), &self.outside);
        }
        look.hidden |= call == Call::Hidden && stat.state != State::Ended;
        Some((task, stat))
    }

    /// What system call a thread is in.
    pub(crate) fn call(&mut self, pid: i32, tid: i32) -> Call {
        self.proc
            .text(&format!("/proc/{pid}/task/{tid}/syscall"))
            .map_or(Call::Hidden, Call::parse)
    }

    fn stamp(&mut self, pid: i32, tid: i32) -> Option<Stamp> {
        let counted = self
            .proc
            .text(&format!("/proc/{pid}/task/{tid}/schedstat"))
            .ok()
            .and_then(Stamp::of_schedstat);
        counted.or_else(|| Stamp::of_status(self.proc.text(&format!("/proc/{pid}/task/{tid}/status")).ok()?))
    }

    /// Whether this one thread still seems to wait for the others; a gone one does.
    pub(crate) fn waits(&mut self, pid: i32, tid: i32) -> bool {
        match self.call(pid, tid) {
            Call::Hidden => true,
            call => {
                let within = pipes::within(pid, tid, call.wait(), &self.outside);
                Task {
                    pid,
                    tid,
                    parent: 0,
                    state: State::Asleep,
                    call,
                    within,
                    stamp: None,
                }
                .waits_for_the_tree()
            }
        }
    }

    /// The largest amount of memory that a process ever had resident, in bytes; 0 if it is gone.
    pub(crate) fn peak(&mut self, pid: i32) -> u64 {
        let status = self.proc.text(&format!("/proc/{pid}/status"));
        status
            .ok()
            .and_then(|text| crate::task::field(text, "VmHWM"))
            .unwrap_or(0)
            * 1024
    }

    /// A thread's name as the kernel knows it; empty if the thread is gone.
    pub(crate) fn name(&mut self, pid: i32, tid: i32) -> String {
        let name = self
            .proc
            .bytes(&format!("/proc/{pid}/task/{tid}/comm"))
            .unwrap_or_default();
        String::from_utf8_lossy(name.strip_suffix(b"\n").unwrap_or(name)).into_owned()
    }

    /// Sends a signal to every process, each before its children are looked for, so that one that forks is hit
    /// before it has forked much. Those that come meanwhile are for the next call.
    pub(crate) fn signal(&mut self, signal: Signal) {
        let mut walk = self.walk();
        while let Some(pid) = walk.next() {
            if let Some(pid) = Pid::from_raw(pid) {
                // An error means that it is gone.
                let _ = kill_process(pid, signal);
            }
            for tid in proc::threads(pid) {
                self.follow(pid, tid, &mut walk);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Tree};
    use crate::task::State;
    use rustix::process::{Pid, Signal};
    use std::process::{Child, Command, Stdio};

    const ALL: Bounds = Bounds {
        threads: 100,
        processes: 100,
    };

    /// A process with three descendants, one of them a grandchild, all asleep.
    #[expect(clippy::disallowed_methods, reason = "a tree to look at")]
    fn family() -> (Child, Pid) {
        let script = "/bin/sleep 60 & (/bin/sleep 60; :) & echo started; wait";
        let mut shell = Command::new("/bin/sh")
            .arg("-c")
            .arg(script)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut line = [0; 8];
        std::io::Read::read_exact(shell.stdout.as_mut().expect("a pipe"), &mut line).expect("a line");
        let pid = Pid::from_child(&shell);
        (shell, pid)
    }

    /// Looks again until the tree has so many living threads.
    fn settle(tree: &mut Tree, count: usize) -> super::Look {
        for _ in 0..10_000 {
            let look = tree.look(ALL);
            if look.threads() == count {
                return look;
            }
        }
        panic!("the tree never had {count} threads: {:?}", tree.look(ALL));
    }

    #[test]
    fn both_ways_see_the_same_tree_and_can_end_it() {
        let (mut shell, pid) = family();
        let mut tree = Tree::below(pid, Vec::new()).expect("it is there");
        assert!(tree.lists, "this kernel lists children");
        let listed = settle(&mut tree, 3);
        tree.lists = false;
        let scanned = settle(&mut tree, 3);
        assert_eq!(listed.processes.len(), 3);
        let mut processes = scanned.processes.clone();
        processes.sort_unstable();
        assert_eq!(
            processes,
            listed.tasks.iter().map(|task| task.pid).collect::<Vec<_>>()
        );
        assert!(listed.resident > 0 && listed.whole && scanned.whole);
        tree.signal(Signal::KILL);
        settle(&mut tree, 0);
        shell.wait().expect("it is ours");
    }

    #[test]
    fn a_look_stops_at_its_bounds() {
        let (mut shell, pid) = family();
        let mut tree = Tree::below(pid, Vec::new()).expect("it is there");
        settle(&mut tree, 3);
        let few = tree.look(Bounds {
            threads: 1,
            processes: 100,
        });
        assert!(few.threads() == 2 && !few.whole, "{few:?}");
        let few = tree.look(Bounds {
            threads: 100,
            processes: 1,
        });
        assert!(few.processes.len() == 2 && !few.whole, "{few:?}");
        tree.signal(Signal::KILL);
        shell.wait().expect("it is ours");
    }

    #[test]
    fn the_names_and_sizes_of_what_is_gone_are_empty() {
        let (mut shell, pid) = family();
        let mut tree = Tree::below(pid, Vec::new()).expect("it is there");
        let look = settle(&mut tree, 3);
        // The shell is still the shell for a moment after its fork; which process is which is not told by their order.
        let named = |tree: &mut Tree| {
            look.tasks
                .iter()
                .any(|task| tree.name(task.pid, task.tid) == "sleep")
        };
        while !named(&mut tree) {
            std::thread::yield_now();
        }
        let task = &look.tasks[0];
        assert!(tree.peak(task.pid) > 0);
        tree.signal(Signal::KILL);
        shell.wait().expect("it is ours");
        assert!(tree.look(ALL).tasks.iter().all(|task| task.state == State::Ended));
        assert_eq!((tree.name(task.pid, -1).as_str(), tree.peak(-1)), ("", 0));
        assert!(Tree::below(pid, Vec::new()).is_err(), "it has been waited for");
    }
}
