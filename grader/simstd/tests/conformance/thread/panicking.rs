//! `panicking` in destructors: of the thread that panics, and not of others meanwhile.

use std::sync::mpsc;
use std::thread;

struct Look(&'static str);

impl Drop for Look {
    fn drop(&mut self) {
        println!("{} {}", self.0, thread::panicking());
    }
}

struct Meet(mpsc::Sender<()>, mpsc::Receiver<()>);

impl Drop for Meet {
    fn drop(&mut self) {
        self.0.send(()).unwrap();
        self.1.recv().unwrap();
        println!("still {}", thread::panicking());
    }
}

fn main() {
    drop(Look("calm"));
    let (to, from) = mpsc::channel();
    let (back_to, back_from) = mpsc::channel();
    let bad = thread::spawn(move || {
        let _look = Look("outer");
        let _meet = Meet(to, back_from);
        let _look = Look("inner");
        panic!("over");
    });
    from.recv().unwrap();
    println!("other {}", thread::panicking());
    drop(Look("meanwhile"));
    back_to.send(()).unwrap();
    println!("{}", bad.join().is_err());
    println!("{}", thread::panicking());
}
