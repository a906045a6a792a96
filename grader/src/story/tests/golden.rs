//! Whole stories, as a learner reads them.

use super::super::{Without, render_without};
use super::*;
use insta::assert_snapshot;
use wire::{Cause, Refused};

const COUNTER: &str = "\
static SOLD: AtomicU32 = AtomicU32::new(0);

fn sell() {
    let sold = SOLD.load(SeqCst);
    SOLD.store(sold + 1, SeqCst);
}

fn main() {
    let anna = thread::spawn(sell);
    let bert = thread::spawn(sell);
    anna.join().unwrap();
    bert.join().unwrap();
    println!(\"{}\", SOLD.load(SeqCst) + 0);
}
";

/// Two sellers, one sale lost.
fn lost_sale() -> (Exploration, Vec<Source>) {
    let mut made = Made::of(COUNTER, Kind::Race);
    let sold = Some(made.object("AtomicU32", "AtomicU32::new"));
    let anna = made.task("thread::spawn(sell);\n    let bert");
    let bert = made.task("thread::spawn(sell);\n    anna");
    made.event(anna, Op::Load, sold, "load(SeqCst);", Some("0"));
    made.event(bert, Op::Load, sold, "load(SeqCst);", Some("0"))
        .preempts = true;
    made.event(bert, Op::Store, sold, "store(", Some("1"));
    made.event(anna, Op::Store, sold, "store(", Some("1"));
    made.event(0, Op::Join, None, "join().unwrap();\n    bert", None)
        .other = Some(anna);
    made.event(0, Op::Join, None, "join().unwrap();\n    println", None)
        .other = Some(bert);
    made.event(0, Op::Load, sold, "load(SeqCst) +", Some("1"));
    made.event(0, Op::Print, None, "println!", Some("1\n"));
    made.finding.decisive = Some((3, 5));
    made.finding.stdout = "1\n".to_owned();
    made.finding.schedules = 2;
    made.finding.instead_of = Some(output("2\n", 4));
    let (mut exploration, sources) = made.among(6);
    exploration.outputs = vec![output("2\n", 4), output("1\n", 2)];
    (exploration, sources)
}

#[test]
fn a_race() {
    assert_snapshot!(shown(&lost_sale(), &options()));
}

#[test]
fn a_race_in_full() {
    let verbose = Options {
        verbose: true,
        ..options()
    };
    assert_snapshot!(shown(&lost_sale(), &verbose));
}

#[test]
fn colours_change_nothing_but_colours() {
    let colored = shown(
        &lost_sale(),
        &Options {
            color: true,
            ..options()
        },
    );
    assert!(colored.contains("\x1b[1m"));
    assert_eq!(
        anstream::adapter::strip_str(&colored).to_string(),
        shown(&lost_sale(), &options())
    );
}

const LOCKS: &str = "\
fn main() {
    let (oven, table) = (Mutex::new(1), Mutex::new(2));
    thread::scope(|s| {
        s.spawn(|| cook(&oven, &table));
        s.spawn(|| wait(&table, &oven));
    });
}

fn cook(oven: &Mutex<u8>, table: &Mutex<u8>) {
    let _hot = oven.lock();
    let _free = table.lock();
}

fn wait(table: &Mutex<u8>, oven: &Mutex<u8>) {
    let _clean = table.lock();
    let _warm = oven.lock();
}
";

#[test]
fn locks_in_different_orders() {
    let mut made = Made::of(LOCKS, Kind::Deadlock);
    made.finding.cause = Cause::Cycle;
    let (oven, table) = (
        made.object("Mutex", "Mutex::new(1)"),
        made.object("Mutex", "Mutex::new(2)"),
    );
    let cook = made.task("spawn(|| cook");
    let wait = made.task("spawn(|| wait");
    made.holds(cook, oven, "lock();\n    let _free");
    made.holds(wait, table, "lock();\n    let _warm");
    made.finding.events[3].preempts = true;
    made.waits(0, Op::Join, None, "thread::scope", &[cook, wait]);
    made.waits(cook, Op::Lock, Some(table), "lock();\n}\n\nfn wait", &[wait]);
    made.waits(wait, Op::Lock, Some(oven), "lock();\n}\n", &[cook]);
    // The last needle stands earlier too: the second closing line is meant.
    let place = made.at("oven.lock();\n}\n");
    made.finding.tasks[wait].at = Some(Place {
        column: place.column + 5,
        ..place
    });
    assert_snapshot!(shown(&made.among(12), &options()));
}

