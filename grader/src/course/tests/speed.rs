//! How long a large course takes to read: `cargo test -p grader --lib speed -- --ignored --nocapture`.

use super::{FILE, KINDS, no_files};
use crate::course::load::parse_closely;
use crate::course::parse;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Ten chapters of six exercises with what a real one has: four checks, limits, three hints; about 50 KiB.
fn large() -> String {
    let mut text = "format: 1\ntitle: Concurrency, one thread at a time\nchapters:\n".to_owned();
    for chapter in 0..10 {
        let _ = write!(
            text,
            "  - name: chapter-{chapter}\n    title: Chapter {chapter}\n    exercises:\n"
        );
        for exercise in 0..6 {
            let _ = write!(text, "      - name: exercise-{chapter}-{exercise}\n{EXERCISE}");
        }
    }
    text
}

const EXERCISE: &str = r#"        title: The counter that loses updates
        points: 10
        starter: race
        checks:
          - output: "97\n"
          - no: [deadlock, unjoined]
          - time: {at_most: 1s, at_least: 100ms}
          - schedules: {random: 5000}
        limits: {wall: 5s, memory: 256MiB, output: 64KiB, threads: 64, processes: 0}
        hints:
          - when: race
            text: Two threads read the same value, both add one, and both write it back. Whose update is lost?
          - text: A lock around `&counter` must be held from the read to the write, not for each of them alone.
          - text: |
              Look at `std::sync::Mutex`. What does `lock` give back, and when is it unlocked?
              A guard lives to the end of its scope: *guard += 1;
"#;

#[test]
#[ignore = "measures, and has nothing to fail by"]
#[expect(clippy::disallowed_methods, reason = "it reads the clock to print it")]
fn how_long_a_large_course_takes() {
    let text = large();
    let time = |work: &dyn Fn() -> bool| -> Vec<Duration> {
        let once = || {
            let start = Instant::now();
            assert!(work());
            start.elapsed()
        };
        let mut times: Vec<Duration> = (0..25).map(|_| once()).collect();
        println!("  the first time {:?}", times[0]);
        times.sort();
        times
    };
    println!("60 exercises, {} KiB, valid", text.len() >> 10);
    let short = time(&|| parse(&text, Path::new(FILE), KINDS, &no_files).is_ok());
    println!("  best {:?}, median {:?}", short[0], short[12]);
    println!("the same, looked at closely");
    let close = time(&|| parse_closely(&text, Path::new(FILE), KINDS, &no_files).is_ok());
    println!("  best {:?}, median {:?}", close[0], close[12]);
    let broken = text.replace("points: 10", "pionts: 10");
    println!("the same with 60 problems");
    let told = time(&|| parse(&broken, Path::new(FILE), KINDS, &no_files).is_err());
    println!("  best {:?}, median {:?}", told[0], told[12]);
}
