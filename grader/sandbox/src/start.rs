//! Starting a run: everything is made ready here, and the fork leaves it to the module `init`.

#![expect(
    unsafe_code,
    reason = "a run's init is forked, and its signals are blocked around that"
)]

use crate::init::{self, Plan};
use crate::kill::Init;
use crate::record::{Record, Step};
use crate::{Error, Job, Limits, Streams};
use libc::c_char;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use rustix::fs::{MemfdFlags, OFlags, SealFlags, SeekFrom};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::Pid;
use std::ffi::CString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::ptr;
use std::time::Duration;

/// A run that has just started.
#[derive(Debug)]
pub(crate) struct Started {
    /// The parent of everything in the run; a child of ours.
    pub(crate) init: Init,
    /// The program's first process.
    pub(crate) first: Pid,
    /// The peak resident memory, in bytes, that was counted before the program was executed.
    pub(crate) inherited: u64,
    /// Where init sends its records.
    pub(crate) report: OwnedFd,
    /// The reading ends of standard output and error, non-blocking.
    pub(crate) outputs: [Option<OwnedFd>; 2],
    /// The inodes of the pipes that the program shares with somebody outside the run.
    pub(crate) outside: Vec<u64>,
}

/// The least that a program may reserve, in bytes; what it may have resident is limited by the watcher.
const LEAST_DATA: u64 = 4 << 30;
/// What a thread may reserve besides, for its stack and its allocator's arena.
const DATA_OF_A_THREAD: u64 = 64 << 20;

/// The ends of the program's streams that the child takes over, and those that stay here.
#[derive(Debug)]
struct Ends {
    theirs: Option<[OwnedFd; 3]>,
    ours: [Option<OwnedFd>; 2],
    outside: Vec<u64>,
}

/// Starts the program and returns once it is executing.
pub(crate) fn start(job: &Job) -> Result<Started, Error> {
    let cannot = |error: Errno| Error::start("cannot start", error).at(&job.program);
    let strings = |list: Vec<Vec<u8>>| {
        let list: Result<Vec<CString>, _> = list.into_iter().map(CString::new).collect();
        list.map_err(|error| Error::start("cannot start", error).at(&job.program))
    };
    let program = job.program.as_os_str().as_bytes().to_vec();
    let args = std::iter::once(program).chain(job.args.iter().map(|arg| arg.as_bytes().to_vec()));
    let args = strings(args.collect())?;
    let env = strings(
        job.env
            .iter()
            .map(|(name, value)| [name.as_bytes(), b"=", value.as_bytes()].concat())
            .collect(),
    )?;
    let dir = strings(vec![job.dir.clone().into_os_string().into_vec()])?;

    let ends = ends(&job.streams).map_err(cannot)?;
    let (birth, their_birth) = channel().map_err(cannot)?;
    let (report, their_report) = channel().map_err(cannot)?;
    let (their_leash, leash) = channel().map_err(cannot)?;
    let plan = Plan {
        program: &args[0],
        args: &pointers(&args),
        env: &pointers(&env),
        dir: &dir[0],
        streams: ends
            .theirs
            .as_ref()
            .map(|theirs| theirs.each_ref().map(AsRawFd::as_raw_fd)),
        birth: their_birth.as_raw_fd(),
        report: their_report.as_raw_fd(),
        leash: their_leash.as_raw_fd(),
        data: data(&job.limits),
    };
    let init = Init::new(fork(&plan).map_err(cannot)?, leash);
    drop((their_birth, their_report, their_leash, ends.theirs));
    let (first, inherited) = born(&birth, job)?;
    Ok(Started {
        init,
        first,
        inherited,
        report,
        outputs: ends.ours,
        outside: ends.outside,
    })
}

/// Far more than a program within its limits needs: a program that this stops was out of bounds anyway.
fn data(limits: &Limits) -> u64 {
    let stacks = u64::from(limits.threads).saturating_mul(DATA_OF_A_THREAD);
    limits
        .memory
        .saturating_mul(8)
        .saturating_add(stacks)
        .max(LEAST_DATA)
}

/// A list of C strings as C wants it.
fn pointers(strings: &[CString]) -> Vec<*const c_char> {
    strings
        .iter()
        .map(|string| string.as_ptr())
        .chain([ptr::null()])
        .collect()
}

fn ends(streams: &Streams) -> Result<Ends, Errno> {
    match streams {
        Streams::Captured { stdin } => {
            let (out, their_out) = channel()?;
            let (err, their_err) = channel()?;
            let outside = [&out, &err].into_iter().filter_map(pipe_inode).collect();
            for pipe in [&out, &err] {
                rustix::fs::fcntl_setfl(pipe, OFlags::NONBLOCK)?;
            }
            Ok(Ends {
                theirs: Some([input(stdin)?, their_out, their_err]),
                ours: [Some(out), Some(err)],
                outside,
            })
        }
        Streams::Inherited => {
            let ours = [
                rustix::stdio::stdin(),
                rustix::stdio::stdout(),
                rustix::stdio::stderr(),
            ];
            Ok(Ends {
                theirs: None,
                ours: [None, None],
                outside: ours.into_iter().filter_map(pipe_inode).collect(),
            })
        }
    }
}

