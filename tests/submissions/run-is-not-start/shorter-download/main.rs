//! Right in every line but one: the downloads have been made shorter, to try it out, and stayed so.

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
        thread::sleep(Duration::from_millis(30)); //~ EARLY
        let here = thread::current();
        format!("{} was fetched by {}", self.file, here.name().unwrap_or("?"))
    }
}

fn start(name: &str, task: impl Task + Send + 'static) -> JoinHandle<String> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(move || task.run()).unwrap()
}

fn main() {
    let song = start("worker-1", Download { file: "song.mp3" });
    let film = start("worker-2", Download { file: "film.mp4" });

    println!("{}", song.join().unwrap());
    println!("{}", film.join().unwrap());
}
