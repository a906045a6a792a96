//! The loop that watches a run: one thread, asleep until something happens or a look is due.

use crate::capture::{Flow, Stream};
use crate::clock::Clock;
use crate::kill;
use crate::looks::{Looks, Sight};
use crate::record::{Record, Status};
use crate::start::Started;
use crate::tree::{Look, Tree};
use crate::{Ending, Error, Job, RawRun, Streams, threads, usage};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::process::{PidfdFlags, pidfd_open};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long the interrupt flag may go unnoticed.
const LISTEN: Duration = Duration::from_millis(15);
/// A delay up to this is the way of a busy machine; after a longer one, the machine stood still.
const USUAL_DELAY: Duration = Duration::from_millis(50);

/// A run that is being watched.
struct Watch<'a> {
    job: &'a Job,
    interrupt: &'a AtomicBool,
    clock: Clock,
    report: &'a OwnedFd,
    streams: [Stream; 2],
    tree: &'a mut Tree,
    looks: Looks,
    stalled: Duration,
    /// When the first process ended by itself.
    ended: Option<Duration>,
    chunk: Vec<u8>,
}

/// Why watching ended.
enum Outcome {
    /// The program came to an end, or must be brought to one. The look is that of a stuck tree.
    Over(Ending, Option<Look>),
    /// Init is gone without having said how the program ended.
    Lost,
}

/// Watches a started run to its end, and leaves nothing of it.
pub(crate) fn watch(
    job: &Job,
    interrupt: &AtomicBool,
    started: Started,
    clock: Clock,
) -> Result<RawRun, Error> {
    let Started {
        init,
        first,
        inherited,
        report,
        outputs,
        outside,
    } = started;
    let group = matches!(job.streams, Streams::Captured { .. }).then_some(first);
    // It may be over already; then it cannot be in need of being killed.
    let first_process = pidfd_open(first, PidfdFlags::empty()).ok();
    let mut tree = Tree::below(init.pid(), outside)
        .map_err(|error| Error::watch("cannot look into", error).at("/proc"))?;
    let mut watch = Watch {
        job,
        interrupt,
        clock,
        report: &report,
        streams: outputs.map(|pipe| Stream::new(pipe, job.limits.output)),
        tree: &mut tree,
        looks: Looks::new(job.limits, first.as_raw_nonzero().get()),
        stalled: Duration::ZERO,
        ended: None,
        chunk: Vec::new(),
    };
    let outcome = watch.until_over()?;
    let Outcome::Over(ending, look) = outcome else {
        return Err(kill::abandon(init, first_process.as_ref(), group));
    };
    let elapsed = watch.ended.unwrap_or_else(|| clock.now());
    let threads = match (ending, look) {
        (_, Some(look)) => threads::describe(watch.tree, &look),
        (Ending::OutOfTime, None) => threads::freeze(watch.tree),
        _ => Vec::new(),
    };
    watch.read(elapsed)?;
    let Watch {
        streams: [stdout, stderr],
        looks,
        stalled,
        ..
    } = watch;
    let wild = !matches!(ending, Ending::Exited(_) | Ending::Signaled(_));
    let gone = kill::end(init, &report, &mut tree, wild)?;
    Ok(RawRun {
        ending,
        elapsed,
        stalled,
        usage: usage::usage(gone, inherited, looks.peak_memory),
        stdout: stdout.finish(),
        stderr: stderr.finish(),
        peak_at_work: looks.peak_at_work,
        at_work: looks.at_work(elapsed),
        blind: looks.hidden,
        threads,
    })
}

impl Watch<'_> {
    fn until_over(&mut self) -> Result<Outcome, Error> {
        let over = |ending| Ok(Outcome::Over(ending, None));
        loop {
            let busy = (self.clock.now(), Clock::used());
            if self.interrupt.load(Ordering::Relaxed) {
                return over(Ending::Interrupted);
            }
            if busy.0 >= self.job.limits.wall {
                return over(Ending::OutOfTime);
            }
            match self.looks.due(self.tree, self.clock, busy.0) {
                Sight::Nothing => {}
                Sight::Limit(ending) => return over(ending),
                Sight::Stuck(look) => return Ok(Outcome::Over(Ending::Stuck, Some(look))),
            }
            let now = self.clock.now();
            let (looked, ran) = (now.saturating_sub(busy.0), Clock::used().saturating_sub(busy.1));
            self.stall(looked.saturating_sub(ran));
            let until = self
                .looks
                .cadence
                .next()
                .min(self.job.limits.wall)
                .min(now + LISTEN);
            if self.sleep(until)? {
                match self.status()? {
                    Some(Status::Exited(status)) => return over(Ending::Exited(status)),
                    Some(Status::Signaled(signal)) => return over(Ending::Signaled(signal)),
                    None => return Ok(Outcome::Lost),
                }
            }
            let now = self.clock.now();
            self.stall(now.saturating_sub(until));
            if self.read(now)? == Flow::Over {
                return over(Ending::TooMuchOutput);
            }
        }
    }

    /// Sleeps until this time since the start, or until something can be read; returns whether that is a report.
    fn sleep(&self, until: Duration) -> Result<bool, Error> {
        let mut wake = vec![PollFd::new(self.report, PollFlags::IN)];
        wake.extend(
            self.streams
                .iter()
                .filter_map(Stream::pipe)
                .map(|pipe| PollFd::new(pipe, PollFlags::IN)),
        );
        let rest = until.saturating_sub(self.clock.now());
        // Only a time of centuries does not fit, and waking up early does no harm.
        let rest = Timespec::try_from(rest).unwrap_or_default();
        match poll(&mut wake, Some(&rest)) {
            Ok(_) => Ok(wake[0].revents() != PollFlags::empty()),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(Error::watch("cannot wait for the program", error)),
        }
    }

    /// Takes what the program has written so far.
    fn read(&mut self, now: Duration) -> Result<Flow, Error> {
        let mut flow = Flow::Open;
        for stream in &mut self.streams {
            let read = stream.read(now, &mut self.chunk);
            if read.map_err(|error| Error::watch("cannot read the program's output", error))? == Flow::Over {
                flow = Flow::Over;
            }
        }
        Ok(flow)
    }

    /// How init says that the first process ended; `None` if it is gone without a word.
    fn status(&mut self) -> Result<Option<Status>, Error> {
        let mut buffer = [0; Record::LENGTH];
        loop {
            match rustix::io::read(self.report, &mut buffer) {
                Ok(count) => match Record::decode(&buffer[..count]) {
                    Some(Record::Ended { status, at }) => {
                        self.ended = Some(self.clock.at(at));
                        return Ok(Some(status));
                    }
                    _ => return Ok(None),
                },
                Err(Errno::INTR) => {}
                Err(error) => return Err(Error::watch("cannot listen to the run's init process", error)),
            }
        }
    }

    /// Counts a delay that is longer than usual.
    fn stall(&mut self, delay: Duration) {
        if delay > USUAL_DELAY {
            self.stalled += delay;
        }
    }
}
