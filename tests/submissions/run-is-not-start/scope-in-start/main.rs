//! Starts the thread in a scope; the scope waits at its end, so `start` comes back with the work done.

use std::thread;
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

fn start(name: &str, task: &(impl Task + Sync)) -> String {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name(name.to_owned());
        let thread = thread.spawn_scoped(scope, || task.run()).unwrap();
        thread.join().unwrap() //~ SERIAL
    })
}

fn main() {
    let song = start("worker-1", &Download { file: "song.mp3" });
    let film = start("worker-2", &Download { file: "film.mp4" });

    println!("{song}");
    println!("{film}");
}
