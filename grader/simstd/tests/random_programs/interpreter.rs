//! Carries out a small concurrent program that is given as data, so that thousands of programs need one build.
//!
//! The first argument describes the channels, `owner/capacity` each, separated by commas (`u`: unbounded); each further
//! one is a task's operations, separated by spaces. Task 0 is `main`, which spawns the others before anything else.
//! What an operation does is said at [`Task::perform`]. In the end `main` prints what each operation of its own, and of
//! the tasks that it joined, gave: so two schedules that differ in any value that a task saw have different outputs.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Barrier, Condvar, Mutex, MutexGuard, Once, RwLock};
use std::thread::{self, JoinHandle, Thread};
use std::time::Duration;

/// What a task finds in place of a value when a channel is closed, a wait timed out or a thread panicked.
const NOTHING: u32 = 9;

struct World {
    locks: [Mutex<u32>; 2],
    shared: RwLock<u32>,
    atomics: [AtomicU32; 2],
    flag: Mutex<bool>,
    raised: Condvar,
    pair: Barrier,
    once: Once,
}

impl World {
    fn new() -> Self {
        World {
            locks: Default::default(),
            shared: RwLock::default(),
            atomics: Default::default(),
            flag: Mutex::default(),
            raised: Condvar::new(),
            pair: Barrier::new(2),
            once: Once::new(),
        }
    }
}

enum Send {
    Free(Sender<u32>),
    Bound(SyncSender<u32>),
}

impl Send {
    fn another(&self) -> Self {
        match self {
            Send::Free(sender) => Send::Free(sender.clone()),
            Send::Bound(sender) => Send::Bound(sender.clone()),
        }
    }

    fn send(&self, value: u32) -> bool {
        match self {
            Send::Free(sender) => sender.send(value).is_ok(),
            Send::Bound(sender) => sender.send(value).is_ok(),
        }
    }

    fn try_send(&self, value: u32) -> bool {
        match self {
            Send::Free(sender) => sender.send(value).is_ok(),
            Send::Bound(sender) => sender.try_send(value).is_ok(),
        }
    }
}

/// What a task owns of a channel.
#[derive(Default)]
struct Ends {
    sender: Option<Send>,
    receiver: Option<Receiver<u32>>,
}

struct Task<'a> {
    number: usize,
    world: &'a World,
    ends: Vec<Ends>,
    /// Only `main` has them.
    threads: Vec<Option<JoinHandle<String>>>,
    main: Thread,
    guards: [Option<MutexGuard<'a, u32>>; 2],
    /// What the last operation gave.
    last: u32,
    /// What all operations gave, and the logs of joined tasks.
    log: String,
}

impl<'a> Task<'a> {
    fn run(&mut self, operations: &str) {
        let mut skip = 0;
        for word in operations.split(' ').filter(|word| !word.is_empty()) {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let (name, number) = word.split_once(':').unwrap_or((word, "0"));
            let number: u32 = number.parse().expect("a number");
            match name {
                // Skips so many operations unless the last one gave 0.
                "unless" => skip = if self.last == 0 { 0 } else { number },
                _ => {
                    self.perform(name, number);
                    self.log += &self.last.to_string();
                }
            }
        }
    }

    fn perform(&mut self, name: &str, number: u32) {
        let which = number as usize;
        let world: &'a World = self.world;
        match name {
            "lock" => match world.locks[which].lock() {
                Ok(guard) => self.guards[which] = Some(guard),
                Err(poisoned) => {
                    self.guards[which] = Some(poisoned.into_inner());
                    self.last = NOTHING;
                }
            },
            "try" => {
                if self.guards[which].is_none() {
                    let guard = world.locks[which].try_lock().ok();
                    self.last = u32::from(guard.is_some());
                    self.guards[which] = guard;
                }
            }
            "unlock" => self.guards[which] = None,
            // Adds one to what a lock that is held protects.
            "add" => {
                if let Some(guard) = &mut self.guards[which] {
                    **guard += 1;
                    self.last = **guard;
                }
            }
            "read" => {
                self.last = *world
                    .shared
                    .read()
                    .unwrap_or_else(|poisoned| poisoned.into_inner())
            }
            "write" => {
                *world
                    .shared
                    .write()
                    .unwrap_or_else(|poisoned| poisoned.into_inner()) += 1
            }
            "try_read" => self.last = world.shared.try_read().map_or(NOTHING, |guard| *guard),
            "try_write" => {
                self.last = world.shared.try_write().map_or(NOTHING, |mut guard| {
                    *guard += 1;
                    *guard
                })
            }
            "arrive" => self.last = u32::from(world.pair.wait().is_leader()),
            "once" => world
                .once
                .call_once(|| self.last = world.atomics[0].fetch_add(1, SeqCst)),
            "once_done" => self.last = u32::from(world.once.is_completed()),
            "load" => self.last = world.atomics[which].load(SeqCst),
            // Stores what the last operation gave, and one more.
            "store" => world.atomics[which].store(self.last + 1, SeqCst),
            "increase" => self.last = world.atomics[which].fetch_add(1, SeqCst),
            "claim" => {
                self.last = u32::from(
                    world.atomics[which]
                        .compare_exchange(0, 1, SeqCst, SeqCst)
                        .is_ok(),
                )
            }
            "send" | "try_send" | "receive" | "try_receive" | "receive_within" | "hang_up" => {
                self.channel(name, which)
            }
            "wait" | "wait_once" | "wait_within" | "raise" | "raise_all" | "notify" => {
                self.condition(name, number)
            }
            "sleep" => thread::sleep(Duration::from_millis(number.into())),
            "yield" => thread::yield_now(),
            "park" => thread::park(),
            "park_within" => thread::park_timeout(Duration::from_millis(number.into())),
            "unpark_main" => self.main.unpark(),
            "join" => {
                if let Some(thread) = self.threads.get_mut(which).and_then(Option::take) {
                    let log = thread.join();
                    self.last = if log.is_ok() { 0 } else { NOTHING };
                    self.log += &format!("({})", log.unwrap_or_default());
                }
            }
            "panic" => panic!("task {} was told to", self.number),
            "print" => println!("{}:{}", self.number, self.last),
            _ => unreachable!("no operation is called {name}"),
        }
    }

