//! A thread uploads a file; when the upload has ended, `main` reports the success.
//!
//! Run it: the success is reported, and the upload has not ended. To let another thread go first
//! is not to wait for it. Make `main` wait. The lesson is in `README.md`, next to `src`.

use std::thread;
use std::time::Duration;

/// The upload: all of its time is spent waiting for the network.
fn upload() {
    println!("uploading ...");
    thread::sleep(Duration::from_millis(300));
    println!("upload ended");
}

fn main() {
    thread::spawn(upload);

    // The upload matters more than the report, so it is given the processor first.
    thread::yield_now();
    println!("upload succeeded");
}
