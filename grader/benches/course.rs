//! How long a large course takes to read: `cargo bench -p grader --bench course --profile dev`, as learners run it.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use grader::check::KINDS;
use grader::course::parse;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 25;

/// Ten chapters of six exercises with what a real one has: checks, limits, three hints; about 50 KiB.
fn large() -> String {
    let chapters = (0..10).map(|chapter| {
        let exercises =
            (0..6).map(|exercise| format!("      - name: exercise-{chapter}-{exercise}\n{EXERCISE}"));
        let head = format!("  - name: chapter-{chapter}\n    title: Chapter {chapter}\n    exercises:\n");
        head + &exercises.collect::<String>()
    });
    "format: 1\ntitle: Concurrency\nchapters:\n".to_owned() + &chapters.collect::<String>()
}

const EXERCISE: &str = r#"        title: The counter that loses updates
        points: 10
        starter: wrong
        checks:
          - output: "97\n"
          - no: [deadlock, unjoined-threads]
          - time: {at_most: 1s, at_least: 100ms}
        limits: {wall: 5s, memory: 256MiB, output: 64KiB, threads: 64, processes: 0}
        hints:
          - when: wrong
            text: Two threads read the same value, both add one, and both write it back. Whose update is lost?
          - text: A lock around `&counter` must be held from the read to the write, not for each of them alone.
          - text: |
              Look at `std::sync::Mutex`. What does `lock` give back, and when is it unlocked?
              A guard lives to the end of its scope: *guard += 1;
"#;

fn main() {
    let valid = large();
    let broken = valid.replace("points: 10", "pionts: 10");
    for (what, text, problems) in [("valid", &valid, 0), ("with 60 problems", &broken, 60)] {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| read(text, problems)).collect();
        let first = times[0];
        times.sort();
        let (best, median) = (times[0], times[ROUNDS / 2]);
        println!(
            "60 exercises, {} KiB, {what}: first {first:?}, best {best:?}, median {median:?}",
            text.len() >> 10
        );
    }
}

/// Reads a course, makes sure of how many problems it has, and says how long it took.
fn read(text: &str, problems: usize) -> Duration {
    let start = Instant::now();
    let course = parse(text, Path::new("course.yaml"), KINDS, &|_: &str| {
        Err(String::new())
    });
    let took = start.elapsed();
    // A missing key is told beside each misspelt one, or not at all: at least so many.
    let found = course.map_or_else(|problems| problems.len(), |_| 0);
    assert!(
        found >= problems && (problems > 0 || found == 0),
        "{found} problems"
    );
    took
}
