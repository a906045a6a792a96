//! Programs that hang, flood, crash, fork and do not compile: each gets its verdict, its sentence and its line, and
//! nothing of it is left running.

mod containment;

use e2e::Course;
use serde_json::Value;

/// Grades a program that should print `ok`, within a second.
fn grade(source: &str) -> Value {
    grade_with(
        "          - output: \"ok\\n\"\n        limits: {wall: 1s, output: 1KiB, memory: 64MiB, threads: 16}\n",
        source,
    )
}

fn grade_with(checks: &str, source: &str) -> Value {
    let course = Course::with(checks, source);
    let output = course
        .grader(&["check", "only", "--format", "json"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let report: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)));
    let passed = report["exercises"][0]["verdict"] == "PASS";
    assert_eq!(output.status.code(), Some(i32::from(!passed)), "{report}");
    assert_eq!(
        course.read("exercises/one/only/src/main.rs"),
        source,
        "the learner's file was changed"
    );
    report["exercises"][0].clone()
}

/// A program, its verdict, a part of its sentence, and the line that a finding names (0: none is asked for).
#[track_caller]
fn check(source: &str, verdict: &str, sentence: &str, line: u64) {
    let entry = grade(source);
    assert_eq!(entry["verdict"], verdict, "{entry:#}");
    let message = entry["message"].as_str().unwrap();
    assert!(message.contains(sentence), "`{sentence}` is not in `{message}`");
    if line > 0 {
        let places = entry["findings"][0]["places"].as_array().unwrap();
        assert!(
            places.iter().any(|place| place["line"] == line),
            "line {line} is not among {places:?}"
        );
    }
}

#[test]
fn a_right_program_passes() {
    check("fn main() {\n    println!(\"ok\");\n}\n", "PASS", "", 0);
}

#[test]
fn stuck_programs_are_told_with_the_call_and_the_line() {
    let cases = [
        (
            "use std::sync::Mutex;\nfn main() {\n    let m = Mutex::new(0);\n    let _a = m.lock();\n    let _b = m.lock();\n}\n",
            "main waits for ever for a lock, in Mutex::lock (line 5)",
            5,
        ),
        (
            "fn main() {\n    let (tx, rx) = std::sync::mpsc::channel::<u8>();\n    rx.recv().unwrap();\n    drop(tx);\n}\n",
            "for a message, in Receiver::recv (line 3)",
            3,
        ),
        (
            "fn main() {\n    std::thread::park();\n}\n",
            "main waits for ever to be unparked",
            2,
        ),
        (
            "use std::sync::{Condvar, Mutex};\nfn main() {\n    let (m, c) = (Mutex::new(()), Condvar::new());\n    let g = m.lock().unwrap();\n    drop(c.wait(g));\n}\n",
            "for a notification, in Condvar::wait (line 5)",
            5,
        ),
        (
            "fn main() {\n    std::sync::Barrier::new(2).wait();\n}\n",
            "for others at a barrier, in Barrier::wait (line 2)",
            2,
        ),
    ];
    for (source, sentence, line) in cases {
        check(source, "DEADLOCK", sentence, line);
    }
}

/// Each thread is told by its name, the one that others wait for first.
#[test]
fn two_locks_in_two_orders() {
    let source = "use std::sync::{Barrier, Mutex};\nuse std::thread;\n\nstatic A: Mutex<()> = Mutex::new(());\nstatic B: Mutex<()> = Mutex::new(());\nstatic BOTH: Barrier = Barrier::new(2);\n\nfn take(first: &Mutex<()>, second: &Mutex<()>) {\n    let _first = first.lock();\n    BOTH.wait();\n    let _second = second.lock();\n}\n\nfn main() {\n    let one = thread::Builder::new().name(\"one\".into()).spawn(|| take(&A, &B)).unwrap();\n    let two = thread::Builder::new().name(\"two\".into()).spawn(|| take(&B, &A)).unwrap();\n    one.join().unwrap();\n    two.join().unwrap();\n}\n";
    let entry = grade(source);
    assert_eq!(entry["verdict"], "DEADLOCK");
    assert_eq!(
        entry["message"],
        "one waits for ever for a lock, in Mutex::lock (line 11); two waits for ever for a lock, in Mutex::lock \
         (line 11); main waits for ever for another thread to end, in JoinHandle::join (line 17)"
    );
}

#[test]
fn a_busy_hang_is_a_time_out_with_what_it_was_doing() {
    check(
        "fn main() {\n    let mut n = 0u64;\n    loop {\n        n = n.wrapping_add(1);\n    }\n}\n",
        "TIMEOUT",
        "main was still computing",
        0,
    );
    let sleeper = "fn main() {\n    loop {\n        std::thread::sleep(std::time::Duration::from_millis(50));\n    }\n}\n";
    check(sleeper, "TIMEOUT", "no thread was computing", 0);
}

