//! Two transfers between the same two accounts, one in each direction.

use std::sync::Mutex;
use std::thread;

struct Account {
    balance: Mutex<i64>,
}

fn transfer(from: &Account, to: &Account, amount: i64) {
    let mut source = from.balance.lock().unwrap();
    let mut target = to.balance.lock().unwrap();
    *source -= amount;
    *target += amount;
}

fn main() {
    let savings = Account { balance: Mutex::new(100) };
    let cheque = Account { balance: Mutex::new(100) };
    thread::scope(|s| {
        s.spawn(|| transfer(&savings, &cheque, 30));
        s.spawn(|| transfer(&cheque, &savings, 10));
    });
    println!("{}", savings.balance.lock().unwrap());
}
