//! Starts the task and then calls `run` as well, to be sure: the second time it runs on the caller.

use std::thread::{self, JoinHandle};
use std::time::Duration;

trait Task {
    fn run(&self) -> String;
}

#[derive(Clone)]
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

fn start(name: &str, task: impl Task + Send + Clone + 'static) -> JoinHandle<String> {
    let thread = thread::Builder::new().name(name.to_owned());
    let again = task.clone();
    let started = thread.spawn(move || task.run()).unwrap();
    println!("{}", again.run()); //~ WRONG
    started
}

fn main() {
    let song = start("worker-1", Download { file: "song.mp3" });
    let film = start("worker-2", Download { file: "film.mp4" });

    println!("{}", song.join().unwrap());
    println!("{}", film.join().unwrap());
}
