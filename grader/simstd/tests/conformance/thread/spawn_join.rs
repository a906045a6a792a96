//! `spawn` and `JoinHandle`: what a thread returns, and the payload of what it panics with.

use std::any::Any;
use std::thread::{self, JoinHandle};

fn said(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        format!("str {text}")
    } else if let Some(text) = payload.downcast_ref::<String>() {
        format!("String {text}")
    } else if let Some(number) = payload.downcast_ref::<i32>() {
        format!("i32 {number}")
    } else {
        "something".into()
    }
}

fn main() {
    let handle: JoinHandle<Vec<u32>> = thread::spawn(|| (0..4).collect());
    println!("{handle:?} {:?}", handle.thread().name());
    println!("{:?}", handle.join().unwrap());

    let handles: Vec<_> = (0..3_u64).map(|i| thread::spawn(move || i * i)).collect();
    let squares: Vec<u64> = handles.into_iter().map(|it| it.join().unwrap()).collect();
    println!("{squares:?}");

    let number = 7;
    // One after the other, so that what they say comes in order.
    println!(
        "{}",
        said(&*thread::spawn(|| panic!("plain")).join().map(|()| ()).unwrap_err())
    );
    let named = thread::Builder::new().name("named".into());
    println!(
        "{}",
        said(
            &*named
                .spawn(move || assert!(number == 8, "with {number}"))
                .unwrap()
                .join()
                .unwrap_err()
        )
    );
    println!(
        "{}",
        said(
            &*thread::spawn(|| std::panic::panic_any(5_i32))
                .join()
                .map(|()| ())
                .unwrap_err()
        )
    );
    let inside = thread::spawn(|| thread::spawn(|| 3).join().unwrap() + 1);
    println!("{}", inside.join().unwrap());
    println!("main goes on");
}
