//! A million schedules take no more memory than ten thousand.

mod support;

use std::process::Stdio;
use support::{Settings, compile};
use wire::{Request, Strategy};

/// One thread is stuck for ever in every schedule, with memory and a lock in its hands: what it held must not add up.
const PROGRAM: &str = r#"
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

fn main() {
    let lock = Arc::new(Mutex::new(vec![0_u8; 1000]));
    let (sender, receiver) = mpsc::channel::<String>();
    let own = Arc::clone(&lock);
    thread::spawn(move || {
        let text = receiver.recv().unwrap();
        let _held = own.lock().unwrap();
        receiver.recv().unwrap() + &text
    });
    sender.send("x".repeat(1000)).unwrap();
    drop(lock.lock().unwrap());
    std::mem::forget(sender);
}
"#;

/// The most memory that a search over so many schedules had, in KiB.
#[expect(clippy::zombie_processes, reason = "it is waited for, by wait4")]
fn peak(schedules: u64) -> i64 {
    let program = compile(PROGRAM, Settings::default()).expect("it compiles");
    let request = Request {
        strategy: Strategy::Random,
        schedules,
        allow_outputs: true,
        ..Request::default()
    };
    let mut explorer = program.explorer(&request);
    let child = explorer.stderr(Stdio::null()).spawn().expect("the explorer runs");
    let (mut status, mut usage) = (0, unsafe_usage::none());
    let id = unsafe_usage::wait(child.id(), &mut status, &mut usage);
    assert_eq!((id, status), (i64::from(child.id()), 0), "it ends well");
    let report = program.report().expect("there is a report");
    assert!(
        report.schedules >= schedules / 2,
        "{} schedules",
        report.schedules
    );
    usage.ru_maxrss
}

#[expect(unsafe_code, reason = "only wait4 tells how much memory a child has had")]
mod unsafe_usage {
    /// Nothing used.
    pub(crate) fn none() -> libc::rusage {
        // SAFETY: a structure of numbers.
        unsafe { std::mem::zeroed() }
    }

    /// Waits for a child.
    pub(crate) fn wait(id: u32, status: &mut i32, usage: &mut libc::rusage) -> i64 {
        // SAFETY: valid pointers to what is written.
        i64::from(unsafe { libc::wait4(id.cast_signed(), status, 0, usage) })
    }
}

#[test]
fn a_million_schedules_take_no_more_memory_than_ten_thousand() {
    let (few, many) = (peak(10_000), peak(1_000_000));
    assert!(many < few + 1_000, "{few} KiB, and then {many} KiB");
}
