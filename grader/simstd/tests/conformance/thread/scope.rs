//! `scope`: borrowing, nested threads, the wait at the end, what is returned.

use std::sync::Mutex;
use std::thread;

fn main() {
    let mut numbers = vec![1, 2, 3];
    let text = String::from("shared");
    let total = thread::scope(|scope| {
        let sum = scope.spawn(|| numbers.iter().sum::<i32>());
        let length = scope.spawn(|| text.len());
        sum.join().unwrap() + i32::try_from(length.join().unwrap()).unwrap()
    });
    numbers.push(total);
    println!("{numbers:?} {text}");

    let seen = Mutex::new(Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            seen.lock().unwrap().push(1);
            scope.spawn(|| seen.lock().unwrap().push(2));
        });
    });
    println!("{:?}", seen.into_inner().unwrap());

    let (left, right) = numbers.split_at_mut(2);
    thread::scope(|scope| {
        scope.spawn(|| left[0] = 10);
        scope.spawn(|| right[0] = 30);
    });
    println!("{numbers:?}");
    thread::scope(|scope| {
        let handle = scope.spawn(|| 5);
        println!("{handle:?} {:?}", handle.thread().name());
    });
}
