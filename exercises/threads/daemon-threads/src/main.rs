//! A heartbeat runs beside the work. It must not keep the program alive; the saving must.
//!
//! Run it: `saved` never comes, since `main` is over before. Make the program last until the results
//! are saved, and not a heartbeat longer. The lesson is in `README.md`, next to `src`.

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
    thread::spawn(heartbeat);
    thread::spawn(save);

    thread::sleep(Duration::from_millis(250));
    println!("main is done");
}