    fn channel(&mut self, name: &str, which: usize) {
        let ends = &mut self.ends[which];
        match (name, &ends.sender, &ends.receiver) {
            ("send", Some(sender), _) => {
                let sent = sender.send(self.number as u32 + 1);
                self.last = if sent { 0 } else { NOTHING };
            }
            ("try_send", Some(sender), _) => {
                let sent = sender.try_send(self.number as u32 + 1);
                self.last = if sent { 0 } else { NOTHING };
            }
            ("receive", _, Some(receiver)) => self.last = receiver.recv().unwrap_or(NOTHING),
            ("try_receive", _, Some(receiver)) => self.last = receiver.try_recv().unwrap_or(NOTHING),
            ("receive_within", _, Some(receiver)) => {
                self.last = receiver.recv_timeout(Duration::from_millis(2)).unwrap_or(NOTHING);
            }
            ("hang_up", ..) => *ends = Ends::default(),
            _ => {}
        }
    }

    fn condition(&mut self, name: &str, number: u32) {
        let flag = &self.world.flag;
        let raised = &self.world.raised;
        let mut guard = flag.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match name {
            "wait" => {
                while !*guard {
                    guard = raised
                        .wait(guard)
                        .unwrap_or_else(|poisoned| poisoned.into_inner());
                }
            }
            // Does not look at the flag: a notification that came before is lost.
            "wait_once" => drop(raised.wait(guard)),
            "wait_within" => {
                let within = Duration::from_millis(number.into());
                if let Ok((guard, result)) = raised.wait_timeout_while(guard, within, |flag| !*flag) {
                    self.last = u32::from(*guard) + u32::from(result.timed_out()) * NOTHING;
                }
            }
            "raise" => {
                *guard = true;
                drop(guard);
                raised.notify_one();
            }
            "raise_all" => {
                *guard = true;
                raised.notify_all();
            }
            _ => raised.notify_one(),
        }
    }
}

/// Makes the channels, and gives each task its ends: a sender to those that send, the receiver to the owner.
fn channels(described: &str, tasks: &[String]) -> Vec<Vec<Ends>> {
    let mut ends: Vec<Vec<Ends>> = tasks.iter().map(|_| Vec::new()).collect();
    for (number, channel) in described
        .split(',')
        .filter(|channel| !channel.is_empty())
        .enumerate()
    {
        let (owner, capacity) = channel.split_once('/').expect("owner/capacity");
        let (sender, receiver) = if capacity == "u" {
            let (sender, receiver) = mpsc::channel();
            (Send::Free(sender), receiver)
        } else {
            let (sender, receiver) = mpsc::sync_channel(capacity.parse().expect("a capacity"));
            (Send::Bound(sender), receiver)
        };
        let sends = [format!("send:{number}"), format!("try_send:{number}")];
        for (ends, operations) in ends.iter_mut().zip(tasks) {
            let sender = operations
                .split(' ')
                .any(|word| sends.iter().any(|send| send == word))
                .then(|| sender.another());
            ends.push(Ends {
                sender,
                receiver: None,
            });
        }
        ends[owner.parse::<usize>().expect("an owner")][number].receiver = Some(receiver);
    }
    ends
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let described = arguments.next().expect("the channels");
    let tasks: Vec<String> = arguments.collect();
    let world = Arc::new(World::new());
    let main = thread::current();
    let mut ends = channels(&described, &tasks).into_iter();
    let mine = ends.next().expect("main's operations");
    let mut threads = vec![None];
    for ((number, operations), ends) in tasks.iter().cloned().enumerate().skip(1).zip(ends) {
        let (world, main) = (Arc::clone(&world), main.clone());
        threads.push(Some(thread::spawn(move || {
            let mut task = Task {
                number,
                world: &world,
                ends,
                threads: Vec::new(),
                main,
                guards: [None, None],
                last: 0,
                log: String::new(),
            };
            task.run(&operations);
            std::mem::take(&mut task.log)
        })));
    }
    let mut task = Task {
        number: 0,
        world: &world,
        ends: mine,
        threads,
        main,
        guards: [None, None],
        last: 0,
        log: String::new(),
    };
    task.run(&tasks[0]);
    println!("{}", task.log);
}
