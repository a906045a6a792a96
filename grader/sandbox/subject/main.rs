//! A program with many faces, for the tests and benches of the sandbox: `sandbox-subject MODE [ARGUMENT…]`.

#![expect(
    clippy::disallowed_methods,
    reason = "this is a program to be watched: it sleeps and starts processes"
)]

mod grader;
mod healthy;
mod rude;
mod stuck;

use std::io::Write;
use std::process::{Child, Command, Stdio};

/// A face: what it does with its arguments. Those that return end with exit status 0.
type Mode = fn(&[String]);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        panic!("which mode?")
    };
    let mut modes = stuck::MODES
        .iter()
        .chain(healthy::MODES)
        .chain(rude::MODES)
        .chain(grader::MODES);
    let Some((_, mode)) = modes.find(|(known, _)| known == name) else {
        panic!("no mode {name}")
    };
    mode(rest);
}

/// Prints the time of the monotonic clock in nanoseconds: called just before the last thing that a thread does.
fn mark() {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    let line = format!("{}\n", now.tv_sec * 1_000_000_000 + now.tv_nsec);
    std::io::stdout()
        .write_all(line.as_bytes())
        .expect("somebody reads our output");
}

/// The first argument as a number.
fn number(args: &[String]) -> u64 {
    args.first().and_then(|text| text.parse().ok()).expect("a number")
}

/// Starts this program in another mode.
fn again(args: &[&str], stdin: Stdio, stdout: Stdio) -> Child {
    let me = std::env::current_exe().expect("our own path");
    Command::new(me)
        .args(args)
        .stdin(stdin)
        .stdout(stdout)
        .spawn()
        .expect("this program can be started")
}
