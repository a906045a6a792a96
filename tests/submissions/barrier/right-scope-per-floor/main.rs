//! Right in another way: the builders of a floor are joined before those of the next one are started.

use std::thread;
use std::time::Duration;

fn builder(name: &str, pace: u64, floor: u32) {
    thread::sleep(Duration::from_millis(pace));
    println!("{name} has done floor {floor}");
}

fn main() {
    for floor in 1..=3 {
        thread::scope(|site| {
            site.spawn(|| builder("ann", 0, floor));
            site.spawn(|| builder("bob", 100, floor));
            site.spawn(|| builder("eve", 100, floor));
        });
    }
}
