//! The run's init: a small process between us and the program.
//!
//! It starts the program, adopts whatever loses its parent, reaps the dead, tells the watcher how the program
//! ended, and then kills everything that is left below it. Because it adopts every orphan of its own run and of no other,
//! nothing can leave a run: not by a double fork, not by a session of its own. Its last message is sent when it
//! has no child left, which proves that nothing of the run is left.
//!
//! It holds one end of a pipe, the leash, whose other end only the watcher holds. When the leash is let go, be it
//! on purpose or because the grader was killed, the run ends even though the program has not.
//!
//! All code here runs in a fork of a process with many threads: until the program is executed it must not
//! allocate, lock or panic. System calls and the C library's async-signal-safe functions are all that it uses.

#![expect(unsafe_code, reason = "what lies between fork and exec has no safe interface")]

use crate::clock::monotonic;
use crate::record::{Gone, Record, Status, Step};
use libc::{c_char, c_int};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::{Pid, Resource, Rlimit, Signal};
use std::ffi::CStr;
use std::ptr;

/// What the child needs, all made before the fork. Every descriptor is above those that init uses itself.
pub(crate) struct Plan<'a> {
    pub(crate) program: &'a CStr,
    /// Ends with a null pointer, like `env`; the strings outlive the plan.
    pub(crate) args: &'a [*const c_char],
    pub(crate) env: &'a [*const c_char],
    pub(crate) dir: &'a CStr,
    /// Standard input, output and error; `None`: ours, together with our session and process group.
    pub(crate) streams: Option<[c_int; 3]>,
    pub(crate) birth: c_int,
    pub(crate) report: c_int,
    pub(crate) leash: c_int,
    /// See `RLIMIT_DATA` in `first`.
    pub(crate) data: u64,
}

/// Where init has its descriptors.
const BIRTH: c_int = 3;
const REPORT: c_int = 4;
const LEASH: c_int = 5;
/// The first number that init has no use for.
pub(crate) const UNUSED: c_int = 6;

/// How long init waits for the next death while it ends a run, before it looks for children again.
const AGAIN: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 2_000_000,
};

/// Becomes the run's init. The caller has just been forked, with every signal blocked.
///
/// Not a Rust function, so that not even a panic could return into the copy of the grader.
pub(crate) extern "C" fn init(plan: &Plan<'_>) -> ! {
    let deaths = match set_up(plan) {
        Ok(deaths) => deaths,
        Err(errno) => fail(Step::SetUp, errno),
    };
    let me = rustix::process::getpid();
    // SAFETY: this process has one thread, and the child keeps to what may be done between fork and exec.
    let child = unsafe { libc::fork() };
    if child == 0 {
        first(plan, me);
    }
    let Some(first) = Pid::from_raw(child).filter(|_| child > 0) else {
        fail(Step::SetUp, last_errno())
    };
    // What is left open here would keep the program's streams open, and the news of its birth from coming.
    for descriptor in 0..=BIRTH {
        // SAFETY: nothing in this process uses them any more.
        unsafe { libc::close(descriptor) };
    }
    // A signal that is meant for our group, as from a terminal, must not reach init.
    let _ = rustix::process::setsid();
    watch(first, deaths);
    end(first, plan.streams.is_some(), deaths)
}

/// Puts the descriptors where they belong and makes one that tells of ended children.
fn set_up(plan: &Plan<'_>) -> Result<c_int, Errno> {
    // Any process id means "on".
    rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    for (from, to) in [(plan.birth, BIRTH), (plan.report, REPORT), (plan.leash, LEASH)] {
        // SAFETY: the numbers below `UNUSED` belong to init alone.
        check(unsafe { libc::dup3(from, to, libc::O_CLOEXEC) })?;
    }
    for (from, to) in plan.streams.iter().flatten().copied().zip(0..) {
        // SAFETY: as above; these three stay open in the program.
        check(unsafe { libc::dup2(from, to) })?;
    }
    close_the_rest();
    // SAFETY: all zeroes is a valid `sigaction` (the default action), and the sets are made before they are used.
    unsafe {
        // A grader that ignores the signal must not make the kernel drop the statuses of our children.
        let default: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(
            libc::SIGCHLD,
            &raw const default,
            ptr::null_mut(),
        ))?;
        let mut deaths: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut deaths);
        libc::sigaddset(&raw mut deaths, libc::SIGCHLD);
        check(libc::signalfd(
            -1,
            &raw const deaths,
            libc::SFD_CLOEXEC | libc::SFD_NONBLOCK,
        ))
    }
}

