//! Faces that get stuck, each in its own way. Whoever gets stuck last calls [`mark`] just before.

use crate::{Mode, again, mark};
use std::io::{Read, Write, pipe};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, Condvar, Mutex};
use std::thread;

pub(crate) const MODES: &[(&str, Mode)] = &[
    ("stuck-mutex", mutex),
    ("stuck-self-lock", self_lock),
    ("stuck-recv", recv),
    ("stuck-condvar", condvar),
    ("stuck-barrier", barrier),
    ("stuck-park", park),
    ("stuck-scope", scope),
    ("stuck-many", many),
    ("stuck-detached", detached),
    ("stuck-pipes", pipes),
    ("stuck-full-pipe", full_pipe),
    ("stuck-child", child),
    ("stuck-child-output", child_output),
    ("stuck-late", late),
];

/// Two threads take two locks in opposite order.
fn mutex(_: &[String]) {
    let locks = Arc::new((Mutex::new(0), Mutex::new(0)));
    let both = Arc::new(Barrier::new(2));
    let (other_locks, other_both) = (Arc::clone(&locks), Arc::clone(&both));
    let other = thread::Builder::new().name("second".into()).spawn(move || {
        let _second = other_locks.1.lock().expect("nobody panics");
        other_both.wait();
        mark();
        *other_locks.0.lock().expect("nobody panics") += 1;
    });
    let _first = locks.0.lock().expect("nobody panics");
    both.wait();
    mark();
    *locks.1.lock().expect("nobody panics") += 1;
    other
        .expect("a thread can be started")
        .join()
        .expect("it does not panic");
}

fn self_lock(_: &[String]) {
    let lock = Mutex::new(0);
    let held = lock.lock().expect("nobody panics");
    mark();
    *lock.lock().expect("nobody panics") += *held;
}

/// The receiver waits for an end that never comes: one sender is still there.
fn recv(_: &[String]) {
    let (sender, receiver) = channel::<u32>();
    let workers = sender.clone();
    let worker = thread::spawn(move || workers.send(1).expect("the receiver lives"));
    worker.join().expect("it does not panic");
    assert_eq!(receiver.recv(), Ok(1));
    mark();
    assert!(receiver.recv().is_err(), "the sender lives");
    drop(sender);
}

fn condvar(_: &[String]) {
    let (ready, changed) = (Mutex::new(false), Condvar::new());
    let mut guard = ready.lock().expect("nobody panics");
    mark();
    while !*guard {
        guard = changed.wait(guard).expect("nobody panics");
    }
}

fn barrier(_: &[String]) {
    mark();
    Barrier::new(2).wait();
}

fn park(_: &[String]) {
    let parked = thread::spawn(|| {
        mark();
        loop {
            thread::park();
        }
    });
    parked.join().expect("it does not panic");
}

fn scope(_: &[String]) {
    let lock = Mutex::new(0);
    thread::scope(|scope| {
        let held = lock.lock().expect("nobody panics");
        let inner = scope.spawn(|| {
            mark();
            *lock.lock().expect("nobody panics") += 1;
        });
        inner.join().expect("it does not panic");
        drop(held);
    });
}

/// Twenty threads wait for a lock whose owner waits for them.
fn many(_: &[String]) {
    let lock = Arc::new(Mutex::new(0));
    let held = lock.lock().expect("nobody panics");
    let workers: Vec<_> = (0..20)
        .map(|_| {
            let lock = Arc::clone(&lock);
            thread::spawn(move || {
                mark();
                *lock.lock().expect("nobody panics") += 1;
            })
        })
        .collect();
    for worker in workers {
        worker.join().expect("it does not panic");
    }
    drop(held);
}

/// The main thread is gone; the one that it left behind waits.
fn detached(_: &[String]) {
    thread::spawn(|| {
        mark();
        loop {
            thread::park();
        }
    });
    crate::rude::exit_main_thread();
}

/// Two threads read from pipes that only the other one would write to.
fn pipes(_: &[String]) {
    let (mut main_end, mut for_main) = pipe().expect("a pipe");
    let (mut other_end, mut for_other) = pipe().expect("a pipe");
    let other = thread::spawn(move || {
        mark();
        other_end.read_exact(&mut [0]).expect("a byte");
        for_main.write_all(&[1]).expect("a reader");
    });
    mark();
    main_end.read_exact(&mut [0]).expect("a byte");
    for_other.write_all(&[1]).expect("a reader");
    other.join().expect("it does not panic");
}

/// A pipe is full, and whoever should read from it waits for the writer to end.
fn full_pipe(_: &[String]) {
    let (reader, mut writer) = pipe().expect("a pipe");
    let other = thread::spawn(move || {
        writer
            .write_all(&vec![0; 65536])
            .expect("an empty pipe takes that");
        mark();
        writer.write_all(&[0]).expect("a reader");
    });
    other.join().expect("it does not panic");
    drop(reader);
}

/// A parent waits for a child that reads what the parent will never write.
fn child(_: &[String]) {
    let mut child = again(&["count-stdin"], Stdio::piped(), Stdio::inherit());
    let kept = child.stdin.take();
    mark();
    child.wait().expect("it is ours");
    drop(kept);
}

/// A parent polls for the output of a child that is stuck itself.
fn child_output(_: &[String]) {
    let me = std::env::current_exe().expect("our own path");
    std::process::Command::new(me)
        .arg("stuck-self-lock")
        .output()
        .expect("this program can be started");
}

/// Works for a while first.
fn late(_: &[String]) {
    for _ in 0..20 {
        thread::sleep(std::time::Duration::from_millis(10));
    }
    self_lock(&[]);
}