const BELL: &str = "\
fn main() {
    let door = Arc::new((Mutex::new(false), Condvar::new()));
    let door2 = Arc::clone(&door);
    let porter = thread::spawn(move || {
        let (lock, bell) = &*door2;
        let guard = lock.lock().unwrap();
        drop(bell.wait(guard));
    });
    door.1.notify_one();
    porter.join().unwrap();
}
";

#[test]
fn a_wake_up_that_comes_too_early() {
    let mut made = Made::of(BELL, Kind::Deadlock);
    made.finding.cause = Cause::LostWakeup;
    let (lock, bell) = (
        made.object("Mutex", "Mutex::new"),
        made.object("Condvar", "Condvar::new"),
    );
    let porter = made.task("thread::spawn");
    made.event(0, Op::NotifyOne, Some(bell), "notify_one", Some("nobody waits"));
    made.event(porter, Op::Lock, Some(lock), "lock()", None);
    made.event(porter, Op::Wait, Some(bell), "wait(", None);
    made.finding.decisive = Some((1, 3));
    (made.finding.preemptions, made.finding.token) = (0, "1:-".to_owned());
    made.waits(0, Op::Join, None, "join()", &[porter]);
    made.waits(porter, Op::Wake, Some(bell), "wait(", &[]);
    assert_snapshot!(shown(&made.among(2), &options()));
}

const CHANNEL: &str = "\
fn main() {
    let (orders, kitchen) = mpsc::channel();
    let guests = orders.clone();
    thread::spawn(move || guests.send(1));
    for order in kitchen {
        println!(\"{order}\");
    }
}
";

#[test]
fn a_forgotten_sender_and_a_second_finding() {
    let mut made = Made::of(CHANNEL, Kind::Deadlock);
    made.finding.cause = Cause::NeverClosed;
    let channel = made.object("channel", "channel()");
    let guest = made.task("thread::spawn");
    made.event(guest, Op::Send, Some(channel), "send(1)", None);
    made.event(0, Op::Recv, Some(channel), "kitchen {", None);
    made.event(0, Op::Print, None, "println!", Some("1\n"));
    made.waits(0, Op::Recv, Some(channel), "kitchen {", &[]);
    made.finding.objects[channel].senders = vec![made.at("channel()")];
    let (mut exploration, sources) = made.among(1);
    exploration.findings.push(Finding {
        kind: Kind::Abort,
        cause: Cause::EndlessLoop,
        token: "1:7.1".to_owned(),
        ..Finding::default()
    });
    assert_snapshot!(shown(&(exploration, sources), &options()));
}

#[test]
fn more_tasks_than_columns() {
    let text = "\
fn main() {
    let cups: Vec<_> = (0..9).map(|_| Mutex::new(())).collect();
    let guests: Vec<_> = (0..9).map(|i| thread::spawn(move || drink(i))).collect();
}

fn drink(i: usize) {
    let _mine = CUPS[i].lock();
    let _yours = CUPS[(i + 1) % 9].lock();
}
";
    let mut made = Made::of(text, Kind::Deadlock);
    made.finding.cause = Cause::Cycle;
    let cups: Vec<usize> = (0..9).map(|_| made.object("Mutex", "Mutex::new")).collect();
    let guests: Vec<usize> = (0..9).map(|_| made.task("thread::spawn")).collect();
    for (guest, cup) in guests.iter().zip(&cups) {
        made.holds(*guest, *cup, "lock();\n    let");
    }
    for (seat, guest) in guests.iter().enumerate() {
        let next = (seat + 1) % 9;
        made.waits(*guest, Op::Lock, Some(cups[next]), "lock();\n}", &[guests[next]]);
    }
    assert_snapshot!(shown(&made.among(1000), &options()));
}

#[test]
fn what_is_not_explored_says_where() {
    let text = "fn main() {\n    Command::new(\"date\").spawn();\n}\n";
    let mut made = Made::of(text, Kind::Race);
    made.event(0, Op::Start, None, "Command", None);
    let at = made.at("spawn()");
    let exploration = Exploration {
        refused: Some(Refused {
            item: "std::process::Command::spawn".to_owned(),
            at,
        }),
        ..Exploration::default()
    };
    assert_snapshot!(render(&exploration, &sources(text), &options()));
}

#[test]
fn without_an_exploration() {
    let cases = [
        Without::BuildFailed("error[E0382]: use of moved value\n --> shop.rs:3:5\n".to_owned()),
        Without::NotExplored(
            "it depends on the crate `rand`, and only std can be explored".to_owned(),
            None,
        ),
        Without::CutShort {
            why: "7 s were over".to_owned(),
            schedules: 1,
            token: Some("1:4.1".to_owned()),
        },
    ];
    let told: Vec<String> = cases.iter().map(|why| render_without(why, &options())).collect();
    assert_snapshot!(told.join("----\n"));
}
