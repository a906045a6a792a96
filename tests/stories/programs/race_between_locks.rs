//! Two people draw from one account: the balance is looked at under one lock and changed under another.

use std::sync::{Arc, Mutex};
use std::thread;

fn draw(account: &Mutex<i32>, amount: i32) -> bool {
    let balance = *account.lock().unwrap();
    if balance >= amount {
        *account.lock().unwrap() -= amount;
        true
    } else {
        false
    }
}

fn main() {
    let account = Arc::new(Mutex::new(100));
    let family: Vec<_> = ["ann", "ben"]
        .into_iter()
        .map(|name| {
            let account = Arc::clone(&account);
            thread::Builder::new().name(name.to_string()).spawn(move || draw(&account, 80)).unwrap()
        })
        .collect();
    for member in family {
        member.join().unwrap();
    }
    println!("balance: {}", account.lock().unwrap());
}
