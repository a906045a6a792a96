//! Modelled functions as values.
// outputs: one

use std::fmt::Debug;
use std::io::{self, Read, Write};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant, SystemTime};

fn main() {
    let plain: [fn(); 2] = [thread::yield_now, std::hint::spin_loop];
    for function in plain {
        function();
    }
    let timed: [fn(Duration); 2] = [thread::sleep, thread::park_timeout];
    timed
        .iter()
        .for_each(|function| function(Duration::from_millis(1)));
    let clock: fn() -> Instant = Instant::now;
    let wall: fn() -> SystemTime = SystemTime::now;
    let since: fn(&Instant) -> Duration = Instant::elapsed;
    println!(
        "{} {}",
        since(&clock()) < Duration::from_secs(9),
        wall().elapsed().is_ok()
    );
    let unpark: fn(&Thread) = Thread::unpark;
    unpark(&thread::current());
    thread::park();
    let finished: fn(&JoinHandle<u8>) -> bool = JoinHandle::is_finished;
    let handle = thread::spawn(|| 1);
    while !finished(&handle) {
        thread::yield_now();
    }
    println!("{:?}", Some(handle).map(JoinHandle::join).unwrap().unwrap());
    let mut streams: Vec<Box<dyn Write>> = vec![Box::new(io::stdout()), Box::new(io::stdout().lock())];
    for stream in &mut streams {
        writeln!(stream, "by dyn Write").unwrap();
        stream.write_all(b"bytes\n").unwrap();
        stream.flush().unwrap();
    }
    let mut input: Box<dyn Read> = Box::new(io::stdin());
    println!("{:?}", input.read(&mut [0; 4]).unwrap());
    let shown: Vec<Box<dyn Debug>> = vec![Box::new(io::stdout()), Box::new(Duration::ZERO)];
    println!("{shown:?}");
    let locks: fn(&io::Stdout) -> io::StdoutLock<'static> = io::Stdout::lock;
    writeln!(locks(&io::stdout()), "locked").unwrap();
    let name: fn() -> u32 = std::process::id;
    println!("{}", name() > 0);
}
