//! Scopes that never end: natively they hang, so there is nothing to compare them with.

mod support;

use support::explore;
use wire::{Kind, Request};

#[test]
fn a_forgotten_handle_keeps_its_scope_open_for_ever_as_in_std() {
    let text = "fn main() {
    std::thread::scope(|scope| {
        std::mem::forget(scope.spawn(|| 1));
    });
    println!(\"never\");
}";
    let explored = explore(text, &Request::default());
    let [found] = &explored.findings[..] else {
        panic!("one finding is expected: {explored:?}")
    };
    assert_eq!((found.kind, found.stdout.as_str()), (Kind::Deadlock, ""));
    let at = found.tasks[0].at.as_ref().map(|place| place.line);
    assert_eq!(at, Some(2), "the line of the scope");
}

#[test]
fn a_scope_waits_for_a_thread_that_waits_for_the_scope() {
    let text = "use std::sync::mpsc;
fn main() {
    let (sender, receiver) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || receiver.recv());
    });
    drop(sender);
}";
    let explored = explore(text, &Request::default());
    let [found] = &explored.findings[..] else {
        panic!("one finding is expected: {explored:?}")
    };
    assert_eq!(found.kind, Kind::Deadlock);
    let lines: Vec<_> = found
        .tasks
        .iter()
        .map(|task| task.at.as_ref().map(|place| place.line))
        .collect();
    assert_eq!(
        lines,
        [Some(4), Some(5)],
        "the scope, and the receive in its thread"
    );
}
