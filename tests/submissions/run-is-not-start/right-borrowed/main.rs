//! One scope around both threads: the tasks stay with `main`, and the threads borrow them.

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

fn main() {
    let tasks = [
        ("worker-1", Download { file: "song.mp3" }),
        ("worker-2", Download { file: "film.mp4" }),
    ];
    thread::scope(|scope| {
        let started = tasks.each_ref().map(|(name, task)| {
            let thread = thread::Builder::new().name((*name).to_owned());
            thread.spawn_scoped(scope, || task.run()).unwrap()
        });
        for thread in started {
            println!("{}", thread.join().unwrap());
        }
    });
}
