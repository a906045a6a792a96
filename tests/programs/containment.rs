//! After a run nothing of it is left: children, daemons and fork bombs included.

use e2e::{Course, runs_of};
use std::process::Stdio;

const CHECKS: &str = "          - output: \"ok\\n\"\n        limits: {wall: 2s, processes: 100, threads: 1000, memory: 8GiB}\n";

/// Grades a program and returns what the grader printed, once nothing of the run may be left.
#[track_caller]
fn nothing_left_after(source: &str) -> String {
    let course = Course::with(CHECKS, source);
    let child = course
        .std_grader(&["check", "only"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = child.id();
    let output = child.wait_with_output().unwrap();
    assert_eq!(runs_of(pid), Vec::<String>::new(), "{source}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_child_that_nobody_waits_for() {
    let source = "fn main() {\n    std::process::Command::new(\"sleep\").arg(\"600\").spawn().unwrap();\n    println!(\"ok\");\n}\n";
    assert!(nothing_left_after(source).contains("PASS"));
}

/// A daemon: a session of its own, and a parent that is gone.
#[test]
fn a_daemon() {
    let source = "fn main() {\n    std::process::Command::new(\"setsid\").args([\"sh\", \"-c\", \"sleep 600 & sleep 600 &\"]).status().unwrap();\n    println!(\"ok\");\n}\n";
    assert!(nothing_left_after(source).contains("PASS"));
}

/// Each process starts two more; the limit ends all of them at once. (It would end by itself, too: it counts.)
#[test]
fn a_fork_bomb() {
    let source = "use std::process::Command;\nfn main() {\n    let depth: u32 = std::env::args().nth(1).map_or(0, |d| d.parse().unwrap());\n    if depth < 8 {\n        for _ in 0..2 {\n            Command::new(std::env::current_exe().unwrap()).arg((depth + 1).to_string()).spawn().unwrap();\n        }\n    }\n    std::thread::sleep(std::time::Duration::from_secs(30));\n}\n";
    let shown = nothing_left_after(source);
    assert!(shown.contains("FORBIDDEN"), "{shown}");
    assert!(shown.contains("more than 100 other processes"), "{shown}");
}

/// A program that ignores every polite request to end.
#[test]
fn a_stuck_tree() {
    let source = "fn main() {\n    let mut child = std::process::Command::new(std::env::current_exe().unwrap());\n    if std::env::args().count() == 1 {\n        child.arg(\"child\").spawn().unwrap().wait().unwrap();\n    } else {\n        std::thread::park();\n    }\n}\n";
    let shown = nothing_left_after(source);
    assert!(shown.contains("DEADLOCK"), "{shown}");
}
