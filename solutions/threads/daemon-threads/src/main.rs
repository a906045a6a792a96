//! A heartbeat runs beside the work. It must not keep the program alive; the saving must.

use std::thread;
use std::time::Duration;

/// Says every 500 ms that the program is alive, for as long as there is a program.
fn heartbeat() {
    loop {
        thread::sleep(Duration::from_millis(500));
        println!("alive");
    }
}

/// Writes the results to a slow disk. They must not be lost.
fn save() {
    thread::sleep(Duration::from_millis(750));
    println!("saved");
}

fn main() {
    // Nobody joins the heartbeat: it ends when the process does.
    thread::spawn(heartbeat);
    let save = thread::spawn(save);

    thread::sleep(Duration::from_millis(250));
    println!("main is done");
    save.join().unwrap();
}
