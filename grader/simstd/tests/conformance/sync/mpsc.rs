//! `mpsc::channel`: values in order, senders by the dozen, the end when the last of them is gone.

use std::sync::mpsc::{self, RecvError, SendError, TryRecvError};
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    println!("{tx:?} {rx:?} {:?}", rx.try_recv());
    println!("{:?} {:?}", tx.send(1), tx.send(2));
    println!("{:?} {:?} {:?}", rx.recv(), rx.try_recv(), rx.try_recv());

    // From one thread: in the order of sending.
    let sender = thread::spawn(move || {
        for i in 10..13 {
            tx.send(i).unwrap();
        }
    });
    println!("{:?}", rx.iter().collect::<Vec<_>>());
    println!("{:?} {:?}", rx.recv(), rx.try_recv());
    assert_eq!(
        (rx.recv(), rx.try_recv()),
        (Err(RecvError), Err(TryRecvError::Disconnected))
    );
    sender.join().unwrap();

    // From several: each one's in its order.
    let (tx, rx) = mpsc::channel();
    let senders: Vec<_> = (0..2)
        .map(|i| {
            let tx = tx.clone();
            thread::spawn(move || {
                tx.send((i, 0)).unwrap();
                tx.send((i, 1)).unwrap();
            })
        })
        .collect();
    drop(tx);
    let all: Vec<_> = rx.into_iter().collect();
    let of = |i| {
        all.iter()
            .filter(|it| it.0 == i)
            .map(|it| it.1)
            .collect::<Vec<_>>()
    };
    println!("{} {:?} {:?}", all.len(), of(0), of(1));
    for sender in senders {
        sender.join().unwrap();
    }

    // The other way round: no receiver.
    let (tx, rx) = mpsc::channel();
    let other = tx.clone();
    drop(rx);
    println!(
        "{:?} {:?}",
        tx.send("back"),
        other.send("again").map_err(|SendError(text)| text)
    );
    println!("{}", tx.send("back").unwrap_err());

    // What was sent before the last sender went is still there.
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || tx.send(String::from("last words")).unwrap())
        .join()
        .unwrap();
    println!("{:?} {:?}", rx.recv(), rx.recv());

    // One sender shared by reference.
    let (tx, rx) = mpsc::channel();
    thread::scope(|scope| {
        for i in 0..2 {
            let tx = &tx;
            scope.spawn(move || tx.send(i).unwrap());
        }
    });
    drop(tx);
    println!("{}", rx.iter().sum::<i32>());

    // Answers through a channel that comes with the question.
    let (ask, asked) = mpsc::channel::<(u32, mpsc::Sender<u32>)>();
    let server = thread::spawn(move || {
        for (question, answer) in asked {
            answer.send(question * question).unwrap();
        }
    });
    let (answer, answers) = mpsc::channel();
    for question in 1..=2 {
        ask.send((question, answer.clone())).unwrap();
    }
    drop((ask, answer));
    println!("{:?}", answers.iter().collect::<Vec<_>>());
    server.join().unwrap();
}
