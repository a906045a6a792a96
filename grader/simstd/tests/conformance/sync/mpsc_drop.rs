//! What becomes of values that nobody receives, and of the ends that hold each other.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug)]
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}

struct Link {
    // The fields are dropped in this order: the sender first.
    next: Option<Sender<Link>>,
    name: &'static str,
}

impl Drop for Link {
    fn drop(&mut self) {
        println!("unlinked {} {}", self.name, self.next.is_some());
    }
}

fn main() {
    let (tx, rx) = mpsc::channel();
    for i in 1..=3 {
        tx.send(Noisy(i)).unwrap();
    }
    println!("received {:?}", rx.recv().map(|it| it.0));
    println!("the receiver goes");
    drop(rx);
    println!("refused {:?}", tx.send(Noisy(4)));
    drop(tx);

    let (tx, rx) = mpsc::sync_channel(3);
    tx.send(Noisy(5)).unwrap();
    tx.send(Noisy(6)).unwrap();
    println!("the sender goes");
    drop(tx);
    println!("the receiver goes");
    drop(rx);

    // The last sender lies in the channel itself.
    let (tx, rx) = mpsc::channel();
    tx.send(Link {
        next: Some(tx.clone()),
        name: "first",
    })
    .unwrap();
    tx.send(Link {
        next: None,
        name: "second",
    })
    .unwrap();
    tx.send(Link {
        next: Some(tx.clone()),
        name: "third",
    })
    .unwrap();
    drop(tx);
    let first = rx.recv().unwrap();
    println!("first: {}", first.name);
    drop(rx);
    println!(
        "refused: {}",
        first
            .next
            .as_ref()
            .unwrap()
            .send(Link {
                next: None,
                name: "late"
            })
            .is_err()
    );
    drop(first);

    // A receiver that is handed on.
    let (tx, rx) = mpsc::channel::<Receiver<u32>>();
    let (inner, handed) = mpsc::channel();
    inner.send(1).unwrap();
    tx.send(handed).unwrap();
    let thread = thread::spawn(move || {
        let handed = rx.recv().unwrap();
        handed.iter().sum::<u32>()
    });
    inner.send(2).unwrap();
    drop((inner, tx));
    println!("handed on: {}", thread.join().unwrap());

    // A receiver shared by workers: each value goes to one of them.
    let (tx, rx) = mpsc::channel();
    let rx = Arc::new(Mutex::new(rx));
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let rx = Arc::clone(&rx);
            thread::spawn(move || {
                let mut sum = 0;
                loop {
                    let job = rx.lock().unwrap().recv();
                    match job {
                        Ok(job) => sum += job,
                        Err(_) => break sum,
                    }
                }
            })
        })
        .collect();
    for job in [1, 2] {
        tx.send(job).unwrap();
    }
    drop(tx);
    println!(
        "worked: {}",
        workers.into_iter().map(|it| it.join().unwrap()).sum::<u32>()
    );

    // A thread that panics lets go of its ends.
    let (tx, rx) = mpsc::channel::<u32>();
    let thread = thread::spawn(move || {
        tx.send(7).unwrap();
        panic!("with the sender");
    });
    println!("{:?} {:?} {}", rx.recv(), rx.recv(), thread.join().is_err());
}
