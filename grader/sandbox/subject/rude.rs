//! Faces that do what a well-behaved program does not.

#![expect(unsafe_code, reason = "what is tried here has no safe interface")]

use crate::{Mode, number};
use std::io::Write;
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::time::Duration;

pub(crate) const MODES: &[(&str, Mode)] = &[
    ("busy", |_| {
        loop {
            std::hint::spin_loop();
        }
    }),
    ("flood", flood),
    ("flood-error", flood_error),
    ("bomb", |_| bomb(false)),
    ("bomb-sessions", |_| bomb(true)),
    ("daemon", daemon),
    ("daemons", daemons),
    ("orphans", orphans),
    ("stubborn", stubborn),
    ("household", household),
    ("signals", signals),
    ("undumpable", undumpable),
    ("stop-itself", |_| signal_itself(libc::SIGSTOP)),
    ("stop-parent", stop_parent),
    ("kill-parent", kill_parent),
    ("segfault", segfault),
    ("kill-itself", |args| {
        signal_itself(i32::try_from(number(args)).expect("a signal"));
    }),
    ("many-processes", many_processes),
    ("zombies", zombies),
];

/// Ends the main thread alone.
pub(crate) fn exit_main_thread() -> ! {
    // SAFETY: nothing on this thread's stack is used by another one.
    unsafe { libc::syscall(libc::SYS_exit, 0) };
    unreachable!("the thread is gone")
}

fn flood(_: &[String]) {
    let line = [b'x'; 4096];
    while std::io::stdout().write_all(&line).is_ok() {}
}

fn flood_error(_: &[String]) {
    let line = [b'x'; 4096];
    while std::io::stderr().write_all(&line).is_ok() {}
}

fn fork() -> i32 {
    // SAFETY: this program has one thread where it forks.
    unsafe { libc::fork() }
}

fn new_session() {
    // SAFETY: it takes nothing.
    unsafe { libc::setsid() };
}

fn nap(millis: u64) {
    #[expect(clippy::disallowed_methods, reason = "this is a program to be watched")]
    std::thread::sleep(Duration::from_millis(millis));
}

/// How often a bomb forks in all, and how long its processes then live, so that a sandbox that fails to stop it
/// does not cost the machine.
const FORKS: u32 = 1500;
const LIFE: u64 = 4000;

/// Forks and forks, each process going on to fork, each in a session of its own if asked for.
fn bomb(sessions: bool) {
    // SAFETY: fresh memory that all processes share, zeroed and large enough for one counter.
    let count: &AtomicU32 = unsafe {
        let shared = libc::mmap(
            ptr::null_mut(),
            4096,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_ANONYMOUS,
            -1,
            0,
        );
        assert_ne!(shared, libc::MAP_FAILED);
        &*shared.cast()
    };
    while count.fetch_add(1, Ordering::Relaxed) < FORKS {
        if fork() == 0 && sessions {
            new_session();
        }
    }
    nap(LIFE);
}

/// Leaves a process in a session of its own whose parent is gone, tells its id and ends.
fn daemon(_: &[String]) {
    leave_daemon();
}

fn leave_daemon() {
    if fork() == 0 {
        new_session();
        if fork() == 0 {
            println!("{}", std::process::id());
            nap(LIFE);
        }
        std::process::exit(0);
    }
    nap(50);
}

fn daemons(_: &[String]) {
    for _ in 0..20 {
        if fork() == 0 {
            leave_daemon();
            return;
        }
    }
    nap(30);
}

/// Leaves orphans that end at once, again and again: whoever adopts them has to reap them.
fn orphans(args: &[String]) {
    for _ in 0..number(args) {
        if fork() == 0 {
            if fork() == 0 {
                std::process::exit(0);
            }
            std::process::exit(0);
        }
        // SAFETY: the status may be left out.
        unsafe { libc::waitpid(-1, ptr::null_mut(), 0) };
    }
}

