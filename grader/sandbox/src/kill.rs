//! Ending a run: everything that is left of it is killed, and the proof that nothing is left is waited for.

use crate::record::Record;
use crate::tree::Tree;
use crate::{Error, ErrorKind};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitOptions, kill_process, kill_process_group, pidfd_send_signal, waitpid,
};
use std::time::{Duration, Instant};

/// How long a killed tree may take to go; only a process that the kernel itself holds on to takes longer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long init is left alone with its tree before it is helped, and then again and again.
const HELP: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 2_000_000,
};

/// The run's init process as its parent holds it: on a leash. Dropping it ends the run and waits for that.
#[derive(Debug)]
pub(crate) struct Init {
    pid: Pid,
    leash: Option<OwnedFd>,
}

impl Init {
    /// Takes charge of a child of ours that ends its run when `leash` is closed.
    pub(crate) fn new(pid: Pid, leash: OwnedFd) -> Self {
        Init {
            pid,
            leash: Some(leash),
        }
    }

    pub(crate) fn pid(&self) -> Pid {
        self.pid
    }

    fn let_go(&mut self) {
        self.leash = None;
    }

    /// Waits for it: it has ended or is about to.
    fn reap(&self) {
        // An error means that this process ignores its children's ends, so that the kernel has reaped it.
        while matches!(waitpid(Some(self.pid), WaitOptions::empty()), Err(Errno::INTR)) {}
    }
}

impl Drop for Init {
    fn drop(&mut self) {
        if self.leash.take().is_some() {
            self.reap();
        }
    }
}

/// What init counted over the whole run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gone {
    /// In microseconds.
    pub(crate) user: i64,
    /// In microseconds.
    pub(crate) system: i64,
    /// The peak of the largest process, in KiB.
    pub(crate) resident: i64,
}

/// Ends a run and waits until nothing of it is left.
///
/// `wild`: whether the program was still going on. Then it is killed from here at once, in step with init: a
/// program that forks as fast as it can must be killed faster.
///
/// # Errors
/// Something could not be killed, or init was killed by the program.
#[expect(clippy::disallowed_methods, reason = "killing has a time limit of its own")]
pub(crate) fn end(mut init: Init, report: &OwnedFd, tree: &mut Tree, wild: bool) -> Result<Gone, Error> {
    init.let_go();
    if wild {
        tree.signal(Signal::KILL);
    }
    let start = Instant::now();
    let mut gone = None;
    while !ended(report, &mut gone)? {
        if start.elapsed() > PATIENCE {
            // It has adopted what it could not kill; without it nobody would ever try again.
            return Err(Error::new(
                ErrorKind::NotEnded,
                "cannot end every process of the program",
                Errno::TIMEDOUT,
            ));
        }
        // The program may have stopped init. It cannot do so for long: it is being killed.
        let _ = kill_process(init.pid, Signal::CONT);
        tree.signal(Signal::KILL);
    }
    init.reap();
    gone.ok_or_else(lost)
}

/// Reads what init has to say, for a while; returns whether init is gone.
fn ended(report: &OwnedFd, gone: &mut Option<Gone>) -> Result<bool, Error> {
    let broken = |error: Errno| Error::watch("cannot listen to the run's init process", error);
    let mut buffer = [0; Record::LENGTH];
    loop {
        match poll(&mut [PollFd::new(report, PollFlags::IN)], Some(&HELP)) {
            Ok(0) | Err(Errno::INTR) => return Ok(false),
            Ok(_) => {}
            Err(error) => return Err(broken(error)),
        }
        match rustix::io::read(report, &mut buffer) {
            Ok(0) => return Ok(true),
            Ok(count) => {
                if let Some(Record::Gone {
                    user,
                    system,
                    resident,
                }) = Record::decode(&buffer[..count])
                {
                    *gone = Some(Gone {
                        user,
                        system,
                        resident,
                    });
                }
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(broken(error)),
        }
    }
}

/// What there is to do, and to say, when init was killed under our hands. The program dies with its init, and its
/// group is killed; what had left the group is out of reach.
pub(crate) fn abandon(init: Init, first: &OwnedFd, group: Option<Pid>) -> Error {
    // Either may be gone already. The group's number cannot be in use again: it was the program's own, which
    // cannot have been gone for longer than it takes to notice.
    let _ = pidfd_send_signal(first, Signal::KILL);
    if let Some(group) = group {
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = kill_process(init.pid, Signal::KILL);
    drop(init);
    let patience = Timespec::try_from(PATIENCE).unwrap_or_default();
    while matches!(
        poll(&mut [PollFd::new(first, PollFlags::IN)], Some(&patience)),
        Err(Errno::INTR)
    ) {}
    lost()
}

fn lost() -> Error {
    Error::watch("the run's init process was killed", Errno::CHILD)
}
