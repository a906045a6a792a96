//! The iterators over a receiver.

use std::sync::mpsc::{self, IntoIter, Iter, TryIter};
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    tx.send(1).unwrap();
    tx.send(2).unwrap();
    {
        let mut values: TryIter<'_, i32> = rx.try_iter();
        println!(
            "{values:?} {:?} {:?} {:?}",
            values.size_hint(),
            values.next(),
            values.next()
        );
        println!("{:?}", values.next());
        // It goes on when something comes.
        tx.send(3).unwrap();
        println!("{:?} {:?}", values.next(), values.next());
    }
    tx.send(4).unwrap();
    tx.send(5).unwrap();
    let sender = thread::spawn(move || tx.send(6).unwrap());
    let mut values: Iter<'_, i32> = rx.iter();
    println!("{values:?} {:?} {:?}", values.size_hint(), values.next());
    for value in &rx {
        println!("borrowed: {value}");
        if value == 5 {
            break;
        }
    }
    let mut values: IntoIter<i32> = rx.into_iter();
    println!("{values:?} {:?} {:?}", values.size_hint(), values.next());
    println!("{:?} {:?}", values.next(), values.next());
    sender.join().unwrap();

    let (tx, rx) = mpsc::sync_channel(1);
    let sender = thread::spawn(move || {
        for word in ["one", "two", "three"] {
            tx.send(word).unwrap();
        }
    });
    let mut words = Vec::new();
    for word in rx {
        words.push(word);
    }
    println!("{words:?}");
    sender.join().unwrap();

    // Nothing, and nobody to send anything.
    let (tx, rx) = mpsc::channel::<u8>();
    drop(tx);
    println!(
        "{} {} {}",
        rx.try_iter().count(),
        rx.iter().count(),
        rx.into_iter().count()
    );
}
