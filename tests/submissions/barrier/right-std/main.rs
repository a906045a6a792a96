//! Right in another way: the barrier that std has.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

static FLOOR_FINISHED: Barrier = Barrier::new(3);

fn builder(name: &str, pace: u64) {
    for floor in 1..=3 {
        thread::sleep(Duration::from_millis(pace));
        println!("{name} has done floor {floor}");
        FLOOR_FINISHED.wait();
    }
}

fn main() {
    thread::scope(|site| {
        site.spawn(|| builder("ann", 0));
        site.spawn(|| builder("bob", 100));
        site.spawn(|| builder("eve", 100));
    });
}
