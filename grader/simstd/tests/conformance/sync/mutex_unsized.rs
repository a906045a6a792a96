//! Locks around values whose size is not known: trait objects, slices, strings.

use std::fmt::{Debug, Display};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;

trait Account: Send {
    fn put(&mut self, amount: i64);
    fn balance(&self) -> i64;
}

struct Plain(i64);

struct Fee {
    balance: i64,
    fee: i64,
}

impl Account for Plain {
    fn put(&mut self, amount: i64) {
        self.0 += amount;
    }

    fn balance(&self) -> i64 {
        self.0
    }
}

impl Account for Fee {
    fn put(&mut self, amount: i64) {
        self.balance += amount - self.fee;
    }

    fn balance(&self) -> i64 {
        self.balance
    }
}

fn sum(accounts: &[Arc<Mutex<dyn Account>>]) -> i64 {
    accounts.iter().map(|it| it.lock().unwrap().balance()).sum()
}

fn show(value: &Mutex<dyn Display>) -> String {
    value.lock().unwrap().to_string()
}

fn main() {
    let accounts: Vec<Arc<Mutex<dyn Account>>> = vec![
        Arc::new(Mutex::new(Plain(0))),
        Arc::new(Mutex::new(Fee { balance: 0, fee: 1 })),
    ];
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let accounts = accounts.clone();
            thread::spawn(move || {
                for account in &accounts {
                    account.lock().unwrap().put(10);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    println!("sum: {}", sum(&accounts));

    println!("shown: {} {}", show(&Mutex::new(7)), show(&Mutex::new("text")));
    let debug: &Mutex<dyn Debug> = &Mutex::new(Some(1));
    println!("debug: {debug:?}");
    let slice: Box<Mutex<[i32]>> = Box::new(Mutex::new([3, 1, 2]));
    slice.lock().unwrap().sort_unstable();
    println!("slice: {slice:?} {}", slice.lock().unwrap().len());
    let mut boxed: Box<RwLock<[u8]>> = Box::new(RwLock::new(*b"abc"));
    boxed.write().unwrap()[0] = b'x';
    boxed.get_mut().unwrap()[1] = b'y';
    println!("slice: {:?} {boxed:?}", boxed.read().unwrap());
    let closure: Arc<RwLock<dyn Fn(i32) -> i32 + Send + Sync>> = Arc::new(RwLock::new(|x| x + 1));
    let other = Arc::clone(&closure);
    let answer = thread::spawn(move || (*other.read().unwrap())(41))
        .join()
        .unwrap();
    println!("closure: {answer} {}", (*closure.read().unwrap())(1));
}
