//! Right in another way: the event keeps a list of those who wait; they park, and `set` unparks them.

use std::sync::Mutex;
use std::thread::{self, Thread};

#[derive(Default)]
struct State {
    flag: bool,
    waiting: Vec<Thread>,
}

#[derive(Default)]
struct Event(Mutex<State>);

impl Event {
    fn set(&self) {
        let mut state = self.0.lock().unwrap();
        state.flag = true;
        for thread in state.waiting.drain(..) {
            thread.unpark();
        }
    }

    fn wait(&self) {
        let mut state = self.0.lock().unwrap();
        while !state.flag {
            state.waiting.push(thread::current());
            drop(state);
            thread::park();
            state = self.0.lock().unwrap();
        }
    }

    fn clear(&self) {
        self.0.lock().unwrap().flag = false;
    }
}

fn visitor(name: &str, gate: &Event) {
    gate.wait();
    println!("{name} enters");
}

fn main() {
    let gate = Event::default();

    thread::scope(|park| {
        park.spawn(|| visitor("ann", &gate));
        park.spawn(|| visitor("bob", &gate));
        println!("morning: the gate opens");
        gate.set();
    });

    println!("noon: the gate shuts");
    gate.clear();

    thread::scope(|park| {
        park.spawn(|| visitor("eve", &gate));
        println!("afternoon: the gate opens");
        gate.set();
    });
}
