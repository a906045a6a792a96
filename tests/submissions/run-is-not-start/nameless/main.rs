//! Starts the thread with `thread::spawn`, which gives it no name.

use std::thread::{self, JoinHandle};
use std::time::Duration;

trait Task {
    fn run(&self) -> String;
}

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

fn start(_name: &str, task: impl Task + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || task.run())
}

fn main() {
    let song = start("worker-1", Download { file: "song.mp3" });
    let film = start("worker-2", Download { file: "film.mp4" });

    println!("{}", song.join().unwrap()); //~ WRONG
    println!("{}", film.join().unwrap());
}