/// Ignores every signal that can be ignored, and so do its children.
fn stubborn(_: &[String]) {
    for signal in 1..=64 {
        // SAFETY: ignoring needs no handler.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
    fork();
    fork();
    nap(LIFE);
}

/// A daemon and four processes, all of which ignore what they can.
fn household(_: &[String]) {
    leave_daemon();
    stubborn(&[]);
}

/// Ends well if every signal has its default action and none is blocked.
fn signals(_: &[String]) {
    for signal in 1..=64 {
        // SAFETY: the old action may be asked for without a new one, and all zeroes is a valid `sigaction`.
        let handler = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            libc::sigaction(signal, ptr::null(), &raw mut action);
            action.sa_sigaction
        };
        // Before `main`, std ignores broken pipes and catches two others to report stack overflows.
        let by_std = [libc::SIGPIPE, libc::SIGSEGV, libc::SIGBUS].contains(&signal);
        assert!(by_std || handler == libc::SIG_DFL, "signal {signal}");
    }
    let status = std::fs::read_to_string("/proc/self/status").expect("our own status");
    let blocked = status
        .lines()
        .find_map(|line| line.strip_prefix("SigBlk:"))
        .expect("a mask");
    assert_eq!(blocked.trim(), "0000000000000000");
}

/// Gets stuck where only the mightiest may look.
fn undumpable(_: &[String]) {
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
        .expect("it may be set");
    let lock = std::sync::Mutex::new(());
    let held = lock.lock();
    drop(lock.lock());
    drop(held);
}

/// A real one: std's own handler lets a mere signal of that number pass.
fn segfault(_: &[String]) {
    // SAFETY: none; the access is meant to fail.
    unsafe { ptr::null_mut::<u8>().write_volatile(1) };
}

fn signal_itself(signal: i32) {
    // SAFETY: both only take numbers.
    unsafe { libc::kill(libc::getpid(), signal) };
    nap(LIFE);
}

fn stop_parent(_: &[String]) {
    // SAFETY: both only take numbers.
    unsafe { libc::kill(libc::getppid(), libc::SIGSTOP) };
}

fn kill_parent(_: &[String]) {
    // SAFETY: both only take numbers.
    unsafe { libc::kill(libc::getppid(), libc::SIGKILL) };
    nap(LIFE);
}

/// So many children that sleep for a while.
fn many_processes(args: &[String]) {
    for _ in 0..number(args) {
        if fork() == 0 {
            nap(300);
            return;
        }
    }
    nap(300);
}

/// So many children that have ended and that nobody waits for; then gets stuck.
fn zombies(args: &[String]) {
    for _ in 0..number(args) {
        if fork() == 0 {
            std::process::exit(0);
        }
    }
    nap(20);
    let lock = std::sync::Mutex::new(());
    let held = lock.lock();
    drop(lock.lock());
    drop(held);
}

static WAKE: AtomicI32 = AtomicI32::new(-1);

extern "C" fn ring(_: libc::c_int) {
    let descriptor = WAKE.load(Ordering::Relaxed);
    // SAFETY: one byte of a constant; writing is async-signal-safe.
    unsafe { libc::write(descriptor, [1_u8].as_ptr().cast(), 1) };
}

/// Blocks in a pipe that only this process holds, until an alarm's handler writes to it.
pub(crate) fn wait_for_alarm() {
    let mut ends = [0; 2];
    let mut byte = [0_u8];
    // SAFETY: the array holds two descriptors; the handler does only what a handler may; the byte can be written.
    unsafe {
        assert_eq!(libc::pipe(ends.as_mut_ptr()), 0);
        WAKE.store(ends[1], Ordering::Relaxed);
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = ring as *const () as usize;
        action.sa_flags = libc::SA_RESTART;
        assert_eq!(
            libc::sigaction(libc::SIGALRM, &raw const action, ptr::null_mut()),
            0
        );
        libc::alarm(1);
        assert_eq!(libc::read(ends[0], byte.as_mut_ptr().cast(), 1), 1);
    }
}