#[test]
fn floods_are_cut() {
    check(
        "fn main() {\n    loop {\n        println!(\"no\");\n    }\n}\n",
        "OUTPUT-LIMIT",
        "printed more than 1.0 KiB",
        0,
    );
    check(
        "fn main() {\n    loop {\n        eprintln!(\"no\");\n    }\n}\n",
        "OUTPUT-LIMIT",
        "printed more than 1.0 KiB",
        0,
    );
    let memory = "fn main() {\n    let mut all = Vec::new();\n    loop {\n        all.push(vec![1u8; 1 << 20]);\n    }\n}\n";
    check(memory, "MEMORY", "used more than 64.0 MiB", 0);
}

#[test]
fn crashes_are_named() {
    check(
        "fn main() {\n    std::process::abort();\n}\n",
        "CRASH",
        "SIGABRT: the program aborted",
        0,
    );
    check(
        "fn f(n: u64) -> u64 {\n    if n == u64::MAX { 0 } else { f(n + 1) + 1 }\n}\nfn main() {\n    println!(\"{}\", f(0));\n}\n",
        "CRASH",
        "a thread's stack overflowed",
        0,
    );
    check(
        "fn main() {\n    unsafe { *std::ptr::without_provenance_mut::<u8>(8) = 1 };\n}\n",
        "CRASH",
        "SIGSEGV",
        0,
    );
    check(
        "fn main() {\n    std::process::exit(3);\n}\n",
        "EXIT",
        "exited with status 3, expected 0",
        0,
    );
}

#[test]
fn panics_are_told_with_thread_and_line() {
    check(
        "fn main() {\n    let v: Vec<u8> = vec![];\n    println!(\"{}\", v[0]);\n}\n",
        "PANIC",
        "main panicked at line 3: index out of bounds",
        3,
    );
    let worker = "fn main() {\n    let w = std::thread::spawn(|| {\n        panic!(\"boom\");\n    });\n    w.join().unwrap();\n}\n";
    check(
        worker,
        "PANIC",
        "an unnamed thread panicked at line 3: boom; then main panicked at line 5",
        3,
    );
    check(
        "fn main() {\n    let n: u8 = std::env::args().count() as u8;\n    println!(\"{}\", n - 2);\n}\n",
        "PANIC",
        "attempt to subtract with overflow",
        3,
    );
}

/// A panic that `join` hands over is the program's own business.
#[test]
fn a_handled_panic_is_no_finding() {
    let handled = "fn main() {\n    let w = std::thread::spawn(|| panic!(\"boom\"));\n    assert!(w.join().is_err());\n    println!(\"ok\");\n}\n";
    check(handled, "PASS", "", 0);
    let entry = grade_with(
        "          - output: \"ok\\n\"\n          - no: [panic]\n",
        handled,
    );
    assert_eq!(entry["verdict"], "PANIC");
}

#[test]
fn programs_that_do_not_compile() {
    check(
        "fn main() {\n    let x: u8 = \"x\";\n}\n",
        "COMPILE",
        "mismatched types",
        2,
    );
    check(
        "fn main() {\n    let v = vec![1];\n    drop(v);\n    println!(\"{v:?}\");\n}\n",
        "COMPILE",
        "borrow of moved value: `v`",
        4,
    );
    check("", "COMPILE", "`main` function not found", 0);
    check("fn main() {\n", "COMPILE", "unclosed delimiter", 0);
    check(
        "fn main() {\n    x();\n    y();\n}\n",
        "COMPILE",
        "(and 1 more)",
        2,
    );
}

#[test]
fn threads_and_processes_are_limited() {
    let threads = "fn main() {\n    let all: Vec<_> = (0..40).map(|_| std::thread::spawn(|| std::thread::sleep(std::time::Duration::from_secs(1)))).collect();\n    for one in all {\n        one.join().unwrap();\n    }\n}\n";
    check(threads, "FORBIDDEN", "more than 16 threads at the same time", 0);
    let process = "fn main() {\n    std::process::Command::new(\"sleep\").arg(\"5\").status().unwrap();\n}\n";
    check(
        process,
        "FORBIDDEN",
        "started another process; this exercise allows none",
        0,
    );
}

/// A binary blob is a program that does not compile, not a fault of ours.
#[test]
fn a_binary_blob() {
    let course = Course::with_program("");
    std::fs::write(
        course.path("exercises/one/only/src/main.rs"),
        [0x7f, b'E', b'L', b'F', 0, 0xff, 0xfe],
    )
    .unwrap();
    let output = course.grader(&["check", "only"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("COMPILE"), "{text}");
}

/// Nothing that a program prints reaches the terminal as a command to it.
#[test]
fn escape_codes_are_shown_and_not_obeyed() {
    let course = Course::with_program("fn main() {\n    print!(\"\\x1b[2J\\x1b]0;title\\x07no\\n\");\n}\n");
    let output = course
        .grader(&["check", "only", "--color", "never"])
        .output()
        .unwrap();
    assert!(
        !output.stdout.contains(&0x1b),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("\\u{1b}[2J"));
}
