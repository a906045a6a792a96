//! Tests over whole course texts.

mod broken;
mod disk;
mod kinds;
mod reading;
mod robust;
mod schema;
mod valid;

use super::load::plain;
use super::{Course, Problem, problem};
use kinds::KINDS;
use std::path::Path;

/// A course in which everything that can be written is written once.
const VALID: &str = r#"format: 1
title: Threads
chapters:
  - name: shared-state
    title: Shared state
    exercises:
      - name: race-counter
        title: The counter that loses updates
        points: 10
        starter: race
        checks:
          - output: "97\n"
          - output: {sorted: [a, b]}
          - time: {at_most: 1s, at_least: 100ms}
          - no: [deadlock, unjoined]
          - schedules: {random: 5000}
        limits: {wall: 5s, memory: 128MiB, output: 32KiB, threads: 8, processes: 2}
        stdin: "1\n2\n"
        args: [--fast, "3"]
        dependencies: {itoa: "1", rand: ">=0.8, <0.10"}
        hints:
          - when: lost-wakeup
            text: Who was told?
          - text: |
              Hold the lock from the read to the write:
              *guard += 1 & never 2!
  - name: messages
    title: Messages
    exercises:
      - name: none-sentinel
        title: The worker that never stops
        points: 5
        starter: deadlock
        checks:
          - output: "end\n"
        hints:
          - text: What does the worker wait for?
"#;

const FILE: &str = "course.yaml";

fn no_files(_: &str) -> Result<String, String> {
    Err("there are no files here".to_owned())
}

fn parse(text: &str) -> Result<Course, Vec<Problem>> {
    super::parse(text, Path::new(FILE), KINDS, &no_files)
}

/// What the author of this text gets to read.
fn shown(text: &str) -> String {
    match parse(text) {
        Ok(_) => "nothing is wrong".to_owned(),
        Err(problems) => problem::render(Path::new(FILE), &plain(text), &problems),
    }
}

/// The valid course with one part of it, which it must hold exactly once, replaced.
fn with(from: &str, to: &str) -> String {
    assert_eq!(
        VALID.matches(from).count(),
        1,
        "the valid course holds this once: {from:?}"
    );
    VALID.replace(from, to)
}
