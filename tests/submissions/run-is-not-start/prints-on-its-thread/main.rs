//! Lets each thread print its own result: which of the two comes first is left to chance.

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

fn start(name: &str, task: impl Task + Send + 'static) -> JoinHandle<()> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(move || println!("{}", task.run())).unwrap() //~ RACE
}

fn main() {
    let song = start("worker-1", Download { file: "song.mp3" });
    let film = start("worker-2", Download { file: "film.mp4" });

    song.join().unwrap();
    film.join().unwrap();
}