/// Nothing of the grader's stays open: not in init, whose copies would keep pipes of other runs from ending, and
/// not in the program.
fn close_the_rest() {
    // SAFETY: only numbers that init has no use for are closed.
    unsafe {
        if libc::syscall(libc::SYS_close_range, UNUSED, c_int::MAX, 0) == 0 {
            return;
        }
        // Kernels before 5.9.
        let most = rustix::process::getrlimit(Resource::Nofile)
            .current
            .unwrap_or(65536)
            .min(65536);
        for descriptor in UNUSED..c_int::try_from(most).unwrap_or(65536) {
            libc::close(descriptor);
        }
    }
}

/// The first process of the run: becomes the program.
fn first(plan: &Plan<'_>, init: Pid) -> ! {
    let errno = match become_ready(plan, init) {
        Ok(()) => {
            if let Err(errno) = rustix::process::chdir(plan.dir) {
                fail(Step::Directory, errno);
            }
            let resident = usage(libc::RUSAGE_SELF).ru_maxrss;
            let pid = rustix::process::getpid().as_raw_nonzero().get();
            tell(BIRTH, Record::Born { pid, resident });
            // SAFETY: the strings and both lists with their final null pointers outlive the call.
            unsafe { libc::execve(plan.program.as_ptr(), plan.args.as_ptr(), plan.env.as_ptr()) };
            fail(Step::Execute, last_errno())
        }
        Err(errno) => errno,
    };
    fail(Step::SetUp, errno)
}

fn become_ready(plan: &Plan<'_>, init: Pid) -> Result<(), Errno> {
    // Only the death of init itself ends the program by this; init ends everything else.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    if rustix::process::getppid() != Some(init) {
        exit(1);
    }
    if plan.streams.is_some() {
        rustix::process::setsid()?;
    }
    // One byte, not none: a handler that the system pipes core dumps to is only kept away by this value.
    limit(Resource::Core, 1)?;
    // Address space that is not touched costs nothing, so this is far above the limit on resident memory. It
    // stops a program that takes memory faster than anyone can look.
    limit(Resource::Data, plan.data)?;
    prefer_for_out_of_memory();
    // SAFETY: all zeroes is a valid `sigaction`, the default; setting one that cannot be set only fails.
    unsafe {
        let default: libc::sigaction = std::mem::zeroed();
        for signal in 1..=64 {
            libc::sigaction(signal, &raw const default, ptr::null_mut());
        }
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut none);
        check(libc::sigprocmask(
            libc::SIG_SETMASK,
            &raw const none,
            ptr::null_mut(),
        ))?;
    }
    Ok(())
}

/// Lowers a limit; what is lower already stays.
fn limit(resource: Resource, to: u64) -> Result<(), Errno> {
    let now = rustix::process::getrlimit(resource);
    let lower = |limit: Option<u64>| Some(limit.map_or(to, |limit| limit.min(to)));
    rustix::process::setrlimit(
        resource,
        Rlimit {
            current: lower(now.current),
            maximum: lower(now.maximum),
        },
    )
}

/// If the machine runs out of memory, the program goes first. Best effort: the watcher has a limit of its own.
fn prefer_for_out_of_memory() {
    if let Ok(file) = rustix::fs::open(
        c"/proc/self/oom_score_adj",
        OFlags::WRONLY | OFlags::CLOEXEC,
        Mode::empty(),
    ) {
        let _ = rustix::io::write(&file, b"1000");
    }
}

/// Reaps orphans until the program has ended, and has been reported, or the leash is let go.
fn watch(first: Pid, deaths: c_int) {
    while !reap(first) {
        let mut wake = [
            PollFd::from_borrowed_fd(fd(LEASH), PollFlags::IN),
            poll_in(deaths),
        ];
        if poll(&mut wake, None).is_ok() && wake[0].revents() != PollFlags::empty() {
            return;
        }
        forget(deaths);
    }
}

/// Reaps what has ended; reports the end of the program, but leaves its zombie. Returns whether it has ended.
fn reap(first: Pid) -> bool {
    let first = first.as_raw_nonzero().get();
    while let Ok(Some((pid, status))) = ended(libc::WNOHANG | libc::WNOWAIT) {
        if pid == first {
            tell(
                REPORT,
                Record::Ended {
                    status,
                    at: monotonic(),
                },
            );
            return true;
        }
        // SAFETY: no pointer is handed over but null. The process has ended, and only we reap it.
        unsafe { libc::waitpid(pid, ptr::null_mut(), libc::WNOHANG) };
    }
    false
}

