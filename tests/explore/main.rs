//! `grader explore`, from the command line: programs outside the course, with the real explorer.

mod answers;
mod bad_input;
mod ended;
mod packages;
mod same;

use e2e::Course;
use serde_json::Value;
use std::sync::OnceLock;

/// Two threads that each add one to what they read before.
const RACE: &str = "use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

static TOTAL: AtomicUsize = AtomicUsize::new(0);

fn add() {
    let seen = TOTAL.load(SeqCst);
    TOTAL.store(seen + 1, SeqCst);
}

fn main() {
    let first = thread::spawn(add);
    let second = thread::spawn(add);
    first.join().unwrap();
    second.join().unwrap();
    println!(\"{}\", TOTAL.load(SeqCst));
}
";

/// The same with one step that adds.
const RIGHT: &str = "use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

static TOTAL: AtomicUsize = AtomicUsize::new(0);

fn main() {
    let threads = [(); 2].map(|()| thread::spawn(|| TOTAL.fetch_add(1, SeqCst)));
    for thread in threads {
        thread.join().unwrap();
    }
    println!(\"{}\", TOTAL.load(SeqCst));
}
";

/// Two locks, taken in two orders.
const ABBA: &str = "use std::sync::Mutex;
use std::thread;

static A: Mutex<u8> = Mutex::new(1);
static B: Mutex<u8> = Mutex::new(2);

fn main() {
    let other = thread::spawn(|| {
        let b = B.lock().unwrap();
        let a = A.lock().unwrap();
        *a + *b
    });
    let a = A.lock().unwrap();
    let b = B.lock().unwrap();
    println!(\"{}\", *a + *b);
    drop((a, b));
    other.join().unwrap();
}
";

/// A directory with one file, `main.rs`; the explorer is ready, so that no output tells of preparing it.
fn with(source: &str) -> Course {
    static READY: OnceLock<()> = OnceLock::new();
    READY.get_or_init(|| {
        let course = Course::empty();
        course.write("main.rs", "fn main() {}\n");
        let output = course.grader(&["explore", "main.rs"]).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    });
    let course = Course::empty();
    course.write("main.rs", source);
    course
}

/// The exit status and the report as JSON.
#[track_caller]
fn explore(course: &Course, args: &[&str]) -> (i32, Value) {
    let output = course
        .grader(&["explore", "--format", "json"])
        .args(args)
        .output()
        .unwrap();
    let report = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{args:?}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), report)
}

/// The report without what differs from run to run.
fn timeless(mut report: Value) -> Value {
    assert!(report["seconds"].take().is_f64());
    report
}
