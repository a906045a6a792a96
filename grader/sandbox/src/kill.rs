//! Ending a run: everything that is left of it is killed, and the proof that nothing is left is waited for.

use crate::record::{Gone, Record};
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
    loop {
        match news(report)? {
            News::Gone(gone) => {
                init.reap();
                return Ok(gone);
            }
            News::Lost => {
                init.reap();
                return Err(lost());
            }
            News::None if start.elapsed() > PATIENCE => {
                // Init is left behind: it has adopted what could not be killed yet, and goes on trying.
                let doing = "cannot end every process of the program";
                return Err(Error::new(ErrorKind::NotEnded, doing, Errno::TIMEDOUT));
            }
            News::None => {
                // The program may have stopped init. It cannot do so for long: it is being killed.
                let _ = kill_process(init.pid, Signal::CONT);
                tree.signal(Signal::KILL);
            }
        }
    }
}

/// What init has to say while it ends a run.
enum News {
    /// Nothing yet.
    None,
    /// Nothing of the run is left.
    Gone(Gone),
    /// Init itself was killed.
    Lost,
}

/// Listens to init for a while.
fn news(report: &OwnedFd) -> Result<News, Error> {
    let broken = |error: Errno| Error::watch("cannot listen to the run's init process", error);
    let mut buffer = [0; Record::LENGTH];
    loop {
        match poll(&mut [PollFd::new(report, PollFlags::IN)], Some(&HELP)) {
            Ok(0) | Err(Errno::INTR) => return Ok(News::None),
            Ok(_) => {}
            Err(error) => return Err(broken(error)),
        }
        match rustix::io::read(report, &mut buffer) {
            Ok(0) => return Ok(News::Lost),
            Ok(count) => {
                // The other message, how the program ended, may come when it was about to be ended anyway.
                if let Some(Record::Gone(gone)) = Record::decode(&buffer[..count]) {
                    return Ok(News::Gone(gone));
                }
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(broken(error)),
        }
    }
}

/// What there is to do, and to say, when init was killed under our hands. The program dies with its init, and its
/// group is killed; what had left the group is out of reach.
pub(crate) fn abandon(init: Init, first: Option<&OwnedFd>, group: Option<Pid>) -> Error {
    // Either may be gone already. The group's number cannot be in use again: it was the program's own, which
    // cannot have been gone for longer than it takes to notice.
    if let Some(group) = group {
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = kill_process(init.pid, Signal::KILL);
    drop(init);
    if let Some(first) = first {
        let _ = pidfd_send_signal(first, Signal::KILL);
        let patience = Timespec::try_from(PATIENCE).unwrap_or_default();
        while matches!(
            poll(&mut [PollFd::new(first, PollFlags::IN)], Some(&patience)),
            Err(Errno::INTR)
        ) {}
    }
    lost()
}

fn lost() -> Error {
    Error::watch("the run's init process was killed", Errno::CHILD)
}
