//! Faces that are well: whatever they wait for comes.

use crate::{Mode, again, mark, number};
use std::io::{Read, Write, pipe};
use std::process::Stdio;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) const MODES: &[(&str, Mode)] = &[
    ("nothing", |_| ()),
    ("sleep", sleep),
    ("timed-wait", timed_wait),
    ("hand-over", hand_over),
    ("slow-pipe", slow_pipe),
    ("slow-child", slow_child),
    ("slow-child-output", slow_child_output),
    ("compute", compute),
    ("short-threads", short_threads),
    ("short-children", short_children),
    ("serial", serial),
    ("overlap", overlap),
    ("alarm", alarm),
    ("echo", echo),
    ("echo-slowly", echo_slowly),
    ("count-stdin", count_stdin),
    ("exit", |args| {
        std::process::exit(number(args).try_into().expect("a status"))
    }),
    ("panic", |_| panic!("as asked")),
    ("environment", environment),
    ("descriptors", descriptors),
    ("place", place),
    ("threads", threads),
    ("allocate", allocate),
];

fn millis(args: &[String]) -> Duration {
    Duration::from_millis(number(args))
}

/// Sleeps in a thread that `main` joins.
fn sleep(args: &[String]) {
    let time = millis(args);
    thread::spawn(move || thread::sleep(time))
        .join()
        .expect("it does not panic");
}

/// Waits for a message that does not come, with a time-out.
fn timed_wait(args: &[String]) {
    let (sender, receiver) = channel::<()>();
    let time = millis(args);
    let waiter = thread::spawn(move || receiver.recv_timeout(time));
    assert_eq!(
        waiter.join().expect("it does not panic"),
        Err(RecvTimeoutError::Timeout)
    );
    drop(sender);
}

/// Two threads hand a turn to and fro, so that one of them always waits, for so many turns.
fn hand_over(args: &[String]) {
    let turns = number(args);
    let state = Arc::new((Mutex::new(0), Condvar::new()));
    let players: Vec<_> = (0..2)
        .map(|me| {
            let state = Arc::clone(&state);
            thread::spawn(move || {
                let (turn, changed) = &*state;
                let mut turn = turn.lock().expect("nobody panics");
                while *turn < turns {
                    if *turn % 2 == me {
                        *turn += 1;
                        changed.notify_one();
                    } else {
                        turn = changed.wait(turn).expect("nobody panics");
                    }
                }
            })
        })
        .collect();
    for player in players {
        player.join().expect("it does not panic");
    }
}

/// Reads what a thread writes with pauses.
fn slow_pipe(args: &[String]) {
    let (mut reader, mut writer) = pipe().expect("a pipe");
    let pause = millis(args) / 4;
    let slow = thread::spawn(move || {
        for _ in 0..4 {
            thread::sleep(pause);
            writer.write_all(b"x").expect("a reader");
        }
    });
    let mut text = String::new();
    reader.read_to_string(&mut text).expect("what was written");
    assert_eq!(text, "xxxx");
    slow.join().expect("it does not panic");
}

/// Waits for a child that sleeps.
fn slow_child(args: &[String]) {
    let mut child = again(&["sleep", &args[0]], Stdio::null(), Stdio::null());
    assert!(child.wait().expect("it is ours").success());
}

/// Polls for the output of a child that sleeps.
fn slow_child_output(args: &[String]) {
    let me = std::env::current_exe().expect("our own path");
    let output = std::process::Command::new(me).arg("sleep").arg(&args[0]).output();
    assert!(output.expect("this program can be started").status.success());
}

/// Two threads compute for this time.
fn compute(args: &[String]) {
    let time = millis(args);
    let workers = [(); 2].map(|()| thread::spawn(move || spin(time)));
    for worker in workers {
        worker.join().expect("it does not panic");
    }
}

/// Joins so many threads that do nothing, one after the other: the one that is joined is always on its way out.
fn short_threads(args: &[String]) {
    for _ in 0..number(args) {
        thread::spawn(|| ()).join().expect("it does not panic");
    }
}

/// Waits for so many children that do nothing, one after the other.
fn short_children(args: &[String]) {
    for _ in 0..number(args) {
        assert!(
            again(&["nothing"], Stdio::null(), Stdio::null())
                .wait()
                .expect("it is ours")
                .success()
        );
    }
}

fn spin(time: Duration) {
    let start = Instant::now();
    let mut number: u64 = 1;
    while start.elapsed() < time {
        for _ in 0..1000 {
            number = std::hint::black_box(number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        }
    }
}

/// Five sleeps, one after the other although each has its thread.
fn serial(args: &[String]) {
    for _ in 0..5 {
        sleep(args);
    }
}

/// Five sleeps at once.
fn overlap(args: &[String]) {
    let time = millis(args);
    let sleepers = [(); 5].map(|()| thread::spawn(move || thread::sleep(time)));
    for sleeper in sleepers {
        sleeper.join().expect("it does not panic");
    }
}

/// Waits for a pipe that only its own handler of an alarm writes to.
fn alarm(_: &[String]) {
    crate::rude::wait_for_alarm();
}

fn echo(_: &[String]) {
    let mut text = Vec::new();
    std::io::stdin().read_to_end(&mut text).expect("standard input");
    std::io::stdout().write_all(&text).expect("standard output");
}

/// Three lines with pauses between them, and one to standard error.
fn echo_slowly(args: &[String]) {
    for line in ["one\n", "two\n", "three\n"] {
        std::io::stdout()
            .write_all(line.as_bytes())
            .expect("standard output");
        thread::sleep(millis(args));
    }
    eprintln!("done");
}

fn count_stdin(_: &[String]) {
    mark();
    let mut text = Vec::new();
    println!(
        "{}",
        std::io::stdin().read_to_end(&mut text).expect("standard input")
    );
}

fn environment(_: &[String]) {
    for (name, value) in std::env::vars() {
        println!("{name}={value}");
    }
}

/// Where each open descriptor leads, but for the one that lists them.
fn descriptors(_: &[String]) {
    for number in 0..4096 {
        if let Ok(target) = std::fs::read_link(format!("/proc/self/fd/{number}")) {
            println!("{number} {}", target.display());
        }
    }
}

/// Where and as what this runs.
fn place(_: &[String]) {
    let me = rustix::process::getpid();
    let own = |id: rustix::io::Result<rustix::process::Pid>| id.is_ok_and(|id| id == me);
    println!("{}", std::env::current_dir().expect("a directory").display());
    println!("session {}", own(rustix::process::getsid(None)));
    println!("group {}", own(rustix::process::getpgid(None)));
    println!(
        "core {:?}",
        rustix::process::getrlimit(rustix::process::Resource::Core).maximum
    );
    println!(
        "stdin {:?}",
        rustix::fs::fcntl_getfl(std::io::stdin()).expect("it is open")
    );
}

/// So many threads that sleep for a while.
fn threads(args: &[String]) {
    let sleepers: Vec<_> = (0..number(args))
        .map(|_| thread::spawn(|| thread::sleep(Duration::from_millis(300))))
        .collect();
    for sleeper in sleepers {
        sleeper.join().expect("it does not panic");
    }
}

/// Fills so many mebibytes, a page at a time, and keeps them for a while.
fn allocate(args: &[String]) {
    let size = usize::try_from(number(args)).expect("a size") << 20;
    let mut memory = vec![0_u8; size];
    for place in memory.iter_mut().step_by(4096) {
        *place = 1;
    }
    thread::sleep(Duration::from_millis(100));
    assert_eq!(std::hint::black_box(memory)[0], 1);
}