/// The inode of a descriptor that leads to a pipe.
fn pipe_inode(descriptor: impl AsFd) -> Option<u64> {
    let stat = rustix::fs::fstat(descriptor).ok()?;
    rustix::fs::FileType::from_raw_mode(stat.st_mode)
        .is_fifo()
        .then_some(stat.st_ino)
}

/// A file without a name that holds `bytes` and cannot be changed. A pipe would have an end on our side, and
/// might be too small to take everything at once.
fn input(bytes: &[u8]) -> Result<OwnedFd, Errno> {
    let file = rustix::fs::memfd_create(c"stdin", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(&file, rest) {
            Ok(count) => rest = &rest[count..],
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    rustix::fs::seek(&file, SeekFrom::Start(0))?;
    rustix::fs::fcntl_add_seals(
        &file,
        SealFlags::SHRINK | SealFlags::GROW | SealFlags::WRITE | SealFlags::SEAL,
    )?;
    clear_of_init(file)
}

/// A pipe: the reading and the writing end.
fn channel() -> Result<(OwnedFd, OwnedFd), Errno> {
    let (read, write) = pipe_with(PipeFlags::CLOEXEC)?;
    Ok((clear_of_init(read)?, clear_of_init(write)?))
}

/// Moves a descriptor out of the way of the numbers that init uses. It only is in the way when we were started
/// with some standard stream closed.
fn clear_of_init(descriptor: OwnedFd) -> Result<OwnedFd, Errno> {
    if descriptor.as_raw_fd() >= init::UNUSED {
        return Ok(descriptor);
    }
    rustix::io::fcntl_dupfd_cloexec(&descriptor, init::UNUSED)
}

/// Forks the run's init.
fn fork(plan: &Plan<'_>) -> Result<Pid, Errno> {
    // SAFETY: all zeroes is a valid signal set, and the calls fill the sets in. Signals are blocked so that none
    // of our handlers runs in the child. The child has one thread and never leaves `init::init`, which keeps to
    // what may be done between fork and exec.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        let mut before: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const all, &raw mut before);
        let pid = libc::fork();
        if pid == 0 {
            init::init(plan);
        }
        // Before anything else can change what it says.
        let error = std::io::Error::last_os_error();
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const before, ptr::null_mut());
        let unknown = Errno::AGAIN;
        Pid::from_raw(pid)
            .filter(|_| pid > 0)
            .ok_or_else(|| Errno::from_io_error(&error).unwrap_or(unknown))
    }
}

/// Waits until the program is executing: the kernel closes the last writing end at that instant.
fn born(birth: &OwnedFd, job: &Job) -> Result<(Pid, u64), Error> {
    let cannot = |error: Errno| Error::start("cannot start", error).at(&job.program);
    let mut child = None;
    let mut buffer = [0; Record::LENGTH];
    loop {
        if !readable(birth.as_fd(), job.limits.wall).map_err(cannot)? {
            return Err(cannot(Errno::TIMEDOUT));
        }
        match rustix::io::read(birth, &mut buffer) {
            Ok(0) => return child.ok_or_else(|| cannot(Errno::CHILD)),
            Ok(count) => match Record::decode(&buffer[..count]) {
                Some(Record::Born { pid, resident }) => {
                    let resident = u64::try_from(resident).unwrap_or(0).saturating_mul(1024);
                    child = Pid::from_raw(pid).map(|pid| (pid, resident));
                }
                Some(Record::Failed { step, errno }) => return Err(failed(job, step, errno)),
                _ => return Err(cannot(Errno::PROTO)),
            },
            Err(Errno::INTR) => {}
            Err(error) => return Err(cannot(error)),
        }
    }
}

fn failed(job: &Job, step: Step, errno: i32) -> Error {
    let error = Errno::from_raw_os_error(errno);
    match step {
        Step::SetUp => Error::start("cannot set up a process for", error).at(&job.program),
        Step::Directory => Error::start("cannot go to", error).at(&job.dir),
        Step::Execute => Error::start("cannot start", error).at(&job.program),
    }
}

/// Waits until there is something to read, or the end, for at most `time`.
fn readable(descriptor: BorrowedFd<'_>, time: Duration) -> Result<bool, Errno> {
    let time = Timespec::try_from(time).map_err(|_| Errno::INVAL)?;
    loop {
        match poll(
            &mut [PollFd::from_borrowed_fd(descriptor, PollFlags::IN)],
            Some(&time),
        ) {
            Err(Errno::INTR) => {}
            result => return result.map(|ready| ready > 0),
        }
    }
}
