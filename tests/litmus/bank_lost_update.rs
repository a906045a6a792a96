//! Two deposits into one account, each of which reads the balance under the lock and writes it back under the lock,
//! but lets go of it in between.
//!
//! Source: the bank account of `ConTest` and of CS.account in `SCTBench`.
//! Expected: panic; the other deposit falls between the read and the write, and is lost.

use std::sync::{Arc, Mutex};
use std::thread;

fn deposit(account: &Mutex<u64>, amount: u64) {
    let balance = *account.lock().unwrap();
    *account.lock().unwrap() = balance + amount;
}

fn main() {
    let account = Arc::new(Mutex::new(0));
    let customers: Vec<_> = [10, 20]
        .into_iter()
        .map(|amount| {
            let account = Arc::clone(&account);
            thread::spawn(move || deposit(&account, amount))
        })
        .collect();
    for customer in customers {
        customer.join().unwrap();
    }
    assert_eq!(*account.lock().unwrap(), 30, "a deposit was lost");
}
