//! Where stuck threads are: the call into std and the learner's line, for every way to wait that std has, with std
//! linked in and as a shared library. A new toolchain that moves std's insides is noticed here.
#![expect(clippy::disallowed_methods, reason = "the test builds its programs itself")]

use grader::run::{Executor, Native, StuckThread};
use sandbox::{Ending, Job, Limits, Streams};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

const DYNAMIC: &[&str] = &["-C", "prefer-dynamic", "-C", "rpath"];

/// Builds a program, runs it until it is found stuck or out of time, and gives its threads.
fn threads(source: &str, flags: &[&str], wall: Duration) -> (Ending, Vec<StuckThread>) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    std::fs::create_dir(root.join("src")).unwrap();
    std::fs::write(root.join("src/main.rs"), source).unwrap();
    let built = Command::new("rustc")
        .args([
            "--edition",
            "2024",
            "-C",
            "debuginfo=line-tables-only",
            "-o",
            "program",
            "src/main.rs",
        ])
        .args(flags)
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let job = Job {
        program: root.join("program"),
        args: Vec::new(),
        env: Vec::new(),
        dir: root.clone(),
        streams: Streams::Captured { stdin: Vec::new() },
        limits: Limits {
            wall,
            memory: 1 << 30,
            output: 1 << 16,
            threads: 64,
            processes: 4,
        },
    };
    let run = Native::new(root)
        .run(&job, Path::new("src"), &AtomicBool::new(false))
        .unwrap();
    (run.raw.ending, run.threads)
}

/// One thread of a stuck program must be in this call at the line that holds `// here`.
#[track_caller]
fn check(body: &str, thread: &str, call: &str) {
    let source = format!("#![allow(unused)]\nuse std::sync::*;\nuse std::thread;\n{body}");
    let line = source.lines().position(|line| line.contains("// here")).unwrap() + 1;
    for flags in [&[] as &[&str], DYNAMIC] {
        let (ending, threads) = threads(&source, flags, Duration::from_secs(20));
        assert_eq!(ending, Ending::Stuck, "{body}");
        let found = threads.iter().find(|other| other.name == thread);
        let found = found.unwrap_or_else(|| panic!("no thread {thread} among {threads:?}"));
        let at = found.at.as_ref().map(|at| (at.file.as_str(), at.line as usize));
        assert_eq!(at, Some(("src/main.rs", line)), "{flags:?} {found:?}");
        assert_eq!(found.call.as_deref(), Some(call), "{flags:?} {found:?}");
    }
}

#[test]
fn locks() {
    check(
        "fn main() { let m = Mutex::new(0); let a = m.lock();\n m.lock(); // here\n drop(a); }",
        "main",
        "Mutex::lock",
    );
    check(
        "fn main() { let m = RwLock::new(0); let a = m.read();\n m.write(); // here\n drop(a); }",
        "main",
        "RwLock::write",
    );
}

#[test]
fn conditions_and_barriers() {
    let condvar = "fn main() { let m = Mutex::new(0); let c = Condvar::new(); let g = m.lock().unwrap();\n c.wait(g); // here\n }";
    check(condvar, "main", "Condvar::wait");
    check(
        "fn main() {\n Barrier::new(2).wait(); // here\n }",
        "main",
        "Barrier::wait",
    );
    check(
        "fn main() {\n thread::park(); // here\n }",
        "main",
        "thread::park",
    );
}

#[test]
fn channels() {
    check(
        "fn main() { let (tx, rx) = mpsc::channel::<String>();\n rx.recv(); // here\n drop(tx); }",
        "main",
        "Receiver::recv",
    );
    let full =
        "fn main() { let (tx, rx) = mpsc::sync_channel(1); tx.send(1);\n tx.send(2); // here\n drop(rx); }";
    check(full, "main", "SyncSender::send");
    let iterated =
        "fn main() { let (tx, rx) = mpsc::channel::<u8>();\n for item in rx { // here\n }\n drop(tx); }";
    check(iterated, "main", "IntoIter::next");
}

#[test]
fn joins() {
    check(
        "fn main() { let t = thread::spawn(thread::park);\n t.join(); // here\n }",
        "main",
        "JoinHandle::join",
    );
    check(
        "fn main() {\n thread::scope(|s| { // here\n s.spawn(thread::park); });\n }",
        "main",
        "thread::scope",
    );
}

/// The line is the learner's own, in a closure, behind a helper of the learner's, in a thread with a name.
#[test]
fn closures_and_helpers() {
    let closure = "fn main() { let t = thread::Builder::new().name(\"waiter\".into()).spawn(|| {\n thread::park(); // here\n }).unwrap(); t.join(); }";
    check(closure, "waiter", "thread::park");
    let helper = "fn take<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {\n m.lock().unwrap() // here\n }\nfn main() { let m = Mutex::new(0); let a = take(&m); take(&m); drop(a); }";
    check(helper, "main", "Mutex::lock");
}

/// A thread that computes is found where it is, too.
#[test]
fn a_busy_loop() {
    let source = "fn spin() -> u64 {\n    let mut n = 0u64;\n    loop {\n        n = n.wrapping_mul(3);\n        if n == 7 { return n; }\n    }\n}\nfn main() {\n    println!(\"{}\", spin());\n}\n";
    let (ending, threads) = threads(source, DYNAMIC, Duration::from_millis(300));
    assert_eq!(ending, Ending::OutOfTime);
    let at = threads[0].at.as_ref().expect("the line of the loop");
    assert!((3..=6).contains(&at.line), "{at:?}");
    assert_eq!(threads[0].activity, sandbox::Activity::Running);
}