/// Kills everything below init until nothing is left.
fn end(first: Pid, own_group: bool, deaths: c_int) -> ! {
    if own_group {
        // All at once, while the first process, be it a zombie, keeps the group's number from being used again.
        let _ = rustix::process::kill_process_group(first, Signal::KILL);
    }
    loop {
        kill_children();
        loop {
            match ended(libc::WNOHANG) {
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(_) => {
                    tell(REPORT, Record::Gone(used()));
                    exit(0);
                }
            }
        }
        let _ = poll(&mut [poll_in(deaths)], Some(&AGAIN));
        forget(deaths);
    }
}

/// Kills init's own children. Theirs become init's once they are dead. None can be mistaken for a stranger: only
/// init reaps them, so their ids are theirs until then.
fn kill_children() {
    let Ok(list) = rustix::fs::open(
        c"/proc/thread-self/children",
        OFlags::RDONLY | OFlags::CLOEXEC,
        Mode::empty(),
    ) else {
        return;
    };
    let mut buffer = [0; 4096];
    let mut number: c_int = 0;
    while let Ok(count @ 1..) = rustix::io::read(&list, &mut buffer) {
        for &byte in buffer.iter().take(count) {
            if byte.is_ascii_digit() {
                number = number.wrapping_mul(10).wrapping_add(c_int::from(byte & 0xf));
            } else if let Some(pid) = Pid::from_raw(std::mem::take(&mut number)) {
                let _ = rustix::process::kill_process(pid, Signal::KILL);
            }
        }
    }
}

/// A child that has ended, and how; an error when there is no child at all.
fn ended(options: c_int) -> Result<Option<(c_int, Status)>, Errno> {
    // SAFETY: all zeroes is a valid `siginfo_t`, and stays one if no child has ended; if one has, the kernel has
    // filled in the fields that are read.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        check(libc::waitid(
            libc::P_ALL,
            0,
            &raw mut info,
            libc::WEXITED | options,
        ))?;
        let status = if info.si_code == libc::CLD_EXITED {
            Status::Exited
        } else {
            Status::Signaled
        };
        Ok((info.si_pid() != 0).then(|| (info.si_pid(), status(info.si_status()))))
    }
}

/// What all processes used that were waited for.
fn used() -> Gone {
    let all = usage(libc::RUSAGE_CHILDREN);
    let micros = |time: libc::timeval| time.tv_sec.saturating_mul(1_000_000).saturating_add(time.tv_usec);
    Gone {
        user: micros(all.ru_utime),
        system: micros(all.ru_stime),
        resident: all.ru_maxrss,
    }
}

fn usage(who: c_int) -> libc::rusage {
    // SAFETY: all zeroes is a valid `rusage`, and the call fills it in.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(who, &raw mut usage);
        usage
    }
}

/// Empties the descriptor that tells of deaths: what counts is who has ended, not how often that was said.
fn forget(deaths: c_int) {
    let mut buffer = [0; 1024];
    while rustix::io::read(fd(deaths), &mut buffer).is_ok() {}
}

fn tell(descriptor: c_int, record: Record) {
    // If nobody listens any more, the leash is loose as well.
    let _ = rustix::io::write(fd(descriptor), &record.encode());
}

fn fail(step: Step, errno: Errno) -> ! {
    tell(
        BIRTH,
        Record::Failed {
            step,
            errno: errno.raw_os_error(),
        },
    );
    exit(127)
}

fn exit(status: c_int) -> ! {
    // SAFETY: nothing runs at this exit, neither handlers nor destructors.
    unsafe { libc::_exit(status) }
}

fn check(result: c_int) -> Result<c_int, Errno> {
    if result == -1 {
        Err(last_errno())
    } else {
        Ok(result)
    }
}

fn last_errno() -> Errno {
    // Neither allocates: the error is but the number.
    Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::INVAL)
}

fn fd(number: c_int) -> BorrowedFd<'static> {
    // SAFETY: init closes none of its own descriptors before it ends.
    unsafe { BorrowedFd::borrow_raw(number) }
}

fn poll_in(descriptor: c_int) -> PollFd<'static> {
    PollFd::from_borrowed_fd(fd(descriptor), PollFlags::IN)
}
