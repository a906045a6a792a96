//! Programs that wait in ways that an explorer easily gets wrong: busily, by the clock, behind a writer, for a
//! notification. What is known of each, and what the report says about the ends of the range.

mod support;

use support::{Settings, compile};
use wire::{Cause, Clock, Exploration, Kind, Like, Request};

/// How a program is explored, and what must come of it.
struct Case {
    name: &'static str,
    program: &'static str,
    clock: Clock,
    /// The gravest failure, if any schedule has one.
    failure: Option<(Kind, Cause)>,
    /// The different outputs.
    outputs: &'static [&'static str],
    /// The most schedules that it may take to see everything.
    within: u64,
}

const CASES: &[Case] = &[
    Case {
        name: "a reader who reads again meets a writer in line",
        program: "
            use std::{sync::RwLock, thread};
            static L: RwLock<u32> = RwLock::new(0);
            fn main() {
                let t = thread::spawn(|| *L.write().unwrap() += 1);
                let (a, b) = (L.read().unwrap(), L.read().unwrap());
                drop((a, b));
                t.join().unwrap();
            }",
        clock: Clock::Exact,
        failure: Some((Kind::Deadlock, Cause::Cycle)),
        outputs: &[""],
        within: 3,
    },
    Case {
        name: "readers alone never wait",
        program: "
            use std::{sync::RwLock, thread};
            static L: RwLock<u32> = RwLock::new(0);
            fn main() {
                let t = thread::spawn(|| { let a = L.read().unwrap(); *a + *L.read().unwrap() });
                let (a, b) = (L.read().unwrap(), L.read().unwrap());
                drop((a, b));
                t.join().unwrap();
            }",
        clock: Clock::Exact,
        failure: None,
        outputs: &[""],
        within: 1,
    },
    Case {
        name: "a loop that looks under a lock waits for who sleeps",
        program: "
            use std::{sync::Mutex, thread, time::Duration};
            static READY: Mutex<bool> = Mutex::new(false);
            fn main() {
                let t = thread::spawn(|| { thread::sleep(Duration::from_millis(200)); *READY.lock().unwrap() = true });
                while !*READY.lock().unwrap() { std::hint::spin_loop() }
                println!(\"ready\");
                t.join().unwrap();
            }",
        clock: Clock::Exact,
        failure: None,
        outputs: &["ready\n"],
        within: 10,
    },
    Case {
        name: "a loop that changes something under its lock gets on",
        program: "
            use std::{sync::Mutex, thread};
            static LEFT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
            fn main() {
                *LEFT.lock().unwrap() = vec![7; 100];
                let t = thread::spawn(|| ());
                while LEFT.lock().unwrap().pop().is_some() {}
                println!(\"{}\", LEFT.lock().unwrap().len());
                t.join().unwrap();
            }",
        clock: Clock::Exact,
        failure: None,
        outputs: &["0\n"],
        within: 1,
    },
    Case {
        name: "two that look in a loop do not keep out a third",
        program: "
            use std::{sync::Mutex, thread};
            static OPEN: Mutex<bool> = Mutex::new(false);
            fn wait() { while !*OPEN.lock().unwrap() { thread::yield_now() } }
            fn main() {
                let t = [thread::spawn(wait), thread::spawn(wait)];
                *OPEN.lock().unwrap() = true;
                for t in t { t.join().unwrap() }
            }",
        clock: Clock::Exact,
        failure: None,
        outputs: &[""],
        within: 30_000,
    },
    Case {
        name: "polling with pauses waits, however long the pauses are",
        program: "
            use std::{thread, time::Duration};
            fn main() {
                let t = thread::spawn(|| { thread::sleep(Duration::from_millis(50)); println!(\"worked\") });
                while !t.is_finished() { thread::sleep(Duration::from_millis(10)) }
                println!(\"ended\");
            }",
        clock: Clock::Elastic,
        failure: None,
        outputs: &["worked\nended\n"],
        within: 50,
    },
    Case {
        name: "who watches the clock is not taken past its time",
        program: "
            use std::{thread, time::{Duration, Instant}};
            fn main() {
                let t = thread::spawn(|| {
                    let due = Instant::now() + Duration::from_millis(200);
                    while Instant::now() < due { std::hint::spin_loop() }
                    println!(\"at 200\");
                });
                thread::sleep(Duration::from_millis(300));
                println!(\"at 300\");
                t.join().unwrap();
            }",
        clock: Clock::Exact,
        failure: None,
        outputs: &["at 200\nat 300\n"],
        within: 1,
    },
    Case {
        name: "a notification that may come before the wait is lost",
        program: "
            use std::{sync::{Condvar, Mutex}, thread};
            static L: Mutex<()> = Mutex::new(());
            static C: Condvar = Condvar::new();
            fn main() {
                thread::scope(|s| {
                    s.spawn(|| drop(C.wait(L.lock().unwrap()).unwrap()));
                    s.spawn(|| drop(C.wait(L.lock().unwrap()).unwrap()));
                    C.notify_all();
                });
            }",
        clock: Clock::Exact,
        failure: Some((Kind::Deadlock, Cause::LostWakeup)),
        outputs: &[""],
        within: 20,
    },
    Case {
        name: "a notification that was heeded is not lost for the next wait",
        program: "
            use std::sync::{Condvar, Mutex};
            static ITEMS: Mutex<u32> = Mutex::new(0);
            static FILLED: Condvar = Condvar::new();
            fn main() {
                *ITEMS.lock().unwrap() += 1;
                FILLED.notify_one();
                for _ in 0..2 {
                    let mut items = FILLED.wait_while(ITEMS.lock().unwrap(), |items| *items == 0).unwrap();
                    *items -= 1;
                }
            }",
        clock: Clock::Exact,
        failure: Some((Kind::Deadlock, Cause::NeverNotified)),
        outputs: &[],
        within: 1,
    },
];

fn explore(program: &str, request: &Request) -> Exploration {
    let learner = compile(program, Settings::default()).unwrap();
    learner.explore(request).unwrap()
}

#[test]
fn who_waits_is_told_from_who_is_stuck() {
    for case in CASES {
        let report = explore(
            case.program,
            &Request {
                clock: case.clock,
                allow_outputs: true,
                ..Request::default()
            },
        );
        let failure = report.findings.first().map(|it| (it.kind, it.cause));
        assert_eq!(failure, case.failure, "{}", case.name);
        let outputs: Vec<&str> = report.outputs.iter().map(|it| it.stdout.as_str()).collect();
        assert_eq!(outputs, case.outputs, "{}", case.name);
        let tried = report.schedules + report.unfinished;
        assert!(tried <= case.within, "{}: {tried} schedules", case.name);
        assert_eq!(report.unfinished, 0, "{}", case.name);
    }
}

/// Two workers of 100 ms each. Whoever comes second may find the first one at work and then waits for it.
const ONE_OR_TWO: &str = "
    use std::{sync::Mutex, thread, time::Duration};
    static L: Mutex<()> = Mutex::new(());
    fn work(locked: bool) {
        let guard = locked.then(|| L.lock());
        thread::sleep(Duration::from_millis(100));
        drop(guard);
    }
    fn main() {
        let first = thread::spawn(|| {
            let taken = L.try_lock().is_err();
            work(taken)
        });
        let guard = L.lock().unwrap();
        let second = thread::spawn(|| work(true));
        drop(guard);
        first.join().unwrap();
        second.join().unwrap();
    }";

#[test]
fn the_ends_of_the_range_have_a_schedule_each() {
    let request = Request {
        allow_outputs: true,
        ..Request::default()
    };
    let learner = compile(ONE_OR_TWO, Settings::default()).unwrap();
    let report = learner.explore(&request).unwrap();
    assert!(report.complete);
    let ends = report.extremes.unwrap();
    let millis = |value: u64| value / 1_000_000;
    assert_eq!(
        (millis(ends.fastest.value), millis(ends.slowest.value)),
        (100, 200)
    );
    assert_eq!((ends.least_overlap.value, ends.most_overlap.value), (1, 2));
    for (end, like) in [
        (&ends.slowest, Like::Makespan),
        (&ends.fastest, Like::Makespan),
        (&ends.least_overlap, Like::Overlap),
    ] {
        let again = learner
            .explore(&Request {
                replay: Some(end.token.clone()),
                shorten: Some(like),
                ..request.clone()
            })
            .unwrap();
        let told = again.replayed.unwrap();
        let slow = told
            .events
            .last()
            .is_some_and(|event| millis(event.time_ns) == 200);
        assert_eq!(slow, end.token != ends.fastest.token, "{}", end.token);
    }
}

#[test]
fn a_wrong_schedule_is_told_as_one_that_is_wrong_in_the_same_way() {
    let program = "
        use std::{sync::atomic::{AtomicU32, Ordering::SeqCst}, thread};
        static N: AtomicU32 = AtomicU32::new(0);
        fn add() { N.store(N.load(SeqCst) + 1, SeqCst) }
        fn main() {
            let t = [thread::spawn(add), thread::spawn(add), thread::spawn(add)];
            for t in t { t.join().unwrap() }
            println!(\"{}\", N.load(SeqCst));
        }";
    let learner = compile(program, Settings::default()).unwrap();
    let request = Request {
        allow_outputs: true,
        ..Request::default()
    };
    let report = learner.explore(&request).unwrap();
    let of = |text: &str| report.outputs.iter().find(|it| it.stdout == text).unwrap();
    let right = wire::Right {
        stdout: "3\n".to_owned(),
        exit: 0,
    };
    let again = |right: Vec<wire::Right>| {
        let replayed = learner.explore(&Request {
            replay: Some(of("1\n").token.clone()),
            shorten: Some(Like::Failure(right)),
            ..request.clone()
        });
        replayed.unwrap().replayed.unwrap()
    };
    // Any wrong output will do, and one preemption is enough for the nearest.
    let wrong = again(vec![right]);
    assert_eq!(
        (wrong.kind, wrong.stdout.as_str(), wrong.preemptions),
        (Kind::Race, "2\n", 1)
    );
    assert_eq!(wrong.instead_of.unwrap().stdout, "3\n");
    assert!(wrong.decisive.is_some());
    // Where nothing is right, it stays the very same.
    assert_eq!(again(Vec::new()).stdout, "1\n");
}
