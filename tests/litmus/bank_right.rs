//! Two deposits and a withdrawal, each under the account's lock from its read to its write.
//!
//! Source: the repaired bank account of `ConTest`.
//! Expected: ok; the lock can be taken in 3! orders.

use std::sync::{Arc, Mutex};
use std::thread;

fn book(account: &Mutex<i64>, amount: i64) {
    let mut balance = account.lock().unwrap();
    *balance += amount;
}

fn main() {
    let account = Arc::new(Mutex::new(100));
    let customers: Vec<_> = [10, 20, -30]
        .into_iter()
        .map(|amount| {
            let account = Arc::clone(&account);
            thread::spawn(move || book(&account, amount))
        })
        .collect();
    for customer in customers {
        customer.join().unwrap();
    }
    assert_eq!(*account.lock().unwrap(), 100, "money came from nowhere");
    println!("100");
}
