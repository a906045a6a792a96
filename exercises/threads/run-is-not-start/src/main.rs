//! Two downloads, each on a thread of its own: whoever fetches a file says so.
//!
//! Run it: two threads are started, and `main` fetches both files, one after the other. Change
//! `start` so that a task runs on its new thread. The lesson is in `README.md`, next to `src`.

use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Something that can be run, wherever it is called.
trait Task {
    /// Does the work, on the thread that calls this.
    fn run(&self) -> String;
}

/// A file to be fetched from the network.
struct Download {
    file: &'static str,
}

impl Task for Download {
    fn run(&self) -> String {
        thread::sleep(Duration::from_millis(300));
        let here = thread::current();
        format!("{} was fetched by {}", self.file, here.name().unwrap_or("?"))
    }
}

/// Starts a thread of that name, on which the task is run.
fn start(name: &str, task: impl Task + Send + 'static) -> JoinHandle<String> {
    let result = task.run();
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(move || result).unwrap()
}

fn main() {
    let song = start("worker-1", Download { file: "song.mp3" });
    let film = start("worker-2", Download { file: "film.mp4" });

    println!("{}", song.join().unwrap());
    println!("{}", film.join().unwrap());
}
